/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document.h"
#include "sb-event.h"
#include "sb-journal.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/**
 * SbApplied:
 * @event: row id (entry sequence) of the accepted event
 * @document: row id of the document it made, or 0
 * @journals: (element-type gint64) (owned): row ids of the journals it made, in posting order
 */
typedef struct _SbApplied
{
  gint64 event;
  gint64 document;
  GArray *journals;
} SbApplied;

void sb_applied_free (SbApplied *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbApplied, sb_applied_free)

/**
 * sb_ledger_apply:
 * @txn: an open write transaction
 * @event: what happened
 * @error: return location
 *
 * The only way to change stock or books. Writes the event, its documents, movements and journals;
 * recosts what it touches and posts the differences. Refused: the transaction is as before.
 *
 * Fails with the %SB_LEDGER_ERROR that applies first in the order of the refusals, or any
 * %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbApplied *sb_ledger_apply (SbTxn *txn, const SbEvent *event, GError **error);

/* The same; @position is the event's place in the file that is replayed ("on_event" of the
 * state). */
SbApplied *sb_ledger_apply_at (SbTxn *txn, const SbEvent *event, gint64 position, GError **error);

/* A stock level before and after. Quantities x 10^6, values in minor units. */
typedef struct
{
  gint64 product;
  gint64 location;
  char *product_name;  /* (owned) */
  char *location_name; /* (owned): "@transit:T-1" for goods under way */
  gint64 qty_before, qty_after;
  gint64 value_before, value_after;
} SbLevelChange;

/**
 * SbEffect:
 * @journals: (element-type SbJournal) (owned): what would be posted
 * @levels: (element-type SbLevelChange) (owned): stock levels that would change
 * @document: (owned) (nullable): the document that would be written, priced, with its lines
 */
typedef struct _SbEffect
{
  GPtrArray *journals;
  GArray *levels;
  SbDocument *document;
} SbEffect;

void sb_effect_free (SbEffect *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbEffect, sb_effect_free)

/**
 * sb_ledger_preview:
 *
 * What sb_ledger_apply() would do, done and taken back: @txn is as before in any case. Fails with
 * the same errors.
 *
 * Returns: (transfer full)
 */
SbEffect *sb_ledger_preview (SbTxn *txn, const SbEvent *event, GError **error);

G_END_DECLS
