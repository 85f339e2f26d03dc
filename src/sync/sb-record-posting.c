/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-posting.h"

static const char SQL_LIST[] =
  "SELECT COALESCE (account.name, journal_line.role) AS name, MIN (journal_line.role) AS role, "
  "account_link.qbo_id AS qbo_id, SUM (journal_line.amount) AS amount "
  "FROM record_journal "
  "JOIN journal_line ON journal_line.journal = record_journal.journal "
  "LEFT JOIN account ON account.id = journal_line.account "
  "LEFT JOIN account_link ON account_link.account = account.id "
  "WHERE record_journal.record = :record "
  "GROUP BY COALESCE (account.id, journal_line.role) "
  "HAVING SUM (journal_line.amount) <> 0 "
  "ORDER BY amount < 0, name";

void
sb_record_posting_free (SbSyncPosting *self)
{
  if (self == NULL)
    return;
  g_free (self->qbo_id);
  g_free (self->name);
  g_free (self->role);
  g_free (self);
}

GPtrArray *
sb_record_posting_list (SbDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sb_record_posting_free);
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_LIST, error);
  SbStep step;

  if (st == NULL || !sb_statement_bind_int64 (st, ":record", record, error))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbSyncPosting *posting = g_new0 (SbSyncPosting, 1);
      gint64 amount = sb_statement_int64 (st, "amount");

      posting->qbo_id = sb_statement_dup_text (st, "qbo_id");
      posting->name = sb_statement_dup_text (st, "name");
      posting->role = sb_statement_dup_text (st, "role");
      posting->debit = MAX (amount, 0);
      posting->credit = MAX (-amount, 0);
      g_ptr_array_add (list, posting);
    }
  if (step == SB_STEP_ERROR)
    return NULL;
  return g_steal_pointer (&list);
}
