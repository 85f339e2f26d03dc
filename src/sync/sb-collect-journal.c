/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals: each belongs to exactly one record, that of its document or one of its own. */
#include "sb-collect.h"

#include "sb-bind.h"
#include "sb-journal.h"

static const char SQL_PARTY[] = "SELECT p.name FROM journal_line l JOIN party p ON p.id = l.party "
                                "WHERE l.journal = :journal LIMIT 1";

/* Units that left without a cost and did not all come back. */
static const char SQL_ZERO_COST[] = "SELECT count (*) FROM movement m WHERE m.document = :document "
                                    "AND m.active = 1 AND m.qty < 0 AND m.cost = 0"
                                    " AND -m.qty > (SELECT ifnull (sum (x.qty), 0) FROM "
                                    "restock_match x JOIN movement r ON r.id = x.movement"
                                    "               WHERE x.shipment = m.id AND r.active = 1)";

static const char SQL_SHIPMENT[]
    = "SELECT ifnull (c.name, d.display) AS display, d.date, e.uid AS event, d.event AS sequence, "
      "p.name AS party"
      " FROM document d JOIN event e ON e.seq = d.event LEFT JOIN party p ON p.id = d.party"
      " LEFT JOIN chain c ON c.id = d.chain WHERE d.id = :document";

static const char SQL_IMPORT[] = "SELECT record FROM record_import WHERE document = :document";

static gint64
debit_total (const SbJournal *journal)
{
  gint64 total = 0;

  for (guint i = 0; i < journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (journal->lines, i);

      if (line->amount > 0)
        total += line->amount;
    }
  return total;
}

static gint64
sum_of (const SbJournal *journal, const SbJournalLine *like)
{
  gint64 sum = 0;

  for (guint i = 0; i < journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (journal->lines, i);

      if (g_str_equal (line->role, like->role) && line->account == like->account
          && line->party == like->party)
        sum += line->amount;
    }
  return sum;
}

