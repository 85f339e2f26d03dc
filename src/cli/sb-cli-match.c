/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "sb-cli-run.h"
#include "sb-cli-verbs.h"
#include "sb-matching.h"
#include "sb-record.h"

typedef struct
{
  SbMatchKind kind;
  gboolean automatic;
  char **pairs;
  gint64 now;
} Choice;

static gpointer
write_choice (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;

  for (char **pair = choice->pairs; *pair != NULL; pair++)
    {
      /* A name may hold "="; an id never does. */
      const char *equals = strrchr (*pair, '=');
      g_autofree char *local = g_strndup (*pair, (gsize) (equals - *pair));
      const char *id = g_str_equal (equals + 1, "new") ? NULL : equals + 1;

      if (!sb_matching_link (txn, choice->kind, local, id, choice->now, error))
        return NULL;
    }
  if (choice->automatic && sb_matching_auto (txn, choice->kind, choice->now, error) < 0)
    return NULL;
  sb_record_collect (txn, choice->now, error);
  return NULL;
}

static gpointer
read_matching (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_matching_load (db, ((const Choice *) data)->kind, error);
}

static void
print_text (const SbMatching *matching)
{
  for (guint i = 0; i < matching->rows->len; i++)
    {
      const SbMatchRow *row = g_ptr_array_index (matching->rows, i);

      sb_cli_print ("%-6" G_GINT64_FORMAT " %-30s %-10s %s\n", row->local_id, row->local_name,
                    sb_match_state_word (row->state), row->qbo != NULL ? row->qbo->name : "");
      for (guint j = 0; j < row->candidates->len; j++)
        {
          const SbMatchCandidate *candidate = g_ptr_array_index (row->candidates, j);

          sb_cli_print ("         %" G_GINT64_FORMAT "=%s  %s\n", row->local_id, candidate->id, candidate->name);
        }
    }
  if (matching->only_in_qbo->len > 0)
    sb_cli_print (_("%u only in QuickBooks\n"), matching->only_in_qbo->len);
}

static gboolean
check_arguments (SbCli *cli, Choice *choice, SbExit *exit_code)
{
  if (!sb_match_kind_parse (cli->argv[1], &choice->kind))
    {
      *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments",
                                  _("match takes customers, suppliers or products"), NULL, NULL);
      return FALSE;
    }
  for (int i = 2; i < cli->argc; i++)
    {
      const char *equals = strrchr (cli->argv[i], '=');

      if (equals == NULL || equals == cli->argv[i] || equals[1] == '\0')
        {
          *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments",
                                      _("matches are given as LOCAL=QBO_ID or LOCAL=new"), NULL, NULL);
          return FALSE;
        }
    }
  choice->pairs = cli->argv + 2;
  return TRUE;
}

static SbExit
print_matching (SbCli *cli, Choice *choice)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbMatching) matching = NULL;
  g_autofree char *json = NULL;

  matching = sb_ledger_read (sb_company_get_ledger (cli->company), read_matching, choice, &error);
  if (matching == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    {
      json = sb_matching_to_json (matching);
      sb_cli_print ("%s\n", json);
    }
  else
    print_text (matching);
  return SB_EXIT_DONE;
}

static SbExit
run (SbCli *cli)
{
  Choice choice = { 0 };
  const GOptionEntry entries[] = {
    { "auto", 0, 0, G_OPTION_ARG_NONE, &choice.automatic, N_("Link every suggested row; the rest is new"), NULL },
    { NULL },
  };
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 2, -1, &exit_code) || !check_arguments (cli, &choice, &exit_code) ||
      !sb_cli_open (cli, &exit_code) || !sb_cli_ensure_lists (cli, &exit_code))
    return exit_code;
  if (choice.automatic || cli->argc > 2)
    {
      choice.now = sb_clock_now (sb_company_get_clock (cli->company));
      sb_ledger_write (sb_company_get_ledger (cli->company), write_choice, &choice, &error);
      if (error != NULL)
        return sb_cli_fail (cli, error);
    }
  return print_matching (cli, &choice);
}

const SbVerb sb_verb_match = {
  .name = "match",
  .arguments = "BOOK customers|suppliers|products [LOCAL=QBO_ID|LOCAL=new...]",
  .summary = N_("tell which contact or product here is which in QuickBooks"),
  .run = run,
};
