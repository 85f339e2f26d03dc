/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the company holds, for a person with a browser: accounts, transactions, items, names. */
#include "sb-practice-web.h"

#include "sb-practice-account-types.h"
#include "sb-practice-chart.h"
#include "sb-practice-entities.h"

#include <string.h>

#define ROWS_MOST 100u

GString *
sb_web_begin (SbExchange *x, SbBooks *books, const char *title, const char *here)
{
  static const char *const places[][2] = {
    { "/", "Accounts" },           { "/transactions", "Transactions" }, { "/items", "Items" },
    { "/customers", "Customers" }, { "/vendors", "Vendors" },
  };
  const char *name = sb_tree_get_text (sb_books_info (books), "CompanyName");
  GString *page = sb_page_begin (title, FALSE);

  sb_page_format (page, "<header><strong>%s</strong><span>%s · practice company %s</span><nav>",
                  name, sb_books_plan (books), books->realm);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    sb_page_format (page, "<a href=\"%s?realm=%s\"%s>%s</a>", places[i][0], books->realm,
                    strcmp (places[i][0], here) == 0 ? " class=here aria-current=page" : "",
                    places[i][1]);
  for (guint i = 0; x->practice->companies->len > 1 && i < x->practice->companies->len; i++)
    {
      SbBooks *other = g_ptr_array_index (x->practice->companies, i);

      if (other != books)
        sb_page_format (page, "<a href=\"/?realm=%s\">→ %s</a>", other->realm,
                        sb_tree_get_text (sb_books_info (other), "CompanyName"));
    }
  g_string_append (page, "</nav></header><main>");
  return page;
}

/* 1234567 -> 12,345.67 */
void
sb_web_money (GString *page, gint64 cents)
{
  g_autofree char *whole = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (cents) / 100);
  gsize digits = strlen (whole);

  if (cents < 0)
    g_string_append (page, "−");
  for (gsize i = 0; i < digits; i++)
    {
      if (i > 0 && (digits - i) % 3 == 0)
        g_string_append_c (page, ',');
      g_string_append_c (page, whole[i]);
    }
  g_string_append_printf (page, ".%02d", (int) (ABS (cents) % 100));
}

void
sb_web_object_link (GString *page, SbBooks *books, const SbObject *object, const char *label)
{
  g_autofree char *path = g_ascii_strdown (object->entity->name, -1);

  sb_page_format (page, "<a href=\"/%s/%" G_GINT64_FORMAT "?realm=%s\">%s</a>", path, object->id,
                  books->realm, label != NULL ? label : sb_object_name (object));
}

/* ---- accounts ---- */

static int
compare_accounts (gconstpointer a, gconstpointer b)
{
  const SbObject *left = *(SbObject *const *) a;
  const SbObject *right = *(SbObject *const *) b;
  guint x = sb_account_type_order (sb_account_type (left));
  guint y = sb_account_type_order (sb_account_type (right));

  if (x != y)
    return x < y ? -1 : 1;
  return g_strcmp0 (sb_object_name (left), sb_object_name (right));
}

static gint64
natural_balance (const SbObject *account)
{
  const char *class = sb_account_classification (sb_account_type (account));

  return g_strcmp0 (class, "Asset") == 0 || g_strcmp0 (class, "Expense") == 0 ? account->balance
                                                                              : -account->balance;
}

static void
accounts_page (SbExchange *x, SbBooks *books)
{
  GPtrArray *rows = sb_books_table (books, sb_entity_named ("Account"))->rows;
  g_autoptr (GPtrArray) sorted
      = g_ptr_array_new (); /* a copy would free the accounts with itself */
  GString *page = sb_web_begin (x, books, "Accounts", "/");
  const char *type = NULL;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (rows, i));
  g_ptr_array_sort (sorted, compare_accounts);
  for (guint i = 0; i < sorted->len; i++)
    {
      SbObject *account = g_ptr_array_index (sorted, i);

      if (g_strcmp0 (type, sb_account_type (account)) != 0)
        {
          if (type != NULL)
            g_string_append (page, "</table></div>");
          type = sb_account_type (account);
          sb_page_format (
              page,
              "<div class=\"card\"><h2>%s</h2><table><tr><th>Account<th class=\"wide\">Detail type"
              "<th class=\"n\">Balance</tr>",
              type);
        }
      g_string_append (page, "<tr><td>");
      sb_web_object_link (page, books, account, NULL);
      sb_page_format (page, "<td class=\"wide soft\">%s<td class=\"n\">",
                      sb_tree_get_text (sb_object_body (account), "AccountSubType"));
      sb_web_money (page, natural_balance (account));
      g_string_append (page, "</tr>");
    }
  g_string_append (page, "</table></div>");
  sb_page_send (x, 200, page);
}

