/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-event-data.h"

G_BEGIN_DECLS

typedef struct _SbApply SbApply;

/**
 * SbEventKind:
 * @type: its word in the event format
 * @form: its members, see sb_event_data_read()
 * @check_form: (nullable): what the form cannot say; fails with BAD_EVENT
 * @check_undo: (nullable): fails with HAS_DEPENDENTS while something builds on event row @event
 * @apply: checks in the order of the refusals, then writes documents, movements and document
 * journals
 * @undo: (nullable): takes back what lies outside the rows that every undo takes back
 *
 * One kind of event, in one file. A new kind is a new file and a line in sb-event-kind.c.
 */
typedef struct
{
  const char *type;
  const char *form;
  gboolean (*check_form) (const SbEvent *event, GError **error);
  gboolean (*check_undo) (SbApply *apply, gint64 event, GError **error);
  gboolean (*apply) (SbApply *apply, GError **error);
  gboolean (*undo) (SbApply *apply, gint64 event, GError **error);
} SbEventKind;

/* %NULL when there is no such type. */
const SbEventKind *sb_event_kind_find (const char *type);
const SbEventKind *sb_event_get_kind (const SbEvent *event);

extern const SbEventKind sb_event_purchase_order;
extern const SbEventKind sb_event_receive;
extern const SbEventKind sb_event_bill;
extern const SbEventKind sb_event_pay_bill;
extern const SbEventKind sb_event_purchase_return;
extern const SbEventKind sb_event_purchase_credit;
extern const SbEventKind sb_event_supplier_refund;
extern const SbEventKind sb_event_supplier_deposit;
extern const SbEventKind sb_event_apply_deposit;
extern const SbEventKind sb_event_landed_cost;
extern const SbEventKind sb_event_sale_quote;
extern const SbEventKind sb_event_sale_order;
extern const SbEventKind sb_event_ship;
extern const SbEventKind sb_event_invoice;
extern const SbEventKind sb_event_payment;
extern const SbEventKind sb_event_credit_note;
extern const SbEventKind sb_event_customer_refund;
extern const SbEventKind sb_event_apply_credit;
extern const SbEventKind sb_event_customer_deposit;
extern const SbEventKind sb_event_apply_customer_deposit;
extern const SbEventKind sb_event_adjust;
extern const SbEventKind sb_event_stocktake;
extern const SbEventKind sb_event_revalue;
extern const SbEventKind sb_event_transfer;
extern const SbEventKind sb_event_transfer_send;
extern const SbEventKind sb_event_transfer_receive;
extern const SbEventKind sb_event_assemble;
extern const SbEventKind sb_event_disassemble;
extern const SbEventKind sb_event_production_start;
extern const SbEventKind sb_event_production_cost;
extern const SbEventKind sb_event_production_finish;
extern const SbEventKind sb_event_opening;
extern const SbEventKind sb_event_undo;
extern const SbEventKind sb_event_close_period;

G_END_DECLS
