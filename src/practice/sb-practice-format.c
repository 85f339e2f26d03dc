/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which form a caller speaks and wants to be answered: JSON or XML, plain or compressed. */
#include "sb-practice.h"

#include "sb-practice-xml.h"

#include <string.h>

/* QuickBooks answers XML unless JSON is asked for by name; "any type" is not a name. */
static gboolean
wants_json (SbExchange *x)
{
  const char *accept = sb_exchange_header (x, "Accept");

  return (accept != NULL && strstr (accept, "json") != NULL)
         || g_strcmp0 (sb_exchange_query (x, "format"), "json") == 0;
}

static gboolean
is_xml (SbExchange *x)
{
  const char *type = sb_exchange_header (x, "Content-Type");

  return type != NULL && strstr (type, "xml") != NULL && strstr (type, "multipart") == NULL;
}

gboolean
sb_format_read (SbExchange *x, GError **error)
{
  g_autofree char *root = NULL;
  g_autoptr (SbTree) body = NULL;

  if (!is_xml (x) || strcmp (x->method, "POST") != 0 || x->body_length == 0)
    return TRUE;
  body = sb_xml_parse (x->body, (gssize) x->body_length, &root, error);
  if (body == NULL)
    return FALSE;
  g_free (x->body);
  x->body = sb_tree_to_text (body);
  x->body_length = strlen (x->body);
  return TRUE;
}

void
sb_format_answer (SbExchange *x)
{
  g_autoptr (SbTree) answer = NULL;

  if (x->text == NULL || x->type == NULL || strstr (x->type, "json") == NULL || wants_json (x))
    return;
  answer = sb_tree_parse (x->text, -1, NULL);
  if (answer == NULL)
    return;
  g_free (x->text);
  g_free (x->type);
  x->text = sb_xml_from_answer (answer);
  x->type = g_strdup ("application/xml;charset=UTF-8");
}

GBytes *
sb_format_inflate (GBytes *body, const char *encoding, gsize most)
{
  g_autoptr (GZlibDecompressor) inflater = NULL;
  g_autoptr (GInputStream) from = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 buffer[16384];
  gssize got;

  inflater = g_zlib_decompressor_new (g_ascii_strcasecmp (encoding, "gzip") == 0
                                          ? G_ZLIB_COMPRESSOR_FORMAT_GZIP
                                          : G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  stream = g_converter_input_stream_new (from, G_CONVERTER (inflater));
  while ((got = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      g_byte_array_append (out, buffer, (guint) got);
      if (out->len > most)
        return NULL;
    }
  return got < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
