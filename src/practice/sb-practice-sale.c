/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoice, Estimate, SalesReceipt, CreditMemo, RefundReceipt: what they need and what they post. */
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

static gboolean
gives_back (const SbEntity *entity)
{
  return is_kind (entity, "CreditMemo") || is_kind (entity, "RefundReceipt");
}

static gboolean
takes_money (const SbEntity *entity)
{
  return is_kind (entity, "SalesReceipt") || is_kind (entity, "RefundReceipt");
}

static gboolean
complete_tax_code (SbBooks *books, SbTree *detail, SbObject *item, GError **error)
{
  const char *code = sb_tree_get_ref (detail, "TaxCodeRef");

  if (!sb_books_is_us (books))
    return TRUE;
  if (code == NULL)
    {
      gboolean taxable = item != NULL && sb_tree_get_truth (sb_object_body (item), "Taxable");

      sb_tree_set_ref (detail, "TaxCodeRef", taxable ? "TAX" : "NON", NULL);
      return TRUE;
    }
  if (strcmp (code, "TAX") == 0 || strcmp (code, "NON") == 0)
    return TRUE;
  sb_fault_set (error, 6100, "Line.SalesItemLineDetail.TaxCodeRef",
                "Valid line TaxCodes for US should be TAX or NON. Supplied value: %s", code);
  return FALSE;
}

static gboolean
complete_item_line (SbBooks *books, SbWrite *write, SbTree *line, gint64 *subtotal, GError **error)
{
  SbTree *detail = sb_tree_get (line, "SalesItemLineDetail");
  SbObject *item = sb_reference (books, detail, "ItemRef");
  SbObject *income
      = item != NULL ? sb_reference (books, sb_object_body (item), "IncomeAccountRef") : NULL;
  gint64 cents;

  if (!sb_line_amount (line, &cents, error) || !sb_line_check_product (line, detail, cents, error))
    return FALSE;
  if (item == NULL || (income == NULL && !write->voiding))
    {
      sb_fault_set (error, 6440, "Line.SalesItemLineDetail.ItemRef",
                    "Transaction detail required : every line needs a product or "
                    "service with an income account.");
      return FALSE;
    }
  if (!sb_inventory_check_line (item, detail, write, error)
      || !complete_tax_code (books, detail, item, error))
    return FALSE;
  if (income != NULL)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, income->id);

      sb_tree_set_ref (detail, "ItemAccountRef", id, sb_object_name (income));
    }
  sb_tree_set_cents (line, "Amount", cents);
  *subtotal += cents;
  return TRUE;
}

static gboolean
complete_discount (SbBooks *books, SbTree *line, gint64 subtotal, gint64 *discount, GError **error)
{
  SbTree *detail = sb_tree_get (line, "DiscountLineDetail");
  gint64 percent = sb_tree_get_decimal (detail, "DiscountPercent", 6);
  SbObject *account = sb_reference (books, detail, "DiscountAccountRef");
  g_autofree char *id = NULL;

  if (!sb_books_prefers (books, "SalesFormsPrefs.AllowDiscount"))
    {
      sb_fault_set (error, 6090, "Line.DiscountLineDetail",
                    "Discounts are switched off in this company.");
      return FALSE;
    }
  if (*discount != 0)
    {
      sb_fault_set (
          error, 6000, NULL,
          "Business Validation Error: Only one discount line is allowed on a transaction.");
      return FALSE;
    }
  if (sb_tree_get_truth (detail, "PercentBased"))
    *discount = (gint64) (((__int128) subtotal * percent + 50000000) / 100000000);
  else if (!sb_line_amount (line, discount, error))
    return FALSE;
  if (account == NULL)
    account = sb_chart_account (books, SB_CHART_DISCOUNT);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, account->id);
  sb_tree_set_ref (detail, "DiscountAccountRef", id, sb_object_name (account));
  sb_tree_set_cents (line, "Amount", *discount);
  return TRUE;
}

