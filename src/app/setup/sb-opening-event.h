/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-day.h"

G_BEGIN_DECLS

/* One line of the opening stock, checked. */
typedef struct
{
  char *sku;       /* (owned) */
  char *name;      /* (owned) (nullable): of a product that is made on the way; NULL: it exists */
  gint64 quantity; /* 10^-6 units, > 0 */
  gint64 cost;     /* 10^-6 currency units a unit, >= 0 */
} SbOpeningItem;

void sb_opening_item_free (SbOpeningItem *self);

/* Setting of the book: id of the event with which the assistant entered the opening stock. */
#define SB_SETTING_OPENING_EVENT "setup-opening-event"

/**
 * sb_opening_event_enter_async:
 * @day: the stock was there at the end of it
 * @send: whether its value is posted to QuickBooks; FALSE: QuickBooks carries it already
 * @items: (element-type SbOpeningItem) (transfer full): at least one
 *
 * Makes the products that are new, enters one opening event, and remembers its id in the book, so that
 * coming back never enters it twice. Refusals are SB_LEDGER_ERROR with the field at fault
 * ("/lines/0/qty"); products made before a refusal stay.
 */
void     sb_opening_event_enter_async (SbCompany *company, SbDay day, gboolean send, GPtrArray *items,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean sb_opening_event_enter_finish (SbCompany *company, GAsyncResult *result, GError **error);

G_END_DECLS
