/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SB_SETUP_STEP_AHEAD,
  SB_SETUP_STEP_CURRENT,
  SB_SETUP_STEP_DONE
} SbSetupStepState;

#define SB_TYPE_SETUP_STEP_ROW (sb_setup_step_row_get_type ())
G_DECLARE_FINAL_TYPE (SbSetupStepRow, sb_setup_step_row, SB, SETUP_STEP_ROW, GtkListBoxRow)

/* One line of the assistant's list: a mark and @title (translated, copied). */
SbSetupStepRow *sb_setup_step_row_new (const char *title);

/* @number: place in the list as the owner sees it, from 1; the mark of a step not done yet */
void sb_setup_step_row_set_number (SbSetupStepRow *self, guint number);
void sb_setup_step_row_set_state (SbSetupStepRow *self, SbSetupStepState state);

G_END_DECLS
