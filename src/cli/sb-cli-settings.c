/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "sb-cli-verbs.h"
#include "sb-record.h"
#include "sb-setting.h"

typedef struct
{
  char **pairs;
  gint64 now;
} Change;

/* "KEY=VALUE" -> key; @value points into @pair, NULL when nothing follows. */
static char *
split_pair (const char *pair, const char **value)
{
  const char *equals = strchr (pair, '=');

  if (equals == NULL)
    return NULL;
  *value = equals[1] != '\0' ? equals + 1 : NULL;
  return g_strndup (pair, (gsize) (equals - pair));
}

static gpointer
write_settings (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Change *change = data;

  for (char **pair = change->pairs; *pair != NULL; pair++)
    {
      const char *value = NULL;
      g_autofree char *key = split_pair (*pair, &value);

      if (!sb_setting_set (txn, key, value, error))
        return NULL;
    }
  /* What need not be sent any more, or must be sent again, says so at once. */
  sb_record_collect (txn, change->now, error);
  return NULL;
}

/* Every pair is checked before the first is written. */
static gboolean
check_pairs (SbCli *cli, SbExit *exit_code)
{
  for (int i = 1; i < cli->argc; i++)
    {
      g_autoptr(GError) error = NULL;
      const char *value = NULL;
      g_autofree char *key = split_pair (cli->argv[i], &value);

      if (key == NULL)
        {
          *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", _("settings are given as KEY=VALUE"),
                                      NULL, NULL);
          return FALSE;
        }
      if (!sb_setting_check (key, value, &error))
        {
          *exit_code = sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "unknown-setting", error->message,
                                      _("Run: stockbook-cli settings BOOK, which shows every setting."), NULL);
          return FALSE;
        }
    }
  return TRUE;
}

static gpointer
read_settings (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *keys = sb_setting_switches ();
  g_autoptr(GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GError) local_error = NULL;
      char *value = sb_setting_get (db, keys[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      g_hash_table_insert (values, (gpointer) keys[i], value);
    }
  return g_steal_pointer (&values);
}

static void
print_settings (SbCli *cli, GHashTable *values)
{
  const char *const *keys = sb_setting_switches ();
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "settings");
  sb_json_writer_begin_object (writer);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      const char *value = g_hash_table_lookup (values, keys[i]);

      if (!cli->json)
        sb_cli_print ("%s=%s\n", keys[i], value != NULL ? value : "");
      sb_json_writer_member_string (writer, keys[i], value);
    }
  sb_json_writer_end_object (writer);
  sb_json_writer_end_object (writer);
  if (cli->json)
    sb_cli_print_json (writer);
}

static SbExit
run (SbCli *cli)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) values = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, -1, &exit_code) || !check_pairs (cli, &exit_code) ||
      !sb_cli_open (cli, &exit_code))
    return exit_code;
  if (cli->argc > 1)
    {
      Change change = { cli->argv + 1, sb_clock_now (sb_company_get_clock (cli->company)) };

      sb_ledger_write (sb_company_get_ledger (cli->company), write_settings, &change, &error);
      if (error != NULL)
        return sb_cli_fail (cli, error);
    }
  values = sb_ledger_read (sb_company_get_ledger (cli->company), read_settings, NULL, &error);
  if (values == NULL)
    return sb_cli_fail (cli, error);
  print_settings (cli, values);
  return SB_EXIT_DONE;
}

const SbVerb sb_verb_settings = {
  .name = "settings",
  .arguments = "BOOK [KEY=VALUE...]",
  .summary = N_("show and change the switches of a book"),
  .description = N_("KEY= clears a setting that may be empty. Nothing is changed unless all are accepted."),
  .run = run,
};
