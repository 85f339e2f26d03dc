/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed between entries in the data that entries depend on. The book notes it by triggers;
 * here it is taken back and carried out again. */

#include "sb-master-change.h"

#include <string.h>

#include "sb-sql.h"

static const struct
{
  const char *object;
  const char *set;   /* :subject, :value */
  const char *unset; /* (nullable): for objects that can be absent */
} objects[] = {
  { "setting",
    "INSERT INTO setting (key, value) VALUES (:subject, :value)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    "DELETE FROM setting WHERE key = :subject" },
  { "role_account",
    "INSERT OR REPLACE INTO role_account (role, rank, account) VALUES (substr (:subject, 1,"
    " instr (:subject, '/') - 1), substr (:subject, instr (:subject, '/') + 1), :value)",
    "DELETE FROM role_account WHERE role || '/' || rank = :subject" },
  { "location.name", "UPDATE location SET name = :value WHERE id = :subject", NULL },
  { "product.sku", "UPDATE product SET sku = :value WHERE id = :subject", NULL },
  { "product.kind", "UPDATE product SET kind = :value WHERE id = :subject", NULL },
  { "product.default_cost", "UPDATE product SET default_cost = :value WHERE id = :subject", NULL },
  { "product.weight", "UPDATE product SET weight = :value WHERE id = :subject", NULL },
};

static const char SQL_BACKWARD[] =
  "SELECT object, subject, was, id FROM master_change ORDER BY id DESC";

static const char SQL_FORWARD[] =
  "SELECT object, subject, now, id FROM master_change WHERE id > :last AND event < :before"
  " ORDER BY id";

static gboolean
set_value (SbDatabase *to, const char *object, const char *subject, const char *value,
           GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    if (strcmp (objects[i].object, object) == 0)
      {
        if (value == NULL && objects[i].unset != NULL)
          return sb_sql_run (to, objects[i].unset, error, SB_TEXT (":subject", subject), SB_END);
        return sb_sql_run (to, objects[i].set, error, SB_TEXT (":subject", subject),
                           SB_TEXT (":value", value), SB_END);
      }
  return TRUE;
}

static gboolean
carry_out (SbStatement *st, SbDatabase *to, gint64 *last, GError **error)
{
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      if (!set_value (to, sb_statement_text_at (st, 0), sb_statement_text_at (st, 1),
                      sb_statement_text_at (st, 2), error))
        return FALSE;
      *last = sb_statement_int64_at (st, 3);
    }
  return step == SB_STEP_DONE;
}

gboolean
sb_master_change_undo_all (SbDatabase *from, SbDatabase *to, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (from, SQL_BACKWARD, error, SB_END);
  gint64 last = 0;

  return carry_out (st, to, &last, error);
}

gboolean
sb_master_change_redo (SbDatabase *from, SbDatabase *to, gint64 before, gint64 *last,
                       GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (from, SQL_FORWARD, error, SB_INT (":last", *last),
                                             SB_INT (":before", before), SB_END);

  return carry_out (st, to, last, error);
}
