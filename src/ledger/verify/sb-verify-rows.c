/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariants that a query can answer: one counts what there is to check, one names what is
 * wrong. */

#include "sb-verify-private.h"

#include <glib/gi18n-lib.h>

#include "sb-sql.h"

typedef struct
{
  int number;
  const char *name;
  const char *count;
  const char *wrong; /* first column: text of what is wrong */
} RowCheck;

static const RowCheck checks[] = {
  { 1, N_ ("every journal balances"), "SELECT COUNT (*) FROM journal",
    "SELECT 'SB-J' || seq FROM journal LEFT JOIN journal_line ON journal = seq GROUP BY seq"
    " HAVING COUNT (line) < 2 OR SUM (amount) <> 0"
    " UNION ALL SELECT 'SB-J' || journal || ' ' || role FROM journal_line"
    " GROUP BY journal, role, account, party, export HAVING COUNT (*) > 1" },
  { 2, N_ ("the trial balance is zero"), "SELECT COUNT (*) FROM journal_line",
    "SELECT SUM (amount) FROM journal_line HAVING SUM (amount) <> 0" },
  { 3, N_ ("layers hold what movements left"), "SELECT COUNT (*) FROM stock_level",
    "SELECT sku || ' ' || location.name FROM stock_level JOIN product ON product.id = product"
    " JOIN location ON location.id = location WHERE stock_level.qty <>"
    " (SELECT COALESCE (SUM (qty), 0) FROM movement WHERE movement.product = stock_level.product"
    "  AND movement.location = stock_level.location AND active = 1)"
    " OR stock_level.qty <> (SELECT COALESCE (SUM (qty - consumed), 0) FROM layer"
    "  WHERE layer.product = stock_level.product AND layer.location = stock_level.location)"
    " - (SELECT COALESCE (SUM (deficit), 0) FROM movement WHERE movement.product ="
    " stock_level.product  AND movement.location = stock_level.location AND active = 1)" },
  { 4, N_ ("no layer is overdrawn or worth less than nothing"), "SELECT COUNT (*) FROM layer",
    "SELECT id FROM layer WHERE qty <= 0 OR value < 0 OR consumed < 0 OR consumed > qty" },
  { 10, N_ ("work in progress is what open production orders cost"),
    "SELECT COUNT (*) FROM chain WHERE side = 'production'",
    "SELECT held - due FROM (SELECT (SELECT COALESCE (SUM (amount), 0) FROM journal_line WHERE"
    " role = 'WIP') AS held, (SELECT COALESCE (SUM (cost), 0) FROM movement WHERE kind ="
    " 'component' AND active = 1 AND chain IN  (SELECT id FROM chain WHERE NOT EXISTS (SELECT 1"
    " FROM document WHERE document.chain = chain.id   AND kind = 'production_finish' AND state ="
    " 'authorised'))) + (SELECT COALESCE (SUM (cost), 0) FROM document_line WHERE part = 'cost'"
    " AND active = 1 AND chain IN  (SELECT id FROM chain WHERE NOT EXISTS (SELECT 1 FROM document"
    " WHERE document.chain = chain.id   AND kind = 'production_finish' AND state ="
    " 'authorised'))) AS due) WHERE held <> due" },
  { 9, N_ ("freight waits until it is allocated"),
    "SELECT COUNT (*) FROM document_line WHERE part = 'extra' AND role = 'LandedCostClearing'",
    "SELECT held - due FROM (SELECT (SELECT COALESCE (SUM (amount), 0) FROM journal_line"
    "  WHERE role = 'LandedCostClearing') AS held,"
    " (SELECT COALESCE (SUM (cost), 0) FROM document_line WHERE role = 'LandedCostClearing' AND"
    " part = 'extra'  AND active = 1)"
    " - (SELECT COALESCE (SUM (amount), 0) FROM cost_part WHERE role = 'LandedCostClearing' AND"
    " active = 1) AS due) WHERE held <> due" },
  { 11, N_ ("receivables and payables are what documents leave open"),
    "SELECT COUNT (*) FROM party",
    "SELECT party.name FROM party WHERE kind = 'customer' AND"
    " (SELECT COALESCE (SUM (amount), 0) FROM journal_line WHERE party = party.id AND role ="
    " 'AccountsReceivable') <> (SELECT COALESCE (SUM (CASE kind WHEN 'invoice' THEN total_base"
    " ELSE -total_base END), 0) FROM document  WHERE document.party = party.id AND state ="
    " 'authorised' AND (kind = 'invoice' OR (kind = 'credit_note'   AND NOT EXISTS (SELECT 1 FROM"
    " journal WHERE journal.document = document.id AND object = 'RefundReceipt')))) + (SELECT"
    " COALESCE (SUM (CASE source.kind WHEN 'customer_refund' THEN base ELSE -base END), 0) FROM"
    " allocation  JOIN document AS source ON source.id = allocation.source WHERE source.party ="
    " party.id  AND allocation.active = 1 AND source.kind IN ('payment', 'customer_refund',"
    " 'customer_deposit_application')) UNION ALL SELECT party.name FROM party WHERE kind ="
    " 'supplier' AND (SELECT COALESCE (SUM (-amount), 0) FROM journal_line WHERE party = party.id"
    " AND role = 'AccountsPayable') <> (SELECT COALESCE (SUM (CASE kind WHEN 'bill' THEN"
    " total_base ELSE -total_base END), 0) FROM document  WHERE document.party = party.id AND"
    " state = 'authorised' AND kind IN ('bill', 'supplier_credit')) + (SELECT COALESCE (SUM (CASE"
    " source.kind WHEN 'supplier_refund' THEN base ELSE -base END), 0) FROM allocation  JOIN"
    " document AS source ON source.id = allocation.source WHERE source.party = party.id  AND"
    " allocation.active = 1 AND source.kind IN ('bill_payment', 'supplier_refund',"
    " 'deposit_application'))" },
  { 13, N_ ("no document posts to stock itself"),
    "SELECT COUNT (*) FROM journal WHERE object <> 'JournalEntry'",
    "SELECT 'SB-J' || seq FROM journal JOIN journal_line ON journal = seq"
    " WHERE object <> 'JournalEntry' AND role IN ('Inventory', 'WIP')" },
  { 15, N_ ("no event was entered twice"), "SELECT COUNT (*) FROM event",
    "SELECT uid FROM event GROUP BY uid HAVING COUNT (*) > 1" },
  { 17, N_ ("what was undone nets to nothing"),
    "SELECT COUNT (*) FROM event WHERE undone_by IS NOT NULL",
    "SELECT uid FROM event JOIN value_entry ON source = seq WHERE undone_by IS NOT NULL"
    " GROUP BY seq, role, account HAVING SUM (amount) <> 0"
    " UNION ALL SELECT uid FROM event JOIN journal ON journal.event = event.seq JOIN journal_line"
    " ON journal = journal.seq WHERE undone_by IS NOT NULL AND journal.kind = 'post'"
    " AND NOT EXISTS (SELECT 1 FROM value_entry WHERE value_entry.journal = journal.seq)"
    " AND NOT EXISTS (SELECT 1 FROM journal AS back JOIN journal_line AS line ON line.journal ="
    " back.seq  WHERE back.reverses = journal.seq AND line.role = journal_line.role AND"
    " line.account IS journal_line.account  AND line.party IS journal_line.party AND line.amount"
    " = -journal_line.amount)" },
  { 18, N_ ("nothing was posted into a closed period, and nothing posted changed"),
    "SELECT COUNT (*) FROM journal",
    "SELECT 'SB-J' || journal.seq FROM journal WHERE journal.date <= (SELECT MAX (day) FROM"
    " (SELECT json_extract (body, '$.through') AS day FROM event WHERE type = 'close_period'"
    "   AND seq < journal.event AND (undone_by IS NULL OR undone_by > journal.event)"
    "  UNION ALL SELECT value FROM setting WHERE key = 'first-closing-date'))" },
  { 20, N_ ("shipments without cost post nothing"),
    "SELECT COUNT (*) FROM movement WHERE kind = 'shipment' AND active = 1 AND cost = 0",
    "SELECT movement.id FROM movement JOIN value_entry ON value_entry.movement = movement.id"
    " WHERE kind = 'shipment' AND active = 1 AND cost = 0 GROUP BY movement.id, role HAVING SUM"
    " (value_entry.amount) <> 0" },
  { 21, N_ ("nothing is credited, restocked or returned beyond what there was"),
    "SELECT COUNT (*) FROM chain",
    "SELECT chain.name || ' restocked' FROM restock_match JOIN movement ON movement.id = shipment"
    " JOIN chain ON chain.id = movement.chain GROUP BY shipment HAVING SUM (restock_match.qty) >"
    " -MAX (movement.qty) UNION ALL SELECT chain.name || ' credited' FROM document_line JOIN"
    " chain ON chain.id = document_line.chain WHERE part = 'line' AND document_line.active = 1"
    " AND document_line.kind IN ('invoice', 'credit_note') GROUP BY document_line.chain, product"
    " HAVING SUM (CASE document_line.kind WHEN 'credit_note' THEN -qty ELSE qty END) < 0"
    " UNION ALL SELECT chain.name || ' returned' FROM movement AS back JOIN chain ON chain.id ="
    " back.chain WHERE back.kind = 'purchase_return' AND back.active = 1 GROUP BY back.chain,"
    " back.product HAVING SUM (-back.qty) > (SELECT COALESCE (SUM (purchase_match.qty), 0) FROM"
    " purchase_match  JOIN movement ON movement.id = purchase_match.movement WHERE movement.chain"
    " = back.chain  AND movement.product = back.product AND purchase_match.active = 1)" },
  { 22, N_ ("moving and assembling without cost create no value"),
    "SELECT COUNT (*) FROM event WHERE type IN ('transfer', 'assemble', 'disassemble')",
    "SELECT uid FROM event JOIN value_entry ON source = seq WHERE type IN ('transfer',"
    " 'assemble', 'disassemble') AND NOT EXISTS (SELECT 1 FROM document_line JOIN document ON"
    " document.id = document_line.document  WHERE document.event = seq AND part = 'cost') AND"
    " role = 'Inventory' GROUP BY seq HAVING SUM (amount) <> 0" },
  { 23, N_ ("value is neither made nor lost"), "SELECT COUNT (*) FROM value_entry",
    "SELECT uid || ' ' || value_entry.date FROM value_entry JOIN event ON seq = trigger"
    " GROUP BY trigger, value_entry.date HAVING SUM (amount) <> 0" },
  { 26, N_ ("parts of a document add to its total"), "SELECT COUNT (*) FROM document",
    "SELECT document.kind || ' ' || number FROM document WHERE"
    " (kind IN ('bill', 'invoice', 'credit_note') AND (discount <>"
    "  (SELECT COALESCE (SUM (discount_share), 0) FROM document_line WHERE document = document.id"
    " AND part = 'line')  OR tax <> shipping_tax + (SELECT COALESCE (SUM (tax), 0) FROM"
    " document_line WHERE document = document.id)  OR total <> goods - discount + shipping +"
    " extra + tax + rounding)) OR (kind = 'landed_cost' AND total <> (SELECT COALESCE (SUM"
    " (cost), 0) FROM document_line  WHERE document = document.id))"
    " OR (kind IN ('bill', 'invoice') AND settled <> (SELECT COALESCE (SUM (amount), 0) FROM"
    " allocation  WHERE target = document.id AND active = 1))" },
};

static gboolean
run_check (SbVerifyResult *result, SbDatabase *db, const RowCheck *row_check, GError **error)
{
  SbVerifyRun run = sb_verify_begin (result, row_check->number, _ (row_check->name));
  g_autoptr (SbStatement) st = NULL;
  gint64 n = 0;
  SbStep step;

  if (!sb_sql_int64 (db, row_check->count, &n, error, SB_END))
    return FALSE;
  sb_verify_count (&run, n);
  st = sb_sql_query (db, row_check->wrong, error, SB_END);
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    sb_verify_wrong (&run, "%s", sb_statement_text_at (st, 0));
  return step == SB_STEP_DONE;
}

gboolean
sb_verify_rows (SbVerifyResult *result, SbDatabase *db, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!run_check (result, db, &checks[i], error))
      return FALSE;
  return TRUE;
}
