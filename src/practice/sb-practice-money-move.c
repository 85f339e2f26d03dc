/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deposit (money put into the bank, often payments that waited in Undeposited Funds) and Transfer.
 */
#include "sb-practice-entities.h"

#include "sb-practice-chart.h"
#include "sb-practice-document.h"
#include "sb-practice-references.h"
#include "sb-practice-report.h"

#include <string.h>

static gboolean
fail_required (const char *member, GError **error)
{
  sb_fault_set (error, 2020, member, "Required parameter %s is missing in the request", member);
  return FALSE;
}

/* ---- deposits ---- */

/* (nullable): the payment that a line puts into the bank */
static SbObject *
linked_money (SbBooks *books, const SbTree *line)
{
  static const char *const kinds[] = { "Payment", "SalesReceipt", "RefundReceipt", NULL };
  const SbTree *link = sb_tree_nth (sb_tree_get (line, "LinkedTxn"), 0);
  const char *type = sb_tree_get_text (link, "TxnType");

  if (type == NULL || !g_strv_contains (kinds, type))
    return NULL;
  return sb_books_find (books, sb_entity_named (type), sb_tree_get_text (link, "TxnId"));
}

static gboolean
check_linked_line (SbBooks *books, SbWrite *write, SbTree *line, gint64 *cents, GError **error)
{
  const SbTree *link = sb_tree_nth (sb_tree_get (line, "LinkedTxn"), 0);
  SbObject *money = linked_money (books, line);

  if (sb_tree_get_text (link, "TxnLineId") == NULL)
    return fail_required ("Line.LinkedTxn.TxnLineId", error);
  if (money == NULL)
    {
      const char *type = sb_tree_get_text (link, "TxnType");
      const char *id = sb_tree_get_text (link, "TxnId");

      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: The entity %s %s that you are trying to link does "
                    "not exist. %s %s",
                    type != NULL ? type : "", id != NULL ? id : "", type != NULL ? type : "",
                    id != NULL ? id : "");
      return FALSE;
    }
  if (sb_books_linked (money, write->old) > 0
      || sb_reference (books, sb_object_body (money), "DepositToAccountRef")
             != sb_chart_account (books, SB_CHART_UNDEPOSITED))
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: The transaction %" G_GINT64_FORMAT
                    " is already in a bank account.",
                    money->id);
      return FALSE;
    }
  *cents = strcmp (money->entity->name, "RefundReceipt") == 0 ? -money->total : money->total;
  sb_tree_set_cents (line, "Amount", *cents);
  return TRUE;
}

static gboolean
check_deposit_line (SbBooks *books, SbWrite *write, SbTree *line, gint64 *cents, GError **error)
{
  SbTree *detail = sb_tree_get (line, "DepositLineDetail");

  if (sb_tree_length (sb_tree_get (line, "LinkedTxn")) > 0)
    return check_linked_line (books, write, line, cents, error);
  if (sb_line_detail_type (line, error) == NULL || !sb_line_amount (line, cents, error))
    return FALSE;
  if (sb_reference (books, detail, "AccountRef") == NULL)
    return fail_required ("Line.DepositLineDetail.AccountRef", error);
  sb_tree_set_cents (line, "Amount", *cents);
  return TRUE;
}

gboolean
sb_prepare_deposit (SbBooks *books, SbWrite *write, GError **error)
{
  SbObject *bank = sb_reference (books, write->body, "DepositToAccountRef");
  SbTree *lines;
  gint64 total = 0;

  if (bank == NULL)
    return fail_required ("DepositToAccountRef", error);
  if (!sb_account_is_type (bank, "Bank") && !sb_account_is_type (bank, "Other Current Asset"))
    {
      sb_fault_set (error, 6430, "DepositToAccountRef",
                    "Invalid account type: You need to select a different type of account for "
                    "this transaction.");
      return FALSE;
    }
  if (!sb_document_begin (books, write, NULL, error) || !sb_document_take_lines (write, error))
    return FALSE;
  sb_document_number_lines (write, FALSE);
  lines = sb_tree_get (write->body, "Line");
  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      gint64 cents;

      if (!check_deposit_line (books, write, sb_tree_nth (lines, i), &cents, error))
        return FALSE;
      total += cents;
    }
  sb_tree_set_cents (write->body, "TotalAmt", total);
  return TRUE;
}

void
sb_post_deposit (SbBooks *books, SbObject *object)
{
  SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  gint64 rate = sb_exchange_rate (sb_object_body (object));
  gint64 posted = 0;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbTree *detail = sb_tree_get (line, "DepositLineDetail");
      SbObject *money = linked_money (books, line);
      SbObject *from = money != NULL ? sb_chart_account (books, SB_CHART_UNDEPOSITED)
                                     : sb_reference (books, detail, "AccountRef");
      gint64 cents = sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), rate);

      if (from == NULL)
        continue;
      sb_books_post (object, from, sb_reference (books, detail, "Entity"), -cents,
                     sb_tree_get_text (line, "Description"));
      posted += cents;
      if (money != NULL)
        sb_books_link (object, money, ABS (sb_tree_get_decimal (line, "Amount", 2)));
    }
  sb_books_post (object, sb_reference (books, sb_object_body (object), "DepositToAccountRef"), NULL,
                 posted, sb_tree_get_text (sb_object_body (object), "PrivateNote"));
}

/* ---- transfers ---- */

gboolean
sb_prepare_transfer (SbBooks *books, SbWrite *write, GError **error)
{
  static const char *const members[] = { "FromAccountRef", "ToAccountRef", "Amount" };
  gint64 cents = sb_tree_get_decimal (write->body, "Amount", 2);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (sb_tree_get (write->body, members[i]) == NULL)
      return fail_required (members[i], error);
  if (cents <= 0)
    {
      sb_fault_set (error, 2140, "Amount", "Invalid Amount : %s",
                    sb_tree_get_text (write->body, "Amount"));
      return FALSE;
    }
  if (sb_account_is_result (sb_reference (books, write->body, "FromAccountRef"))
      || sb_account_is_result (sb_reference (books, write->body, "ToAccountRef")))
    {
      sb_fault_set (error, 6430, NULL,
                    "Invalid account type: You need to select a different type of account for "
                    "this transaction.");
      return FALSE;
    }
  sb_tree_set_cents (write->body, "Amount", cents);
  return sb_document_begin (books, write, NULL, error);
}

void
sb_post_transfer (SbBooks *books, SbObject *object)
{
  gint64 cents = sb_home_cents (sb_tree_get_decimal (sb_object_body (object), "Amount", 2),
                                sb_exchange_rate (sb_object_body (object)));
  const char *memo = sb_tree_get_text (sb_object_body (object), "PrivateNote");

  sb_books_post (object, sb_reference (books, sb_object_body (object), "FromAccountRef"), NULL,
                 -cents, memo);
  sb_books_post (object, sb_reference (books, sb_object_body (object), "ToAccountRef"), NULL, cents,
                 memo);
}
