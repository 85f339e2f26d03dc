/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Payments go both ways and never twice. Taken over is a payment that settles a document of ours,
 * that we do not know, and that carries no marker. QuickBooks is where the bank is reconciled, so a
 * change there is followed: the copy is taken back and entered again.
 */
#include "sb-pull-private.h"

#include <glib/gi18n-lib.h>

#include "sb-apply.h"
#include "sb-bind.h"
#include "sb-doc-facts.h"
#include "sb-document.h"
#include "sb-document-seen.h"
#include "sb-json-reader.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-mapping-private.h"
#include "sb-notice.h"
#include "sb-qbo-answer.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-payment.h"
#include "sb-record-private.h"
#include "sb-run-private.h"
#include "sb-uid.h"

static const char SQL_SETTLED[] =
  "SELECT d.id FROM link l JOIN record r ON r.id = l.record JOIN document d ON d.id = r.subject_id"
  " WHERE l.realm = :realm AND l.object = :object AND l.qbo_id = :id AND r.subject = 'document'"
  " AND d.state = 'authorised'";
static const char SQL_IS_UNDEPOSITED[] =
  "SELECT count (*) FROM role_account r JOIN account_link l ON l.account = r.account"
  " WHERE r.role = 'UndepositedFunds' AND l.qbo_id = :id";
static const char SQL_IMPORT[]
    = "INSERT OR REPLACE INTO record_import (document, record) VALUES (:document, :record)";
static const char SQL_IMPORTED[]
    = "SELECT e.uid, d.date FROM document d JOIN event e ON e.seq = d.event WHERE d.state = "
      "'authorised' AND"
      " (d.id IN (SELECT document FROM record_import WHERE record = :record)"
      "  OR d.id = (SELECT subject_id FROM record WHERE id = :record AND subject = 'document')) "
      "ORDER BY d.id DESC";
static const char SQL_IS_MONEY[]
    = "SELECT count (*) FROM record r JOIN document d ON d.id = r.subject_id"
      " WHERE r.id = :record AND r.subject = 'document' AND d.kind IN ('payment', 'bill_payment')";
static const char SQL_ORIGIN[] = "SELECT origin FROM record WHERE id = :id";

/* Either kind of payment, as far as both need it. */
typedef struct
{
  const char *entity;
  const char *target;   /* "Invoice", "Bill" */
  const char *event;    /* "payment", "pay_bill" */
  const char *member;   /* "invoice", "bill" */
  SbDay date;
  gint64 total;
  char *account;        /* (owned) (nullable) */
  char *reference;      /* (owned) (nullable) */
  GPtrArray *lines;     /* (owned) (nullable) (element-type SbQboLine) */
} Money;

