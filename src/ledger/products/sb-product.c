/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-product.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-store-error.h"

/* What QuickBooks takes, so that a name is refused where it is typed and not in the night's run. */
#define SKU_MAX 100
#define NAME_MAX_LENGTH 100
#define DESCRIPTION_MAX 4000

#define PRODUCT_COLUMNS                                                                           \
  "p.id, p.sku, p.name, p.description, p.kind, p.status, c.name AS category, p.barcode, p.unit, " \
  "p.sale_price, p.purchase_price, p.default_cost, p.weight, p.reorder_point, p.sale_tax_code, "  \
  "p.purchase_tax_code, p.inventory_account, p.cogs_account, p.revenue_account, "                 \
  "p.adjustment_account FROM product AS p LEFT JOIN category AS c ON c.id = p.category "

static const char SQL_BY_ID[] = "SELECT " PRODUCT_COLUMNS "WHERE p.id = :id";
static const char SQL_BY_SKU[] = "SELECT " PRODUCT_COLUMNS "WHERE p.sku = :sku";

static const char SQL_INSERT[] =
  "INSERT INTO product (id, sku, name, description, kind, status, category, barcode, unit, sale_price, "
  "  purchase_price, default_cost, weight, reorder_point, sale_tax_code, purchase_tax_code, "
  "  inventory_account, cogs_account, revenue_account, adjustment_account, created, updated) "
  "VALUES (:id, :sku, :name, :description, :kind, :status, :category, :barcode, :unit, :sale_price, "
  "  :purchase_price, :default_cost, :weight, :reorder_point, :sale_tax_code, :purchase_tax_code, "
  "  :inventory_account, :cogs_account, :revenue_account, :adjustment_account, :now, :now)";

static const char SQL_DELETE[] = "DELETE FROM product WHERE id = :id";

static const char SQL_UPDATE[] =
  "UPDATE product SET sku = :sku, name = :name, description = :description, kind = :kind, "
  "  status = :status, category = :category, barcode = :barcode, unit = :unit, "
  "  sale_price = :sale_price, purchase_price = :purchase_price, default_cost = :default_cost, "
  "  weight = :weight, reorder_point = :reorder_point, sale_tax_code = :sale_tax_code, "
  "  purchase_tax_code = :purchase_tax_code, inventory_account = :inventory_account, "
  "  cogs_account = :cogs_account, revenue_account = :revenue_account, "
  "  adjustment_account = :adjustment_account, updated = :now "
  "WHERE id = :id";

static const char SQL_STATUS[] = "UPDATE product SET status = :status, updated = :now WHERE id = :id";
static const char SQL_CATEGORY_ADD[] = "INSERT INTO category (name) VALUES (:name) ON CONFLICT (name) DO NOTHING";
static const char SQL_CATEGORY_FIND[] = "SELECT id FROM category WHERE name = :name";
static const char SQL_USED[] =
  "SELECT EXISTS (SELECT 1 FROM document_line WHERE product = :id) "
  "OR EXISTS (SELECT 1 FROM movement WHERE product = :id) AS used";

G_DEFINE_BOXED_TYPE (SbProduct, sb_product, sb_product_copy, sb_product_free)

SbProduct *
sb_product_new (const char *sku, const char *name)
{
  SbProduct *self = g_new0 (SbProduct, 1);

  self->sku = g_strdup (sku);
  self->name = g_strdup (name);
  self->sale_price = -1;
  self->purchase_price = -1;
  self->reorder_point = -1;
  return self;
}

SbProduct *
sb_product_copy (const SbProduct *self)
{
  SbProduct *copy = g_new (SbProduct, 1);

  *copy = *self;
  copy->sku = g_strdup (self->sku);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->barcode = g_strdup (self->barcode);
  copy->unit = g_strdup (self->unit);
  copy->category = g_strdup (self->category);
  return copy;
}

