/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody does in QuickBooks meanwhile: payments come over once, edits are told, names are
 * merged. */
#include "sb-sync-rig.h"

static void
run (SbSyncRig *rig, SbSyncOutcome outcome)
{
  g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);

  if (report->outcome != outcome)
    sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, outcome);
}

static void
start (SbSyncRig *rig)
{
  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  run (rig, SB_SYNC_OUTCOME_DONE);
}

static void
a_payment_entered_in_quickbooks_comes_over_once (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) invoice = NULL;
  g_autoptr (SbRecord) customer = NULL;
  g_autoptr (SbSyncReport) second = NULL;
  g_autoptr (SbSyncReport) third = NULL;
  g_autofree char *edit = NULL;

  start (rig);
  invoice = sb_sync_rig_record (rig, "Invoice", "I1");
  customer = sb_sync_rig_record (rig, "Customer", "Ann O'Neil");
  edit = g_strdup_printf (
      "{'entity':'Payment','changes':{'CustomerRef':{'value':'%s'},'TotalAmt':20.00,'TxnDate':'"
      "2024-03-20',"
      "'Line':[{'Amount':20.00,'LinkedTxn':[{'TxnId':'%s','TxnType':'Invoice'}]}]}}",
      customer->qbo_id, invoice->qbo_id);
  g_free (sb_sync_rig_admin (rig, "edit", edit));
  second = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  sb_sync_rig_print (second);
  g_assert_cmpint (second->outcome, ==, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpuint (second->pulled->len, ==, 1);
  g_assert_cmpuint (second->sent->len, ==, 0);
  third = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpuint (third->pulled->len, ==, 0);
  sb_sync_rig_assert_whole (rig);
}

static const SbConflictField *
find_field (const SbRecord *record, const char *name)
{
  for (guint i = 0; i < record->conflict->len; i++)
    {
      const SbConflictField *field = g_ptr_array_index (record->conflict, i);

      g_test_message ("%s: %s, here %s, there %s", field->field, field->base, field->local, field->qbo);
      if (g_str_equal (field->field, name))
        return field;
    }
  g_error ("no difference in %s", name);
}

static void
an_edited_invoice_is_a_conflict_never_followed (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) invoice = NULL;
  g_autoptr (SbRecord) after = NULL;
  g_autofree char *edit = NULL;
  const SbConflictField *day;

  start (rig);
  invoice = sb_sync_rig_record (rig, "Invoice", "I1");
  edit = g_strdup_printf ("{'entity':'Invoice','id':'%s','changes':{'TxnDate':'2024-03-21'}}",
                          invoice->qbo_id);
  g_free (sb_sync_rig_admin (rig, "edit", edit));
  run (rig, SB_SYNC_OUTCOME_FAILURES);
  after = sb_sync_rig_record (rig, "Invoice", "I1");
  g_assert_cmpint (after->state, ==, SB_RECORD_CONFLICT);
  g_assert_cmpstr (after->reason, ==, "changed-in-qbo");
  g_assert_nonnull (after->remedy);
  day = find_field (after, "TxnDate");
  g_assert_cmpstr (day->base, ==, "2024-03-08");
  g_assert_cmpstr (day->local, ==, day->base);
  g_assert_cmpstr (day->qbo, ==, "2024-03-21");
  for (guint i = 0; i < after->conflict->len; i++)
    {
      const SbConflictField *field = g_ptr_array_index (after->conflict, i);

      g_assert_cmpstr (field->local, !=, field->qbo);
    }
}

static void
a_name_changed_in_quickbooks_is_taken_over (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) customer = NULL;
  g_autoptr (SbRecord) after = NULL;
  g_autofree char *edit = NULL;

  start (rig);
  customer = sb_sync_rig_record (rig, "Customer", "Bo");
  edit = g_strdup_printf ("{'entity':'Customer','id':'%s','changes':{'DisplayName':'Bo Berg'}}",
                          customer->qbo_id);
  g_free (sb_sync_rig_admin (rig, "edit", edit));
  run (rig, SB_SYNC_OUTCOME_DONE);
  after = sb_sync_rig_record (rig, "Customer", "Bo Berg");
  g_assert_nonnull (after);
  g_assert_cmpint (after->state, ==, SB_RECORD_SYNCED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sb_sync_rig_add ("/sync/both-ways/a-payment-entered-in-quickbooks-comes-over-once",
                   a_payment_entered_in_quickbooks_comes_over_once);
  sb_sync_rig_add ("/sync/both-ways/an-edited-invoice-is-a-conflict-never-followed",
                   an_edited_invoice_is_a_conflict_never_followed);
  sb_sync_rig_add ("/sync/both-ways/a-name-changed-in-quickbooks-is-taken-over",
                   a_name_changed_in_quickbooks_is_taken_over);

  return g_test_run ();
}
