/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-price-list.h"

#include <glib/gi18n-lib.h>

#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-money.h"
#include "sb-sql.h"

#define NAME_MAX_LENGTH 100

static const char SQL_LISTS[] =
  "SELECT id, name, currency, active FROM price_list ORDER BY name COLLATE NOCASE";
static const char SQL_TAKEN[] =
  "SELECT COUNT (*) FROM price_list WHERE name = :name AND id <> :id";
static const char SQL_INSERT[] =
  "INSERT INTO price_list (name, currency, active) VALUES (:name, :currency, :active)";
static const char SQL_UPDATE[] =
  "UPDATE price_list SET name = :name, currency = :currency, active = :active WHERE id = :id";
static const char SQL_PRICES[] =
  "SELECT list, product, sku, least, price FROM list_price"
  " JOIN product ON product.id = list_price.product"
  " WHERE (:list = 0 OR list = :list) AND (:product = 0 OR product = :product)"
  " ORDER BY list, sku, least";
static const char SQL_SET_PRICE[] =
  "INSERT INTO list_price (list, product, least, price) VALUES (:list, :product, :least, :price)"
  " ON CONFLICT (list, product, least) DO UPDATE SET price = :price";
static const char SQL_DROP_PRICE[] =
  "DELETE FROM list_price WHERE list = :list AND product = :product AND least = :least";
static const char SQL_SET_CUSTOMER[] =
  "UPDATE party SET price_list = :list WHERE id = :party AND kind = 'customer'";
static const char SQL_OF_CUSTOMER[] = "SELECT price_list FROM party WHERE id = :party";

void
sb_price_list_free (SbPriceList *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->currency);
  g_free (self);
}

void
sb_list_price_free (SbListPrice *self)
{
  if (self == NULL)
    return;
  g_free (self->sku);
  g_free (self);
}

GPtrArray *
sb_price_list_list (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_price_list_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LISTS, error, SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbPriceList *list = g_new0 (SbPriceList, 1);

      g_ptr_array_add (lists, list);
      list->id = sb_statement_int64_at (st, 0);
      list->name = g_strdup (sb_statement_text_at (st, 1));
      list->currency = g_strdup (sb_statement_text_at (st, 2));
      list->active = sb_statement_int64_at (st, 3) != 0;
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&lists) : NULL;
}

static gboolean
check (SbDatabase *db, const SbPriceList *list, GError **error)
{
  SbCurrency currency;
  gint64 taken = 0;

  if (!sb_check_text (list->name, "/name", NAME_MAX_LENGTH, TRUE, error))
    return FALSE;
  if (list->currency != NULL && !sb_currency_from_code (list->currency, &currency, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/currency", "%s",
                           _("this is not a currency"));
      return FALSE;
    }
  if (!sb_sql_int64 (db, SQL_TAKEN, &taken, error, SB_TEXT (":name", list->name),
                     SB_INT (":id", list->id), SB_END))
    return FALSE;
  if (taken != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/name", _("the name “%s” is taken"),
                         list->name);
  return taken == 0;
}

gint64
sb_price_list_save (SbTxn *txn, const SbPriceList *list, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gint64 id = list->id;

  if (!check (db, list, error))
    return 0;
  if (id == 0 ? !sb_sql_insert (db, SQL_INSERT, &id, error, SB_TEXT (":name", list->name),
                                SB_TEXT (":currency", list->currency),
                                SB_INT (":active", list->active), SB_END)
              : !sb_sql_run (db, SQL_UPDATE, error, SB_TEXT (":name", list->name),
                             SB_TEXT (":currency", list->currency),
                             SB_INT (":active", list->active), SB_INT (":id", id), SB_END))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return id;
}

GPtrArray *
sb_price_list_prices (SbDatabase *db, gint64 list, gint64 product, GError **error)
{
  g_autoptr (GPtrArray) prices = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_list_price_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_PRICES, error, SB_INT (":list", list),
                                             SB_INT (":product", product), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbListPrice *price = g_new0 (SbListPrice, 1);

      g_ptr_array_add (prices, price);
      price->list = sb_statement_int64_at (st, 0);
      price->product = sb_statement_int64_at (st, 1);
      price->sku = g_strdup (sb_statement_text_at (st, 2));
      price->least = sb_statement_int64_at (st, 3);
      price->price = sb_statement_int64_at (st, 4);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&prices) : NULL;
}

gboolean
sb_price_list_set_price (SbTxn *txn, const SbListPrice *price, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);

  if (!sb_check_number (price->least, "/least", 0, error) ||
      !sb_check_number (price->price, "/price", -1, error))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  if (price->price < 0)
    return sb_sql_run (db, SQL_DROP_PRICE, error, SB_INT (":list", price->list),
                       SB_INT (":product", price->product), SB_INT (":least", price->least),
                       SB_END);
  return sb_sql_run (db, SQL_SET_PRICE, error, SB_INT (":list", price->list),
                     SB_INT (":product", price->product), SB_INT (":least", price->least),
                     SB_INT (":price", price->price), SB_END);
}

gboolean
sb_price_list_set_customer (SbTxn *txn, gint64 party, gint64 list, GError **error)
{
  sb_ledger_note_change (txn, SB_CHANGE_PARTIES);
  return sb_sql_run (sb_txn_get_database (txn), SQL_SET_CUSTOMER, error, SB_REF (":list", list),
                     SB_INT (":party", party), SB_END);
}

gint64
sb_price_list_of_customer (SbDatabase *db, gint64 party, GError **error)
{
  gint64 list = 0;

  return sb_sql_int64 (db, SQL_OF_CUSTOMER, &list, error, SB_INT (":party", party), SB_END) ? list
                                                                                            : 0;
}