/* Account by account: where other effects were put into either, both have to be sent. */
static gboolean
cancel_each_other (const SbJournal *a, const SbJournal *b)
{
  const SbJournal *both[] = { a, b };

  for (gsize side = 0; side < G_N_ELEMENTS (both); side++)
    {
      for (guint i = 0; i < both[side]->lines->len; i++)
        {
          const SbJournalLine *line = g_ptr_array_index (both[side]->lines, i);

          if (sum_of (a, line) + sum_of (b, line) != 0)
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
never_sent (SbDatabase *db, gint64 record, gboolean *unsent, GError **error)
{
  g_autoptr (SbRecord) row = sb_record_load (db, record, error);
  g_autoptr (SbLink) link = NULL;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  link = sb_link_of_record (db, record, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *unsent = link == NULL && row->state != SB_RECORD_SENT;
  return TRUE;
}

/* Both superseded when the original never left and the two cancel. */
static gboolean
try_supersede (SbCollect *self, const SbJournal *journal, SbRecordDraft *draft, GError **error)
{
  g_autoptr (SbJournal) original = NULL;
  gboolean unsent = FALSE;
  gint64 record;

  if (journal->reverses == 0)
    return TRUE;
  if (!sb_record_of_journal (self->db, journal->reverses, &record, error))
    return FALSE;
  if (record == 0)
    return TRUE;
  original = sb_journal_load (self->db, journal->reverses, error);
  if (original == NULL || !never_sent (self->db, record, &unsent, error))
    return FALSE;
  if (!unsent || !cancel_each_other (original, journal))
    return TRUE;

  draft->state = SB_RECORD_SUPERSEDED;
  draft->reason = NULL;
  return sb_record_set_state (self->txn, record, SB_RECORD_SUPERSEDED, NULL, NULL, NULL, NULL,
                              self->now, error);
}

static gboolean
add_entry (SbCollect *self, const SbJournal *journal, GError **error)
{
  g_autofree char *number = g_strdup_printf ("SB-J%" G_GINT64_FORMAT, journal->seq);
  GError *failure = NULL;
  g_autofree char *party
      = sb_bind_text (self->db, SQL_PARTY, &failure, ":journal", 'i', journal->seq, NULL);
  SbRecordDraft draft = {
    .object = "JournalEntry", .subject = "journal", .subject_id = journal->seq, .action = "create",
    .state = SB_RECORD_WAITING, .local = number, .event = journal->event_id, .date = journal->date,
    .sequence = journal->event, .has_amount = TRUE, .amount = debit_total (journal),
    .currency = self->currency, .party = party,
  };
  gint64 record;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!journal->send)
    {
      draft.state = SB_RECORD_NOT_NEEDED;
      draft.reason = "nothing-to-send";
    }
  else if (sb_collect_too_early (self, journal->date))
    {
      draft.state = SB_RECORD_NOT_NEEDED;
      draft.reason = "before-first-date";
    }
  if (!try_supersede (self, journal, &draft, error))
    return FALSE;

  record = sb_record_insert (self->txn, &draft, self->now, error);
  return record != 0 && sb_record_attach_journal (self->txn, record, journal->seq, error);
}

/* The journal of a document belongs to the document's record; its reversal too. */
static gboolean
attach_to_document (SbCollect *self, const SbJournal *journal, GError **error)
{
  gint64 record = 0;

  if (journal->reverses != 0 && !sb_record_of_journal (self->db, journal->reverses, &record, error))
    return FALSE;
  if (record == 0 && journal->document != 0
      && !sb_record_lookup (self->db, journal->object, "document", journal->document, &record,
                            error))
    return FALSE;
  if (record == 0 && journal->document != 0
      && !sb_bind_int64 (self->db, SQL_IMPORT, &record, NULL, error, ":document", 'i',
                         journal->document, NULL))
    return FALSE;
  if (record == 0)
    return TRUE; /* of a kind that is not sent as a document yet */
  return sb_record_attach_journal (self->txn, record, journal->seq, error);
}

gboolean
sb_collect_journal (SbCollect *self, gint64 id, GError **error)
{
  g_autoptr (SbJournal) journal = NULL;
  gint64 record;

  if (!sb_record_of_journal (self->db, id, &record, error))
    return FALSE;
  if (record != 0)
    return TRUE;
  journal = sb_journal_load (self->db, id, error);
  if (journal == NULL)
    return FALSE;

  if (g_str_equal (journal->object, "JournalEntry"))
    return add_entry (self, journal, error);
  return attach_to_document (self, journal, error);
}

/* The cost of sales that is still unknown: a record that waits for the cost, not for QuickBooks. */
static gboolean
add_pending (SbCollect *self, gint64 document, GError **error)
{
  g_autoptr (SbStatement) st
      = sb_bind_query (self->db, SQL_SHIPMENT, error, ":document", 'i', document, NULL);
  SbRecordDraft draft = {
    .object = "JournalEntry", .subject = "shipment", .subject_id = document, .action = "create",
    .state = SB_RECORD_PENDING, .reason = "zero-cost", .has_amount = TRUE, .amount = 0,
    .currency = self->currency,
  };

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  draft.local = sb_statement_text (st, "display");
  draft.date = sb_statement_text (st, "date");
  draft.event = sb_statement_text (st, "event");
  draft.sequence = sb_statement_int64 (st, "sequence");
  draft.party = sb_statement_text (st, "party");
  return sb_record_insert (self->txn, &draft, self->now, error) != 0;
}

gboolean
sb_collect_shipment (SbCollect *self, gint64 id, GError **error)
{
  gint64 open = 0;
  gint64 record;
  g_autoptr (SbRecord) row = NULL;

  if (!sb_bind_int64 (self->db, SQL_ZERO_COST, &open, NULL, error, ":document", 'i', id, NULL)
      || !sb_record_lookup (self->db, "JournalEntry", "shipment", id, &record, error))
    return FALSE;
  if (record == 0)
    return open == 0 || add_pending (self, id, error);

  row = sb_record_load (self->db, record, error);
  if (row == NULL)
    return FALSE;
  if (open > 0 && (row->state == SB_RECORD_NOT_NEEDED || row->state == SB_RECORD_SUPERSEDED))
    return sb_record_set_state (self->txn, record, SB_RECORD_PENDING, "zero-cost", NULL, NULL, NULL,
                                self->now, error);
  /* The amount has been posted by a correction, which is a record of its own. */
  if (open == 0 && (row->state == SB_RECORD_PENDING || row->state == SB_RECORD_SKIPPED))
    return sb_record_set_state (self->txn, record, SB_RECORD_SUPERSEDED, NULL, NULL, NULL, NULL,
                                self->now, error);
  return TRUE;
}
