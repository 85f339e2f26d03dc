/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  SB_STAGE_AHEAD,
  SB_STAGE_NOW,
  SB_STAGE_DONE,
  SB_STAGE_FAILED
} SbStage;

/* A line of something that takes a while: open, under way, done or failed, shown by a mark and told
 * to screen readers in words. Title and subtitle as in #AdwActionRow. */
#define SB_TYPE_STAGE_ROW (sb_stage_row_get_type ())
G_DECLARE_FINAL_TYPE (SbStageRow, sb_stage_row, SB, STAGE_ROW, AdwActionRow)

GtkWidget *sb_stage_row_new (const char *title);
void       sb_stage_row_set_stage (SbStageRow *self, SbStage stage);

G_END_DECLS
