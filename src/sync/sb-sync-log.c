/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-log.h"

#include "sb-bind.h"
#include "sb-day.h"
#include "sb-log.h"

#define DAY_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

static const char SQL_ADD[] = "INSERT INTO request_log (time, run, method, path, requestid, "
                              "attempt, status, ms, intuit_tid, result)"
                              " VALUES (:time, nullif (:run, 0), :method, :path, :requestid, "
                              ":attempt, nullif (:status, 0), :ms, :tid, :result)";

static const char SQL_PRUNE[] = "DELETE FROM request_log WHERE time < :time";

static const char SQL_LIST[]
    = "SELECT id, time, run, method, path, requestid, attempt, status, ms, intuit_tid, result FROM "
      "("
      " SELECT * FROM request_log WHERE time >= :since AND (:run = 0 OR run = :run)"
      "  AND (:search IS NULL OR instr (path, :search) > 0 OR instr (ifnull (requestid, ''), "
      ":search) > 0"
      "   OR instr (ifnull (intuit_tid, ''), :search) > 0 OR instr (result, :search) > 0)"
      "  ORDER BY time DESC, id DESC LIMIT :limit) ORDER BY time, id";

static const char SQL_RECORDS[] = "SELECT i.record FROM flight f JOIN flight_item i ON i.flight = "
                                  "f.id WHERE f.requestid = :requestid"
                                  " ORDER BY i.position";

void
sb_request_log_entry_free (SbRequestLogEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->method);
  g_free (self->path);
  g_free (self->requestid);
  g_free (self->intuit_tid);
  g_free (self->result);
  g_clear_pointer (&self->records, g_array_unref);
  g_free (self);
}

static gboolean
load_records (SbDatabase *db, SbRequestLogEntry *entry, GError **error)
{
  g_autoptr (SbStatement) st = NULL;
  gboolean failed;

  if (entry->requestid == NULL)
    return TRUE;
  st = sb_bind_query (db, SQL_RECORDS, error, ":requestid", 't', entry->requestid, NULL);
  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 record = sb_statement_int64_at (st, 0);

      g_array_append_val (entry->records, record);
    }
  return !failed;
}

static SbRequestLogEntry *
read_entry (SbStatement *st)
{
  SbRequestLogEntry *entry = g_new0 (SbRequestLogEntry, 1);

  entry->id = sb_statement_int64 (st, "id");
  entry->time = sb_statement_int64 (st, "time");
  entry->run = sb_statement_int64 (st, "run");
  entry->method = sb_statement_dup_text (st, "method");
  entry->path = sb_statement_dup_text (st, "path");
  entry->requestid = sb_statement_dup_text (st, "requestid");
  entry->attempt = sb_statement_int (st, "attempt");
  entry->status = sb_statement_int (st, "status");
  entry->ms = sb_statement_int (st, "ms");
  entry->intuit_tid = sb_statement_dup_text (st, "intuit_tid");
  entry->result = sb_statement_dup_text (st, "result");
  entry->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  return entry;
}

GPtrArray *
sb_request_log_list (SbDatabase *db, const SbRequestLogFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sb_request_log_entry_free);
  gint64 limit = filter->limit > 0 ? (gint64) filter->limit : -1;
  g_autoptr (SbStatement) st
      = sb_bind_query (db, SQL_LIST, error, ":since", 'i', filter->since, ":run", 'i', filter->run,
                       ":search", 't', filter->search, ":limit", 'i', limit, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    g_ptr_array_add (entries, read_entry (st));
  if (failed)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      if (!load_records (db, g_ptr_array_index (entries, i), error))
        return NULL;
    }
  return g_steal_pointer (&entries);
}

void
sb_request_log_entry_write_json (const SbRequestLogEntry *self, SbJsonWriter *writer)
{
  g_autofree char *time = sb_moment_format (self->time);
  g_autofree char *run = self->run != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, self->run) : NULL;

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "time", time);
  sb_json_writer_member_string (writer, "run", run);
  sb_json_writer_member_string (writer, "method", self->method);
  sb_json_writer_member_string (writer, "path", self->path);
  sb_json_writer_member_string (writer, "requestid", self->requestid);
  sb_json_writer_name (writer, "records");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->records->len; i++)
    {
      g_autofree char *id
          = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (self->records, gint64, i));

      sb_json_writer_string (writer, id);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_member_int (writer, "attempt", self->attempt);
  sb_json_writer_member_int (writer, "status", self->status);
  sb_json_writer_member_int (writer, "ms", self->ms);
  sb_json_writer_member_string (writer, "intuit_tid", self->intuit_tid);
  sb_json_writer_member_string (writer, "result", self->result);
  sb_json_writer_end_object (writer);
}

gboolean
sb_request_log_add (SbTxn *txn, const SbRequestLogEntry *entry, GError **error)
{
  /* Paths hold no secret; a log is no place to rely on that. */
  g_autofree char *path = sb_log_redact (entry->path);

  return sb_bind_run (sb_txn_get_database (txn), SQL_ADD, error, ":time", 'i', entry->time, ":run",
                      'i', entry->run, ":method", 't', entry->method, ":path", 't', path,
                      ":requestid", 't', entry->requestid, ":attempt", 'i', (gint64)entry->attempt,
                      ":status", 'i', (gint64)entry->status, ":ms", 'i', (gint64)entry->ms, ":tid",
                      't', entry->intuit_tid, ":result", 't', entry->result, NULL);
}

gboolean
sb_request_log_prune (SbTxn *txn, gint64 now, GError **error)
{
  return sb_bind_run (sb_txn_get_database (txn), SQL_PRUNE, error, ":time", 'i',
                      now - SB_REQUEST_LOG_DAYS * DAY_US, NULL);
}
