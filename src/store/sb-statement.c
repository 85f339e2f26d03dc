/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-statement-private.h"

#include <string.h>

#include "sb-store-error.h"

struct _SbStatement
{
  SbDatabase *database; /* (owned) */
  const char *sql;      /* static; the cache key */
  sqlite3_stmt *stmt;   /* (owned) */
  int n_columns;
  int next_column;      /* where the search for a name starts: columns are read in order */
  gboolean has_row;
};

SbStatement *
sb_statement_new (SbDatabase *database, const char *sql, sqlite3_stmt *stmt)
{
  SbStatement *self = g_new0 (SbStatement, 1);

  self->database = g_object_ref (database);
  self->sql = sql;
  self->stmt = stmt;
  self->n_columns = sqlite3_column_count (stmt);
  return self;
}

void
sb_statement_free (SbStatement *self)
{
  if (self == NULL)
    return;
  sb_statement_reset (self);
  sb_database_give_back (self->database, self->sql, self->stmt);
  g_object_unref (self->database);
  g_free (self);
}

/* Index of a parameter, or 0 with an error: the caller misspelt it. */
static int
find_parameter (SbStatement *self, const char *name, GError **error)
{
  int index = sqlite3_bind_parameter_index (self->stmt, name);

  if (index == 0)
    {
      g_critical ("no parameter %s in: %s", name, self->sql);
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED, "no parameter %s", name);
    }
  return index;
}

gboolean
sb_statement_bind_int64 (SbStatement *self, const char *name, gint64 value, GError **error)
{
  int index, rc;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  index = find_parameter (self, name, error);
  if (index == 0)
    return FALSE;
  rc = sqlite3_bind_int64 (self->stmt, index, value);
  return rc == SQLITE_OK || sb_database_set_error (self->database, rc, error);
}

gboolean
sb_statement_bind_text (SbStatement *self, const char *name, const char *text, GError **error)
{
  int index, rc;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  index = find_parameter (self, name, error);
  if (index == 0)
    return FALSE;
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CONSTRAINT, "%s is not UTF-8", name);
      return FALSE;
    }
  rc = text != NULL ? sqlite3_bind_text64 (self->stmt, index, text, strlen (text),
                                           SQLITE_TRANSIENT, SQLITE_UTF8)
                    : sqlite3_bind_null (self->stmt, index);
  return rc == SQLITE_OK || sb_database_set_error (self->database, rc, error);
}

gboolean
sb_statement_bind_blob (SbStatement *self, const char *name, GBytes *bytes, GError **error)
{
  gsize size = 0;
  const void *data;
  int index, rc;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  index = find_parameter (self, name, error);
  if (index == 0)
    return FALSE;
  data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (bytes == NULL)
    rc = sqlite3_bind_null (self->stmt, index);
  else /* no bytes are an empty blob, not NULL */
    rc = sqlite3_bind_blob64 (self->stmt, index, size > 0 ? data : "", size, SQLITE_TRANSIENT);
  return rc == SQLITE_OK || sb_database_set_error (self->database, rc, error);
}

gboolean
sb_statement_bind_null (SbStatement *self, const char *name, GError **error)
{
  int index, rc;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  index = find_parameter (self, name, error);
  if (index == 0)
    return FALSE;
  rc = sqlite3_bind_null (self->stmt, index);
  return rc == SQLITE_OK || sb_database_set_error (self->database, rc, error);
}

/* A write needs a transaction, and one that SQLite did not take back meanwhile. */
static gboolean
may_run (SbStatement *self, GError **error)
{
  gboolean autocommit = sqlite3_get_autocommit (sb_database_get_handle (self->database)) != 0;

  if (autocommit && sb_database_is_writing (self->database))
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED,
                           "the transaction was rolled back");
      return FALSE;
    }
  if (!sb_database_is_writing (self->database) && sqlite3_stmt_readonly (self->stmt) == 0)
    {
      g_critical ("write outside a transaction: %s", self->sql);
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED,
                           "write outside a transaction");
      return FALSE;
    }
  return TRUE;
}