static gboolean
complete_lines (SbBooks *books, SbWrite *write, gint64 *subtotal, gint64 *discount, GError **error)
{
  SbTree *lines = sb_tree_get (write->body, "Line");

  *subtotal = *discount = 0;
  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      const char *type = sb_line_detail_type (line, error);

      if (type == NULL)
        return FALSE;
      if (strcmp (type, "SalesItemLineDetail") == 0)
        {
          if (!complete_item_line (books, write, line, subtotal, error))
            return FALSE;
        }
      else if (strcmp (type, "DiscountLineDetail") != 0 && strcmp (type, "DescriptionOnly") != 0)
        {
          sb_fault_set (error, 2010, "Line.DetailType",
                        "Property Name:Line.DetailType specified is unsupported or invalid");
          return FALSE;
        }
    }
  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (strcmp (sb_tree_get_text (sb_tree_nth (lines, i), "DetailType"), "DiscountLineDetail") == 0
        && !complete_discount (books, sb_tree_nth (lines, i), *subtotal, discount, error))
      return FALSE;
  return TRUE;
}

static void
append_subtotal (SbTree *lines, gint64 subtotal)
{
  SbTree *line = sb_tree_new_object ();

  sb_tree_set_cents (line, "Amount", subtotal);
  sb_tree_set_text (line, "DetailType", "SubTotalLineDetail");
  sb_tree_set (line, "SubTotalLineDetail", sb_tree_new_object ());
  sb_tree_append (lines, line);
}

static void
copy_from_customer (SbTree *body, SbObject *customer, const char *from, const char *to)
{
  SbTree *value = sb_tree_get (sb_object_body (customer), from);

  if (value != NULL && sb_tree_get (body, to) == NULL)
    sb_tree_set (body, to, sb_tree_copy (value));
}

static gboolean
complete_customer (SbBooks *books, SbWrite *write, SbObject **customer, GError **error)
{
  *customer = sb_reference (books, write->body, "CustomerRef");
  if (*customer == NULL && !is_kind (write->entity, "SalesReceipt"))
    {
      sb_fault_set (error, 2020, "CustomerRef",
                    "Required parameter CustomerRef is missing in the request");
      return FALSE;
    }
  if (*customer != NULL && write->old == NULL)
    {
      copy_from_customer (write->body, *customer, "BillAddr", "BillAddr");
      copy_from_customer (write->body, *customer, "ShipAddr", "ShipAddr");
      copy_from_customer (write->body, *customer, "PrimaryEmailAddr", "BillEmail");
    }
  if (g_strcmp0 (sb_tree_get_text (write->body, "EmailStatus"), "NeedToSend") == 0
      && sb_tree_text (sb_tree_get_path (write->body, "BillEmail.Address")) == NULL)
    {
      sb_fault_set (error, 6000, "BillEmail",
                    "Business Validation Error: An email address is required to send this form.");
      return FALSE;
    }
  return TRUE;
}

static void
complete_flags (SbBooks *books, SbWrite *write)
{
  sb_default (write->body, "PrintStatus", sb_tree_new_string ("NeedToPrint"));
  sb_default (write->body, "EmailStatus", sb_tree_new_string ("NotSet"));
  if (sb_books_is_us (books))
    sb_default (write->body, "ApplyTaxAfterDiscount", sb_tree_new_boolean (FALSE));
  if (is_kind (write->entity, "Estimate"))
    sb_default (write->body, "TxnStatus", sb_tree_new_string ("Pending"));
}

static gboolean
complete_money_account (SbBooks *books, SbWrite *write, GError **error)
{
  SbObject *account = sb_reference (books, write->body, "DepositToAccountRef");
  g_autofree char *id = NULL;

  if (account == NULL && is_kind (write->entity, "RefundReceipt"))
    {
      sb_fault_set (error, 2020, "DepositToAccountRef",
                    "Required parameter DepositToAccountRef is missing in the request");
      return FALSE;
    }
  if (account == NULL)
    account = sb_chart_account (books, SB_CHART_UNDEPOSITED);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, account->id);
  sb_tree_set_ref (write->body, "DepositToAccountRef", id, sb_object_name (account));
  return TRUE;
}

