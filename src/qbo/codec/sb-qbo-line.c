/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines differ by the detail that DetailType names; all details share one struct. */
#include "sb-qbo-line.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_linked_txn_fields[] = {
  SB_QBO_BOTH (SbQboLinkedTxn, txn_id, "TxnId", TEXT),
  SB_QBO_BOTH (SbQboLinkedTxn, txn_type, "TxnType", TEXT),
  SB_QBO_BOTH (SbQboLinkedTxn, line_id, "TxnLineId", TEXT),
};

const SbQboTable sb_qbo_linked_txn_table = {
  NULL, sizeof (SbQboLinkedTxn), sb_qbo_linked_txn_fields, G_N_ELEMENTS (sb_qbo_linked_txn_fields),
};

static const SbQboField sales_item_fields[] = {
  SB_QBO_BOTH (SbQboLine, item, "ItemRef", REF),
  SB_QBO_BOTH (SbQboLine, quantity, "Qty", QUANTITY),
  SB_QBO_BOTH (SbQboLine, unit_price, "UnitPrice", PRICE),
  SB_QBO_READ (SbQboLine, account, "ItemAccountRef", REF),
  SB_QBO_BOTH (SbQboLine, tax_code, "TaxCodeRef", REF),
  SB_QBO_BOTH (SbQboLine, service_date, "ServiceDate", DAY),
  SB_QBO_BOTH (SbQboLine, tax_inclusive_amount, "TaxInclusiveAmt", MONEY),
  SB_QBO_BOTH (SbQboLine, class_ref, "ClassRef", REF),
};

static const SbQboField item_expense_fields[] = {
  SB_QBO_BOTH (SbQboLine, item, "ItemRef", REF),
  SB_QBO_BOTH (SbQboLine, quantity, "Qty", QUANTITY),
  SB_QBO_BOTH (SbQboLine, unit_price, "UnitPrice", PRICE),
  SB_QBO_BOTH (SbQboLine, tax_code, "TaxCodeRef", REF),
  SB_QBO_BOTH (SbQboLine, tax_inclusive_amount, "TaxInclusiveAmt", MONEY),
  SB_QBO_BOTH (SbQboLine, billable_status, "BillableStatus", TEXT),
  SB_QBO_BOTH (SbQboLine, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboLine, class_ref, "ClassRef", REF),
};

static const SbQboField account_expense_fields[] = {
  SB_QBO_BOTH (SbQboLine, account, "AccountRef", REF),
  SB_QBO_BOTH (SbQboLine, tax_amount, "TaxAmount", MONEY),
  SB_QBO_BOTH (SbQboLine, tax_code, "TaxCodeRef", REF),
  SB_QBO_BOTH (SbQboLine, tax_inclusive_amount, "TaxInclusiveAmt", MONEY),
  SB_QBO_BOTH (SbQboLine, billable_status, "BillableStatus", TEXT),
  SB_QBO_BOTH (SbQboLine, customer, "CustomerRef", REF),
  SB_QBO_BOTH (SbQboLine, class_ref, "ClassRef", REF),
};

static const SbQboField discount_fields[] = {
  SB_QBO_BOTH (SbQboLine, percent_based, "PercentBased", SWITCH),
  SB_QBO_BOTH (SbQboLine, discount_rate, "DiscountPercent", PERCENT),
  SB_QBO_BOTH (SbQboLine, discount_account, "DiscountAccountRef", REF),
  SB_QBO_BOTH (SbQboLine, class_ref, "ClassRef", REF),
};

static const SbQboField journal_fields[] = {
  SB_QBO_BOTH (SbQboLine, posting_type, "PostingType", TEXT),
  SB_QBO_BOTH (SbQboLine, account, "AccountRef", REF),
  SB_QBO_BOTH (SbQboLine, entity, "Entity", ENTITY),
  SB_QBO_BOTH (SbQboLine, tax_code, "TaxCodeRef", REF),
  SB_QBO_BOTH (SbQboLine, tax_amount, "TaxAmount", MONEY),
  SB_QBO_BOTH (SbQboLine, class_ref, "ClassRef", REF),
  SB_QBO_BOTH (SbQboLine, department, "DepartmentRef", REF),
};

