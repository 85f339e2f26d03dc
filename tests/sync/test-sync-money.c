/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payments both ways and never twice, costs that come later, numbers and tokens that are taken. */
#include "sb-sync-rig.h"

#include <stdlib.h>
#include <string.h>

static void
start (SbSyncRig *rig)
{
  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
}

/* Members of a Payment of the customer over invoices: id, amount, id, amount ... NULL */
static char *
payment_over (SbSyncRig *rig, const char *customer, const char *total, const char *first, ...)
{
  g_autoptr (SbRecord) who = sb_sync_rig_record (rig, "Customer", customer);
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *id = first;
  va_list args;

  va_start (args, first);
  while (id != NULL)
    {
      g_string_append_printf (lines,
                              "%s{'Amount':%s,'LinkedTxn':[{'TxnId':'%s','TxnType':'Invoice'}]}",
                              lines->len > 0 ? "," : "", va_arg (args, const char *), id);
      id = va_arg (args, const char *);
    }
  va_end (args);
  return g_strdup_printf (
      "'CustomerRef':{'value':'%s'},'TotalAmt':%s,'TxnDate':'2024-03-20','Line':[%s]", who->qbo_id,
      total, lines->str);
}

static void
second_invoice (SbSyncRig *rig)
{
  sb_sync_rig_event (rig, 15,
                     "'type':'invoice','invoice':'I2','customer':'Ann O\\u0027Neil',"
                     "'lines':[{'item':'Repair','qty':'1','unit_price':'30.00'}]");
}

static gint64
settled (SbSyncRig *rig, const char *number)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT settled FROM document WHERE kind = 'invoice' AND number = '%s'", number);

  return sb_sync_rig_int (rig, sql);
}

static void
one_payment_over_several_invoices_settles_each (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) one = NULL;
  g_autoptr (SbRecord) two = NULL;
  g_autofree char *members = NULL;

  sb_sync_rig_month (rig);
  second_invoice (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  one = sb_sync_rig_record (rig, "Invoice", "I1");
  two = sb_sync_rig_record (rig, "Invoice", "I2");
  members = payment_over (rig, "Ann O'Neil", "55.00", one->qbo_id, "25.00", two->qbo_id, "30.00",
                          NULL);
  sb_sync_rig_edit (rig, "Payment", NULL, NULL, members);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I1"), ==, 7500);
  g_assert_cmpint (settled (rig, "I2"), ==, 3000);
  sb_sync_rig_assert_whole (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I1"), ==, 7500);
}

static void
what_is_paid_too_much_stays_a_credit_on_both_sides (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) two = NULL;
  g_autofree char *members = NULL;

  sb_sync_rig_month (rig);
  second_invoice (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  two = sb_sync_rig_record (rig, "Invoice", "I2");
  members = payment_over (rig, "Ann O'Neil", "40.00", two->qbo_id, "30.00", NULL);
  sb_sync_rig_edit (rig, "Payment", NULL, NULL, members);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I2"), ==, 4000);
  sb_sync_rig_assert_whole (rig);
}

static void
what_was_paid_too_much_here_goes_there_as_a_credit (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (JsonArray) rows = NULL;
  JsonObject *payment;

  sb_sync_rig_month (rig);
  second_invoice (rig);
  sb_sync_rig_event (rig, 20,
                     "'type':'payment','invoice':'I2','amount':'42.00',"
                     "'account':'UndepositedFunds','number':'P-2'");
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  rows = sb_sync_rig_query (rig, "Payment", "TotalAmt = '42.00'");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  payment = json_array_get_object_element (rows, 0);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (payment, "UnappliedAmt"), 12.0,
                                  0.001);
  sb_sync_rig_assert_whole (rig);
}

/* The accountant took one cheque for an invoice of ours and one of before. */
static void
what_a_payment_settles_besides_is_no_business_of_ours (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) two = NULL;
  g_autoptr (SbRecord) who = NULL;
  g_autoptr (JsonArray) rows = NULL;
  g_autoptr (SbReconciliation) reconciliation = NULL;
  g_autofree char *invoice = NULL;
  g_autofree char *members = NULL;

  sb_sync_rig_month (rig);
  second_invoice (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  who = sb_sync_rig_record (rig, "Customer", "Ann O'Neil");
  two = sb_sync_rig_record (rig, "Invoice", "I2");
  invoice = g_strdup_printf ("'DocNumber':'OLD-1','CustomerRef':{'value':'%s'},'Line':[{'Amount':"
                             "10.00,'DetailType':'SalesItemLineDetail','SalesItemLineDetail':"
                             "{'ItemRef':{'value':'10'}}}]",
                             who->qbo_id);
  sb_sync_rig_edit (rig, "Invoice", NULL, NULL, invoice);
  rows = sb_sync_rig_query (rig, "Invoice", "DocNumber = 'OLD-1'");
  members = payment_over (
      rig, "Ann O'Neil", "40.00", two->qbo_id, "30.00",
      json_object_get_string_member (json_array_get_object_element (rows, 0), "Id"), "10.00",
      NULL);
  sb_sync_rig_edit (rig, "Payment", NULL, NULL, members);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I2"), ==, 3000);
  reconciliation = sb_sync_rig_reconcile (rig);
  g_assert_true (reconciliation->ok);
}

