/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

/* A receipt that landed cost can be shared over. */
typedef struct
{
  char    *event_uid;  /* (owned): what a landed cost names */
  char    *number;     /* (owned): as people see it */
  char    *party;      /* (owned): the supplier; "" when unknown */
  SbDay    date;
  gint64   quantity;   /* 10^-6 units of all lines */
  gboolean of_chain;   /* of the purchase asked about */
} SbReceipt;

/* Receipts in force: those of purchase @chain first, then the latest of others, thirty at most.
 * (transfer full) (element-type SbReceipt). Fails with any SB_STORE_ERROR. */
GPtrArray *sb_receipt_list (SbDatabase *db, gint64 chain, GError **error);

G_END_DECLS
