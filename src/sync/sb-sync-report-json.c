/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run as scripts read it. */
#include "sb-sync-report.h"

static void
write_run (SbJsonWriter *writer, gint64 id, gint64 started, gint64 finished, SbSyncOutcome outcome)
{
  g_autofree char *number = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
  g_autofree char *begin = sb_moment_format (started);
  g_autofree char *end = finished != 0 ? sb_moment_format (finished) : NULL;
  gint64 ms = finished != 0 ? (finished - started) / 1000 : 0;
  g_autofree char *seconds =
    g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, ms / 1000, ms % 1000 / 100);

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", number);
  sb_json_writer_member_string (writer, "started", begin);
  sb_json_writer_member_string (writer, "finished", end);
  sb_json_writer_member_string (writer, "seconds", finished != 0 ? seconds : NULL);
  sb_json_writer_member_string (writer, "outcome",
                                finished != 0 ? sb_sync_outcome_word (outcome) : NULL);
}

void
sb_sync_run_write_json (const SbSyncRun *self, SbJsonWriter *writer)
{
  write_run (writer, self->id, self->started, self->finished, self->outcome);
  sb_json_writer_member_string (writer, "by", self->by);
  sb_json_writer_end_object (writer);
}

static void
write_sent (SbJsonWriter *writer, GPtrArray *counts)
{
  sb_json_writer_name (writer, "sent");
  sb_json_writer_begin_object (writer);
  for (guint i = 0; i < counts->len; i++)
    {
      const SbSyncCount *count = g_ptr_array_index (counts, i);

      sb_json_writer_name (writer, count->object);
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_int (writer, "created", count->created);
      sb_json_writer_member_int (writer, "updated", count->updated);
      sb_json_writer_member_int (writer, "deleted", count->deleted);
      sb_json_writer_member_int (writer, "voided", count->voided);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_object (writer);
}

static void
write_pulled (SbJsonWriter *writer, GPtrArray *counts)
{
  sb_json_writer_name (writer, "pulled");
  sb_json_writer_begin_object (writer);
  for (guint i = 0; i < counts->len; i++)
    {
      const SbSyncCount *count = g_ptr_array_index (counts, i);

      sb_json_writer_name (writer, count->object);
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_int (writer, "created", count->created);
      sb_json_writer_member_int (writer, "updated", count->updated);
      sb_json_writer_member_int (writer, "inactive", count->inactive);
      sb_json_writer_member_int (writer, "deleted", count->deleted);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_object (writer);
}

static void
write_calls (SbJsonWriter *writer, const SbSyncCalls *calls)
{
  sb_json_writer_name (writer, "api_calls");
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_int (writer, "total", calls->total);
  sb_json_writer_member_int (writer, "batch", calls->batch);
  sb_json_writer_member_int (writer, "write", calls->write);
  sb_json_writer_member_int (writer, "read", calls->read);
  sb_json_writer_member_int (writer, "query", calls->query);
  sb_json_writer_member_int (writer, "cdc", calls->cdc);
  sb_json_writer_member_int (writer, "report", calls->report);
  sb_json_writer_member_int (writer, "token", calls->token);
  sb_json_writer_member_int (writer, "retried", calls->retried);
  sb_json_writer_member_int (writer, "throttled", calls->throttled);
  sb_json_writer_end_object (writer);
}

static void
write_records (SbJsonWriter *writer, const char *name, GPtrArray *records)
{
  sb_json_writer_name (writer, name);
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    sb_record_write_json (g_ptr_array_index (records, i), writer);
  sb_json_writer_end_array (writer);
}

static void
write_notices (SbJsonWriter *writer, GPtrArray *notices)
{
  sb_json_writer_name (writer, "notices");
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
write_posting (SbJsonWriter *writer, GPtrArray *postings, SbCurrency currency)
{
  sb_json_writer_name (writer, "posting");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < postings->len; i++)
    {
      const SbSyncPosting *posting = g_ptr_array_index (postings, i);
      const char *side = posting->debit != 0 ? "debit" : "credit";

      sb_json_writer_begin_object (writer);
      sb_json_writer_name (writer, "account");
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "qbo_id", posting->qbo_id);
      sb_json_writer_member_string (writer, "name", posting->name);
      sb_json_writer_member_string (writer, "role", posting->role);
      sb_json_writer_end_object (writer);
      sb_json_writer_member_money_text (
          writer, side, posting->debit != 0 ? posting->debit : posting->credit, currency);
      sb_json_writer_member_string (writer, posting->debit != 0 ? "credit" : "debit", NULL);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
}

static void
write_planned (SbJsonWriter *writer, const SbSyncPlanned *planned, SbCurrency currency)
{
  g_autofree char *record = g_strdup_printf ("%" G_GINT64_FORMAT, planned->record);

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "record", record);
  sb_json_writer_member_string (writer, "object", planned->object);
  sb_json_writer_member_string (writer, "operation", planned->operation);
  sb_json_writer_name (writer, "batch");
  if (planned->batch != 0)
    sb_json_writer_int (writer, planned->batch);
  else
    sb_json_writer_null (writer);
  sb_json_writer_member_string (writer, "path", planned->path);
  sb_json_writer_name (writer, "query");
  sb_json_writer_raw (writer, planned->query);
  sb_json_writer_name (writer, "body");
  sb_json_writer_raw (writer, planned->body);
  write_posting (writer, planned->posting, currency);
  sb_json_writer_end_object (writer);
}

static void
write_requests (SbJsonWriter *writer, const SbSyncReport *self)
{
  sb_json_writer_name (writer, "requests");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->requests->len; i++)
    write_planned (writer, g_ptr_array_index (self->requests, i), self->currency);
  sb_json_writer_end_array (writer);
}

char *
sb_sync_report_to_json (const SbSyncReport *self)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  if (!self->pull_only)
    {
      sb_json_writer_member_boolean (writer, "dry_run", self->dry_run);
      if (!self->dry_run)
        {
          sb_json_writer_name (writer, "run");
          write_run (writer, self->run, self->started, self->finished, self->outcome);
          sb_json_writer_member_string (writer, "message", self->message);
          sb_json_writer_end_object (writer);
        }
      sb_json_writer_name (writer, "counts");
      sb_record_counts_write_json (self->counts, writer);
      if (!self->dry_run)
        write_sent (writer, self->sent);
    }
  write_pulled (writer, self->pulled);
  write_calls (writer, &self->calls);
  if (self->dry_run)
    write_requests (writer, self);
  write_records (writer, "failures", self->failures);
  write_records (writer, "blocked", self->blocked);
  write_records (writer, "pending", self->pending);
  write_records (writer, "conflicts", self->conflicts);
  write_notices (writer, self->notices);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}
