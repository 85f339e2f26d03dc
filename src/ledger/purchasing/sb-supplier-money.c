/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money between us and a supplier outside of paying a bill: refunds of credits, deposits and their
 * use. */

#include "sb-settlement.h"

#include "sb-purchase.h"

static gboolean
apply_refund (SbApply *self, GError **error)
{
  SbSettlement settlement = {
    "supplier_refund", "Deposit", "supplier_credit", self->data->credit, "/credit",
    "AccountsPayable", 1,
  };

  return sb_settlement_apply (self, &settlement, error);
}

static gboolean
apply_deposit (SbApply *self, GError **error)
{
  SbDeposit deposit = { "supplier_deposit", "purchase", self->data->po, "supplier",
                        self->data->vendor,
                        "SupplierDeposits", 1, "Purchase" };

  return sb_deposit_apply (self, &deposit, error);
}

static gboolean
apply_use (SbApply *self, GError **error)
{
  SbDepositUse use = { "deposit_application", "bill", self->data->bill, "/bill", "AccountsPayable",
                       "SupplierDeposits", 1, "JournalEntry" };

  return sb_deposit_use (self, &use, error);
}

const SbEventKind sb_event_supplier_refund = {
  .type = "supplier_refund",
  .form = "credit amount account|account_id",
  .check_form = sb_settlement_check_form,
  .apply = apply_refund,
};

const SbEventKind sb_event_supplier_deposit = {
  .type = "supplier_deposit",
  .form = "po vendor amount account|account_id",
  .check_form = sb_settlement_check_form,
  .apply = apply_deposit,
};

const SbEventKind sb_event_apply_deposit = {
  .type = "apply_deposit",
  .form = "bill vendor amount",
  .apply = apply_use,
};
