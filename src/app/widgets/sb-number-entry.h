/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What kind of number is typed. */
typedef enum
{
  SB_NUMBER_QUANTITY,
  SB_NUMBER_MONEY,
  SB_NUMBER_PRICE,
  SB_NUMBER_PERCENT,
} SbNumberKind;

#define SB_TYPE_NUMBER_KIND (sb_number_kind_get_type ())
GType sb_number_kind_get_type (void);

/* An entry for a number in the locale's spelling: right aligned, tabular figures, and marked while
 * what stands in it is no number. Keeps the text as it is typed. Property "kind". */
#define SB_TYPE_NUMBER_ENTRY (sb_number_entry_get_type ())
G_DECLARE_FINAL_TYPE (SbNumberEntry, sb_number_entry, SB, NUMBER_ENTRY, GtkEntry)

GtkWidget *sb_number_entry_new (SbNumberKind kind);
/* Whether it is empty or can be read. */
gboolean   sb_number_entry_is_valid (SbNumberEntry *self);

G_END_DECLS
