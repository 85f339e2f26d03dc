/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-book.h"
#include "sb-movement.h"

G_BEGIN_DECLS

/**
 * SbRecost:
 *
 * Brings layers and costs up to date after movements came, went or changed value. A work list of
 * movements in the order of their keys: each is costed after everything that feeds it, and puts
 * what it feeds on the list when its cost changed. Insertion at the end of a queue touches the
 * layers it takes from and nothing else; insertion in the middle, or removal, gives back what later
 * movements of that queue took and costs them again.
 */
typedef struct _SbRecost SbRecost;

/* @event: row of the event being applied. */
SbRecost *sb_recost_new (SbDatabase *db, const SbBook *book, gint64 event);
void      sb_recost_free (SbRecost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRecost, sb_recost_free)

/* Writes a new movement (its id is set) and puts it on the list. */
gboolean sb_recost_insert (SbRecost *self, SbMovement *movement, GError **error);
/* Takes a movement out of the history. */
gboolean sb_recost_remove (SbRecost *self, gint64 movement, GError **error);
/* What a movement is made of changed: cost parts, matches, added costs. */
gboolean sb_recost_touch (SbRecost *self, gint64 movement, GError **error);
/* Gives back everything and costs the whole book again; for checks. */
gboolean sb_recost_touch_all (SbRecost *self, GError **error);

/**
 * sb_recost_run:
 *
 * Works the list off. Fails with %SB_LEDGER_ERROR_INSUFFICIENT_STOCK, _NEGATIVE_VALUE,
 * _DEFICIT_OPEN, _NO_BASIS (the caller rolls back), or any %SB_STORE_ERROR.
 */
gboolean sb_recost_run (SbRecost *self, GError **error);

/* Movements whose effect may have changed, by key: (element-type SbMovementKeyed) (transfer
 * full) */
GArray  *sb_recost_get_changed (SbRecost *self);

typedef struct
{
  SbMovementKey key;
  gint64 movement;
} SbMovementKeyed;

G_END_DECLS
