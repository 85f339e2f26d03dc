/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records: lists, one row, counts. */
#include "sb-record.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sb-reason.h"
#include "sb-sync-error.h"

#define WHERE                                                                                      \
  " FROM record r LEFT JOIN link l ON l.record = r.id"                                             \
  " WHERE instr (:states, ',' || r.state || ',') > 0"                                              \
  " AND (:object IS NULL OR r.object = :object)"                                                   \
  " AND (:id = 0 OR r.id = :id)"                                                                   \
  " AND (:run = 0 OR r.run = :run)"                                                                \
  " AND r.updated >= :since"                                                                       \
  " AND (:subject IS NULL OR (r.subject = :subject AND r.subject_id = :subject_id))"               \
  " AND (:search IS NULL OR instr (lower (r.local), :search) > 0"                                  \
  "  OR instr (lower (ifnull (r.party, '')), :search) > 0"                                         \
  "  OR instr (lower (ifnull (l.doc_number, '')), :search) > 0"                                    \
  "  OR instr (lower (ifnull (r.reason, '')), :search) > 0"                                        \
  "  OR instr (lower (ifnull (r.message, '')), :search) > 0)"
#define IDS(order) "SELECT r.id" WHERE " ORDER BY " order

/* One literal a sort and direction: no SQL is ever put together from text. */
static const char *const SQL_IDS[][2] = {
  [SB_RECORD_SORT_DATE] = { IDS ("r.date, r.id"), IDS ("r.date DESC, r.id DESC") },
  [SB_RECORD_SORT_OBJECT] = { IDS ("r.object, r.id"), IDS ("r.object DESC, r.id DESC") },
  [SB_RECORD_SORT_LOCAL] = { IDS ("r.local, r.id"), IDS ("r.local DESC, r.id DESC") },
  [SB_RECORD_SORT_AMOUNT] = { IDS ("r.amount, r.id"), IDS ("r.amount DESC, r.id DESC") },
  [SB_RECORD_SORT_STATE] = { IDS ("r.state, r.id"), IDS ("r.state DESC, r.id DESC") },
  [SB_RECORD_SORT_UPDATED] = { IDS ("r.updated, r.id"), IDS ("r.updated DESC, r.id DESC") },
};

static const char SQL_ROW[] = "SELECT r.id, r.uid, r.object, r.action, r.subject, r.subject_id, "
                              "r.local, r.event, r.date, r.amount,"
                              " r.currency, r.party, r.state, r.reason, r.message, r.remedy, "
                              "r.code, r.revision, r.run, r.attempts,"
                              " r.updated, l.qbo_id, l.sync_token, l.doc_number,"
                              " (SELECT value FROM setting WHERE key = 'sync.web') AS web"
                              " FROM record r LEFT JOIN link l ON l.record = r.id WHERE r.id = :id";

static const char SQL_NEEDS[] =
  "SELECT needs FROM record_dependency WHERE record = :id ORDER BY needs";

static const char SQL_CONFLICT[] =
  "SELECT field, base, local, qbo, suggested FROM conflict WHERE record = :id ORDER BY field";

static const char SQL_FIND[] =
  "SELECT id FROM record WHERE subject = :subject AND subject_id = :id ORDER BY id DESC LIMIT 1";

static const char SQL_COUNTS[] = "SELECT state, count (*) AS n FROM record GROUP BY state";

static char *
states_text (guint states)
{
  GString *text = g_string_new (",");

  if (states == 0)
    states = ~(1u << SB_RECORD_SUPERSEDED);
  for (guint i = 0; i < SB_N_RECORD_STATES; i++)
    {
      if ((states & (1u << i)) != 0)
        g_string_append_printf (text, "%s,", sb_record_state_word ((SbRecordState) i));
    }
  return g_string_free (text, FALSE);
}

