/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sb-paged-model.h"

G_BEGIN_DECLS

/**
 * sb_list_csv_save_async:
 * @ledger: the book
 * @model: the list; what it shows at this moment is written
 * @currency: of its amounts
 * @file: where to; replaced as a whole
 *
 * RFC 4180: a line of column titles, then one a row, all rows whether they were ever in view or
 * not. A text that a spreadsheet would take for a formula gets an apostrophe in front. Reads on
 * the reader thread. Fails with any %G_IO_ERROR or %SB_STORE_ERROR.
 */
void     sb_list_csv_save_async (SbLedger *ledger, SbPagedModel *model, SbCurrency currency,
                                 GFile *file, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_list_csv_save_finish (GAsyncResult *result, GError **error);

/* For tests: appends one field, quoted where needed. */
void sb_list_csv_append_field (GString *out, const char *text, gboolean is_text);

G_END_DECLS
