/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-report.h"

#include "sb-bind.h"

G_DEFINE_BOXED_TYPE (SbSyncReport, sb_sync_report, sb_sync_report_copy, sb_sync_report_free)

static const char *const OUTCOMES[]
    = { "done", "failures", "cancelled", "sign-in-needed", "network", "stopped" };

#define RUN_COLUMNS "SELECT id, started, finished, outcome, started_by FROM run "
static const char SQL_RUNS[] = RUN_COLUMNS "WHERE started >= :since ORDER BY id DESC";
static const char SQL_LAST[] = RUN_COLUMNS "WHERE outcome IS NOT NULL ORDER BY id DESC LIMIT 1";

const char *
sb_sync_outcome_word (SbSyncOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (OUTCOMES), "stopped");
  return OUTCOMES[outcome];
}

static void
count_free (gpointer data)
{
  SbSyncCount *count = data;

  g_free (count->object);
  g_free (count);
}

static gpointer
count_copy (gconstpointer source, gpointer data)
{
  SbSyncCount *copy = g_memdup2 (source, sizeof (SbSyncCount));

  copy->object = g_strdup (copy->object);
  return copy;
}

static gpointer
notice_copy (gconstpointer source, gpointer data)
{
  SbSyncNotice *copy = g_memdup2 (source, sizeof (SbSyncNotice));

  copy->code = g_strdup (copy->code);
  copy->message = g_strdup (copy->message);
  copy->remedy = g_strdup (copy->remedy);
  copy->object = g_strdup (copy->object);
  copy->qbo_id = g_strdup (copy->qbo_id);
  return copy;
}

static void
posting_free (gpointer data)
{
  SbSyncPosting *posting = data;

  g_free (posting->qbo_id);
  g_free (posting->name);
  g_free (posting->role);
  g_free (posting);
}

static gpointer
posting_copy (gconstpointer source, gpointer data)
{
  SbSyncPosting *copy = g_memdup2 (source, sizeof (SbSyncPosting));

  copy->qbo_id = g_strdup (copy->qbo_id);
  copy->name = g_strdup (copy->name);
  copy->role = g_strdup (copy->role);
  return copy;
}

static GPtrArray *
copy_all (GPtrArray *array, GCopyFunc copy, GDestroyNotify destroy)
{
  GPtrArray *made = g_ptr_array_copy (array, copy, NULL);

  g_ptr_array_set_free_func (made, destroy);
  return made;
}

static void
planned_free (gpointer data)
{
  SbSyncPlanned *planned = data;

  g_free (planned->object);
  g_free (planned->operation);
  g_free (planned->path);
  g_free (planned->query);
  g_free (planned->body);
  g_free (planned->local);
  g_ptr_array_unref (planned->posting);
  g_free (planned);
}

static gpointer
planned_copy (gconstpointer source, gpointer data)
{
  SbSyncPlanned *copy = g_memdup2 (source, sizeof (SbSyncPlanned));

  copy->object = g_strdup (copy->object);
  copy->operation = g_strdup (copy->operation);
  copy->path = g_strdup (copy->path);
  copy->query = g_strdup (copy->query);
  copy->body = g_strdup (copy->body);
  copy->local = g_strdup (copy->local);
  copy->posting = copy_all (copy->posting, posting_copy, posting_free);
  return copy;
}

static gpointer
record_copy (gconstpointer source, gpointer data)
{
  return sb_record_copy (source);
}

static GPtrArray *
records_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_record_free);
}

SbSyncReport *
sb_sync_report_new (void)
{
  SbSyncReport *self = g_new0 (SbSyncReport, 1);

  self->sent = g_ptr_array_new_with_free_func (count_free);
  self->pulled = g_ptr_array_new_with_free_func (count_free);
  self->failures = records_new ();
  self->blocked = records_new ();
  self->pending = records_new ();
  self->conflicts = records_new ();
  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_sync_notice_free);
  self->requests = g_ptr_array_new_with_free_func (planned_free);
  return self;
}

SbSyncReport *
sb_sync_report_copy (const SbSyncReport *self)
{
  SbSyncReport *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->message = g_strdup (self->message);
  copy->sent = copy_all (self->sent, count_copy, count_free);
  copy->pulled = copy_all (self->pulled, count_copy, count_free);
  copy->failures = copy_all (self->failures, record_copy, (GDestroyNotify) sb_record_free);
  copy->blocked = copy_all (self->blocked, record_copy, (GDestroyNotify) sb_record_free);
  copy->pending = copy_all (self->pending, record_copy, (GDestroyNotify) sb_record_free);
  copy->conflicts = copy_all (self->conflicts, record_copy, (GDestroyNotify) sb_record_free);
  copy->notices = copy_all (self->notices, notice_copy, (GDestroyNotify) sb_sync_notice_free);
  copy->requests = copy_all (self->requests, planned_copy, planned_free);
  return copy;
}

void
sb_sync_report_free (SbSyncReport *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->pulled);
  g_ptr_array_unref (self->failures);
  g_ptr_array_unref (self->blocked);
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

void
sb_sync_run_free (SbSyncRun *self)
{
  if (self == NULL)
    return;
  g_free (self->by);
  g_free (self);
}

static SbSyncRun *
read_run (SbStatement *st)
{
  SbSyncRun *run = g_new0 (SbSyncRun, 1);
  const char *outcome = sb_statement_text (st, "outcome");

  run->id = sb_statement_int64 (st, "id");
  run->started = sb_statement_int64 (st, "started");
  run->finished = sb_statement_int64 (st, "finished");
  run->by = sb_statement_dup_text (st, "started_by");
  run->outcome = SB_SYNC_OUTCOME_STOPPED;
  for (guint i = 0; i < G_N_ELEMENTS (OUTCOMES); i++)
    {
      if (g_strcmp0 (OUTCOMES[i], outcome) == 0)
        run->outcome = (SbSyncOutcome) i;
    }
  return run;
}

GPtrArray *
sb_sync_run_list (SbDatabase *db, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_sync_run_free);
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_RUNS, error, ":since", 'i', since, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    g_ptr_array_add (runs, read_run (st));
  return failed ? NULL : g_steal_pointer (&runs);
}

SbSyncRun *
sb_sync_run_last (SbDatabase *db, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_LAST, error, NULL);

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  return read_run (st);
}