static gboolean
bind_filter (SbStatement *st, const SbRecordFilter *filter, GError **error)
{
  g_autofree char *states = states_text (filter->states);
  g_autofree char *search = NULL;

  if (filter->search != NULL && filter->search[0] != '\0')
    search = g_ascii_strdown (filter->search, -1);

  return sb_statement_bind_text (st, ":states", states, error)
         && sb_statement_bind_text (st, ":object", filter->object, error)
         && sb_statement_bind_int64 (st, ":id", filter->id, error)
         && sb_statement_bind_int64 (st, ":run", filter->run, error)
         && sb_statement_bind_int64 (st, ":since", filter->since, error)
         && sb_statement_bind_text (st, ":subject", filter->subject, error)
         && sb_statement_bind_int64 (st, ":subject_id", filter->subject_id, error)
         && sb_statement_bind_text (st, ":search", search, error);
}

GArray *
sb_record_list_ids (SbDatabase *db, const SbRecordFilter *filter, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = NULL;
  SbStep step;

  g_return_val_if_fail ((guint) filter->sort < G_N_ELEMENTS (SQL_IDS), NULL);

  st = sb_database_prepare (db, SQL_IDS[filter->sort][filter->descending ? 1 : 0], error);
  if (st == NULL || !bind_filter (st, filter, error))
    return NULL;

  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  return step == SB_STEP_ERROR ? NULL : g_steal_pointer (&ids);
}

static char *
record_url (const char *web, const char *object, const char *id)
{
  static const struct
  {
    const char *object, *page;
  } PAGES[] = {
    { "Invoice", "invoice?txnId=" },
    { "Bill", "bill?txnId=" },
    { "Payment", "recvpayment?txnId=" },
    { "BillPayment", "billpayment?txnId=" },
    { "CreditMemo", "creditmemo?txnId=" },
    { "RefundReceipt", "refundreceipt?txnId=" },
    { "VendorCredit", "vendorcredit?txnId=" },
    { "Purchase", "expense?txnId=" },
    { "Deposit", "deposit?txnId=" },
    { "Estimate", "estimate?txnId=" },
    { "PurchaseOrder", "purchaseorder?txnId=" },
    { "JournalEntry", "journal?txnId=" },
    { "Customer", "customerdetail?nameId=" },
    { "Vendor", "vendordetail?nameId=" },
    { "Item", "items?itemId=" },
  };

  if (web == NULL || web[0] == '\0' || id == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (PAGES); i++)
    {
      if (g_str_equal (PAGES[i].object, object))
        return g_strconcat (web, "/app/", PAGES[i].page, id, NULL);
    }
  return NULL;
}

static void
read_money (SbStatement *st, SbRecord *record)
{
  const char *currency = sb_statement_text (st, "currency");

  record->has_amount = !sb_statement_is_null (st, "amount")
                       && currency != NULL
                       && sb_currency_from_code (currency, &record->currency, NULL);
  record->amount = record->has_amount ? sb_statement_int64 (st, "amount") : 0;
}

static SbRecord *
read_row (SbStatement *st)
{
  SbRecord *record = g_new0 (SbRecord, 1);
  const char *date = sb_statement_text (st, "date");

  record->id = sb_statement_int64 (st, "id");
  record->uid = sb_statement_dup_text (st, "uid");
  record->object = sb_statement_dup_text (st, "object");
  record->action = sb_statement_dup_text (st, "action");
  record->subject = sb_statement_dup_text (st, "subject");
  record->subject_id = sb_statement_int64 (st, "subject_id");
  record->local = sb_statement_dup_text (st, "local");
  record->event = sb_statement_dup_text (st, "event");
  record->date = SB_DAY_NONE;
  if (date != NULL)
    sb_day_parse (date, &record->date, NULL);
  read_money (st, record);
  record->party = sb_statement_dup_text (st, "party");
  if (!sb_record_state_parse (sb_statement_text (st, "state"), &record->state))
    record->state = SB_RECORD_FAILED;
  record->reason = sb_statement_dup_text (st, "reason");
  record->message = sb_statement_dup_text (st, "message");
  record->remedy = sb_statement_dup_text (st, "remedy");
  record->code = sb_statement_dup_text (st, "code");
  record->qbo_id = sb_statement_dup_text (st, "qbo_id");
  record->sync_token = sb_statement_dup_text (st, "sync_token");
  record->doc_number = sb_statement_dup_text (st, "doc_number");
  record->url = record_url (sb_statement_text (st, "web"), record->object, record->qbo_id);
  record->revision = sb_statement_int (st, "revision");
  record->run = sb_statement_int64 (st, "run");
  record->attempts = sb_statement_int (st, "attempts");
  record->updated = sb_statement_int64 (st, "updated");
  record->actions = sb_reason_actions (record->state, record->reason);
  record->blocked_by = g_array_new (FALSE, FALSE, sizeof (gint64));
  record->conflict = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_conflict_field_free);
  return record;
}

