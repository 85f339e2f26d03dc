/* SPDX-License-Identifier: GPL-3.0-or-later */
/* products: list them, and change their status singly and in bulk. */
#include <glib/gi18n.h>

#include "sb-cli-verbs.h"
#include "sb-product-status.h"
#include "sb-quantity.h"
#include "sb-record.h"
#include "sb-sql.h"

static const char SQL_LIST[] =
  "SELECT product.id, sku, product.name, status,"
  " (SELECT COALESCE (SUM (qty), 0) FROM stock_level JOIN location ON location.id = location"
  "  WHERE product = product.id AND location.kind = 'normal') AS on_hand, link.qbo_id, link.active"
  " FROM product LEFT JOIN record ON record.subject = 'product' AND record.subject_id = product.id"
  " LEFT JOIN link ON link.record = record.id AND link.state = 'linked'"
  " WHERE :status IS NULL OR status = :status ORDER BY sku";

static const char SQL_FIND[] = "SELECT id FROM product WHERE sku = :sku";
static const char SQL_DEPRECATED[] = "SELECT id FROM product WHERE status = 'deprecated'";

typedef struct
{
  SbCli *cli;
  const char *status;    /* (nullable) */
  gboolean changes;
  SbProductAction action;
  gint64 now;
  guint done;
  GPtrArray *refused;    /* (owned) (nullable) */
  SbJsonWriter *writer;
} Call;

static void
add_unknown (GPtrArray *refused, const char *sku)
{
  SbProductRefusal *refusal = g_new0 (SbProductRefusal, 1);

  refusal->sku = g_strdup (sku);
  refusal->code = "E_UNKNOWN_REF";
  refusal->message = g_strdup (_("there is no such product"));
  g_ptr_array_add (refused, refusal);
}

/* The products named, or all that are deprecated when none is. */
static GArray *
find_products (SbDatabase *db, SbCli *cli, GPtrArray *unknown, GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 2; i < cli->argc; i++)
    {
      gint64 id = 0;

      if (!sb_sql_int64 (db, SQL_FIND, &id, error, SB_TEXT (":sku", cli->argv[i]), SB_END))
        return NULL;
      if (id != 0)
        g_array_append_val (ids, id);
      else
        add_unknown (unknown, cli->argv[i]);
    }
  if (cli->argc == 2)
    {
      g_autoptr(SbStatement) st = sb_sql_query (db, SQL_DEPRECATED, error, SB_END);
      SbStep step = SB_STEP_ERROR;

      while (st != NULL && (step = sb_statement_step (st, error)) == SB_STEP_ROW)
        {
          gint64 id = sb_statement_int64_at (st, 0);

          g_array_append_val (ids, id);
        }
      if (step != SB_STEP_DONE)
        return NULL;
    }
  return g_steal_pointer (&ids);
}

static gpointer
write_status (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_product_refusal_free);
  g_autoptr(GArray) ids = find_products (sb_txn_get_database (txn), call->cli, unknown, error);

  if (ids == NULL ||
      !sb_product_change_status (txn, call->action, (const gint64 *) (gpointer) ids->data, ids->len, call->now,
                                 &call->done, &call->refused, error))
    return NULL;
  while (unknown->len > 0)
    g_ptr_array_add (call->refused, g_ptr_array_steal_index (unknown, 0));
  sb_record_collect (txn, call->now, error);
  return NULL;
}

static void
write_row (SbStatement *st, Call *call)
{
  g_autofree char *on_hand = sb_quantity_format (sb_statement_int64_at (st, 4));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, sb_statement_int64_at (st, 0));
  SbJsonWriter *writer = call->writer;

  if (!call->cli->json)
    {
      sb_cli_print ("%-20s %-40s %-10s %s\n", sb_statement_text_at (st, 1), sb_statement_text_at (st, 2),
                    sb_statement_text_at (st, 3), on_hand);
      return;
    }
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  sb_json_writer_member_string (writer, "sku", sb_statement_text_at (st, 1));
  sb_json_writer_member_string (writer, "name", sb_statement_text_at (st, 2));
  sb_json_writer_member_string (writer, "status", sb_statement_text_at (st, 3));
  sb_json_writer_member_string (writer, "on_hand", on_hand);
  sb_json_writer_name (writer, "qbo");
  if (sb_statement_text_at (st, 5) == NULL)
    sb_json_writer_null (writer);
  else
    {
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "id", sb_statement_text_at (st, 5));
      sb_json_writer_member_boolean (writer, "active", sb_statement_int64_at (st, 6) != 0);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_object (writer);
}

