/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-book.h"
#include "sb-movement.h"

G_BEGIN_DECLS

/**
 * SbRecost:
 *
 * Brings layers and costs up to date after movements came, went or changed value. Two things are
 * worked off together, always the earliest place first, so that each movement is costed after
 * everything that feeds it: queues that movements came to or went from are gone through again from
 * that place on, and single movements whose sources changed are priced again. What comes out as it
 * was is not written. An entry at the end of its queue touches the layers it takes from and nothing
 * else; one in the middle touches what comes after it in that queue, and what that feeds.
 */
typedef struct _SbRecost SbRecost;

/* @book: facts of the book; @event: row of the event being applied, 0 for none: its lines can be
 * named in a refusal. */
SbRecost *sb_recost_new (SbDatabase *db, const SbBook *book, gint64 event);
void      sb_recost_free (SbRecost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRecost, sb_recost_free)

/* Writes a new movement (its id is set) to be costed. */
gboolean sb_recost_insert (SbRecost *self, SbMovement *movement, GError **error);
/* Takes a movement out of the history. */
gboolean sb_recost_remove (SbRecost *self, gint64 movement, GError **error);
/* What a movement is made of changed: cost parts, matches, added costs. */
gboolean sb_recost_touch (SbRecost *self, gint64 movement, GError **error);
/* Every queue from its beginning: costs the whole book again. */
gboolean sb_recost_touch_all (SbRecost *self, GError **error);

/**
 * sb_recost_run:
 *
 * Costs. Fails with %SB_LEDGER_ERROR_INSUFFICIENT_STOCK, _NEGATIVE_VALUE, _DEFICIT_OPEN, _NO_BASIS
 * (the caller rolls back), or any %SB_STORE_ERROR.
 */
gboolean sb_recost_run (SbRecost *self, GError **error);

/* Movements that came, went or whose cost changed, by key, each once: (element-type
 * SbMovementKeyed) (transfer full) */
GArray  *sb_recost_get_changed (SbRecost *self);

typedef struct
{
  SbMovementKey key;
  gint64 movement;
} SbMovementKeyed;

G_END_DECLS
