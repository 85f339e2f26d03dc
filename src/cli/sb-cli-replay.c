/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay and state: events in, the whole state of stock and books out. */
#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "sb-cli-verbs.h"
#include "sb-json-reader.h"
#include "sb-record.h"
#include "sb-replay.h"
#include "sb-state.h"

static char *
read_standard_input (gsize *length, GError **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[65536];
  gsize n = 0;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    {
      g_string_append_len (text, buffer, (gssize) n);
      if (text->len > SB_JSON_MAX_BYTES)
        break; /* the parser says that it is too large */
    }
  if (ferror (stdin))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strerror (errno));
      return NULL;
    }
  *length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_events (const char *path, gsize *length, GError **error)
{
  char *text = NULL;

  if (g_str_equal (path, "-"))
    return read_standard_input (length, error);
  return g_file_get_contents (path, &text, length, error) ? text : NULL;
}

/* A book that is not there yet is made by the settings of the file. */
static gboolean
open_or_create (SbCli *cli, const char *json, gsize length, SbExit *exit_code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbLedger) ledger = NULL;

  if (g_file_test (cli->argv[0], G_FILE_TEST_EXISTS))
    return sb_cli_open (cli, exit_code);
  ledger = sb_ledger_create_for_replay (cli->argv[0], json, (gssize) length, &error);
  if (ledger == NULL)
    {
      *exit_code = sb_cli_fail (cli, error);
      return FALSE;
    }
  sb_ledger_close (ledger);
  return sb_cli_open (cli, exit_code);
}

static gpointer
collect_records (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_record_collect (txn, *(gint64 *) data, error);
  return NULL;
}

static char *
failure_details (const SbReplayFailure *failure)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "event", failure->event);
  sb_json_writer_member_int (writer, "index", failure->index);
  sb_json_writer_member_string (writer, "expected", failure->expected);
  sb_json_writer_member_string (writer, "field", failure->field);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static SbExit
report_failure (SbCli *cli, const SbReplayFailure *failure)
{
  g_autofree char *details = failure_details (failure);
  g_autofree char *message = NULL;

  if (failure->actual == NULL)
    message = g_strdup_printf (_("event %s was accepted, but %s was expected"),
                               failure->event != NULL ? failure->event : "?", failure->expected);
  else
    message = g_strdup_printf (_("event %s: %s"), failure->event != NULL ? failure->event : "?",
                               failure->message != NULL ? failure->message : failure->actual);
  return sb_cli_refuse (cli, SB_EXIT_REFUSED, "ledger", failure->actual, message,
                        _("The events before it stay; correct this one and replay the rest."), details);
}

typedef struct
{
  SbDay as_of;
} StateQuery;

static gpointer
read_state (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_ledger_state_json (db, ((StateQuery *) data)->as_of, error);
}

static SbExit
print_state (SbCli *cli, SbDay as_of)
{
  StateQuery query = { as_of };
  g_autoptr(GError) error = NULL;
  g_autofree char *state = sb_ledger_read (sb_company_get_ledger (cli->company), read_state, &query, &error);

  if (state == NULL)
    return sb_cli_fail (cli, error);
  sb_cli_print ("%s\n", state);
  return SB_EXIT_DONE;
}

static SbExit
run_replay (SbCli *cli)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbReplayFailure) failure = NULL;
  g_autofree char *json = NULL;
  SbExit exit_code = SB_EXIT_DONE;
  SbLedger *ledger = NULL;
  gboolean whole = FALSE;
  gsize length = 0;
  gint64 now = 0;

  if (!sb_cli_parse (cli, NULL, 2, 2, &exit_code))
    return exit_code;
  json = read_events (cli->argv[1], &length, &error);
  if (json == NULL)
    return sb_cli_fail (cli, error);
  if (!open_or_create (cli, json, length, &exit_code))
    return exit_code;

  ledger = sb_company_get_ledger (cli->company);
  whole = sb_ledger_replay (ledger, json, (gssize) length, &failure, &error);
  /* What was accepted before the failure needs its records, too. */
  now = sb_clock_now (sb_company_get_clock (cli->company));
  sb_ledger_write (ledger, collect_records, &now, whole ? &error : NULL);
  if (failure != NULL)
    return report_failure (cli, failure);
  if (error != NULL)
    return sb_cli_fail (cli, error);
  return print_state (cli, SB_DAY_NONE);
}

static SbExit
run_state (SbCli *cli)
{
  g_autofree char *as_of = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("State at the end of that day"), N_("YYYY-MM-DD") },
    { NULL },
  };
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;
  SbDay day = SB_DAY_NONE;

  if (!sb_cli_parse (cli, entries, 1, 1, &exit_code))
    return exit_code;
  if (as_of != NULL && !sb_day_parse (as_of, &day, &error))
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "date", error->message, NULL, NULL);
  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  return print_state (cli, day);
}

const SbVerb sb_verb_replay = {
  .name = "replay",
  .arguments = "BOOK FILE|-",
  .summary = N_("enter the events of a file and print the state afterwards"),
  .description = N_("A file with “settings” sets up a book that does not exist or has no events. An event with "
                    "“expect_error” must be refused with that code. Stops at the first event that goes otherwise."),
  .run = run_replay,
};

const SbVerb sb_verb_state = {
  .name = "state",
  .arguments = "BOOK",
  .summary = N_("print stock, layers, journals and balances"),
  .run = run_state,
};