static const SbQboField deposit_fields[] = {
  SB_QBO_BOTH (SbQboLine, account, "AccountRef", REF),
  SB_QBO_BOTH (SbQboLine, entity, "Entity", REF),
  SB_QBO_BOTH (SbQboLine, payment_method, "PaymentMethodRef", REF),
  SB_QBO_TEXT (SbQboLine, check_number, "CheckNum", 21),
  SB_QBO_BOTH (SbQboLine, class_ref, "ClassRef", REF),
};

static const SbQboField line_fields[] = {
  SB_QBO_BOTH (SbQboLine, id, "Id", TEXT),
  SB_QBO_BOTH (SbQboLine, number, "LineNum", INT),
  SB_QBO_TEXT (SbQboLine, description, "Description", 4000),
  SB_QBO_BOTH (SbQboLine, amount, "Amount", MONEY),
  SB_QBO_BOTH (SbQboLine, detail_type, "DetailType", TEXT),
  SB_QBO_PART (SbQboLine, linked, "LinkedTxn", LIST, sb_qbo_linked_txn_table),
};

static const SbQboVariant variants[] = {
  { SB_QBO_LINE_SALES_ITEM, SB_QBO_LINE_SALES_ITEM, sales_item_fields,
    G_N_ELEMENTS (sales_item_fields) },
  { SB_QBO_LINE_ITEM_EXPENSE, SB_QBO_LINE_ITEM_EXPENSE, item_expense_fields,
    G_N_ELEMENTS (item_expense_fields) },
  { SB_QBO_LINE_ACCOUNT_EXPENSE, SB_QBO_LINE_ACCOUNT_EXPENSE, account_expense_fields,
    G_N_ELEMENTS (account_expense_fields) },
  { SB_QBO_LINE_DISCOUNT, SB_QBO_LINE_DISCOUNT, discount_fields, G_N_ELEMENTS (discount_fields) },
  { SB_QBO_LINE_DEPOSIT, SB_QBO_LINE_DEPOSIT, deposit_fields, G_N_ELEMENTS (deposit_fields) },
  { SB_QBO_LINE_JOURNAL, SB_QBO_LINE_JOURNAL, journal_fields, G_N_ELEMENTS (journal_fields) },
};

const SbQboTable sb_qbo_line_table = {
  NULL, sizeof (SbQboLine), line_fields, G_N_ELEMENTS (line_fields),
  variants, G_N_ELEMENTS (variants), G_STRUCT_OFFSET (SbQboLine, detail_type),
};

SbQboLine *
sb_qbo_line_new (const char *detail_type)
{
  SbQboLine *self = sb_qbo_struct_new (&sb_qbo_line_table);

  self->detail_type = g_strdup (detail_type);
  return self;
}

void
sb_qbo_line_free (SbQboLine *self)
{
  sb_qbo_struct_free (&sb_qbo_line_table, self);
}

void
sb_qbo_lines_add (GPtrArray **lines, SbQboLine *line)
{
  if (*lines == NULL)
    *lines = g_ptr_array_new ();
  g_ptr_array_add (*lines, line);
}

void
sb_qbo_line_add_link (SbQboLine *line, const char *txn_type, const char *txn_id)
{
  SbQboLinkedTxn *link = sb_qbo_struct_new (&sb_qbo_linked_txn_table);

  link->txn_id = g_strdup (txn_id);
  link->txn_type = g_strdup (txn_type);
  if (line->linked == NULL)
    line->linked = g_ptr_array_new ();
  g_ptr_array_add (line->linked, link);
}

const SbQboLinkedTxn *
sb_qbo_line_find_link (const SbQboLine *line, const char *txn_type)
{
  for (guint i = 0; line->linked != NULL && i < line->linked->len; i++)
    {
      const SbQboLinkedTxn *link = g_ptr_array_index (line->linked, i);

      if (txn_type == NULL || g_strcmp0 (link->txn_type, txn_type) == 0)
        return link;
    }
  return NULL;
}