static gpointer
read_products (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;
  g_autoptr(SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_TEXT (":status", call->status), SB_END);

  if (st == NULL)
    return NULL;
  while (sb_statement_step (st, error) == SB_STEP_ROW)
    write_row (st, call);
  return NULL;
}

static void
print_refused (Call *call)
{
  for (guint i = 0; call->refused != NULL && i < call->refused->len; i++)
    {
      const SbProductRefusal *refusal = g_ptr_array_index (call->refused, i);

      if (!call->cli->json)
        {
          sb_cli_print ("%s: %s\n", refusal->sku, refusal->message);
          continue;
        }
      sb_json_writer_begin_object (call->writer);
      sb_json_writer_member_string (call->writer, "sku", refusal->sku);
      sb_json_writer_member_string (call->writer, "code", refusal->code);
      sb_json_writer_member_string (call->writer, "message", refusal->message);
      sb_json_writer_end_object (call->writer);
    }
}

static SbExit
print (Call *call)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autoptr(GError) error = NULL;

  call->writer = writer;
  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "products");
  sb_json_writer_begin_array (writer);
  sb_ledger_read (sb_company_get_ledger (call->cli->company), read_products, call, &error);
  if (error != NULL)
    return sb_cli_fail (call->cli, error);
  sb_json_writer_end_array (writer);
  sb_json_writer_name (writer, "refused");
  sb_json_writer_begin_array (writer);
  print_refused (call);
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  if (call->cli->json)
    sb_cli_print_json (writer);
  /* Exit 2 says that nothing was done. */
  return call->refused != NULL && call->refused->len > 0 && call->done == 0 ? SB_EXIT_REFUSED : SB_EXIT_DONE;
}

static gboolean
parse_action (SbCli *cli, Call *call, SbExit *exit_code)
{
  static const char *const words[] = { "deprecate", "activate", "delete-deprecated" };

  for (gsize i = 0; cli->argc > 1 && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], cli->argv[1]))
      {
        call->changes = TRUE;
        call->action = (SbProductAction) i;
      }
  if (cli->argc == 1 || (call->changes && (cli->argc > 2 || call->action == SB_PRODUCT_DELETE_DEPRECATED)))
    return TRUE;
  *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments",
                              _("products takes deprecate or activate with SKUs, or delete-deprecated"), NULL, NULL);
  return FALSE;
}

static SbExit
run (SbCli *cli)
{
  Call call = { .cli = cli };
  g_autofree char *status = NULL;
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_STRING, &status, N_("Only products that are active, or deprecated"), "STATUS" },
    { NULL },
  };
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 1, -1, &exit_code) || !parse_action (cli, &call, &exit_code))
    return exit_code;
  if (status != NULL && !g_str_equal (status, "active") && !g_str_equal (status, "deprecated"))
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", _("--status is active or deprecated"), NULL, NULL);
  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  call.status = status;
  call.now = sb_clock_now (sb_company_get_clock (cli->company));
  if (call.changes)
    sb_ledger_write (sb_company_get_ledger (cli->company), write_status, &call, &error);
  exit_code = error != NULL ? sb_cli_fail (cli, error) : print (&call);
  g_clear_pointer (&call.refused, g_ptr_array_unref);
  return exit_code;
}

const SbVerb sb_verb_products = {
  .name = "products",
  .arguments = "BOOK [deprecate SKU...|activate SKU...|delete-deprecated [SKU...]]",
  .summary = N_("list products, deprecate, activate or delete them"),
  .run = run,
};
