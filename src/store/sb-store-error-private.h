/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "sb-store-error.h"

G_BEGIN_DECLS

/* Sets @error from what @handle reports for @rc: our code, SQLite's words. G_IO_ERROR_CANCELLED for
 * an interrupted statement. Returns: %FALSE */
gboolean sb_store_error_set (GError **error, sqlite3 *handle, int rc);

/* Sets @error from an errno value. @what: the operation and its file. Returns: %FALSE */
gboolean sb_store_error_set_errno (GError **error, int errsv, const char *what);

G_END_DECLS
