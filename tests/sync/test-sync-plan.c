/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pure parts: what goes next, and what a field merge decides. */
#include <glib.h>

#include "sb-merge.h"
#include "sb-planner.h"

static const SbFieldSpec SPECS[] = {
  { "Name", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { "City", SB_FIELD_SUGGEST_QBO, TRUE },
  { "Sku", SB_FIELD_LOCAL_ONLY, FALSE },
};

static SbFields *
fields (const char *name, const char *city, const char *sku)
{
  SbFields *made = sb_fields_new ();

  sb_fields_set (made, "Name", name);
  sb_fields_set (made, "City", city);
  sb_fields_set (made, "Sku", sku);
  return made;
}

static SbMerge *
merge (SbFields *base, SbFields *local, SbFields *qbo)
{
  SbMerge *result = sb_merge (SPECS, G_N_ELEMENTS (SPECS), base, local, qbo);

  sb_fields_free (base);
  sb_fields_free (local);
  sb_fields_free (qbo);
  return result;
}

static void
a_change_on_one_side_wins (void)
{
  g_autoptr (SbMerge) result =
    merge (fields ("Ann", "Bern", "A"), fields ("Anna", "Bern", "A"), fields ("Ann", "Basel", "A"));

  g_assert_cmpstr (sb_fields_get (result->push, "Name"), ==, "Anna");
  g_assert_cmpstr (sb_fields_get (result->take, "City"), ==, "Basel");
  g_assert_cmpuint (sb_fields_count (result->push), ==, 1);
  g_assert_cmpuint (sb_fields_count (result->take), ==, 1);
  g_assert_cmpuint (result->conflicts->len, ==, 0);
}

static void
different_changes_on_both_sides_are_a_conflict (void)
{
  g_autoptr (SbMerge) result = merge (fields ("Ann", "Bern", "A"), fields ("Anna", "Thun", "A"),
                                      fields ("Annie", "Basel", "A"));

  g_assert_cmpuint (result->conflicts->len, ==, 2);
  g_assert_false (((SbMergeConflict *) g_ptr_array_index (result->conflicts, 0))->suggest_qbo);
  g_assert_true (((SbMergeConflict *) g_ptr_array_index (result->conflicts, 1))->suggest_qbo);
  g_assert_cmpuint (sb_fields_count (result->push) + sb_fields_count (result->take), ==, 0);
}

static void
a_sku_is_ours_alone (void)
{
  g_autoptr (SbMerge) result
      = merge (fields ("Ann", "", "A"), fields ("Ann", "", "A"), fields ("Ann", "", "B"));

  g_assert_cmpstr (sb_fields_get (result->push, "Sku"), ==, "A");
  g_assert_cmpuint (result->conflicts->len, ==, 0);
}

static void
linking_changes_nothing_behind_anybody_s_back (void)
{
  g_autoptr (SbMerge) met
      = merge (NULL, fields ("Ann Smith", "", ""), fields ("Smith, Ann", "Bern", ""));
  g_autoptr (SbMerge) later = NULL;

  g_assert_cmpuint (sb_fields_count (met->push), ==, 0);
  g_assert_cmpstr (sb_fields_get (met->take, "City"), ==, "Bern");
  later = merge (sb_fields_copy (met->snapshot), fields ("Ann Smith", "Bern", ""),
                 fields ("Smith, Ann", "Bern", ""));
  g_assert_cmpuint (
      sb_fields_count (later->push) + sb_fields_count (later->take) + later->conflicts->len, ==, 0);
}

static void
what_waits_goes_after_what_it_needs (void)
{
  g_autoptr (SbPlanner) planner = sb_planner_new ();
  g_autoptr (GArray) lists = NULL;
  g_autoptr (GArray) documents = NULL;
  g_autoptr (GArray) payments = NULL;
  gint64 customer = 1;
  gint64 invoice = 3;

  sb_planner_add (planner, 4, SB_PLAN_PAYMENT);
  sb_planner_add (planner, 1, SB_PLAN_LIST);
  sb_planner_add (planner, 2, SB_PLAN_LIST);
  sb_planner_add (planner, 3, SB_PLAN_DOCUMENT);
  lists = sb_planner_take (planner, 30);
  g_assert_cmpuint (lists->len, ==, 1);
  g_assert_cmpuint (sb_planner_ready (planner), ==, 0);
  sb_planner_finish (planner, 1, TRUE);
  g_array_unref (g_steal_pointer (&lists));
  lists = sb_planner_take (planner, 30);
  sb_planner_finish (planner, 2, TRUE);

  documents = sb_planner_take (planner, 30);
  g_assert_cmpuint (documents->len, ==, 2);
  sb_planner_wait_for (planner, 4, &invoice, 1);
  g_assert_cmpuint (sb_planner_ready (planner), ==, 0);
  sb_planner_wait_for (planner, 3, &customer, 1);
  g_assert_cmpuint (sb_planner_ready (planner), ==, 1);
  g_array_unref (sb_planner_take (planner, 1));
  sb_planner_finish (planner, 3, TRUE);
  payments = sb_planner_take (planner, 30);
  g_assert_cmpuint (payments->len, ==, 1);
  g_assert_cmpint (g_array_index (payments, gint64, 0), ==, 4);
}

static void
a_failure_blocks_only_what_depends_on_it (void)
{
  g_autoptr (SbPlanner) planner = sb_planner_new ();
  g_autoptr (GArray) blocked = NULL;
  gint64 first = 1;
  gint64 second = 2;

  for (gint64 record = 1; record <= 4; record++)
    sb_planner_add (planner, record, SB_PLAN_DOCUMENT);
  g_array_unref (sb_planner_take (planner, 4));
  sb_planner_wait_for (planner, 3, &second, 1);
  sb_planner_wait_for (planner, 2, &first, 1);
  sb_planner_finish (planner, 1, FALSE);
  sb_planner_finish (planner, 4, TRUE);
  blocked = sb_planner_blocked (planner);
  g_assert_cmpuint (blocked->len, ==, 2);
  g_assert_cmpuint (sb_planner_finished (planner), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/merge/a-change-on-one-side-wins", a_change_on_one_side_wins);
  g_test_add_func ("/sync/merge/different-changes-on-both-sides-are-a-conflict",
                   different_changes_on_both_sides_are_a_conflict);
  g_test_add_func ("/sync/merge/a-sku-is-ours-alone", a_sku_is_ours_alone);
  g_test_add_func ("/sync/merge/linking-changes-nothing-behind-anybodys-back",
                   linking_changes_nothing_behind_anybody_s_back);
  g_test_add_func ("/sync/planner/what-waits-goes-after-what-it-needs",
                   what_waits_goes_after_what_it_needs);
  g_test_add_func ("/sync/planner/a-failure-blocks-only-what-depends-on-it",
                   a_failure_blocks_only_what_depends_on_it);

  return g_test_run ();
}
