/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-settlement.h"

static gboolean
apply (SbApply *self, GError **error)
{
  SbSettlement settlement = {
    "payment", "Payment", "invoice", self->data->invoice, "/invoice", "AccountsReceivable", 1,
  };

  return sb_settlement_apply (self, &settlement, error);
}

const SbEventKind sb_event_payment = {
  .type = "payment",
  .form = "invoice amount rate? full? account|account_id",
  .check_form = sb_settlement_check_form,
  .apply = apply,
};
