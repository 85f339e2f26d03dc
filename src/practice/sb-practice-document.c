/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-document.h"

#include "sb-practice-chart.h"
#include "sb-practice-references.h"

#include <string.h>

void
sb_default (SbTree *body, const char *name, SbTree *value)
{
  if (sb_tree_get (body, name) != NULL)
    sb_tree_free (value);
  else
    sb_tree_set (body, name, value);
}

SbObject *
sb_document_party (SbBooks *books, const SbObject *object)
{
  static const char *const members[] = { "CustomerRef", "VendorRef", "EntityRef" };
  SbObject *party = NULL;

  for (guint i = 0; party == NULL && i < G_N_ELEMENTS (members); i++)
    party = sb_reference (books, sb_object_body (object), members[i]);
  return party;
}

gboolean
sb_document_check_open (SbBooks *books, SbDay day, GError **error)
{
  const char *text = sb_tree_text (
      sb_tree_get_path (sb_books_preferences (books), "AccountingInfoPrefs.BookCloseDate"));
  SbDay closed;

  if (text == NULL || !sb_day_parse (text, &closed, NULL) || day == SB_DAY_NONE || day > closed)
    return TRUE;
  /* The doubled word is QBO's. */
  sb_fault_set (error, 6210, NULL,
                "The account period has closed and the account books cannot be updated through "
                "through the QBO "
                "Services API. Please use the QBO website to make these changes.");
  return FALSE;
}

static gboolean
complete_day (SbBooks *books, SbWrite *write, GError **error)
{
  const char *text = sb_tree_get_text (write->body, "TxnDate");
  char buffer[SB_DAY_TEXT_SIZE];
  g_autofree char *first = NULL;
  SbDay day;

  if (text == NULL)
    {
      sb_tree_set_text (write->body, "TxnDate",
                        sb_day_format (sb_practice_time_today (books->time), buffer));
      text = sb_tree_get_text (write->body, "TxnDate");
    }
  first = g_strndup (text, 10);
  if (!sb_day_parse (first, &day, NULL))
    {
      sb_fault_set (error, 2060, "TxnDate", "Invalid Date Format : %s", text);
      return FALSE;
    }
  sb_tree_set_text (write->body, "TxnDate", first);
  if (write->trusted)
    return TRUE;
  return sb_document_check_open (books, day, error)
         && (write->old == NULL || sb_document_check_open (books, write->old->day, error));
}

static gboolean
complete_currency (SbBooks *books, SbWrite *write, SbObject *party, GError **error)
{
  const char *home = sb_books_currency (books);
  const char *own = party != NULL ? sb_tree_get_ref (sb_object_body (party), "CurrencyRef") : NULL;
  const char *sent = sb_tree_get_ref (write->body, "CurrencyRef");
  g_autofree char *code = NULL;

  if (!sb_books_prefers (books, "CurrencyPrefs.MultiCurrencyEnabled"))
    {
      sb_tree_set_ref (write->body, "CurrencyRef", home,
                       strcmp (home, "USD") == 0 ? "United States Dollar" : NULL);
      sb_tree_set (write->body, "ExchangeRate", NULL);
      return TRUE;
    }
  code = g_strdup (sent != NULL ? sent : own != NULL ? own : home);
  if (own != NULL && strcmp (code, own) != 0)
    {
      sb_fault_set (
          error, 6000, NULL,
          "Business Validation Error: You can only use one foreign currency per transaction.");
      return FALSE;
    }
  if (strcmp (code, home) != 0 && sb_tree_get (write->body, "ExchangeRate") == NULL)
    {
      sb_fault_set (
          error, 2410, NULL,
          "The currency and exchange rate are required for transaction in foreign currency.");
      return FALSE;
    }
  sb_tree_set_ref (write->body, "CurrencyRef", code, NULL);
  sb_default (write->body, "ExchangeRate", sb_tree_new_int (1));
  return TRUE;
}

