/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything one purchase or one sale consists of, read together. What differs between the two sides
 * is a row of words. */
#include "sb-chain.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"

typedef struct
{
  const char *side;
  const char *order;
  const char *move;
  const char *bill;
  const char *credit;
  const char *back;   /* kind of document that moves goods back */
  const char *part;   /* its lines that do */
  const char *deposit;
  const char *use;    /* of a deposit */
} Side;

static const Side PURCHASE = { "purchase", "purchase_order", "receipt", "bill", "supplier_credit",
                               "purchase_return", "line", "supplier_deposit",
                               "deposit_application" };
static const Side SALE = { "sale", "sale_order", "shipment", "invoice", "credit_note",
                           "credit_note", "restock", "customer_deposit",
                           "customer_deposit_application" };

static const char SQL_HEAD[] =
  "SELECT c.name, c.party, p.name AS party_name, "
  "  (SELECT d.display FROM document AS d WHERE d.chain = c.id AND d.kind IN (:order, 'sale_quote') "
  "   ORDER BY d.state = 'authorised' DESC, d.kind = :order DESC, d.id DESC LIMIT 1) AS display, "
  "  (SELECT d.date FROM document AS d WHERE d.chain = c.id ORDER BY d.date, d.id LIMIT 1) AS date, "
  "  (SELECT d.currency FROM document AS d WHERE d.chain = c.id ORDER BY d.id LIMIT 1) AS currency "
  "FROM chain AS c LEFT JOIN party AS p ON p.id = c.party WHERE c.id = :id AND c.side = :side";

/* Payments name what they settle, not the chain; they come in by their allocations, and landed cost by
 * the receipts that it was shared over. */
static const char SQL_STEPS[] =
  "SELECT d.id, d.event, e.uid, d.kind, d.display, d.date, d.due, d.total, d.settled, d.state, "
  "  (SELECT coalesce (sum (l.qty), 0) FROM document_line AS l "
  "   WHERE l.document = d.id AND l.part = 'line') AS qty "
  "FROM document AS d JOIN event AS e ON e.seq = d.event "
  "WHERE d.chain = :id OR d.id IN (SELECT a.source FROM allocation AS a "
  "  JOIN document AS t ON t.id = a.target WHERE t.chain = :id) "
  "  OR d.event IN (SELECT c.event FROM movement AS m JOIN cost_part AS c ON c.movement = m.id "
  "    WHERE m.chain = :id AND c.kind = 'landed') "
  "ORDER BY d.date, d.event, d.id";

static const char SQL_LINES[] =
  "SELECT p.id, p.sku, p.name, p.kind = 'stock' AS is_stock, "
  "  sum (CASE WHEN l.kind = 'sale_quote' THEN l.qty ELSE 0 END) AS quoted, "
  "  sum (CASE WHEN l.kind = :order THEN l.qty ELSE 0 END) AS ordered, "
  "  sum (CASE WHEN l.kind = :move THEN l.qty ELSE 0 END) AS moved, "
  "  sum (CASE WHEN l.kind = :bill THEN l.qty ELSE 0 END) AS billed, "
  "  sum (CASE WHEN l.kind = :credit AND l.part = 'line' THEN l.qty ELSE 0 END) AS credited, "
  "  sum (CASE WHEN l.kind = :back AND l.part = :part THEN l.qty ELSE 0 END) AS returned, "
  "  min (l.id) AS first "
  "FROM document_line AS l JOIN product AS p ON p.id = l.product "
  "WHERE l.chain = :id AND l.part IN ('line', :part) AND l.active = 1 "
  "  AND l.kind IN ('sale_quote', :order, :move, :bill, :credit, :back) "
  "GROUP BY p.id ORDER BY first";

/* Price as ordered; without an order, as billed first, or as offered. */
static const char SQL_PRICE[] =
  "SELECT l.unit_price, l.discount_rate, l.tax_rate, l.recoverable = 0 AS tax_lost "
  "FROM document_line AS l "
  "WHERE l.chain = :id AND l.product = :product AND l.part = 'line' AND l.active = 1 "
  "  AND l.kind IN (:order, :bill, 'sale_quote', :credit) AND l.unit_price IS NOT NULL "
  "ORDER BY l.kind = :order DESC, l.kind = :bill DESC, l.kind = 'sale_quote' DESC, l.id LIMIT 1";

