/* SPDX-License-Identifier: GPL-3.0-or-later */
/* backup and info: the book as a file. Neither migrates it. */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>

#include "sb-backup.h"
#include "sb-cli-verbs.h"
#include "sb-migrator.h"

static SbExit
run_backup (SbCli *cli)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) db = NULL;
  g_autofree char *full_path = NULL;
  SbExit exit_code = SB_EXIT_DONE;
  guint64 bytes = 0;

  if (!sb_cli_parse (cli, NULL, 2, 2, &exit_code))
    return exit_code;
  if (g_file_test (cli->argv[1], G_FILE_TEST_EXISTS))
    return sb_cli_refuse (cli, SB_EXIT_REFUSED, "book", "exists", _("there is a file of that name already"),
                          _("Choose another name; nothing is overwritten."), NULL);
  db = sb_database_open (cli->argv[0], SB_DATABASE_READ_ONLY, &error);
  if (db == NULL)
    return sb_cli_fail (cli, error);
  sb_database_set_cancellable (db, cli->cancellable);
  if (!sb_backup (db, cli->argv[1], &bytes, &error))
    return sb_cli_fail (cli, error);
  full_path = g_canonicalize_filename (cli->argv[1], NULL);
  if (cli->json)
    {
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "file", full_path);
      sb_json_writer_member_int (writer, "bytes", (gint64) bytes);
      sb_json_writer_member_boolean (writer, "verified", TRUE);
      sb_json_writer_end_object (writer);
      sb_cli_print_json (writer);
    }
  else
    sb_cli_print (_("%s: %" PRIu64 " bytes, verified\n"), full_path, bytes);
  return SB_EXIT_DONE;
}

/* --- info --- */

#define COUNT(table) { table, "SELECT count(*) AS n FROM " table }

/* Statements are literals; a table that is not here is listed without a number. */
static const struct
{
  const char *table;
  const char *sql;
} COUNTS[] = {
  COUNT ("account"),       COUNT ("account_link"),    COUNT ("account_redirect"), COUNT ("allocation"),
  COUNT ("audit"),         COUNT ("category"),        COUNT ("chain"),            COUNT ("conflict"),
  COUNT ("consumption"),   COUNT ("cost_part"),       COUNT ("cursor"),           COUNT ("document"),
  COUNT ("document_line"), COUNT ("draft"),           COUNT ("event"),            COUNT ("flight"),
  COUNT ("flight_item"),   COUNT ("journal"),         COUNT ("journal_line"),     COUNT ("layer"),
  COUNT ("link"),          COUNT ("location"),        COUNT ("mirror"),           COUNT ("movement"),
  COUNT ("notice"),        COUNT ("party"),           COUNT ("payment_method"),   COUNT ("product"),
  COUNT ("purchase_match"), COUNT ("record"),         COUNT ("record_dependency"), COUNT ("record_journal"),
  COUNT ("request_log"),   COUNT ("restock_match"),   COUNT ("return_match"),     COUNT ("role_account"),
  COUNT ("run"),           COUNT ("setting"),         COUNT ("stock_level"),      COUNT ("tax_code"),
  COUNT ("tax_link"),      COUNT ("term"),            COUNT ("value_entry"),      COUNT ("record_import"),
  COUNT ("record_todo"),   COUNT ("master_change"), COUNT ("numbering"),       COUNT ("product_unit"),     COUNT ("price_list"),
  COUNT ("list_price"),    COUNT ("supplier_price"),  COUNT ("bill_of_materials"), COUNT ("attachment"),
  COUNT ("note"),          COUNT ("bill_of_materials_line"), COUNT ("bill_of_materials_cost"),
};

static const char SQL_TABLES[] =
  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

/* -1: not counted */
static gint64
count_rows (SbDatabase *db, const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    if (g_str_equal (COUNTS[i].table, table))
      {
        g_autoptr(SbStatement) st = sb_database_prepare (db, COUNTS[i].sql, NULL);

        if (st != NULL && sb_statement_step (st, NULL) == SB_STEP_ROW)
          return sb_statement_int64 (st, "n");
      }
  return -1;
}

static gboolean
write_tables (SbCli *cli, SbDatabase *db, SbJsonWriter *writer, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_TABLES, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL)
    return FALSE;
  sb_json_writer_begin_object (writer);
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      const char *table = sb_statement_text (st, "name");
      gint64 rows = count_rows (db, table);

      sb_json_writer_name (writer, table);
      if (rows >= 0)
        sb_json_writer_int (writer, rows);
      else
        sb_json_writer_null (writer);
      if (!cli->json && rows > 0)
        sb_cli_print ("  %-20s %10" G_GINT64_FORMAT "\n", table, rows);
    }
  sb_json_writer_end_object (writer);
  return step == SB_STEP_DONE;
}

static SbExit
run_info (SbCli *cli)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbDatabase) db = NULL;
  g_autofree char *report = NULL;
  SbExit exit_code = SB_EXIT_DONE;
  GStatBuf info;
  gboolean sound = FALSE;
  int schema = 0;

  if (!sb_cli_parse (cli, NULL, 1, 1, &exit_code))
    return exit_code;
  db = sb_database_open (cli->argv[0], SB_DATABASE_READ_ONLY, &error);
  if (db == NULL)
    return sb_cli_fail (cli, error);
  schema = sb_schema_version (db, &error);
  if (schema < 0)
    return sb_cli_fail (cli, error);
  if (g_stat (cli->argv[0], &info) != 0)
    info.st_size = 0;
  sound = sb_database_check (db, TRUE, &report, &error);
  g_clear_error (&error);

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_int (writer, "schema", schema);
  sb_json_writer_member_int (writer, "bytes", info.st_size);
  sb_json_writer_name (writer, "tables");
  if (!write_tables (cli, db, writer, &error))
    return sb_cli_fail (cli, error);
  sb_json_writer_member_string (writer, "integrity", sound ? "ok" : (report != NULL ? report : "damaged"));
  sb_json_writer_end_object (writer);
  if (cli->json)
    sb_cli_print_json (writer);
  else
    sb_cli_print (_("schema %d, %" PRId64 " bytes, integrity: %s\n"), schema, (gint64) info.st_size,
                  sound ? "ok" : report);
  return sound ? SB_EXIT_DONE : SB_EXIT_BOOK;
}

const SbVerb sb_verb_backup = {
  .name = "backup",
  .arguments = "BOOK FILE",
  .summary = N_("copy a book, verified, even while it is in use"),
  .run = run_backup,
};

const SbVerb sb_verb_info = {
  .name = "info",
  .arguments = "BOOK",
  .summary = N_("show schema, sizes and integrity of the file"),
  .run = run_info,
};
