/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-movement.h"

G_BEGIN_DECLS

/* What one event, through one movement, does to one account. */
typedef struct
{
  gint64 movement; /* 0: an effect of the event alone */
  gint64 event;    /* event row of the movement, or 0 */
  gint64 source;   /* event row whose effect it is */
  char date[SB_DAY_TEXT_SIZE]; /* earliest day on which it can show */
  const char *role;
  gint64 account;
  gint64 amount;   /* debit positive */
  gboolean asset;  /* on the account that carries the stock itself */
} SbEffectLine;

/**
 * sb_effect_list:
 * @m: a movement, costed
 * @error: return location
 *
 * What @m ought to have done to the accounts by now: nothing when it was taken out of the history.
 *
 * Returns: (transfer full) (element-type SbEffectLine)
 */
GArray *sb_effect_list (SbDatabase *db, const SbMovement *m, GError **error);

/* What was posted for @m so far, by source, role and account: (element-type SbEffectLine) */
GArray *sb_effect_list_posted (SbDatabase *db, const SbMovement *m, GError **error);

/* The differences that bring the posted to the wanted: (element-type SbEffectLine) (transfer
 * full) */
GArray *sb_effect_difference (GArray *wanted, GArray *posted, GError **error);

G_END_DECLS
