/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-sql.h"

static gboolean
bind_all (SbStatement *st, va_list args, GError **error)
{
  for (int type = va_arg (args, int); type != SB_END; type = va_arg (args, int))
    {
      const char *name = va_arg (args, const char *);
      gboolean ok;

      if (type == 's')
        ok = sb_statement_bind_text (st, name, va_arg (args, const char *), error);
      else
        {
          gint64 value = va_arg (args, gint64);

          ok = type == 'r' && value == 0 ? sb_statement_bind_null (st, name, error)
                                         : sb_statement_bind_int64 (st, name, value, error);
        }
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

static SbStatement *
query_valist (SbDatabase *db, const char *sql, GError **error, va_list args)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, sql, error);

  if (st == NULL || !bind_all (st, args, error))
    return NULL;
  return g_steal_pointer (&st);
}

SbStatement *
sb_sql_query (SbDatabase *db, const char *sql, GError **error, ...)
{
  SbStatement *st;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, error, args);
  va_end (args);
  return st;
}

gboolean
sb_sql_run (SbDatabase *db, const char *sql, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, error, args);
  va_end (args);
  return st != NULL && sb_statement_run (st, error);
}

gboolean
sb_sql_insert (SbDatabase *db, const char *sql, gint64 *row, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, error, args);
  va_end (args);
  if (st == NULL || !sb_statement_run (st, error))
    return FALSE;
  if (row != NULL)
    *row = sb_database_last_row_id (db);
  return TRUE;
}

gboolean
sb_sql_int64 (SbDatabase *db, const char *sql, gint64 *value, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  SbStep step;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, error, args);
  va_end (args);
  if (st == NULL)
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ERROR)
    return FALSE;
  *value = step == SB_STEP_ROW ? sb_statement_int64_at (st, 0) : 0;
  return TRUE;
}

gboolean
sb_sql_text (SbDatabase *db, const char *sql, char **value, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  SbStep step;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, error, args);
  va_end (args);
  if (st == NULL)
    return FALSE;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ERROR)
    return FALSE;
  *value = step == SB_STEP_ROW ? g_strdup (sb_statement_text_at (st, 0)) : NULL;
  return TRUE;
}