gboolean
sb_prepare_sale (SbBooks *books, SbWrite *write, GError **error)
{
  SbObject *customer;
  gint64 subtotal;
  gint64 discount;
  gint64 tax;

  if (!complete_customer (books, write, &customer, error)
      || !sb_document_begin (books, write, customer, error)
      || !sb_document_take_lines (write, error))
    return FALSE;
  sb_document_number_lines (write, FALSE);
  if (!sb_origin_check (books, write, customer, error))
    return FALSE;
  if (!complete_lines (books, write, &subtotal, &discount, error))
    return FALSE;
  complete_flags (books, write);
  if (!sb_tax_compute (books, write, FALSE, &tax, error)
      || (takes_money (write->entity) && !complete_money_account (books, write, error)))
    return FALSE;
  if (subtotal - discount + tax < 0)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: Transaction amount must be 0 or greater.");
      return FALSE;
    }
  append_subtotal (sb_tree_get (write->body, "Line"), subtotal);
  sb_tree_set_cents (write->body, "TotalAmt", subtotal - discount + tax);
  if (is_kind (write->entity, "Invoice"))
    sb_document_complete_due (books, write, customer, "SalesTermRef", 30);
  return TRUE;
}

void
sb_post_sale (SbBooks *books, SbObject *object)
{
  SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  SbObject *customer = sb_reference (books, sb_object_body (object), "CustomerRef");
  SbObject *against = takes_money (object->entity)
                          ? sb_reference (books, sb_object_body (object), "DepositToAccountRef")
                          : sb_chart_receivable (books, sb_object_body (object));
  gint64 rate = sb_exchange_rate (sb_object_body (object));
  int sign = gives_back (object->entity) ? 1 : -1;
  gint64 posted = 0;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      const char *type = sb_tree_get_text (line, "DetailType");
      gint64 cents = sign * sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), rate);
      SbObject *account = NULL;

      if (strcmp (type, "SalesItemLineDetail") == 0)
        account = sb_books_find (
            books, sb_entity_named ("Account"),
            sb_tree_get_ref (sb_tree_get (line, "SalesItemLineDetail"), "ItemAccountRef"));
      else if (strcmp (type, "DiscountLineDetail") == 0)
        {
          account = sb_reference (books, sb_tree_get (line, "DiscountLineDetail"),
                                  "DiscountAccountRef");
          cents = -cents;
        }
      if (account == NULL)
        continue;
      sb_books_post (object, account, customer, cents, sb_tree_get_text (line, "Description"));
      posted += cents;
    }
  sb_tax_post (books, object, customer, FALSE, sign, rate, &posted);
  sb_origin_post (books, object);
  sb_books_post (object, against, customer, -posted,
                 sb_tree_get_text (sb_object_body (object), "PrivateNote"));
}

static void
add_link (SbTree *links, const SbObject *other)
{
  SbTree *link;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, other->id);

  for (guint i = 0; i < sb_tree_length (links); i++)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (links, i), "TxnId"), id) == 0)
      return;
  link = sb_tree_new_object ();
  sb_tree_set_text (link, "TxnId", id);
  sb_tree_set_text (link, "TxnType", sb_object_txn_type (other));
  sb_tree_append (links, link);
}

/* What settles the document or was made from it, and what it was made from. */
static SbTree *
render_links (const SbObject *object)
{
  SbTree *links = sb_tree_new_array ();

  for (guint i = 0; object->linked_by != NULL && i < object->linked_by->len; i++)
    add_link (links, g_array_index (object->linked_by, SbLink, i).object);
  for (guint i = 0; object->links != NULL && i < object->links->len; i++)
    add_link (links, g_array_index (object->links, SbLink, i).object);
  return links;
}

void
sb_render_open (SbBooks *books, SbObject *object, SbTree *answer)
{
  const char *name = object->entity->name;

  sb_tree_set (answer, "LinkedTxn", render_links (object));
  if (strcmp (name, "PurchaseOrder") == 0 && sb_origin_is_used_up (object))
    sb_tree_set_text (answer, "POStatus", "Closed");
  if (strcmp (name, "Estimate") == 0 && sb_origin_is_used_up (object))
    sb_tree_set_text (answer, "TxnStatus", "Closed");
  if (strcmp (name, "Invoice") == 0 || strcmp (name, "Bill") == 0
      || strcmp (name, "CreditMemo") == 0 || strcmp (name, "VendorCredit") == 0)
    sb_tree_set_cents (answer, "Balance", sb_books_open (books, object, NULL, NULL));
  if (strcmp (name, "CreditMemo") == 0)
    sb_tree_set_cents (answer, "RemainingCredit", sb_books_open (books, object, NULL, NULL));
  if (sb_tree_get (sb_object_body (object), "ExchangeRate") != NULL)
    sb_tree_set_cents (answer, "HomeTotalAmt",
                       sb_home_cents (object->total, sb_exchange_rate (sb_object_body (object))));
}
