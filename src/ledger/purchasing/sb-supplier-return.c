/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goods go back to the supplier at what they carry. The credit for them may come before or after;
 * whichever is later settles the difference as a variance of the purchase. */

#include "sb-supplier-return.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-purchase.h"
#include "sb-sql.h"

static const char SQL_BILLED[] =
  "SELECT SUM (purchase_match.qty) FROM purchase_match JOIN movement ON movement.id ="
  " purchase_match.movement WHERE movement.chain = :chain AND movement.product = :product AND"
  " purchase_match.active = 1";

static const char SQL_CREDITS[] =
  "SELECT document_line.id, document_line.qty, document_line.cost, (SELECT COALESCE (SUM"
  " (return_match.qty), 0)  FROM return_match WHERE credit_line = document_line.id AND"
  " return_match.active = 1) AS taken FROM document_line JOIN document ON document.id ="
  " document_line.document WHERE document_line.chain = :chain AND product = :product AND"
  " document_line.kind = 'supplier_credit' AND against = 'return' AND active = 1 ORDER BY"
  " document.event";

static const char SQL_RETURNS[] =
  "SELECT movement.id, -movement.qty, 0, (SELECT COALESCE (SUM (return_match.qty), 0)"
  "  FROM return_match WHERE return_match.movement = movement.id AND return_match.active = 1) AS"
  " taken FROM movement WHERE chain = :chain AND product = :product AND kind = 'purchase_return'"
  " AND active = 1 ORDER BY event";

static const char SQL_MATCH[] =
  "INSERT INTO return_match (event, movement, credit_line, qty, place, amount, account)"
  " VALUES (:event, :movement, :credit_line, :qty, :place, :amount, :account)";

/* A return without credit, or a credit without return. */
typedef struct
{
  gint64 id;
  gint64 qty;
  gint64 cost;
  gint64 taken;
} Half;

static GArray *
list_halves (SbApply *self, const char *sql, gint64 chain, gint64 product, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Half));
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, sql, error, SB_INT (":chain", chain), SB_INT (":product", product),
                  SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      Half half = { sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1),
                    sb_statement_int64_at (st, 2), sb_statement_int64_at (st, 3) };

      if (half.taken < half.qty)
        g_array_append_val (list, half);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
match (SbApply *self, gint64 movement, gint64 return_place, const Half *credit, gint64 qty,
       GError **error)
{
  gint64 before = 0;
  gint64 after = 0;
  gint64 account = 0;

  return sb_prefix_share (credit->cost, credit->taken, credit->qty, &before, error) &&
         sb_prefix_share (credit->cost, credit->taken + qty, credit->qty, &after, error) &&
         sb_role_resolve (self->db, "PurchaseVariance", 0, &account, error) &&
         sb_sql_run (self->db, SQL_MATCH, error, SB_INT (":event", self->seq),
                     SB_INT (":movement", movement), SB_INT (":credit_line", credit->id),
                     SB_INT (":qty", qty), SB_INT (":place", return_place),
                     SB_INT (":amount", after - before), SB_REF (":account", account), SB_END) &&
         sb_recost_touch (self->recost, movement, error);
}

gboolean
sb_supplier_return_match_credit (SbApply *self, gint64 chain, gint64 product, gint64 credit_line,
                                 gint64 qty, gint64 cost, GError **error)
{
  g_autoptr (GArray) returns = list_halves (self, SQL_RETURNS, chain, product, error);
  Half credit = { credit_line, qty, cost, 0 };

  for (guint i = 0; returns != NULL && i < returns->len && credit.taken < qty; i++)
    {
      const Half *returned = &g_array_index (returns, Half, i);
      gint64 units = MIN (qty - credit.taken, returned->qty - returned->taken);

      if (!match (self, returned->id, returned->taken, &credit, units, error))
        return FALSE;
      credit.taken += units;
    }
  return returns != NULL;
}

static gboolean
match_return (SbApply *self, const SbMovement *m, GError **error)
{
  g_autoptr (GArray) credits = list_halves (self, SQL_CREDITS, m->chain, m->product, error);
  gint64 place = 0;

  for (guint i = 0; credits != NULL && i < credits->len && place < -m->qty; i++)
    {
      const Half *credit = &g_array_index (credits, Half, i);
      gint64 units = MIN (-m->qty - place, credit->qty - credit->taken);

      if (!match (self, m->id, place, credit, units, error))
        return FALSE;
      place += units;
    }
  return credits != NULL;
}

gboolean
sb_supplier_return_check (SbApply *self, gint64 chain, gint64 product, gint64 qty, gint64 before,
                          const char *field, GError **error)
{
  gint64 billed = 0;

  if (!sb_sql_int64 (self->db, SQL_BILLED, &billed, error, SB_INT (":chain", chain),
                     SB_INT (":product", product), SB_END))
    return FALSE;
  if (qty > billed - before)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_OVER_RETURN, field,
                           _("more than was received and billed"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
return_line (SbApply *self, const SbStockLine *line, const SbDocument *document, GError **error)
{
  SbMovement m;

  if (!sb_apply_new_movement (self, &m, SB_MOVEMENT_RETURN, line->index, 0, line->product,
                              line->location, -line->line->qty, error))
    return FALSE;
  m.chain = document->chain;
  m.document_line = ((SbDocumentLine *) g_ptr_array_index (document->lines, line->index))->id;
  m.contra_role = "GRNI";
  return sb_role_resolve (self->db, "GRNI", 0, &m.contra_account, error) &&
         sb_recost_insert (self->recost, &m, error) && match_return (self, &m, error);
}

static gboolean
check_line (SbApply *self, const SbStockLine *line, gint64 chain, GError **error)
{
  g_autofree char *field = sb_apply_field ("lines", line->index, "qty");
  gint64 returned = 0;

  return line->product == 0 ||
         (sb_apply_sum_qty (self, "purchase_return", "line", chain, line->product, &returned,
                            error) &&
          sb_supplier_return_check (self, chain, line->product, line->line->qty, returned, field,
                                    error));
}

static gboolean
apply (SbApply *self, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "purchase_return",
                                                           sb_event_get_id (self->event));
  g_autoptr (GArray) lines = sb_apply_stock_lines (self, self->data->lines, "lines", FALSE, error);

  if (lines == NULL || !sb_purchase_require (self, self->data->po, &document->chain, error) ||
      !sb_apply_chain_party (self, document->chain, &document->party, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);
      SbDocumentLine *added = sb_document_add_line (document, "line", (int) i);

      if (!check_line (self, line, document->chain, error))
        return FALSE;
      added->product = line->product;
      added->location = line->location;
      added->qty = line->line->qty;
    }
  if (!sb_apply_require_known (self, error) || !sb_apply_write_document (self, document, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    if (!return_line (self, &g_array_index (lines, SbStockLine, i), document, error))
      return FALSE;
  return TRUE;
}

const SbEventKind sb_event_purchase_return = {
  .type = "purchase_return",
  .form = "po location? lines[sku qty]",
  .check_undo = sb_purchase_check_line_undo,
  .apply = apply,
};
