/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading in the middle of a long push. The change list is cut at a thousand objects, and our own
 * writes are on it too: after some hundred of them it is read while nothing is in the air. Once it
 * shows the last thing that we wrote, everything before that is on it as well, so the next reading
 * starts there. Should it be cut all the same, nothing is taken and the next run reads kind by
 * kind.
 */
#include "sb-run-private.h"

#include "sb-json-reader.h"
#include "sb-list-entity.h"
#include "sb-pull-private.h"

/* What is in the air when the count is reached comes on top, and so do accounts and other people.
 */
#define READ_AFTER 400

/* The list counts in seconds. */
#define MARGIN_US G_USEC_PER_SEC

typedef struct
{
  SbRun *run;
  SbRunNext next;
  gint64 cursor;
  GPtrArray *pulled; /* (owned) (element-type SbPulled) */
  GPtrArray *log;    /* (owned) (nullable) */
  gint64 now;
} BetweenOp;

gboolean
sb_run_should_read_between (SbRun *run)
{
  return run->touched >= READ_AFTER;
}

static gint64
written_at (JsonObject *object)
{
  JsonObject *meta = sb_json_object_or_null (object, "MetaData");
  const char *text = meta != NULL ? sb_json_string_or (meta, "LastUpdatedTime", NULL) : NULL;
  gint64 moment;

  return text != NULL && sb_moment_parse (text, &moment, NULL) ? moment : 0;
}

/* A document moves the balance of its contact, a payment what it settles besides. */
static guint
weight_of (const char *entity, JsonObject *object)
{
  JsonNode *lines = json_object_get_member (object, "Line");

  if (sb_list_entity_find (entity) != NULL)
    return 1;
  if (sb_run_phase_of (entity) == SB_PLAN_PAYMENT)
    return 2
           + (lines != NULL && JSON_NODE_HOLDS_ARRAY (lines)
                  ? json_array_get_length (json_node_get_array (lines))
                  : 0);
  return 2;
}

void
sb_run_note_written (SbRun *run, const SbFlightItem *item, JsonObject *object)
{
  gint64 moment = written_at (object);

  run->touched += weight_of (item->object, object);
  if (moment < run->last_write.moment || moment == 0)
    return;
  g_free (run->last_write.entity);
  g_free (run->last_write.id);
  run->last_write.entity = g_strdup (item->object);
  run->last_write.id = g_strdup (sb_json_string_or (object, "Id", ""));
  run->last_write.moment = moment;
}

static void
end (BetweenOp *op)
{
  SbRun *run = op->run;
  SbRunNext next = op->next;

  g_ptr_array_unref (op->pulled);
  g_clear_pointer (&op->log, g_ptr_array_unref);
  g_free (op);
  run->reading_between = FALSE;
  run->touched = 0;
  next (run);
}

static gpointer
apply (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  BetweenOp *op = data;
  SbRun *run = op->run;
  SbPull pull = { .txn = txn,
                  .db = sb_txn_get_database (txn),
                  .realm = run->realm,
                  .home = run->home,
                  .now = op->now,
                  .match = TRUE,
                  .report = run->report };

  if (sb_run_write_log (txn, op->log, error))
    sb_pull_apply (&pull, op->pulled, run->last_write.moment - MARGIN_US, error);
  return NULL;
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BetweenOp *op = data;
  GError *error = NULL;

  sb_ledger_write_finish (op->run->ledger, result, &error);
  if (error != NULL)
    sb_run_stop (op->run, error);
  end (op);
}

static gboolean
shows_the_last_write (SbRun *run, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const SbQboChanges *change = g_ptr_array_index (changes, i);

      for (guint r = 0; g_strcmp0 (change->entity, run->last_write.entity) == 0
                        && r < json_array_get_length (change->rows);
           r++)
        {
          JsonObject *object = sb_json_array_object (change->rows, r, NULL);

          if (object != NULL
              && g_strcmp0 (sb_json_string_or (object, "Id", NULL), run->last_write.id) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static gboolean
has_deletions (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const SbQboChanges *change = g_ptr_array_index (changes, i);

      for (guint r = 0; r < json_array_get_length (change->rows); r++)
        {
          JsonObject *object = sb_json_array_object (change->rows, r, NULL);

          if (object != NULL && sb_qbo_object_is_deleted (object))
            return TRUE;
        }
    }
  return FALSE;
}

static void
changes_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BetweenOp *op = data;
  SbRun *run = op->run;
  GError *error = NULL;
  guint total = 0;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) changes
      = answer != NULL ? sb_qbo_answer_get_changes (answer, &total, &error) : NULL;

  if (changes == NULL)
    {
      sb_run_stop (run, error);
      end (op);
      return;
    }
  sb_run_heard (run, answer);
  /* What is said to be deleted has to be made sure of: left to the next run's reading. */
  if (total >= SB_QBO_CDC_MAX || has_deletions (changes) || !shows_the_last_write (run, changes))
    {
      end (op);
      return;
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const SbQboChanges *change = g_ptr_array_index (changes, i);

      g_ptr_array_add (op->pulled, sb_pulled_new (change->entity, change->rows, FALSE));
    }
  op->now = sb_run_now (run);
  op->log = sb_run_steal_log (run);
  sb_ledger_write_async (run->ledger, apply, op, NULL, NULL, NULL, applied_cb, op);
}

static gpointer
read_cursor (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  BetweenOp *op = data;

  sb_cursor_get (db, &op->cursor, error);
  return NULL;
}

static void
cursor_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BetweenOp *op = data;
  GError *error = NULL;

  sb_ledger_read_finish (op->run->ledger, result, &error);
  if (error != NULL)
    sb_run_stop (op->run, error);
  if (error != NULL || op->cursor == 0)
    {
      end (op);
    }
  else
    {
      g_autoptr (SbQboRequest) request = sb_qbo_request_cdc (SB_PULL_KINDS, op->cursor);

      sb_qbo_client_send_async (op->run->client, request, NULL, changes_cb, op);
    }
}

void
sb_run_read_between (SbRun *run, SbRunNext next)
{
  BetweenOp *op = g_new0 (BetweenOp, 1);

  run->reading_between = TRUE;
  op->run = run;
  op->next = next;
  op->pulled = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_pulled_free);
  sb_ledger_read_async (run->ledger, read_cursor, op, NULL, NULL, NULL, cursor_cb, op);
}
