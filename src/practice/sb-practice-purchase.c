/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PurchaseOrder, Bill, VendorCredit, Purchase: what they need and what they post. */
#include "sb-practice-entities.h"

#include "sb-practice-chart.h"
#include "sb-practice-document.h"
#include "sb-practice-inventory.h"
#include "sb-practice-origin.h"
#include "sb-practice-references.h"
#include "sb-practice-tax.h"

#include <string.h>

static gboolean
is_kind (const SbEntity *entity, const char *name)
{
  return strcmp (entity->name, name) == 0;
}

/* The account a line is charged to. */
static SbObject *
line_account (SbBooks *books, const SbTree *line)
{
  SbTree *detail = sb_tree_get (line, "ItemBasedExpenseLineDetail");
  SbObject *item;

  if (detail == NULL)
    return sb_reference (books, sb_tree_get (line, "AccountBasedExpenseLineDetail"), "AccountRef");
  item = sb_reference (books, detail, "ItemRef");
  if (item == NULL)
    return NULL;
  return sb_reference (books, sb_object_body (item),
                       sb_tree_get_truth (sb_object_body (item), "TrackQtyOnHand")
                           ? "AssetAccountRef"
                           : "ExpenseAccountRef");
}

static void
complete_detail (SbBooks *books, SbTree *detail)
{
  sb_default (detail, "BillableStatus", sb_tree_new_string ("NotBillable"));
  if (sb_books_is_us (books) && sb_tree_get (detail, "TaxCodeRef") == NULL)
    sb_tree_set_ref (detail, "TaxCodeRef", "NON", NULL);
}

static gboolean
check_tax_word (SbBooks *books, const char *type, SbTree *detail, GError **error)
{
  const char *code = sb_tree_get_ref (detail, "TaxCodeRef");
  g_autofree char *element = NULL;

  if (!sb_books_is_us (books) || code == NULL || strcmp (code, "TAX") == 0
      || strcmp (code, "NON") == 0)
    return TRUE;
  element = g_strdup_printf ("Line.%s.TaxCodeRef", type);
  sb_fault_set (error, 6100, element,
                "Valid line TaxCodes for US should be TAX or NON. Supplied value: %s", code);
  return FALSE;
}

static gboolean
complete_line (SbBooks *books, SbWrite *write, SbTree *line, gint64 *total, GError **error)
{
  const char *type = sb_line_detail_type (line, error);
  SbTree *detail;
  SbObject *account;
  gint64 cents;

  if (type == NULL)
    return FALSE;
  if (strcmp (type, "DescriptionOnly") == 0)
    return TRUE;
  if (strcmp (type, "AccountBasedExpenseLineDetail") != 0
      && strcmp (type, "ItemBasedExpenseLineDetail") != 0)
    {
      sb_fault_set (error, 2010, "Line.DetailType",
                    "Property Name:Line.DetailType specified is unsupported or invalid");
      return FALSE;
    }
  detail = sb_tree_get (line, type);
  if (!sb_line_amount (line, &cents, error) || !sb_line_check_product (line, detail, cents, error)
      || !check_tax_word (books, type, detail, error))
    return FALSE;
  account = line_account (books, line);
  if (account == NULL)
    {
      sb_fault_set (error, 6440, "Line",
                    "Transaction detail required : every line needs an account, or a product or "
                    "service with an "
                    "expense account.");
      return FALSE;
    }
  if (sb_account_is_type (account, "Accounts Receivable")
      && sb_tree_get_ref (detail, "CustomerRef") == NULL)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: When you use Accounts Receivable, you must choose "
                    "a customer in the "
                    "Name field.");
      return FALSE;
    }
  if (!sb_inventory_check_line (sb_reference (books, detail, "ItemRef"), detail, write, error))
    return FALSE;
  complete_detail (books, detail);
  sb_tree_set_cents (line, "Amount", cents);
  *total += cents;
  return TRUE;
}

