/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the owner decides about what did not go through: skip, retry, choose a side. */
#include "sb-sync-rig.h"

#include <string.h>

/* The write-off of the month, alone. */
#define WRITE_OFF "SELECT seq FROM journal WHERE event = (SELECT seq FROM event WHERE uid = 'E10')"

static char *
write_off (SbSyncRig *rig)
{
  return g_strdup_printf ("SB-J%" G_GINT64_FORMAT, sb_sync_rig_int (rig, WRITE_OFF));
}

static void
start (SbSyncRig *rig)
{
  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
}

static gint64
total_not_exported (const SbReconciliation *reconciliation)
{
  gint64 sum = 0;

  for (guint i = 0; i < reconciliation->accounts->len; i++)
    sum += ABS (
        ((SbReconciledAccount *) g_ptr_array_index (reconciliation->accounts, i))->not_exported);
  return sum;
}

static void
what_is_skipped_stays_here_is_counted_and_can_come_back (SbSyncRig *rig, gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autoptr (SbRecord) record = NULL;
  g_autoptr (SbRecord) skipped = NULL;
  g_autoptr (SbRecord) still = NULL;
  g_autoptr (SbRecord) waiting = NULL;
  g_autoptr (SbRecord) sent = NULL;
  g_autoptr (SbReconciliation) reconciliation = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  number = write_off (rig);
  record = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_WAITING, NULL);
  g_assert_cmpint (sb_sync_rig_skip (rig, record->id, "broken in the shop"), ==, 1);
  skipped = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_SKIPPED, "user");
  g_assert_cmpstr (skipped->message, ==, "broken in the shop");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  still = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_SKIPPED, "user");
  g_assert_null (still->qbo_id);
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_true (reconciliation->ok);
  g_assert_cmpint (total_not_exported (reconciliation), ==, 2 * record->amount);

  g_assert_cmpint (sb_sync_rig_retry (rig, record->id), ==, 1);
  waiting = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_WAITING, NULL);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sent = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_SYNCED, NULL);
  g_assert_nonnull (sent->qbo_id);
  sb_sync_rig_assert_whole (rig);
}

static void
what_was_sent_cannot_be_skipped (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bill = NULL;
  g_autoptr (SbRecord) after = NULL;

  start (rig);
  bill = sb_sync_rig_record (rig, "Bill", "B-77");
  g_assert_cmpint (sb_sync_rig_skip (rig, bill->id, "never mind"), ==, 0);
  after = sb_sync_rig_expect_record (rig, "Bill", "B-77", SB_RECORD_SYNCED, NULL);
}

