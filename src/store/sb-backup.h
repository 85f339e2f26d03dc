/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * sb_backup:
 * @source: any open connection
 * @path: must not exist; created 0600
 *
 * Online copy, then integrity_check of the copy, then an fsynced rename into place.
 * @bytes: (out) (optional): size of the copy.
 */
gboolean sb_backup (SbDatabase *source, const char *path, guint64 *bytes, GError **error);

G_END_DECLS
