/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several processes find the same dead access token at once: one refreshes, the others take what it
 * stored. The processes are this program again, with the tokens in a folder that they share.
 */
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>

#include "sb-qbo-rig.h"
#include "sb-token-lock.h"

#define PROCESSES 4

/* Tokens in files: what the Secret Service is to real processes. */

#define TEST_TYPE_FILE_STORE (test_file_store_get_type ())
G_DECLARE_FINAL_TYPE (TestFileStore, test_file_store, TEST, FILE_STORE, GObject)

struct _TestFileStore
{
  GObject parent_instance;
  char *dir; /* (owned) */
};

static char *
path_of (SbTokenStore *store, const SbTokenKey *key)
{
  return g_build_filename (TEST_FILE_STORE (store)->dir,
                           key->realm_id != NULL ? key->realm_id : "secret", NULL);
}

static char *
file_load (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  g_autofree char *path = path_of (store, key);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : NULL;
}

static gboolean
file_store (SbTokenStore *store, const SbTokenKey *key, const char *secret, GError **error)
{
  g_autofree char *path = path_of (store, key);

  return g_file_set_contents (path, secret, -1, error);
}

static gboolean
file_clear (SbTokenStore *store, const SbTokenKey *key, GError **error)
{
  g_autofree char *path = path_of (store, key);

  (void) remove (path);
  return TRUE;
}

static void
file_iface_init (SbTokenStoreInterface *iface)
{
  iface->load = file_load;
  iface->store = file_store;
  iface->clear = file_clear;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFileStore, test_file_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SB_TYPE_TOKEN_STORE, file_iface_init))

static void
test_file_store_finalize (GObject *object)
{
  g_free (TEST_FILE_STORE (object)->dir);
  G_OBJECT_CLASS (test_file_store_parent_class)->finalize (object);
}

static void
test_file_store_class_init (TestFileStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_file_store_finalize;
}

static void
test_file_store_init (TestFileStore *self)
{
  self->dir = NULL;
}

static SbTokenStore *
file_store_new (const char *dir)
{
  TestFileStore *self = g_object_new (TEST_TYPE_FILE_STORE, NULL);

  self->dir = g_strdup (dir);
  return SB_TOKEN_STORE (self);
}

/* One of the processes: says that it is about to ask, asks, and prints what it got. */
static int
run_child (const char *base, const char *dir)
{
  g_autoptr(SoupSession) session = sb_qbo_session_new ();
  g_autoptr(SbQboEnv) env = sb_qbo_env_new_for_name (base, NULL, NULL);
  g_autoptr(SbTokenStore) store = file_store_new (dir);
  g_autoptr(SbClock) clock = sb_system_clock_new ();
  g_autoptr(SbQboAuth) auth = sb_qbo_auth_new (session, env, RIG_CLIENT_ID, RIG_REALM, store, clock,
                                               dir);
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  g_autofree char *token = NULL;

  printf ("ready\n");
  fflush (stdout);
  sb_qbo_auth_get_token_async (auth, RIG_ACCESS, NULL, sb_test_call_done, &call);
  token = sb_qbo_auth_get_token_finish (auth, sb_test_call_wait (&call), &error);
  printf ("%s\n", token != NULL ? token : error->message);
  return 0;
}

typedef struct
{
  GSubprocess *process;
  GDataInputStream *out;
  char *lines[2];
  guint n_lines;
} Child;

static void read_line (Child *child);

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Child *child = user_data;
  g_autoptr(GError) error = NULL;
  char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL,
                                                     &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  child->lines[child->n_lines++] = line;
  if (child->n_lines < 2)
    read_line (child);
}

static void
read_line (Child *child)
{
  g_data_input_stream_read_line_async (child->out, G_PRIORITY_DEFAULT, NULL, line_cb, child);
}

static gboolean
have_lines (gpointer data)
{
  const Child *children = data;
  gsize wanted = 2;

  for (guint i = 0; i < PROCESSES; i++)
    wanted = MIN (wanted, children[i].n_lines);
  return wanted >= 1;
}

static gboolean
have_all_lines (gpointer data)
{
  const Child *children = data;

  for (guint i = 0; i < PROCESSES; i++)
    if (children[i].n_lines < 2)
      return FALSE;
  return TRUE;
}

static const char *program;

static void
test_race (Rig *rig, gconstpointer data)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };
  g_autoptr(SbTokenStore) store = file_store_new (rig->test.dir);
  Child children[PROCESSES] = { { NULL } };
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboTokens) tokens = NULL;
  SbTokenLock *lock;

  g_assert_true (sb_token_store_store (store, &key,
                                       &(SbQboTokens) { (char *) (gsize) RIG_ACCESS, (char *) (gsize) RIG_REFRESH, 0, 0, 0 },
                                       &error));
  /* We hold the lock until all are about to ask, so that they truly meet. */
  lock = sb_token_lock_take (rig->test.dir, &key, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < PROCESSES; i++)
    {
      children[i].process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                              "--child", sb_wire_server_get_base (rig->server),
                                              rig->test.dir, NULL);
      g_assert_no_error (error);
      children[i].out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (children[i].process));
      read_line (&children[i]);
    }
  sb_test_run_until (have_lines, children);
  g_assert_cmpuint (rig->refreshes, ==, 0);
  sb_token_lock_release (lock);
  sb_test_run_until (have_all_lines, children);
  g_assert_cmpuint (rig->refreshes, ==, 1);
  tokens = sb_token_store_load (store, &key, NULL);
  g_assert_cmpstr (tokens->refresh_token, ==, "planted-refresh-token-2");
  for (guint i = 0; i < PROCESSES; i++)
    {
      g_assert_cmpstr (children[i].lines[1], ==, "planted-access-token-2");
      g_assert_true (g_subprocess_wait_check (children[i].process, NULL, &error));
      g_object_unref (children[i].out);
      g_object_unref (children[i].process);
      g_free (children[i].lines[0]);
      g_free (children[i].lines[1]);
    }
}

/* A process that dies with the lock does not keep it. */
static void
test_dead_holder (Rig *rig, gconstpointer data)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) holder = NULL;
  g_autoptr(GDataInputStream) out = NULL;
  g_autofree char *line = NULL;
  SbTokenLock *lock;

  holder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--hold",
                             rig->env->name, rig->test.dir, NULL);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (holder));
  line = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, "held");
  g_subprocess_force_exit (holder);
  lock = sb_token_lock_take (rig->test.dir, &key, NULL, &error);
  g_assert_no_error (error);
  sb_token_lock_release (lock);
  g_subprocess_wait (holder, NULL, NULL);
}

static int
run_holder (const char *environment, const char *dir)
{
  SbTokenKey key = { environment, RIG_CLIENT_ID, RIG_REALM };
  SbTokenLock *lock = sb_token_lock_take (dir, &key, NULL, NULL);

  printf ("%s\n", lock != NULL ? "held" : "not held");
  fflush (stdout);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    return run_child (argv[2], argv[3]);
  if (argc == 4 && strcmp (argv[1], "--hold") == 0)
    return run_holder (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/race/of-several-processes-one-refreshes", test_race);
  rig_add ("/qbo/race/a-lock-dies-with-its-process", test_dead_holder);
  return g_test_run ();
}
