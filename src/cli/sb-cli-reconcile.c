/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "sb-cli-verbs.h"
#include "sb-reconcile.h"

static void
print_amount (const char *title, gint64 amount, SbCurrency currency, gboolean always)
{
  g_autofree char *text = sb_money_format (amount, currency);

  if (always || amount != 0)
    sb_cli_print ("    %-24s %14s\n", title, text);
}

static void
print_account (const SbReconciledAccount *account, SbCurrency currency)
{
  sb_cli_print ("%s (%s)\n", account->name, account->qbo_id);
  print_amount (_("QuickBooks says"), account->qbo_balance, currency, TRUE);
  print_amount (_("Stockbook says"), account->local_balance, currency, TRUE);
  print_amount (_("not sent yet"), -account->not_exported, currency, FALSE);
  print_amount (_("made in QuickBooks"), account->foreign, currency, FALSE);
  print_amount (_("there before Stockbook"), account->conversion_start, currency, FALSE);
  print_amount (_("changed in QuickBooks"), account->changed, currency, FALSE);
  print_amount (_("unexplained"), account->unexplained, currency, FALSE);
}

static void
print_difference (const SbDifference *difference, SbCurrency currency)
{
  g_autofree char *amount = sb_money_format (difference->qbo_amount - difference->local_amount, currency);
  char day[SB_DAY_TEXT_SIZE];

  sb_cli_print ("%s %-16s %-14s %-12s %14s  %s\n",
                difference->date != SB_DAY_NONE ? sb_day_format (difference->date, day) : "          ",
                sb_difference_kind_word (difference->kind), difference->object,
                difference->doc_number != NULL ? difference->doc_number : "", amount, difference->message);
}

static void
print_text (const SbReconciliation *reconciliation)
{
  SbCurrency currency = reconciliation->currency;
  g_autofree char *valuation = sb_money_format (reconciliation->valuation, currency);
  g_autofree char *local = sb_money_format (reconciliation->local_inventory, currency);
  g_autofree char *unexplained = sb_money_format (reconciliation->unexplained, currency);
  char day[SB_DAY_TEXT_SIZE];

  sb_cli_print (_("As of %s\n"), sb_day_format (reconciliation->as_of, day));
  for (guint i = 0; i < reconciliation->accounts->len; i++)
    print_account (g_ptr_array_index (reconciliation->accounts, i), currency);
  if (reconciliation->differences->len > 0)
    sb_cli_print (_("\nDocuments that make the difference:\n"));
  for (guint i = 0; i < reconciliation->differences->len; i++)
    print_difference (g_ptr_array_index (reconciliation->differences, i), currency);
  sb_cli_print (_("\nStock is worth %s, the Inventory account says %s.\n"), valuation, local);
  sb_cli_print (_("Unexplained %s\n"), unexplained);
}

static SbExit
run (SbCli *cli)
{
  g_autofree char *as_of = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("At the end of that day (default: today)"), N_("YYYY-MM-DD") },
    { NULL },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(SbReconciliation) reconciliation = NULL;
  SbCliWait wait = { 0 };
  SbExit exit_code = SB_EXIT_DONE;
  SbDay day = SB_DAY_NONE;

  if (!sb_cli_parse (cli, entries, 1, 1, &exit_code))
    return exit_code;
  if (as_of != NULL && !sb_day_parse (as_of, &day, &error))
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "date", error->message, NULL, NULL);
  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  sb_company_reconcile_async (cli->company, day, cli->cancellable, sb_cli_ready, &wait);
  result = sb_cli_wait (&wait);
  reconciliation = sb_company_reconcile_finish (cli->company, result, &error);
  if (reconciliation == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    {
      g_autofree char *json = sb_reconciliation_to_json (reconciliation);

      sb_cli_print ("%s\n", json);
    }
  else
    print_text (reconciliation);
  return reconciliation->ok ? SB_EXIT_DONE : SB_EXIT_DIFFERENCES;
}

const SbVerb sb_verb_reconcile = {
  .name = "reconcile",
  .arguments = "BOOK",
  .summary = N_("prove, account by account, that QuickBooks says the same"),
  .run = run,
};
