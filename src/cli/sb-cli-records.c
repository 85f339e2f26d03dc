/* SPDX-License-Identifier: GPL-3.0-or-later */
/* log, retry, skip, resolve: the monitor. */
#include <glib/gi18n.h>

#include "sb-cli-json.h"
#include "sb-cli-verbs.h"
#include "sb-record.h"
#include "sb-sync-log.h"
#include "sb-sync-report.h"

/* --- log --- */

typedef struct
{
  SbRecordFilter filter;
  gboolean with_requests;
} LogQuery;

typedef struct
{
  GPtrArray *records;
  GPtrArray *runs;
  GPtrArray *requests; /* (nullable) */
} Log;

static void
log_free (Log *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->requests, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Log, log_free)

static gpointer
read_log (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LogQuery *query = data;
  const SbRequestLogFilter requests = { .since = query->filter.since };
  g_autoptr(Log) self = g_new0 (Log, 1);

  self->records = sb_record_list (db, &query->filter, error);
  if (self->records != NULL)
    self->runs = sb_sync_run_list (db, query->filter.since, error);
  if (self->runs != NULL && query->with_requests)
    self->requests = sb_request_log_list (db, &requests, error);
  if (self->runs == NULL || (query->with_requests && self->requests == NULL))
    return NULL;
  return g_steal_pointer (&self);
}

static void
print_log_json (const Log *self)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "records");
  sb_cli_write_records (writer, self->records);
  sb_json_writer_member_int (writer, "total", self->records->len);
  sb_json_writer_name (writer, "runs");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->runs->len; i++)
    sb_sync_run_write_json (g_ptr_array_index (self->runs, i), writer);
  sb_json_writer_end_array (writer);
  if (self->requests != NULL)
    {
      sb_json_writer_name (writer, "requests");
      sb_json_writer_begin_array (writer);
      for (guint i = 0; i < self->requests->len; i++)
        sb_request_log_entry_write_json (g_ptr_array_index (self->requests, i), writer);
      sb_json_writer_end_array (writer);
    }
  sb_json_writer_end_object (writer);
  sb_cli_print_json (writer);
}

static void
print_record (const SbRecord *record)
{
  g_autofree char *amount = record->has_amount ? sb_money_format (record->amount, record->currency) : g_strdup ("");
  char day[SB_DAY_TEXT_SIZE];

  sb_cli_print ("%-5" G_GINT64_FORMAT " %-10s %-13s %-18s %-20s %12s  %-11s %s\n", record->id,
                record->date != SB_DAY_NONE ? sb_day_format (record->date, day) : "", record->object, record->local,
                record->party != NULL ? record->party : "", amount, sb_record_state_title (record->state),
                record->message != NULL ? record->message : "");
  if (record->remedy != NULL)
    sb_cli_print ("      %s\n", record->remedy);
}

static void
print_log_text (const Log *self)
{
  for (guint i = 0; i < self->records->len; i++)
    print_record (g_ptr_array_index (self->records, i));
  for (guint i = 0; self->requests != NULL && i < self->requests->len; i++)
    {
      const SbRequestLogEntry *entry = g_ptr_array_index (self->requests, i);
      g_autofree char *time = sb_moment_format (entry->time);

      sb_cli_print ("%s %-4s %-40s %3d %5d ms %s\n", time, entry->method, entry->path, entry->status, entry->ms,
                    entry->result);
    }
}

static gboolean
parse_since (const char *text, gint64 *since)
{
  SbDay day = SB_DAY_NONE;

  if (sb_moment_parse (text, since, NULL))
    return TRUE;
  if (!sb_day_parse (text, &day, NULL))
    return FALSE;
  *since = (gint64) day * 24 * 60 * 60 * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
fill_filter (SbCli *cli, SbRecordFilter *filter, char **states, const char *since, gint64 id, SbExit *exit_code)
{
  for (char **word = states; word != NULL && *word != NULL; word++)
    {
      SbRecordState state = SB_RECORD_WAITING;

      if (!sb_record_state_parse (*word, &state))
        {
          *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "option", _("--state does not know that word"),
                                      _("One of: waiting sent synced pending failed blocked skipped not_needed "
                                        "superseded conflict"), NULL);
          return FALSE;
        }
      filter->states |= 1u << state;
    }
  if (filter->states == 0)
    filter->states = (1u << SB_N_RECORD_STATES) - 1;
  if (since != NULL && !parse_since (since, &filter->since))
    {
      *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "option", _("--since takes a day or a moment"), NULL,
                                  NULL);
      return FALSE;
    }
  filter->id = id;
  return TRUE;
}

