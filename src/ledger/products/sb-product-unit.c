/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-product-unit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-quantity.h"
#include "sb-sql.h"

#define NAME_MAX_LENGTH 40
#define BARCODE_MAX 50

static const char SQL_LIST[] =
  "SELECT id, name, factor, barcode, buy, sell FROM product_unit WHERE product = :product"
  " ORDER BY factor, name";
static const char SQL_TAKEN[] =
  "SELECT COUNT (*) FROM product_unit WHERE product = :product AND name = :name AND id <> :id";
static const char SQL_PRODUCT[] = "SELECT COUNT (*) FROM product WHERE id = :product";
static const char SQL_FREE_BUY[] =
  "UPDATE product_unit SET buy = 0 WHERE product = :product AND buy = 1 AND id <> :id";
static const char SQL_FREE_SELL[] =
  "UPDATE product_unit SET sell = 0 WHERE product = :product AND sell = 1 AND id <> :id";
static const char SQL_INSERT[] =
  "INSERT INTO product_unit (product, name, factor, barcode, buy, sell)"
  " VALUES (:product, :name, :factor, :barcode, :buy, :sell)";
static const char SQL_UPDATE[] =
  "UPDATE product_unit SET name = :name, factor = :factor, barcode = :barcode, buy = :buy,"
  " sell = :sell WHERE id = :id AND product = :product";
static const char SQL_DELETE[] = "DELETE FROM product_unit WHERE id = :id";

void
sb_product_unit_free (SbProductUnit *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->barcode);
  g_free (self);
}

GPtrArray *
sb_product_unit_list (SbDatabase *db, gint64 product, GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_product_unit_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_INT (":product", product),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbProductUnit *unit = g_new0 (SbProductUnit, 1);

      g_ptr_array_add (list, unit);
      unit->product = product;
      unit->id = sb_statement_int64_at (st, 0);
      unit->name = g_strdup (sb_statement_text_at (st, 1));
      unit->factor = sb_statement_int64_at (st, 2);
      unit->barcode = g_strdup (sb_statement_text_at (st, 3));
      unit->buy = sb_statement_int64_at (st, 4) != 0;
      unit->sell = sb_statement_int64_at (st, 5) != 0;
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
check (SbDatabase *db, const SbProductUnit *unit, GError **error)
{
  gint64 n = 0;

  if (!sb_check_text (unit->name, "/name", NAME_MAX_LENGTH, TRUE, error) ||
      !sb_check_text (unit->barcode, "/barcode", BARCODE_MAX, FALSE, error) ||
      !sb_check_number (unit->factor, "/factor", 1, error) ||
      !sb_sql_int64 (db, SQL_PRODUCT, &n, error, SB_INT (":product", unit->product), SB_END))
    return FALSE;
  if (n == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                           _("there is no such product"));
      return FALSE;
    }
  if (!sb_sql_int64 (db, SQL_TAKEN, &n, error, SB_INT (":product", unit->product),
                     SB_TEXT (":name", unit->name), SB_INT (":id", unit->id), SB_END))
    return FALSE;
  if (n != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/name", _("the name “%s” is taken"),
                         unit->name);
  return n == 0;
}

gint64
sb_product_unit_save (SbTxn *txn, const SbProductUnit *unit, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gint64 id = unit->id;

  if (!check (db, unit, error) ||
      (unit->buy && !sb_sql_run (db, SQL_FREE_BUY, error, SB_INT (":product", unit->product),
                                 SB_INT (":id", id), SB_END)) ||
      (unit->sell && !sb_sql_run (db, SQL_FREE_SELL, error, SB_INT (":product", unit->product),
                                  SB_INT (":id", id), SB_END)))
    return 0;
  if (id == 0
        ? !sb_sql_insert (db, SQL_INSERT, &id, error, SB_INT (":product", unit->product),
                          SB_TEXT (":name", unit->name), SB_INT (":factor", unit->factor),
                          SB_TEXT (":barcode", unit->barcode), SB_INT (":buy", unit->buy),
                          SB_INT (":sell", unit->sell), SB_END)
        : !sb_sql_run (db, SQL_UPDATE, error, SB_INT (":product", unit->product),
                       SB_TEXT (":name", unit->name), SB_INT (":factor", unit->factor),
                       SB_TEXT (":barcode", unit->barcode), SB_INT (":buy", unit->buy),
                       SB_INT (":sell", unit->sell), SB_INT (":id", id), SB_END))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return id;
}

gboolean
sb_product_unit_delete (SbTxn *txn, gint64 id, GError **error)
{
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return sb_sql_run (sb_txn_get_database (txn), SQL_DELETE, error, SB_INT (":id", id), SB_END);
}

gboolean
sb_unit_quantity (gint64 quantity, gint64 factor, const char *field, gint64 *stock, GError **error)
{
  __int128 product = (__int128) quantity * factor;

  if (factor > 0 && product % SB_QUANTITY_ONE == 0 && product / SB_QUANTITY_ONE <= G_MAXINT64 &&
      product / SB_QUANTITY_ONE >= -G_MAXINT64)
    {
      *stock = (gint64) (product / SB_QUANTITY_ONE);
      return TRUE;
    }
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s",
                       _("this is no exact quantity in the unit in which stock is kept"));
  return FALSE;
}

gboolean
sb_unit_price (gint64 price, gint64 factor, gint64 *stock, gboolean *exact, GError **error)
{
  __int128 scaled = (__int128) price * SB_QUANTITY_ONE;

  if (!sb_round_ratio (scaled, factor, stock, error))
    return FALSE;
  if (exact != NULL)
    *exact = scaled % factor == 0;
  return TRUE;
}

gboolean
sb_unit_factor_parse (const char *text, const char *field, gint64 *factor, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "/", 3);
  gint64 above = 0;
  gint64 below = SB_QUANTITY_ONE;
  guint n = g_strv_length (parts);

  if (n >= 1 && n <= 2 && sb_decimal_parse (g_strstrip (parts[0]), 6, &above, NULL) &&
      (n == 1 || sb_decimal_parse (g_strstrip (parts[1]), 6, &below, NULL)) && above > 0 &&
      below > 0)
    {
      __int128 scaled = (__int128) above * SB_QUANTITY_ONE;

      if (scaled % below == 0 && scaled / below <= G_MAXINT64)
        {
          *factor = (gint64) (scaled / below);
          return TRUE;
        }
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s",
                           _("six decimals do not hold this exactly"));
      return FALSE;
    }
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s",
                       _("this is not a number above 0"));
  return FALSE;
}
