/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON text in and out. Strict, because a lenient stand-in hides what QBO would refuse. */
#include "sb-practice-tree.h"

#include <gio/gio.h>
#include <string.h>

/* ---- text in ---- */

typedef struct
{
  const char *text;
  const char *at;
  const char *end;
  const char *const *raw; /* (nullable) members to be stepped over */
  guint depth;
} TreeParser;

static SbTree *parse_value (TreeParser *p, GError **error);

static SbTree *
parse_fail (TreeParser *p, GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s at offset %" G_GSIZE_FORMAT, what,
               (gsize) (p->at - p->text));
  return NULL;
}

static void
skip_blanks (TreeParser *p)
{
  while (p->at < p->end
         && (*p->at == ' ' || *p->at == '\t' || *p->at == '\r' || *p->at == '\n'))
    p->at++;
}

static gboolean
parse_hex4 (TreeParser *p, gunichar *unit)
{
  gunichar value = 0;

  if (p->end - p->at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++, p->at++)
    {
      if (!g_ascii_isxdigit (*p->at))
        return FALSE;
      value = value * 16 + (gunichar) g_ascii_xdigit_value (*p->at);
    }
  *unit = value;
  return TRUE;
}

static gboolean
parse_unicode_escape (TreeParser *p, GString *out)
{
  gunichar high;
  gunichar low;

  if (!parse_hex4 (p, &high))
    return FALSE;
  if (high >= 0xd800 && high < 0xdc00)
    {
      if (p->end - p->at < 6 || p->at[0] != '\\' || p->at[1] != 'u')
        return FALSE;
      p->at += 2;
      if (!parse_hex4 (p, &low) || low < 0xdc00 || low > 0xdfff)
        return FALSE;
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  else if (high == 0 || (high >= 0xdc00 && high <= 0xdfff))
    return FALSE;
  g_string_append_unichar (out, high);
  return TRUE;
}

static gboolean
parse_escape (TreeParser *p, GString *out)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;
  char c;

  if (p->at >= p->end)
    return FALSE;
  c = *p->at++;
  if (c == 'u')
    return parse_unicode_escape (p, out);
  found = c != '\0' ? strchr (from, c) : NULL;
  if (found == NULL)
    return FALSE;
  g_string_append_c (out, to[found - from]);
  return TRUE;
}

