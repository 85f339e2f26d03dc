/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-event-kind.h"

#include <string.h>

static const SbEventKind *const kinds[] = {
  &sb_event_purchase_order,
  &sb_event_receive,
  &sb_event_bill,
  &sb_event_pay_bill,
  &sb_event_purchase_return,
  &sb_event_purchase_credit,
  &sb_event_supplier_refund,
  &sb_event_supplier_deposit,
  &sb_event_apply_deposit,
  &sb_event_landed_cost,
  &sb_event_sale_quote,
  &sb_event_sale_order,
  &sb_event_ship,
  &sb_event_invoice,
  &sb_event_payment,
  &sb_event_credit_note,
  &sb_event_customer_refund,
  &sb_event_apply_credit,
  &sb_event_customer_deposit,
  &sb_event_apply_customer_deposit,
  &sb_event_adjust,
  &sb_event_stocktake,
  &sb_event_revalue,
  &sb_event_transfer,
  &sb_event_transfer_send,
  &sb_event_transfer_receive,
  &sb_event_assemble,
  &sb_event_disassemble,
  &sb_event_production_start,
  &sb_event_production_cost,
  &sb_event_production_finish,
  &sb_event_opening,
  &sb_event_close_period,
  &sb_event_undo,
};

const SbEventKind *
sb_event_kind_find (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i]->type, type) == 0)
      return kinds[i];
  return NULL;
}
