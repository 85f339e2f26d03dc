/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can happen to a request on its way: never doubled, never lost, and the rest goes
 * on. */
#include "sb-sync-rig.h"

#include <string.h>

#include "sb-lease.h"
#include "sb-sync-error.h"

/* Rules of the script: more than there are writes in the month. */
#define N_WRITES 16

static const char *const KINDS[] = { "Invoice", "Bill", "Payment", "BillPayment", "JournalEntry" };
static const guint EXPECTED[] = { 1, 1, 1, 1, 3 };

static void
assert_once_each (SbSyncRig *rig)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    g_assert_cmpuint (sb_sync_rig_marked (rig, KINDS[i]), ==, EXPECTED[i]);
}

static void
assert_no_double_names (SbSyncRig *rig, const char *entity, const char *field)
{
  g_autoptr (JsonArray) rows = sb_sync_rig_query (rig, entity, "Active IN (true,false)");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_assert_true (g_hash_table_add (names, (gpointer) json_object_get_string_member (
                                              json_array_get_object_element (rows, i), field)));
}

/* Runs until nothing waits any more; a fault may end a run early, the next takes up where it
 * stopped. */
static void
run_until_quiet (SbSyncRig *rig)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);

      if (report->outcome == SB_SYNC_OUTCOME_DONE && report->counts[SB_RECORD_SENT] == 0
          && report->counts[SB_RECORD_WAITING] == 0)
        return;
      sb_sync_rig_print (report);
    }
  g_assert_not_reached ();
}

/* Every second write of the month is lost: what is sent again is lost again in its turn. */
static void
lose_every_second (SbSyncRig *rig, const char *what)
{
  g_autoptr (GString) rules = g_string_new ("{'clear':true,'rules':[");
  g_autofree char *answer = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  for (guint i = 0; i < N_WRITES; i++)
    g_string_append_printf (
        rules, "%s{'method':'POST','path':'requestid','skip':%u,'times':1,'do':'%s'}",
        i > 0 ? "," : "", i + 1, what); /* each counts what the ones before let pass */
  g_string_append (rules, "]}");
  answer = sb_sync_rig_admin (rig, "faults", rules->str);
  run_until_quiet (rig);
  g_free (sb_sync_rig_admin (rig, "faults", "{'clear':true}"));
  assert_once_each (rig);
  assert_no_double_names (rig, "Customer", "DisplayName");
  assert_no_double_names (rig, "Item", "Name");
  sb_sync_rig_assert_whole (rig);
}

static void
answers_lost_after_the_books_were_written (SbSyncRig *rig, gconstpointer data)
{
  lose_every_second (rig, "drop-after");
}

static void
answers_lost_and_the_server_forgets_requestids (SbSyncRig *rig, gconstpointer data)
{
  g_free (sb_sync_rig_admin (rig, "switches", "{'replay':false}"));
  lose_every_second (rig, "drop-after");
}

static void
requests_lost_before_they_arrive (SbSyncRig *rig, gconstpointer data)
{
  lose_every_second (rig, "drop-before");
}

static void
answers_torn (SbSyncRig *rig, gconstpointer data)
{
  g_free (sb_sync_rig_admin (rig, "switches", "{'replay':false}"));
  lose_every_second (rig, "truncate");
}

static void
failures_of_the_server (SbSyncRig *rig, gconstpointer data)
{
  lose_every_second (rig, "503");
}

static void
expired_tokens_are_renewed_on_the_way (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  g_free (sb_sync_rig_admin (rig, "faults",
                             "{'clear':true,'rules':[{'method':'POST','path':'requestid','skip':2,'"
                             "times':1,'do':'expire'}]}"));
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
  assert_once_each (rig);
}

static void
too_many_requests_wait_and_go_again (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  g_free (sb_sync_rig_admin (rig, "faults",
                             "{'clear':true,'rules':[{'method':'POST','path':'requestid','skip':3,'"
                             "times':1,'do':'429','retry_after':1}]}"));
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
  g_assert_cmpuint (report->calls.throttled, ==, 1);
  assert_once_each (rig);
}