/* ---- numbers ---- */

static const char *
party_of (const SbTree *body)
{
  return sb_tree_get_ref (body, "VendorRef");
}

static gboolean
check_number (SbBooks *books, SbWrite *write, GError **error)
{
  const char *number = sb_tree_get_text (write->body, "DocNumber");
  GPtrArray *others = number != NULL ? sb_books_find_number (books, write->entity, number) : NULL;
  gboolean per_vendor = sb_tree_get (write->body, "VendorRef") != NULL;

  if (others == NULL || write->allow_duplicate || write->trusted)
    return TRUE;
  for (guint i = 0; i < others->len; i++)
    {
      SbObject *other = g_ptr_array_index (others, i);

      /* Two suppliers may well use one number; one supplier may not use it twice. */
      if (other == write->old
          || (per_vendor
              && g_strcmp0 (party_of (sb_object_body (other)), party_of (write->body)) != 0))
        continue;
      sb_fault_set (
          error, 6140, NULL,
          "Duplicate Document Number Error : You must specify a different number. This number has "
          "already been used. DocNumber=%s is assigned to TxnType=%s with TxnId=%" G_GINT64_FORMAT,
          number, other->entity->name, other->id);
      return FALSE;
    }
  return TRUE;
}

static void
next_number (SbBooks *books, SbWrite *write)
{
  SbTable *table = sb_books_table (books, write->entity);
  gint64 number = 1000;

  /* QBO counts on from the number of the latest document of the kind. */
  for (guint i = table->rows->len; i > 0; i--)
    {
      const char *text = ((SbObject *) g_ptr_array_index (table->rows, i - 1))->number;
      gint64 last;

      if (text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &last, NULL))
        {
          number = last;
          break;
        }
    }
  while (TRUE)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, ++number);
      GPtrArray *taken = sb_books_find_number (books, write->entity, text);

      if (taken == NULL || taken->len == 0)
        {
          sb_tree_set_text (write->body, "DocNumber", text);
          return;
        }
    }
}

static gboolean
counts_by_itself (SbBooks *books, const SbEntity *entity)
{
  return strcmp (entity->name, "InventoryAdjustment") == 0
         || ((entity->flags & SB_ENTITY_SALE) != 0
             && !sb_books_prefers (books, "SalesFormsPrefs.CustomTxnNumbers"));
}

gboolean
sb_document_begin (SbBooks *books, SbWrite *write, SbObject *party, GError **error)
{
  const char *number = sb_tree_get_text (write->body, "DocNumber");

  if (!complete_day (books, write, error) || !complete_currency (books, write, party, error))
    return FALSE;
  if (number != NULL && number[0] == '\0')
    sb_tree_set (write->body, "DocNumber", NULL);
  if (sb_tree_get (write->body, "DocNumber") == NULL && counts_by_itself (books, write->entity))
    next_number (books, write);
  return check_number (books, write, error);
}

void
sb_document_complete_due (SbBooks *books, SbWrite *write, SbObject *party, const char *term_member,
                          int days)
{
  SbObject *term = sb_reference (books, write->body, "SalesTermRef");
  char buffer[SB_DAY_TEXT_SIZE];
  SbDay day;

  if (term == NULL && write->old == NULL && party != NULL
      && (term = sb_reference (books, sb_object_body (party), term_member)) != NULL)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, term->id);

      sb_tree_set_ref (write->body, "SalesTermRef", id, sb_object_name (term));
    }
  if (sb_tree_get (write->body, "DueDate") != NULL
      || !sb_day_parse (sb_tree_get_text (write->body, "TxnDate"), &day, NULL))
    return;
  if (term != NULL)
    days = (int) sb_tree_get_decimal (sb_object_body (term), "DueDays", 0);
  sb_tree_set_text (write->body, "DueDate", sb_day_format (day + days, buffer));
}

/* ---- lines ---- */