/* The customer paid; both the shop and the accountant typed it in. */
static void
money_that_both_entered_is_asked_about_not_doubled (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) two = NULL;
  g_autoptr (SbRecord) blocked = NULL;
  g_autoptr (SbRecord) sent = NULL;
  g_autofree char *members = NULL;

  sb_sync_rig_month (rig);
  second_invoice (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  two = sb_sync_rig_record (rig, "Invoice", "I2");
  members = payment_over (rig, "Ann O'Neil", "30.00", two->qbo_id, "30.00", NULL);
  sb_sync_rig_event (rig, 20,
                     "'type':'payment','invoice':'I2','amount':'30.00',"
                     "'account':'UndepositedFunds','number':'P-2'");
  sb_sync_rig_edit (rig, "Payment", NULL, NULL, members);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  blocked
      = sb_sync_rig_expect_record (rig, "Payment", "P-2", SB_RECORD_BLOCKED, "possible-duplicate");
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Payment"), ==, 1);
  sb_sync_rig_event (rig, 20, "'type':'undo','ref':'E15'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
}

static void
a_payment_changed_there_is_changed_here (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) one = NULL;
  g_autoptr (SbRecord) payment = NULL;
  g_autofree char *members = NULL;

  start (rig);
  one = sb_sync_rig_record (rig, "Invoice", "I1");
  payment = sb_sync_rig_record (rig, "Payment", "E8");
  g_assert_nonnull (payment);
  members = payment_over (rig, "Ann O'Neil", "60.00", one->qbo_id, "60.00", NULL);
  sb_sync_rig_edit (rig, "Payment", payment->qbo_id, NULL, members);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I1"), ==, 6000);
  sb_sync_rig_assert_whole (rig);
}

static void
an_imported_payment_deleted_there_is_undone_here (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) one = NULL;
  g_autoptr (JsonArray) rows = NULL;
  g_autofree char *members = NULL;
  const char *id = NULL;

  start (rig);
  one = sb_sync_rig_record (rig, "Invoice", "I1");
  members = payment_over (rig, "Ann O'Neil", "20.00", one->qbo_id, "20.00", NULL);
  sb_sync_rig_edit (rig, "Payment", NULL, NULL, members);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I1"), ==, 7000);
  rows = sb_sync_rig_query (rig, "Payment", "TotalAmt = '20.00'");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  id = json_object_get_string_member (json_array_get_object_element (rows, 0), "Id");
  sb_sync_rig_edit (rig, "Payment", id, "delete", NULL);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpint (settled (rig, "I1"), ==, 5000);
  sb_sync_rig_assert_whole (rig);
}

static void
our_own_payment_deleted_there_is_the_owners_choice (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) payment = NULL;
  g_autoptr (SbRecord) after = NULL;

  start (rig);
  payment = sb_sync_rig_record (rig, "Payment", "E8");
  sb_sync_rig_edit (rig, "Payment", payment->qbo_id, "delete", NULL);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  after = sb_sync_rig_expect_record (rig, "Payment", "E8", SB_RECORD_CONFLICT, "deleted-in-qbo");
  g_assert_cmpint (settled (rig, "I1"), ==, 5000);
  g_assert_cmpint (sb_sync_rig_resolve (rig, payment->id, TRUE), ==, 1);
  g_assert_cmpint (settled (rig, "I1"), ==, 0);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_assert_whole (rig);
}

static void
a_payment_undone_here_leaves_quickbooks (SbSyncRig *rig, gconstpointer data)
{
  start (rig);
  sb_sync_rig_event (rig, 9, "'type':'undo','ref':'E8'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Payment"), ==, 0);
  sb_sync_rig_assert_whole (rig);
}

