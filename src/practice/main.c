/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stockbook-practice: a stand-in for QuickBooks Online on 127.0.0.1. */
#include "sb-practice.h"

#include "sb-practice-resources.h"
#include "sb-practice-seed.h"
#include "sb-uid.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  int port;
  char *port_file;
  char *data;
  char *seed;
  char *limits;
  int latency_ms;
  double clock_rate;
  char *faults;
  char *log;
  char *keys;
  gboolean production_keys;
  gboolean auto_consent;
  int idle_exit;
  gboolean list_seeds;
} Options;

static GOptionContext *
make_context (Options *o)
{
  GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &o->port,
      "Listen on this port of 127.0.0.1 (0: any free one)", "N" },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &o->port_file,
      "Write the port number to FILE when listening", "FILE" },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &o->data,
      "Keep everything in FILE, so that it survives a restart", "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &o->seed,
      "Company to begin with; several, by comma, give several companies", "NAME" },
    { "limits", 0, 0, G_OPTION_ARG_STRING, &o->limits, "Refuse calls beyond Intuit's limits",
      "intuit|off" },
    { "latency-ms", 0, 0, G_OPTION_ARG_INT, &o->latency_ms, "Answer each API call that much later",
      "N" },
    { "clock-rate", 0, 0, G_OPTION_ARG_DOUBLE, &o->clock_rate,
      "Seconds of the company's clock in a real second", "R" },
    { "faults", 0, 0, G_OPTION_ARG_FILENAME, &o->faults, "Script of failures (JSON)", "FILE" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &o->log, "Write a JSON line for each request", "FILE" },
    { "keys", 0, 0, G_OPTION_ARG_STRING, &o->keys, "Take only this client id and secret",
      "ID:SECRET" },
    { "production-keys", 0, 0, G_OPTION_ARG_NONE, &o->production_keys,
      "Redirect addresses must be https and public", NULL },
    { "auto-consent", 0, 0, G_OPTION_ARG_NONE, &o->auto_consent,
      "Connect without asking in the browser", NULL },
    { "idle-exit", 0, 0, G_OPTION_ARG_INT, &o->idle_exit,
      "End that many minutes after the last call", "MINUTES" },
    { "list-seeds", 0, 0, G_OPTION_ARG_NONE, &o->list_seeds,
      "Print the names of the companies to begin with", NULL },
    { NULL },
  };
  GOptionContext *context
      = g_option_context_new ("- a practice company in place of QuickBooks Online");

  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

