/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sb-database-private.h"
#include "sb-store-error-private.h"

#define PAGES_PER_STEP 1024

/* Takes @path now, so that the rename at the end can replace nothing but this empty file. */
static gboolean
reserve (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int errsv = errno;

      return sb_store_error_set_errno (error, errsv, path);
    }
  return g_close (fd, error);
}

static gboolean
copy_pages (SbDatabase *source, sqlite3 *copy, GError **error)
{
  GCancellable *cancellable = sb_database_get_cancellable (source);
  sqlite3_backup *backup = sqlite3_backup_init (copy, "main", sb_database_get_handle (source),
                                                "main");
  int rc = SQLITE_OK;

  if (backup == NULL)
    return sb_store_error_set (error, copy, sqlite3_extended_errcode (copy));
  while (rc == SQLITE_OK && !g_cancellable_is_cancelled (cancellable))
    rc = sqlite3_backup_step (backup, PAGES_PER_STEP);
  sqlite3_backup_finish (backup);
  if (rc == SQLITE_DONE)
    return TRUE;
  return sb_store_error_set (error, copy, rc == SQLITE_OK ? SQLITE_INTERRUPT : rc);
}

static gboolean
write_copy (SbDatabase *source, const char *path, GError **error)
{
  sqlite3 *copy = NULL;
  int rc = sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  gboolean done = rc == SQLITE_OK || sb_store_error_set (error, copy, rc);

  /* The open read makes all steps see one moment, whatever others write meanwhile. */
  done = done && sb_database_begin_read (source, error);
  if (done)
    {
      done = copy_pages (source, copy, error);
      sb_database_end_read (source);
    }
  done = done && sb_database_configure (copy, error) &&
         sb_database_check_handle (copy, TRUE, NULL, error);
  sqlite3_close (copy);
  return done;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  int errsv = errno;
  gboolean done = fd >= 0;

  if (done && fsync (fd) != 0)
    {
      errsv = errno;
      done = FALSE;
    }
  if (fd >= 0)
    g_close (fd, NULL);
  return done || sb_store_error_set_errno (error, errsv, path);
}

static gboolean
move_into_place (const char *temporary, const char *path, guint64 *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;

  if (!sync_path (temporary, O_RDONLY, error))
    return FALSE;
  if (g_stat (temporary, &info) != 0 || g_rename (temporary, path) != 0)
    {
      int errsv = errno;

      return sb_store_error_set_errno (error, errsv, path);
    }
  if (bytes != NULL)
    *bytes = (guint64) info.st_size;
  /* Not every file system can sync a folder, and the copy is there. */
  (void) sync_path (folder, O_RDONLY | O_DIRECTORY, NULL);
  return TRUE;
}

static void
remove_leftovers (const char *temporary)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (temporary, suffixes[i], NULL);

      g_unlink (name);
    }
}

gboolean
sb_backup (SbDatabase *source, const char *path, guint64 *bytes, GError **error)
{
  g_autofree char *absolute = NULL;
  g_autofree char *temporary = NULL;
  gboolean done;

  g_return_val_if_fail (SB_IS_DATABASE (source) && path != NULL, FALSE);
  g_return_val_if_fail (!sb_database_is_writing (source), FALSE);

  absolute = g_canonicalize_filename (path, NULL);
  temporary = g_strconcat (absolute, ".part", NULL);
  if (!reserve (absolute, error))
    return FALSE;
  done = reserve (temporary, error);
  if (done)
    {
      done = write_copy (source, temporary, error) &&
             move_into_place (temporary, absolute, bytes, error);
      remove_leftovers (temporary);
    }
  if (!done)
    g_unlink (absolute);
  return done;
}
