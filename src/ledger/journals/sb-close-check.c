/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-close-check.h"

#include "sb-sql.h"

/* Units of one kind of document of a chain, up to the day. */
#define UNITS(kind) \
  "COALESCE (SUM (CASE WHEN d.kind = '" kind "' THEN l.qty END), 0)"

#define CHAINS(side, more, less) \
  "SELECT COALESCE ((SELECT o.display FROM document AS o WHERE o.chain = c.id" \
  "  AND o.kind IN ('purchase_order', 'sale_order') ORDER BY o.id DESC LIMIT 1), c.name)," \
  " COALESCE ((SELECT name FROM party WHERE id = c.party), '')," \
  " " UNITS (more) " - " UNITS (less) " AS open, 0, c.id, '" side "' = 'sale'" \
  " FROM chain AS c JOIN document AS d ON d.chain = c.id JOIN document_line AS l" \
  " ON l.document = d.id JOIN product AS p ON p.id = l.product" \
  " WHERE c.side = '" side "' AND d.state = 'authorised' AND d.date <= :through" \
  " AND l.part = 'line' AND p.kind = 'stock' GROUP BY c.id HAVING open > 0 ORDER BY c.id"

static const char *const SQL[SB_N_CLOSE_CHECKS] = {
  [SB_CLOSE_SHIPPED_NOT_INVOICED] = CHAINS ("sale", "shipment", "invoice"),
  [SB_CLOSE_INVOICED_NOT_SHIPPED] = CHAINS ("sale", "invoice", "shipment"),
  [SB_CLOSE_RECEIVED_NOT_BILLED] = CHAINS ("purchase", "receipt", "bill"),
  [SB_CLOSE_PENDING_COST] =
    "SELECT d.display, COALESCE ((SELECT name FROM party WHERE id = d.party), ''),"
    " SUM (-m.qty), 0, COALESCE (d.chain, 0), 1 FROM movement AS m"
    " JOIN document AS d ON d.id = m.document"
    " WHERE d.kind = 'shipment' AND m.active = 1 AND m.cost = 0 AND m.date <= :through"
    " AND -m.qty > (SELECT COALESCE (SUM (r.qty), 0) FROM restock_match AS r JOIN movement AS back"
    "  ON back.id = r.movement WHERE r.shipment = m.id AND back.active = 1)"
    " GROUP BY d.id ORDER BY d.id",
  [SB_CLOSE_UNDER_WAY] =
    "SELECT substr (location.name, 10), '', SUM (m.qty) AS open, 0, 0, 0 FROM movement AS m"
    " JOIN location ON location.id = m.location WHERE location.kind = 'transit' AND m.active = 1"
    " AND m.date <= :through GROUP BY location.id HAVING open <> 0 ORDER BY location.id",
  [SB_CLOSE_IN_PRODUCTION] =
    "SELECT c.name, '', (SELECT COALESCE (SUM (-m.qty), 0) FROM movement AS m WHERE m.chain = c.id"
    "  AND m.active = 1 AND m.qty < 0), 0, 0, 0 FROM chain AS c WHERE c.side = 'production'"
    " AND EXISTS (SELECT 1 FROM document AS d WHERE d.chain = c.id AND d.kind = 'production_start'"
    "  AND d.state = 'authorised' AND d.date <= :through)"
    " AND NOT EXISTS (SELECT 1 FROM document AS d WHERE d.chain = c.id"
    "  AND d.kind = 'production_finish' AND d.state = 'authorised' AND d.date <= :through)"
    " ORDER BY c.id",
  [SB_CLOSE_FREIGHT] =
    "SELECT '', '', 0, SUM (l.amount) AS open, 0, 0 FROM journal_line AS l JOIN journal AS j"
    " ON j.seq = l.journal WHERE l.role = 'LandedCostClearing' AND j.date <= :through"
    " HAVING open <> 0",
};

static void
item_free (SbCloseItem *self)
{
  g_free (self->name);
  g_free (self->party);
  g_free (self);
}

static gboolean
read_kind (SbDatabase *db, SbCloseCheckKind kind, const char *through, GPtrArray *list,
           GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL[kind], error, SB_TEXT (":through", through),
                                             SB_END);
  SbStep step = SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbCloseItem *item = g_new0 (SbCloseItem, 1);

      g_ptr_array_add (list, item);
      item->kind = kind;
      item->name = g_strdup (sb_statement_text_at (st, 0));
      item->party = g_strdup (sb_statement_text_at (st, 1));
      item->quantity = sb_statement_int64_at (st, 2);
      item->amount = sb_statement_int64_at (st, 3);
      item->chain = sb_statement_int64_at (st, 4);
      item->is_sale = sb_statement_int64_at (st, 5) != 0;
    }
  return step == SB_STEP_DONE;
}

GPtrArray *
sb_close_check (SbDatabase *db, SbDay through, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  char day[SB_DAY_TEXT_SIZE];

  sb_day_format (through, day);
  for (guint i = 0; i < SB_N_CLOSE_CHECKS; i++)
    if (!read_kind (db, (SbCloseCheckKind) i, day, list, error))
      return NULL;
  return g_steal_pointer (&list);
}
