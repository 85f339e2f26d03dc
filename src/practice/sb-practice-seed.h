/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/* Fills empty books from resources/practice/seed-NAME.json, through the same checks as every
 * request. Fails with %G_IO_ERROR_NOT_FOUND (no such seed) or the fault of the object that was
 * refused. */
gboolean sb_practice_seed (SbBooks *books, const char *name, GError **error);
/* The names of the seeds, (transfer full). */
char **sb_practice_seed_names (void);

G_END_DECLS