static gboolean
quit (gpointer data)
{
  g_main_loop_quit (((SbPractice *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
check_idle (gpointer data)
{
  SbPractice *practice = data;

  if (g_get_monotonic_time () - practice->last_call > practice->idle_minutes * G_TIME_SPAN_MINUTE)
    g_main_loop_quit (practice->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
plant_seeds (SbPractice *practice, const char *names, GError **error)
{
  g_auto (GStrv) list = g_strsplit (names, ",", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *realm = g_strdup_printf ("91300000000%05u", i + 1);
      SbBooks *books;

      if (sb_practice_find_company (practice, realm) != NULL)
        continue;
      books = sb_books_new (realm, &practice->time);
      g_ptr_array_add (practice->companies, books);
      if (!sb_practice_seed (books, g_strstrip (list[i]), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_faults (SbPractice *practice, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (SbTree) script = NULL;

  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  script = sb_tree_parse (text, -1, error);
  return script != NULL && sb_faults_add (practice->faults, script, error);
}

static gboolean
open_log (SbPractice *practice, const char *path, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    return TRUE;
  file = g_file_new_for_path (path);
  practice->log = G_OUTPUT_STREAM (g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error));
  return practice->log != NULL;
}

/* The companies have to say where their files are. */
static gboolean
introduce (SbPractice *practice)
{
  for (guint i = 0; i < practice->companies->len; i++)
    {
      SbBooks *books = g_ptr_array_index (practice->companies, i);

      books->files = practice->files;
      books->address = g_strdup_printf ("http://127.0.0.1:%u", practice->port);
    }
  return TRUE;
}

static gboolean
set_up (SbPractice *practice, const Options *o, GError **error)
{
  g_autoptr (SbTree) auth = NULL;
  g_autoptr (SbTree) kept = NULL;
  g_autofree char *folder = o->data != NULL ? g_strconcat (o->data, ".files", NULL) : NULL;

  practice->companies = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_books_free);
  practice->faults = sb_faults_new ();
  practice->limits = sb_limits_new (g_strcmp0 (o->limits, "intuit") == 0);
  practice->latency_ms = (guint) MAX (o->latency_ms, 0);
  practice->production_keys = o->production_keys;
  practice->auto_consent = o->auto_consent;
  practice->idle_minutes = (guint) MAX (o->idle_exit, 0);
  practice->last_call = g_get_monotonic_time ();
  practice->form_key = sb_nonce_new (18);
  practice->files = sb_files_new (folder);
  practice->data
      = sb_practice_data_open (o->data, practice->companies, &practice->time, &auth, error);
  if (practice->data == NULL
      || !plant_seeds (practice, o->seed != NULL ? o->seed : "us-plus", error))
    return FALSE;
  practice->oauth = sb_oauth_new (&practice->time, auth);
  sb_oauth_set_keys (practice->oauth, o->keys);
  kept = sb_oauth_to_tree (practice->oauth);
  return sb_practice_data_begin (practice->data, practice->companies, kept, error)
         && read_faults (practice, o->faults, error) && open_log (practice, o->log, error)
         && sb_practice_listen (practice, (guint) o->port, error) && introduce (practice);
}

static gboolean
tell_port (SbPractice *practice, const char *path, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u\n", practice->port);

  g_print ("http://127.0.0.1:%u/\n", practice->port);
  fflush (stdout);
  return path == NULL || g_file_set_contents (path, text, -1, error);
}

static void
tear_down (SbPractice *practice)
{
  if (practice->server != NULL)
    soup_server_disconnect (practice->server);
  g_clear_object (&practice->server);
  g_clear_object (&practice->log);
  g_clear_pointer (&practice->sign_ins, g_hash_table_unref);
  g_clear_pointer (&practice->data, sb_practice_data_free);
  g_clear_pointer (&practice->oauth, sb_oauth_free);
  g_clear_pointer (&practice->files, sb_files_free);
  g_clear_pointer (&practice->faults, sb_faults_free);
  g_clear_pointer (&practice->limits, sb_limits_free);
  g_clear_pointer (&practice->companies, g_ptr_array_unref);
  g_clear_pointer (&practice->loop, g_main_loop_unref);
  g_clear_pointer (&practice->form_key, g_free);
}

static gboolean
check_options (const Options *o, GError **error)
{
  gboolean limits
      = o->limits == NULL || strcmp (o->limits, "intuit") == 0 || strcmp (o->limits, "off") == 0;

  if (limits && o->port >= 0 && o->port <= 65535 && o->clock_rate > 0
      && (o->keys == NULL || strchr (o->keys, ':') != NULL))
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "a value of an option cannot be used");
  return FALSE;
}

static void
list_seeds (void)
{
  g_auto (GStrv) names = sb_practice_seed_names ();

  for (guint i = 0; names[i] != NULL; i++)
    g_print ("%s\n", names[i]);
}

static gboolean
run (SbPractice *practice, const Options *o, GError **error)
{
  sb_practice_time_init (&practice->time, o->clock_rate);
  /* Whoever reads the port may end us at once. */
  practice->loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGTERM, quit, practice);
  g_unix_signal_add (SIGINT, quit, practice);
  if (!set_up (practice, o, error) || !tell_port (practice, o->port_file, error))
    return FALSE;
  if (practice->idle_minutes > 0)
    g_timeout_add_seconds (5, check_idle, practice);
  g_main_loop_run (practice->loop);
  return TRUE;
}

static void
free_options (Options *o)
{
  char *all[] = { o->port_file, o->data, o->seed, o->limits, o->faults, o->log, o->keys };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_free (all[i]);
}

int
main (int argc, char **argv)
{
  Options options = { .port = 0, .clock_rate = 1.0 };
  g_autoptr (GOptionContext) context = make_context (&options);
  g_autoptr (GError) error = NULL;
  SbPractice practice = { 0 };
  int code = EXIT_SUCCESS;

  setlocale (LC_ALL, "");
  sb_practice_register_resource ();
  if (!g_option_context_parse (context, &argc, &argv, &error) || !check_options (&options, &error))
    {
      g_printerr ("stockbook-practice: %s\n", error->message);
      free_options (&options);
      return EXIT_FAILURE;
    }
  if (options.list_seeds)
    list_seeds ();
  else if (!run (&practice, &options, &error))
    {
      g_printerr ("stockbook-practice: %s\n", error->message);
      code = EXIT_FAILURE;
    }
  tear_down (&practice);
  free_options (&options);
  return code;
}
