/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-database-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sb-statement-private.h"
#include "sb-store-error-private.h"

#define BUSY_WAIT_US (5 * G_USEC_PER_SEC)
#define BUSY_STEP_US 2000
#define PROGRESS_STEPS 1000 /* virtual machine steps between looks at the cancellable: well below 1 ms */

struct _SbDatabase
{
  GObject parent;

  sqlite3 *handle;           /* (owned) */
  char *path;                /* (owned) (nullable) */
  GHashTable *cache;         /* (owned) static SQL address -> (owned) idle sqlite3_stmt */
  GCancellable *cancellable; /* (owned) (nullable) */
  gboolean writing;          /* an SbTxn is open */
  gboolean reading;          /* between begin_read and end_read */
};

G_DEFINE_FINAL_TYPE (SbDatabase, sb_database, G_TYPE_OBJECT)

static const char SQL_PRAGMAS[] =
  "PRAGMA foreign_keys = ON;"
  "PRAGMA synchronous = FULL;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA cache_size = -16000;"
  "PRAGMA cell_size_check = ON;";
/* The number is SB_DATABASE_APPLICATION_ID; pragmas take no parameters. */
static const char SQL_SET_APPLICATION_ID[] = "PRAGMA application_id = 0x5374626b";
static const char SQL_GET_APPLICATION_ID[] = "PRAGMA application_id";
static const char SQL_WAL[] = "PRAGMA journal_mode = WAL";
static const char SQL_QUICK_CHECK[] = "PRAGMA quick_check(20)";
static const char SQL_INTEGRITY_CHECK[] = "PRAGMA integrity_check(20)";

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static void
sb_database_finalize (GObject *object)
{
  SbDatabase *self = SB_DATABASE (object);

  g_hash_table_unref (self->cache);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("database closed while in use");
  g_clear_object (&self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (sb_database_parent_class)->finalize (object);
}

static void
sb_database_class_init (SbDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_database_finalize;
}

static void
sb_database_init (SbDatabase *self)
{
  self->cache = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
}

static int
on_progress (void *data)
{
  SbDatabase *self = data;

  return g_cancellable_is_cancelled (self->cancellable) ? 1 : 0;
}

/* Instead of sqlite3_busy_timeout(): waiting ends when it is cancelled. */
static int
on_busy (void *data, int tries)
{
  SbDatabase *self = data;

  if (g_cancellable_is_cancelled (self->cancellable) ||
      tries >= (int) (BUSY_WAIT_US / BUSY_STEP_US))
    return 0;
  g_usleep (BUSY_STEP_US);
  return 1;
}

gboolean
sb_database_configure (sqlite3 *handle, GError **error)
{
  int rc;

  sqlite3_extended_result_codes (handle, 1);
  if (sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) != SQLITE_OK ||
      sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK)
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED, "SQLite is too old");
      return FALSE;
    }
  rc = sqlite3_exec (handle, SQL_PRAGMAS, NULL, NULL, NULL);
  return rc == SQLITE_OK || sb_store_error_set (error, handle, rc);
}

/* Makes an empty file that only its owner can read; SQLite gives -wal and -shm the same mode. */
static gboolean
create_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int errsv = errno;

      return sb_store_error_set_errno (error, errsv, path);
    }
  return g_close (fd, error);
}