/* What a credit takes back was priced by the bill, whatever the order said. */
static const char SQL_BILLED[] =
  "SELECT l.unit_price, l.discount_rate, l.tax_rate FROM document_line AS l "
  "WHERE l.chain = :id AND l.product = :product AND l.part = 'line' AND l.active = 1 "
  "  AND l.kind = :bill ORDER BY l.id DESC LIMIT 1";

static const char SQL_MONEY[] =
  "SELECT "
  "  coalesce (sum (CASE WHEN kind = :order THEN goods - discount END), 0) AS ordered_total, "
  "  coalesce (sum (CASE WHEN kind = 'sale_quote' THEN goods - discount END), 0) AS quoted_total, "
  "  coalesce (sum (CASE WHEN kind = :bill THEN total END), 0) AS billed_total, "
  "  coalesce (sum (CASE WHEN kind = :bill THEN settled END), 0) AS paid, "
  "  coalesce (sum (CASE WHEN kind = :credit THEN total END), 0) AS credited, "
  "  coalesce (sum (CASE WHEN kind = :credit THEN total - settled END), 0) AS unused, "
  "  coalesce (sum (CASE WHEN kind = :deposit THEN total_base WHEN kind = :use THEN -total_base "
  "    END), 0) AS deposits, "
  "  coalesce (sum (CASE WHEN kind = :bill THEN total_base - settled_base "
  "    WHEN kind = :credit THEN settled_base - total_base END), 0) AS owed "
  "FROM document WHERE chain = :id AND state = 'authorised'";

/* Landed cost belongs to receipts, not to one purchase: its share comes by their movements. */
static const char SQL_EFFECT[] =
  "SELECT "
  "  coalesce (sum (CASE role WHEN 'Inventory' THEN amount END), 0) AS inventory, "
  "  coalesce (sum (CASE role WHEN 'GoodsInTransit' THEN amount END), 0) AS in_transit, "
  "  coalesce (sum (CASE role WHEN 'GRNI' THEN amount END), 0) AS accrued, "
  "  coalesce (sum (CASE role WHEN 'COGS' THEN amount END), 0) AS cogs, "
  "  coalesce (sum (CASE role WHEN 'Revenue' THEN amount END), 0) AS revenue "
  "FROM (SELECT l.role, l.amount FROM document AS d JOIN journal AS j ON j.document = d.id "
  "    JOIN journal_line AS l ON l.journal = j.seq WHERE d.chain = :id "
  "  UNION ALL SELECT v.role, v.amount FROM movement AS m JOIN value_entry AS v ON v.movement = m.id "
  "    JOIN event AS e ON e.seq = v.source WHERE m.chain = :id AND e.type = 'landed_cost')";

static const char SQL_FREIGHT[] =
  "SELECT coalesce ((SELECT sum (l.cost) FROM document_line AS l WHERE l.chain = :id "
  "    AND l.active = 1 AND l.part = 'extra' AND l.role = 'LandedCostClearing'), 0) "
  "  - coalesce ((SELECT sum (c.amount) FROM movement AS m JOIN cost_part AS c ON c.movement = m.id "
  "    WHERE m.chain = :id AND c.kind = 'landed' AND c.active = 1), 0) AS freight";

static const char SQL_MOVED[] =
  "SELECT coalesce (sum (qty), 0) AS qty FROM movement WHERE chain = :id AND active = 1";

static const char SQL_OF_DOCUMENT[] =
  "SELECT coalesce (d.chain, (SELECT t.chain FROM allocation AS a JOIN document AS t ON t.id = a.target "
  "  WHERE a.source = d.id ORDER BY a.id LIMIT 1), (SELECT m.chain FROM cost_part AS c "
  "  JOIN movement AS m ON m.id = c.movement WHERE c.event = d.event ORDER BY c.id LIMIT 1), 0) "
  "  AS chain FROM document AS d WHERE d.id = :id";