static SbExit
run_log (SbCli *cli)
{
  g_auto(GStrv) states = NULL;
  g_autofree char *since = NULL;
  g_autofree char *object = NULL;
  gint64 id = 0;
  LogQuery query = { 0 };
  const GOptionEntry entries[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &states, N_("Only this state; may be given several times"), N_("STATE") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &since, N_("Only what changed since then"), N_("TIME") },
    { "object", 0, 0, G_OPTION_ARG_STRING, &object, N_("Only this kind of object"), N_("ENTITY") },
    { "id", 0, 0, G_OPTION_ARG_INT64, &id, N_("Only this record"), N_("ID") },
    { "requests", 0, 0, G_OPTION_ARG_NONE, &query.with_requests, N_("Also every request to QuickBooks"), NULL },
    { NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(Log) log = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 1, 1, &exit_code) ||
      !fill_filter (cli, &query.filter, states, since, id, &exit_code) || !sb_cli_open (cli, &exit_code))
    return exit_code;
  query.filter.object = object;
  log = sb_ledger_read (sb_company_get_ledger (cli->company), read_log, &query, &error);
  if (log == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    print_log_json (log);
  else
    print_log_text (log);
  return SB_EXIT_DONE;
}

/* --- retry, skip, resolve --- */

typedef enum
{
  ACTION_RETRY,
  ACTION_SKIP,
  ACTION_RESOLVE,
} Action;

typedef struct
{
  Action action;
  GArray *ids;          /* (element-type gint64): empty: all that failed */
  const char *reason;   /* skip */
  gboolean take_qbo;    /* resolve */
  gint64 now;
  GPtrArray *records;   /* (out): as they now are */
  GPtrArray *refusals;  /* (out) */
} Act;