gboolean
sb_document_take_lines (SbWrite *write, GError **error)
{
  SbTree *lines = sb_tree_get (write->body, "Line");

  for (guint i = sb_tree_length (lines); i > 0; i--)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (lines, i - 1), "DetailType"),
                   "SubTotalLineDetail")
        == 0)
      sb_tree_remove_nth (lines, i - 1);
  if (sb_tree_length (lines) > 0)
    return TRUE;
  sb_fault_set (error, 2020, "Line", "Required parameter Line is missing in the request");
  return FALSE;
}

static gboolean
has_line (const SbTree *lines, const char *id)
{
  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (lines, i), "Id"), id) == 0)
      return TRUE;
  return FALSE;
}

static gint64
last_line_id (const SbTree *lines, gint64 last)
{
  for (guint i = 0; i < sb_tree_length (lines); i++)
    last = MAX (last, sb_tree_get_decimal (sb_tree_nth (lines, i), "Id", 0));
  return last;
}

void
sb_document_number_lines (SbWrite *write, gboolean from_zero)
{
  SbTree *lines = sb_tree_get (write->body, "Line");
  const SbTree *before
      = write->old != NULL ? sb_tree_get (sb_object_body (write->old), "Line") : NULL;
  gint64 last = last_line_id (before, from_zero ? -1 : 0);

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      const char *id = sb_tree_get_text (line, "Id");

      /* An Id that the stored document does not have adds a line. */
      if (id == NULL || !has_line (before, id))
        {
          g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, ++last);

          sb_tree_set_text (line, "Id", next);
        }
      if (!from_zero)
        sb_tree_set_int (line, "LineNum", i + 1);
    }
}

const char *
sb_line_detail_type (const SbTree *line, GError **error)
{
  const char *type = sb_tree_get_text (line, "DetailType");

  if (type == NULL)
    {
      sb_fault_set (error, 2020, "Line.DetailType",
                    "Required parameter Line.DetailType is missing in the request");
      return NULL;
    }
  if (strcmp (type, "DescriptionOnly") != 0 && sb_tree_get (line, type) == NULL)
    {
      g_autofree char *element = g_strconcat ("Line.", type, NULL);

      sb_fault_set (error, 2020, element, "Required parameter %s is missing in the request",
                    element);
      return NULL;
    }
  return type;
}

gboolean
sb_line_amount (const SbTree *line, gint64 *cents, GError **error)
{
  const char *text = sb_tree_get_text (line, "Amount");
  gint64 exact;

  if (text == NULL)
    {
      sb_fault_set (error, 2020, "Line.Amount",
                    "Required parameter Line.Amount is missing in the request");
      return FALSE;
    }
  if (!sb_tree_scan_decimal (text, 5, &exact) || ABS (exact) > G_GINT64_CONSTANT (1000000000000000))
    {
      sb_fault_set (error, 2140, "Line.Amount", "Invalid Amount : %s", text);
      return FALSE;
    }
  sb_tree_scan_decimal (text, 2, cents);
  return TRUE;
}

gboolean
sb_line_check_product (const SbTree *line, const SbTree *detail, gint64 cents, GError **error)
{
  gint64 quantity = sb_tree_get_decimal (detail, "Qty", 6);
  gint64 price = sb_tree_get_decimal (detail, "UnitPrice", 7);
  const __int128 unit = G_GINT64_CONSTANT (100000000000);
  __int128 product = (__int128) quantity * price;
  gint64 expected;

  if (sb_tree_get (detail, "Qty") == NULL || sb_tree_get (detail, "UnitPrice") == NULL)
    return TRUE;
  expected = (gint64) ((product >= 0 ? product + unit / 2 : product - unit / 2) / unit);
  if (expected == cents)
    return TRUE;
  sb_fault_set (error, 6070, "Line.Amount",
                "Amount is not equal to UnitPrice * Qty. Supplied value:%s",
                sb_tree_get_text (line, "Amount"));
  return FALSE;
}
