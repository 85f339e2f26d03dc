/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-json-check.h"

#include <string.h>

#include "sb-base-error.h"

typedef struct
{
  const char *start;
  const char *cursor;
  const char *end;
  unsigned depth;
  unsigned max_depth;
  guint64 objects; /* bit d: the container at depth d is an object */
  GError **error;
} Check;

static gboolean
refuse (Check *c, int code, const char *what)
{
  g_set_error (c->error, SB_BASE_ERROR, code, "JSON byte %" G_GSIZE_FORMAT ": %s",
               (gsize) (c->cursor - c->start), what);
  return FALSE;
}

static char
peek (const Check *c)
{
  return c->cursor < c->end ? *c->cursor : '\0';
}

static void
skip_blanks (Check *c)
{
  while (c->cursor < c->end && strchr (" \t\n\r", *c->cursor) != NULL && *c->cursor != '\0')
    c->cursor++;
}

/* Four hexadecimal digits at the cursor, or -1. */
static int
take_hex (Check *c)
{
  int value = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (c));

      if (digit < 0)
        return -1;
      value = value * 16 + digit;
      c->cursor++;
    }
  return value;
}

/* The cursor stands behind "\u". */
static gboolean
take_unicode_escape (Check *c)
{
  int unit = take_hex (c);

  if (unit <= 0)
    return refuse (c, SB_BASE_ERROR_FORMAT, unit < 0 ? "bad escape" : "NUL character");
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || peek (c) != '\\' || c->end - c->cursor < 2 || c->cursor[1] != 'u')
    return refuse (c, SB_BASE_ERROR_FORMAT, "half a surrogate pair");
  c->cursor += 2;
  unit = take_hex (c);
  if (unit < 0xdc00 || unit > 0xdfff)
    return refuse (c, SB_BASE_ERROR_FORMAT, "half a surrogate pair");
  return TRUE;
}

/* The cursor stands on the opening quote. */
static gboolean
take_string (Check *c)
{
  c->cursor++;
  while (c->cursor < c->end && *c->cursor != '"')
    {
      unsigned char byte = (unsigned char) *c->cursor;

      if (byte < 0x20)
        return refuse (c, SB_BASE_ERROR_FORMAT, "control character in a string");
      c->cursor++;
      if (byte != '\\')
        continue;
      if (peek (c) == '\0' || strchr ("\"\\/bfnrtu", peek (c)) == NULL)
        return refuse (c, SB_BASE_ERROR_FORMAT, "bad escape");
      if (*c->cursor++ == 'u' && !take_unicode_escape (c))
        return FALSE;
    }
  if (c->cursor >= c->end)
    return refuse (c, SB_BASE_ERROR_FORMAT, "unfinished string");
  c->cursor++;
  return TRUE;
}

static gboolean
take_digits (Check *c)
{
  if (!g_ascii_isdigit (peek (c)))
    return refuse (c, SB_BASE_ERROR_FORMAT, "digit expected");
  while (g_ascii_isdigit (peek (c)))
    c->cursor++;
  return TRUE;
}

static gboolean
integer_fits (const char *digits, gsize n)
{
  char text[24];

  if (n >= sizeof text)
    return FALSE;
  memcpy (text, digits, n);
  text[n] = '\0';
  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

static gboolean
take_number (Check *c)
{
  const char *start = c->cursor;
  gboolean fraction = FALSE;

  if (peek (c) == '-')
    c->cursor++;
  if (peek (c) == '0')
    {
      c->cursor++;
      if (g_ascii_isdigit (peek (c)))
        return refuse (c, SB_BASE_ERROR_FORMAT, "number with a leading zero");
    }
  else if (!take_digits (c))
    return FALSE;
  if (peek (c) == '.')
    {
      fraction = TRUE;
      c->cursor++;
      if (!take_digits (c))
        return FALSE;
    }
  if (peek (c) == 'e' || peek (c) == 'E')
    {
      fraction = TRUE;
      c->cursor++;
      if (peek (c) == '+' || peek (c) == '-')
        c->cursor++;
      if (!take_digits (c))
        return FALSE;
    }
  if (!fraction && !integer_fits (start, (gsize) (c->cursor - start)))
    return refuse (c, SB_BASE_ERROR_RANGE, "integer is too large");
  return TRUE;
}

static gboolean
take_word (Check *c)
{
  static const char *const words[] = { "true", "false", "null" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i]);

      if ((gsize) (c->end - c->cursor) >= n && memcmp (c->cursor, words[i], n) == 0)
        {
          c->cursor += n;
          return TRUE;
        }
    }
  return refuse (c, SB_BASE_ERROR_FORMAT, "value expected");
}