static char *
parse_string (TreeParser *p, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  p->at++;
  while (p->at < p->end && *p->at != '"')
    {
      const char *plain = p->at;

      while (p->at < p->end && *p->at != '"' && *p->at != '\\' && (guchar) *p->at >= 0x20)
        p->at++;
      g_string_append_len (out, plain, p->at - plain);
      if (p->at >= p->end || *p->at == '"')
        break;
      if (*p->at++ != '\\' || !parse_escape (p, out))
        {
          parse_fail (p, error, "bad character in string");
          return NULL;
        }
    }
  if (p->at >= p->end)
    {
      parse_fail (p, error, "unfinished string");
      return NULL;
    }
  p->at++;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gsize
digits (const char *at)
{
  gsize count = 0;

  while (g_ascii_isdigit (at[count]))
    count++;
  return count;
}

/* -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? and nothing else */
static gboolean
is_number (const char *at)
{
  at += *at == '-';
  if (digits (at) == 0 || (at[0] == '0' && digits (at) > 1))
    return FALSE;
  at += digits (at);
  if (*at == '.')
    {
      if (digits (++at) == 0)
        return FALSE;
      at += digits (at);
    }
  if (*at == 'e' || *at == 'E')
    {
      at++;
      at += *at == '+' || *at == '-';
      if (digits (at) == 0)
        return FALSE;
      at += digits (at);
    }
  return *at == '\0';
}

static SbTree *
parse_number (TreeParser *p, GError **error)
{
  char text[48];
  const char *start = p->at;
  gsize length;

  while (p->at < p->end
         && (g_ascii_isalnum (*p->at) || *p->at == '+' || *p->at == '-' || *p->at == '.'))
    p->at++;
  length = (gsize) (p->at - start);
  if (length > 40)
    return parse_fail (p, error, "bad value");
  memcpy (text, start, length);
  text[length] = '\0';
  return is_number (text) ? sb_tree_new_number (text) : parse_fail (p, error, "bad value");
}

static SbTree *
parse_array (TreeParser *p, GError **error)
{
  g_autoptr (SbTree) array = sb_tree_new_array ();

  p->at++;
  skip_blanks (p);
  if (p->at < p->end && *p->at == ']')
    {
      p->at++;
      return g_steal_pointer (&array);
    }
  while (TRUE)
    {
      SbTree *value = parse_value (p, error);

      if (value == NULL)
        return NULL;
      sb_tree_append (array, value);
      skip_blanks (p);
      if (p->at >= p->end || (*p->at != ',' && *p->at != ']'))
        return parse_fail (p, error, "expected , or ]");
      if (*p->at++ == ']')
        return g_steal_pointer (&array);
    }
}

/* A value whose length was said before it; without that it is read like any other. */
static SbTree *
parse_raw (TreeParser *p, const SbTree *object, GError **error)
{
  gint64 size = sb_tree_get_decimal (object, "size", 0);
  const char *start = p->at;

  if (sb_tree_get (object, "size") == NULL)
    return parse_value (p, error);
  if (size <= 0 || size >= p->end - p->at || (p->at[size] != '}' && p->at[size] != ','))
    return parse_fail (p, error, "wrong size");
  p->at += size;
  return sb_tree_new_raw (start, (gsize) size);
}

static gboolean
parse_member (TreeParser *p, SbTree *object, GError **error)
{
  g_autofree char *name = NULL;
  SbTree *value;

  skip_blanks (p);
  if (p->at >= p->end || *p->at != '"')
    return parse_fail (p, error, "expected a member name") != NULL;
  name = parse_string (p, error);
  if (name == NULL)
    return FALSE;
  skip_blanks (p);
  if (p->at >= p->end || *p->at++ != ':')
    return parse_fail (p, error, "expected :") != NULL;
  if (strlen (name) > 128 || sb_tree_get (object, name) != NULL)
    return parse_fail (p, error, "member given twice") != NULL;
  value = p->raw != NULL && g_strv_contains (p->raw, name) ? parse_raw (p, object, error)
                                                           : parse_value (p, error);
  if (value == NULL)
    return FALSE;
  sb_tree_set (object, name, value);
  return TRUE;
}

static SbTree *
parse_object (TreeParser *p, GError **error)
{
  g_autoptr (SbTree) object = sb_tree_new_object ();

  p->at++;
  skip_blanks (p);
  if (p->at < p->end && *p->at == '}')
    {
      p->at++;
      return g_steal_pointer (&object);
    }
  while (TRUE)
    {
      if (!parse_member (p, object, error))
        return NULL;
      skip_blanks (p);
      if (p->at >= p->end || (*p->at != ',' && *p->at != '}'))
        return parse_fail (p, error, "expected , or }");
      if (*p->at++ == '}')
        return g_steal_pointer (&object);
    }
}

static SbTree *
parse_word (TreeParser *p, GError **error)
{
  gsize left = (gsize) (p->end - p->at);

  if (left >= 4 && strncmp (p->at, "true", 4) == 0)
    {
      p->at += 4;
      return sb_tree_new_boolean (TRUE);
    }
  if (left >= 5 && strncmp (p->at, "false", 5) == 0)
    {
      p->at += 5;
      return sb_tree_new_boolean (FALSE);
    }
  if (left >= 4 && strncmp (p->at, "null", 4) == 0)
    {
      p->at += 4;
      return sb_tree_new_null ();
    }
  return parse_number (p, error);
}

static SbTree *
parse_value (TreeParser *p, GError **error)
{
  SbTree *value = NULL;

  skip_blanks (p);
  if (p->at >= p->end)
    return parse_fail (p, error, "unexpected end");
  if (p->depth++ >= SB_TREE_MAX_DEPTH)
    return parse_fail (p, error, "nested too deeply");
  if (*p->at == '{')
    value = parse_object (p, error);
  else if (*p->at == '[')
    value = parse_array (p, error);
  else if (*p->at == '"')
    {
      g_autofree char *text = parse_string (p, error);

      if (text != NULL)
        value = sb_tree_new_string (text);
    }
  else
    value = parse_word (p, error);
  p->depth--;
  return value;
}

static SbTree *
parse_whole (TreeParser *p, GError **error)
{
  g_autoptr (SbTree) value = parse_value (p, error);

  if (value == NULL)
    return NULL;
  skip_blanks (p);
  if (p->at != p->end)
    return parse_fail (p, error, "text after the value");
  return g_steal_pointer (&value);
}

SbTree *
sb_tree_parse (const char *text, gssize length, GError **error)
{
  TreeParser p = { .text = text, .at = text };

  p.end = text + (length < 0 ? (gssize) strlen (text) : length);
  if (!g_utf8_validate (text, p.end - text, NULL))
    return parse_fail (&p, error, "not UTF-8");
  return parse_whole (&p, error);
}

SbTree *
sb_tree_parse_record (const char *text, gsize length, const char *const *raw, GError **error)
{
  TreeParser p = { .text = text, .at = text, .end = text + length, .raw = raw };

  return parse_whole (&p, error);
}

/* ---- text out ---- */

static void
write_string (const char *text, GString *out)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || *c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, *c);
        }
      else if (*c == '\n')
        g_string_append (out, "\\n");
      else if ((guchar) *c < 0x20 || *c == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *c);
      else
        g_string_append_c (out, *c);
    }
  g_string_append_c (out, '"');
}

void
sb_tree_write (const SbTree *self, GString *out)
{
  switch (sb_tree_kind (self))
    {
    case SB_TREE_BOOLEAN:
      g_string_append (out, sb_tree_truth (self) ? "true" : "false");
      break;
    case SB_TREE_NUMBER:
      g_string_append (out, sb_tree_text (self));
      break;
    case SB_TREE_STRING:
      write_string (sb_tree_text (self), out);
      break;
    case SB_TREE_ARRAY:
    case SB_TREE_OBJECT:
      g_string_append_c (out, sb_tree_kind (self) == SB_TREE_ARRAY ? '[' : '{');
      for (guint i = 0; i < sb_tree_length (self); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          if (sb_tree_kind (self) == SB_TREE_OBJECT)
            {
              write_string (sb_tree_nth_name (self, i), out);
              g_string_append_c (out, ':');
            }
          sb_tree_write (sb_tree_nth (self, i), out);
        }
      g_string_append_c (out, sb_tree_kind (self) == SB_TREE_ARRAY ? ']' : '}');
      break;
    case SB_TREE_NULL:
    case SB_TREE_RAW:
    default:
      g_string_append (out, "null");
      break;
    }
}

char *
sb_tree_to_text (const SbTree *self)
{
  GString *out = g_string_new (NULL);

  sb_tree_write (self, out);
  return g_string_free (out, FALSE);
}
