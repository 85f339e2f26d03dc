/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A month of trade into the practice company: once each, to the cent, and quiet afterwards. */
#include "sb-sync-rig.h"

#include <string.h>

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

typedef struct
{
  SbSyncRig *rig;
  char *customer;
  gboolean edited;
} Meddler;

/* Somebody works in QuickBooks while we send. */
static void
meddle (SbSyncEngine *engine, const SbSyncProgress *progress, Meddler *meddler)
{
  if (meddler->edited || progress->phase != SB_SYNC_PUSHING || progress->done < 500)
    return;
  meddler->edited = TRUE;
  {
    g_autofree char *url = g_strconcat (meddler->rig->url, "/practice/edit", NULL);
    g_autofree char *body = g_strdup_printf ("{\"entity\":\"Customer\",\"id\":\"%s\",\"changes\":"
                                             "{\"PrimaryPhone\":{\"FreeFormNumber\":\"777\"}}}",
                                             meddler->customer);
    g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
    g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
    g_autoptr (SoupSession) session = soup_session_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) answer = NULL;

    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    answer = soup_session_send_and_read (session, message, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  }
}

static void
a_run_that_sent_a_thousand_is_followed_by_a_quiet_one (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) first = NULL;
  g_autoptr (SbSyncReport) second = NULL;
  g_autoptr (SbSyncReport) third = NULL;
  g_autoptr (SbRecord) bo = NULL;
  Meddler meddler = { rig, NULL, FALSE };

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  first = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (first);
  bo = sb_sync_rig_record (rig, "Customer", "Bo");
  meddler.customer = bo->qbo_id;
  for (guint i = 0; i < 1100; i++)
    sb_sync_rig_event (rig, 15,
                       "'type':'adjust','lines':[{'sku':'OAK-1','qty':'1','unit_cost':'2'}]");
  g_signal_connect (rig->engine, "progress", G_CALLBACK (meddle), &meddler);
  second = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (second);
  g_assert_true (meddler.edited);
  third = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  assert_done (third);
  g_test_message ("%u calls, then %u", second->calls.total, third->calls.total);
  g_assert_cmpuint (third->calls.total, <=, 2);
  g_assert_cmpuint (third->sent->len, ==, 0);
  g_assert_cmpint (sb_sync_rig_int (rig, "SELECT phone = '777' FROM party WHERE name = 'Bo'"), ==,
                   1);
  sb_sync_rig_assert_whole (rig);
}

/* The change list has been seen to call objects deleted that live. */
static void
a_deletion_is_believed_only_when_the_object_is_gone (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbRecord) bill = NULL;
  g_autoptr (SbSyncReport) report = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_event (rig, 10, "'type':'undo','ref':'E9'");
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  bill = sb_sync_rig_record (rig, "Bill", "B-77");
  sb_sync_rig_edit (rig, "Bill", bill->qbo_id, "delete", NULL);
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpuint (report->calls.total, ==, 2);
  g_assert_cmpuint (report->conflicts->len, ==, 1);
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

  sb_sync_rig_add ("/sync/month/a-run-that-sent-a-thousand-is-followed-by-a-quiet-one",
                   a_run_that_sent_a_thousand_is_followed_by_a_quiet_one);
  sb_sync_rig_add ("/sync/month/a-deletion-is-made-sure-of-without-a-further-call",
                   a_deletion_is_believed_only_when_the_object_is_gone);

  return g_test_run ();
}
