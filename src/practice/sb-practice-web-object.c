/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One object: what it says, what it posts, and the form that changes it as someone in QuickBooks.
 */
#include "sb-practice-web.h"

#include "sb-practice-entities.h"
#include "sb-uid.h"

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

static void
choice (GString *page, const char *value, const char *label)
{
  sb_page_format (page, "<option value=\"%s\">%s</option>", value, label);
}

static void
edit_card (SbExchange *x, GString *page, SbBooks *books, const SbObject *object)
{
  guint flags = object->entity->flags;

  g_string_append (page, "<div class=\"card\"><h2>Edit as someone in QuickBooks</h2><p "
                         "class=\"soft\">Pat Miller works in this "
                         "company too. What she does here, Stockbook finds at its next "
                         "sync.</p><form method=\"post\" action=\"/edit\">");
  sb_page_format (page,
                  "<input type=\"hidden\" name=\"form\" value=\"%s\"><input type=\"hidden\" "
                  "name=\"realm\" value=\"%s\">"
                  "<input type=\"hidden\" name=\"entity\" value=\"%s\"><input type=\"hidden\" "
                  "name=\"id\" value=\"%" G_GINT64_FORMAT "\">",
                  x->practice->form_key, books->realm, object->entity->name, object->id);
  g_string_append (page, "<label for=\"operation\">What she does</label><select id=\"operation\" "
                         "name=\"operation\">");
  choice (page, "change", "change the members below");
  if ((flags & SB_ENTITY_VOID) != 0)
    choice (page, "void", "void it");
  if ((flags & SB_ENTITY_DELETE) != 0)
    choice (page, "delete", "delete it");
  if ((flags & SB_ENTITY_LIST) != 0)
    choice (page, "deactivate", "make it inactive");
  if ((flags & SB_ENTITY_LIST) != 0)
    choice (page, "activate", "make it active again");
  g_string_append (page, "</select><label for=\"changes\">Members (JSON)</label><textarea "
                         "id=\"changes\" name=\"changes\" rows=\"3\">"
                         "{&quot;PrivateNote&quot;: &quot;&quot;}</textarea><div "
                         "class=\"row\"><button class=\"go\">Save</button></div>"
                         "</form></div>");
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
  edit_card (x, page, books, object);
  sb_page_format (page,
                  "<div class=\"card\"><h2>As the API answers</h2><pre "
                  "style=\"white-space:pre-wrap;overflow-wrap:anywhere\">"
                  "%s</pre></div>",
                  json);
  sb_page_send (x, 200, page);
}

static void
trouble_page (SbExchange *x, guint status, const char *text)
{
  GString *page = sb_page_begin ("Not changed", TRUE);

  sb_page_format (page,
                  "<div class=\"card\"><h1>Nothing was changed</h1><p>%s</p><p><a href=\"/\">To "
                  "the accounts</a></p></div>",
                  text);
  sb_page_send (x, status, page);
}

void
sb_web_edit (SbExchange *x)
{
  g_autoptr (GHashTable) form = sb_exchange_form (x);
  const char *key = g_hash_table_lookup (form, "form");
  const char *realm = g_hash_table_lookup (form, "realm");
  const char *entity = g_hash_table_lookup (form, "entity");
  const char *id = g_hash_table_lookup (form, "id");
  const char *changes = g_hash_table_lookup (form, "changes");
  const char *operation = g_hash_table_lookup (form, "operation");
  SbBooks *books = realm != NULL ? sb_practice_find_company (x->practice, realm)
                                 : g_ptr_array_index (x->practice->companies, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) body = NULL;
  g_autoptr (SbTree) answer = NULL;

  /* Another page in the same browser must not be able to send this form. */
  if (key == NULL || !sb_constant_time_equal (key, x->practice->form_key))
    {
      trouble_page (x, 403, "The form is not from this page.");
      return;
    }
  if (g_strcmp0 (operation, "change") == 0)
    body = sb_tree_parse (changes != NULL ? changes : "", -1, &error);
  if (error == NULL && books != NULL && id != NULL)
    answer = sb_practice_edit (x->practice, books, entity, id, operation, body, &error);
  if (answer == NULL)
    {
      trouble_page (x, 400,
                    error != NULL ? error->message : "The company or the object is not known.");
      return;
    }
  {
    g_autofree char *lower = g_ascii_strdown (entity, -1);
    g_autofree char *back = g_strcmp0 (operation, "delete") == 0
                                ? g_strdup ("/transactions")
                                : g_strdup_printf ("/%s/%s", lower, id);

    sb_exchange_redirect (x, back);
  }
}