static const char SQL_FIND[] = "SELECT id FROM chain WHERE side = :side AND name = :name";

static void
line_free (SbChainLine *line)
{
  g_free (line->sku);
  g_free (line->name);
  g_free (line);
}

static void
step_free (SbChainStep *step)
{
  g_free (step->event_uid);
  g_free (step->kind);
  g_free (step->number);
  g_free (step);
}

void
sb_chain_free (SbChain *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->key);
  g_free (self->party_name);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

const char *
sb_chain_state_word (const SbChainSums *sums, gboolean is_sale)
{
  gboolean all_moved = sums->moved >= MAX (sums->stock_ordered, sums->stock_billed);
  gboolean all_billed = sums->billed > 0 && sums->billed >= sums->ordered && sums->stock_billed >= sums->moved;

  if (!sums->alive)
    return "void";
  if (all_moved && all_billed)
    {
      if (sums->paid >= sums->billed_total)
        return "paid";
      return sums->paid > 0 ? "part-paid" : (is_sale ? "invoiced" : "billed");
    }
  if (sums->billed > 0)
    return is_sale ? "part-invoiced" : "part-billed";
  if (sums->moved > 0 && all_moved)
    return is_sale ? "shipped" : "received";
  if (sums->moved > 0)
    return is_sale ? "part-shipped" : "part-received";
  return sums->quoted && sums->ordered == 0 ? "quoted" : "ordered";
}

static gboolean
read_head (SbDatabase *db, const Side *side, SbChain *self, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_HEAD, error);
  const char *text = NULL;
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", self->id, error) ||
      !sb_statement_bind_text (st, ":side", side->side, error) ||
      !sb_statement_bind_text (st, ":order", side->order, error))
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                         self->is_sale ? _("there is no such sale") : _("there is no such purchase"));
  if (step != SB_STEP_ROW)
    return FALSE;
  self->key = sb_statement_dup_text (st, "name");
  self->number = sb_statement_dup_text (st, sb_statement_is_null (st, "display") ? "name" : "display");
  self->party = sb_statement_int64 (st, "party");
  self->party_name = sb_statement_dup_text (st, "party_name");
  self->date = SB_DAY_NONE;
  text = sb_statement_text (st, "date");
  if (text != NULL && !sb_day_parse (text, &self->date, error))
    return FALSE;
  text = sb_statement_text (st, "currency");
  return text == NULL || sb_currency_from_code (text, &self->currency, error);
}

static gboolean
read_steps (SbDatabase *db, const Side *side, SbChain *self, gboolean *alive, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_STEPS, error);
  SbStep result = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", self->id, error))
    return FALSE;
  while ((result = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbChainStep *step = g_new0 (SbChainStep, 1);
      const char *due = sb_statement_text (st, "due");
      gboolean owes = FALSE;

      g_ptr_array_add (self->steps, step);
      step->document = sb_statement_int64 (st, "id");
      step->event = sb_statement_int64 (st, "event");
      step->event_uid = sb_statement_dup_text (st, "uid");
      step->kind = sb_statement_dup_text (st, "kind");
      step->number = sb_statement_dup_text (st, "display");
      step->quantity = sb_statement_int64 (st, "qty");
      step->total = sb_statement_int64 (st, "total");
      step->undone = !g_str_equal (sb_statement_text (st, "state"), "authorised");
      step->is_void = g_str_equal (sb_statement_text (st, "state"), "void");
      step->due = SB_DAY_NONE;
      owes = g_str_equal (step->kind, "bill") || g_str_equal (step->kind, "invoice");
      step->open = owes && !step->undone ? step->total - sb_statement_int64 (st, "settled") : 0;
      step->unused = g_str_equal (step->kind, side->credit) && !step->undone
                         ? step->total - sb_statement_int64 (st, "settled")
                         : 0;
      *alive = *alive || !step->undone;
      if (!sb_day_parse (sb_statement_text (st, "date"), &step->date, error) ||
          (due != NULL && !sb_day_parse (due, &step->due, error)))
        return FALSE;
    }
  return result == SB_STEP_DONE;
}