static SbDatabase *
open_handle (const char *path, int flags, GError **error)
{
  g_autoptr(SbDatabase) self = g_object_new (SB_TYPE_DATABASE, NULL);
  int rc = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);

  if (rc != SQLITE_OK)
    {
      sb_store_error_set (error, self->handle, rc);
      return NULL;
    }
  sqlite3_progress_handler (self->handle, PROGRESS_STEPS, on_progress, self);
  sqlite3_busy_handler (self->handle, on_busy, self);
  if (!sb_database_configure (self->handle, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
check_application_id (SbDatabase *self, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (self, SQL_GET_APPLICATION_ID, error);
  SbStep step;

  if (st == NULL || (step = sb_statement_step (st, error)) == SB_STEP_ERROR)
    return FALSE;
  if (step != SB_STEP_ROW || sb_statement_int64_at (st, 0) != SB_DATABASE_APPLICATION_ID)
    {
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT, "not a Stockbook book");
      return FALSE;
    }
  return TRUE;
}

static SbDatabase *
create_book (const char *path, GError **error)
{
  g_autoptr(SbDatabase) self = NULL;

  if (!create_file (path, error))
    return NULL;
  self = open_handle (path, SQLITE_OPEN_READWRITE, error);
  if (self == NULL || !sb_database_execute (self, SQL_SET_APPLICATION_ID, error) ||
      !sb_database_execute (self, SQL_WAL, error))
    {
      g_unlink (path); /* ours: made above, and still empty */
      return NULL;
    }
  return g_steal_pointer (&self);
}

static SbDatabase *
open_book (const char *path, gboolean writable, GError **error)
{
  g_autoptr(SbDatabase) self = NULL;

  if (g_access (path, F_OK) != 0)
    {
      int errsv = errno;

      sb_store_error_set_errno (error, errsv, path);
      return NULL;
    }
  self = open_handle (path, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error);
  if (self == NULL || !check_application_id (self, error))
    return NULL;
  if (writable && !sb_database_execute (self, SQL_WAL, error))
    return NULL;
  return g_steal_pointer (&self);
}

SbDatabase *
sb_database_open (const char *path, SbDatabaseMode mode, GError **error)
{
  g_autofree char *absolute = NULL;
  SbDatabase *self;

  g_return_val_if_fail (path != NULL, NULL);

  /* Absolute, so that no name means ":memory:" or a temporary file to SQLite. */
  absolute = g_canonicalize_filename (path, NULL);
  if (mode == SB_DATABASE_CREATE)
    self = create_book (absolute, error);
  else
    self = open_book (absolute, mode == SB_DATABASE_READ_WRITE, error);
  if (self == NULL)
    return NULL;
  self->path = g_steal_pointer (&absolute);
  return self;
}

SbDatabase *
sb_database_open_memory (GError **error)
{
  g_autoptr(SbDatabase) self = open_handle (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                            error);

  if (self == NULL || !sb_database_execute (self, SQL_SET_APPLICATION_ID, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
sb_database_get_path (SbDatabase *self)
{
  g_return_val_if_fail (SB_IS_DATABASE (self), NULL);

  return self->path;
}

sqlite3 *
sb_database_get_handle (SbDatabase *self)
{
  return self->handle;
}

gboolean
sb_database_is_writing (SbDatabase *self)
{
  return self->writing;
}

void
sb_database_set_writing (SbDatabase *self, gboolean writing)
{
  self->writing = writing;
}

GCancellable *
sb_database_get_cancellable (SbDatabase *self)
{
  return self->cancellable;
}

/* Takes the idle statement for @sql out of the cache. An address that now holds other text (not the
 * static string that was asked for) must not find the old statement. */
static sqlite3_stmt *
borrow (SbDatabase *self, const char *sql)
{
  gpointer stmt = NULL;

  if (!g_hash_table_steal_extended (self->cache, sql, NULL, &stmt))
    return NULL;
  if (strcmp (sqlite3_sql (stmt), sql) == 0)
    return stmt;
  sqlite3_finalize (stmt);
  return NULL;
}

SbStatement *
sb_database_prepare (SbDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt;
  int rc;

  g_return_val_if_fail (SB_IS_DATABASE (self) && sql != NULL, NULL);

  stmt = borrow (self, sql);
  if (stmt != NULL)
    return sb_statement_new (self, sql, stmt);

  rc = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (rc != SQLITE_OK)
    {
      sb_store_error_set (error, self->handle, rc);
      g_prefix_error (error, "%s: ", sql);
      return NULL;
    }
  g_return_val_if_fail (stmt != NULL, NULL); /* no statement in @sql */
  return sb_statement_new (self, sql, stmt);
}

void
sb_database_give_back (SbDatabase *self, const char *sql, sqlite3_stmt *stmt)
{
  /* The same text was borrowed twice at once: one of them is enough to keep. */
  if (g_hash_table_contains (self->cache, sql))
    sqlite3_finalize (stmt);
  else
    g_hash_table_insert (self->cache, (gpointer) (guintptr) sql, stmt);
}

gboolean
sb_database_set_error (SbDatabase *self, int rc, GError **error)
{
  /* Waiting for another writer was given up because of it. */
  if ((rc & 0xff) == SQLITE_BUSY && g_cancellable_is_cancelled (self->cancellable))
    rc = SQLITE_INTERRUPT;
  return sb_store_error_set (error, self->handle, rc);
}

gboolean
sb_database_execute (SbDatabase *self, const char *sql, GError **error)
{
  int rc;

  g_return_val_if_fail (SB_IS_DATABASE (self) && sql != NULL, FALSE);

  rc = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return rc == SQLITE_OK || sb_database_set_error (self, rc, error);
}

gboolean
sb_database_execute_uncancelled (SbDatabase *self, const char *sql, GError **error)
{
  g_autoptr(GCancellable) cancellable = g_steal_pointer (&self->cancellable);
  gboolean done = sb_database_execute (self, sql, error);

  self->cancellable = g_steal_pointer (&cancellable);
  return done;
}

gint64
sb_database_last_row_id (SbDatabase *self)
{
  g_return_val_if_fail (SB_IS_DATABASE (self), 0);

  return sqlite3_last_insert_rowid (self->handle);
}

gint64
sb_database_changes (SbDatabase *self)
{
  g_return_val_if_fail (SB_IS_DATABASE (self), 0);

  return sqlite3_changes64 (self->handle);
}

void
sb_database_set_cancellable (SbDatabase *self, GCancellable *cancellable)
{
  g_return_if_fail (SB_IS_DATABASE (self));

  g_set_object (&self->cancellable, cancellable);
}

gboolean
sb_database_begin_read (SbDatabase *self, GError **error)
{
  g_return_val_if_fail (SB_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (!self->reading && !self->writing, FALSE);

  if (!sb_database_execute (self, "BEGIN", error))
    return FALSE;
  self->reading = TRUE;
  return TRUE;
}

void
sb_database_end_read (SbDatabase *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (SB_IS_DATABASE (self));
  g_return_if_fail (self->reading);

  self->reading = FALSE;
  /* An I/O error may have ended it already. */
  if (sqlite3_get_autocommit (self->handle) == 0 &&
      !sb_database_execute_uncancelled (self, "COMMIT", &error))
    g_warning ("cannot end a read: %s", error->message);
}

gboolean
sb_database_check_handle (sqlite3 *handle, gboolean thorough, char **report, GError **error)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, thorough ? SQL_INTEGRITY_CHECK : SQL_QUICK_CHECK, -1, &stmt,
                               NULL);

  while (rc == SQLITE_OK || rc == SQLITE_ROW)
    {
      const char *line;

      rc = sqlite3_step (stmt);
      line = rc == SQLITE_ROW ? (const char *) sqlite3_column_text (stmt, 0) : NULL;
      if (line != NULL && strcmp (line, "ok") != 0)
        g_string_append_printf (lines, "%s\n", line);
    }
  if (rc != SQLITE_DONE)
    sb_store_error_set (error, handle, rc);
  sqlite3_finalize (stmt);
  if (rc != SQLITE_DONE)
    return FALSE;
  if (lines->len == 0)
    return TRUE;

  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT, "the file is damaged: %.*s",
               (int) strcspn (lines->str, "\n"), lines->str);
  if (report != NULL)
    *report = g_string_free (g_steal_pointer (&lines), FALSE);
  return FALSE;
}

gboolean
sb_database_check (SbDatabase *self, gboolean thorough, char **report, GError **error)
{
  g_return_val_if_fail (SB_IS_DATABASE (self), FALSE);

  if (report != NULL)
    *report = NULL;
  return sb_database_check_handle (self->handle, thorough, report, error);
}
