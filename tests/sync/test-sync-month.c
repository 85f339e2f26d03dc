/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of trade into the practice company: once each, to the cent, and quiet afterwards. */
#include "sb-sync-rig.h"

static void
assert_done (SbSyncReport *report)
{
  sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
}

static void
a_month_goes_out_once_and_proves_itself (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) first = NULL;
  g_autoptr (SbSyncReport) second = NULL;
  g_autoptr (SbRecord) pending = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  first = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (first);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Invoice"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Bill"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Payment"), ==, 1);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "BillPayment"), ==, 1);
  /* Opening, shipment, adjustment. The receipt and the correction of the bill post to accounts that
   * fall back to Inventory here, so they net to nothing. */
  g_assert_cmpuint (sb_sync_rig_marked (rig, "JournalEntry"), ==, 3);
  pending = sb_sync_rig_record (rig, "JournalEntry", "S2");
  g_assert_nonnull (pending);
  g_assert_cmpint (pending->state, ==, SB_RECORD_PENDING);
  g_assert_cmpstr (pending->reason, ==, "zero-cost");
  sb_sync_rig_assert_whole (rig);

  second = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (second);
  g_assert_cmpuint (second->calls.total, <=, 2);
  g_assert_cmpuint (second->sent->len, ==, 0);
  g_assert_cmpuint (second->pulled->len, ==, 0);
  g_assert_cmpint (second->counts[SB_RECORD_SYNCED], ==, first->counts[SB_RECORD_SYNCED]);
}

static void
a_preview_shows_what_the_run_then_sends_and_changes_nothing (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) preview = NULL;
  g_autoptr (SbSyncReport) run = NULL;
  guint sent = 0;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  preview = sb_sync_rig_run (rig, SB_SYNC_RUN_DRY_RUN);
  g_assert_true (preview->dry_run);
  g_assert_cmpuint (preview->requests->len, >, 8);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "Invoice"), ==, 0);
  for (guint i = 0; i < preview->requests->len; i++)
    {
      const SbSyncPlanned *planned = g_ptr_array_index (preview->requests, i);
      gint64 balance = 0;

      for (guint j = 0; j < planned->posting->len; j++)
        {
          const SbSyncPosting *posting = g_ptr_array_index (planned->posting, j);

          balance += posting->debit - posting->credit;
        }
      g_assert_cmpint (balance, ==, 0);
    }
  run = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (run);
  for (guint i = 0; i < run->sent->len; i++)
    {
      const SbSyncCount *count = g_ptr_array_index (run->sent, i);

      sent += count->created + count->updated;
    }
  g_assert_cmpuint (sent, ==, preview->requests->len);
}

static void
an_undone_bill_payment_leaves_quickbooks_too (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) first = NULL;
  g_autoptr (SbSyncReport) second = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  first = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (first);
  sb_sync_rig_event (rig, 10, "'type':'undo','ref':'E9'");
  second = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (second);
  g_assert_cmpuint (sb_sync_rig_marked (rig, "BillPayment"), ==, 0);
  sb_sync_rig_assert_whole (rig);
}

static void
a_cost_that_comes_later_ends_the_pending (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = NULL;
  g_autoptr (SbRecord) pending = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_event (rig, 14, "'type':'undo','ref':'E13'");
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (report);
  pending = sb_sync_rig_record (rig, "JournalEntry", "S2");
  g_assert_cmpint (pending->state, ==, SB_RECORD_SUPERSEDED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sb_sync_rig_add ("/sync/month/goes-out-once-proves-itself-and-is-quiet-afterwards",
                   a_month_goes_out_once_and_proves_itself);
  sb_sync_rig_add ("/sync/month/a-preview-shows-what-the-run-then-sends-and-changes-nothing",
                   a_preview_shows_what_the_run_then_sends_and_changes_nothing);
  sb_sync_rig_add ("/sync/month/an-undone-bill-payment-leaves-quickbooks-too",
                   an_undone_bill_payment_leaves_quickbooks_too);
  sb_sync_rig_add ("/sync/month/a-shipment-without-cost-that-is-undone-waits-for-nothing",
                   a_cost_that_comes_later_ends_the_pending);

  return g_test_run ();
}