static gboolean
read_price (SbDatabase *db, const Side *side, gint64 chain, SbChainLine *line, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_PRICE, error);
  SbStep step = SB_STEP_ERROR;

  line->tax_rate = -1;
  if (st == NULL || !sb_statement_bind_int64 (st, ":id", chain, error) ||
      !sb_statement_bind_int64 (st, ":product", line->product, error) ||
      !sb_statement_bind_text (st, ":order", side->order, error) ||
      !sb_statement_bind_text (st, ":bill", side->bill, error) ||
      !sb_statement_bind_text (st, ":credit", side->credit, error))
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ROW)
    {
      line->unit_price = sb_statement_int64 (st, "unit_price");
      line->discount = sb_statement_int64 (st, "discount_rate");
      line->tax_rate = sb_statement_int64 (st, "tax_rate");
      line->tax_lost = sb_statement_boolean (st, "tax_lost");
    }
  return step != SB_STEP_ERROR;
}

static gboolean
read_billed (SbDatabase *db, const Side *side, gint64 chain, SbChainLine *line, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_BILLED, error);
  SbStep step = SB_STEP_ERROR;

  line->billed_price = line->unit_price;
  line->billed_discount = line->discount;
  line->billed_tax = line->tax_rate;
  if (st == NULL || !sb_statement_bind_int64 (st, ":id", chain, error) ||
      !sb_statement_bind_int64 (st, ":product", line->product, error) ||
      !sb_statement_bind_text (st, ":bill", side->bill, error))
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ROW)
    {
      line->billed_price = sb_statement_int64 (st, "unit_price");
      line->billed_discount = sb_statement_int64 (st, "discount_rate");
      line->billed_tax = sb_statement_int64 (st, "tax_rate");
    }
  return step != SB_STEP_ERROR;
}

static gboolean
read_lines (SbDatabase *db, const Side *side, SbChain *self, SbChainSums *sums, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_LINES, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", self->id, error) ||
      !sb_statement_bind_text (st, ":order", side->order, error) ||
      !sb_statement_bind_text (st, ":move", side->move, error) ||
      !sb_statement_bind_text (st, ":bill", side->bill, error) ||
      !sb_statement_bind_text (st, ":credit", side->credit, error) ||
      !sb_statement_bind_text (st, ":back", side->back, error) ||
      !sb_statement_bind_text (st, ":part", side->part, error))
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbChainLine *line = g_new0 (SbChainLine, 1);

      g_ptr_array_add (self->lines, line);
      line->product = sb_statement_int64 (st, "id");
      line->sku = sb_statement_dup_text (st, "sku");
      line->name = sb_statement_dup_text (st, "name");
      line->is_stock = sb_statement_boolean (st, "is_stock");
      line->quoted = sb_statement_int64 (st, "quoted");
      line->ordered = sb_statement_int64 (st, "ordered");
      line->moved = sb_statement_int64 (st, "moved");
      line->billed = sb_statement_int64 (st, "billed");
      line->credited = sb_statement_int64 (st, "credited");
      line->returned = sb_statement_int64 (st, "returned");
      self->quoted += line->quoted;
      if (!read_price (db, side, self->id, line, error) ||
          !read_billed (db, side, self->id, line, error))
        return FALSE;
      sums->ordered += line->ordered;
      sums->moved += line->moved;
      sums->billed += line->billed;
      sums->stock_ordered += line->is_stock ? line->ordered : 0;
      sums->stock_billed += line->is_stock ? line->billed : 0;
    }
  return step == SB_STEP_DONE;
}