static void
money_clear (Money *money)
{
  g_free (money->account);
  g_free (money->reference);
  g_clear_pointer (&money->lines, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Money, money_clear)

/* An entity frees the elements of its arrays itself, so they are taken, not shared. */
static GPtrArray *
take_lines (GPtrArray **lines)
{
  if (*lines != NULL)
    g_ptr_array_set_free_func (*lines, (GDestroyNotify) sb_qbo_line_free);
  return g_steal_pointer (lines);
}

static gboolean
read_money (SbPull *pull, const char *entity, JsonObject *object, Money *money, GError **error)
{
  money->entity = entity;
  if (g_str_equal (entity, "Payment"))
    {
      g_autoptr (SbQboPayment) payment = sb_qbo_payment_from_json (object, pull->home, error);

      if (payment == NULL)
        return FALSE;
      money->target = "Invoice";
      money->event = "payment";
      money->member = "invoice";
      money->date = payment->date;
      money->total = payment->total;
      money->account = g_strdup (sb_qbo_ref_value (payment->deposit_account));
      money->reference = g_strdup (payment->reference);
      money->lines = take_lines (&payment->lines);
    }
  else
    {
      g_autoptr (SbQboBillPayment) payment
          = sb_qbo_bill_payment_from_json (object, pull->home, error);

      if (payment == NULL)
        return FALSE;
      money->target = "Bill";
      money->event = "pay_bill";
      money->member = "bill";
      money->date = payment->date;
      money->total = payment->total;
      money->account = g_strdup (sb_qbo_ref_value (
          payment->bank_account != NULL ? payment->bank_account : payment->card_account));
      money->reference = g_strdup (payment->doc_number);
      money->lines = take_lines (&payment->lines);
    }
  return TRUE;
}

/* The money account as it is in QuickBooks, mapped or not. */
static gboolean
money_account (SbPull *pull, const Money *money, gint64 *account, const char **role, GError **error)
{
  GError *failure = NULL;
  gint64 undeposited = 0;

  *account = 0;
  *role = "Bank";
  if (money->account == NULL)
    {
      *role = g_str_equal (money->entity, "Payment") ? "UndepositedFunds" : "Bank";
      return TRUE;
    }
  if (!sb_bind_int64 (pull->db, SQL_IS_UNDEPOSITED, &undeposited, NULL, error, ":id", 't',
                      money->account, NULL))
    return FALSE;
  if (undeposited > 0)
    *role = "UndepositedFunds";
  *account = sb_account_for_qbo (pull->txn, money->account, &failure);
  if (*account != 0)
    return TRUE;
  /* An account that was not read yet: by role then. */
  g_clear_error (&failure);
  return TRUE;
}

static char *
payment_event (SbPull *pull, const Money *money, const char *qbo_id, const SbDocument *target,
               gint64 amount, gint64 account, const char *role)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *uid = sb_uid_new ();
  g_autofree char *number = g_strdup_printf ("QBO-%s", qbo_id);
  char day[SB_DAY_TEXT_SIZE];

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", uid);
  sb_json_writer_member_string (writer, "date", sb_day_format (money->date, day));
  sb_json_writer_member_string (writer, "type", money->event);
  sb_json_writer_member_string (writer, money->member, target->number);
  sb_json_writer_member_money_text (writer, "amount", amount, pull->home);
  sb_json_writer_member_string (writer, "account", role);
  if (account != 0)
    sb_json_writer_member_int (writer, "account_id", account);
  sb_json_writer_member_string (writer, "origin", "qbo");
  sb_json_writer_member_string (
      writer, "number",
      money->reference != NULL && money->reference[0] != '\0' ? money->reference : number);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gboolean
note_refused (SbPull *pull, const Money *money, const char *qbo_id, const GError *reason,
              GError **error)
{
  g_autofree char *message
      = g_strdup_printf (_("A payment of QuickBooks was not taken over: %s"), reason->message);

  return sb_notice_add (pull->txn, "payment-not-imported", money->entity, qbo_id, message,
                        _("Mend the reason, then change the payment in QuickBooks (its memo, "
                           "say): it is read again."),
                        pull->now, error);
}

/* The document that one line settles, when it is ours; 0 otherwise. */
static gboolean
settled_document (SbPull *pull, const Money *money, const SbQboLine *line, gint64 *document,
                  GError **error)
{
  const SbQboLinkedTxn *link = sb_qbo_line_find_link (line, money->target);

  *document = 0;
  if (link == NULL || line->amount <= 0)
    return TRUE;
  return sb_bind_int64 (pull->db, SQL_SETTLED, document, NULL, error, ":realm", 't', pull->realm,
                        ":object", 't', money->target, ":id", 't', link->txn_id, NULL);
}

/* Enters the money that settles one document. @made: document row; 0 when the ledger refused. */
static gboolean
enter_share (SbPull *pull, const Money *money, const char *qbo_id, gint64 target_id, gint64 amount,
             gint64 *made, GError **error)
{
  g_autoptr (SbDocument) target = sb_document_load (pull->db, target_id, error);
  g_autofree char *json = NULL;
  g_autoptr (SbEvent) event = NULL;
  SbApplied *applied;
  GError *failure = NULL;
  const char *role;
  gint64 account;

  *made = 0;
  if (target == NULL || !money_account (pull, money, &account, &role, error))
    return FALSE;
  json = payment_event (pull, money, qbo_id, target, amount, account, role);
  event = sb_event_parse (json, -1, pull->home, error);
  if (event == NULL)
    return FALSE;
  applied = sb_ledger_apply (pull->txn, event, &failure);
  if (applied == NULL)
    {
      gboolean told = failure->domain == SB_LEDGER_ERROR
                      && note_refused (pull, money, qbo_id, failure, error);

      if (failure->domain != SB_LEDGER_ERROR)
        g_propagate_error (error, g_steal_pointer (&failure));
      g_clear_error (&failure);
      return told;
    }
  *made = applied->document;
  sb_applied_free (applied);
  return TRUE;
}

static gint64
add_record (SbPull *pull, const Money *money, gint64 document_id, GError **error)
{
  g_autoptr (SbDocument) document = sb_document_load (pull->db, document_id, error);
  SbRecordDraft draft = {
    .object = money->entity, .subject = "document", .subject_id = document_id, .action = "create",
    .state = SB_RECORD_SYNCED, .origin = "qbo",
  };

  if (document == NULL)
    return 0;
  draft.local = document->display;
  draft.event = document->event_id;
  draft.date = document->date;
  draft.sequence = document->event;
  draft.has_amount = TRUE;
  draft.amount = money->total;
  draft.currency = document->currency;
  draft.party = document->party_name;
  return sb_record_insert (pull->txn, &draft, pull->now, error);
}

static gboolean
save_link (SbPull *pull, gint64 record, const char *entity, JsonObject *object, GError **error)
{
  g_autoptr (SbFields) facts = sb_doc_facts (entity, object, pull->home, error);
  g_autofree char *snapshot = facts != NULL ? sb_fields_to_json (facts) : NULL;
  SbLink link = { 0 };

  if (snapshot == NULL)
    return FALSE;
  link.record = record;
  link.realm = (char *) pull->realm;
  link.object = (char *) entity;
  link.qbo_id = (char *) sb_json_string_or (object, "Id", "");
  link.sync_token = (char *) sb_json_string_or (object, "SyncToken", NULL);
  link.doc_number = (char *) sb_json_string_or (object, "PaymentRefNum", NULL);
  link.snapshot = snapshot;
  link.active = TRUE;
  return sb_link_save (pull->txn, &link, pull->now, error);
}

/* One line of a payment and how much of its money settles our document. */
typedef struct
{
  gint64 target; /* document row */
  gint64 amount; /* > 0 */
} Share;

/* Money goes to the lines in their order; what credits pay is no money. What is left over is the
 * customer's (or ours at the supplier): it stays with the last document, unless the payment settles
 * documents of others too, whose credit it may be. */
static GArray *
share_money (SbPull *pull, const Money *money, GError **error)
{
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (Share));
  gint64 left = money->total;
  gboolean others = FALSE;

  for (guint i = 0; money->lines != NULL && i < money->lines->len; i++)
    {
      const SbQboLine *line = g_ptr_array_index (money->lines, i);
      Share share = { 0, MIN (MAX (line->amount, 0), left) };

      if (!settled_document (pull, money, line, &share.target, error))
        return NULL;
      if (sb_qbo_line_find_link (line, money->target) == NULL)
        continue;
      left -= share.amount;
      if (share.target == 0)
        others = TRUE;
      else if (share.amount > 0)
        g_array_append_val (shares, share);
    }
  if (shares->len > 0 && !others)
    g_array_index (shares, Share, shares->len - 1).amount += left;
  return g_steal_pointer (&shares);
}

