/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sb-chain.h"

G_BEGIN_DECLS

/* Everything that can be done with a purchase or sale as it stands, whatever comes first: entries
 * that open a document by "win.open". (transfer full) */
GMenu *sb_chain_menu_new (const SbChain *chain);

/* What can be done with one of its documents: entries of the actions "chain.undo" and "chain.void"
 * (both "s", the id of the event), and its postings. (transfer full) */
GMenu *sb_chain_menu_new_for_step (const SbChain *chain, const SbChainStep *step);

G_END_DECLS
