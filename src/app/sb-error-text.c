/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sb-ledger-error.h"
#include "sb-company-error.h"
#include "sb-qbo-error.h"
#include "sb-store-error.h"
#include "sb-sync-error.h"

typedef struct
{
  int         code;
  const char *title;
  const char *body;
  const char *remedy_label;
  const char *remedy_action;
} SbErrorRow;

static const SbErrorRow STORE_ROWS[] = {
  { SB_STORE_ERROR_BUSY, N_("The book is in use"),
    N_("Another program is writing to it. Nothing was changed."), NULL, NULL },
  { SB_STORE_ERROR_CORRUPT, N_("The book is damaged"),
    N_("The file cannot be read as a book. Open a backup copy; the damaged file was left as it is."),
    N_("Open Another Book…"), "app.open" },
  { SB_STORE_ERROR_FULL, N_("There is no room left on the disk"),
    N_("Nothing was changed. Make room and try again."), NULL, NULL },
  { SB_STORE_ERROR_NEWER_SCHEMA, N_("The book was written by a newer Stockbook"),
    N_("Install the newer version to open it. The file was left as it is."),
    N_("Open Another Book…"), "app.open" },
  { SB_STORE_ERROR_MIGRATION, N_("The book could not be brought up to date"),
    N_("It was left as it was, and a backup copy lies beside it."), NULL, NULL },
};

static const SbErrorRow IO_ROWS[] = {
  { G_IO_ERROR_NOT_FOUND, N_("The file is not there any more"),
    N_("It may have been moved or renamed."), N_("Open Another Book…"), "app.open" },
  { G_IO_ERROR_PERMISSION_DENIED, N_("The file may not be opened"),
    N_("Your account has no permission for it."), N_("Open Another Book…"), "app.open" },
  { G_IO_ERROR_NO_SPACE, N_("There is no room left on the disk"),
    N_("Nothing was changed. Make room and try again."), NULL, NULL },
  { G_IO_ERROR_TIMED_OUT, N_("It took too long"),
    N_("There was no answer in time. Nothing was lost; try again."), NULL, NULL },
};

/* What the ledger refuses. Its message is for the owner already and says which; the title says what
 * that means. */
