/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files over HTTP: upload in one multipart request, then a link for a quarter of an hour. */
#include "sb-practice.h"

#include "sb-practice-entities.h"
#include "sb-practice-multipart.h"
#include "sb-practice-write.h"
#include "sb-practice-xml.h"

#include <string.h>

static const SbPart *
find_part (GPtrArray *parts, const char *prefix, const char *suffix)
{
  g_autofree char *name = g_strconcat (prefix, suffix, NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const SbPart *part = g_ptr_array_index (parts, i);

      if (g_strcmp0 (part->name, name) == 0)
        return part;
    }
  return NULL;
}

/* What is said about the file: JSON or XML, or nothing at all. */
static SbTree *
read_metadata (const SbPart *part, GError **error)
{
  g_autofree char *root = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) bad = NULL;
  SbTree *tree;
  gsize length;
  const char *bytes;

  if (part == NULL)
    return sb_tree_new_object ();
  bytes = g_bytes_get_data (part->bytes, &length);
  text = g_strstrip (g_strndup (bytes != NULL ? bytes : "", length));
  if (text[0] == '<')
    return sb_xml_parse (text, -1, &root, error);
  tree = sb_tree_parse (text, -1, &bad);
  if (tree != NULL && sb_tree_kind (tree) == SB_TREE_OBJECT)
    return tree;
  sb_tree_free (tree);
  sb_fault_set (error, 6040, NULL, "Upload failed : the metadata cannot be read. %s",
                bad != NULL ? bad->message : "no object");
  return NULL;
}

static gboolean
check_file (const SbPart *part, const char *name, GError **error)
{
  static const char *const kinds[]
      = { "ai",  "csv", "doc", "docx", "eps", "gif", "jpeg", "jpg",  "ods", "pdf",
          "png", "rtf", "tif", "tiff", "txt", "xls", "xlsx", "xml", NULL };
  const char *dot = strrchr (name, '.');
  g_autofree char *kind = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);

  if (g_bytes_get_size (part->bytes) == 0)
    sb_fault_set (error, 6041, NULL, "Upload failed : the file %s is empty", name);
  else if (!g_strv_contains (kinds, kind))
    sb_fault_set (error, 6041, NULL, "Upload failed : files of the type of %s are not supported",
                  name);
  else
    return TRUE;
  return FALSE;
}

static char *
plain_type (const SbPart *part)
{
  char *type = g_strdup (part->type != NULL ? part->type : "application/octet-stream");

  type[strcspn (type, "; \t")] = '\0';
  return type;
}

static char *
store_file (SbExchange *x, SbBooks *books, GPtrArray *parts, const SbPart *content,
            const char *suffix, GError **error)
{
  const char *requestid = sb_exchange_query (x, "requestid");
  g_autofree char *key = requestid != NULL ? g_strconcat (requestid, "\nfile", suffix, NULL) : NULL;
  g_autoptr (SbTree) body = read_metadata (find_part (parts, "file_metadata", suffix), error);
  g_autofree char *type = plain_type (content);
  g_autofree char *answer = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (SbTree) made = NULL;
  SbSave save = { .file_size = (gint64) g_bytes_get_size (content->bytes) };

  if (body == NULL)
    return NULL;
  if (sb_tree_get_text (body, "FileName") == NULL)
    sb_tree_set_text (body, "FileName", content->filename != NULL ? content->filename : "file.txt");
  if (sb_tree_get_text (body, "ContentType") == NULL)
    sb_tree_set_text (body, "ContentType", type);
  if (!check_file (content, sb_tree_get_text (body, "FileName"), error))
    return NULL;
  answer = sb_practice_save (x->practice, books, key, sb_entity_named ("Attachable"), &save, body,
                             error);
  if (answer == NULL)
    return NULL;
  whole = g_strconcat ("{", answer, "}", NULL);
  made = sb_tree_parse (whole, -1, NULL);
  if (!sb_files_put (x->practice->files, books->realm,
                     sb_tree_get_text (sb_tree_get (made, "Attachable"), "Id"), content->bytes,
                     error))
    return NULL;
  return g_steal_pointer (&answer);
}

