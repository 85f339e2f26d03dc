/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A posting as a report of QuickBooks tells it. */
#include "sb-reconcile-private.h"

void
sb_booked_row_free (SbBookedRow *self)
{
  g_free (self->account);
  g_free (self->object);
  g_free (self->qbo_id);
  g_free (self->doc_number);
  g_free (self->marker);
  g_free (self);
}

char *
sb_booked_entity (const char *type)
{
  g_auto (GStrv) words = NULL;

  if (g_str_has_prefix (type, "Bill Payment"))
    return g_strdup ("BillPayment");
  if (g_str_equal (type, "Refund"))
    return g_strdup ("RefundReceipt");
  if (g_str_equal (type, "Expense") || g_str_equal (type, "Check")
      || g_str_equal (type, "Cash Expense") || g_str_equal (type, "Credit Card Expense"))
    return g_strdup ("Purchase");
  words = g_strsplit (type, " ", -1);
  return g_strjoinv ("", words);
}

gboolean
sb_account_is_debit (const char *type)
{
  static const char *const CREDIT[] = {
    "Accounts Payable",    "Credit Card", "Other Current Liability",
    "Long Term Liability", "Equity",      "Income",
    "Other Income",        NULL,
  };

  return !g_strv_contains (CREDIT, type);
}
