/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an object holds: a tree while somebody looks at it, else its JSON text, which for most
 * documents lies in the mapped data file. A hundred thousand trees would be a gigabyte. */
#include "sb-practice-books.h"

#include <string.h>

#define PARSED_MOST 256u

static void
note_parsed (SbObject *self)
{
  if (self->parsed || (self->entity->flags & SB_ENTITY_TXN) == 0)
    return;
  self->parsed = TRUE;
  g_ptr_array_add (self->books->parsed, self);
}

SbTree *
sb_object_body (const SbObject *object)
{
  SbObject *self = (SbObject *) object;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text;

  if (self->tree != NULL || self->text == NULL)
    return self->tree;
  text = g_bytes_get_data (self->text, &length);
  self->tree = sb_tree_parse (text, (gssize) length, &error);
  if (self->tree == NULL)
    g_error ("the data file is damaged at %s %" G_GINT64_FORMAT ": %s", self->entity->name,
             self->id, error->message);
  note_parsed (self);
  return self->tree;
}

void
sb_object_set_body (SbObject *self, SbTree *body)
{
  g_clear_pointer (&self->text, g_bytes_unref);
  sb_tree_free (self->tree);
  self->tree = body;
  note_parsed (self);
}

GBytes *
sb_object_text (SbObject *self)
{
  if (self->text == NULL)
    {
      GString *out = g_string_new (NULL);

      sb_tree_write (self->tree, out);
      self->text = g_bytes_new (out->str, out->len);
      g_string_free (out, TRUE);
    }
  return self->text;
}

void
sb_object_set_text (SbObject *self, GBytes *text)
{
  g_return_if_fail (self->tree == NULL && self->text == NULL);

  self->text = g_bytes_ref (text);
}

void
sb_object_forget_body (SbObject *self)
{
  if (self->parsed)
    g_ptr_array_remove_fast (self->books->parsed, self);
  self->parsed = FALSE;
  g_clear_pointer (&self->tree, sb_tree_free);
  g_clear_pointer (&self->text, g_bytes_unref);
}

void
sb_books_rest (SbBooks *books)
{
  if (books->parsed->len <= PARSED_MOST)
    return;
  for (guint i = 0; i < books->parsed->len; i++)
    {
      SbObject *object = g_ptr_array_index (books->parsed, i);

      sb_object_text (object);
      g_clear_pointer (&object->tree, sb_tree_free);
      object->parsed = FALSE;
    }
  g_ptr_array_set_size (books->parsed, 0);
}
