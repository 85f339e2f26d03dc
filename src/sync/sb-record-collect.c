/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what changed in the ledger to records: who has to go to QuickBooks, and what no longer has
 * to. */
#include "sb-record-private.h"

#include "sb-bind.h"
#include "sb-collect.h"
#include "sb-ledger.h"

static const char SQL_TODO[] =
  "SELECT subject, subject_id FROM record_todo WHERE subject = :subject ORDER BY subject_id";
static const char SQL_TODO_ANY[] = "SELECT 1 FROM record_todo LIMIT 1";
static const char SQL_TODO_DONE[] = "DELETE FROM record_todo";

static const char SQL_FORGET[] =
  "DELETE FROM record WHERE subject = :subject AND subject_id = :id AND state <> 'sent'"
  " AND NOT EXISTS (SELECT 1 FROM link WHERE link.record = record.id)"
  " AND NOT EXISTS (SELECT 1 FROM flight_item WHERE flight_item.record = record.id)";

typedef gboolean (*CollectFunc) (SbCollect *collect, gint64 id, GError **error);

/* Documents before journals: a document's journal looks for its document's record. */
static const struct
{
  const char *subject;
  CollectFunc collect;
} STEPS[] = {
  { "customer", sb_collect_customer },
  { "supplier", sb_collect_supplier },
  { "product", sb_collect_product },
  { "document", sb_collect_document },
  { "journal", sb_collect_journal },
  { "shipment", sb_collect_shipment },
};

static GArray *
todo_of (SbDatabase *db, const char *subject, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_TODO, error, ":subject", 't', subject, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 id = sb_statement_int64_at (st, 1);

      g_array_append_val (ids, id);
    }
  return failed ? NULL : g_steal_pointer (&ids);
}

gboolean
sb_record_collect (SbTxn *txn, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  SbCollect collect = { .txn = txn, .db = db, .now = now };
  gint64 one = 0;
  gboolean any = FALSE;

  if (!sb_bind_int64 (db, SQL_TODO_ANY, &one, &any, error, NULL))
    return FALSE;
  if (!any)
    return TRUE;
  if (!sb_collect_load_settings (&collect, error))
    return FALSE;

  for (gsize step = 0; step < G_N_ELEMENTS (STEPS); step++)
    {
      g_autoptr (GArray) ids = todo_of (db, STEPS[step].subject, error);

      if (ids == NULL)
        return FALSE;
      for (guint i = 0; i < ids->len; i++)
        {
          if (!STEPS[step].collect (&collect, g_array_index (ids, gint64, i), error))
            return FALSE;
        }
    }

  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return sb_bind_run (db, SQL_TODO_DONE, error, NULL);
}

gboolean
sb_record_forget (SbTxn *txn, const char *subject, gint64 subject_id, GError **error)
{
  if (!sb_bind_run (sb_txn_get_database (txn), SQL_FORGET, error, ":subject", 't', subject, ":id",
                    'i', subject_id, NULL))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return TRUE;
}
