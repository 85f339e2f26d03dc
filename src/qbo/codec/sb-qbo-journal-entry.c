/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-journal-entry.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_journal_entry_fields[] = {
  SB_QBO_TEXT (SbQboJournalEntry, doc_number, "DocNumber", 21),
  SB_QBO_BOTH (SbQboJournalEntry, date, "TxnDate", DAY),
  SB_QBO_TEXT (SbQboJournalEntry, private_note, "PrivateNote", 4000),
  SB_QBO_BOTH (SbQboJournalEntry, adjustment, "Adjustment", SWITCH),
  SB_QBO_BOTH (SbQboJournalEntry, currency_ref, "CurrencyRef", REF),
  SB_QBO_BOTH (SbQboJournalEntry, exchange_rate, "ExchangeRate", RATE),
  SB_QBO_PART (SbQboJournalEntry, lines, "Line", LIST, sb_qbo_line_table),
  SB_QBO_PART (SbQboJournalEntry, tax, "TxnTaxDetail", OBJECT, sb_qbo_txn_tax_table),
};

const SbQboTable sb_qbo_journal_entry_table = {
  "JournalEntry", sizeof (SbQboJournalEntry),
  sb_qbo_journal_entry_fields, G_N_ELEMENTS (sb_qbo_journal_entry_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboJournalEntry, sb_qbo_journal_entry)

void
sb_qbo_journal_entry_add (SbQboJournalEntry *self, const char *account_id, gint64 amount,
                          const char *description, const char *entity_type, const char *entity_id)
{
  SbQboLine *line;

  g_return_if_fail (amount != 0);

  line = sb_qbo_line_new (SB_QBO_LINE_JOURNAL);
  line->description = g_strdup (description);
  line->amount = ABS (amount);
  line->posting_type = g_strdup (amount > 0 ? "Debit" : "Credit");
  line->account = sb_qbo_ref_new (account_id);
  if (entity_type != NULL)
    {
      line->entity = sb_qbo_ref_new (entity_id);
      line->entity->type = g_strdup (entity_type);
    }
  sb_qbo_lines_add (&self->lines, line);
}
