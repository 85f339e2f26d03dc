/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-event-kind.h"

#include <string.h>

static const SbEventKind *const kinds[] = {
  &sb_event_purchase_order,
  &sb_event_receive,
  &sb_event_bill,
  &sb_event_pay_bill,
  &sb_event_sale_quote,
  &sb_event_sale_order,
  &sb_event_ship,
  &sb_event_invoice,
  &sb_event_payment,
  &sb_event_adjust,
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
