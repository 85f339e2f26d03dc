/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From error domain and code to exit code, word, and what the owner can do about it. */
#include "sb-cli-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "sb-base-error.h"
#include "sb-company-error.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-log.h"
#include "sb-qbo-error.h"
#include "sb-store-error.h"
#include "sb-sync-error.h"

typedef struct
{
  int code;
  SbExit exit_code;
  const char *domain;
  const char *word;
  const char *remedy;
} Row;

static const Row COMPANY_ROWS[] = {
  { SB_COMPANY_ERROR_EDITION, SB_EXIT_REFUSED, "connect", "edition",
    N_("Choose a QuickBooks Online Essentials, Plus or Advanced company.") },
  { SB_COMPANY_ERROR_CURRENCY, SB_EXIT_REFUSED, "connect", "currency",
    N_("Choose a company with the book's currency, or create a book in the company's currency.") },
  { SB_COMPANY_ERROR_OTHER_COMPANY, SB_EXIT_REFUSED, "connect", "other-company",
    N_("Sign in to the company this book belongs to; another company needs a book of its own.") },
  { SB_COMPANY_ERROR_SIGN_IN_NEEDED, SB_EXIT_SIGN_IN, "sync", "sign-in-needed",
    N_("Run: stockbook-cli connect BOOK --environment ...") },
  { SB_COMPANY_ERROR_SIGN_IN_REFUSED, SB_EXIT_SIGN_IN, "connect", "sign-in-refused",
    N_("Run connect again and press Connect in the browser.") },
  { SB_COMPANY_ERROR_SIGN_IN_TIMEOUT, SB_EXIT_SIGN_IN, "connect", "sign-in-timeout",
    N_("Run connect again and finish in the browser within five minutes.") },
  { SB_COMPANY_ERROR_NO_KEYRING, SB_EXIT_SIGN_IN, "connect", "no-keyring",
    N_("Log in to a desktop session, or start and unlock a keyring (gnome-keyring) in this one.") },
  { SB_COMPANY_ERROR_LOCKED, SB_EXIT_BOOK, "book", "locked",
    N_("Wait until the other program has finished.") },
  { SB_COMPANY_ERROR_PRACTICE, SB_EXIT_NETWORK, "network", "practice",
    N_("Check that stockbook-practice is installed.") },
  { SB_COMPANY_ERROR_UNKNOWN_SETTING, SB_EXIT_REFUSED, "usage", "unknown-setting",
    N_("Run: stockbook-cli settings BOOK, which shows every setting.") },
  { SB_COMPANY_ERROR_UNKNOWN_ACCOUNT, SB_EXIT_REFUSED, "usage", "unknown-account",
    N_("Run: stockbook-cli accounts BOOK --suggest, which shows accounts that fit.") },
  { SB_COMPANY_ERROR_ACCOUNT_TYPE, SB_EXIT_REFUSED, "usage", "account-type",
    N_("Run: stockbook-cli accounts BOOK --suggest, which shows accounts that fit.") },
  { SB_COMPANY_ERROR_INTEGRATION_OFF, SB_EXIT_REFUSED, "sync", "export-off",
    N_("Run: stockbook-cli settings BOOK integration=on") },
};

static const Row STORE_ROWS[] = {
  { SB_STORE_ERROR_BUSY, SB_EXIT_BOOK, "book", "locked",
    N_("Another program is writing to the book; try again.") },
  { SB_STORE_ERROR_CORRUPT, SB_EXIT_BOOK, "book", "damaged",
    N_("Check the file name; if the book is damaged, go back to a backup.") },
  { SB_STORE_ERROR_FULL, SB_EXIT_BOOK, "book", "disk-full", N_("Make room on the disk and try again.") },
  { SB_STORE_ERROR_READ_ONLY, SB_EXIT_BOOK, "book", "read-only",
    N_("Allow writing to the file and its folder.") },
  { SB_STORE_ERROR_OPEN, SB_EXIT_BOOK, "book", "missing",
    N_("Check the path, or create a book with: stockbook-cli new BOOK") },
  { SB_STORE_ERROR_NEWER_SCHEMA, SB_EXIT_BOOK, "book", "newer",
    N_("Install the Stockbook that wrote it, or a later one.") },
  { SB_STORE_ERROR_MIGRATION, SB_EXIT_BOOK, "book", "migration",
    N_("The book is as it was; report this with the output of: stockbook-cli info BOOK") },
};

static const Row SYNC_ROWS[] = {
  { SB_SYNC_ERROR_UNMAPPED, SB_EXIT_REFUSED, "sync", "unmapped-role",
    N_("Run: stockbook-cli accounts BOOK --suggest, then set the roles.") },
  { SB_SYNC_ERROR_LOCKED, SB_EXIT_BOOK, "book", "locked",
    N_("Wait until the other program has finished.") },
  { SB_SYNC_ERROR_NOT_CONNECTED, SB_EXIT_SIGN_IN, "sync", "sign-in-needed",
    N_("Run: stockbook-cli connect BOOK --environment ...") },
};