void
sb_product_free (SbProduct *self)
{
  if (self == NULL)
    return;
  g_free (self->sku);
  g_free (self->name);
  g_free (self->description);
  g_free (self->barcode);
  g_free (self->unit);
  g_free (self->category);
  g_free (self);
}

static gint64
int64_or_none (SbStatement *st, const char *column)
{
  return sb_statement_is_null (st, column) ? -1 : sb_statement_int64 (st, column);
}

/* NULL without an error when the statement has no row. */
static SbProduct *
read_product (SbStatement *st, GError **error)
{
  SbProduct *self = NULL;

  if (sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  self = g_new0 (SbProduct, 1);
  self->id = sb_statement_int64 (st, "id");
  self->sku = sb_statement_dup_text (st, "sku");
  self->name = sb_statement_dup_text (st, "name");
  self->description = sb_statement_dup_text (st, "description");
  self->kind = g_str_equal (sb_statement_text (st, "kind"), "service") ? SB_PRODUCT_SERVICE : SB_PRODUCT_STOCK;
  self->deprecated = g_str_equal (sb_statement_text (st, "status"), "deprecated");
  self->category = sb_statement_dup_text (st, "category");
  self->barcode = sb_statement_dup_text (st, "barcode");
  self->unit = sb_statement_dup_text (st, "unit");
  self->sale_price = int64_or_none (st, "sale_price");
  self->purchase_price = int64_or_none (st, "purchase_price");
  self->default_cost = sb_statement_int64 (st, "default_cost");
  self->weight = sb_statement_int64 (st, "weight");
  self->reorder_point = int64_or_none (st, "reorder_point");
  /* NULL reads as 0, which is how these say "none". */
  self->sale_tax_code = sb_statement_int64 (st, "sale_tax_code");
  self->purchase_tax_code = sb_statement_int64 (st, "purchase_tax_code");
  self->inventory_account = sb_statement_int64 (st, "inventory_account");
  self->cogs_account = sb_statement_int64 (st, "cogs_account");
  self->revenue_account = sb_statement_int64 (st, "revenue_account");
  self->adjustment_account = sb_statement_int64 (st, "adjustment_account");
  return self;
}

SbProduct *
sb_product_load (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_BY_ID, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error))
    return NULL;
  return read_product (st, error);
}

SbProduct *
sb_product_find (SbDatabase *db, const char *sku, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_BY_SKU, error);

  if (st == NULL || !sb_statement_bind_text (st, ":sku", sku, error))
    return NULL;
  return read_product (st, error);
}

static gboolean
check_product (const SbProduct *product, GError **error)
{
  if (!sb_check_text (product->sku, "/sku", SKU_MAX, TRUE, error) ||
      !sb_check_text (product->name, "/name", NAME_MAX_LENGTH, TRUE, error) ||
      !sb_check_text (product->description, "/description", DESCRIPTION_MAX, FALSE, error))
    return FALSE;
  /* A colon makes a sub-item of it in QuickBooks. */
  if (strpbrk (product->name, ":\t\n") != NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/name", "%s",
                           _("a name cannot have a colon, tab or line break"));
      return FALSE;
    }
  return sb_check_number (product->sale_price, "/sale_price", -1, error) &&
         sb_check_number (product->purchase_price, "/purchase_price", -1, error) &&
         sb_check_number (product->default_cost, "/default_cost", 0, error) &&
         sb_check_number (product->weight, "/weight", 0, error) &&
         sb_check_number (product->reorder_point, "/reorder_point", -1, error);
}

/* The SKU must be nobody else's. */
static gboolean
check_sku_free (SbTxn *txn, const SbProduct *product, gint64 own_id, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SbProduct) other = sb_product_find (sb_txn_get_database (txn), product->sku, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (other == NULL || other->id == own_id)
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/sku", _("the SKU “%s” is taken by “%s”"),
                       product->sku, other->name);
  return FALSE;
}

