/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-pdf.h"

#define PAGE_WIDTH 595
#define PAGE_HEIGHT 842
#define MARGIN 56

struct _SbPdf
{
  GPtrArray *pages; /* GString: what is drawn */
  int top;          /* of the current line, tenths of a point from below */
  int size;         /* tenths of a point */
};

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

SbPdf *
sb_pdf_new (void)
{
  SbPdf *self = g_new0 (SbPdf, 1);

  self->pages = g_ptr_array_new_with_free_func (string_free);
  return self;
}

void
sb_pdf_free (SbPdf *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pages);
  g_free (self);
}

void
sb_pdf_line (SbPdf *self, int size)
{
  self->size = size * 10;
  self->top -= self->size * 14 / 10;
  if (self->pages->len > 0 && self->top >= MARGIN * 10)
    return;
  g_ptr_array_add (self->pages, g_string_new (NULL));
  self->top = (PAGE_HEIGHT - MARGIN) * 10 - self->size;
}

/* Latin 1 in a PDF string; the width is near enough for setting figures flush right. */
static char *
escape (const char *text, int *halves)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);

  *halves = 0;
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      *halves += 1;
      if (c == '(' || c == ')' || c == '\\')
        g_string_append_printf (out, "\\%c", (char) c);
      else if (c < 0x20 || (c > 0x7e && c < 0xa0) || c > 0xff)
        g_string_append_c (out, '?');
      else if (c > 0x7e)
        g_string_append_printf (out, "\\%03o", (guint) c);
      else
        g_string_append_c (out, (char) c);
    }
  return g_string_free (out, FALSE);
}

void
sb_pdf_text (SbPdf *self, int x, gboolean right, const char *text)
{
  int halves;
  g_autofree char *escaped = escape (text, &halves);
  int left = x * 10;

  g_return_if_fail (self->pages->len > 0);

  /* Digits of Helvetica are 0.556 of its size wide. */
  if (right)
    left -= halves * self->size * 556 / 1000;
  g_string_append_printf (g_ptr_array_index (self->pages, self->pages->len - 1),
                          "BT /F1 %d.%d Tf %d.%d %d.%d Td (%s) Tj ET\n", self->size / 10,
                          self->size % 10, MAX (left, 0) / 10, MAX (left, 0) % 10, self->top / 10,
                          self->top % 10, escaped);
}

static void
begin_object (GString *out, GArray *offsets)
{
  gsize offset = out->len;

  g_array_append_val (offsets, offset);
  g_string_append_printf (out, "%u 0 obj\n", offsets->len);
}

/* Objects: 1 catalogue, 2 tree of pages, 3 font, then a page and its content in turn. */
GBytes *
sb_pdf_finish (SbPdf *self)
{
  GString *out = g_string_new ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize table;

  begin_object (out, offsets);
  g_string_append (out, "<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
  begin_object (out, offsets);
  g_string_append (out, "<< /Type /Pages /Kids [");
  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (out, "%u 0 R ", 4 + 2 * i);
  g_string_append_printf (out, "] /Count %u >>\nendobj\n", self->pages->len);
  begin_object (out, offsets);
  g_string_append (out, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
                        "/WinAnsiEncoding >>\nendobj\n");
  for (guint i = 0; i < self->pages->len; i++)
    {
      const GString *content = g_ptr_array_index (self->pages, i);

      begin_object (out, offsets);
      g_string_append_printf (out,
                              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << "
                              "/Font << /F1 3 0 R >> >> /Contents %u 0 R >>\nendobj\n",
                              PAGE_WIDTH, PAGE_HEIGHT, 5 + 2 * i);
      begin_object (out, offsets);
      g_string_append_printf (
          out, "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%sendstream\nendobj\n", content->len,
          content->str);
    }
  table = out->len;
  g_string_append_printf (out, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (out, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (offsets, gsize, i));
  g_string_append_printf (
      out, "trailer\n<< /Size %u /Root 1 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      offsets->len + 1, table);
  return g_string_free_to_bytes (out);
}
