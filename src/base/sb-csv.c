/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-base-error.h"

#define FORMULA "=+-@\t\r"

typedef struct
{
  const char *p;
  const char *end;
  guint line;
} Reader;

void
sb_csv_row_free (SbCsvRow *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

static gboolean
refuse (const Reader *reader, GError **error, const char *message)
{
  g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, _("line %u: %s"), reader->line, message);
  return FALSE;
}

static gboolean
at_cell_end (const Reader *reader)
{
  return reader->p == reader->end || *reader->p == ',' || *reader->p == '\n' ||
         (*reader->p == '\r' && (reader->p + 1 == reader->end || reader->p[1] == '\n'));
}

static gboolean
read_quoted (Reader *reader, GString *cell, GError **error)
{
  guint begin = reader->line;

  for (reader->p++; reader->p < reader->end; reader->p++)
    {
      if (*reader->p == '"')
        {
          reader->p++;
          if (reader->p == reader->end || *reader->p != '"')
            return at_cell_end (reader) ||
                   refuse (reader, error, _("something stands behind a closing quote"));
        }
      if (*reader->p == '\n')
        reader->line++;
      g_string_append_c (cell, *reader->p);
    }
  reader->line = begin;
  return refuse (reader, error, _("a quote is not closed"));
}

/* (transfer full) (nullable) */
static char *
read_cell (Reader *reader, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  if (reader->p < reader->end && *reader->p == '"')
    {
      if (!read_quoted (reader, cell, error))
        return NULL;
    }
  else
    while (!at_cell_end (reader))
      g_string_append_c (cell, *reader->p++);
  if (cell->len > 1 && cell->str[0] == '\'' && strchr (FORMULA, cell->str[1]) != NULL)
    g_string_erase (cell, 0, 1);
  return g_string_free (g_steal_pointer (&cell), FALSE);
}

static void
skip_line_end (Reader *reader)
{
  if (reader->p < reader->end && *reader->p == '\r')
    reader->p++;
  if (reader->p < reader->end && *reader->p == '\n')
    reader->p++;
  reader->line++;
}

static SbCsvRow *
read_row (Reader *reader, GError **error)
{
  g_autoptr (SbCsvRow) row = g_new0 (SbCsvRow, 1);

  row->line = reader->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  while (TRUE)
    {
      char *cell = read_cell (reader, error);

      if (cell == NULL)
        return NULL;
      g_ptr_array_add (row->cells, cell);
      if (row->cells->len > SB_CSV_CELLS_MAX)
        {
          refuse (reader, error, _("too many columns"));
          return NULL;
        }
      if (reader->p == reader->end || *reader->p != ',')
        break;
      reader->p++;
    }
  skip_line_end (reader);
  return g_steal_pointer (&row);
}

static gboolean
check (const char *text, gsize length, GError **error)
{
  const char *bad = NULL;
  Reader reader = { text, text + length, 1 };

  if (length > SB_CSV_MAX)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TOO_LARGE, "%s",
                   _("the file is larger than 64 MiB"));
      return FALSE;
    }
  /* Refuses a NUL, too. */
  if (g_utf8_validate (text, (gssize) length, &bad))
    return TRUE;
  for (const char *p = text; p < bad; p++)
    reader.line += *p == '\n' ? 1 : 0;
  return refuse (&reader, error, _("this is not UTF-8 text; save the file as UTF-8"));
}

GPtrArray *
sb_csv_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_csv_row_free);
  Reader reader = { text, text + length, 1 };

  if (!check (text, length, error))
    return NULL;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.p += 3;
  while (reader.p < reader.end)
    {
      SbCsvRow *row = read_row (&reader, error);

      if (row == NULL)
        return NULL;
      if (row->cells->len == 1 && *(const char *) g_ptr_array_index (row->cells, 0) == '\0')
        sb_csv_row_free (row);
      else
        g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

void
sb_csv_append (GString *out, const char *cell, gboolean is_text)
{
  gboolean formula = is_text && *cell != '\0' && strchr (FORMULA, *cell) != NULL;

  if (!formula && strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}
