/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-product-status.h"

#include <glib/gi18n-lib.h>

#include "sb-audit.h"
#include "sb-ledger.h"
#include "sb-sql.h"

static const char SQL_HEAD[] =
  "SELECT sku, status, (SELECT COUNT (*) FROM stock_level WHERE product = product.id"
  " AND (qty <> 0 OR value <> 0)),"
  " EXISTS (SELECT 1 FROM movement WHERE product = product.id AND active = 1)"
  " OR EXISTS (SELECT 1 FROM movement WHERE product = product.id AND active = 0),"
  " EXISTS (SELECT 1 FROM document_line WHERE product = product.id),"
  " EXISTS (SELECT 1 FROM bill_of_materials_line WHERE component = product.id),"
  " EXISTS (SELECT 1 FROM record JOIN link ON link.record = record.id"
  "  WHERE record.subject = 'product' AND record.subject_id = product.id)"
  " FROM product WHERE id = :product";

static const char SQL_SET_STATUS[] =
  "UPDATE product SET status = :status, updated = :now WHERE id = :product";

/* What hangs on a product and goes with it; the rest goes by itself. */
static const char *const SQL_DELETE[] = {
  "DELETE FROM bill_of_materials_line WHERE product = :product",
  "DELETE FROM bill_of_materials_cost WHERE product = :product",
  "DELETE FROM bill_of_materials WHERE product = :product",
  "DELETE FROM attachment WHERE subject = 'product' AND subject_id = :product",
  "DELETE FROM note WHERE subject = 'product' AND subject_id = :product",
  "DELETE FROM stock_level WHERE product = :product",
  "DELETE FROM record_todo WHERE subject = 'product' AND subject_id = :product",
  "DELETE FROM record WHERE subject = 'product' AND subject_id = :product",
  "DELETE FROM product WHERE id = :product",
};

/* Lines of orders not done, of bills and invoices not paid; and what is being typed. */
static const char SQL_IN_OPEN[] =
  "SELECT EXISTS (SELECT 1 FROM document_line JOIN document ON document.id = document_line.document"
  " WHERE product = :product AND document_line.active = 1"
  " AND ((document.kind IN ('bill', 'invoice', 'credit_note', 'supplier_credit')"
  "   AND settled <> total)"
  "  OR (document.kind IN ('purchase_order', 'sale_order') AND document_line.qty >"
  "   (SELECT COALESCE (SUM (done.qty), 0) FROM document_line AS done"
  "    WHERE done.chain = document_line.chain AND done.product = :product AND done.active = 1"
  "    AND done.kind IN ('receipt', 'shipment')))))"
  " OR EXISTS (SELECT 1 FROM draft JOIN product ON product.id = :product"
  " WHERE instr (draft.body, '\"' || product.sku || '\"') > 0)";

typedef struct
{
  char *sku;           /* (owned) */
  gboolean deprecated;
  gboolean has_stock;
  gboolean has_movements;
  gboolean has_documents;
  gboolean is_component;
  gboolean is_linked;
} Head;

void
sb_product_refusal_free (SbProductRefusal *self)
{
  if (self == NULL)
    return;
  g_free (self->sku);
  g_free (self->message);
  g_free (self);
}

gboolean
sb_product_is_in_open_documents (SbDatabase *db, gint64 product, gboolean *open, GError **error)
{
  gint64 n = 0;

  if (!sb_sql_int64 (db, SQL_IN_OPEN, &n, error, SB_INT (":product", product), SB_END))
    return FALSE;
  *open = n != 0;
  return TRUE;
}

static void
refuse (GPtrArray *refused, gint64 product, const char *sku, const char *code, const char *message)
{
  SbProductRefusal *refusal = g_new0 (SbProductRefusal, 1);

  refusal->product = product;
  refusal->sku = g_strdup (sku != NULL ? sku : "");
  refusal->code = code;
  refusal->message = g_strdup (message);
  g_ptr_array_add (refused, refusal);
}

