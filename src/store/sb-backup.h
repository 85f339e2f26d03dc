/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * sb_backup:
 * @source: any open connection that is not inside a transaction
 * @path: must not exist; created 0600
 * @bytes: (out) (optional): size of the copy
 * @error: return location
 *
 * Online copy of one moment of the book, then integrity_check of the copy, then an fsynced rename
 * into place, so that @path is a whole book or absent. Other connections may write meanwhile. Heeds
 * the cancellable of @source.
 *
 * Fails with %SB_STORE_ERROR_OPEN (@path exists or cannot be made), _FULL, _CORRUPT (the copy is
 * damaged, so @source is) or G_IO_ERROR_CANCELLED; nothing is left behind.
 *
 * Returns: %TRUE on success
 */
gboolean sb_backup (SbDatabase *source, const char *path, guint64 *bytes, GError **error);

G_END_DECLS
