/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sb-company.h"
#include "sb-page-query.h"

G_BEGIN_DECLS

/*
 * An entry that finds things of the book while one types: products, customers, suppliers. Shows up
 * to eight matches; Down and Enter choose, and Enter after a whole SKU or a scan takes it at
 * once. The text of the entry is the key: a SKU, or a name.
 *
 * Signal "picked" (gint64 id): a thing of the book was chosen; the text is its key already.
 */
#define SB_TYPE_PICKER (sb_picker_get_type ())
G_DECLARE_FINAL_TYPE (SbPicker, sb_picker, SB, PICKER, GtkEntry)

GtkWidget *sb_picker_new (void);

/**
 * sb_picker_set_source:
 * @self: a picker
 * @company: whose book
 * @kind: %SB_LIST_PRODUCTS, %SB_LIST_CUSTOMERS or %SB_LIST_SUPPLIERS
 */
void sb_picker_set_source (SbPicker *self, SbCompany *company, SbListKind kind);

G_END_DECLS