static gboolean
import_share (SbPull *pull, const Money *money, const Share *share, JsonObject *object,
              gint64 *record, GError **error)
{
  gint64 made = 0;

  if (!enter_share (pull, money, sb_json_string_or (object, "Id", ""), share->target,
                    share->amount, &made, error))
    return FALSE;
  if (made == 0)
    return TRUE;
  if (*record == 0)
    {
      *record = add_record (pull, money, made, error);
      if (*record == 0 || !save_link (pull, *record, money->entity, object, error))
        return FALSE;
      sb_run_count_pulled (pull->report, money->entity, "created");
    }
  return sb_bind_run (pull->db, SQL_IMPORT, error, ":document", 'i', made, ":record", 'i',
                      *record, NULL);
}

static gboolean
import (SbPull *pull, const Money *money, JsonObject *object, GError **error)
{
  const char *qbo_id = sb_json_string_or (object, "Id", "");
  g_autoptr (GArray) shares = NULL;
  gint64 record = 0;

  /* Money of 0 only links credits. */
  if (money->total <= 0
      || !sb_notice_remove (pull->txn, "payment-not-imported", money->entity, qbo_id, error))
    return money->total <= 0;
  shares = share_money (pull, money, error);
  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      if (!import_share (pull, money, &g_array_index (shares, Share, i), object, &record, error))
        return FALSE;
    }
  return shares != NULL;
}

static char *
undo_event (const char *ref, const char *date)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *uid = sb_uid_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", uid);
  sb_json_writer_member_string (writer, "date", date);
  sb_json_writer_member_string (writer, "type", "undo");
  sb_json_writer_member_string (writer, "ref", ref);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gboolean
undo_one (SbPull *pull, const char *ref, const char *date, gboolean *refused, GError **error)
{
  g_autofree char *json = undo_event (ref, date);
  g_autoptr (SbEvent) event = sb_event_parse (json, -1, pull->home, error);
  GError *failure = NULL;
  SbApplied *applied;

  if (event == NULL)
    return FALSE;
  applied = sb_ledger_apply (pull->txn, event, &failure);
  if (applied != NULL)
    {
      sb_applied_free (applied);
      return TRUE;
    }
  *refused = failure->domain == SB_LEDGER_ERROR;
  if (*refused)
    g_error_free (failure);
  else
    g_propagate_error (error, failure);
  return *refused;
}

