/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-bind.h"

static gboolean
bind_one (SbStatement *st, const char *name, int type, va_list *args, GError **error)
{
  switch (type)
    {
    case 'i':
      return sb_statement_bind_int64 (st, name, va_arg (*args, gint64), error);
    case 't':
      return sb_statement_bind_text (st, name, va_arg (*args, const char *), error);
    case 'b':
      {
        GBytes *bytes = va_arg (*args, GBytes *);

        if (bytes == NULL)
          return sb_statement_bind_null (st, name, error);
        return sb_statement_bind_blob (st, name, bytes, error);
      }
    default:
      g_assert_not_reached ();
    }
}

static SbStatement *
query_valist (SbDatabase *db, const char *sql, va_list *args, GError **error)
{
  g_autoptr (SbStatement) st = sb_database_prepare (db, sql, error);
  const char *name;

  if (st == NULL)
    return NULL;
  while ((name = va_arg (*args, const char *)) != NULL)
    {
      int type = va_arg (*args, int);

      if (!bind_one (st, name, type, args, error))
        return NULL;
    }
  return g_steal_pointer (&st);
}

SbStatement *
sb_bind_query (SbDatabase *db, const char *sql, GError **error, ...)
{
  SbStatement *st;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, &args, error);
  va_end (args);
  return st;
}

gboolean
sb_bind_run (SbDatabase *db, const char *sql, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, &args, error);
  va_end (args);
  return st != NULL && sb_statement_run (st, error);
}

gboolean
sb_bind_int64 (SbDatabase *db, const char *sql, gint64 *value, gboolean *found, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  SbStep step;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, &args, error);
  va_end (args);
  if (found != NULL)
    *found = FALSE;
  if (st == NULL || (step = sb_statement_step (st, error)) == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_ROW)
    {
      *value = sb_statement_int64_at (st, 0);
      if (found != NULL)
        *found = TRUE;
    }
  return TRUE;
}

char *
sb_bind_text (SbDatabase *db, const char *sql, GError **error, ...)
{
  g_autoptr (SbStatement) st = NULL;
  va_list args;

  va_start (args, error);
  st = query_valist (db, sql, &args, error);
  va_end (args);
  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  return g_strdup (sb_statement_text_at (st, 0));
}

gboolean
sb_bind_next (SbStatement *st, gboolean *failed, GError **error)
{
  SbStep step = sb_statement_step (st, error);

  *failed = step == SB_STEP_ERROR;
  return step == SB_STEP_ROW;
}
