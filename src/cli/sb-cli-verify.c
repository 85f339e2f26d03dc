/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "sb-cli-verbs.h"
#include "sb-sync-verify.h"
#include "sb-verify.h"

static gpointer
read_checks (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SbVerifyResult *result = sb_ledger_verify (db, error);

  if (result != NULL && !sb_sync_verify (db, result, error))
    g_clear_pointer (&result, sb_verify_result_free);
  return result;
}

static void
print_json (const SbVerifyResult *result)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_boolean (writer, "ok", result->ok);
  sb_json_writer_name (writer, "invariants");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbVerifyCheck *check = g_ptr_array_index (result->checks, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_int (writer, "number", check->number);
      sb_json_writer_member_string (writer, "name", check->name);
      sb_json_writer_member_boolean (writer, "ok", check->ok);
      sb_json_writer_member_int (writer, "checked", check->checked);
      sb_json_writer_member_string (writer, "message", check->message);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  sb_cli_print_json (writer);
}

static void
print_text (const SbVerifyResult *result)
{
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbVerifyCheck *check = g_ptr_array_index (result->checks, i);

      sb_cli_print ("%s %2d  %s (%" G_GINT64_FORMAT ")\n", check->ok ? "ok  " : "FAIL", check->number, check->name,
                    check->checked);
      if (check->message != NULL)
        sb_cli_print ("         %s\n", check->message);
    }
}

static SbExit
run (SbCli *cli)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbVerifyResult) result = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, 1, &exit_code) || !sb_cli_open (cli, &exit_code))
    return exit_code;
  result = sb_ledger_read (sb_company_get_ledger (cli->company), read_checks, NULL, &error);
  if (result == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    print_json (result);
  else
    print_text (result);
  return result->ok ? SB_EXIT_DONE : SB_EXIT_DIFFERENCES;
}

const SbVerb sb_verb_verify = {
  .name = "verify",
  .arguments = "BOOK",
  .summary = N_("check every rule that stock and books must obey"),
  .run = run,
};