/* ---- transactions ---- */

/* @a is newer than @b, or as new and made later. */
static gboolean
is_newer (const SbObject *a, const SbObject *b)
{
  return a->day != b->day ? a->day > b->day : a->id > b->id;
}

/* The newest @wanted documents of all kinds, newest first: the kinds' own orders, merged. @total:
 * (out): how many there are. */
static GPtrArray *
newest_transactions (SbBooks *books, guint wanted, guint *total)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree GSequenceIter **at = g_new0 (GSequenceIter *, sb_entity_count ());

  *total = 0;
  for (guint i = 0; i < sb_entity_count (); i++)
    {
      at[i] = g_sequence_get_end_iter (books->tables[i].by_day);
      *total += (guint) g_sequence_get_length (books->tables[i].by_day);
    }
  while (found->len < wanted)
    {
      SbObject *best = NULL;
      guint kind = 0;

      for (guint i = 0; i < sb_entity_count (); i++)
        {
          SbObject *last = g_sequence_iter_is_begin (at[i])
                               ? NULL
                               : g_sequence_get (g_sequence_iter_prev (at[i]));

          if (last != NULL && (best == NULL || is_newer (last, best)))
            {
              best = last;
              kind = i;
            }
        }
      if (best == NULL)
        break;
      at[kind] = g_sequence_iter_prev (at[kind]);
      g_ptr_array_add (found, best);
    }
  return found;
}

static const char *
party_name (const SbObject *txn)
{
  static const char *const members[] = { "CustomerRef", "VendorRef", "EntityRef" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      SbTree *reference = sb_tree_get (sb_object_body (txn), members[i]);

      if (reference != NULL)
        return sb_tree_get_text (reference, "name");
    }
  return "";
}

/* A journal's total is 0 by QBO's rule; people want to see its debits. */
static gint64
shown_total (const SbObject *txn)
{
  gint64 debits = 0;

  if (txn->total != 0 || txn->postings == NULL)
    return txn->total;
  for (guint i = 0; i < txn->postings->len; i++)
    debits += MAX (((SbPosting *) g_ptr_array_index (txn->postings, i))->cents, 0);
  return debits;
}

static void
transaction_row (GString *page, SbBooks *books, SbObject *txn)
{
  char day[SB_DAY_TEXT_SIZE];
  const char *number = sb_tree_get_text (sb_object_body (txn), "DocNumber");
  const char *note = sb_tree_get_text (sb_object_body (txn), "PrivateNote");

  sb_page_format (page, "<tr><td class=\"d\">%s<td>", sb_day_format (txn->day, day));
  sb_web_object_link (page, books, txn, sb_object_report_type (txn));
  sb_page_format (page, "<td>%s<td>%s<td class=\"wide soft\">%s<td class=\"n\">",
                  number != NULL ? number : "", party_name (txn), note != NULL ? note : "");
  sb_web_money (page, shown_total (txn));
  g_string_append (page, "</tr>");
}

static guint
page_number (SbExchange *x)
{
  const char *text = sb_exchange_query (x, "page");
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 1000000, &number, NULL)
             ? (guint) number
             : 1;
}

/* Links to the neighbours of page @number of a list of @length rows. */
static void
page_links (GString *page, SbBooks *books, const char *path, guint number, guint length)
{
  g_string_append (page, "<div class=\"row\">");
  if (number > 1)
    sb_page_format (page, "<a class=\"button\" href=\"%s?realm=%s&page=%u\">Newer</a>", path,
                    books->realm, number - 1);
  if (number * ROWS_MOST < length)
    sb_page_format (page, "<a class=\"button\" href=\"%s?realm=%s&page=%u\">Older</a>", path,
                    books->realm, number + 1);
  g_string_append (page, "</div>");
}

