/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money between us and a customer outside of paying an invoice: refunds of credits, deposits and
 * their use; and credits set against invoices or bills. */

#include "sb-settlement.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-pricing.h"

static gboolean
apply_refund (SbApply *self, GError **error)
{
  SbSettlement settlement = {
    "customer_refund", "Purchase", "credit_note", self->data->credit, "/credit",
    "AccountsReceivable", -1, TRUE,
  };

  return sb_settlement_apply (self, &settlement, error);
}

/* While deposits have no account of their own they are payments on account. */
static gboolean
deposit_object (SbApply *self, const char **object, GError **error)
{
  gint64 own = 0;
  gint64 receivable = 0;

  if (!sb_role_resolve (self->db, "CustomerCredits", 0, &own, error) ||
      !sb_role_resolve (self->db, "AccountsReceivable", 0, &receivable, error))
    return FALSE;
  *object = own == receivable ? "Payment" : "JournalEntry";
  return TRUE;
}

static gboolean
apply_deposit (SbApply *self, GError **error)
{
  SbDeposit deposit = { "customer_deposit", "sale", self->data->sale, "customer",
                        self->data->customer,
                        "CustomerCredits", -1, NULL };

  return deposit_object (self, &deposit.object, error) && sb_deposit_apply (self, &deposit, error);
}

static gboolean
apply_use (SbApply *self, GError **error)
{
  SbDepositUse use = { "customer_deposit_application", "invoice", self->data->invoice, "/invoice",
                       "AccountsReceivable", "CustomerCredits", -1, NULL };

  return deposit_object (self, &use.object, error) && sb_deposit_use (self, &use, error);
}

static gboolean
find (SbApply *self, const char *kind, const char *number, const char *field, gint64 *id,
      GError **error)
{
  if (!sb_apply_find_document (self, kind, number, id, error))
    return FALSE;
  if (*id == 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, field, _("there is no document “%s”"),
                         number);
  return *id != 0;
}

static gboolean
settle (SbApply *self, gint64 id, gint64 amount, GError **error)
{
  g_autoptr (SbDocument) target = sb_document_load (self->db, id, error);
  SbCurrency currency;
  gint64 base = 0;

  return target != NULL && sb_currency_from_code (target->currency, &currency, error) &&
         sb_price_to_base (amount, currency, target->rate, self->book.currency, &base, error) &&
         sb_apply_settle (self, id, amount, base, error);
}

/* Posts nothing: both were posted to the same account. */
static gboolean
apply_credit (SbApply *self, GError **error)
{
  const SbEventData *data = self->data;
  gboolean is_sale = data->invoice != NULL;
  g_autoptr (SbDocument) document = sb_apply_new_document (self, "credit_application",
                                                           sb_event_get_id (self->event));
  g_autoptr (SbDocument) owed = NULL;
  gint64 credit = 0;
  gint64 target = 0;
  gint64 amount = 0;

  if (!find (self, is_sale ? "credit_note" : "supplier_credit", data->credit, "/credit", &credit,
             error) ||
      !find (self, is_sale ? "invoice" : "bill", is_sale ? data->invoice : data->bill,
             is_sale ? "/invoice" : "/bill", &target, error))
    return FALSE;
  owed = sb_document_load (self->db, target, error);
  if (owed == NULL || !sb_settlement_amount (self, owed->currency, &amount, error))
    return FALSE;
  document->chain = owed->chain;
  document->party = owed->party;
  document->rate = owed->rate;
  document->total = amount;
  g_free (document->currency);
  document->currency = g_strdup (owed->currency);
  return sb_apply_write_document (self, document, error) && settle (self, target, amount, error) &&
         settle (self, credit, amount, error);
}

const SbEventKind sb_event_customer_refund = {
  .type = "customer_refund",
  .form = "credit amount account|account_id",
  .check_form = sb_settlement_check_form,
  .apply = apply_refund,
};

const SbEventKind sb_event_customer_deposit = {
  .type = "customer_deposit",
  .form = "sale amount account|account_id",
  .check_form = sb_settlement_check_form,
  .apply = apply_deposit,
};

const SbEventKind sb_event_apply_customer_deposit = {
  .type = "apply_customer_deposit",
  .form = "invoice amount",
  .apply = apply_use,
};

const SbEventKind sb_event_apply_credit = {
  .type = "apply_credit",
  .form = "credit invoice|bill amount",
  .apply = apply_credit,
};
