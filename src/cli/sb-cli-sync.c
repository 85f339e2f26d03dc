/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sync and pull: one run of the engine. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "sb-cli-run.h"
#include "sb-cli-verbs.h"
#include "sb-decimal.h"
#include "sb-sync-report.h"

static void
progress_cb (SbSyncEngine *engine, const SbSyncProgress *progress, gpointer user_data)
{
  if (progress->total > 0)
    fprintf (stderr, "%u/%u %s\n", progress->done, progress->total, progress->text);
  else
    fprintf (stderr, "%s\n", progress->text);
}

SbSyncReport *
sb_cli_run_engine (SbCli *cli, guint flags, gboolean show_progress, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  SbSyncEngine *engine = sb_company_get_engine (cli->company);
  SbCliWait wait = { 0 };
  g_autofree char *label = g_strdup_printf ("stockbook-cli %s", cli->verb->name);

  sb_sync_engine_set_label (engine, label);
  if (show_progress)
    g_signal_connect (engine, "progress", G_CALLBACK (progress_cb), NULL);
  sb_company_sync_async (cli->company, flags, cli->cancellable, sb_cli_ready, &wait);
  result = sb_cli_wait (&wait);
  return sb_company_sync_finish (cli->company, result, error);
}

SbExit
sb_cli_exit_of_report (const SbSyncReport *report)
{
  switch (report->outcome)
    {
    case SB_SYNC_OUTCOME_SIGN_IN_NEEDED:
      return SB_EXIT_SIGN_IN;
    case SB_SYNC_OUTCOME_NETWORK:
      return SB_EXIT_NETWORK;
    case SB_SYNC_OUTCOME_CANCELLED:
      return SB_EXIT_CANCELLED;
    case SB_SYNC_OUTCOME_DONE:
    case SB_SYNC_OUTCOME_FAILURES:
    case SB_SYNC_OUTCOME_STOPPED:
    default:
      break;
    }
  if (report->dry_run)
    return report->failures->len + report->conflicts->len > 0 ? SB_EXIT_FAILURES : SB_EXIT_DONE;
  return report->failures->len + report->blocked->len + report->conflicts->len > 0 ? SB_EXIT_FAILURES : SB_EXIT_DONE;
}

static void
print_counts (const char *title, GPtrArray *counts)
{
  for (guint i = 0; i < counts->len; i++)
    {
      const SbSyncCount *count = g_ptr_array_index (counts, i);

      if (count->created + count->updated + count->deleted + count->voided + count->inactive == 0)
        continue;
      sb_cli_print ("%-10s %-16s", title, count->object);
      if (count->created > 0)
        sb_cli_print (_("  %u new"), count->created);
      if (count->updated > 0)
        sb_cli_print (_("  %u changed"), count->updated);
      if (count->voided > 0)
        sb_cli_print (_("  %u voided"), count->voided);
      if (count->deleted > 0)
        sb_cli_print (_("  %u deleted"), count->deleted);
      if (count->inactive > 0)
        sb_cli_print (_("  %u inactive"), count->inactive);
      sb_cli_print ("\n");
    }
}

static void
print_records (const char *title, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const SbRecord *record = g_ptr_array_index (records, i);

      sb_cli_print ("%s: %s %s: %s\n", title, record->object, record->local,
                    record->message != NULL ? record->message : (record->reason != NULL ? record->reason : ""));
      if (record->remedy != NULL)
        sb_cli_print ("  %s\n", record->remedy);
    }
}

static void
print_requests (GPtrArray *requests, SbCurrency currency)
{
  for (guint i = 0; i < requests->len; i++)
    {
      const SbSyncPlanned *planned = g_ptr_array_index (requests, i);

      sb_cli_print ("%-7s %-14s %s\n", planned->operation, planned->object, planned->local);
      for (guint j = 0; j < planned->posting->len; j++)
        {
          const SbSyncPosting *posting = g_ptr_array_index (planned->posting, j);
          g_autofree char *amount = sb_money_format (posting->debit != 0 ? posting->debit : posting->credit, currency);

          sb_cli_print ("          %-40s %14s %14s\n", posting->name, posting->debit != 0 ? amount : "",
                        posting->debit != 0 ? "" : amount);
        }
    }
}

static void
print_text (const SbSyncReport *report)
{
  g_autofree char *seconds = NULL;
  print_counts (_("sent"), report->sent);
  print_counts (_("received"), report->pulled);
  print_requests (report->requests, report->currency);
  print_records (_("Failed"), report->failures);
  print_records (_("Blocked"), report->blocked);
  print_records (_("Pending"), report->pending);
  print_records (_("Conflict"), report->conflicts);
  for (guint i = 0; i < report->notices->len; i++)
    {
      const SbSyncNotice *notice = g_ptr_array_index (report->notices, i);

      sb_cli_print ("! %s\n", notice->message);
    }
  if (report->message != NULL)
    sb_cli_print ("%s\n", report->message);
  seconds = sb_decimal_format ((report->finished - report->started) / (G_USEC_PER_SEC / 10), 1, 1);
  sb_cli_print (_("%s: %u calls, %s s\n"), sb_sync_outcome_word (report->outcome),
                report->calls.total, seconds);
}

static SbExit
run_engine_verb (SbCli *cli, guint flags, gboolean show_progress)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbSyncReport) report = sb_cli_run_engine (cli, flags, show_progress, &error);

  if (report == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    {
      g_autofree char *json = sb_sync_report_to_json (report);

      sb_cli_print ("%s\n", json);
    }
  else
    print_text (report);
  return sb_cli_exit_of_report (report);
}

static SbExit
run_sync (SbCli *cli)
{
  gboolean dry_run = FALSE;
  gboolean progress = FALSE;
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run, N_("Show what would be sent and posted; send nothing"), NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &progress, N_("Say on standard error how far it is"), NULL },
    { NULL },
  };
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 1, 1, &exit_code) || !sb_cli_open (cli, &exit_code))
    return exit_code;
  return run_engine_verb (cli, dry_run ? SB_SYNC_RUN_DRY_RUN : SB_SYNC_RUN_DEFAULT, progress);
}

static SbExit
run_pull (SbCli *cli)
{
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, 1, &exit_code) || !sb_cli_open (cli, &exit_code))
    return exit_code;
  return run_engine_verb (cli, SB_SYNC_RUN_PULL_ONLY, FALSE);
}

const SbVerb sb_verb_sync = {
  .name = "sync",
  .arguments = "BOOK",
  .summary = N_("bring book and QuickBooks in step"),
  .description = N_("Exit code 5: something failed, is blocked or in conflict; run: stockbook-cli log BOOK"),
  .run = run_sync,
};

const SbVerb sb_verb_pull = {
  .name = "pull",
  .arguments = "BOOK",
  .summary = N_("read accounts, taxes, contacts, products and payments; send nothing"),
  .run = run_pull,
};
