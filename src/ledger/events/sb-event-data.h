/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-event.h"

G_BEGIN_DECLS

/*
 * An event's members, read once. Private to the ledger. Texts belong to the event. Scales as
 * everywhere: money minor units, quantities and prices 10^-6, rates 10^-8. What is absent is 0 or
 * NULL; sb_event_has() and sb_event_line_has() tell it from a given 0.
 */
typedef struct
{
  guint64 has;
  const char *sku;
  const char *item;
  const char *location;
  const char *role;
  const char *against;
  const char *note;
  gint64 qty;
  gint64 counted;
  gint64 unit_price;
  gint64 unit_cost;
  gint64 unit_value;
  gint64 share;
  gint64 discount_pct;  /* fraction */
  gint64 tax_rate;
  gint64 amount;
  gboolean tax_recoverable;
  gint64 account_id;
} SbEventLine;

typedef struct
{
  guint64 has;
  const char *po;
  const char *bill;
  const char *sale;
  const char *invoice;
  const char *credit;
  const char *transfer;
  const char *order;
  const char *vendor;
  const char *customer;
  const char *currency;
  const char *account;
  const char *refund_account;
  const char *role;
  const char *credit_role;
  const char *location;
  const char *from;
  const char *to;
  const char *method;
  const char *sku;
  const char *ref;
  const char *origin;
  const char *number;
  const char *due;
  const char *terms;
  const char *note;
  gint64 rate;
  gint64 amount;
  gint64 discount_amount;
  gint64 shipping;
  gint64 shipping_tax_rate;
  gint64 rounding;
  gint64 scrap_value;
  gint64 qty;
  gint64 account_id;
  SbDay through;
  gboolean full;
  gboolean send;
  gboolean is_void;
  GPtrArray *targets;   /* (element-type utf8) (nullable) */
  GPtrArray *skus;      /* (element-type utf8) (nullable) */
  GArray *lines;        /* (element-type SbEventLine) (nullable) */
  GArray *extra;
  GArray *restock;
  GArray *components;
  GArray *outputs;
  GArray *costs;
} SbEventData;

/* (transfer none): lives as long as the event. */
const SbEventData *sb_event_get_data (const SbEvent *self);

/* Whether a member was given (and not null). @name must be a member of the struct. */
gboolean sb_event_has (const SbEvent *self, const char *name);
gboolean sb_event_line_has (const SbEventLine *line, const char *name);

/* The one currency the event's own money is in: its `currency`, or the base. */
SbCurrency sb_event_get_currency (const SbEvent *self);

/*
 * Fills @data from @object after the form of its kind. Forms are written as in
 * "po vendor rate? lines[sku qty unit_price?]": a name alone must be there, "?" may be absent,
 * "a|b" one of the two, "~" may be negative, "lines[..]" a list of at least one with each SKU once,
 * "lines*[..]" may be empty, "lines+[..]" may be empty and name a SKU again.
 */
gboolean sb_event_data_read (SbEventData *data, JsonObject *object, const char *form,
                             SbCurrency currency, GError **error);
void     sb_event_data_clear (SbEventData *data);

G_END_DECLS
