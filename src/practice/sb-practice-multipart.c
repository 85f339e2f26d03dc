/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsoup's own reader wants CRLF and knows no Content-Transfer-Encoding; QuickBooks is more
 * tolerant, and libraries rely on it. */
#include "sb-practice-multipart.h"

#include <libsoup/soup.h>
#include <string.h>

#define PARTS_MOST 64u

static void
part_free (gpointer data)
{
  SbPart *part = data;

  g_free (part->name);
  g_free (part->filename);
  g_free (part->type);
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_free (part);
}

/* memmem() for bytes that may hold NUL. */
static const char *
find_bytes (const char *at, const char *end, const char *wanted)
{
  gsize length = strlen (wanted);

  while (at + length <= end)
    {
      const char *first = memchr (at, wanted[0], (gsize) (end - at) - length + 1);

      if (first == NULL)
        return NULL;
      if (memcmp (first, wanted, length) == 0)
        return first;
      at = first + 1;
    }
  return NULL;
}

/* The end of the head and the begin of what follows. */
static const char *
find_head_end (const char *at, const char *end, const char **body)
{
  const char *crlf = find_bytes (at, end, "\r\n\r\n");
  const char *lf = find_bytes (at, end, "\n\n");

  if (crlf != NULL && (lf == NULL || crlf < lf))
    {
      *body = crlf + 4;
      return crlf;
    }
  *body = lf != NULL ? lf + 2 : NULL;
  return lf;
}

static char *
base_name (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *back = strrchr (path, '\\');
  const char *last = MAX (slash, back);

  return g_utf8_make_valid (last != NULL ? last + 1 : path, -1);
}

/* Reads the head's lines; TRUE: the body is in base64. */
static gboolean
read_head (SbPart *part, const char *head, gsize length)
{
  g_autofree char *text = g_strndup (head, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 32);
  gboolean base64 = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (g_strstrip (lines[i]), ':');
      g_autoptr (GHashTable) fields = NULL;
      const char *value;

      if (colon == NULL)
        continue;
      *colon = '\0';
      value = g_strstrip (colon + 1);
      if (g_ascii_strcasecmp (lines[i], "Content-Type") == 0)
        part->type = g_strdup (value);
      if (g_ascii_strcasecmp (lines[i], "Content-Transfer-Encoding") == 0)
        base64 = g_ascii_strcasecmp (value, "base64") == 0;
      if (g_ascii_strcasecmp (lines[i], "Content-Disposition") != 0)
        continue;
      fields = soup_header_parse_semi_param_list (value);
      part->name = g_strdup (g_hash_table_lookup (fields, "name"));
      if (g_hash_table_lookup (fields, "filename") != NULL)
        part->filename = base_name (g_hash_table_lookup (fields, "filename"));
    }
  return base64;
}

static SbPart *
read_part (const char *at, const char *end)
{
  SbPart *part;
  const char *body;
  const char *head = find_head_end (at, end, &body);
  gsize length;

  if (head == NULL)
    return NULL;
  /* The line break before the boundary belongs to the boundary. */
  if (end > body && end[-1] == '\n')
    end--;
  if (end > body && end[-1] == '\r')
    end--;
  part = g_new0 (SbPart, 1);
  if (read_head (part, at, (gsize) (head - at)))
    {
      g_autofree char *text = g_strndup (body, (gsize) (end - body));
      guchar *plain = g_base64_decode (text, &length);

      part->bytes = g_bytes_new_take (plain, length);
    }
  else
    part->bytes = g_bytes_new (body, (gsize) (end - body));
  return part;
}

static char *
boundary_of (const char *content_type)
{
  g_autoptr (GHashTable) fields = NULL;
  const char *boundary;

  if (content_type == NULL || !g_str_has_prefix (content_type, "multipart/"))
    return NULL;
  fields = soup_header_parse_semi_param_list (content_type);
  boundary = g_hash_table_lookup (fields, "boundary");
  return boundary != NULL && boundary[0] != '\0' ? g_strconcat ("--", boundary, NULL) : NULL;
}

GPtrArray *
sb_multipart_parse (const char *content_type, const char *body, gsize length)
{
  g_autofree char *boundary = boundary_of (content_type);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  const char *end = body + length;
  const char *at = boundary != NULL ? find_bytes (body, end, boundary) : NULL;

  while (at != NULL && parts->len < PARTS_MOST)
    {
      const char *next;
      SbPart *part;

      at += strlen (boundary);
      if (end - at >= 2 && memcmp (at, "--", 2) == 0)
        return g_steal_pointer (&parts);
      next = find_bytes (at, end, boundary);
      part = next != NULL ? read_part (at, next) : NULL;
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
      at = next;
    }
  return NULL;
}