static gboolean
load_needs (SbDatabase *db, SbRecord *record, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_NEEDS, error);
  SbStep step;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", record->id, error))
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (record->blocked_by, id);
    }
  return step != SB_STEP_ERROR;
}

static gboolean
load_conflict (SbDatabase *db, SbRecord *record, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_CONFLICT, error);
  SbStep step;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", record->id, error))
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbConflictField *field = g_new0 (SbConflictField, 1);

      field->field = sb_statement_dup_text (st, "field");
      field->base = sb_statement_dup_text (st, "base");
      field->local = sb_statement_dup_text (st, "local");
      field->qbo = sb_statement_dup_text (st, "qbo");
      field->suggested = sb_statement_dup_text (st, "suggested");
      g_ptr_array_add (record->conflict, field);
    }
  return step != SB_STEP_ERROR;
}

/* NULL without an error when the row has gone. */
static SbRecord *
load_row (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_ROW, error);
  g_autoptr (SbRecord) record = NULL;

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error))
    return NULL;
  if (sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;

  record = read_row (st);
  if (record->state == SB_RECORD_BLOCKED && !load_needs (db, record, error))
    return NULL;
  if (record->state == SB_RECORD_CONFLICT && !load_conflict (db, record, error))
    return NULL;
  return g_steal_pointer (&record);
}

GPtrArray *
sb_record_list_rows (SbDatabase *db, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_record_free);

  for (gsize i = 0; i < n; i++)
    {
      GError *local = NULL;
      SbRecord *record = load_row (db, ids[i], &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (record != NULL)
        g_ptr_array_add (rows, record);
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
sb_record_list (SbDatabase *db, const SbRecordFilter *filter, GError **error)
{
  g_autoptr (GArray) ids = sb_record_list_ids (db, filter, error);

  if (ids == NULL)
    return NULL;
  return sb_record_list_rows (db, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

SbRecord *
sb_record_load (SbDatabase *db, gint64 id, GError **error)
{
  GError *local = NULL;
  SbRecord *record = load_row (db, id, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else if (record == NULL)
    sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-record",
                       _("There is no record %" PRId64 "."), id);
  return record;
}

SbRecord *
sb_record_find (SbDatabase *db, const char *subject, gint64 subject_id, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_FIND, error);

  if (st == NULL
      || !sb_statement_bind_text (st, ":subject", subject, error)
      || !sb_statement_bind_int64 (st, ":id", subject_id, error)
      || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;

  return load_row (db, sb_statement_int64_at (st, 0), error);
}

gboolean
sb_record_counts (SbDatabase *db, gint64 *counts, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_COUNTS, error);
  SbStep step;

  memset (counts, 0, SB_N_RECORD_STATES * sizeof *counts);
  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbRecordState state;

      if (sb_record_state_parse (sb_statement_text (st, "state"), &state))
        counts[state] = sb_statement_int64 (st, "n");
    }
  return step != SB_STEP_ERROR;
}
