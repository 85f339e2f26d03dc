/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer means for the record that was sent. */
#include "sb-flight.h"

#include <glib/gi18n-lib.h>

#include "sb-base-error.h"
#include "sb-bind.h"
#include "sb-doc-facts.h"
#include "sb-document-seen.h"
#include "sb-json-reader.h"
#include "sb-list-entity.h"
#include "sb-notice.h"
#include "sb-qbo-answer.h"

static const char SQL_SENT_REVISION[]
    = "UPDATE record SET sent_revision = :revision WHERE id = :id";

/* Fields both sides agree on now: for lists field by field, for documents what matters of them. */
static char *
agreed (const SbFlightItem *item, JsonObject *object, SbCurrency home, GError **error)
{
  const SbListEntity *entity = sb_list_entity_find (item->object);
  g_autoptr (SbFields) fields = NULL;

  if (entity != NULL)
    {
      g_autoptr (SbFields) sent = sb_fields_from_json (item->snapshot);
      g_autoptr (SbFields) theirs = entity->read_qbo (object, home, error);

      if (theirs == NULL)
        return NULL;
      fields = sb_merge_agree (entity->specs, entity->n_specs, sent, theirs);
    }
  else
    {
      fields = sb_doc_facts (item->object, object, home, error);
    }
  return fields != NULL ? sb_fields_to_json (fields) : NULL;
}

static gboolean
save_link (SbTxn *txn, const SbFlight *flight, const SbFlightItem *item, JsonObject *object,
           SbCurrency home, gint64 now, GError **error)
{
  g_autofree char *snapshot = agreed (item, object, home, error);
  SbLink link = { 0 };

  if (snapshot == NULL)
    return FALSE;
  link.record = item->record;
  link.realm = flight->realm;
  link.object = item->object;
  link.qbo_id = (char *) sb_json_string_or (object, "Id", item->qbo_id);
  link.sync_token = (char *) sb_json_string_or (object, "SyncToken", NULL);
  link.doc_number = (char *) sb_json_string_or (object, "DocNumber", NULL);
  link.snapshot = snapshot;
  link.active = sb_json_boolean_or (object, "Active", TRUE);
  link.state = (char *) (item->operation == SB_QBO_OPERATION_VOID ? "voided" : "linked");
  if (link.qbo_id == NULL)
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_MISSING,
                           "an object without Id came back");
      return FALSE;
    }
  return sb_link_save (txn, &link, now, error);
}

/* Changed here while it was in the air: it waits for the next flight. */
static gboolean
finish_record (SbTxn *txn, const SbFlightItem *item, const char *action, gint64 now, GError **error)
{
  g_autoptr (SbRecord) record = sb_record_load (sb_txn_get_database (txn), item->record, error);
  SbRecordState state;

  if (record == NULL)
    return FALSE;
  state = record->revision == item->revision ? SB_RECORD_SYNCED : SB_RECORD_WAITING;
  return sb_record_set_state (txn, item->record, state, NULL, NULL, NULL, NULL, now, error)
         && sb_bind_run (sb_txn_get_database (txn), SQL_SENT_REVISION, error, ":revision", 'i',
                         (gint64)item->revision, ":id", 'i', item->record, NULL);
}

/* Documents with a total of their own. */
static const char *const GUARDED[]
    = { "Invoice",      "Bill",     "CreditMemo", "RefundReceipt", "VendorCredit", "Purchase",
        "Deposit",      "Estimate", NULL };

