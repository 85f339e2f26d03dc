/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * sb_document_last_number:
 * @db: any connection of a book
 * @kind: kind of document, "bill"
 * @prefix: what such numbers start with, "B-"; plain letters, digits, "-" and "/"
 * @last: (out): the largest number after @prefix so far, 0 for none
 * @error: return location
 *
 * For proposing the next number. Looks at what people see, undone documents included: their
 * numbers stay used. Fails with any %SB_STORE_ERROR.
 */
gboolean sb_document_last_number (SbDatabase *db, const char *kind, const char *prefix,
                                  gint64 *last, GError **error);

G_END_DECLS