static void
a_payment_in_a_deposit_stays_and_says_why (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) payment = NULL;
  g_autoptr (SbRecord) after = NULL;
  g_autoptr (JsonArray) banks = NULL;
  g_autofree char *members = NULL;

  start (rig);
  payment = sb_sync_rig_record (rig, "Payment", "E8");
  banks = sb_sync_rig_query (rig, "Account", "Name = 'Checking'");
  members = g_strdup_printf (
      "'DepositToAccountRef':{'value':'%s'},'TxnDate':'2024-03-21','Line':[{'Amount':50.00,"
      "'LinkedTxn':[{'TxnId':'%s','TxnType':'Payment','TxnLineId':'0'}]}]",
      json_object_get_string_member (json_array_get_object_element (banks, 0), "Id"),
      payment->qbo_id);
  sb_sync_rig_edit (rig, "Deposit", NULL, NULL, members);
  sb_sync_rig_event (rig, 9, "'type':'undo','ref':'E8'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  after = sb_sync_rig_expect_record (rig, "Payment", "E8", SB_RECORD_FAILED, "in-deposit");
  g_assert_cmpstr (after->action, ==, "delete");
}

/* ---- costs ---- */

static void
the_bill_that_brings_the_cost_ends_the_waiting (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) waiting = NULL;
  g_autoptr (SbRecord) through = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_event (rig, 15,
                     "'type':'purchase_order','po':'PO9','vendor':'Timber & Sons',"
                     "'lines':[{'sku':'FREE-3','qty':'5'}]");
  sb_sync_rig_event (rig, 16, "'type':'receive','po':'PO9','lines':[{'sku':'FREE-3','qty':'5'}]");
  sb_sync_rig_event (rig, 17,
                     "'type':'sale_order','sale':'S9','customer':'Bo',"
                     "'lines':[{'sku':'FREE-3','qty':'4','unit_price':'1.00'}]");
  sb_sync_rig_event (rig, 18, "'type':'ship','sale':'S9','lines':[{'sku':'FREE-3','qty':'4'}]");
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  waiting = sb_sync_rig_expect_record (rig, "JournalEntry", "S9", SB_RECORD_PENDING, "zero-cost");
  sb_sync_rig_assert_whole (rig);
  sb_sync_rig_event (rig, 19,
                     "'type':'bill','bill':'B-90','po':'PO9','vendor':'Timber & Sons',"
                     "'lines':[{'sku':'FREE-3','qty':'5','unit_price':'2.00'}]");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  through = sb_sync_rig_expect_record (rig, "JournalEntry", "S9", SB_RECORD_SUPERSEDED, NULL);
  g_assert_cmpint (sb_sync_rig_int (rig, "SELECT count (*) FROM journal_line l JOIN journal j"
                                         " ON j.seq = l.journal JOIN record_journal r"
                                         " ON r.journal = j.seq JOIN record s ON s.id = r.record"
                                         " WHERE l.role = 'COGS' AND j.kind = 'post'"
                                         " AND s.state <> 'synced'"),
                   ==, 0);
  sb_sync_rig_assert_whole (rig);
}

static void
what_was_really_free_is_skipped (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) pending = NULL;
  g_autoptr (SbRecord) skipped = NULL;

  start (rig);
  pending = sb_sync_rig_expect_record (rig, "JournalEntry", "S2", SB_RECORD_PENDING, "zero-cost");
  g_assert_cmpint (sb_sync_rig_skip (rig, pending->id, "a sample"), ==, 1);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  skipped = sb_sync_rig_expect_record (rig, "JournalEntry", "S2", SB_RECORD_SKIPPED, "user");
}

/* ---- numbers and tokens ---- */

static void
a_number_that_is_taken_is_told_and_goes_when_it_is_free (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) failed = NULL;
  g_autoptr (SbRecord) payment = NULL;
  g_autoptr (SbRecord) sent = NULL;
  g_autoptr (JsonArray) rows = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_edit (rig, "Invoice", NULL, NULL,
                    "'DocNumber':'I1','CustomerRef':{'value':'1'},'Line':[{'Amount':1.00,"
                    "'DetailType':'SalesItemLineDetail','SalesItemLineDetail':{'ItemRef':"
                    "{'value':'10'}}}]");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  failed = sb_sync_rig_expect_record (rig, "Invoice", "I1", SB_RECORD_FAILED, "duplicate-number");
  payment = sb_sync_rig_expect_record (rig, "Payment", "E8", SB_RECORD_BLOCKED, "depends");
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Invoice"), ==, 0);
  rows = sb_sync_rig_query (rig, "Invoice", "DocNumber = 'I1'");
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  sb_sync_rig_edit (
      rig, "Invoice",
      json_object_get_string_member (json_array_get_object_element (rows, 0), "Id"), NULL,
      "'DocNumber':'I1-old'");
  sb_sync_rig_retry_all (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sent = sb_sync_rig_expect_record (rig, "Invoice", "I1", SB_RECORD_SYNCED, NULL);
  sb_sync_rig_assert_whole (rig);
}