/* QuickBooks may reckon tax by itself: another total is told, never silently taken over. */
static gboolean
guard_total (SbTxn *txn, const SbFlightItem *item, JsonObject *object, SbCurrency home, gint64 now,
             GError **error)
{
  g_autoptr (SbRecord) record = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *message = NULL;
  gint64 total = 0;

  if (!g_strv_contains (GUARDED, item->object)
      || item->operation == SB_QBO_OPERATION_VOID
      || !sb_json_get_money (object, "TotalAmt", home, &total, NULL))
    return TRUE;
  record = sb_record_load (sb_txn_get_database (txn), item->record, error);
  if (record == NULL)
    return FALSE;
  if (record->amount == total)
    return sb_notice_remove (txn, "total-differs", item->object,
                             sb_json_string_or (object, "Id", ""), error);

  ours = sb_money_format (record->amount, home);
  theirs = sb_money_format (total, home);
  message = g_strdup_printf (_("%s %s comes to %s in QuickBooks, not to %s."), item->object,
                             record->local, theirs, ours);
  return sb_notice_add (txn, "total-differs", item->object, sb_json_string_or (object, "Id", ""),
                        message, _("Compare the tax of the two; correct the one that is wrong."),
                        now, error);
}

gboolean
sb_flight_item_done (SbTxn *txn, const SbFlight *flight, SbFlightItem *item, JsonObject *object,
                     SbCurrency home, const char *outcome, gint64 now, GError **error)
{
  if (sb_qbo_object_is_deleted (object))
    return sb_flight_item_gone (txn, flight, item, now, error);
  if (sb_list_entity_find (item->object) != NULL
      && !sb_mirror_put (txn, item->object, object, now, error))
    return FALSE;
  return save_link (txn, flight, item, object, home, now, error)
         && guard_total (txn, item, object, home, now, error)
         && finish_record (txn, item, "update", now, error)
         && sb_flight_settle_item (txn, flight, item, outcome, error);
}

gboolean
sb_flight_item_gone (SbTxn *txn, const SbFlight *flight, SbFlightItem *item, gint64 now,
                     GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link = sb_link_of_record (sb_txn_get_database (txn), item->record, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (link != NULL)
    {
      g_free (link->state);
      link->state = g_strdup ("deleted");
      if (!sb_link_save (txn, link, now, error))
        return FALSE;
    }
  return finish_record (txn, item, "delete", now, error)
         && sb_flight_settle_item (txn, flight, item, "done", error);
}

gboolean
sb_flight_item_refused (SbTxn *txn, const SbFlight *flight, SbFlightItem *item,
                        const SbQboFault *fault, gint64 now, GError **error)
{
  gboolean blocked = g_strcmp0 (fault->reason, "inactive-reference") == 0;

  return sb_record_set_state (txn, item->record, blocked ? SB_RECORD_BLOCKED : SB_RECORD_FAILED,
                              fault->reason, fault->sentence, fault->remedy,
                              fault->code[0] != '\0' ? fault->code : NULL, now, error)
         && sb_flight_settle_item (txn, flight, item, "fault", error);
}

/* Somebody changed the contact or product meanwhile: the token and the mirror are brought up to
 * date; the next translation merges. */
static gboolean
take_newer (SbTxn *txn, const SbFlightItem *item, JsonObject *object, gint64 now, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link = sb_link_of_record (sb_txn_get_database (txn), item->record, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (sb_list_entity_find (item->object) != NULL
      && !sb_mirror_put (txn, item->object, object, now, error))
    return FALSE;
  if (link == NULL)
    return TRUE;
  g_free (link->sync_token);
  link->sync_token = g_strdup (sb_json_string_or (object, "SyncToken", NULL));
  return sb_link_save (txn, link, now, error);
}

gboolean
sb_flight_item_again (SbTxn *txn, const SbFlight *flight, SbFlightItem *item, JsonObject *object,
                      SbCurrency home, gint64 now, GError **error)
{
  gboolean conflict = FALSE;

  if (!sb_record_set_state (txn, item->record, SB_RECORD_WAITING, NULL, NULL, NULL, NULL, now,
                            error))
    return FALSE;
  if (object != NULL && sb_list_entity_find (item->object) != NULL
      && !take_newer (txn, item, object, now, error))
    return FALSE;
  if (object != NULL && sb_list_entity_find (item->object) == NULL
      && !sb_document_seen (txn, item->record, object, home, now, &conflict, error))
    return FALSE;
  return sb_flight_settle_item (txn, flight, item, conflict ? "conflict" : "stale", error);
}
