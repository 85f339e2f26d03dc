/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-receipt-list.h"

#include "sb-sql.h"

static const char SQL_RECEIPTS[] =
  "SELECT e.uid, d.display, COALESCE (p.name, ''), d.date, COALESCE (d.chain, 0) = :chain,"
  " (SELECT COALESCE (SUM (l.qty), 0) FROM document_line AS l WHERE l.document = d.id)"
  " FROM document AS d JOIN event AS e ON e.seq = d.event LEFT JOIN chain AS c ON c.id = d.chain"
  " LEFT JOIN party AS p ON p.id = c.party"
  " WHERE d.kind = 'receipt' AND d.state = 'authorised'"
  " ORDER BY COALESCE (d.chain, 0) = :chain DESC, d.date DESC, d.id DESC LIMIT 30";

static void
receipt_free (SbReceipt *self)
{
  g_free (self->event_uid);
  g_free (self->number);
  g_free (self->party);
  g_free (self);
}

GPtrArray *
sb_receipt_list (SbDatabase *db, gint64 chain, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) receipt_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_RECEIPTS, error, SB_INT (":chain", chain),
                                             SB_END);
  SbStep step = SB_STEP_ERROR;

  while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbReceipt *receipt = g_new0 (SbReceipt, 1);

      g_ptr_array_add (list, receipt);
      receipt->event_uid = g_strdup (sb_statement_text_at (st, 0));
      receipt->number = g_strdup (sb_statement_text_at (st, 1));
      receipt->party = g_strdup (sb_statement_text_at (st, 2));
      receipt->of_chain = sb_statement_int64_at (st, 4) != 0;
      receipt->quantity = sb_statement_int64_at (st, 5);
      if (!sb_day_parse (sb_statement_text_at (st, 3), &receipt->date, error))
        return NULL;
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
