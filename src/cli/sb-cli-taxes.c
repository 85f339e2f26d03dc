/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "sb-cli-run.h"
#include "sb-cli-verbs.h"
#include "sb-decimal.h"
#include "sb-quantity.h"
#include "sb-taxes.h"

/* One RATE=CODE. */
typedef struct
{
  gint64 rate;
  const char *code; /* (not owned) */
} Choice;

static gboolean
parse_choices (SbCli *cli, GArray *choices, SbExit *exit_code)
{
  for (int i = 1; i < cli->argc; i++)
    {
      const char *equals = strchr (cli->argv[i], '=');
      g_autofree char *rate
          = equals != NULL ? g_strndup (cli->argv[i], (gsize) (equals - cli->argv[i])) : NULL;
      Choice choice = { 0, equals != NULL ? equals + 1 : NULL };

      if (rate == NULL || !sb_decimal_parse (rate, SB_RATE_SCALE, &choice.rate, NULL))
        {
          *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments",
                                      _("tax codes are given as RATE=CODE, 0.13=5"), NULL, NULL);
          return FALSE;
        }
      g_array_append_val (choices, choice);
    }
  return TRUE;
}

static gpointer
write_choices (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *choices = data;

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = &g_array_index (choices, Choice, i);

      if (!sb_taxes_set (txn, choice->rate, choice->code, error))
        return NULL;
    }
  return NULL;
}

static gpointer
read_taxes (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_taxes_to_json (db, error);
}

static SbExit
run (SbCli *cli)
{
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, -1, &exit_code) || !parse_choices (cli, choices, &exit_code)
      || !sb_cli_open (cli, &exit_code) || !sb_cli_ensure_lists (cli, &exit_code))
    return exit_code;
  if (choices->len > 0)
    sb_ledger_write (sb_company_get_ledger (cli->company), write_choices, choices, &error);
  if (error == NULL)
    json = sb_ledger_read (sb_company_get_ledger (cli->company), read_taxes, NULL, &error);
  if (error != NULL)
    return sb_cli_fail (cli, error);
  sb_cli_print ("%s\n", json);
  return SB_EXIT_DONE;
}

const SbVerb sb_verb_taxes = {
  .name = "taxes",
  .arguments = "BOOK [RATE=QBO_TAXCODE_ID ...]",
  .summary = N_("show or choose the tax code for each rate"),
  .run = run,
};
