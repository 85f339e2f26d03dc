/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-supplier-price.h"

#include <glib/gi18n-lib.h>

#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"

#define SKU_MAX 100
#define LEAD_DAYS_MAX 3650

static const char SQL_LIST[] =
  "SELECT supplier_price.id, supplier, party.name, product, sku, unit, least, price, lead_days,"
  " preferred FROM supplier_price JOIN party ON party.id = supplier_price.supplier"
  " WHERE (:supplier = 0 OR supplier = :supplier) AND (:product = 0 OR product = :product)"
  " ORDER BY product, preferred DESC, party.name COLLATE NOCASE, least";
static const char SQL_KNOWN[] =
  "SELECT (SELECT COUNT (*) FROM party WHERE id = :supplier AND kind = 'supplier')"
  " AND (SELECT COUNT (*) FROM product WHERE id = :product)";
static const char SQL_TAKEN[] =
  "SELECT COUNT (*) FROM supplier_price WHERE supplier = :supplier AND product = :product"
  " AND least = :least AND id <> :id";
static const char SQL_FREE_PREFERRED[] =
  "UPDATE supplier_price SET preferred = 0 WHERE product = :product AND supplier <> :supplier";
static const char SQL_INSERT[] =
  "INSERT INTO supplier_price (supplier, product, sku, unit, least, price, lead_days, preferred)"
  " VALUES (:supplier, :product, :sku, :unit, :least, :price, :lead_days, :preferred)";
static const char SQL_UPDATE[] =
  "UPDATE supplier_price SET supplier = :supplier, product = :product, sku = :sku, unit = :unit,"
  " least = :least, price = :price, lead_days = :lead_days, preferred = :preferred WHERE id = :id";
static const char SQL_DELETE[] = "DELETE FROM supplier_price WHERE id = :id";

void
sb_supplier_price_free (SbSupplierPrice *self)
{
  if (self == NULL)
    return;
  g_free (self->supplier_name);
  g_free (self->sku);
  g_free (self);
}

GPtrArray *
sb_supplier_price_list (SbDatabase *db, gint64 supplier, gint64 product, GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_supplier_price_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_INT (":supplier", supplier),
                                             SB_INT (":product", product), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbSupplierPrice *price = g_new0 (SbSupplierPrice, 1);

      g_ptr_array_add (list, price);
      price->id = sb_statement_int64_at (st, 0);
      price->supplier = sb_statement_int64_at (st, 1);
      price->supplier_name = g_strdup (sb_statement_text_at (st, 2));
      price->product = sb_statement_int64_at (st, 3);
      price->sku = g_strdup (sb_statement_text_at (st, 4));
      price->unit = sb_statement_int64_at (st, 5);
      price->least = sb_statement_int64_at (st, 6);
      price->price = sb_statement_is_null (st, "price") ? -1 : sb_statement_int64_at (st, 7);
      price->lead_days = sb_statement_is_null (st, "lead_days") ? -1
                                                                : sb_statement_int (st, "lead_days");
      price->preferred = sb_statement_int64_at (st, 9) != 0;
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
check (SbDatabase *db, const SbSupplierPrice *price, GError **error)
{
  gint64 n = 0;

  if (!sb_check_text (price->sku, "/sku", SKU_MAX, FALSE, error) ||
      !sb_check_number (price->least, "/least", 0, error) ||
      !sb_check_number (price->price, "/price", -1, error))
    return FALSE;
  if (price->lead_days < -1 || price->lead_days > LEAD_DAYS_MAX)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/lead_days", "%s",
                           _("that many days are out of range"));
      return FALSE;
    }
  if (!sb_sql_int64 (db, SQL_KNOWN, &n, error, SB_INT (":supplier", price->supplier),
                     SB_INT (":product", price->product), SB_END))
    return FALSE;
  if (n == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/supplier", "%s",
                           _("there is no such supplier or product"));
      return FALSE;
    }
  if (!sb_sql_int64 (db, SQL_TAKEN, &n, error, SB_INT (":supplier", price->supplier),
                     SB_INT (":product", price->product), SB_INT (":least", price->least),
                     SB_INT (":id", price->id), SB_END))
    return FALSE;
  if (n != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/least", "%s",
                         _("there is a price from this quantity on already"));
  return n == 0;
}

gint64
sb_supplier_price_save (SbTxn *txn, const SbSupplierPrice *price, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbStatement) st = NULL;
  gint64 id = price->id;

  if (!check (db, price, error) ||
      (price->preferred &&
       !sb_sql_run (db, SQL_FREE_PREFERRED, error, SB_INT (":product", price->product),
                    SB_INT (":supplier", price->supplier), SB_END)))
    return 0;
  st = sb_sql_query (db, id == 0 ? SQL_INSERT : SQL_UPDATE, error,
                     SB_INT (":supplier", price->supplier), SB_INT (":product", price->product),
                     SB_TEXT (":sku", price->sku), SB_REF (":unit", price->unit),
                     SB_INT (":least", price->least), SB_INT (":preferred", price->preferred),
                     SB_END);
  if (st == NULL ||
      (price->price >= 0 && !sb_statement_bind_int64 (st, ":price", price->price, error)) ||
      (price->lead_days >= 0 &&
       !sb_statement_bind_int64 (st, ":lead_days", price->lead_days, error)) ||
      (id != 0 && !sb_statement_bind_int64 (st, ":id", id, error)) || !sb_statement_run (st, error))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return id != 0 ? id : sb_database_last_row_id (db);
}

gboolean
sb_supplier_price_delete (SbTxn *txn, gint64 id, GError **error)
{
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return sb_sql_run (sb_txn_get_database (txn), SQL_DELETE, error, SB_INT (":id", id), SB_END);
}
