/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-test.h"

#include <glib/gstdio.h>

#define HANG_SECONDS 60

void
sb_test_set_up (SbTest *test, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  test->dir = g_dir_make_tmp ("stockbook-test-XXXXXX", &error);
  g_assert_no_error (error);
  test->clock = sb_manual_clock_new (SB_TEST_NOW);
}

void
sb_test_tear_down (SbTest *test, gconstpointer data)
{
  g_clear_object (&test->clock);
  sb_test_remove_tree (test->dir);
  g_clear_pointer (&test->dir, g_free);
}

char *
sb_test_path (SbTest *test, const char *name)
{
  return g_build_filename (test->dir, name, NULL);
}

void
sb_test_remove_tree (const char *path)
{
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          sb_test_remove_tree (child);
        }
    }
  g_remove (path);
}

static gboolean
on_hang (gpointer data)
{
  g_error ("the test hangs: waited %d s for something that did not happen", HANG_SECONDS);
  return G_SOURCE_REMOVE;
}

void
sb_test_run_until (SbTestCondition condition, gpointer data)
{
  GMainContext *context = g_main_context_get_thread_default ();
  g_autoptr(GSource) guard = g_timeout_source_new_seconds (HANG_SECONDS);

  g_source_set_callback (guard, on_hang, NULL, NULL);
  g_source_attach (guard, context);
  while (!condition (data))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (guard);
}

void
sb_test_settle (void)
{
  while (g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ;
}

void
sb_test_call_done (GObject *source, GAsyncResult *result, gpointer data)
{
  SbTestCall *call = data;

  g_assert_null (call->result); /* a callback comes once */
  call->result = g_object_ref (result);
}

static gboolean
has_result (gpointer data)
{
  return ((SbTestCall *) data)->result != NULL;
}

GAsyncResult *
sb_test_call_wait (SbTestCall *call)
{
  sb_test_run_until (has_result, call);
  return call->result;
}

void
sb_test_call_clear (SbTestCall *call)
{
  g_clear_object (&call->result);
}
