/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worked cases of the accounting: every file in tests/data/golden is entered event by event,
 * and the book must then be in exactly the state that the file says. */

#include <json-glib/json-glib.h>

#include "sb-json-reader.h"
#include "sb-replay.h"
#include "sb-state.h"
#include "sb-test.h"

static gpointer
read_state (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_ledger_state_json (db, SB_DAY_NONE, error);
}

static void
compare_member (JsonObject *expected, const char *name, JsonNode *want, gpointer data)
{
  JsonNode *have = json_object_get_member (data, name);
  g_autofree char *want_text = json_to_string (want, FALSE);
  g_autofree char *have_text = have != NULL ? json_to_string (have, FALSE) : NULL;

  if (have != NULL && json_node_equal (have, want))
    return;
  g_test_message ("%s\nexpected %s\nfound    %s", name, want_text, have_text);
  g_test_fail ();
}

static void
test_golden (SbTest *test, gconstpointer data)
{
  const char *file = data;
  g_autofree char *path = sb_test_path (test, "golden.stockbook");
  g_autofree char *text = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbLedger) ledger = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonNode) found = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (file, &text, &length, &error));
  root = sb_json_parse (text, (gssize) length, &error);
  g_assert_no_error (error);
  ledger = sb_ledger_create_for_replay (path, text, (gssize) length, &error);
  g_assert_no_error (error);
  sb_ledger_replay (ledger, text, (gssize) length, NULL, &error);
  g_assert_no_error (error);
  state = sb_ledger_read (ledger, read_state, NULL, &error);
  g_assert_no_error (error);
  found = sb_json_parse (state, -1, &error);
  g_assert_no_error (error);
  json_object_foreach_member (json_object_get_object_member (json_node_get_object (root), "expect"),
                              compare_member, json_node_get_object (found));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  int count = 0;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "data", "golden", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test_path = g_strdup_printf ("/ledger/golden/%s", name);

      char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_add (paths, path);
      g_test_add (test_path, SbTest, path, sb_test_set_up, test_golden, sb_test_tear_down);
      count++;
    }
  g_assert_cmpint (count, >=, 15);
  return g_test_run ();
}
