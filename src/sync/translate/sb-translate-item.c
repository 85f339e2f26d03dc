/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products <-> Item. Always NonInventory (or Service): a tracked item would make QuickBooks book
 * the cost of sales a second time. Quantities never leave. */
#include "sb-list-entity.h"

#include "sb-bind.h"
#include "sb-decimal.h"
#include "sb-json-reader.h"
#include "sb-product.h"
#include "sb-qbo-item.h"

#define NAME_MAX_CHARS 100

static const SbFieldSpec SPECS[] = {
  { "Name", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { "Sku", SB_FIELD_LOCAL_ONLY, FALSE },
  { "Description", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { "UnitPrice", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { "PurchaseCost", SB_FIELD_SUGGEST_LOCAL, FALSE },
};

static const char SQL_SAME_NAME[] =
  "SELECT count (*) FROM product WHERE name = :name COLLATE NOCASE AND id <> :id";
static const char SQL_TAKEN_SKU[] = "SELECT count (*) FROM product WHERE sku = :sku";

/* No price and a price of 0 are the same there: a missing one comes back as 0. */
static char *
price_text (gint64 price)
{
  return price > 0 ? sb_decimal_format (price, SB_PRICE_SCALE, 0) : g_strdup ("");
}

static gint64
price_value (const char *text, gint64 none)
{
  gint64 price = none;

  if (text[0] != '\0' && !sb_decimal_parse (text, SB_PRICE_SCALE, &price, NULL))
    return none;
  return price;
}

/* Names of items are unique there, names of products need not be: the SKU tells them apart. */
static char *
item_name (SbDatabase *db, const SbProduct *product, GError **error)
{
  gint64 others = 0;
  g_autofree char *full = NULL;

  if (!sb_bind_int64 (db, SQL_SAME_NAME, &others, NULL, error, ":name", 't', product->name, ":id",
                      'i', product->id, NULL))
    return NULL;
  if (others == 0)
    return sb_list_clean_name (product->name, NAME_MAX_CHARS);

  full = g_strdup_printf ("%s (%s)", product->name, product->sku);
  if (g_utf8_strlen (full, -1) <= NAME_MAX_CHARS)
    return sb_list_clean_name (full, NAME_MAX_CHARS);
  return sb_list_clean_name (product->sku, NAME_MAX_CHARS);
}

static SbFields *
item_read_local (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbProduct) product = sb_product_load (db, id, error);
  g_autofree char *name = NULL;
  g_autofree char *price = NULL;
  g_autofree char *cost = NULL;
  SbFields *fields;

  if (product == NULL || (name = item_name (db, product, error)) == NULL)
    return NULL;

  price = price_text (product->sale_price);
  cost = price_text (product->purchase_price);
  fields = sb_fields_new ();
  sb_fields_set (fields, "Name", name);
  sb_fields_set (fields, "Sku", product->sku);
  sb_fields_set (fields, "Description", product->description);
  sb_fields_set (fields, "UnitPrice", price);
  sb_fields_set (fields, "PurchaseCost", cost);
  return fields;
}

static SbFields *
item_read_qbo (JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboItem) item = sb_qbo_item_from_json (object, home, error);
  g_autofree char *price = NULL;
  g_autofree char *cost = NULL;
  SbFields *fields;

  if (item == NULL)
    return NULL;

  price = price_text (item->unit_price);
  cost = price_text (item->purchase_cost);
  fields = sb_fields_new ();
  sb_fields_set (fields, "Name", item->name);
  sb_fields_set (fields, "Sku", item->sku);
  sb_fields_set (fields, "Description", item->description);
  sb_fields_set (fields, "UnitPrice", price);
  sb_fields_set (fields, "PurchaseCost", cost);
  return fields;
}

static void
take_fields (SbProduct *product, const SbFields *values)
{
  if (sb_fields_get (values, "Name")[0] != '\0')
    {
      g_free (product->name);
      product->name = g_strdup (sb_fields_get (values, "Name"));
    }
  if (sb_fields_has (values, "Description"))
    {
      g_free (product->description);
      product->description = g_strdup (sb_fields_get (values, "Description"));
    }
  if (sb_fields_has (values, "UnitPrice"))
    product->sale_price = price_value (sb_fields_get (values, "UnitPrice"), -1);
  if (sb_fields_has (values, "PurchaseCost"))
    product->purchase_price = price_value (sb_fields_get (values, "PurchaseCost"), -1);
}

static gboolean
item_write_local (SbTxn *txn, gint64 id, const SbFields *values, gint64 now, GError **error)
{
  g_autoptr (SbProduct) product = sb_product_load (sb_txn_get_database (txn), id, error);

  if (product == NULL)
    return FALSE;
  take_fields (product, values);
  return sb_product_update (txn, product, now, error);
}

/* An item without SKU is known by its name here; where that is taken, by its id. */
static char *
new_sku (SbTxn *txn, JsonObject *object, const SbFields *values, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  const char *wishes[] = { sb_fields_get (values, "Sku"), sb_fields_get (values, "Name") };

  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      gint64 taken = 0;

      if (wishes[i][0] == '\0')
        continue;
      if (!sb_bind_int64 (db, SQL_TAKEN_SKU, &taken, NULL, error, ":sku", 't', wishes[i], NULL))
        return NULL;
      if (taken == 0)
        return g_strdup (wishes[i]);
    }
  return g_strdup_printf ("QBO-%s", sb_json_string_or (object, "Id", "0"));
}

