/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-number.h"

/* Nine digits: what is longer was not counted up by us. */
static const char SQL_LAST[] =
  "SELECT COALESCE (MAX (CAST (substr (display, length (:prefix) + 1) AS INTEGER)), 0) AS last"
  " FROM document WHERE kind = :kind AND substr (display, 1, length (:prefix)) = :prefix"
  " AND length (display) BETWEEN length (:prefix) + 1 AND length (:prefix) + 9"
  " AND substr (display, length (:prefix) + 1) NOT GLOB '*[^0-9]*'";

gboolean
sb_document_last_number (SbDatabase *db, const char *kind, const char *prefix, gint64 *last,
                         GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_LAST, error);

  if (st == NULL || !sb_statement_bind_text (st, ":kind", kind, error)
      || !sb_statement_bind_text (st, ":prefix", prefix, error)
      || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  *last = sb_statement_int64 (st, "last");
  return TRUE;
}