static void
a_refused_item_blocks_only_what_needs_it (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = NULL;
  g_autoptr (SbSyncReport) again = NULL;
  g_autoptr (SbRecord) item = NULL;
  g_autoptr (SbRecord) invoice = NULL;
  g_autoptr (SbRecord) bill = NULL;
  g_autoptr (GError) error = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  g_free (sb_sync_rig_admin (
      rig, "faults",
      "{'clear':true,'rules':[{'method':'POST','entity':'Item','body':'OAK-1','times':1,"
      "'do':'fault','code':6000,'detail':'Business Validation Error: not this one'}]}"));
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_FAILURES);
  item = sb_sync_rig_record (rig, "Item", "OAK-1");
  invoice = sb_sync_rig_record (rig, "Invoice", "I1");
  bill = sb_sync_rig_record (rig, "Bill", "B-77");
  g_assert_cmpint (item->state, ==, SB_RECORD_FAILED);
  g_assert_cmpstr (item->reason, ==, "validation");
  g_assert_nonnull (item->remedy);
  g_assert_cmpint (invoice->state, ==, SB_RECORD_BLOCKED);
  g_assert_cmpint (bill->state, ==, SB_RECORD_SYNCED);
  g_assert_cmpuint (invoice->blocked_by->len, ==, 1);
  g_assert_cmpint (g_array_index (invoice->blocked_by, gint64, 0), ==, item->id);
  sb_sync_rig_retry_all (rig);
  again = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  sb_sync_rig_print (again);
  g_assert_cmpint (again->outcome, ==, SB_SYNC_OUTCOME_DONE);
  assert_once_each (rig);
  sb_sync_rig_assert_whole (rig);
}

static void
a_network_that_is_gone_loses_nothing (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  g_free (sb_sync_rig_admin (rig, "faults",
                             "{'clear':true,'rules':[{'times':0,'skip':6,'do':'drop-after'}]}"));
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_NETWORK);
  g_free (sb_sync_rig_admin (rig, "faults", "{'clear':true}"));
  sb_sync_rig_reopen (rig);
  run_until_quiet (rig);
  assert_once_each (rig);
  sb_sync_rig_assert_whole (rig);
}

/* Sent, answer lost, and then the server cannot say what became of it: nothing is guessed. */
static void
a_look_up_that_fails_is_left_to_the_next_run (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = NULL;
  g_autoptr (SbRecord) bo = NULL;

  sb_sync_rig_month (rig);
  sb_sync_rig_map (rig);
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  sb_sync_rig_sql (rig, "UPDATE party SET phone = '222' WHERE name = 'Bo'");
  g_free (sb_sync_rig_admin (
      rig, "faults",
      "{'rules':[{'method':'POST','path':'/customer','times':1,'do':'drop-after'},"
      "{'method':'GET','path':'/customer/','times':0,'do':'503'}]}"));
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_NETWORK);
  g_assert_cmpint (report->counts[SB_RECORD_SENT], ==, 1);
  g_free (sb_sync_rig_admin (rig, "faults", "{'clear':true}"));
  sb_sync_rig_expect (rig, SB_SYNC_OUTCOME_DONE);
  bo = sb_sync_rig_expect_record (rig, "Customer", "Bo", SB_RECORD_SYNCED, NULL);
  g_assert_cmpint (sb_sync_rig_int (rig, "SELECT count (*) FROM flight WHERE state = 'sent'"), ==,
                   0);
}

static void
a_second_process_is_told_who_syncs (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLease) lease = sb_lease_take (rig->book, "somebody else", 1, &error);
  g_auto (SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr (SbSyncReport) report = NULL;

  g_assert_no_error (error);
  sb_sync_engine_run_async (rig->engine, SB_SYNC_RUN_DEFAULT, NULL, sb_test_call_done, &call);
  report = sb_sync_engine_run_finish (rig->engine, sb_test_call_wait (&call), &error);
  g_assert_error (error, SB_SYNC_ERROR, SB_SYNC_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "somebody else"));
  g_assert_null (report);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sb_sync_rig_add ("/sync/faults/answers-lost-after-the-books-were-written-make-no-double",
                   answers_lost_after_the_books_were_written);
  sb_sync_rig_add ("/sync/faults/answers-lost-make-no-double-when-the-server-forgets-requestids",
                   answers_lost_and_the_server_forgets_requestids);
  sb_sync_rig_add ("/sync/faults/requests-lost-before-they-arrive-are-not-missing",
                   requests_lost_before_they_arrive);
  sb_sync_rig_add ("/sync/faults/torn-answers-make-no-double", answers_torn);
  sb_sync_rig_add ("/sync/faults/failures-of-the-server-make-no-double", failures_of_the_server);
  sb_sync_rig_add ("/sync/faults/expired-tokens-are-renewed-on-the-way",
                   expired_tokens_are_renewed_on_the_way);
  sb_sync_rig_add ("/sync/faults/too-many-requests-wait-and-go-again",
                   too_many_requests_wait_and_go_again);
  sb_sync_rig_add ("/sync/faults/a-refused-item-blocks-only-what-needs-it",
                   a_refused_item_blocks_only_what_needs_it);
  sb_sync_rig_add ("/sync/faults/a-network-that-is-gone-loses-nothing",
                   a_network_that_is_gone_loses_nothing);
  sb_sync_rig_add ("/sync/faults/a-look-up-that-fails-is-left-to-the-next-run",
                   a_look_up_that_fails_is_left_to_the_next_run);
  sb_sync_rig_add ("/sync/faults/a-second-process-is-told-who-syncs",
                   a_second_process_is_told_who_syncs);

  return g_test_run ();
}