static gboolean
complete_payer (SbBooks *books, SbWrite *write, GError **error)
{
  SbObject *account = sb_reference (books, write->body, "AccountRef");
  const char *type = sb_tree_get_text (write->body, "PaymentType");
  gboolean card;

  if (account == NULL || type == NULL)
    {
      const char *element = account == NULL ? "AccountRef" : "PaymentType";

      sb_fault_set (error, 2020, element, "Required parameter %s is missing in the request",
                    element);
      return FALSE;
    }
  card = strcmp (type, "CreditCard") == 0;
  if (sb_account_is_type (account, card ? "Credit Card" : "Bank"))
    return TRUE;
  sb_fault_set (
      error, 6430, "AccountRef",
      "Invalid account type: You need to select a different type of account for this transaction.");
  return FALSE;
}

static gboolean
complete_vendor (SbBooks *books, SbWrite *write, SbObject **vendor, GError **error)
{
  *vendor = sb_reference (books, write->body, "VendorRef");
  if (is_kind (write->entity, "Purchase"))
    {
      *vendor = sb_reference (books, write->body, "EntityRef");
      return complete_payer (books, write, error);
    }
  if (*vendor != NULL)
    return TRUE;
  sb_fault_set (error, 2020, "VendorRef", "Required parameter VendorRef is missing in the request");
  return FALSE;
}

static gboolean
complete_payable (SbBooks *books, SbWrite *write, GError **error)
{
  SbObject *account = sb_chart_payable (books, write->body);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, account->id);

  if (is_kind (write->entity, "Purchase"))
    return TRUE;
  if (!sb_account_is_type (account, "Accounts Payable"))
    {
      sb_fault_set (error, 6430, "APAccountRef",
                    "Invalid account type: You need to select a different type of account for this "
                    "transaction.");
      return FALSE;
    }
  sb_tree_set_ref (write->body, "APAccountRef", id, sb_object_name (account));
  return TRUE;
}

gboolean
sb_prepare_purchase (SbBooks *books, SbWrite *write, GError **error)
{
  SbTree *lines;
  SbObject *vendor;
  gint64 total = 0;
  gint64 tax;

  if (!complete_vendor (books, write, &vendor, error)
      || !sb_document_begin (books, write, vendor, error) || !sb_document_take_lines (write, error))
    return FALSE;
  sb_document_number_lines (write, FALSE);
  if (!sb_origin_check (books, write, vendor, error))
    return FALSE;
  lines = sb_tree_get (write->body, "Line");
  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (!complete_line (books, write, sb_tree_nth (lines, i), &total, error))
      return FALSE;
  if (!sb_tax_compute (books, write, TRUE, &tax, error) || !complete_payable (books, write, error))
    return FALSE;
  if (total + tax < 0)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: Transaction amount must be 0 or greater.");
      return FALSE;
    }
  sb_tree_set_cents (write->body, "TotalAmt", total + tax);
  if (is_kind (write->entity, "Bill"))
    sb_document_complete_due (books, write, vendor, "TermRef", 0);
  if (is_kind (write->entity, "PurchaseOrder"))
    sb_default (write->body, "POStatus", sb_tree_new_string ("Open"));
  return TRUE;
}

void
sb_post_purchase (SbBooks *books, SbObject *object)
{
  SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  gboolean purchase = is_kind (object->entity, "Purchase");
  gboolean back = is_kind (object->entity, "VendorCredit")
                  || (purchase && sb_tree_get_truth (sb_object_body (object), "Credit"));
  SbObject *vendor
      = sb_reference (books, sb_object_body (object), purchase ? "EntityRef" : "VendorRef");
  SbObject *against = purchase ? sb_reference (books, sb_object_body (object), "AccountRef")
                               : sb_chart_payable (books, sb_object_body (object));
  gint64 rate = sb_exchange_rate (sb_object_body (object));
  int sign = back ? -1 : 1;
  gint64 posted = 0;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbObject *account = line_account (books, line);
      SbObject *customer = sb_reference (books, sb_tree_get (line, "AccountBasedExpenseLineDetail"),
                                         "CustomerRef");
      gint64 cents = sign * sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), rate);

      if (account == NULL)
        continue;
      sb_books_post (object, account,
                     sb_account_is_type (account, "Accounts Receivable") ? customer : vendor, cents,
                     sb_tree_get_text (line, "Description"));
      posted += cents;
    }
  sb_tax_post (books, object, vendor, TRUE, sign, rate, &posted);
  sb_origin_post (books, object);
  sb_books_post (object, against, vendor, -posted,
                 sb_tree_get_text (sb_object_body (object), "PrivateNote"));
}