static const Row QBO_ROWS[] = {
  { SB_QBO_ERROR_OFFLINE, SB_EXIT_NETWORK, "network", "network",
    N_("Nothing was lost; try again when the network is back.") },
  { SB_QBO_ERROR_SIGN_IN_NEEDED, SB_EXIT_SIGN_IN, "sync", "sign-in-needed",
    N_("Run: stockbook-cli connect BOOK --environment ...") },
  { SB_QBO_ERROR_REVOKED, SB_EXIT_SIGN_IN, "sync", "sign-in-needed",
    N_("Run: stockbook-cli connect BOOK --environment ...") },
  { SB_QBO_ERROR_THROTTLED, SB_EXIT_NETWORK, "network", "throttled", N_("Try again in a minute.") },
  { SB_QBO_ERROR_SERVER, SB_EXIT_NETWORK, "network", "server",
    N_("QuickBooks has a problem; nothing was lost. Try again later.") },
  { SB_QBO_ERROR_PROTOCOL, SB_EXIT_NETWORK, "network", "bad-answer",
    N_("Check the address; what answered there is not QuickBooks.") },
};

static const Row *
find_row (const Row *rows, gsize n, int code)
{
  for (gsize i = 0; i < n; i++)
    if (rows[i].code == code)
      return &rows[i];
  return NULL;
}

static void
take_row (SbCliError *self, const Row *row)
{
  if (row == NULL)
    return;
  self->exit_code = row->exit_code;
  self->domain = row->domain;
  self->code = row->word;
  self->remedy = g_strdup (_(row->remedy));
}

static void
describe_ledger (SbCliError *self, const GError *error)
{
  const char *field = sb_ledger_error_field (error);

  self->exit_code = SB_EXIT_REFUSED;
  self->domain = "ledger";
  self->code = sb_ledger_error_code (error);
  if (field != NULL)
    {
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "field", field);
      sb_json_writer_end_object (writer);
      self->details = sb_json_writer_finish (writer);
    }
}

static void
describe_sync (SbCliError *self, const GError *error)
{
  const char *word = sb_sync_error_word (error);

  self->exit_code = SB_EXIT_REFUSED;
  self->domain = "sync";
  take_row (self, find_row (SYNC_ROWS, G_N_ELEMENTS (SYNC_ROWS), error->code));
  if (word != NULL && error->code == SB_SYNC_ERROR_REFUSED)
    self->code = word;
}

static void
describe_io (SbCliError *self, const GError *error)
{
  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_CANCELLED)
    {
      self->exit_code = SB_EXIT_CANCELLED;
      self->domain = "usage";
      self->code = "cancelled";
      return;
    }
  self->exit_code = SB_EXIT_REFUSED;
  self->domain = "usage";
  self->code = "file";
}

SbCliError *
sb_cli_error_describe (const GError *error)
{
  SbCliError *self = g_new0 (SbCliError, 1);

  self->exit_code = SB_EXIT_REFUSED;
  self->domain = "usage";
  self->code = "failed";
  self->message = g_strdup (error->message);

  if (error->domain == SB_LEDGER_ERROR)
    describe_ledger (self, error);
  else if (error->domain == SB_SYNC_ERROR)
    describe_sync (self, error);
  else if (error->domain == SB_COMPANY_ERROR)
    take_row (self, find_row (COMPANY_ROWS, G_N_ELEMENTS (COMPANY_ROWS), error->code));
  else if (error->domain == SB_STORE_ERROR)
    {
      self->exit_code = SB_EXIT_BOOK;
      self->domain = "book";
      take_row (self, find_row (STORE_ROWS, G_N_ELEMENTS (STORE_ROWS), error->code));
    }
  else if (error->domain == SB_QBO_ERROR)
    {
      self->domain = "qbo";
      take_row (self, find_row (QBO_ROWS, G_N_ELEMENTS (QBO_ROWS), error->code));
    }
  else if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    describe_io (self, error);
  return self;
}

void
sb_cli_error_free (SbCliError *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->remedy);
  g_free (self->details);
  g_free (self);
}

char *
sb_cli_error_json (const char *domain, const char *code, const char *message,
                   const char *remedy, const char *details)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *safe = sb_log_redact (message);

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "error");
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "domain", domain);
  sb_json_writer_member_string (writer, "code", code);
  sb_json_writer_member_string (writer, "message", safe);
  sb_json_writer_member_string (writer, "remedy", remedy);
  sb_json_writer_name (writer, "details");
  sb_json_writer_raw (writer, details != NULL ? details : "{}");
  sb_json_writer_end_object (writer);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

char *
sb_cli_error_text (const char *message, const char *remedy)
{
  g_autofree char *safe = sb_log_redact (message);

  if (remedy == NULL)
    return g_strdup_printf ("%s: %s", g_get_prgname (), safe);
  return g_strdup_printf ("%s: %s\n%s", g_get_prgname (), safe, remedy);
}
