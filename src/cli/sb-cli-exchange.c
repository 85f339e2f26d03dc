/* SPDX-License-Identifier: GPL-3.0-or-later */
/* import and export: contacts and products as tables. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sb-cli-verbs.h"
#include "sb-exchange.h"
#include "sb-record.h"

typedef struct
{
  SbExchangeKind kind;
  char *text;          /* (owned) */
  gsize length;
  gboolean dry_run;
  gboolean as_json;
  gint64 now;
} Call;

static gpointer
write_rows (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;
  g_autoptr(SbImportResult) result = sb_import_csv (txn, call->kind, call->text, call->length, call->dry_run,
                                                    call->now, error);
  g_autoptr(GError) local_error = NULL;

  if (result == NULL)
    return NULL;
  sb_record_collect (txn, call->now, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&result);
}

static void
print_import (SbCli *cli, const SbImportResult *result)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_int (writer, "created", result->created);
  sb_json_writer_member_int (writer, "updated", result->updated);
  sb_json_writer_member_int (writer, "unchanged", result->unchanged);
  sb_json_writer_name (writer, "refused");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < result->refused->len; i++)
    {
      const SbImportRefusal *refusal = g_ptr_array_index (result->refused, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_int (writer, "line", refusal->line);
      sb_json_writer_member_string (writer, "code", refusal->code);
      sb_json_writer_member_string (writer, "column", refusal->field);
      sb_json_writer_member_string (writer, "message", refusal->message);
      sb_json_writer_end_object (writer);
      if (!cli->json)
        sb_cli_print (_("line %u: %s\n"), refusal->line, refusal->message);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  if (cli->json)
    sb_cli_print_json (writer);
  else
    sb_cli_print (_("%u created, %u updated, %u unchanged, %u refused\n"), result->created, result->updated,
                  result->unchanged, result->refused->len);
}

static SbExit
refuse_kind (SbCli *cli)
{
  return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", _("choose customers, suppliers or products"), NULL,
                        NULL);
}

static SbExit
run_import (SbCli *cli)
{
  Call call = { 0 };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &call.dry_run, N_("Say what would happen and write nothing"), NULL },
    { NULL },
  };
  g_autoptr(SbImportResult) result = NULL;
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 3, 3, &exit_code))
    return exit_code;
  if (!sb_exchange_kind_parse (cli->argv[1], &call.kind))
    return refuse_kind (cli);
  if (!g_file_get_contents (cli->argv[2], &call.text, &call.length, &error))
    return sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "file", error->message, NULL, NULL);
  if (sb_cli_open (cli, &exit_code))
    {
      call.now = sb_clock_now (sb_company_get_clock (cli->company));
      result = sb_ledger_write (sb_company_get_ledger (cli->company), write_rows, &call, &error);
      if (result != NULL)
        print_import (cli, result);
      else
        exit_code = sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "file", error->message, NULL, NULL);
    }
  g_free (call.text);
  return exit_code;
}

/* --- export --- */

static gpointer
read_list (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const Call *call = data;

  return call->as_json ? sb_export_json (db, call->kind, error) : sb_export_csv (db, call->kind, error);
}

/* Writes DIR/KIND.FORMAT. (transfer full): its name */
static char *
export_one (SbCli *cli, Call *call, const char *folder, GError **error)
{
  g_autofree char *text = sb_ledger_read (sb_company_get_ledger (cli->company), read_list, call, error);
  g_autofree char *name = g_strconcat (sb_exchange_kind_word (call->kind), call->as_json ? ".json" : ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (text == NULL)
    return NULL;
  /* Names and addresses are nobody else's business. */
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;
  return g_canonicalize_filename (path, NULL);
}

static SbExit
export_kinds (SbCli *cli, Call *call, gboolean all, const char *folder)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "files");
  sb_json_writer_begin_array (writer);
  for (int kind = all ? 0 : (int) call->kind; kind <= (all ? SB_EXCHANGE_PRODUCTS : (int) call->kind); kind++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *path = NULL;

      call->kind = (SbExchangeKind) kind;
      path = export_one (cli, call, folder, &error);
      if (path == NULL && error->domain == G_FILE_ERROR)
        return sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "file", error->message, NULL, NULL);
      if (path == NULL)
        return sb_cli_fail (cli, error);
      sb_json_writer_string (writer, path);
      if (!cli->json)
        sb_cli_print ("%s\n", path);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  if (cli->json)
    sb_cli_print_json (writer);
  return SB_EXIT_DONE;
}

static SbExit
run_export (SbCli *cli)
{
  Call call = { 0 };
  g_autofree char *format = NULL;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv (the default) or json"), "FORMAT" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_("Folder to write into, made when missing"), "DIR" },
    { NULL },
  };
  SbExit exit_code = SB_EXIT_DONE;
  gboolean all = FALSE;

  if (!sb_cli_parse (cli, entries, 2, 2, &exit_code))
    return exit_code;
  all = g_str_equal (cli->argv[1], "all");
  if (!all && !sb_exchange_kind_parse (cli->argv[1], &call.kind))
    return refuse_kind (cli);
  call.as_json = g_strcmp0 (format, "json") == 0;
  if (format != NULL && !call.as_json && !g_str_equal (format, "csv"))
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", _("--format is csv or json"), NULL, NULL);
  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  if (folder != NULL)
    g_mkdir_with_parents (folder, 0700);
  return export_kinds (cli, &call, all, folder != NULL ? folder : ".");
}

const SbVerb sb_verb_import = {
  .name = "import",
  .arguments = "BOOK customers|suppliers|products FILE.csv",
  .summary = N_("take contacts or products from a CSV file"),
  .run = run_import,
};

const SbVerb sb_verb_export = {
  .name = "export",
  .arguments = "BOOK customers|suppliers|products|all",
  .summary = N_("write contacts or products into CSV or JSON files"),
  .run = run_export,
};
