/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

#define SB_CDC_MOST 1000u

/*
 * Change data capture: what changed since a moment, grouped by entity in the order asked, oldest
 * change first, deleted ones last, at most %SB_CDC_MOST objects in all and no word about what was
 * cut.
 * @entities: comma separated. Returns: (transfer full): the value of "CDCResponse"
 */
SbTree *sb_cdc_answer (SbBooks *books, const char *entities, const char *since, GError **error);

G_END_DECLS
