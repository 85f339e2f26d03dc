/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The currencies a company uses beside its own, and what they are worth. */
#include "sb-practice.h"

#include "sb-practice-entities.h"
#include "sb-practice-members.h"
#include "sb-practice-write.h"

#include <string.h>

static gboolean
check_multicurrency (SbBooks *books, GError **error)
{
  if (sb_books_prefers (books, "CurrencyPrefs.MultiCurrencyEnabled"))
    return TRUE;
  sb_fault_set (error, 5030, NULL, "Feature Not Supported : multicurrency is off in this company");
  return FALSE;
}

static gboolean
is_code (const char *text)
{
  return text != NULL && strlen (text) == 3 && g_ascii_isupper (text[0])
         && g_ascii_isupper (text[1]) && g_ascii_isupper (text[2]);
}

gboolean
sb_prepare_currency (SbBooks *books, SbWrite *write, GError **error)
{
  const char *code = sb_tree_get_text (write->body, "Code");
  GPtrArray *rows = sb_books_table (books, write->entity)->rows;

  if (!write->trusted && !check_multicurrency (books, error))
    return FALSE;
  if (!is_code (code))
    {
      sb_fault_set (error, code == NULL ? 2020 : 2170, "Code",
                    code == NULL ? "Required parameter %s is missing in the request"
                                 : "Invalid Enumeration : %s",
                    code == NULL ? "Code" : code);
      return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      SbObject *other = g_ptr_array_index (rows, i);

      if (other == write->old
          || g_strcmp0 (sb_tree_get_text (sb_object_body (other), "Code"), code) != 0)
        continue;
      sb_fault_set (error, 6240, NULL,
                    "The name supplied already exists. : Id=%" G_GINT64_FORMAT, other->id);
      return FALSE;
    }
  if (sb_tree_get (write->body, "Name") == NULL)
    sb_tree_set_text (write->body, "Name", code);
  return sb_prepare_named (books, write, error);
}

/* ---- exchange rates ---- */

/* The rate of @currency on @day, or @latest: the last one until then. */
static SbObject *
find_rate (SbBooks *books, const char *currency, const char *day, gboolean latest)
{
  GPtrArray *rows = sb_books_table (books, sb_entity_named ("ExchangeRate"))->rows;
  SbObject *best = NULL;
  const char *best_day = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      SbObject *row = g_ptr_array_index (rows, i);
      const char *mine = sb_tree_get_text (sb_object_body (row), "AsOfDate");
      int order = day != NULL ? g_strcmp0 (mine, day) : -1;

      if (g_strcmp0 (sb_tree_get_text (sb_object_body (row), "SourceCurrencyCode"), currency) != 0
          || order > 0 || (order < 0 && !latest))
        continue;
      if (best == NULL || g_strcmp0 (mine, best_day) >= 0)
        {
          best = row;
          best_day = mine;
        }
    }
  return best;
}

static void
reply_rate (SbExchange *x, SbBooks *books, const SbObject *row)
{
  g_autofree char *text = NULL;
  g_autofree char *time = sb_pacific_format (sb_books_now (books), TRUE);
  g_autoptr (SbTree) answer = sb_object_render (books, (SbObject *) row);

  sb_tree_set_text (answer, "TargetCurrencyCode", sb_books_currency (books));
  text = sb_tree_to_text (answer);
  sb_exchange_reply_json (x, 200,
                          g_strdup_printf ("{\"ExchangeRate\":%s,\"time\":\"%s\"}", text, time));
}

/* A rate has no Id that a caller knows: it is found by currency and day. */
static SbObject *
set_rate (SbBooks *books, const SbTree *request, GError **error)
{
  const char *currency = sb_tree_get_text (request, "SourceCurrencyCode");
  const char *day = sb_tree_get_text (request, "AsOfDate");
  g_autoptr (SbTree) body = NULL;
  SbObject *row;
  gint64 rate;

  if (!sb_members_check ("ExchangeRate", request, error))
    return NULL;
  if (!is_code (currency) || day == NULL || strcmp (currency, sb_books_currency (books)) == 0)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: A rate needs a day and a currency other than the "
                    "company's own.");
      return NULL;
    }
  if (!sb_tree_decimal (sb_tree_get (request, "Rate"), 8, &rate) || rate <= 0)
    {
      sb_fault_set (error, 2140, "Rate", "Invalid Amount : %s",
                    sb_tree_get_text (request, "Rate"));
      return NULL;
    }
  row = find_rate (books, currency, day, FALSE);
  if (row == NULL)
    row = sb_books_new_object (books, sb_entity_named ("ExchangeRate"));
  body = sb_tree_new_object ();
  sb_tree_set_text (body, "SourceCurrencyCode", currency);
  sb_tree_set_text (body, "TargetCurrencyCode", sb_books_currency (books));
  sb_tree_set (body, "Rate", sb_tree_copy (sb_tree_get (request, "Rate")));
  sb_tree_set_text (body, "AsOfDate", day);
  sb_books_put (books, row, g_steal_pointer (&body));
  return row;
}

static SbObject *
get_rate (SbExchange *x, SbBooks *books, GError **error)
{
  const char *currency = sb_exchange_query (x, "sourcecurrencycode");
  SbObject *row = find_rate (books, currency, sb_exchange_query (x, "asofdate"), TRUE);

  if (row == NULL)
    sb_fault_set (error, 610, NULL, "Object Not Found : no exchange rate for %s",
                  currency != NULL ? currency : "");
  return row;
}

void
sb_practice_handle_exchange_rate (SbExchange *x, SbBooks *books)
{
  gboolean post = strcmp (x->method, "POST") == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) request = NULL;
  SbObject *row = NULL;

  x->entity = g_strdup ("ExchangeRate");
  if (check_multicurrency (books, &error) && !post)
    row = get_rate (x, books, &error);
  else if (error == NULL)
    {
      request = sb_tree_parse (x->body, (gssize) x->body_length, NULL);
      row = set_rate (books, request, &error);
      if (row != NULL)
        sb_practice_data_commit (x->practice->data, books, NULL, NULL, NULL);
    }
  if (row != NULL)
    reply_rate (x, books, row);
  else
    sb_exchange_reply_fault (x, error);
}