/* Row of the category of that name, made on first use; 0 for no name. -1 on error. */
static gint64
ensure_category (SbTxn *txn, const char *name, GError **error)
{
  g_autoptr(SbStatement) add = NULL;
  g_autoptr(SbStatement) find = NULL;

  if (name == NULL || name[0] == '\0')
    return 0;
  add = sb_txn_prepare (txn, SQL_CATEGORY_ADD, error);
  if (add == NULL || !sb_statement_bind_text (add, ":name", name, error) || !sb_statement_run (add, error))
    return -1;
  find = sb_txn_prepare (txn, SQL_CATEGORY_FIND, error);
  if (find == NULL || !sb_statement_bind_text (find, ":name", name, error) ||
      sb_statement_step (find, error) != SB_STEP_ROW)
    return -1;
  return sb_statement_int64 (find, "id");
}

static gboolean
bind_or_null (SbStatement *st, const char *name, gint64 value, gint64 none, GError **error)
{
  return value == none ? sb_statement_bind_null (st, name, error)
                       : sb_statement_bind_int64 (st, name, value, error);
}

static const char *
status_word (gboolean deprecated)
{
  return deprecated ? "deprecated" : "active";
}

static gboolean
bind_product (SbStatement *st, const SbProduct *p, gint64 category, gint64 now, GError **error)
{
  const char *kind = p->kind == SB_PRODUCT_SERVICE ? "service" : "stock";

  return sb_statement_bind_text (st, ":sku", p->sku, error) &&
         sb_statement_bind_text (st, ":name", p->name, error) &&
         sb_statement_bind_text (st, ":description", p->description, error) &&
         sb_statement_bind_text (st, ":kind", kind, error) &&
         sb_statement_bind_text (st, ":status", status_word (p->deprecated), error) &&
         bind_or_null (st, ":category", category, 0, error) &&
         sb_statement_bind_text (st, ":barcode", p->barcode, error) &&
         sb_statement_bind_text (st, ":unit", p->unit, error) &&
         bind_or_null (st, ":sale_price", p->sale_price, -1, error) &&
         bind_or_null (st, ":purchase_price", p->purchase_price, -1, error) &&
         sb_statement_bind_int64 (st, ":default_cost", p->default_cost, error) &&
         sb_statement_bind_int64 (st, ":weight", p->weight, error) &&
         bind_or_null (st, ":reorder_point", p->reorder_point, -1, error) &&
         bind_or_null (st, ":sale_tax_code", p->sale_tax_code, 0, error) &&
         bind_or_null (st, ":purchase_tax_code", p->purchase_tax_code, 0, error) &&
         bind_or_null (st, ":inventory_account", p->inventory_account, 0, error) &&
         bind_or_null (st, ":cogs_account", p->cogs_account, 0, error) &&
         bind_or_null (st, ":revenue_account", p->revenue_account, 0, error) &&
         bind_or_null (st, ":adjustment_account", p->adjustment_account, 0, error) &&
         sb_statement_bind_int64 (st, ":now", now, error);
}

/* @id: 0 for a new one. Returns the row id, 0 on failure. */
static gint64
insert_product (SbTxn *txn, const SbProduct *product, gint64 id, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = NULL;
  gint64 category = 0;

  if (!check_product (product, error) || !check_sku_free (txn, product, 0, error))
    return 0;
  category = ensure_category (txn, product->category, error);
  if (category < 0)
    return 0;
  st = sb_txn_prepare (txn, SQL_INSERT, error);
  if (st == NULL || !bind_or_null (st, ":id", id, 0, error) ||
      !bind_product (st, product, category, now, error) || !sb_statement_run (st, error))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return sb_database_last_row_id (sb_txn_get_database (txn));
}

gint64
sb_product_create (SbTxn *txn, const SbProduct *product, gint64 now, GError **error)
{
  return insert_product (txn, product, 0, now, error);
}

