/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document-choices.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One of several values, shown by their titles. Property "value" (string, notify): the chosen one;
 * a value that is not offered chooses the first. */
#define SB_TYPE_CHOICE_ENTRY (sb_choice_entry_get_type ())
G_DECLARE_FINAL_TYPE (SbChoiceEntry, sb_choice_entry, SB, CHOICE_ENTRY, GtkWidget)

/* @choices: (nullable) (element-type SbChoice): copied */
GtkWidget  *sb_choice_entry_new (GPtrArray *choices);
/* Its name for who does not see it. */
void        sb_choice_entry_set_label (SbChoiceEntry *self, const char *label);
const char *sb_choice_entry_get_value (SbChoiceEntry *self); /* "" when there is nothing to choose */
void        sb_choice_entry_set_value (SbChoiceEntry *self, const char *value);

G_END_DECLS
