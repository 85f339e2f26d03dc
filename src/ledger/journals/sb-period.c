/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing: nothing is entered on or before the closing date any more. It moves forward by entries,
 * so that a replay gives the same corrections, and back only when such an entry is undone. */

#include "sb-apply-private.h"

#include <string.h>

#include "sb-sql.h"

static const char SQL_LATEST[] =
  "SELECT MAX (day) FROM (SELECT json_extract (body, '$.through') AS day FROM event"
  " WHERE type = 'close_period' AND undone_by IS NULL"
  " UNION ALL SELECT value FROM setting WHERE key = 'first-closing-date')";

static gboolean
set_latest (SbApply *self, GError **error)
{
  g_autofree char *latest = NULL;

  return sb_sql_text (self->db, SQL_LATEST, &latest, error, SB_END) &&
         sb_book_set (self->db, SB_BOOK_CLOSING_DATE, latest, error);
}

static gboolean
apply (SbApply *self, GError **error)
{
  return set_latest (self, error);
}

static gboolean
undo (SbApply *self, gint64 event, GError **error)
{
  return set_latest (self, error);
}

const SbEventKind sb_event_close_period = {
  .type = "close_period",
  .form = "through",
  .apply = apply,
  .undo = undo,
};
