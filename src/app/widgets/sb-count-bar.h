/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sb-company.h"
#include "sb-document-form.h"

G_BEGIN_DECLS

/*
 * What stands above the lines of a count: a field that a barcode reader types into, each scan
 * adding one; a button that lists what should be there; and a warning when something moved since
 * its line was begun. Keeps on each line what the book held then.
 */
#define SB_TYPE_COUNT_BAR (sb_count_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbCountBar, sb_count_bar, SB, COUNT_BAR, AdwBin)

GtkWidget *sb_count_bar_new (SbCompany *company, SbDocumentForm *form);

G_END_DECLS