static gboolean
read_money (SbDatabase *db, const Side *side, SbChain *self, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_MONEY, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", self->id, error) ||
      !sb_statement_bind_text (st, ":order", side->order, error) ||
      !sb_statement_bind_text (st, ":bill", side->bill, error) ||
      !sb_statement_bind_text (st, ":credit", side->credit, error) ||
      !sb_statement_bind_text (st, ":deposit", side->deposit, error) ||
      !sb_statement_bind_text (st, ":use", side->use, error) ||
      sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  self->ordered_total = sb_statement_int64 (st, "ordered_total");
  if (self->ordered_total == 0)
    self->ordered_total = sb_statement_int64 (st, "quoted_total");
  self->billed_total = sb_statement_int64 (st, "billed_total");
  self->paid = sb_statement_int64 (st, "paid");
  self->open = self->billed_total - self->paid;
  self->effect_owed = sb_statement_int64 (st, "owed");
  self->credited = sb_statement_int64 (st, "credited");
  self->unused = sb_statement_int64 (st, "unused");
  self->deposits = sb_statement_int64 (st, "deposits");
  return TRUE;
}

/* Freight that this purchase was billed for and that waits to be shared out. */
static gboolean
read_freight (SbDatabase *db, SbChain *self, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_FREIGHT, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", self->id, error) ||
      sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  self->freight = MAX (sb_statement_int64 (st, "freight"), 0);
  return TRUE;
}

static gboolean
read_effect (SbDatabase *db, SbChain *self, GError **error)
{
  g_autoptr(SbStatement) books = sb_database_prepare (db, SQL_EFFECT, error);
  g_autoptr(SbStatement) stock = NULL;

  if (books == NULL || !sb_statement_bind_int64 (books, ":id", self->id, error) ||
      sb_statement_step (books, error) != SB_STEP_ROW)
    return FALSE;
  self->effect_inventory = sb_statement_int64 (books, "inventory");
  self->effect_in_transit = sb_statement_int64 (books, "in_transit");
  self->effect_accrued = sb_statement_int64 (books, "accrued");
  self->effect_cogs = sb_statement_int64 (books, "cogs");
  self->effect_revenue = sb_statement_int64 (books, "revenue");

  stock = sb_database_prepare (db, SQL_MOVED, error);
  if (stock == NULL || !sb_statement_bind_int64 (stock, ":id", self->id, error) ||
      sb_statement_step (stock, error) != SB_STEP_ROW)
    return FALSE;
  self->effect_quantity = sb_statement_int64 (stock, "qty");
  return TRUE;
}

static SbChain *
load_chain (SbDatabase *db, gint64 id, gboolean is_sale, GError **error)
{
  const Side *side = is_sale ? &SALE : &PURCHASE;
  g_autoptr(SbChain) self = g_new0 (SbChain, 1);
  SbChainSums sums = { 0 };

  self->id = id;
  self->is_sale = is_sale;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  if (!read_head (db, side, self, error) || !read_steps (db, side, self, &sums.alive, error) ||
      !read_lines (db, side, self, &sums, error) || !read_money (db, side, self, error) ||
      !read_freight (db, self, error) || !read_effect (db, self, error))
    return NULL;
  sums.billed_total = self->billed_total;
  sums.paid = self->paid;
  sums.quoted = self->quoted > 0;
  self->ordered = sums.ordered;
  self->moved = sums.moved;
  self->billed = sums.billed;
  self->state = sb_chain_state_word (&sums, is_sale);
  return g_steal_pointer (&self);
}

SbChain *
sb_purchase_chain_load (SbDatabase *db, gint64 id, GError **error)
{
  return load_chain (db, id, FALSE, error);
}

SbChain *
sb_sale_chain_load (SbDatabase *db, gint64 id, GError **error)
{
  return load_chain (db, id, TRUE, error);
}

gint64
sb_chain_of_document (SbDatabase *db, gint64 document, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_OF_DOCUMENT, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", document, error) ||
      sb_statement_step (st, error) != SB_STEP_ROW)
    return 0;
  return sb_statement_int64 (st, "chain");
}

gint64
sb_chain_find (SbDatabase *db, gboolean is_sale, const char *key, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_FIND, error);

  if (st == NULL || !sb_statement_bind_text (st, ":side", is_sale ? SALE.side : PURCHASE.side, error) ||
      !sb_statement_bind_text (st, ":name", key, error) || sb_statement_step (st, error) != SB_STEP_ROW)
    return 0;
  return sb_statement_int64 (st, "id");
}
