/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing records: the only statements that change the table. */
#include "sb-record-private.h"

#include "sb-reason.h"
#include "sb-uid.h"

static const char SQL_INSERT[]
    = "INSERT INTO record (uid, object, subject, subject_id, action, state, reason, message, "
      "remedy, origin,"
      " local, event, date, sequence, amount, currency, party, updated)"
      " VALUES (:uid, :object, :subject, :subject_id, :action, :state, :reason, :message, :remedy, "
      ":origin,"
      " :local, :event, :date, :sequence, :amount, :currency, :party, :now)";

static const char SQL_DESCRIBE[] = "UPDATE record SET local = :local, event = :event, date = "
                                   ":date, sequence = :sequence, amount = :amount,"
                                   " currency = :currency, party = :party WHERE id = :id";

static const char SQL_SET_STATE[] = "UPDATE record SET state = :state, reason = :reason, message = "
                                    ":message, remedy = :remedy, code = :code,"
                                    " updated = :now WHERE id = :id";

static const char SQL_REVISE[] =
  "UPDATE record SET revision = revision + 1, action = :action, updated = :now,"
  " reason = NULL, message = NULL, remedy = NULL, code = NULL,"
  " state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'waiting' END WHERE id = :id";

static const char SQL_ATTACH[] =
  "INSERT INTO record_journal (journal, record) VALUES (:journal, :record)"
  " ON CONFLICT (journal) DO UPDATE SET record = excluded.record";

static const char SQL_OF_JOURNAL[] = "SELECT record FROM record_journal WHERE journal = :journal";
static const char SQL_JOURNALS[]
    = "SELECT journal FROM record_journal WHERE record = :record ORDER BY journal";

static const char SQL_LOOKUP[] =
  "SELECT id FROM record WHERE object = :object AND subject = :subject AND subject_id = :id";

static const char SQL_CLEAR_NEEDS[] = "DELETE FROM record_dependency WHERE record = :record";
static const char SQL_ADD_NEED[] =
  "INSERT OR IGNORE INTO record_dependency (record, needs) VALUES (:record, :needs)";

static gboolean
bind_amount (SbStatement *st, const SbRecordDraft *draft, GError **error)
{
  if (draft->has_amount)
    return sb_statement_bind_int64 (st, ":amount", draft->amount, error);
  return sb_statement_bind_null (st, ":amount", error);
}

static gboolean
bind_description (SbStatement *st, const SbRecordDraft *draft, GError **error)
{
  return sb_statement_bind_text (st, ":local", draft->local != NULL ? draft->local : "", error)
         && sb_statement_bind_text (st, ":event", draft->event, error)
         && sb_statement_bind_text (st, ":date", draft->date, error)
         && sb_statement_bind_int64 (st, ":sequence", draft->sequence, error)
         && bind_amount (st, draft, error)
         && sb_statement_bind_text (st, ":currency", draft->currency, error)
         && sb_statement_bind_text (st, ":party", draft->party, error);
}

gint64
sb_record_insert (SbTxn *txn, const SbRecordDraft *draft, gint64 now, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_INSERT, error);
  g_autofree char *uid = sb_uid_new ();
  const char *message = sb_reason_message (draft->reason);
  const char *remedy = draft->reason != NULL ? sb_reason_remedy (draft->reason) : NULL;

  if (st == NULL || !sb_statement_bind_text (st, ":uid", uid, error)
      || !sb_statement_bind_text (st, ":object", draft->object, error)
      || !sb_statement_bind_text (st, ":subject", draft->subject, error)
      || !sb_statement_bind_int64 (st, ":subject_id", draft->subject_id, error)
      || !sb_statement_bind_text (st, ":action", draft->action, error)
      || !sb_statement_bind_text (st, ":state", sb_record_state_word (draft->state), error)
      || !sb_statement_bind_text (st, ":reason", draft->reason, error)
      || !sb_statement_bind_text (st, ":message", message, error)
      || !sb_statement_bind_text (st, ":remedy", remedy, error)
      || !sb_statement_bind_text (st, ":origin", draft->origin != NULL ? draft->origin : "local",
                                  error)
      || !bind_description (st, draft, error) || !sb_statement_bind_int64 (st, ":now", now, error)
      || !sb_statement_run (st, error))
    return 0;

  return sb_database_last_row_id (sb_txn_get_database (txn));
}

