/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same to many products, and back. What was changed is kept, so that taking it back touches
 * those alone and not what was so before. */

#include "sb-product-bulk.h"

#include "sb-ledger-error.h"
#include "sb-product.h"

typedef struct
{
  SbProductBulkAction action;
  GArray             *ids;   /* (owned) (nullable) (element-type gint64) */
  SbProductBulk      *undo;  /* (owned) (nullable) */
  gint64              now;
} BulkOp;

static void
bulk_op_free (BulkOp *op)
{
  g_clear_pointer (&op->ids, g_array_unref);
  g_clear_pointer (&op->undo, sb_product_bulk_free);
  g_free (op);
}

static SbProductBulk *
bulk_new (SbProductBulkAction action)
{
  SbProductBulk *self = g_new0 (SbProductBulk, 1);

  self->action = action;
  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_product_free);
  self->refusals = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
sb_product_bulk_free (SbProductBulk *self)
{
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->refusals);
  g_free (self);
}

static gboolean
change_one (SbTxn *txn, SbProductBulkAction action, const SbProduct *product, gint64 now,
            GError **error)
{
  if (action != SB_PRODUCT_BULK_DELETE)
    return sb_product_set_deprecated (txn, product->id, action == SB_PRODUCT_BULK_DEPRECATE, now,
                                      error);
  return sb_product_delete (txn, product->id, error)
         && sb_record_forget (txn, "product", product->id, error);
}

/* A refusal is noted and is no failure. */
static gboolean
try_one (SbTxn *txn, SbProductBulk *self, gint64 id, gint64 now, GError **error)
{
  GError *local = NULL;
  g_autoptr (SbProduct) product = sb_product_load (sb_txn_get_database (txn), id, &local);
  gboolean deprecate = self->action == SB_PRODUCT_BULK_DEPRECATE;

  if (local == NULL
      && (product == NULL
          || (self->action != SB_PRODUCT_BULK_DELETE && product->deprecated == deprecate)))
    return TRUE; /* gone, or as wanted */
  if (local == NULL && change_one (txn, self->action, product, now, &local))
    {
      g_ptr_array_add (self->before, g_steal_pointer (&product));
      return TRUE;
    }
  if (local->domain != SB_LEDGER_ERROR)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_ptr_array_add (self->refusals, g_strdup (local->message));
  g_error_free (local);
  return TRUE;
}

static gpointer
run_bulk (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  BulkOp *op = data;
  g_autoptr (SbProductBulk) self = bulk_new (op->action);

  for (guint i = 0; i < op->ids->len; i++)
    if (!try_one (txn, self, g_array_index (op->ids, gint64, i), op->now, error))
      return NULL;
  if (!sb_record_collect (txn, op->now, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gpointer
run_undo (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  BulkOp *op = data;
  g_autoptr (SbProductBulk) self = bulk_new (op->undo->action);

  for (guint i = 0; i < op->undo->before->len; i++)
    {
      const SbProduct *product = g_ptr_array_index (op->undo->before, i);
      gboolean ok = op->undo->action == SB_PRODUCT_BULK_DELETE
                        ? sb_product_restore (txn, product, op->now, error)
                        : sb_product_set_deprecated (txn, product->id, product->deprecated,
                                                     op->now, error);
      if (!ok)
        return NULL;
    }
  if (!sb_record_collect (txn, op->now, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SbProductBulk *bulk = sb_ledger_write_finish (SB_LEDGER (source), result, &error);

  if (bulk != NULL)
    g_task_return_pointer (task, bulk, (GDestroyNotify) sb_product_bulk_free);
  else
    g_task_return_error (task, error);
}

/* Not to be cancelled: leaving the page does not stop half way. */
static void
start (SbCompany *company, BulkOp *op, gpointer tag, GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (company, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  op->now = sb_clock_now (sb_company_get_clock (company));
  sb_ledger_write_async (sb_company_get_ledger (company), op->undo != NULL ? run_undo : run_bulk,
                         op, (GDestroyNotify) bulk_op_free, (GDestroyNotify) sb_product_bulk_free,
                         NULL, written_cb, task);
}

void
sb_product_bulk_async (SbCompany *company, SbProductBulkAction action, GArray *ids,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  BulkOp *op = g_new0 (BulkOp, 1);

  op->action = action;
  op->ids = ids;
  start (company, op, sb_product_bulk_async, callback, user_data);
}

void
sb_product_bulk_undo_async (SbCompany *company, SbProductBulk *bulk, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  BulkOp *op = g_new0 (BulkOp, 1);

  op->undo = bulk;
  start (company, op, sb_product_bulk_undo_async, callback, user_data);
}

SbProductBulk *
sb_product_bulk_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
