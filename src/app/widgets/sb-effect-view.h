/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sb-apply.h"

G_BEGIN_DECLS

/* What an event does to stock and books: a line a stock level, a line a posting, as debits and
 * credits by what the account is for. */
#define SB_TYPE_EFFECT_VIEW (sb_effect_view_get_type ())
G_DECLARE_FINAL_TYPE (SbEffectView, sb_effect_view, SB, EFFECT_VIEW, AdwBin)

GtkWidget *sb_effect_view_new (void);
/* @effect: (nullable): %NULL shows that nothing is known yet */
void sb_effect_view_set_effect (SbEffectView *self, const SbEffect *effect, SbCurrency currency);
/* @journals: (element-type SbJournal): what was posted */
void sb_effect_view_set_journals (SbEffectView *self, GPtrArray *journals, SbCurrency currency);

/* (transfer none): what the account of a role is for, translated: "GRNI" -> "Received, not billed" */
const char *sb_role_text (const char *role);

G_END_DECLS