gboolean
sb_record_describe (SbTxn *txn, gint64 id, const SbRecordDraft *draft, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_DESCRIBE, error);

  return st != NULL
         && sb_statement_bind_int64 (st, ":id", id, error)
         && bind_description (st, draft, error)
         && sb_statement_run (st, error);
}

gboolean
sb_record_set_state (SbTxn *txn, gint64 id, SbRecordState state, const char *reason,
                     const char *message, const char *remedy, const char *code, gint64 now,
                     GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_SET_STATE, error);

  if (message == NULL)
    message = sb_reason_message (reason);
  if (reason != NULL && (remedy == NULL || remedy[0] == '\0'))
    remedy = sb_reason_remedy (reason);

  return st != NULL
         && sb_statement_bind_int64 (st, ":id", id, error)
         && sb_statement_bind_text (st, ":state", sb_record_state_word (state), error)
         && sb_statement_bind_text (st, ":reason", reason, error)
         && sb_statement_bind_text (st, ":message", message, error)
         && sb_statement_bind_text (st, ":remedy", reason != NULL ? remedy : NULL, error)
         && sb_statement_bind_text (st, ":code", code, error)
         && sb_statement_bind_int64 (st, ":now", now, error)
         && sb_statement_run (st, error);
}

gboolean
sb_record_revise (SbTxn *txn, gint64 id, const char *action, gint64 now, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_REVISE, error);

  return st != NULL
         && sb_statement_bind_int64 (st, ":id", id, error)
         && sb_statement_bind_text (st, ":action", action, error)
         && sb_statement_bind_int64 (st, ":now", now, error)
         && sb_statement_run (st, error);
}

gboolean
sb_record_attach_journal (SbTxn *txn, gint64 record, gint64 journal, GError **error)
{
  g_autoptr (SbStatement) st = sb_txn_prepare (txn, SQL_ATTACH, error);

  return st != NULL
         && sb_statement_bind_int64 (st, ":journal", journal, error)
         && sb_statement_bind_int64 (st, ":record", record, error)
         && sb_statement_run (st, error);
}

gboolean
sb_record_of_journal (SbDatabase *db, gint64 journal, gint64 *record, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_OF_JOURNAL, error);
  SbStep step;

  *record = 0;
  if (st == NULL || !sb_statement_bind_int64 (st, ":journal", journal, error))
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ROW)
    *record = sb_statement_int64_at (st, 0);
  return step != SB_STEP_ERROR;
}

GArray *
sb_record_journals (SbDatabase *db, gint64 record, GError **error)
{
  g_autoptr (GArray) journals = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_JOURNALS, error);
  SbStep step;

  if (st == NULL || !sb_statement_bind_int64 (st, ":record", record, error))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 journal = sb_statement_int64_at (st, 0);

      g_array_append_val (journals, journal);
    }
  return step == SB_STEP_ERROR ? NULL : g_steal_pointer (&journals);
}

gboolean
sb_record_lookup (SbDatabase *db, const char *object, const char *subject, gint64 subject_id,
                  gint64 *record, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_LOOKUP, error);
  SbStep step;

  *record = 0;
  if (st == NULL
      || !sb_statement_bind_text (st, ":object", object, error)
      || !sb_statement_bind_text (st, ":subject", subject, error)
      || !sb_statement_bind_int64 (st, ":id", subject_id, error))
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ROW)
    *record = sb_statement_int64_at (st, 0);
  return step != SB_STEP_ERROR;
}

gboolean
sb_record_set_needs (SbTxn *txn, gint64 record, const gint64 *needs, gsize n, GError **error)
{
  g_autoptr (SbStatement) clear = sb_txn_prepare (txn, SQL_CLEAR_NEEDS, error);

  if (clear == NULL
      || !sb_statement_bind_int64 (clear, ":record", record, error)
      || !sb_statement_run (clear, error))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SbStatement) add = sb_txn_prepare (txn, SQL_ADD_NEED, error);

      if (add == NULL
          || !sb_statement_bind_int64 (add, ":record", record, error)
          || !sb_statement_bind_int64 (add, ":needs", needs[i], error)
          || !sb_statement_run (add, error))
        return FALSE;
    }
  return TRUE;
}