static void
act_clear (Act *act)
{
  g_clear_pointer (&act->ids, g_array_unref);
  g_clear_pointer (&act->records, g_ptr_array_unref);
  g_clear_pointer (&act->refusals, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Act, act_clear)

static gboolean
is_refused (GPtrArray *refusals, gint64 id)
{
  for (guint i = 0; refusals != NULL && i < refusals->len; i++)
    if (((const SbRecordRefusal *) g_ptr_array_index (refusals, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
take_all_failed (SbDatabase *db, Act *act, GError **error)
{
  const SbRecordFilter filter = { .states = 1u << SB_RECORD_FAILED };

  g_clear_pointer (&act->ids, g_array_unref);
  act->ids = sb_record_list_ids (db, &filter, error);
  return act->ids != NULL;
}

static int
carry_out (SbTxn *txn, Act *act, GError **error)
{
  const gint64 *ids = (const gint64 *) (gpointer) act->ids->data;

  switch (act->action)
    {
    case ACTION_RETRY:
      return sb_record_retry (txn, ids, act->ids->len, act->now, &act->refusals, error);
    case ACTION_SKIP:
      return sb_record_skip (txn, ids, act->ids->len, act->reason, act->now, &act->refusals, error);
    case ACTION_RESOLVE:
    default:
      return sb_record_resolve (txn, ids[0], act->take_qbo, act->now, &act->refusals, error);
    }
}

static gpointer
write_act (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Act *act = data;
  SbDatabase *db = sb_txn_get_database (txn);

  act->records = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_record_free);
  if (act->ids->len == 0 && !take_all_failed (db, act, error))
    return NULL;
  if (act->ids->len > 0 && carry_out (txn, act, error) < 0)
    return NULL;
  for (guint i = 0; i < act->ids->len; i++)
    {
      gint64 id = g_array_index (act->ids, gint64, i);
      SbRecord *record = NULL;

      if (is_refused (act->refusals, id))
        continue;
      record = sb_record_load (db, id, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (act->records, record);
    }
  return NULL;
}

static void
print_act (SbCli *cli, const Act *act)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "records");
  sb_cli_write_records (writer, act->records);
  sb_json_writer_name (writer, "refused");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; act->refusals != NULL && i < act->refusals->len; i++)
    {
      const SbRecordRefusal *refusal = g_ptr_array_index (act->refusals, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, refusal->id);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "id", id);
      sb_json_writer_member_string (writer, "code", refusal->code);
      sb_json_writer_member_string (writer, "message", refusal->message);
      sb_json_writer_end_object (writer);
      if (!cli->json)
        sb_cli_print ("! %s: %s\n", id, refusal->message);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  if (cli->json)
    sb_cli_print_json (writer);
  else
    for (guint i = 0; i < act->records->len; i++)
      print_record (g_ptr_array_index (act->records, i));
}

static gboolean
parse_ids (SbCli *cli, int first, int last, Act *act, SbExit *exit_code)
{
  act->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (int i = first; i < last; i++)
    {
      guint64 id = 0;

      if (!g_ascii_string_to_unsigned (cli->argv[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          g_autofree char *message = g_strdup_printf (_("“%s” is not the id of a record"), cli->argv[i]);

          *exit_code = sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "unknown-record", message,
                                      _("Run: stockbook-cli log BOOK, which shows the ids."), NULL);
          return FALSE;
        }
      g_array_append_val (act->ids, (gint64) { (gint64) id });
    }
  return TRUE;
}

static SbExit
run_act (SbCli *cli, Act *act)
{
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  act->now = sb_clock_now (sb_company_get_clock (cli->company));
  sb_ledger_write (sb_company_get_ledger (cli->company), write_act, act, &error);
  if (error != NULL)
    return sb_cli_fail (cli, error);
  print_act (cli, act);
  /* Refused all that was asked: nothing changed. */
  return act->records->len == 0 && act->refusals != NULL && act->refusals->len > 0 ? SB_EXIT_REFUSED : SB_EXIT_DONE;
}

static SbExit
run_retry (SbCli *cli)
{
  g_auto(Act) act = { .action = ACTION_RETRY };
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, -1, &exit_code) || !parse_ids (cli, 1, cli->argc, &act, &exit_code))
    return exit_code;
  return run_act (cli, &act);
}

static SbExit
run_skip (SbCli *cli)
{
  g_auto(Act) act = { .action = ACTION_SKIP };
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("Why it is not sent, in your own words"), N_("TEXT") },
    { NULL },
  };
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 2, -1, &exit_code) || !parse_ids (cli, 1, cli->argc, &act, &exit_code))
    return exit_code;
  if (reason == NULL || g_strstrip (reason)[0] == '\0')
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "option", _("--reason is missing"),
                          _("Say why it is not sent: --reason \"entered by hand\""), NULL);
  act.reason = reason;
  return run_act (cli, &act);
}

static SbExit
run_resolve (SbCli *cli)
{
  g_auto(Act) act = { .action = ACTION_RESOLVE };
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 3, 3, &exit_code) || !parse_ids (cli, 1, 2, &act, &exit_code))
    return exit_code;
  act.take_qbo = g_str_equal (cli->argv[2], "qbo");
  if (!act.take_qbo && !g_str_equal (cli->argv[2], "local"))
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", _("resolve takes local or qbo"), NULL, NULL);
  return run_act (cli, &act);
}

const SbVerb sb_verb_log = {
  .name = "log",
  .arguments = "BOOK",
  .summary = N_("list records, runs and requests"),
  .run = run_log,
};

const SbVerb sb_verb_retry = {
  .name = "retry",
  .arguments = "BOOK [ID...]",
  .summary = N_("let failed records wait for the next run again; without ids, all"),
  .run = run_retry,
};

const SbVerb sb_verb_skip = {
  .name = "skip",
  .arguments = "BOOK ID... --reason TEXT",
  .summary = N_("do not send these records"),
  .run = run_skip,
};

const SbVerb sb_verb_resolve = {
  .name = "resolve",
  .arguments = "BOOK ID local|qbo",
  .summary = N_("decide a conflict for this side or for QuickBooks"),
  .run = run_resolve,
};