/* Changed there between our reading and our writing. */
static void
somebody_quicker_is_merged_with_and_written_once_more (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bo = NULL;
  g_autoptr (SbRecord) after = NULL;
  g_autoptr (JsonObject) object = NULL;

  start (rig);
  bo = sb_sync_rig_record (rig, "Customer", "Bo");
  sb_sync_rig_sql (rig, "UPDATE party SET phone = '222' WHERE name = 'Bo'");
  g_free (sb_sync_rig_admin (rig, "faults",
                             "{'rules':[{'method':'POST','path':'/customer','times':1,"
                             "'do':'edit'}]}"));
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  after = sb_sync_rig_expect_record (rig, "Customer", "Bo", SB_RECORD_SYNCED, NULL);
  object = sb_sync_rig_read (rig, "Customer", bo->qbo_id);
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (object, "PrimaryPhone"), "FreeFormNumber"),
                   ==, "222");
  g_assert_cmpint (atoi (after->sync_token), ==, atoi (bo->sync_token) + 2);
}

static void
a_token_that_is_old_twice_fails_with_both_remedies (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) failed = NULL;
  g_autoptr (SbRecord) after = NULL;

  start (rig);
  sb_sync_rig_sql (rig, "UPDATE party SET phone = '222' WHERE name = 'Bo'");
  g_free (sb_sync_rig_admin (rig, "faults",
                             "{'rules':[{'method':'POST','path':'/customer','times':2,"
                             "'do':'edit'}]}"));
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_FAILURES);
  failed = sb_sync_rig_expect_record (rig, "Customer", "Bo", SB_RECORD_FAILED, "stale");
  g_assert_true ((failed->actions & SB_RECORD_CAN_RETRY) != 0);
  g_assert_true ((failed->actions & SB_RECORD_CAN_SKIP) != 0);
  sb_sync_rig_retry_all (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  after = sb_sync_rig_expect_record (rig, "Customer", "Bo", SB_RECORD_SYNCED, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) sb_sync_rig_add ("/sync/money/" name, func)
  ADD ("one-payment-over-several-invoices-settles-each",
       one_payment_over_several_invoices_settles_each);
  ADD ("what-is-paid-too-much-stays-a-credit-on-both-sides",
       what_is_paid_too_much_stays_a_credit_on_both_sides);
  ADD ("what-was-paid-too-much-here-goes-there-as-a-credit",
       what_was_paid_too_much_here_goes_there_as_a_credit);
  ADD ("what-a-payment-settles-besides-is-no-business-of-ours",
       what_a_payment_settles_besides_is_no_business_of_ours);
  ADD ("money-that-both-entered-is-asked-about-not-doubled",
       money_that_both_entered_is_asked_about_not_doubled);
  ADD ("a-payment-changed-there-is-changed-here", a_payment_changed_there_is_changed_here);
  ADD ("an-imported-payment-deleted-there-is-undone-here",
       an_imported_payment_deleted_there_is_undone_here);
  ADD ("our-own-payment-deleted-there-is-the-owners-choice",
       our_own_payment_deleted_there_is_the_owners_choice);
  ADD ("a-payment-undone-here-leaves-quickbooks", a_payment_undone_here_leaves_quickbooks);
  ADD ("a-payment-in-a-deposit-stays-and-says-why", a_payment_in_a_deposit_stays_and_says_why);
  ADD ("the-bill-that-brings-the-cost-ends-the-waiting",
       the_bill_that_brings_the_cost_ends_the_waiting);
  ADD ("what-was-really-free-is-skipped", what_was_really_free_is_skipped);
  ADD ("a-number-that-is-taken-is-told-and-goes-when-it-is-free",
       a_number_that_is_taken_is_told_and_goes_when_it_is_free);
  ADD ("somebody-quicker-is-merged-with-and-written-once-more",
       somebody_quicker_is_merged_with_and_written_once_more);
  ADD ("a-token-that-is-old-twice-fails-with-both-remedies",
       a_token_that_is_old_twice_fails_with_both_remedies);
#undef ADD

  return g_test_run ();
}