void
sb_practice_handle_upload (SbExchange *x, SbBooks *books)
{
  g_autoptr (GPtrArray) parts
      = sb_multipart_parse (sb_exchange_header (x, "Content-Type"), x->body, x->body_length);
  g_autofree char *time = sb_pacific_format (sb_books_now (books), TRUE);
  GString *out = g_string_new ("{\"AttachableResponse\":[");
  guint files = 0;

  x->entity = g_strdup ("Attachable");
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const SbPart *part = g_ptr_array_index (parts, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SbTree) fault = NULL;
      g_autofree char *answer = NULL;

      if (part->name == NULL || !g_str_has_prefix (part->name, "file_content"))
        continue;
      answer = store_file (x, books, parts, part, part->name + strlen ("file_content"), &error);
      g_string_append (out, files++ > 0 ? ",{" : "{");
      if (answer != NULL)
        g_string_append (out, answer);
      else
        {
          fault = sb_fault_to_tree (error);
          g_string_append (out, "\"Fault\":");
          sb_tree_write (fault, out);
        }
      g_string_append_c (out, '}');
    }
  g_string_append_printf (out, "],\"time\":\"%s\"}", time);
  if (files > 0)
    sb_exchange_reply_json (x, 200, g_string_free (out, FALSE));
  else
    {
      g_autoptr (GError) error = NULL;

      g_string_free (out, TRUE);
      sb_fault_set (&error, 6041, NULL, "Upload failed : the request holds no file");
      sb_exchange_reply_fault (x, error);
    }
}

void
sb_practice_handle_download (SbExchange *x, SbBooks *books, const char *id)
{
  g_autoptr (GError) error = NULL;
  SbObject *object = sb_books_read (books, sb_entity_named ("Attachable"), id, &error);

  if (object != NULL && sb_tree_get (sb_object_body (object), "Size") != NULL)
    {
      sb_exchange_reply (x, 200, "text/plain;charset=utf-8", sb_attachable_link (books, object));
      return;
    }
  if (error == NULL)
    sb_fault_set (&error, 610, NULL, "Object Not Found : the attachment %s has no file", id);
  sb_exchange_reply_fault (x, error);
}

/* The stored type goes into a header, so only what looks like one. */
static const char *
header_type (const SbObject *object)
{
  const char *type = sb_tree_get_text (sb_object_body (object), "ContentType");

  for (const char *at = type; at != NULL && *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("/.+-", *at) == NULL)
      type = NULL;
  return type != NULL && type[0] != '\0' ? type : "application/octet-stream";
}

void
sb_practice_handle_file (SbExchange *x)
{
  const char *realm = x->segments[2];
  const char *id = realm != NULL ? x->segments[3] : NULL;
  const char *until = sb_exchange_query (x, "until");
  SbBooks *books = realm != NULL ? sb_practice_find_company (x->practice, realm) : NULL;
  SbObject *object
      = books != NULL ? sb_books_find (books, sb_entity_named ("Attachable"), id) : NULL;
  GBytes *bytes = NULL;
  gint64 end;

  if (object != NULL && until != NULL
      && g_ascii_string_to_signed (until, 10, 0, G_MAXINT64, &end, NULL)
      && end >= sb_books_now (books) / G_USEC_PER_SEC
      && sb_files_check (x->practice->files, realm, id, end, sb_exchange_query (x, "sign")))
    bytes = sb_files_get (x->practice->files, realm, id);
  if (bytes != NULL)
    sb_exchange_reply_blob (x, header_type (object), bytes);
  else
    sb_exchange_reply (x, 403, "text/plain", g_strdup ("The link is not good, or no longer."));
}