/* A member's name and colon; the cursor then stands before the value. */
static gboolean
take_name (Check *c)
{
  skip_blanks (c);
  if (peek (c) != '"')
    return refuse (c, SB_BASE_ERROR_FORMAT, "member name expected");
  if (!take_string (c))
    return FALSE;
  skip_blanks (c);
  if (peek (c) != ':')
    return refuse (c, SB_BASE_ERROR_FORMAT, "colon expected");
  c->cursor++;
  return TRUE;
}

static gboolean
in_object (const Check *c)
{
  return c->depth > 0 && (c->objects >> (c->depth - 1) & 1) != 0;
}

/* Enters the container at the cursor. @opened: whether it has content, so that a value follows. */
static gboolean
open_container (Check *c, gboolean *opened)
{
  gboolean object = *c->cursor == '{';

  if (c->depth >= c->max_depth)
    return refuse (c, SB_BASE_ERROR_TOO_LARGE, "nested too deep");
  c->cursor++;
  skip_blanks (c);
  *opened = peek (c) != (object ? '}' : ']');
  if (!*opened)
    {
      c->cursor++;
      return TRUE;
    }
  c->objects = (c->objects & ~(G_GUINT64_CONSTANT (1) << c->depth)) | (guint64) object << c->depth;
  c->depth++;
  return !object || take_name (c);
}

/* After a value: leaves what ends here. @more: whether a comma says that a value follows. */
static gboolean
close_containers (Check *c, gboolean *more)
{
  *more = FALSE;
  for (skip_blanks (c); c->depth > 0; skip_blanks (c))
    {
      if (peek (c) == ',')
        {
          c->cursor++;
          *more = TRUE;
          return !in_object (c) || take_name (c);
        }
      if (peek (c) != (in_object (c) ? '}' : ']'))
        return refuse (c, SB_BASE_ERROR_FORMAT, "comma or end expected");
      c->cursor++;
      c->depth--;
    }
  return TRUE;
}

/* One value. @opened: it is a container with content. */
static gboolean
take_value (Check *c, gboolean *opened)
{
  *opened = FALSE;
  skip_blanks (c);
  switch (peek (c))
    {
    case '{':
    case '[':
      return open_container (c, opened);
    case '"':
      return take_string (c);
    case '-':
    case '0': case '1': case '2': case '3': case '4':
    case '5': case '6': case '7': case '8': case '9':
      return take_number (c);
    default:
      return take_word (c);
    }
}

gboolean
sb_json_check (const char *text, gsize length, unsigned max_depth, GError **error)
{
  Check c = { text, text, text + length, 0, max_depth, 0, error };
  gboolean expecting = TRUE;
  guint values = 0;

  g_return_val_if_fail (text != NULL && max_depth <= 64, FALSE);

  while (expecting)
    {
      gboolean opened;

      if (++values > SB_JSON_MAX_VALUES)
        return refuse (&c, SB_BASE_ERROR_TOO_LARGE, "too many values");
      if (!take_value (&c, &opened) || (!opened && !close_containers (&c, &expecting)))
        return FALSE;
    }
  if (c.cursor != c.end)
    return refuse (&c, SB_BASE_ERROR_FORMAT, "text after the end");
  return TRUE;
}