static gint64
item_create_local (SbTxn *txn, JsonObject *object, const SbFields *values, gint64 now,
                   GError **error)
{
  g_autofree char *sku = new_sku (txn, object, values, error);
  g_autoptr (SbProduct) product = NULL;

  if (sku == NULL)
    return 0;
  product = sb_product_new (sku, sb_fields_get (values, "Name"));
  if (g_str_equal (sb_json_string_or (object, "Type", ""), "Service"))
    product->kind = SB_PRODUCT_SERVICE;
  take_fields (product, values);
  return sb_product_create (txn, product, now, error);
}

static void
give_text (const SbFields *values, const char *name, gboolean is_new, char **slot)
{
  const char *value = sb_fields_get (values, name);

  if (sb_fields_has (values, name) && !(is_new && value[0] == '\0'))
    sb_qbo_text_set (slot, value);
}

static GBytes *
item_to_bytes (const SbFields *all, const SbFields *values, gboolean is_service,
               const SbListRefs *refs, const char *id, const char *sync_token, GError **error)
{
  g_autoptr (SbQboItem) item = sb_qbo_item_new ();
  gint64 none = id == NULL ? SB_QBO_NONE : 0;

  item->meta.id = g_strdup (id);
  item->meta.currency = refs->home;
  item->meta.sync_token = g_strdup (sync_token);
  give_text (values, "Name", id == NULL, &item->name);
  give_text (values, "Sku", id == NULL, &item->sku);
  give_text (values, "Description", id == NULL, &item->description);
  if (sb_fields_has (values, "UnitPrice"))
    item->unit_price = price_value (sb_fields_get (values, "UnitPrice"), none);
  if (sb_fields_has (values, "PurchaseCost"))
    item->purchase_cost = price_value (sb_fields_get (values, "PurchaseCost"), none);
  if (id == NULL)
    {
      sb_qbo_text_set (&item->type, is_service ? "Service" : "NonInventory");
      sb_qbo_ref_set (&item->income_account, refs->income_account);
      sb_qbo_ref_set (&item->expense_account, refs->expense_account);
    }
  return sb_qbo_item_check (item, error) ? sb_qbo_item_to_bytes (item) : NULL;
}

static const char *
item_refusal (JsonObject *object)
{
  const char *type = sb_json_string_or (object, "Type", "");

  if (g_str_equal (type, "Inventory"))
    return "tracked-item";
  if (g_str_equal (type, "Group"))
    return "bundle";
  if (g_str_equal (type, "Category"))
    return "category";
  return NULL;
}

const SbListEntity sb_list_item = {
  "Item", "product", "Name", SPECS, G_N_ELEMENTS (SPECS),
  item_read_local, item_read_qbo, item_write_local, item_create_local, item_to_bytes, item_refusal,
};
