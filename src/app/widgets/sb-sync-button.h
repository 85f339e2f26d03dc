/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one Sync button: what waits, live progress with Cancel, how it ended. It never opens a dialog; a
 * run that could not begin leads to the page that says why. Hidden while the book is not connected. */
#define SB_TYPE_SYNC_BUTTON (sb_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (SbSyncButton, sb_sync_button, SB, SYNC_BUTTON, AdwBin)

GtkWidget *sb_sync_button_new (void);

/* @company: (nullable): property "company" */
void sb_sync_button_set_company (SbSyncButton *self, SbCompany *company);

/* @narrow: the window has no room for the words; what they say stays in the tooltip and for a screen
 * reader. */
void sb_sync_button_set_narrow (SbSyncButton *self, gboolean narrow);

/* What pressing it, or F5, does: start a run, or go where the owner is needed. */
void sb_sync_button_press (SbSyncButton *self);

G_END_DECLS
