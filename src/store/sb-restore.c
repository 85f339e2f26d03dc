/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-restore.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sb-backup.h"
#include "sb-store-error-private.h"

static const char *const suffixes[] = { "", "-wal", "-shm" };

void
sb_backup_file_free (SbBackupFile *self)
{
  g_free (self->path);
  g_free (self);
}

/* The file begins as an SQLite database with the mark of a book. */
static gboolean
is_book (const char *path)
{
  static const char magic[16] = "SQLite format 3";
  guchar head[72] = { 0 };
  FILE *file = g_fopen (path, "rbe");
  gsize n;

  if (file == NULL)
    return FALSE;
  n = fread (head, 1, sizeof head, file);
  fclose (file);
  return n == sizeof head && memcmp (head, magic, sizeof magic) == 0 &&
         ((guint32) head[68] << 24 | (guint32) head[69] << 16 | (guint32) head[70] << 8 |
          head[71]) == SB_DATABASE_APPLICATION_ID;
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const SbBackupFile *x = *(const SbBackupFile *const *) a;
  const SbBackupFile *y = *(const SbBackupFile *const *) b;

  return x->modified != y->modified ? (x->modified < y->modified ? 1 : -1)
                                    : strcmp (x->path, y->path);
}

GPtrArray *
sb_backup_find (const char *book)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_backup_file_free);
  g_autofree char *folder = g_path_get_dirname (book);
  g_autofree char *name = g_path_get_basename (book);
  g_autofree char *damaged = g_strconcat (name, ".damaged-", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);
      SbBackupFile *file;
      GStatBuf info;

      if (!g_str_has_prefix (entry, name) || strcmp (entry, name) == 0 ||
          g_str_has_prefix (entry, damaged) || g_stat (path, &info) != 0 || !is_book (path))
        continue;
      file = g_new0 (SbBackupFile, 1);
      file->path = g_steal_pointer (&path);
      file->modified = (gint64) info.st_mtime * G_USEC_PER_SEC;
      file->bytes = info.st_size;
      g_ptr_array_add (files, file);
    }
  g_ptr_array_sort (files, compare_files);
  return files;
}

static gboolean
move_book (const char *from, const char *to, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *source = g_strconcat (from, suffixes[i], NULL);
      g_autofree char *target = g_strconcat (to, suffixes[i], NULL);

      if (g_rename (source, target) != 0 && errno != ENOENT)
        {
          int errsv = errno;

          return sb_store_error_set_errno (error, errsv, source);
        }
    }
  return TRUE;
}

static char *
free_name (const char *book)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.damaged-%u", book, i);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

gboolean
sb_backup_restore (const char *backup, const char *book, char **aside, GError **error)
{
  g_autoptr (SbDatabase) source = sb_database_open (backup, SB_DATABASE_READ_ONLY, error);
  g_autofree char *name = NULL;
  gboolean exists = g_file_test (book, G_FILE_TEST_EXISTS);

  if (aside != NULL)
    *aside = NULL;
  if (source == NULL || !sb_database_check (source, TRUE, NULL, error))
    return FALSE;
  name = free_name (book);
  if (exists && !move_book (book, name, error))
    return FALSE;
  if (!sb_backup (source, book, NULL, error))
    {
      if (exists)
        move_book (name, book, NULL);
      return FALSE;
    }
  if (aside != NULL && exists)
    *aside = g_steal_pointer (&name);
  return TRUE;
}