static const SbErrorRow LEDGER_ROWS[] = {
  { SB_LEDGER_ERROR_DUPLICATE, N_("This is in the book already"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_UNKNOWN_REF, N_("What this refers to is not there any more"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_PERIOD_CLOSED, N_("The books are closed for that day"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_HAS_DEPENDENTS, N_("Later documents build on this one"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_BEFORE_STOCKTAKE, N_("Stock was counted after that day"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_OVER_RETURN, N_("More than was received and billed"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_OVER_CREDIT, N_("More than there is to credit"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_NO_BASIS, N_("There is nothing to share it over"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_DEFICIT_OPEN, N_("The cost of these goods is not known yet"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_INSUFFICIENT_STOCK, N_("There is not enough in stock"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_NEGATIVE_VALUE, N_("Stock would be worth less than nothing"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_BAD_EVENT, N_("This cannot be entered like that"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_UNBALANCED, N_("Stockbook made a mistake"), NULL, NULL, NULL },
  { SB_LEDGER_ERROR_STALE, N_("It was changed meanwhile"), NULL, NULL, NULL },
};

/* A body of NULL: the message of the error is written for the owner and says more than we could. */
static const SbErrorRow COMPANY_ROWS[] = {
  { SB_COMPANY_ERROR_EDITION, N_("The plan of this QuickBooks company is too small"), NULL, NULL,
    NULL },
  { SB_COMPANY_ERROR_CURRENCY, N_("The home currencies differ"), NULL, NULL, NULL },
  { SB_COMPANY_ERROR_OTHER_COMPANY, N_("This book belongs to another QuickBooks company"),
    N_("Sign in and choose that company, or make a new book for the other one. Nothing was "
       "changed."), NULL, NULL },
  { SB_COMPANY_ERROR_SIGN_IN_NEEDED, N_("QuickBooks asks you to sign in again"),
    N_("Nothing was sent; what you entered waits."), N_("Sign In…"), "win.resume-setup" },
  { SB_COMPANY_ERROR_SIGN_IN_REFUSED, N_("QuickBooks did not let Stockbook in"),
    N_("The sign-in was refused, or the answer was not to our question. Nothing was changed. Try "
       "again, and allow the access on the page in the browser."), NULL, NULL },
  { SB_COMPANY_ERROR_SIGN_IN_TIMEOUT, N_("Nobody came back from the browser"),
    N_("The sign-in waits five minutes. Nothing was changed; try again."), NULL, NULL },
  { SB_COMPANY_ERROR_NO_KEYRING, N_("The keyring cannot be used"),
    N_("The permission for QuickBooks is kept there and nowhere else. Unlock the keyring, or "
       "install one, and try again."), NULL, NULL },
  { SB_COMPANY_ERROR_LOCKED, N_("Another program is syncing this book"),
    N_("It may be the timer. Wait until it has finished and try again."), NULL, NULL },
  { SB_COMPANY_ERROR_PRACTICE, N_("The practice company could not be started"), NULL, NULL, NULL },
  { SB_COMPANY_ERROR_INTEGRATION_OFF, N_("The integration is switched off"),
    N_("Nothing is sent or read until it is switched on."), N_("Settings"), "win.settings" },
};

static const SbErrorRow QBO_ROWS[] = {
  { SB_QBO_ERROR_OFFLINE, N_("QuickBooks cannot be reached"),
    N_("Nothing is lost: what is not sent yet waits. Look at the network and try again."), NULL,
    NULL },
  { SB_QBO_ERROR_SIGN_IN_NEEDED, N_("QuickBooks asks you to sign in again"),
    N_("Nothing was sent; what you entered waits."), N_("Sign In…"), "win.resume-setup" },
  { SB_QBO_ERROR_REVOKED, N_("The permission was taken back in QuickBooks"),
    N_("Nothing was sent; what you entered waits."), N_("Sign In…"), "win.resume-setup" },
  { SB_QBO_ERROR_SIGN_IN_REFUSED, N_("QuickBooks did not let Stockbook in"),
    N_("The sign-in was refused, or the answer was not to our question. Nothing was changed. Try "
       "again, and allow the access on the page in the browser."), NULL, NULL },
  { SB_QBO_ERROR_SIGN_IN_TIMEOUT, N_("Nobody came back from the browser"),
    N_("The sign-in waits five minutes. Nothing was changed; try again."), NULL, NULL },
  { SB_QBO_ERROR_CLIENT, N_("Intuit does not accept the keys"),
    N_("Look at client ID, client secret and the redirect addresses of your Intuit app: they must "
       "be the same here and there, letter by letter."), NULL, NULL },
  { SB_QBO_ERROR_NO_KEYRING, N_("The keyring cannot be used"),
    N_("The permission for QuickBooks is kept there and nowhere else. Unlock the keyring, or "
       "install one, and try again."), NULL, NULL },
  { SB_QBO_ERROR_THROTTLED, N_("QuickBooks asks to wait"),
    N_("There were too many requests. What is not sent yet waits; try again in a minute."), NULL,
    NULL },
  { SB_QBO_ERROR_SERVER, N_("QuickBooks has trouble of its own"),
    N_("What is not sent yet waits; try again later."), NULL, NULL },
  { SB_QBO_ERROR_PROTOCOL, N_("QuickBooks answered something that cannot be understood"),
    N_("Nothing of it was used. Try again; the request log has the details."), NULL, NULL },
};

static const SbErrorRow SYNC_ROWS[] = {
  { SB_SYNC_ERROR_UNMAPPED, N_("An account is missing"),
    N_("Choose the account in QuickBooks for every kind of posting that is needed."),
    N_("Accounts"), "win.open::accounts" },
  { SB_SYNC_ERROR_LOCKED, N_("Another program is syncing this book"),
    N_("It may be the timer. Wait until it has finished and try again."), NULL, NULL },
  { SB_SYNC_ERROR_NOT_CONNECTED, N_("This book is not connected to QuickBooks"),
    N_("Connect it first; nothing was sent."), N_("Connect…"), "win.resume-setup" },
  { SB_SYNC_ERROR_REFUSED, N_("That cannot be done"), NULL, NULL, NULL },
};

static SbErrorText *
text_new (const char *title, const char *body, const char *label, const char *action)
{
  SbErrorText *self = g_new0 (SbErrorText, 1);

  self->title = g_strdup (title);
  self->body = g_strdup (body);
  self->remedy_label = g_strdup (label);
  self->remedy_action = g_strdup (action);
  return self;
}

/* The ledger's messages are written for a line of text: "lines/0/qty: out of range". On the screen they
 * stand at their field, so the member's name goes, and what is left becomes a sentence. */
static char *
sentence (const char *message, const char *field)
{
  g_autofree char *prefix = field != NULL ? g_strconcat (field + (*field == '/'), ": ", NULL) : NULL;
  const char *text = prefix != NULL && g_str_has_prefix (message, prefix)
                         ? message + strlen (prefix)
                         : message;
  const char *rest = g_utf8_next_char (text);
  char first[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);
  return g_strconcat (first, rest, g_str_has_suffix (rest, ".") ? "" : ".", NULL);
}

static SbErrorText *
from_rows (const GError *error, const SbErrorRow *rows, gsize n)
{
  g_autofree char *message =
      error->message[0] != '\0' ? sentence (error->message, sb_ledger_error_field (error))
                                : g_strdup ("");

  for (gsize i = 0; i < n; i++)
    if (rows[i].code == error->code)
      return text_new (_(rows[i].title),
                       rows[i].body != NULL ? _(rows[i].body) : message,
                       rows[i].remedy_label != NULL ? _(rows[i].remedy_label) : NULL,
                       rows[i].remedy_action);
  return NULL;
}

SbErrorText *
sb_error_text_new (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  SbErrorText *text = NULL;

  if (error->domain == SB_STORE_ERROR)
    text = from_rows (error, STORE_ROWS, G_N_ELEMENTS (STORE_ROWS));
  else if (error->domain == SB_LEDGER_ERROR)
    text = from_rows (error, LEDGER_ROWS, G_N_ELEMENTS (LEDGER_ROWS));
  else if (error->domain == G_IO_ERROR)
    text = from_rows (error, IO_ROWS, G_N_ELEMENTS (IO_ROWS));
  else if (error->domain == SB_COMPANY_ERROR)
    text = from_rows (error, COMPANY_ROWS, G_N_ELEMENTS (COMPANY_ROWS));
  else if (error->domain == SB_QBO_ERROR)
    text = from_rows (error, QBO_ROWS, G_N_ELEMENTS (QBO_ROWS));
  else if (error->domain == SB_SYNC_ERROR)
    text = from_rows (error, SYNC_ROWS, G_N_ELEMENTS (SYNC_ROWS));
  if (text != NULL)
    return text;

  return text_new (_("That did not work"), error->message, NULL, NULL);
}

void
sb_error_text_free (SbErrorText *self)
{
  g_free (self->title);
  g_free (self->body);
  g_free (self->remedy_label);
  g_free (self->remedy_action);
  g_free (self);
}

char *
sb_error_text_line (const SbErrorText *self)
{
  if (self->body == NULL || *self->body == '\0')
    return g_strdup (self->title);
  /* Translators: a notice; the first is what happened, the second the explanation */
  return g_strdup_printf (C_("error notice", "%s. %s"), self->title, self->body);
}

char *
sb_error_text_refusal (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  /* The ledger's own words name the product and the numbers. */
  if (error->domain == SB_LEDGER_ERROR && error->message[0] != '\0')
    return sentence (error->message, sb_ledger_error_field (error));

  g_autoptr (SbErrorText) text = sb_error_text_new (error);
  return sb_error_text_line (text);
}
