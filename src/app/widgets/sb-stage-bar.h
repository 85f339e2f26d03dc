/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How far a thing has come: a few stages side by side, each not begun, under way or done. */
#define SB_TYPE_STAGE_BAR (sb_stage_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbStageBar, sb_stage_bar, SB, STAGE_BAR, AdwBin)

typedef enum
{
  SB_STAGE_NOT_BEGUN,
  SB_STAGE_UNDER_WAY,
  SB_STAGE_DONE,
} SbStage;

void sb_stage_bar_clear (SbStageBar *self);
/* @title: "Received"; @detail: "12 of 20" */
void sb_stage_bar_add (SbStageBar *self, SbStage stage, const char *title, const char *detail);

G_END_DECLS
