/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One object: what it says, what it posts, and the form that changes it as someone in QuickBooks.
 */
#include "sb-practice-web.h"

#include "sb-practice-entities.h"

#include <string.h>

static void
postings_card (GString *page, SbBooks *books, const SbObject *object)
{
  if (object->postings == NULL || object->postings->len == 0)
    return;
  g_string_append (page, "<div class=\"card\"><h2>What it posts</h2><table><tr><th>Account<th "
                         "class=\"wide\">Name"
                         "<th class=\"n\">Debit<th class=\"n\">Credit</tr>");
  for (guint i = 0; i < object->postings->len; i++)
    {
      const SbPosting *posting = g_ptr_array_index (object->postings, i);

      g_string_append (page, "<tr><td>");
      sb_web_object_link (page, books, posting->account, NULL);
      sb_page_format (page, "<td class=\"wide\">%s<td class=\"n\">",
                      posting->party != NULL ? sb_object_name (posting->party) : "");
      if (posting->cents > 0)
        sb_web_money (page, posting->cents);
      g_string_append (page, "<td class=\"n\">");
      if (posting->cents < 0)
        sb_web_money (page, -posting->cents);
      g_string_append (page, "</tr>");
    }
  g_string_append (page, "</table></div>");
}

static void
ledger_card (GString *page, SbBooks *books, const SbObject *account)
{
  GSequenceIter *at;
  guint shown = 0;

  if (account->ledger == NULL)
    return;
  g_string_append (page, "<div class=\"card\"><h2>Latest "
                         "postings</h2><table><tr><th>Date<th>Transaction<th>Number"
                         "<th class=\"n\">Debit<th class=\"n\">Credit</tr>");
  at = g_sequence_get_end_iter (account->ledger);
  while (!g_sequence_iter_is_begin (at) && shown++ < 100)
    {
      const SbPosting *posting;
      const char *number;
      char day[SB_DAY_TEXT_SIZE];

      at = g_sequence_iter_prev (at);
      posting = g_sequence_get (at);
      number = sb_tree_get_text (sb_object_body (posting->txn), "DocNumber");
      sb_page_format (page, "<tr><td>%s<td>", sb_day_format (posting->txn->day, day));
      sb_web_object_link (page, books, posting->txn, sb_object_report_type (posting->txn));
      sb_page_format (page, "<td>%s<td class=\"n\">", number != NULL ? number : "");
      if (posting->cents > 0)
        sb_web_money (page, posting->cents);
      g_string_append (page, "<td class=\"n\">");
      if (posting->cents < 0)
        sb_web_money (page, -posting->cents);
      g_string_append (page, "</tr>");
    }
  g_string_append (page, "</table></div>");
}

static void
line_row (GString *page, const SbTree *line)
{
  const char *type = sb_tree_get_text (line, "DetailType");
  const SbTree *detail = type != NULL ? sb_tree_get (line, type) : NULL;
  const char *text = sb_tree_get_text (line, "Description");
  const char *what = sb_tree_text (sb_tree_get_path (detail, "ItemRef.name"));
  const char *quantity = sb_tree_get_text (detail, "Qty");
  const char *price = sb_tree_get_text (detail, "UnitPrice");
  const SbTree *link = sb_tree_nth (sb_tree_get (line, "LinkedTxn"), 0);

  if (g_strcmp0 (type, "SubTotalLineDetail") == 0)
    return;
  if (what == NULL)
    what = sb_tree_text (sb_tree_get_path (detail, "AccountRef.name"));
  if (what == NULL && g_strcmp0 (type, "DiscountLineDetail") == 0)
    what = "Discount";
  if (what == NULL && link != NULL)
    what = sb_tree_get_text (link, "TxnType");
  sb_page_format (
      page, "<tr><td>%s<td class=\"wide\">%s<td class=\"n\">%s<td class=\"n\">%s<td class=\"n\">",
      what != NULL ? what : "", text != NULL ? text : "", quantity != NULL ? quantity : "",
      price != NULL ? price : "");
  sb_web_money (page, sb_tree_get_decimal (line, "Amount", 2));
  g_string_append (page, "</tr>");
}

static void
lines_card (GString *page, const SbObject *object)
{
  const SbTree *lines = sb_tree_get (sb_object_body (object), "Line");

  if (sb_tree_length (lines) == 0)
    return;
  g_string_append (
      page, "<div class=\"card\"><h2>Lines</h2><table><tr><th>What<th class=\"wide\">Description"
            "<th class=\"n\">Qty<th class=\"n\">Price<th class=\"n\">Amount</tr>");
  for (guint i = 0; i < sb_tree_length (lines); i++)
    line_row (page, sb_tree_nth (lines, i));
  g_string_append (page, "</table></div>");
}

/* The members that are plain values, in the order they are stored, less what only programs need. */
static void
facts_card (GString *page, const SbTree *answer)
{
  static const char *const dull[] = { "domain",
                                      "sparse",
                                      "PrintStatus",
                                      "EmailStatus",
                                      "ApplyTaxAfterDiscount",
                                      "ProcessPayment",
                                      "BillWithParent",
                                      "Job",
                                      "SubItem",
                                      "SubAccount",
                                      NULL };

  g_string_append (page, "<div class=\"card\"><table>");
  for (guint i = 0; i < sb_tree_length (answer); i++)
    {
      const SbTree *value = sb_tree_nth (answer, i);
      const char *text = sb_tree_text (value);

      if (g_strv_contains (dull, sb_tree_nth_name (answer, i)))
        continue;
      if (sb_tree_kind (value) == SB_TREE_OBJECT)
        text = sb_tree_get_text (value, "name") != NULL ? sb_tree_get_text (value, "name")
                                                        : sb_tree_get_text (value, "Address");
      else if (sb_tree_kind (value) == SB_TREE_BOOLEAN)
        text = sb_tree_truth (value) ? "yes" : "no";
      if (text != NULL)
        sb_page_format (page, "<tr><th>%s<td>%s</tr>", sb_tree_nth_name (answer, i), text);
    }
  g_string_append (page, "</table></div>");
}

void
sb_web_object_page (SbExchange *x, SbBooks *books, SbObject *object)
{
  g_autoptr (SbTree) answer = sb_object_render (books, object);
  g_autofree char *json = sb_tree_to_text (answer);
  const char *number = sb_tree_get_text (sb_object_body (object), "DocNumber");
  const char *name = sb_object_name (object);
  GString *page = sb_web_begin (x, books, object->entity->name, "");

  sb_page_format (page, "<h1>%s %s</h1>", sb_object_report_type (object),
                  name != NULL     ? name
                  : number != NULL ? number
                                   : "");
  lines_card (page, object);
  postings_card (page, books, object);
  facts_card (page, answer);
  ledger_card (page, books, object);
  sb_web_edit_card (x, page, books, object);
  sb_page_format (page,
                  "<div class=\"card\"><h2>As the API answers</h2><pre "
                  "style=\"white-space:pre-wrap;overflow-wrap:anywhere\">"
                  "%s</pre></div>",
                  json);
  sb_page_send (x, 200, page);
}
