/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-migrator.h"

G_BEGIN_DECLS

/* Makes the SQL scripts of the book available; any thread, as often as wanted. */
void sb_schema_register (void);

/**
 * sb_schema_migrations:
 * @n: (out): number of steps; also the version that this program writes
 *
 * All steps from an empty file to today's schema, those of the ledger and of sync, in order.
 *
 * Returns: (transfer none) (array length=n)
 */
const SbMigration *sb_schema_migrations (gsize *n);

G_END_DECLS
