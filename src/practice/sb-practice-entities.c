/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of entities: a new kind is a row here and, when it posts, its functions. */
#include "sb-practice-entities.h"

#include <string.h>

#define LIST (SB_ENTITY_LIST | SB_ENTITY_CREATE | SB_ENTITY_UPDATE | SB_ENTITY_CDC)
#define DOC (SB_ENTITY_CREATE | SB_ENTITY_UPDATE | SB_ENTITY_DELETE | SB_ENTITY_CDC)
#define TXN (SB_ENTITY_TXN | DOC)
#define READ_ONLY SB_ENTITY_LIST

static const SbEntity entities[] = {
  { "CompanyInfo", "CompanyInfo", SB_ENTITY_SINGLE, NULL, NULL, NULL, NULL, NULL },
  { "Preferences", "Preferences", SB_ENTITY_SINGLE, NULL, NULL, NULL, NULL, NULL },
  { "Account", "Accounts", LIST, "Name", "account", sb_prepare_account, NULL, sb_render_account },
  { "TaxAgency", "TaxAgencies", SB_ENTITY_LIST | SB_ENTITY_CREATE, "DisplayName", "tax agency",
    sb_prepare_named, NULL, NULL },
  { "TaxRate", "TaxRates", READ_ONLY, "Name", "tax rate", NULL, NULL, NULL },
  { "TaxCode", "TaxCodes", READ_ONLY, "Name", "tax code", NULL, NULL, NULL },
  { "Term", "Terms", LIST, "Name", "term", sb_prepare_term, NULL, NULL },
  { "PaymentMethod", "PaymentMethods", LIST, "Name", "payment method", sb_prepare_named, NULL,
    NULL },
  { "Customer", "Names", LIST, "DisplayName", "name", sb_prepare_party, NULL, sb_render_party },
  { "Vendor", "Names", LIST, "DisplayName", "name", sb_prepare_party, NULL, sb_render_party },
  { "Employee", "Names", LIST, "DisplayName", "name", sb_prepare_party, NULL, NULL },
  { "Item", "Items", LIST, "Name", "item", sb_prepare_item, sb_post_item, sb_render_item },
  { "Class", "Klasses", LIST | SB_ENTITY_PLUS, "Name", "class", sb_prepare_named, NULL, NULL },
  { "Department", "Depts", LIST | SB_ENTITY_PLUS, "Name", "department", sb_prepare_named, NULL,
    NULL },
  { "CompanyCurrency", "Currencies", LIST, "Name", "currency", sb_prepare_currency, NULL, NULL },
  { "ExchangeRate", "ExchangeRates", 0, NULL, NULL, NULL, NULL, NULL },
  { "Attachable", "Attachables", DOC, NULL, NULL, sb_prepare_attachable, NULL,
    sb_render_attachable },
  { "Invoice", "Transactions", TXN | SB_ENTITY_VOID | SB_ENTITY_SALE, NULL, NULL, sb_prepare_sale,
    sb_post_sale, sb_render_open },
  { "Estimate", "Transactions", TXN | SB_ENTITY_SALE, NULL, NULL, sb_prepare_sale, NULL,
    sb_render_open },
  { "SalesReceipt", "Transactions", TXN | SB_ENTITY_VOID | SB_ENTITY_SALE, NULL, NULL,
    sb_prepare_sale, sb_post_sale, sb_render_open },
  { "CreditMemo", "Transactions", TXN | SB_ENTITY_SALE, NULL, NULL, sb_prepare_sale, sb_post_sale,
    sb_render_open },
  { "RefundReceipt", "Transactions", TXN | SB_ENTITY_SALE, NULL, NULL, sb_prepare_sale,
    sb_post_sale, sb_render_open },
  { "PurchaseOrder", "Transactions", TXN | SB_ENTITY_PLUS, NULL, NULL, sb_prepare_purchase, NULL,
    sb_render_open },
  { "Bill", "Transactions", TXN, NULL, NULL, sb_prepare_purchase, sb_post_purchase,
    sb_render_open },
  { "VendorCredit", "Transactions", TXN, NULL, NULL, sb_prepare_purchase, sb_post_purchase,
    sb_render_open },
  { "Purchase", "Transactions", TXN, NULL, NULL, sb_prepare_purchase, sb_post_purchase,
    sb_render_open },
  { "InventoryAdjustment", "Transactions", TXN | SB_ENTITY_PLUS, NULL, NULL, sb_prepare_adjustment,
    NULL, NULL },
  { "Payment", "Transactions", TXN | SB_ENTITY_VOID, NULL, NULL, sb_prepare_payment,
    sb_post_payment, sb_render_payment },
  { "BillPayment", "Transactions", TXN | SB_ENTITY_VOID, NULL, NULL, sb_prepare_payment,
    sb_post_payment, sb_render_payment },
  { "Deposit", "Transactions", TXN, NULL, NULL, sb_prepare_deposit, sb_post_deposit, NULL },
  { "Transfer", "Transactions", TXN, NULL, NULL, sb_prepare_transfer, sb_post_transfer, NULL },
  { "JournalEntry", "Transactions", TXN, NULL, NULL, sb_prepare_journal_entry,
    sb_post_journal_entry, NULL },
};

guint
sb_entity_count (void)
{
  return G_N_ELEMENTS (entities);
}

guint
sb_entity_index (const SbEntity *entity)
{
  return (guint) (entity - entities);
}

const SbEntity *
sb_entity_at (guint index)
{
  return &entities[index];
}

const SbEntity *
sb_entity_named (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_strcmp0 (entities[i].name, name) == 0)
      return &entities[i];
  return NULL;
}

const SbEntity *
sb_entity_for_path (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_ascii_strcasecmp (entities[i].name, word) == 0)
      return &entities[i];
  return NULL;
}

static gboolean
paid_by_card (const SbObject *object)
{
  return g_strcmp0 (sb_tree_get_text (sb_object_body (object), "PayType"), "CreditCard") == 0;
}

const char *
sb_object_txn_type (const SbObject *object)
{
  if (strcmp (object->entity->name, "BillPayment") == 0)
    return paid_by_card (object) ? "BillPaymentCreditCard" : "BillPaymentCheck";
  return object->entity->name;
}

const char *
sb_object_report_type (const SbObject *object)
{
  static const char *const names[][2] = {
    { "JournalEntry", "Journal Entry" },    { "SalesReceipt", "Sales Receipt" },
    { "CreditMemo", "Credit Memo" },        { "RefundReceipt", "Refund" },
    { "VendorCredit", "Vendor Credit" },    { "Purchase", "Expense" },
    { "PurchaseOrder", "Purchase Order" },  { "InventoryAdjustment", "Inventory Qty Adjust" },
    { "Item", "Inventory Starting Value" },
  };

  if (strcmp (object->entity->name, "BillPayment") == 0)
    return paid_by_card (object) ? "Bill Payment (Credit Card)" : "Bill Payment (Check)";
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (object->entity->name, names[i][0]) == 0)
      return names[i][1];
  return object->entity->name;
}
