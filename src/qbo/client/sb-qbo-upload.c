/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on their way to QuickBooks: one request of several parts, whose files stay where they lie
 * in memory. */
#define _GNU_SOURCE /* memmem() */
#include "sb-qbo-request-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-qbo-error.h"

#define UPLOADS_MAX 99
#define REQUESTID_MAX 50

SbQboUpload *
sb_qbo_upload_new (const SbQboAttachable *metadata, GBytes *content, GError **error)
{
  const char *name = metadata->file_name != NULL ? metadata->file_name : "";
  const char *type = sb_qbo_attachable_check_file (name, g_bytes_get_size (content), error);
  SbQboUpload *self;

  if (type == NULL || !sb_qbo_attachable_check (metadata, error))
    return NULL;
  self = g_new0 (SbQboUpload, 1);
  self->metadata = sb_qbo_attachable_copy (metadata);
  sb_qbo_text_set (&self->metadata->content_type, type);
  self->content = g_bytes_ref (content);
  return self;
}

void
sb_qbo_upload_free (SbQboUpload *self)
{
  if (self == NULL)
    return;
  sb_qbo_attachable_free (self->metadata);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

static gboolean
occurs_in (const char *boundary, GPtrArray *uploads)
{
  for (guint i = 0; i < uploads->len; i++)
    {
      const SbQboUpload *upload = g_ptr_array_index (uploads, i);
      gsize size;
      gconstpointer data = g_bytes_get_data (upload->content, &size);

      if (memmem (data, size, boundary, strlen (boundary)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Made from the requestid, so that the same request is the same bytes each time; a file that holds
 * it gets another. */
static char *
make_boundary (GPtrArray *uploads, const char *requestid)
{
  for (guint round = 0;; round++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", requestid, round);
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      g_autofree char *boundary = g_strndup (sum, 32);

      if (!occurs_in (boundary, uploads))
        return g_steal_pointer (&boundary);
    }
}

/* A header cannot hold a quote or a backslash as it is; the metadata keep the true name. */
static char *
header_name (const char *file_name)
{
  return g_strdelimit (g_strdup (file_name), "\"\\", '_');
}

static void
add_text (GPtrArray *parts, GString *text)
{
  g_ptr_array_add (parts, g_string_free_to_bytes (text));
}

static void
add_upload (GPtrArray *parts, const SbQboUpload *upload, guint number, const char *boundary)
{
  g_autoptr(GBytes) metadata = sb_qbo_attachable_to_bytes (upload->metadata);
  g_autofree char *name = header_name (upload->metadata->file_name);
  GString *head = g_string_new (NULL);

  g_string_append_printf (head,
                          "--%s\r\nContent-Disposition: form-data; name=\"file_metadata_%02u\"; "
                          "filename=\"attachment.json\"\r\nContent-Type: application/json; "
                          "charset=UTF-8\r\n\r\n",
                          boundary, number);
  g_string_append_len (head, g_bytes_get_data (metadata, NULL),
                       (gssize) g_bytes_get_size (metadata));
  g_string_append_printf (head,
                          "\r\n--%s\r\nContent-Disposition: form-data; "
                          "name=\"file_content_%02u\"; filename=\"%s\"\r\nContent-Type: "
                          "%s\r\n\r\n",
                          boundary, number, name, upload->metadata->content_type);
  add_text (parts, head);
  g_ptr_array_add (parts, g_bytes_ref (upload->content));
  add_text (parts, g_string_new ("\r\n"));
}

static gsize
total_size (GPtrArray *parts)
{
  gsize total = 0;

  for (guint i = 0; i < parts->len; i++)
    total += g_bytes_get_size (g_ptr_array_index (parts, i));
  return total;
}

SbQboRequest *
sb_qbo_request_upload (GPtrArray *uploads, const char *requestid, GError **error)
{
  g_autofree char *boundary = NULL;
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GString *end = g_string_new (NULL);
  SbQboRequest *self;

  g_return_val_if_fail (uploads->len >= 1 && uploads->len <= UPLOADS_MAX, NULL);
  g_return_val_if_fail (requestid != NULL && *requestid != '\0' &&
                        strlen (requestid) <= REQUESTID_MAX, NULL);

  boundary = make_boundary (uploads, requestid);
  for (guint i = 0; i < uploads->len; i++)
    add_upload (parts, g_ptr_array_index (uploads, i), i + 1, boundary);
  g_string_append_printf (end, "--%s--\r\n", boundary);
  add_text (parts, end);
  if (total_size (parts) > SB_QBO_UPLOAD_MAX)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                   _("The files are too large for QuickBooks together, which takes 100 megabytes. "
                     "Send them one by one."));
      return NULL;
    }
  self = sb_qbo_request_new (SB_QBO_CALL_WRITE, "POST", g_strdup ("upload"), "Attachable");
  self->requestid = g_strdup (requestid);
  self->parts = g_steal_pointer (&parts);
  self->content_type = g_strconcat ("multipart/form-data; boundary=", boundary, NULL);
  return self;
}
