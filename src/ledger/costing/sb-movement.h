/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

/*
 * Kinds of movement. In, valued by cost parts: receipt, opening, adjust and stocktake (qty > 0),
 * found (a restock without a sale). In, valued by what feeds them: transfer_in, output, restock,
 * revalue_in. Out: shipment, purchase_return, transfer_out, component, revalue_out, adjust and
 * stocktake (qty < 0).
 */
#define SB_MOVEMENT_RECEIPT "receipt"
#define SB_MOVEMENT_OPENING "opening"
#define SB_MOVEMENT_ADJUST "adjust"
#define SB_MOVEMENT_STOCKTAKE "stocktake"
#define SB_MOVEMENT_FOUND "found"
#define SB_MOVEMENT_SHIPMENT "shipment"
#define SB_MOVEMENT_RETURN "purchase_return"
#define SB_MOVEMENT_TRANSFER_OUT "transfer_out"
#define SB_MOVEMENT_TRANSFER_IN "transfer_in"
#define SB_MOVEMENT_COMPONENT "component"
#define SB_MOVEMENT_OUTPUT "output"
#define SB_MOVEMENT_RESTOCK "restock"
#define SB_MOVEMENT_REVALUE_OUT "revalue_out"
#define SB_MOVEMENT_REVALUE_IN "revalue_in"

/* Place in a queue, and in the replay of the whole book: date, then entry sequence, line, slice. */
typedef struct
{
  char date[SB_DAY_TEXT_SIZE];
  gint64 event;
  gint64 line;
  gint64 slice;
} SbMovementKey;

/* As strcmp(): which of two places comes first. */
int sb_movement_key_compare (const SbMovementKey *a, const SbMovementKey *b);

/**
 * SbMovement: a row of `movement`; see there for units. Kinds and roles are interned.
 */
typedef struct
{
  gint64 id;
  SbMovementKey key;
  gint64 document;
  gint64 document_line;
  gint64 product;
  gint64 location;
  const char *kind;
  gint64 qty;
  gint64 cost;
  gint64 unit_cost;
  gint64 share;
  gint64 source;
  gint64 chain;
  const char *asset_role;
  gint64 asset_account;
  const char *contra_role; /* (nullable) */
  gint64 contra_account;
  gint64 deficit;
  gint64 last_num;
  gint64 last_den;         /* 0: last cost not used yet */
  gboolean active;
} SbMovement;

/* Fails with %SB_LEDGER_ERROR_UNKNOWN_REF when there is no such row, or any %SB_STORE_ERROR. */
gboolean sb_movement_load (SbDatabase *db, gint64 id, SbMovement *movement, GError **error);
/* Appends up to @n movements of a queue that come after @after, in order, to @list (element-type
 * SbMovement). */
gboolean sb_movement_list_after (SbDatabase *db, gint64 product, gint64 location,
                                 const SbMovementKey *after, gint64 n, GArray *list,
                                 GError **error);
/* Inserts a row and sets its id. Stock levels follow in sb_recost_insert(). */
gboolean sb_movement_insert (SbDatabase *db, SbMovement *movement, GError **error);
/* Writes what recosting changes: qty, cost, deficit and last cost. */
gboolean sb_movement_update (SbDatabase *db, const SbMovement *movement, GError **error);

/* Takes from layers, also while its quantity is not known yet. */
gboolean sb_movement_is_out (const SbMovement *movement);
/* Valued by cost parts, not by what feeds it. */
gboolean sb_movement_is_fixed_in (const SbMovement *movement);

/* Adds to on hand and value of a product at a location. */
gboolean sb_stock_level_add (SbDatabase *db, gint64 product, gint64 location, gint64 qty,
                             gint64 value, GError **error);

G_END_DECLS
