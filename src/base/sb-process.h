/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sb_process_forbid_core_dumps:
 *
 * From here on a crash leaves no copy of this process's memory behind, and so no token. Call once in
 * main(), before anything secret is read. Child processes inherit it.
 */
void sb_process_forbid_core_dumps (void);

G_END_DECLS
