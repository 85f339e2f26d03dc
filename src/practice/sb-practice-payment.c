/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Payment (from a customer) and BillPayment (to a vendor): money, and what it settles. */
#include "sb-practice-entities.h"

#include "sb-practice-chart.h"
#include "sb-practice-document.h"
#include "sb-practice-references.h"

#include <string.h>

static gboolean
is_customer_side (const SbEntity *entity)
{
  return strcmp (entity->name, "Payment") == 0;
}

static SbObject *
party_of (SbBooks *books, const SbEntity *entity, const SbTree *body)
{
  return sb_reference (books, body, is_customer_side (entity) ? "CustomerRef" : "VendorRef");
}

/* An expense or a deposit on the account of a party can be linked like a journal entry: what it is
 * worth is what it posted there. */
static gboolean
is_by_party (SbObject *target)
{
  return strcmp (target->entity->name, "JournalEntry") == 0
         || strcmp (target->entity->name, "Purchase") == 0
         || strcmp (target->entity->name, "Deposit") == 0;
}

/* (nullable): the page calls a purchase by how it was paid */
static SbObject *
find_linked (SbBooks *books, const char *txn_type, const char *id)
{
  const char *name = strcmp (txn_type, "Expense") == 0 ? "Purchase" : txn_type;

  return sb_books_find (books, sb_entity_named (name), id);
}

/* Debit left open on the party's account: what a payment settles. Credits lower what is needed. */
static gboolean
is_credit (const SbEntity *payment, SbObject *target, SbObject *party)
{
  gint64 sum = 0;

  if (strcmp (target->entity->name, "CreditMemo") == 0
      || strcmp (target->entity->name, "VendorCredit") == 0)
    return TRUE;
  for (guint i = 0;
       target->postings != NULL && is_by_party (target) && i < target->postings->len; i++)
    {
      SbPosting *posting = g_ptr_array_index (target->postings, i);

      if (posting->party == party && sb_posting_counts_for_party (posting))
        sum += posting->cents;
    }
  return is_customer_side (payment) ? sum < 0 : sum > 0;
}

static gboolean
fail_link (const SbTree *link, GError **error)
{
  const char *type = sb_tree_get_text (link, "TxnType");
  const char *id = sb_tree_get_text (link, "TxnId");

  sb_fault_set (error, 6000, NULL,
                "Business Validation Error: The entity %s %s that you are trying to link does not "
                "exist. %s %s",
                type != NULL ? type : "", id != NULL ? id : "", type != NULL ? type : "",
                id != NULL ? id : "");
  return FALSE;
}

static SbObject *
find_target (SbBooks *books, SbWrite *write, const SbTree *link, SbObject *party, GError **error)
{
  static const char *const sales[]
      = { "Invoice", "CreditMemo", "JournalEntry", "Expense", NULL };
  static const char *const purchases[]
      = { "Bill", "VendorCredit", "JournalEntry", "Deposit", NULL };
  const char *type = sb_tree_get_text (link, "TxnType");
  SbObject *target = NULL;

  if (type != NULL && g_strv_contains (is_customer_side (write->entity) ? sales : purchases, type))
    target = find_linked (books, type, sb_tree_get_text (link, "TxnId"));
  if (target == NULL)
    {
      fail_link (link, error);
      return NULL;
    }
  if (!is_by_party (target)
      && party_of (books, write->entity, sb_object_body (target)) != party)
    {
      sb_fault_set (error, 620, NULL,
                    "The transaction %" G_GINT64_FORMAT
                    " you are trying to link belongs to another name.",
                    target->id);
      return NULL;
    }
  return target;
}

