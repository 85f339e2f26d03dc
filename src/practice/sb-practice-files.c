/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-files.h"

#include "sb-uid.h"

#include <glib/gstdio.h>
#include <string.h>

struct _SbFiles
{
  char *folder;      /* (owned) (nullable) */
  GHashTable *bytes; /* "REALM-ID" -> GBytes, without a folder */
  char *secret;      /* (owned) what links are signed with; links do not outlive the process */
};

SbFiles *
sb_files_new (const char *folder)
{
  SbFiles *self = g_new0 (SbFiles, 1);

  self->folder = g_strdup (folder);
  self->bytes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  self->secret = sb_nonce_new (24);
  return self;
}

void
sb_files_free (SbFiles *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->bytes);
  g_free (self->folder);
  g_free (self->secret);
  g_free (self);
}

gboolean
sb_files_put (SbFiles *self, const char *realm, const char *id, GBytes *bytes, GError **error)
{
  g_autofree char *name = g_strconcat (realm, "-", id, NULL);
  g_autofree char *path = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (self->folder == NULL)
    {
      g_hash_table_replace (self->bytes, g_steal_pointer (&name), g_bytes_ref (bytes));
      return TRUE;
    }
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot make %s", self->folder);
      return FALSE;
    }
  path = g_build_filename (self->folder, name, NULL);
  return g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

GBytes *
sb_files_get (SbFiles *self, const char *realm, const char *id)
{
  g_autofree char *name = g_strconcat (realm, "-", id, NULL);
  g_autofree char *path = NULL;
  GBytes *kept = g_hash_table_lookup (self->bytes, name);
  char *data;
  gsize length;

  if (kept != NULL)
    return g_bytes_ref (kept);
  if (self->folder == NULL || strchr (name, '/') != NULL)
    return NULL;
  path = g_build_filename (self->folder, name, NULL);
  return g_file_get_contents (path, &data, &length, NULL) ? g_bytes_new_take (data, length) : NULL;
}

char *
sb_files_sign (SbFiles *self, const char *realm, const char *id, gint64 until)
{
  g_autofree char *plain = g_strdup_printf ("%s-%s-%" G_GINT64_FORMAT, realm, id, until);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) self->secret,
                                    strlen (self->secret), plain, -1);
}

gboolean
sb_files_check (SbFiles *self, const char *realm, const char *id, gint64 until,
                const char *signature)
{
  g_autofree char *right = sb_files_sign (self, realm, id, until);

  return signature != NULL && sb_constant_time_equal (right, signature);
}
