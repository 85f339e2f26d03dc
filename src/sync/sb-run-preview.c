/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a run would send, by the code that sends: the same plan, the same translations, in the same
 * order. Nothing leaves and no state changes; ids that QuickBooks would give out stand as
 * "@record".
 */
#include "sb-run-private.h"

#include "sb-qbo-request.h"

typedef struct
{
  SbRun *run;
  SbRunNext next;
} PreviewOp;

static char *
body_text (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return g_strndup (data, size);
}

static void
add_planned (SbRun *run, SbTranslation *translation, int batch)
{
  SbSyncPlanned *planned = g_new0 (SbSyncPlanned, 1);
  const SbRecord *record = translation->record;

  planned->record = record->id;
  planned->object = g_strdup (record->object);
  planned->operation = g_strdup (sb_qbo_operation_name (translation->operation));
  planned->batch = batch;
  planned->path = g_ascii_strdown (record->object, -1);
  planned->query
      = g_strdup (translation->operation == SB_QBO_OPERATION_DELETE ? "{\"operation\":\"delete\"}"
                  : translation->operation == SB_QBO_OPERATION_VOID ? "{\"operation\":\"void\"}"
                                                                    : "{}");
  planned->body = body_text (translation->body);
  planned->posting = g_ptr_array_ref (translation->posting);
  planned->local = g_strdup (record->local);
  g_ptr_array_add (run->report->requests, planned);
}

/* Refusals that a run would write into the records are shown as the records they would become. */
static void
add_refusal (SbRun *run, SbTranslation *translation)
{
  SbRecord *record;
  GPtrArray *list;

  if (translation->state == SB_RECORD_FAILED)
    list = run->report->failures;
  else if (translation->state == SB_RECORD_BLOCKED)
    list = run->report->blocked;
  else if (translation->state == SB_RECORD_PENDING)
    list = run->report->pending;
  else
    return;
  record = sb_record_copy (translation->record);
  record->state = translation->state;
  g_free (record->reason);
  record->reason = g_strdup (translation->reason);
  g_free (record->message);
  record->message = g_strdup (translation->message);
  g_ptr_array_add (list, record);
}

static gboolean
preview_one (SbRun *run, SbTranslator *translator, SbPlanner *planner, gint64 record, GArray *done,
             GPtrArray *ready, GError **error)
{
  g_autoptr (SbTranslation) translation = sb_translate (translator, record, error);
  guint missing = 0;

  if (translation == NULL)
    return FALSE;
  if (translation->refused)
    {
      add_refusal (run, translation);
      sb_planner_finish (planner, record, translation->state == SB_RECORD_SYNCED);
      return TRUE;
    }
  /* Those that went in an earlier request of this preview count as in. */
  for (guint i = 0; i < translation->needs->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; !found && j < done->len; j++)
        found = g_array_index (done, gint64, j) == g_array_index (translation->needs, gint64, i);
      missing += !found;
    }
  if (missing > 0)
    {
      sb_planner_wait_for (planner, record, (const gint64 *)(gpointer)translation->needs->data,
                           translation->needs->len);
      return TRUE;
    }
  g_ptr_array_add (ready, g_steal_pointer (&translation));
  return TRUE;
}

static void
take_ready (SbRun *run, SbPlanner *planner, GPtrArray *ready, GArray *done, int *batches)
{
  int batch = ready->len > 1 ? ++*batches : 0;

  for (guint i = 0; i < ready->len; i++)
    {
      SbTranslation *translation = g_ptr_array_index (ready, i);
      gint64 record = translation->record->id;

      add_planned (run, translation, batch);
      g_array_append_val (done, record);
      sb_planner_finish (planner, record, TRUE);
    }
}

static gpointer
read_preview (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  PreviewOp *op = data;
  SbRun *run = op->run;
  g_autoptr (SbTranslator) translator = sb_translator_new (db, run->realm, error);
  g_autoptr (SbPlanner) planner = sb_planner_new ();
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (gint64));
  int batches = 0;

  if (translator == NULL || !sb_run_load_plan (db, planner, error))
    return NULL;
  translator->preview = TRUE;

  while (sb_planner_ready (planner) > 0)
    {
      guint n = sb_planner_is_serial (planner) ? 1 : SB_QBO_BATCH_MAX;
      g_autoptr (GArray) records = sb_planner_take (planner, n);
      g_autoptr (GPtrArray) ready
          = g_ptr_array_new_with_free_func ((GDestroyNotify)sb_translation_free);

      for (guint i = 0; i < records->len; i++)
        {
          if (!preview_one (run, translator, planner, g_array_index (records, gint64, i), done,
                            ready, error))
            return NULL;
        }
      take_ready (run, planner, ready, done, &batches);
    }
  return NULL;
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PreviewOp *op = data;
  SbRun *run = op->run;
  SbRunNext next = op->next;
  GError *error = NULL;

  sb_ledger_read_finish (run->ledger, result, &error);
  g_free (op);
  if (error != NULL)
    sb_run_stop (run, error);
  next (run);
}

void
sb_run_preview (SbRun *run, SbRunNext next)
{
  PreviewOp *op;

  if (sb_run_is_stopping (run))
    {
      next (run);
      return;
    }
  op = g_new0 (PreviewOp, 1);
  op->run = run;
  op->next = next;
  sb_ledger_read_async (run->ledger, read_preview, op, NULL, NULL, NULL, previewed_cb, op);
}