static void
one_several_or_all_of_what_failed_goes_again (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) oak = NULL;
  g_autoptr (SbRecord) oak_after = NULL;
  g_autoptr (SbRecord) pine_after = NULL;
  g_autoptr (SbRecord) free_after = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  g_free (sb_sync_rig_admin (rig, "faults",
                             "{'rules':[{'method':'POST','path':'/item','times':3,'do':'fault',"
                             "'code':6000,'detail':'Business Validation Error: not today'}]}"));
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  g_assert_cmpint (sb_sync_rig_int (rig, "SELECT count (*) FROM record WHERE state = 'failed'"), ==,
                   3);
  oak = sb_sync_rig_expect_record (rig, "Item", "OAK-1", SB_RECORD_FAILED, "validation");
  g_assert_cmpint (sb_sync_rig_retry (rig, oak->id), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  oak_after = sb_sync_rig_expect_record (rig, "Item", "OAK-1", SB_RECORD_SYNCED, NULL);
  pine_after = sb_sync_rig_expect_record (rig, "Item", "PINE-2", SB_RECORD_FAILED, "validation");
  free_after = sb_sync_rig_expect_record (rig, "Item", "FREE-3", SB_RECORD_FAILED, "validation");
  g_assert_cmpint (sb_sync_rig_retry (rig, oak->id), ==, 0);
  sb_sync_rig_retry_all (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
}

static const SbConflictField *
only_field (const SbRecord *record, const char *name)
{
  const SbConflictField *field;

  g_assert_cmpuint (record->conflict->len, ==, 1);
  field = g_ptr_array_index (record->conflict, 0);
  g_assert_cmpstr (field->field, ==, name);
  return field;
}

/* ---- contacts ---- */

static SbRecord *
both_change_the_phone (SbSyncRig *rig)
{
  g_autoptr (SbRecord) bo = NULL;

  start (rig);
  sb_sync_rig_sql (rig, "UPDATE party SET phone = '111' WHERE name = 'Bo'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  bo = sb_sync_rig_record (rig, "Customer", "Bo");
  sb_sync_rig_sql (rig, "UPDATE party SET phone = '222' WHERE name = 'Bo'");
  sb_sync_rig_edit (rig, "Customer", bo->qbo_id, NULL,
                    "'PrimaryPhone':{'FreeFormNumber':'333'}");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  return sb_sync_rig_expect_record (rig, "Customer", "Bo", SB_RECORD_CONFLICT, "edited-both");
}

static char *
phone_there (SbSyncRig *rig, const char *id)
{
  g_autoptr (JsonObject) object = sb_sync_rig_read (rig, "Customer", id);

  return g_strdup (json_object_get_string_member (
      json_object_get_object_member (object, "PrimaryPhone"), "FreeFormNumber"));
}

static void
a_contact_changed_on_both_sides_can_stay_as_here (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bo = both_change_the_phone (rig);
  g_autofree char *phone = NULL;
  const SbConflictField *field = only_field (bo, "PrimaryPhone");

  g_assert_cmpstr (field->base, ==, "111");
  g_assert_cmpstr (field->local, ==, "222");
  g_assert_cmpstr (field->qbo, ==, "333");
  g_assert_cmpint (sb_sync_rig_resolve (rig, bo->id, FALSE), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  phone = phone_there (rig, bo->qbo_id);
  g_assert_cmpstr (phone, ==, "222");
}

static void
a_contact_changed_on_both_sides_can_become_as_there (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bo = both_change_the_phone (rig);
  g_autoptr (SbSyncReport) quiet = NULL;

  g_assert_cmpint (sb_sync_rig_resolve (rig, bo->id, TRUE), ==, 1);
  g_assert_cmpint (
      sb_sync_rig_int (rig, "SELECT phone = '333' FROM party WHERE name = 'Bo'"), ==, 1);
  quiet = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpint (quiet->outcome, ==, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpuint (quiet->sent->len, ==, 0);
}

/* ---- documents ---- */

static SbRecord *
invoice_changed_there (SbSyncRig *rig)
{
  g_autoptr (SbRecord) invoice = NULL;

  start (rig);
  invoice = sb_sync_rig_record (rig, "Invoice", "I1");
  sb_sync_rig_edit (rig, "Invoice", invoice->qbo_id, NULL, "'TxnDate':'2024-03-21'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  return sb_sync_rig_expect_record (rig, "Invoice", "I1", SB_RECORD_CONFLICT, "changed-in-qbo");
}

static void
an_invoice_changed_there_is_written_over (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) invoice = invoice_changed_there (rig);
  g_autoptr (SbRecord) after = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_assert_cmpint (sb_sync_rig_resolve (rig, invoice->id, FALSE), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  after = sb_sync_rig_expect_record (rig, "Invoice", "I1", SB_RECORD_SYNCED, NULL);
  object = sb_sync_rig_read (rig, "Invoice", after->qbo_id);
  g_assert_cmpstr (json_object_get_string_member (object, "TxnDate"), ==, "2024-03-08");
  sb_sync_rig_assert_whole (rig);
}

static void
an_invoice_changed_there_is_left_and_explained (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) invoice = invoice_changed_there (rig);
  g_autoptr (SbReconciliation) reconciliation = NULL;

  g_assert_cmpint (sb_sync_rig_resolve (rig, invoice->id, TRUE), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_true (reconciliation->ok);
}

static void
a_bill_whose_amount_was_changed_shows_both_amounts (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bill = NULL;
  g_autoptr (SbRecord) after = NULL;
  g_autoptr (SbReconciliation) reconciliation = NULL;
  const SbConflictField *field;

  start (rig);
  bill = sb_sync_rig_record (rig, "Bill", "B-77");
  sb_sync_rig_edit (rig, "Bill", bill->qbo_id, NULL,
                    "'Line':[{'Amount':170.00,'DetailType':'AccountBasedExpenseLineDetail',"
                    "'AccountBasedExpenseLineDetail':{'AccountRef':{'value':'31'}}}]");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  after = sb_sync_rig_expect_record (rig, "Bill", "B-77", SB_RECORD_CONFLICT, "changed-in-qbo");
  field = only_field (after, "amount");
  g_assert_cmpstr (field->base, ==, "163.00");
  g_assert_cmpstr (field->local, ==, "163.00");
  g_assert_cmpstr (field->qbo, ==, "170.00");
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_true (reconciliation->ok);
  g_assert_cmpint (sb_sync_rig_resolve (rig, bill->id, FALSE), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
}

/* The month without its payments, so that its documents can go. */
static SbRecord *
take_away (SbSyncRig *rig, const char *entity, const char *number, const char *operation,
           const char *reason)
{
  g_autoptr (SbRecord) record = NULL;
  SbRecord *after;
  const SbConflictField *field;

  start (rig);
  sb_sync_rig_event (rig, 9, "'type':'undo','ref':'E8'");
  sb_sync_rig_event (rig, 10, "'type':'undo','ref':'E9'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  record = sb_sync_rig_record (rig, entity, number);
  sb_sync_rig_edit (rig, entity, record->qbo_id, operation, NULL);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  after = sb_sync_rig_expect_record (rig, entity, number, SB_RECORD_CONFLICT, reason);
  field = only_field (after, "existence");
  g_assert_cmpstr (field->base, ==, "present");
  g_assert_cmpstr (field->local, ==, "present");
  return after;
}

static void
send_again (SbSyncRig *rig, const SbRecord *record, const char *entity, const char *number)
{
  g_autoptr (SbRecord) after = NULL;

  g_assert_cmpint (sb_sync_rig_resolve (rig, record->id, FALSE), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  after = sb_sync_rig_expect_record (rig, entity, number, SB_RECORD_SYNCED, NULL);
  g_assert_cmpstr (after->qbo_id, !=, record->qbo_id);
  g_assert_cmpstr (after->uid, ==, record->uid);
  sb_sync_rig_assert_whole (rig);
}

static void
a_bill_deleted_there_is_sent_again (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bill = take_away (rig, "Bill", "B-77", "delete", "deleted-in-qbo");

  send_again (rig, bill, "Bill", "B-77");
}

static void
a_bill_deleted_there_is_undone_here (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bill = take_away (rig, "Bill", "B-77", "delete", "deleted-in-qbo");
  g_autoptr (SbRecord) after = NULL;

  g_assert_cmpint (sb_sync_rig_resolve (rig, bill->id, TRUE), ==, 1);
  after = sb_sync_rig_expect_record (rig, "Bill", "B-77", SB_RECORD_SUPERSEDED, NULL);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
}

static void
an_invoice_deleted_there_is_sent_again (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) invoice = take_away (rig, "Invoice", "I1", "delete", "deleted-in-qbo");

  send_again (rig, invoice, "Invoice", "I1");
}

static void
an_invoice_voided_there_is_undone_here (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) invoice = take_away (rig, "Invoice", "I1", "void", "voided-in-qbo");

  g_assert_cmpstr (only_field (invoice, "existence")->qbo, ==, "voided");
  g_assert_cmpint (sb_sync_rig_resolve (rig, invoice->id, TRUE), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
}

static void
a_journal_deleted_there_is_sent_again (SbSyncRig *rig, gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autoptr (SbRecord) entry = NULL;

  sb_sync_rig_month (rig);
  number = write_off (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  {
    g_autoptr (SbRecord) record = sb_sync_rig_record (rig, "JournalEntry", number);

    sb_sync_rig_edit (rig, "JournalEntry", record->qbo_id, "delete", NULL);
  }
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  entry = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_CONFLICT,
                                     "deleted-in-qbo");
  send_again (rig, entry, "JournalEntry", number);
}

static void
a_journal_deleted_there_can_stay_away_and_is_explained (SbSyncRig *rig, gconstpointer data)
{
  g_autofree char *number = NULL;
  g_autoptr (SbRecord) record = NULL;
  g_autoptr (SbRecord) after = NULL;
  g_autoptr (SbReconciliation) reconciliation = NULL;

  sb_sync_rig_month (rig);
  number = write_off (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  record = sb_sync_rig_record (rig, "JournalEntry", number);
  sb_sync_rig_edit (rig, "JournalEntry", record->qbo_id, "delete", NULL);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  g_assert_cmpint (sb_sync_rig_resolve (rig, record->id, TRUE), ==, 1);
  after = sb_sync_rig_expect_record (rig, "JournalEntry", number, SB_RECORD_SKIPPED, "user");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_true (reconciliation->ok);
}

static void
a_journal_of_no_record_is_found (SbSyncRig *rig, gconstpointer data)
{
  start (rig);
  g_assert_true (sb_sync_rig_rule_holds (rig, 24));
  sb_sync_rig_sql (rig, "DELETE FROM record_journal WHERE journal = 1");
  g_assert_false (sb_sync_rig_rule_holds (rig, 24));
}

static void
an_amount_that_was_not_sent_as_posted_is_found (SbSyncRig *rig, gconstpointer data)
{
  start (rig);
  g_assert_true (sb_sync_rig_rule_holds (rig, 25));
  sb_sync_rig_sql (rig, "UPDATE link SET snapshot = replace (snapshot, 'Credit ', 'Credit 1')"
                        " WHERE object = 'JournalEntry'");
  g_assert_false (sb_sync_rig_rule_holds (rig, 25));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) sb_sync_rig_add ("/sync/decisions/" name, func)
  ADD ("what-is-skipped-stays-here-is-counted-and-can-come-back",
       what_is_skipped_stays_here_is_counted_and_can_come_back);
  ADD ("what-was-sent-cannot-be-skipped", what_was_sent_cannot_be_skipped);
  ADD ("one-several-or-all-of-what-failed-goes-again",
       one_several_or_all_of_what_failed_goes_again);
  ADD ("a-contact-changed-on-both-sides-can-stay-as-here",
       a_contact_changed_on_both_sides_can_stay_as_here);
  ADD ("a-contact-changed-on-both-sides-can-become-as-there",
       a_contact_changed_on_both_sides_can_become_as_there);
  ADD ("an-invoice-changed-there-is-written-over", an_invoice_changed_there_is_written_over);
  ADD ("an-invoice-changed-there-is-left-and-explained",
       an_invoice_changed_there_is_left_and_explained);
  ADD ("a-bill-whose-amount-was-changed-shows-both-amounts",
       a_bill_whose_amount_was_changed_shows_both_amounts);
  ADD ("a-bill-deleted-there-is-sent-again", a_bill_deleted_there_is_sent_again);
  ADD ("a-bill-deleted-there-is-undone-here", a_bill_deleted_there_is_undone_here);
  ADD ("an-invoice-deleted-there-is-sent-again", an_invoice_deleted_there_is_sent_again);
  ADD ("an-invoice-voided-there-is-undone-here", an_invoice_voided_there_is_undone_here);
  ADD ("a-journal-deleted-there-is-sent-again", a_journal_deleted_there_is_sent_again);
  ADD ("a-journal-deleted-there-can-stay-away-and-is-explained",
       a_journal_deleted_there_can_stay_away_and_is_explained);
  ADD ("a-journal-of-no-record-is-found", a_journal_of_no_record_is_found);
  ADD ("an-amount-that-was-not-sent-as-posted-is-found",
       an_amount_that_was_not_sent_as_posted_is_found);
#undef ADD

  return g_test_run ();
}
