/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is agreed comes before what is usual, that before what was paid last. A price in another
 * currency is no price. */

#include "sb-line-default.h"

#include <string.h>

#include "sb-sql.h"

static const char SQL_BASE[] = "SELECT value FROM setting WHERE key = 'currency'";

static const char SQL_LIST_PRICE[] =
  "SELECT list_price.price FROM party JOIN price_list ON price_list.id = party.price_list"
  " AND price_list.active = 1 AND COALESCE (price_list.currency, :base) = :currency"
  " JOIN list_price ON list_price.list = price_list.id"
  " WHERE party.id = :party AND list_price.product = :product AND least <= :quantity"
  " ORDER BY least DESC LIMIT 1";

/* The terms of the supplier hold also where no price is agreed. */
static const char SQL_SUPPLIER_PRICE[] =
  "SELECT price, sku, unit, lead_days FROM supplier_price JOIN party ON party.id = supplier"
  " WHERE supplier = :party AND product = :product AND least <= :quantity"
  " AND COALESCE (party.currency, :base) = :currency ORDER BY least DESC LIMIT 1";

static const char SQL_PRODUCT_FOR_SALE[] =
  "SELECT sale_price, sale_tax_code, (SELECT id FROM product_unit WHERE product = product.id"
  " AND sell = 1) FROM product WHERE id = :product";

static const char SQL_PRODUCT_TO_BUY[] =
  "SELECT purchase_price, purchase_tax_code, (SELECT id FROM product_unit WHERE product = product.id"
  " AND buy = 1) FROM product WHERE id = :product";

#define SQL_LAST(first, second)                                                                   \
  "SELECT unit_price FROM document_line JOIN document ON document.id = document_line.document"    \
  " WHERE document_line.product = :product AND document_line.kind IN ('" first "', '" second "')" \
  " AND document_line.active = 1 AND unit_price IS NOT NULL AND document.currency = :currency"    \
  " ORDER BY document.party IS :party DESC, document.date DESC, document_line.id DESC LIMIT 1"

static const char SQL_LAST_SOLD[] = SQL_LAST ("invoice", "sale_order");
static const char SQL_LAST_BOUGHT[] = SQL_LAST ("bill", "purchase_order");

void
sb_line_default_clear (SbLineDefault *self)
{
  g_clear_pointer (&self->sku, g_free);
}

typedef struct
{
  SbDatabase *db;
  gint64 product;
  gint64 party;
  gint64 quantity;
  const char *currency;
  char *base;          /* (owned) */
  SbLineDefault *line;
} Search;

static void
found (Search *self, const char *source, gint64 price)
{
  if (self->line->price >= 0)
    return;
  self->line->source = source;
  self->line->price = price;
}

static gboolean
ask_list (Search *self, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_LIST_PRICE, error, SB_INT (":party", self->party),
                  SB_INT (":product", self->product), SB_INT (":quantity", self->quantity),
                  SB_TEXT (":base", self->base), SB_TEXT (":currency", self->currency), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step == SB_STEP_ROW)
    found (self, "price-list", sb_statement_int64_at (st, 0));
  return step != SB_STEP_ERROR;
}

static gboolean
ask_supplier (Search *self, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_SUPPLIER_PRICE, error, SB_INT (":party", self->party),
                  SB_INT (":product", self->product), SB_INT (":quantity", self->quantity),
                  SB_TEXT (":base", self->base), SB_TEXT (":currency", self->currency), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step != SB_STEP_ROW)
    return step == SB_STEP_DONE;
  if (!sb_statement_is_null (st, "price"))
    found (self, "supplier", sb_statement_int64_at (st, 0));
  self->line->sku = g_strdup (sb_statement_text_at (st, 1));
  self->line->unit = sb_statement_int64_at (st, 2);
  if (!sb_statement_is_null (st, "lead_days"))
    self->line->lead_days = sb_statement_int (st, "lead_days");
  return TRUE;
}

/* Prices of the product are in the base currency. */
static gboolean
ask_product (Search *self, const char *sql, const char *column, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, sql, error,
                                             SB_INT (":product", self->product), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;

  if (step != SB_STEP_ROW)
    return step == SB_STEP_DONE;
  if (!sb_statement_is_null (st, column) && strcmp (self->currency, self->base) == 0)
    found (self, "product", sb_statement_int64_at (st, 0));
  self->line->tax_code = sb_statement_int64_at (st, 1);
  if (self->line->unit == 0)
    self->line->unit = sb_statement_int64_at (st, 2);
  return TRUE;
}

static gboolean
ask_history (Search *self, const char *sql, GError **error)
{
  g_autoptr (SbStatement) st = NULL;
  SbStep step;

  if (self->line->price >= 0)
    return TRUE;
  st = sb_sql_query (self->db, sql, error, SB_INT (":product", self->product),
                     SB_REF (":party", self->party), SB_TEXT (":currency", self->currency),
                     SB_END);
  step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  if (step == SB_STEP_ROW)
    found (self, "last", sb_statement_int64_at (st, 0));
  return step != SB_STEP_ERROR;
}

static gboolean
begin (Search *self, GError **error)
{
  *self->line = (SbLineDefault) { .source = "none", .price = -1, .lead_days = -1 };
  if (!sb_sql_text (self->db, SQL_BASE, &self->base, error, SB_END))
    return FALSE;
  if (self->base == NULL)
    self->base = g_strdup ("");
  if (self->currency == NULL)
    self->currency = self->base;
  return TRUE;
}

gboolean
sb_line_default_for_sale (SbDatabase *db, gint64 product, gint64 customer, gint64 quantity,
                          const char *currency, SbLineDefault *line, GError **error)
{
  Search search = { db, product, customer, quantity, currency, NULL, line };
  gboolean ok = begin (&search, error) && ask_list (&search, error) &&
                ask_product (&search, SQL_PRODUCT_FOR_SALE, "sale_price", error) &&
                ask_history (&search, SQL_LAST_SOLD, error);

  g_free (search.base);
  return ok;
}

gboolean
sb_line_default_for_purchase (SbDatabase *db, gint64 product, gint64 supplier, gint64 quantity,
                              const char *currency, SbLineDefault *line, GError **error)
{
  Search search = { db, product, supplier, quantity, currency, NULL, line };
  gboolean ok = begin (&search, error) && ask_supplier (&search, error) &&
                ask_product (&search, SQL_PRODUCT_TO_BUY, "purchase_price", error) &&
                ask_history (&search, SQL_LAST_BOUGHT, error);

  g_free (search.base);
  return ok;
}
