/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who stands in the way of an undo, by name. Whether an undo is refused is decided by the kind of the
 * event; here the documents are only found, by the same ties. */

#include "sb-dependents.h"

#include "sb-sql.h"

/* What settles it; a credit application settles two documents at once. */
#define SETTLED_BY \
  "SELECT a.event FROM allocation AS a JOIN me ON a.target = me.document WHERE a.active = 1"

/* Receipts, bills, returns and credits of one order line are matched in entry order. */
#define MATCHED_AFTER \
  "SELECT d.event FROM me JOIN document_line AS mine ON mine.document = me.document" \
  " JOIN document_line AS l ON l.chain = mine.chain AND l.product = mine.product AND l.active = 1" \
  " JOIN document AS d ON d.id = l.document" \
  " WHERE me.kind IN ('receipt', 'bill', 'purchase_return', 'supplier_credit')" \
  " AND d.kind IN ('receipt', 'bill', 'purchase_return', 'supplier_credit')"

#define BUILT_ON_ORDER \
  "SELECT d.event FROM me JOIN document AS d ON d.chain = me.chain" \
  " WHERE (me.kind = 'purchase_order' AND d.kind IN ('receipt', 'bill'))" \
  " OR (me.kind = 'sale_order' AND d.kind IN ('shipment', 'invoice', 'customer_deposit'))" \
  " OR (me.kind = 'transfer_send' AND d.kind = 'transfer_receive')" \
  " OR (me.kind IN ('production_start', 'production_cost') AND d.kind = 'production_finish')"

#define LANDED_ON \
  "SELECT c.event FROM me JOIN movement AS m ON m.event = me.event" \
  " JOIN cost_part AS c ON c.movement = m.id WHERE c.kind = 'landed' AND c.active = 1"

#define CREDITED_BY \
  "SELECT d.event FROM me JOIN document_line AS mine ON mine.document = me.document" \
  " JOIN document_line AS l ON l.chain = mine.chain AND l.product = mine.product AND l.active = 1" \
  " JOIN document AS d ON d.id = l.document" \
  " WHERE me.kind = 'invoice' AND d.kind = 'credit_note' AND l.part = 'line'"

#define RESTOCKED_BY \
  "SELECT back.event FROM me JOIN movement AS m ON m.event = me.event" \
  " JOIN restock_match AS r ON r.shipment = m.id JOIN movement AS back ON back.id = r.movement" \
  " WHERE back.active = 1"

static const char SQL_DEPENDENTS[] =
  "WITH me AS (SELECT d.id AS document, d.event, d.chain, d.kind FROM event AS e"
  "  JOIN document AS d ON d.event = e.seq WHERE e.uid = :uid)"
  " SELECT d.id, d.event, d.chain, e.uid, d.kind, d.display FROM document AS d"
  " JOIN event AS e ON e.seq = d.event JOIN me"
  " WHERE d.state = 'authorised' AND d.event > me.event AND d.event IN (" SETTLED_BY
  " UNION " MATCHED_AFTER " UNION " BUILT_ON_ORDER " UNION " LANDED_ON " UNION " CREDITED_BY
  " UNION " RESTOCKED_BY ") ORDER BY d.event DESC";

static void
dependent_free (SbDependent *self)
{
  g_free (self->event_uid);
  g_free (self->kind);
  g_free (self->display);
  g_free (self);
}

GPtrArray *
sb_document_dependents (SbDatabase *db, const char *event_uid, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) dependent_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_DEPENDENTS, error,
                                             SB_TEXT (":uid", event_uid), SB_END);
  SbStep step = SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbDependent *dependent = g_new0 (SbDependent, 1);

      g_ptr_array_add (list, dependent);
      dependent->document = sb_statement_int64_at (st, 0);
      dependent->event = sb_statement_int64_at (st, 1);
      dependent->chain = sb_statement_int64_at (st, 2);
      dependent->event_uid = g_strdup (sb_statement_text_at (st, 3));
      dependent->kind = g_strdup (sb_statement_text_at (st, 4));
      dependent->display = g_strdup (sb_statement_text_at (st, 5));
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