SbStep
sb_statement_step (SbStatement *self, GError **error)
{
  int rc;

  g_return_val_if_fail (self != NULL, SB_STEP_ERROR);

  self->has_row = FALSE;
  if (!may_run (self, error) ||
      g_cancellable_set_error_if_cancelled (sb_database_get_cancellable (self->database), error))
    return SB_STEP_ERROR;

  rc = sqlite3_step (self->stmt);
  self->next_column = 0;
  if (rc == SQLITE_ROW)
    {
      self->has_row = TRUE;
      return SB_STEP_ROW;
    }
  if (rc == SQLITE_DONE)
    return SB_STEP_DONE;
  sb_database_set_error (self->database, rc, error);
  return SB_STEP_ERROR;
}

gboolean
sb_statement_run (SbStatement *self, GError **error)
{
  SbStep step;

  g_return_val_if_fail (self != NULL, FALSE);

  step = sb_statement_step (self, error);
  if (step == SB_STEP_ROW)
    g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED,
                         "a statement returned a row that nobody reads");
  sb_statement_reset (self);
  return step == SB_STEP_DONE;
}

void
sb_statement_reset (SbStatement *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_reset (self->stmt); /* its result repeats that of the last step */
  sqlite3_clear_bindings (self->stmt);
  self->has_row = FALSE;
}

static int
find_column (SbStatement *self, const char *name)
{
  for (int i = 0; i < self->n_columns; i++)
    {
      int column = (self->next_column + i) % self->n_columns;

      if (strcmp (sqlite3_column_name (self->stmt, column), name) == 0)
        {
          self->next_column = column + 1;
          return column;
        }
    }
  g_critical ("no column %s in: %s", name, self->sql);
  return -1;
}

gint64
sb_statement_int64 (SbStatement *self, const char *column)
{
  int index;

  g_return_val_if_fail (self != NULL && self->has_row && column != NULL, 0);

  index = find_column (self, column);
  return index >= 0 ? sqlite3_column_int64 (self->stmt, index) : 0;
}

int
sb_statement_int (SbStatement *self, const char *column)
{
  return (int) CLAMP (sb_statement_int64 (self, column), G_MININT, G_MAXINT);
}

gboolean
sb_statement_boolean (SbStatement *self, const char *column)
{
  return sb_statement_int64 (self, column) != 0;
}

const char *
sb_statement_text (SbStatement *self, const char *column)
{
  int index;

  g_return_val_if_fail (self != NULL && self->has_row && column != NULL, NULL);

  index = find_column (self, column);
  return index >= 0 ? (const char *) sqlite3_column_text (self->stmt, index) : NULL;
}

char *
sb_statement_dup_text (SbStatement *self, const char *column)
{
  return g_strdup (sb_statement_text (self, column));
}

GBytes *
sb_statement_dup_blob (SbStatement *self, const char *column)
{
  const void *data;
  int index;

  g_return_val_if_fail (self != NULL && self->has_row && column != NULL, NULL);

  index = find_column (self, column);
  if (index < 0 || sqlite3_column_type (self->stmt, index) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (self->stmt, index);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->stmt, index));
}

gboolean
sb_statement_is_null (SbStatement *self, const char *column)
{
  int index;

  g_return_val_if_fail (self != NULL && self->has_row && column != NULL, TRUE);

  index = find_column (self, column);
  return index < 0 || sqlite3_column_type (self->stmt, index) == SQLITE_NULL;
}

gint64
sb_statement_int64_at (SbStatement *self, int column)
{
  g_return_val_if_fail (self != NULL && self->has_row, 0);
  g_return_val_if_fail (column >= 0 && column < self->n_columns, 0);

  return sqlite3_column_int64 (self->stmt, column);
}

const char *
sb_statement_text_at (SbStatement *self, int column)
{
  g_return_val_if_fail (self != NULL && self->has_row, NULL);
  g_return_val_if_fail (column >= 0 && column < self->n_columns, NULL);

  return (const char *) sqlite3_column_text (self->stmt, column);
}

int
sb_statement_column_count (SbStatement *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

const char *
sb_statement_column_name (SbStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column >= 0 && column < self->n_columns, NULL);

  return sqlite3_column_name (self->stmt, column);
}
