/* SPDX-License-Identifier: GPL-3.0-or-later */

/* json-glib writes 0.1 as 0.10000000000000001, which an accountant's server may round. Numbers here
 * are decimal text from the integer on. */

#include "sb-json-writer.h"

#include <string.h>

#include "sb-decimal.h"

#define MAX_DEPTH 64u

typedef struct
{
  gboolean object;
  gboolean started; /* has a member or an element: a comma comes next */
  gboolean named;   /* a name waits for its value */
} Level;

struct _SbJsonWriter
{
  GString *text; /* (owned) */
  Level levels[MAX_DEPTH + 1]; /* [0] is the document itself */
  unsigned depth;
};

SbJsonWriter *
sb_json_writer_new (void)
{
  SbJsonWriter *self = g_new0 (SbJsonWriter, 1);

  self->text = g_string_new (NULL);
  return self;
}

void
sb_json_writer_free (SbJsonWriter *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
append_quoted (GString *out, const char *text)
{
  g_autofree char *valid = NULL;
  const char *run;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (run = text; *text != '\0'; text++)
    {
      const unsigned char byte = (unsigned char) *text;

      if (byte >= 0x20 && byte != '"' && byte != '\\')
        continue;
      g_string_append_len (out, run, text - run);
      run = text + 1;
      if (byte == '"' || byte == '\\')
        g_string_append_printf (out, "\\%c", byte);
      else if (byte == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_printf (out, "\\u%04x", byte);
    }
  g_string_append (out, run);
  g_string_append_c (out, '"');
}

/* What stands before a value: a comma in an array, nothing after a name. */
static gboolean
begin_value (SbJsonWriter *self)
{
  Level *level;

  g_return_val_if_fail (self != NULL, FALSE);
  level = &self->levels[self->depth];
  g_return_val_if_fail (!level->object || level->named, FALSE);
  g_return_val_if_fail (self->depth > 0 || !level->started, FALSE);

  if (level->started && !level->object)
    g_string_append_c (self->text, ',');
  level->started = TRUE;
  level->named = FALSE;
  return TRUE;
}

static void
begin_container (SbJsonWriter *self, gboolean object)
{
  g_return_if_fail (self != NULL && self->depth < MAX_DEPTH);

  if (!begin_value (self))
    return;
  g_string_append_c (self->text, object ? '{' : '[');
  self->levels[++self->depth] = (Level) { object, FALSE, FALSE };
}

static void
end_container (SbJsonWriter *self, gboolean object)
{
  g_return_if_fail (self != NULL && self->depth > 0);
  g_return_if_fail (self->levels[self->depth].object == object);
  g_return_if_fail (!self->levels[self->depth].named);

  self->depth--;
  g_string_append_c (self->text, object ? '}' : ']');
}

void
sb_json_writer_begin_object (SbJsonWriter *self)
{
  begin_container (self, TRUE);
}

void
sb_json_writer_end_object (SbJsonWriter *self)
{
  end_container (self, TRUE);
}

void
sb_json_writer_begin_array (SbJsonWriter *self)
{
  begin_container (self, FALSE);
}

void
sb_json_writer_end_array (SbJsonWriter *self)
{
  end_container (self, FALSE);
}

void
sb_json_writer_name (SbJsonWriter *self, const char *name)
{
  Level *level;

  g_return_if_fail (self != NULL && name != NULL);
  level = &self->levels[self->depth];
  g_return_if_fail (level->object && !level->named);

  if (level->started)
    g_string_append_c (self->text, ',');
  level->started = TRUE;
  level->named = TRUE;
  append_quoted (self->text, name);
  g_string_append_c (self->text, ':');
}

void
sb_json_writer_string (SbJsonWriter *self, const char *text)
{
  if (!begin_value (self))
    return;
  if (text == NULL)
    g_string_append (self->text, "null");
  else
    append_quoted (self->text, text);
}

void
sb_json_writer_int (SbJsonWriter *self, gint64 value)
{
  if (begin_value (self))
    g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

void
sb_json_writer_boolean (SbJsonWriter *self, gboolean value)
{
  if (begin_value (self))
    g_string_append (self->text, value ? "true" : "false");
}

void
sb_json_writer_null (SbJsonWriter *self)
{
  if (begin_value (self))
    g_string_append (self->text, "null");
}

void
sb_json_writer_decimal (SbJsonWriter *self, gint64 value, unsigned scale, unsigned min_decimals)
{
  g_autofree char *text = sb_decimal_format (value, scale, min_decimals);

  g_return_if_fail (text != NULL);

  if (begin_value (self))
    g_string_append (self->text, text);
}

void
sb_json_writer_raw (SbJsonWriter *self, const char *json)
{
  g_return_if_fail (json != NULL);

  if (begin_value (self))
    g_string_append (self->text, json);
}

void
sb_json_writer_member_string (SbJsonWriter *self, const char *name, const char *text)
{
  sb_json_writer_name (self, name);
  sb_json_writer_string (self, text);
}

void
sb_json_writer_member_int (SbJsonWriter *self, const char *name, gint64 value)
{
  sb_json_writer_name (self, name);
  sb_json_writer_int (self, value);
}

void
sb_json_writer_member_boolean (SbJsonWriter *self, const char *name, gboolean value)
{
  sb_json_writer_name (self, name);
  sb_json_writer_boolean (self, value);
}

void
sb_json_writer_member_money (SbJsonWriter *self, const char *name, gint64 minor,
                             SbCurrency currency)
{
  sb_json_writer_name (self, name);
  sb_json_writer_decimal (self, minor, currency.exponent, currency.exponent);
}

void
sb_json_writer_member_money_text (SbJsonWriter *self, const char *name, gint64 minor,
                                  SbCurrency currency)
{
  g_autofree char *text = sb_decimal_format (minor, currency.exponent, currency.exponent);

  sb_json_writer_name (self, name);
  sb_json_writer_string (self, text);
}

char *
sb_json_writer_finish (SbJsonWriter *self)
{
  char *text;

  g_return_val_if_fail (self != NULL && self->depth == 0 && self->levels[0].started, NULL);

  text = g_string_free (self->text, FALSE);
  self->text = g_string_new (NULL);
  self->levels[0].started = FALSE;
  return text;
}
