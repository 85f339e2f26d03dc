/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A labelled field: the name above, the entry, and under it why what stands in it is refused.
 * Properties "label" (with mnemonic) and "entry" (the widget). */
#define SB_TYPE_FIELD (sb_field_get_type ())
G_DECLARE_FINAL_TYPE (SbField, sb_field, SB, FIELD, AdwBin)

GtkWidget *sb_field_new (const char *label, GtkWidget *entry);
/* @text: %NULL takes the refusal away; spoken as an alert when it appears */
void       sb_field_set_error (SbField *self, const char *text);

G_END_DECLS