/* -1 on error */
static int
is_used (SbTxn *txn, gint64 id, GError **error)
{
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_USED, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error) || sb_statement_step (st, error) != SB_STEP_ROW)
    return -1;
  return sb_statement_boolean (st, "used");
}

static gboolean
check_identity_kept (SbTxn *txn, const SbProduct *before, const SbProduct *after, GError **error)
{
  int used = 0;

  if (g_str_equal (before->sku, after->sku) && before->kind == after->kind)
    return TRUE;
  used = is_used (txn, before->id, error);
  if (used < 0)
    return FALSE;
  /* Events name products by SKU: a replay must find the one they meant. */
  if (used)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS,
                         before->kind == after->kind ? "/sku" : "/kind", "%s",
                         _("documents use this product, so its SKU and kind stay"));
  return !used;
}

gboolean
sb_product_update (SbTxn *txn, const SbProduct *product, gint64 now, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SbProduct) before = sb_product_load (sb_txn_get_database (txn), product->id, &local_error);
  g_autoptr(SbStatement) st = NULL;
  gint64 category = 0;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (before == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s", _("there is no such product"));
      return FALSE;
    }
  if (!check_product (product, error) || !check_sku_free (txn, product, product->id, error) ||
      !check_identity_kept (txn, before, product, error))
    return FALSE;
  category = ensure_category (txn, product->category, error);
  if (category < 0)
    return FALSE;
  st = sb_txn_prepare (txn, SQL_UPDATE, error);
  if (st == NULL || !bind_product (st, product, category, now, error) ||
      !sb_statement_bind_int64 (st, ":id", product->id, error) || !sb_statement_run (st, error))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return TRUE;
}

gboolean
sb_product_set_deprecated (SbTxn *txn, gint64 id, gboolean deprecated, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_STATUS, error);

  if (st == NULL || !sb_statement_bind_text (st, ":status", status_word (deprecated), error) ||
      !sb_statement_bind_int64 (st, ":now", now, error) || !sb_statement_bind_int64 (st, ":id", id, error) ||
      !sb_statement_run (st, error))
    return FALSE;
  if (sb_database_changes (sb_txn_get_database (txn)) == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s", _("there is no such product"));
      return FALSE;
    }
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return TRUE;
}

/* The product, or NULL with UNKNOWN_REF. */
static SbProduct *
load_present (SbTxn *txn, gint64 id, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  SbProduct *product = sb_product_load (sb_txn_get_database (txn), id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (product == NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                         _("there is no such product"));
  return product;
}

gboolean
sb_product_delete (SbTxn *txn, gint64 id, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SbProduct) product = load_present (txn, id, error);
  g_autoptr(SbStatement) st = NULL;
  int used = product != NULL ? is_used (txn, id, error) : -1;

  if (used < 0)
    return FALSE;
  if (!product->deprecated || used)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, NULL,
                           product->deprecated ? _("%s stays: documents or movements name it")
                                               : _("%s is still offered: deprecate it first"),
                           product->sku);
      return FALSE;
    }
  st = sb_txn_prepare (txn, SQL_DELETE, error);
  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error))
    return FALSE;
  if (!sb_statement_run (st, &local_error))
    {
      if (g_error_matches (local_error, SB_STORE_ERROR, SB_STORE_ERROR_CONSTRAINT))
        sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, NULL,
                             _("%s stays: something else in the book needs it"), product->sku);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return TRUE;
}

gboolean
sb_product_restore (SbTxn *txn, const SbProduct *product, gint64 now, GError **error)
{
  return insert_product (txn, product, product->id, now, error) != 0;
}

gint64
sb_product_ensure_service (SbTxn *txn, const char *name, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SbProduct) found = sb_product_find (sb_txn_get_database (txn), name, &local_error);
  g_autoptr(SbProduct) made = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }
  if (found != NULL)
    return found->id;
  made = sb_product_new (name, name);
  made->kind = SB_PRODUCT_SERVICE;
  return sb_product_create (txn, made, 0, error);
}