/* Adds one line to what is settled (+) or used as credit (-). */
static gboolean
check_line (SbBooks *books, SbWrite *write, SbTree *line, SbObject *party, GHashTable *seen,
            gint64 *net, GError **error)
{
  SbTree *links = sb_tree_get (line, "LinkedTxn");
  SbObject *target;
  gint64 cents;
  gint64 *before;
  gint64 sum;

  if (!sb_line_amount (line, &cents, error))
    return FALSE;
  if (cents < 0)
    {
      sb_fault_set (error, 2140, "Line.Amount", "Invalid Amount : %s",
                    sb_tree_get_text (line, "Amount"));
      return FALSE;
    }
  if (sb_tree_length (links) != 1)
    {
      sb_fault_set (error, 2020, "Line.LinkedTxn",
                    "Required parameter Line.LinkedTxn is missing in the request");
      return FALSE;
    }
  target = find_target (books, write, sb_tree_nth (links, 0), party, error);
  if (target == NULL)
    return FALSE;
  before = g_hash_table_lookup (seen, target);
  sum = cents + (before != NULL ? *before : 0);
  if (sum > sb_books_open (books, target, party, write->old))
    {
      sb_fault_set (
          error, 6000, NULL,
          "Business Validation Error: You can't apply more than the open balance of transaction "
          "%" G_GINT64_FORMAT ".",
          target->id);
      return FALSE;
    }
  g_hash_table_insert (seen, target, g_memdup2 (&sum, sizeof sum));
  *net += is_credit (write->entity, target, party) ? -cents : cents;
  sb_tree_set_cents (line, "Amount", cents);
  return TRUE;
}

static gboolean
check_lines (SbBooks *books, SbWrite *write, SbObject *party, gint64 total, GError **error)
{
  SbTree *lines = sb_tree_get (write->body, "Line");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gint64 net = 0;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (!check_line (books, write, sb_tree_nth (lines, i), party, seen, &net, error))
      return FALSE;
  if (net <= total)
    return TRUE;
  sb_fault_set (error, 6000, NULL,
                "Business Validation Error: The amounts of the lines are more than the amount of "
                "the payment.");
  return FALSE;
}

static void
set_account (SbTree *holder, const char *member, SbObject *account)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, account->id);

  sb_tree_set_ref (holder, member, id, sb_object_name (account));
}

static SbObject *
money_account (SbBooks *books, const SbEntity *entity, const SbTree *body)
{
  gboolean card = g_strcmp0 (sb_tree_get_text (body, "PayType"), "CreditCard") == 0;

  if (is_customer_side (entity))
    return sb_reference (books, body, "DepositToAccountRef");
  return card ? sb_reference (books, sb_tree_get (body, "CreditCardPayment"), "CCAccountRef")
              : sb_reference (books, sb_tree_get (body, "CheckPayment"), "BankAccountRef");
}

static gboolean
complete_deposit_account (SbBooks *books, SbWrite *write, GError **error)
{
  SbObject *account = money_account (books, write->entity, write->body);

  if (account == NULL)
    account = sb_chart_account (books, SB_CHART_UNDEPOSITED);
  if (!sb_account_is_type (account, "Bank") && !sb_account_is_type (account, "Other Current Asset")
      && !sb_account_is_type (account, "Credit Card"))
    {
      sb_fault_set (error, 6430, "DepositToAccountRef",
                    "Invalid account type: You need to select a different type of account for this "
                    "transaction.");
      return FALSE;
    }
  set_account (write->body, "DepositToAccountRef", account);
  sb_default (write->body, "ProcessPayment", sb_tree_new_boolean (FALSE));
  return TRUE;
}

static gboolean
complete_pay_type (SbBooks *books, SbWrite *write, GError **error)
{
  const char *type = sb_tree_get_text (write->body, "PayType");
  SbObject *account;
  gboolean card;

  if (type == NULL)
    {
      sb_fault_set (error, 2020, "PayType", "Required parameter PayType is missing in the request");
      return FALSE;
    }
  card = strcmp (type, "CreditCard") == 0;
  account = money_account (books, write->entity, write->body);
  if (account == NULL)
    {
      const char *element = card ? "CreditCardPayment.CCAccountRef" : "CheckPayment.BankAccountRef";

      sb_fault_set (error, 2020, element, "Required parameter %s is missing in the request",
                    element);
      return FALSE;
    }
  if (!sb_account_is_type (account, card ? "Credit Card" : "Bank"))
    {
      sb_fault_set (error, 6430, NULL,
                    "Invalid account type: You need to select a different type of account for this "
                    "transaction.");
      return FALSE;
    }
  set_account (write->body, "APAccountRef", sb_chart_payable (books, write->body));
  return TRUE;
}