/* FALSE when refused. */
static gboolean
may_delete (const Head *head, gint64 product, gboolean is_open, GPtrArray *refused)
{
  const struct
  {
    gboolean hinders;
    const char *code;
    const char *message;
  } reasons[] = {
    { !head->deprecated, "E_NOT_DEPRECATED",
      _("only a deprecated product can be deleted; deprecate it first") },
    { head->has_stock, "E_HAS_STOCK", _("some of it is in stock") },
    { head->has_movements, "E_HAS_MOVEMENTS", _("stock of it was moved; it stays deprecated") },
    { head->has_documents || is_open, "E_HAS_DOCUMENTS",
      _("documents name it; it stays deprecated") },
    { head->is_component, "E_HAS_DEPENDENTS", _("other products are made of it") },
    { head->is_linked, "E_HAS_DEPENDENTS",
      _("an item in QuickBooks belongs to it; it stays deprecated") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].hinders)
      {
        refuse (refused, product, head->sku, reasons[i].code, reasons[i].message);
        return FALSE;
      }
  return TRUE;
}

/* *head.sku is %NULL when there is no such product. */
static gboolean
read_head (SbDatabase *db, gint64 product, Head *head, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_HEAD, error, SB_INT (":product", product),
                                             SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  *head = (Head) { 0 };
  if (step != SB_STEP_ROW)
    return step == SB_STEP_DONE;
  head->sku = g_strdup (sb_statement_text_at (st, 0));
  head->deprecated = g_str_equal (sb_statement_text_at (st, 1), "deprecated");
  head->has_stock = sb_statement_int64_at (st, 2) != 0;
  head->has_movements = sb_statement_int64_at (st, 3) != 0;
  head->has_documents = sb_statement_int64_at (st, 4) != 0;
  head->is_component = sb_statement_int64_at (st, 5) != 0;
  head->is_linked = sb_statement_int64_at (st, 6) != 0;
  return TRUE;
}

static gboolean
set_status (SbTxn *txn, const Head *head, gint64 product, gboolean deprecated, gint64 now,
            GError **error)
{
  if (head->deprecated == deprecated)
    return TRUE;
  return sb_sql_run (sb_txn_get_database (txn), SQL_SET_STATUS, error,
                     SB_TEXT (":status", deprecated ? "deprecated" : "active"),
                     SB_INT (":now", now), SB_INT (":product", product), SB_END) &&
         sb_audit_add (txn, deprecated ? "deprecate" : "activate", SB_SUBJECT_PRODUCT, product,
                       head->sku, NULL, now, error);
}

static gboolean
delete_product (SbTxn *txn, const Head *head, gint64 product, gint64 now, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SQL_DELETE); i++)
    if (!sb_sql_run (sb_txn_get_database (txn), SQL_DELETE[i], error,
                     SB_INT (":product", product), SB_END))
      return FALSE;
  return sb_audit_add (txn, "delete", SB_SUBJECT_PRODUCT, product, head->sku, NULL, now, error);
}

static gboolean
change_one (SbTxn *txn, SbProductAction action, gint64 product, gint64 now, guint *done,
            GPtrArray *refused, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gboolean is_open = FALSE;
  gboolean ok = TRUE;
  Head head;

  if (!read_head (db, product, &head, error))
    return FALSE;
  if (head.sku == NULL)
    {
      refuse (refused, product, NULL, "E_UNKNOWN_REF", _("there is no such product"));
      return TRUE;
    }
  if (action != SB_PRODUCT_DELETE_DEPRECATED)
    ok = set_status (txn, &head, product, action == SB_PRODUCT_DEPRECATE, now, error);
  else if (!sb_product_is_in_open_documents (db, product, &is_open, error))
    ok = FALSE;
  else if (!may_delete (&head, product, is_open, refused))
    {
      g_free (head.sku);
      return TRUE;
    }
  else
    ok = delete_product (txn, &head, product, now, error);
  *done += ok ? 1 : 0;
  g_free (head.sku);
  return ok;
}

gboolean
sb_product_change_status (SbTxn *txn, SbProductAction action, const gint64 *products, gsize n,
                          gint64 now, guint *done, GPtrArray **refused, GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_product_refusal_free);
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    if (!change_one (txn, action, products[i], now, &count, list, error))
      return FALSE;
  if (done != NULL)
    *done = count;
  *refused = g_steal_pointer (&list);
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return TRUE;
}
