/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "sb-book.h"
#include "sb-cli-json.h"
#include "sb-cli-verbs.h"
#include "sb-lease.h"
#include "sb-record.h"
#include "sb-setting.h"
#include "sb-sync-report.h"

/* What the book says, read at one moment. */
typedef struct
{
  SbBook book;
  char *name;           /* (nullable) */
  gint64 counts[SB_N_RECORD_STATES];
  SbSyncRun *last_run;  /* (nullable) */
  GPtrArray *notices;
} Facts;

static void
facts_free (Facts *facts)
{
  g_free (facts->name);
  g_clear_pointer (&facts->last_run, sb_sync_run_free);
  g_clear_pointer (&facts->notices, g_ptr_array_unref);
  g_free (facts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static gpointer
read_facts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr(Facts) facts = g_new0 (Facts, 1);
  g_autoptr(GError) local_error = NULL;

  if (!sb_book_load (db, &facts->book, error) || !sb_record_counts (db, facts->counts, error))
    return NULL;
  facts->name = sb_setting_get (db, SB_BOOK_NAME, &local_error);
  if (local_error == NULL)
    facts->last_run = sb_sync_run_last (db, &local_error);
  if (local_error == NULL)
    facts->notices = sb_sync_notices (db, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&facts);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static void
write_running (SbJsonWriter *writer, const char *path)
{
  g_autoptr(SbLeaseHolder) holder = sb_lease_holder (path);
  g_autofree char *since = NULL;

  if (holder == NULL)
    {
      sb_json_writer_null (writer);
      return;
    }
  since = sb_moment_format (holder->since);
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_int (writer, "pid", holder->pid);
  sb_json_writer_member_string (writer, "since", since);
  sb_json_writer_member_string (writer, "by", holder->by);
  sb_json_writer_end_object (writer);
}

static void
write_attention (SbJsonWriter *writer, GPtrArray *notices)
{
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < notices->len; i++)
    {
      const SbSyncNotice *notice = g_ptr_array_index (notices, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "code", notice->code);
      sb_json_writer_member_string (writer, "message", notice->message);
      sb_json_writer_member_string (writer, "remedy", notice->remedy);
      sb_json_writer_member_string (writer, "object", notice->object);
      sb_json_writer_member_string (writer, "qbo_id", notice->qbo_id);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
}

static void
print_json (SbCli *cli, const Facts *facts)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  const char *closing = facts->book.closing_date[0] != '\0' ? facts->book.closing_date : NULL;

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "book");
  sb_cli_write_book (writer, cli->argv[0], facts->name, facts->book.currency.code, closing);
  sb_json_writer_name (writer, "connection");
  sb_cli_write_connection (writer, sb_company_get_connection (cli->company));
  sb_json_writer_name (writer, "company");
  sb_cli_write_company (writer, sb_company_get_facts (cli->company));
  sb_json_writer_name (writer, "counts");
  sb_record_counts_write_json (facts->counts, writer);
  sb_json_writer_name (writer, "last_run");
  if (facts->last_run != NULL)
    sb_sync_run_write_json (facts->last_run, writer);
  else
    sb_json_writer_null (writer);
  sb_json_writer_name (writer, "running");
  write_running (writer, cli->argv[0]);
  sb_json_writer_name (writer, "attention");
  write_attention (writer, facts->notices);
  sb_json_writer_end_object (writer);
  sb_cli_print_json (writer);
}

static void
print_text (SbCli *cli, const Facts *facts)
{
  const SbConnectionFacts *connection = sb_company_get_connection (cli->company);
  const SbCompanyFacts *company = sb_company_get_facts (cli->company);

  sb_cli_print (_("Book:       %s (%s)\n"), facts->name != NULL ? facts->name : cli->argv[0], facts->book.currency.code);
  sb_cli_print (_("QuickBooks: %s"), sb_connection_state_word (connection->state));
  if (connection->environment != NULL)
    sb_cli_print (", %s", connection->environment);
  if (company != NULL)
    sb_cli_print (", %s (%s)", company->name, company->edition);
  sb_cli_print ("\n");
  for (guint i = 0; i < SB_N_RECORD_STATES; i++)
    if (facts->counts[i] != 0)
      sb_cli_print ("  %-12s %" G_GINT64_FORMAT "\n", sb_record_state_title ((SbRecordState) i), facts->counts[i]);
  if (facts->last_run != NULL)
    {
      g_autofree char *started = sb_moment_format (facts->last_run->started);

      sb_cli_print (_("Last run:   %s, %s\n"), started, sb_sync_outcome_word (facts->last_run->outcome));
    }
  for (guint i = 0; i < facts->notices->len; i++)
    {
      const SbSyncNotice *notice = g_ptr_array_index (facts->notices, i);

      sb_cli_print ("! %s\n", notice->message);
      if (notice->remedy != NULL)
        sb_cli_print ("  %s\n", notice->remedy);
    }
}

SbExit
sb_cli_print_status (SbCli *cli)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Facts) facts = sb_ledger_read (sb_company_get_ledger (cli->company), read_facts, NULL, &error);

  if (facts == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    print_json (cli, facts);
  else
    print_text (cli, facts);
  return SB_EXIT_DONE;
}

static SbExit
run (SbCli *cli)
{
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, 1, &exit_code) || !sb_cli_open (cli, &exit_code))
    return exit_code;
  return sb_cli_print_status (cli);
}

const SbVerb sb_verb_status = {
  .name = "status",
  .arguments = "BOOK",
  .summary = N_("show connection, counts and what needs attention"),
  .run = run,
};
