/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain: where every amount of a journal comes from. */
#include <glib/gi18n.h>

#include "sb-book.h"
#include "sb-cli-verbs.h"
#include "sb-explain.h"
#include "sb-quantity.h"

typedef struct
{
  gint64 journal;
  SbCurrency currency;
} Question;

static gpointer
read_explanation (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Question *question = data;
  SbBook book;

  if (!sb_book_load (db, &book, error))
    return NULL;
  question->currency = book.currency;
  return sb_ledger_explain (db, question->journal, error);
}

static void
write_because (SbJsonWriter *writer, GPtrArray *because, SbCurrency currency)
{
  sb_json_writer_begin_array (writer);
  for (guint i = 0; because != NULL && i < because->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (because, i);
      g_autofree char *quantity = node->quantity != 0 ? sb_quantity_format (node->quantity) : NULL;

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "event", node->event_id);
      sb_json_writer_member_string (writer, "kind", node->kind);
      sb_json_writer_member_string (writer, "number", node->number);
      sb_json_writer_member_string (writer, "date", node->date);
      sb_json_writer_member_string (writer, "sku", node->sku);
      sb_json_writer_member_string (writer, "quantity", quantity);
      sb_json_writer_member_money_text (writer, "amount", node->amount, currency);
      sb_json_writer_name (writer, "because");
      write_because (writer, node->because, currency);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
}

static void
print_json (const SbExplanation *explanation, SbCurrency currency)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *journal = g_strdup_printf ("J%" G_GINT64_FORMAT, explanation->journal);

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "journal", journal);
  sb_json_writer_member_string (writer, "date", explanation->date);
  sb_json_writer_member_string (writer, "object", explanation->object);
  sb_json_writer_member_string (writer, "kind", explanation->kind);
  sb_json_writer_member_string (writer, "event", explanation->event_id);
  sb_json_writer_member_string (writer, "number", explanation->number);
  sb_json_writer_name (writer, "lines");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < explanation->lines->len; i++)
    {
      const SbExplainLine *line = g_ptr_array_index (explanation->lines, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "role", line->role);
      sb_json_writer_member_string (writer, "account", line->account_name);
      sb_json_writer_member_money_text (writer, "amount", line->amount, currency);
      sb_json_writer_name (writer, "because");
      write_because (writer, line->because, currency);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  sb_cli_print_json (writer);
}

static void
print_because (GPtrArray *because, SbCurrency currency, int depth)
{
  for (guint i = 0; because != NULL && i < because->len; i++)
    {
      const SbBecause *node = g_ptr_array_index (because, i);
      g_autofree char *quantity = node->quantity != 0 ? sb_quantity_format (node->quantity) : NULL;
      g_autofree char *amount = sb_money_format (node->amount, currency);

      sb_cli_print ("%*s%s  %s %s  %s%s%s  %s\n", depth * 4, "", node->date, node->kind,
                    node->number != NULL ? node->number : node->event_id,
                    quantity != NULL ? quantity : "", quantity != NULL && node->sku != NULL ? " " : "",
                    node->sku != NULL ? node->sku : "", amount);
      print_because (node->because, currency, depth + 1);
    }
}

static void
print_text (const SbExplanation *explanation, SbCurrency currency)
{
  for (guint i = 0; i < explanation->lines->len; i++)
    {
      const SbExplainLine *line = g_ptr_array_index (explanation->lines, i);
      g_autofree char *amount = sb_money_format (line->amount, currency);

      sb_cli_print ("%s  %s\n", line->role, amount);
      print_because (line->because, currency, 1);
    }
}

static SbExit
run (SbCli *cli)
{
  g_autoptr(SbExplanation) explanation = NULL;
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;
  Question question = { 0 };

  if (!sb_cli_parse (cli, NULL, 2, 2, &exit_code))
    return exit_code;
  question.journal = sb_ledger_journal_of_text (cli->argv[1]);
  if (question.journal == 0)
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments",
                          _("a journal is named by its number: J12"), NULL, NULL);
  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  explanation = sb_ledger_read (sb_company_get_ledger (cli->company), read_explanation, &question,
                                &error);
  if (explanation == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    print_json (explanation, question.currency);
  else
    print_text (explanation, question.currency);
  return SB_EXIT_DONE;
}

const SbVerb sb_verb_explain = {
  .name = "explain",
  .arguments = "BOOK JOURNAL",
  .summary = N_("show where every amount of a journal comes from"),
  .run = run,
};
