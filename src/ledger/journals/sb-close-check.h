/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

/* What an accountant looks for before a period is closed. None of it forbids closing: each is an
 * accrual or an entry that will land in the next period. */
typedef enum
{
  SB_CLOSE_SHIPPED_NOT_INVOICED,
  SB_CLOSE_INVOICED_NOT_SHIPPED,
  SB_CLOSE_RECEIVED_NOT_BILLED,
  SB_CLOSE_PENDING_COST,        /* shipped at a cost of nothing: its bill is missing */
  SB_CLOSE_UNDER_WAY,           /* transfers sent and not received */
  SB_CLOSE_IN_PRODUCTION,       /* started and not finished */
  SB_CLOSE_FREIGHT,             /* landed cost billed and not shared out */
  SB_N_CLOSE_CHECKS,
} SbCloseCheckKind;

/* One thing that is open on the day. */
typedef struct
{
  SbCloseCheckKind kind;
  char  *name;      /* (owned): a purchase, sale, transfer or production order; "" for freight */
  char  *party;     /* (owned): "" for none */
  gint64 quantity;  /* 10^-6 units, > 0; 0 for freight */
  gint64 amount;    /* minor units of the home currency; freight only */
  gint64 chain;     /* row id, 0 for none */
  gboolean is_sale; /* what @chain is */
} SbCloseItem;

/**
 * sb_close_check:
 * @db: connection
 * @through: the day through which the books would be closed
 * @error: return location
 *
 * What would be open at the end of @through, by kind and then by name; undone documents do not
 * count. Reads only. Fails with any SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbCloseItem)
 */
GPtrArray *sb_close_check (SbDatabase *db, SbDay through, GError **error);

G_END_DECLS
