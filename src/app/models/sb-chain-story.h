/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-chain.h"
#include "sb-record.h"

G_BEGIN_DECLS

/**
 * SbChainStory:
 * @chain: the purchase or sale (owned)
 * @states: (array length=steps): the state in QuickBooks of each step; only where @has_state
 * @has_state: (array length=steps): whether the step is or will be anything in QuickBooks
 *
 * Everything that the page of one purchase or sale shows.
 */
typedef struct
{
  SbChain       *chain;
  SbRecordState *states;
  gboolean      *has_state;
} SbChainStory;

/* On a reader thread. Fails as sb_purchase_chain_load(). (transfer full) */
SbChainStory *sb_chain_story_load (SbDatabase *db, gboolean sale, gint64 chain, GError **error);
void          sb_chain_story_free (SbChainStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbChainStory, sb_chain_story_free)

/**
 * sb_chain_next:
 * @chain: a purchase or sale
 * @target: (out) (transfer full): what "win.open" takes to do it
 *
 * What is usually done next: receive or ship the rest, bill or invoice it, pay.
 *
 * Returns: (transfer none) (nullable): words for the button, translated, with mnemonic; %NULL when
 *   nothing is left to do
 */
const char *sb_chain_next (const SbChain *chain, char **target);

G_END_DECLS