static void
transactions_page (SbExchange *x, SbBooks *books)
{
  guint number = page_number (x);
  guint total;
  g_autoptr (GPtrArray) found = newest_transactions (books, number * ROWS_MOST, &total);
  GString *page = sb_web_begin (x, books, "Transactions", "/transactions");

  sb_page_format (
      page,
      "<div class=\"card\"><h2>%u transactions</h2><table><tr><th>Date<th>Kind<th>Number<th>Name"
      "<th class=\"wide\">Note<th class=\"n\">Amount</tr>",
      total);
  for (guint i = (number - 1) * ROWS_MOST; i < found->len && i < number * ROWS_MOST; i++)
    transaction_row (page, books, g_ptr_array_index (found, i));
  g_string_append (page, "</table>");
  page_links (page, books, "/transactions", number, total);
  g_string_append (page, "</div>");
  sb_page_send (x, 200, page);
}

/* ---- lists ---- */

static void
item_row (GString *page, SbBooks *books, SbObject *item)
{
  const char *sku = sb_tree_get_text (sb_object_body (item), "Sku");

  sb_web_object_link (page, books, item, NULL);
  sb_page_format (page, "<td>%s<td class=\"wide\">%s<td class=\"n\">", sku != NULL ? sku : "",
                  sb_tree_get_text (sb_object_body (item), "Type"));
  sb_web_money (page, sb_tree_get_decimal (sb_object_body (item), "UnitPrice", 2));
}

static void
party_row (GString *page, SbBooks *books, SbObject *party)
{
  const char *mail
      = sb_tree_text (sb_tree_get_path (sb_object_body (party), "PrimaryEmailAddr.Address"));

  sb_web_object_link (page, books, party, NULL);
  sb_page_format (page, "<td class=\"wide soft\">%s<td class=\"n\">", mail != NULL ? mail : "");
  sb_web_money (page, party->balance);
}

static void
list_page (SbExchange *x, SbBooks *books, const char *entity, const char *heads,
           void (*row) (GString *page, SbBooks *books, SbObject *object))
{
  GPtrArray *rows = sb_books_table (books, sb_entity_named (entity))->rows;
  guint number = page_number (x);
  GString *page = sb_web_begin (x, books, entity, x->path);

  g_string_append_printf (page, "<div class=\"card\"><table><tr>%s</tr>", heads);
  for (guint i = (number - 1) * ROWS_MOST; i < rows->len && i < number * ROWS_MOST; i++)
    {
      g_string_append (page, "<tr><td>");
      row (page, books, g_ptr_array_index (rows, i));
      g_string_append (page, "</tr>");
    }
  g_string_append (page, "</table>");
  page_links (page, books, x->path, number, rows->len);
  g_string_append (page, "</div>");
  sb_page_send (x, 200, page);
}

static void
missing_page (SbExchange *x)
{
  GString *page = sb_page_begin ("Not found", TRUE);

  g_string_append (page, "<div class=\"card\"><h1>There is nothing here</h1><p><a href=\"/\">To "
                         "the accounts</a></p></div>");
  sb_page_send (x, 404, page);
}

void
sb_practice_handle_web (SbExchange *x)
{
  const char *realm = sb_exchange_query (x, "realm");
  SbBooks *books = realm != NULL ? sb_practice_find_company (x->practice, realm)
                                 : g_ptr_array_index (x->practice->companies, 0);
  const SbEntity *entity = x->segments[0] != NULL ? sb_entity_for_path (x->segments[0]) : NULL;
  SbObject *object
      = books != NULL && entity != NULL ? sb_books_find (books, entity, x->segments[1]) : NULL;

  if (strcmp (x->method, "POST") == 0 && strcmp (x->path, "/edit") == 0)
    sb_web_edit (x);
  else if (books == NULL)
    missing_page (x);
  else if (strcmp (x->path, "/") == 0)
    accounts_page (x, books);
  else if (strcmp (x->path, "/transactions") == 0)
    transactions_page (x, books);
  else if (strcmp (x->path, "/items") == 0)
    list_page (x, books, "Item", "<th>Name<th>SKU<th class=\"wide\">Type<th class=\"n\">Price",
               item_row);
  else if (strcmp (x->path, "/customers") == 0)
    list_page (x, books, "Customer", "<th>Name<th class=\"wide\">E-mail<th class=\"n\">Owes",
               party_row);
  else if (strcmp (x->path, "/vendors") == 0)
    list_page (x, books, "Vendor", "<th>Name<th class=\"wide\">E-mail<th class=\"n\">Owed",
               party_row);
  else if (object != NULL)
    sb_web_object_page (x, books, object);
  else
    missing_page (x);
}
