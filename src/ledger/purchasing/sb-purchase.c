/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-purchase.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_FIND[] =
  "SELECT chain.id FROM chain WHERE side = 'purchase' AND name = :name AND EXISTS ("
  " SELECT 1 FROM document WHERE document.chain = chain.id AND kind IN ('purchase_order', 'bill')"
  " AND state = 'authorised')";

static const char SQL_BUILT_ON_ORDER[] =
  "SELECT COUNT (*) FROM document AS mine JOIN document AS other ON other.chain = mine.chain"
  " WHERE mine.event = :event AND other.state = 'authorised'"
  " AND other.kind IN ('receipt', 'bill', 'purchase_return', 'supplier_credit')";

static const char SQL_BUILT_ON_LINE[] =
  "SELECT COUNT (*) FROM document AS mine"
  " JOIN document_line AS my_line ON my_line.document = mine.id"
  " JOIN document_line AS later ON later.chain = my_line.chain AND later.product = my_line.product"
  " JOIN document AS other ON other.id = later.document"
  " WHERE mine.event = :event AND my_line.part = 'line' AND later.part = 'line' AND later.active"
  " = 1 AND later.kind IN ('receipt', 'bill', 'purchase_return', 'supplier_credit') AND"
  " other.event > :event";

static const char SQL_BILL_LINE[] = "SELECT qty, cost, taken_qty FROM document_line WHERE id = :id";
static const char SQL_TAKE[] =
  "UPDATE document_line SET taken_qty = taken_qty + :qty WHERE id = :id";

static const char SQL_MATCH[] =
  "INSERT INTO purchase_match (event, movement, credit_line, bill_line, qty, bill_place, amount)"
  " VALUES (:event, :movement, :credit_line, :bill_line, :qty, :place, :amount)";

static const char SQL_IN_TRANSIT[] =
  "SELECT document_line.id, document_line.account FROM document_line"
  " JOIN document ON document.id = document_line.document"
  " WHERE document_line.chain = :chain AND product = :product AND document_line.kind = 'bill'"
  " AND part = 'line' AND active = 1 AND taken_qty < qty ORDER BY document.event";

gboolean
sb_purchase_find (SbApply *self, const char *po, gint64 *chain, GError **error)
{
  return sb_sql_int64 (self->db, SQL_FIND, chain, error, SB_TEXT (":name", po), SB_END);
}

gboolean
sb_purchase_require (SbApply *self, const char *po, gint64 *chain, GError **error)
{
  if (!sb_purchase_find (self, po, chain, error))
    return FALSE;
  if (*chain == 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/po",
                         _("there is no order or bill “%s”"), po);
  return *chain != 0;
}

static gboolean
refuse_if_any (SbApply *self, const char *sql, gint64 event, const char *message, GError **error)
{
  gint64 n = 0;

  if (!sb_sql_int64 (self->db, sql, &n, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (n != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref", "%s", message);
  return n == 0;
}

gboolean
sb_purchase_check_order_undo (SbApply *self, gint64 event, GError **error)
{
  return refuse_if_any (self, SQL_BUILT_ON_ORDER, event,
                        _("the order has receipts or bills"), error);
}

gboolean
sb_purchase_check_line_undo (SbApply *self, gint64 event, GError **error)
{
  return refuse_if_any (self, SQL_BUILT_ON_LINE, event,
                        _("a later document of the same order line builds on it"), error);
}

gboolean
sb_purchase_take_billed (SbApply *self, gint64 bill_line, gint64 wanted, gint64 movement,
                         gint64 credit_line, gint64 *taken, gint64 *amount, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_BILL_LINE, error,
                                             SB_INT (":id", bill_line), SB_END);
  gint64 qty, cost, place, before = 0, after = 0;

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  qty = sb_statement_int64_at (st, 0);
  cost = sb_statement_int64_at (st, 1);
  place = sb_statement_int64_at (st, 2);
  *taken = MIN (wanted, qty - place);
  if (!sb_prefix_share (cost, place, qty, &before, error) ||
      !sb_prefix_share (cost, place + *taken, qty, &after, error))
    return FALSE;
  *amount = after - before;
  return sb_sql_run (self->db, SQL_TAKE, error, SB_INT (":qty", *taken), SB_INT (":id", bill_line),
                     SB_END) &&
         sb_sql_run (self->db, SQL_MATCH, error, SB_INT (":event", self->seq),
                     SB_REF (":movement", movement), SB_REF (":credit_line", credit_line),
                     SB_INT (":bill_line", bill_line), SB_INT (":qty", *taken),
                     SB_INT (":place", place), SB_INT (":amount", *amount), SB_END);
}

GArray *
sb_purchase_list_in_transit (SbApply *self, gint64 chain, gint64 product, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbOpenBillLine));
  g_autoptr (SbStatement) st = sb_sql_query (self->db, SQL_IN_TRANSIT, error,
                                             SB_INT (":chain", chain), SB_INT (":product", product),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbOpenBillLine line = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1) };

      g_array_append_val (list, line);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
