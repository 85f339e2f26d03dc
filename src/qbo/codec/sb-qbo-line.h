/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  char *txn_id;
  char *txn_type;          /* "Invoice", "Bill", "CreditMemo", "BillPaymentCheck", ... */
  char *line_id;           /* TxnLineId (nullable) */
} SbQboLinkedTxn;

extern const SbQboTable sb_qbo_linked_txn_table;

/* One line of any document. Which members mean something depends on @detail_type. */
typedef struct
{
  char *id;
  gint64 number;           /* LineNum */
  char *description;
  gint64 amount;           /* money, in document currency, before tax */
  char *detail_type;       /* SB_QBO_LINE_...; absent on lines of payments */
  GPtrArray *linked;       /* (element-type SbQboLinkedTxn) (nullable) */

  /* SalesItemLineDetail, ItemBasedExpenseLineDetail */
  SbQboRef *item;
  gint64 quantity;
  gint64 unit_price;
  /* AccountBasedExpenseLineDetail, JournalEntryLineDetail; read only ItemAccountRef of sales
   * lines */
  SbQboRef *account;
  /* both kinds and journal lines */
  SbQboRef *tax_code;
  gint64 tax_amount;       /* money */
  gint64 tax_inclusive_amount; /* money */
  SbDay service_date;
  SbQboRef *customer;
  char *billable_status;
  SbQboRef *class_ref;

  /* DiscountLineDetail */
  SbQboSwitch percent_based;
  gint64 discount_rate;    /* DiscountPercent as a rate */
  SbQboRef *discount_account;

  /* JournalEntryLineDetail */
  char *posting_type;      /* "Debit" or "Credit" */
  SbQboRef *entity;        /* its type is "Customer" or "Vendor" */
  SbQboRef *department;

  /* DepositLineDetail */
  SbQboRef *payment_method;
  char *check_number;
} SbQboLine;

#define SB_QBO_LINE_SALES_ITEM "SalesItemLineDetail"
#define SB_QBO_LINE_ITEM_EXPENSE "ItemBasedExpenseLineDetail"
#define SB_QBO_LINE_ACCOUNT_EXPENSE "AccountBasedExpenseLineDetail"
#define SB_QBO_LINE_DISCOUNT "DiscountLineDetail"
#define SB_QBO_LINE_SUBTOTAL "SubTotalLineDetail"
#define SB_QBO_LINE_DESCRIPTION "DescriptionOnly"
#define SB_QBO_LINE_JOURNAL "JournalEntryLineDetail"
#define SB_QBO_LINE_DEPOSIT "DepositLineDetail"
#define SB_QBO_LINE_GROUP "GroupLineDetail"

/* @detail_type: (nullable): a SB_QBO_LINE_..., %NULL for a payment line. Everything else absent. */
SbQboLine *sb_qbo_line_new (const char *detail_type);
void       sb_qbo_line_free (SbQboLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboLine, sb_qbo_line_free)

/* Appends to *@lines, which is made when %NULL. (transfer full) of @line */
void sb_qbo_lines_add (GPtrArray **lines, SbQboLine *line);
/* Appends a link to @line. */
void sb_qbo_line_add_link (SbQboLine *line, const char *txn_type, const char *txn_id);
/* First link of @line of kind @txn_type (%NULL: any), or NULL. */
const SbQboLinkedTxn *sb_qbo_line_find_link (const SbQboLine *line, const char *txn_type);

/* A Line array, which differs by document only in what is allowed; used by the tables of
 * documents. */
extern const SbQboTable sb_qbo_line_table;

G_END_DECLS
