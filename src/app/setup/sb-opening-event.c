/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-opening-event.h"

#include "sb-apply.h"
#include "sb-decimal.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-product.h"
#include "sb-quantity.h"
#include "sb-setting.h"
#include "sb-uid.h"

#include <glib/gi18n.h>

void
sb_opening_item_free (SbOpeningItem *self)
{
  g_free (self->sku);
  g_free (self->name);
  g_free (self);
}

typedef struct
{
  GPtrArray *items; /* (owned) (element-type SbOpeningItem) */
  SbDay day;
  gboolean send;
  gint64 now;
  char *id; /* (owned): of the event */
} OpeningOp;

static void
opening_op_free (gpointer data)
{
  OpeningOp *op = data;

  g_ptr_array_unref (op->items);
  g_free (op->id);
  g_free (op);
}

static char *
event_json (const OpeningOp *op)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  char day[SB_DAY_TEXT_SIZE];

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", op->id);
  sb_json_writer_member_string (writer, "date", sb_day_format (op->day, day));
  sb_json_writer_member_string (writer, "type", "opening");
  sb_json_writer_member_boolean (writer, "send", op->send);
  sb_json_writer_name (writer, "lines");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < op->items->len; i++)
    {
      const SbOpeningItem *item = g_ptr_array_index (op->items, i);
      g_autofree char *quantity = sb_quantity_format (item->quantity);
      g_autofree char *cost = sb_decimal_format (item->cost, SB_PRICE_SCALE, 0);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "sku", item->sku);
      sb_json_writer_member_string (writer, "qty", quantity);
      sb_json_writer_member_string (writer, "unit_cost", cost);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gboolean
create_product (SbTxn *txn, const SbOpeningItem *item, guint line, gint64 now, GError **error)
{
  g_autoptr (SbProduct) product = sb_product_new (item->sku, item->name);
  g_autoptr (GError) local = NULL;

  if (sb_product_create (txn, product, now, &local) != 0)
    return TRUE;
  if (local->domain == SB_LEDGER_ERROR)
    {
      g_autofree char *field = g_strdup_printf ("/lines/%u/sku", line);

      sb_ledger_set_error (error, (SbLedgerError) local->code, field, "%s", local->message);
    }
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Refuses a second opening from here, whoever asks. */
static gpointer
write_products (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const OpeningOp *op = data;
  g_autoptr (GError) local = NULL;
  g_autofree char *entered = sb_setting_get (sb_txn_get_database (txn), SB_SETTING_OPENING_EVENT,
                                             &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (entered != NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, NULL,
                           _ ("the opening stock has been entered already"));
      return NULL;
    }
  for (guint i = 0; i < op->items->len; i++)
    {
      const SbOpeningItem *item = g_ptr_array_index (op->items, i);

      if (item->name != NULL && !create_product (txn, item, i, op->now, error))
        return NULL;
    }
  return NULL;
}

static gpointer
write_entered (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_setting_set (txn, SB_SETTING_OPENING_EVENT, data, error);
  return NULL;
}

static void
entered_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  OpeningOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (SbApplied) applied = sb_company_apply_finish (SB_COMPANY (source), result, &error);

  if (applied == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Not cancellable any more: the event is in the book. */
  sb_ledger_write_async (sb_company_get_ledger (SB_COMPANY (source)), write_entered,
                         g_strdup (op->id), g_free, NULL, NULL, entered_written_cb,
                         g_steal_pointer (&task));
}

static void
products_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbCompany *company = g_task_get_source_object (task);
  OpeningOp *op = g_task_get_task_data (task);
  /* Read before the task is given away: arguments are evaluated in any order. */
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autofree char *json = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  json = event_json (op);
  sb_company_apply_async (company, json, cancellable, applied_cb, g_steal_pointer (&task));
}

void
sb_opening_event_enter_async (SbCompany *company, SbDay day, gboolean send, GPtrArray *items,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);
  OpeningOp *op = g_new0 (OpeningOp, 1);

  g_task_set_source_tag (task, sb_opening_event_enter_async);
  g_task_set_name (task, "enter the opening stock");
  op->items = items;
  op->day = day;
  op->send = send;
  op->now = sb_clock_now (sb_company_get_clock (company));
  op->id = sb_uid_new ();
  g_task_set_task_data (task, op, opening_op_free);
  /* The op lives as long as the task, which outlives the write. */
  sb_ledger_write_async (sb_company_get_ledger (company), write_products, op, NULL, NULL, cancellable,
                         products_written_cb, task);
}

gboolean
sb_opening_event_enter_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