gboolean
sb_prepare_payment (SbBooks *books, SbWrite *write, GError **error)
{
  gboolean customer_side = is_customer_side (write->entity);
  SbObject *party = party_of (books, write->entity, write->body);
  const char *missing = party == NULL ? (customer_side ? "CustomerRef" : "VendorRef")
                        : sb_tree_get (write->body, "TotalAmt") == NULL ? "TotalAmt"
                                                                        : NULL;
  gint64 total = sb_tree_get_decimal (write->body, "TotalAmt", 2);

  if (missing != NULL)
    {
      sb_fault_set (error, 2020, missing, "Required parameter %s is missing in the request",
                    missing);
      return FALSE;
    }
  if (total < 0)
    {
      sb_fault_set (error, 2140, "TotalAmt", "Invalid Amount : %s",
                    sb_tree_get_text (write->body, "TotalAmt"));
      return FALSE;
    }
  if (!sb_document_begin (books, write, party, error)
      || !check_lines (books, write, party, total, error)
      || !(customer_side ? complete_deposit_account (books, write, error)
                         : complete_pay_type (books, write, error)))
    return FALSE;
  sb_default (write->body, "Line", sb_tree_new_array ());
  sb_tree_set_cents (write->body, "TotalAmt", total);
  return TRUE;
}

/* What is settled was booked at its own rate, the money comes at another: QBO books the difference
 * as exchange gain or loss by itself. */
static void
post_exchange_difference (SbBooks *books, SbObject *object, SbObject *party, SbObject *target,
                          gint64 cents)
{
  gboolean customer_side = is_customer_side (object->entity);
  int sign = (customer_side ? 1 : -1) * (is_credit (object->entity, target, party) ? -1 : 1);
  gint64 rate = sb_exchange_rate (sb_object_body (object));
  gint64 difference = sign
                      * (sb_home_cents (cents, sb_exchange_rate (sb_object_body (target)))
                         - sb_home_cents (cents, rate));
  SbObject *open = customer_side ? sb_chart_receivable (books, sb_object_body (object))
                                 : sb_chart_payable (books, sb_object_body (object));

  if (difference == 0)
    return;
  sb_books_post (object, open, party, -difference, NULL);
  sb_books_post (object, sb_chart_account (books, SB_CHART_EXCHANGE), NULL, difference, NULL);
}

void
sb_post_payment (SbBooks *books, SbObject *object)
{
  gboolean customer_side = is_customer_side (object->entity);
  SbObject *party = party_of (books, object->entity, sb_object_body (object));
  SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  gint64 cents = sb_home_cents (object->total, sb_exchange_rate (sb_object_body (object)));
  int sign = customer_side ? 1 : -1;
  const char *memo = sb_tree_get_text (sb_object_body (object), "PrivateNote");

  sb_books_post (object, money_account (books, object->entity, sb_object_body (object)), party,
                 sign * cents, memo);
  sb_books_post (object,
                 customer_side ? sb_chart_receivable (books, sb_object_body (object))
                               : sb_chart_payable (books, sb_object_body (object)),
                 party, -sign * cents, memo);
  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbTree *link = sb_tree_nth (sb_tree_get (line, "LinkedTxn"), 0);
      const char *type = sb_tree_get_text (link, "TxnType");
      SbObject *target
          = type != NULL ? find_linked (books, type, sb_tree_get_text (link, "TxnId")) : NULL;

      if (target == NULL)
        continue;
      sb_books_link (object, target, sb_tree_get_decimal (line, "Amount", 2));
      post_exchange_difference (books, object, party, target,
                                sb_tree_get_decimal (line, "Amount", 2));
    }
}

void
sb_render_payment (SbBooks *books, SbObject *object, SbTree *answer)
{
  SbObject *party = party_of (books, object->entity, sb_object_body (object));
  gint64 unapplied = object->total;

  for (guint i = 0; object->links != NULL && i < object->links->len; i++)
    {
      SbLink *link = &g_array_index (object->links, SbLink, i);

      unapplied += is_credit (object->entity, link->object, party) ? link->cents : -link->cents;
    }
  if (is_customer_side (object->entity))
    sb_tree_set_cents (answer, "UnappliedAmt", unapplied);
}
