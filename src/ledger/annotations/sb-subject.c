/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-subject.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const struct
{
  const char *subject;
  const char *sql;
} SUBJECTS[] = {
  { SB_SUBJECT_DOCUMENT, "SELECT display FROM document WHERE id = :id" },
  { SB_SUBJECT_CHAIN, "SELECT name FROM chain WHERE id = :id" },
  { SB_SUBJECT_PRODUCT, "SELECT sku FROM product WHERE id = :id" },
  { SB_SUBJECT_PARTY, "SELECT name FROM party WHERE id = :id" },
};

char *
sb_subject_name (SbDatabase *db, const char *subject, gint64 id, GError **error)
{
  char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (SUBJECTS); i++)
    if (strcmp (SUBJECTS[i].subject, subject) == 0 &&
        !sb_sql_text (db, SUBJECTS[i].sql, &name, error, SB_INT (":id", id), SB_END))
      return NULL;
  if (name == NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                         _("what this belongs to is not there any more"));
  return name;
}