/* Takes back what the record entered. @refused: the ledger would not (a closed period). */
static gboolean
undo_record (SbPull *pull, gint64 record, gboolean *refused, GError **error)
{
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SbStatement) st
      = sb_bind_query (pull->db, SQL_IMPORTED, error, ":record", 'i', record, NULL);
  gboolean failed;

  *refused = FALSE;
  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      g_ptr_array_add (refs, g_strdup (sb_statement_text_at (st, 0)));
      g_ptr_array_add (refs, g_strdup (sb_statement_text_at (st, 1)));
    }
  if (failed)
    return FALSE;
  for (guint i = 0; i < refs->len && !*refused; i += 2)
    {
      if (!undo_one (pull, g_ptr_array_index (refs, i), g_ptr_array_index (refs, i + 1), refused,
                     error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
payment_gone (SbPull *pull, SbLink *link, JsonObject *object, GError **error)
{
  GError *failure = NULL;
  g_autofree char *origin
      = sb_bind_text (pull->db, SQL_ORIGIN, &failure, ":id", 'i', link->record, NULL);
  gboolean refused = FALSE;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!g_str_equal (link->state, "linked"))
    return TRUE;
  if (g_strcmp0 (origin, "qbo") == 0)
    {
      /* Before it is undone: the record then finds that nobody has to be told. */
      g_free (link->state);
      link->state = g_strdup ("deleted");
      if (!sb_link_save (pull->txn, link, pull->now, error)
          || !undo_record (pull, link->record, &refused, error))
        return FALSE;
      sb_run_count_pulled (pull->report, link->object, "deleted");
      if (!refused)
        return TRUE;
      g_free (link->state);
      link->state = g_strdup ("linked");
      if (!sb_link_save (pull->txn, link, pull->now, error))
        return FALSE;
    }
  return sb_document_seen (pull->txn, link->record, object, pull->home, pull->now, NULL, error);
}

static gboolean
payment_changed (SbPull *pull, SbLink *link, const Money *money, JsonObject *object, GError **error)
{
  g_autoptr (SbRecord) record = sb_record_load (pull->db, link->record, error);
  gboolean refused = FALSE;

  if (record == NULL)
    return FALSE;
  if (record->state == SB_RECORD_SENT || record->state == SB_RECORD_CONFLICT)
    return TRUE;
  if (record->state != SB_RECORD_SYNCED)
    return sb_document_seen (pull->txn, link->record, object, pull->home, pull->now, NULL, error);

  if (!sb_link_remove (pull->txn, link->record, error)
      || !undo_record (pull, link->record, &refused, error))
    return FALSE;
  if (refused)
    return sb_link_save (pull->txn, link, pull->now, error)
           && sb_document_seen (pull->txn, link->record, object, pull->home, pull->now, NULL,
                                error);
  sb_run_count_pulled (pull->report, money->entity, "updated");
  return sb_record_collect (pull->txn, pull->now, error) && import (pull, money, object, error);
}

static gboolean
payment_seen (SbPull *pull, SbLink *link, const Money *money, JsonObject *object, GError **error)
{
  g_autoptr (SbFields) base = sb_fields_from_json (link->snapshot);
  g_autoptr (SbFields) theirs = sb_doc_facts (money->entity, object, pull->home, error);

  if (theirs == NULL)
    return FALSE;
  if (sb_doc_facts_differ (base, theirs) != NULL)
    return payment_changed (pull, link, money, object, error);
  g_free (link->sync_token);
  link->sync_token = g_strdup (sb_json_string_or (object, "SyncToken", NULL));
  return sb_link_save (pull->txn, link, pull->now, error);
}

/* Not a deposit, nor what only links a credit: those are documents like others. */
static gboolean
is_money (SbPull *pull, gint64 record)
{
  gint64 n = 0;

  return sb_bind_int64 (pull->db, SQL_IS_MONEY, &n, NULL, NULL, ":record", 'i', record, NULL)
         && n > 0;
}

gboolean
sb_pull_payment (SbPull *pull, const char *entity, JsonObject *object, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link =
    sb_link_find (pull->db, pull->realm, entity, sb_json_string_or (object, "Id", ""), &failure);
  g_autofree char *marker = NULL;
  g_auto (Money) money = { 0 };

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (link != NULL && !is_money (pull, link->record))
    return sb_document_seen (pull->txn, link->record, object, pull->home, pull->now, NULL, error);
  if (sb_qbo_object_is_deleted (object) || sb_doc_is_voided (entity, object, pull->home))
    return link == NULL || payment_gone (pull, link, object, error);
  if (!read_money (pull, entity, object, &money, error))
    return FALSE;
  if (link != NULL)
    return payment_seen (pull, link, &money, object, error);

  marker = sb_doc_marker (object);
  return marker != NULL || import (pull, &money, object, error);
}
