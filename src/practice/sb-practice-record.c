/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-record.h"

#include "sb-practice-entities.h"
#include "sb-practice-facts.h"
#include "sb-practice-inventory.h"

#include <string.h>

/* ---- out ---- */

void
sb_record_write (SbObject *object, GString *out)
{
  GBytes *text = sb_object_text (object);
  gsize length;
  const char *body = g_bytes_get_data (text, &length);
  g_autoptr (SbTree) editor = sb_tree_new_string (object->editor);

  g_string_append_printf (out,
                          "{\"e\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"tok\":%" G_GINT64_FORMAT
                          ",\"ct\":%" G_GINT64_FORMAT ",\"ut\":%" G_GINT64_FORMAT ",\"by\":",
                          object->entity->name, object->id, object->token, object->created,
                          object->updated);
  sb_tree_write (editor, out);
  if ((object->entity->flags & SB_ENTITY_TXN) != 0)
    {
      g_string_append (out, ",\"f\":\"");
      sb_facts_write (object, out);
      g_string_append_c (out, '"');
    }
  g_string_append_printf (out, ",\"size\":%" G_GSIZE_FORMAT ",\"body\":", length);
  g_string_append_len (out, body, (gssize) length);
  g_string_append_c (out, '}');
}

void
sb_record_write_deletion (const SbEntity *entity, gint64 id, gint64 at, GString *out)
{
  g_string_append_printf (
      out, "{\"e\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"gone\":%" G_GINT64_FORMAT "}", entity->name,
      id, at);
}

static GString *
pending (SbBooks *books)
{
  if (books->pending != NULL && books->pending->len > 0)
    g_string_append_c (books->pending, ',');
  return books->pending;
}

void
sb_record_object (SbBooks *books, SbObject *object)
{
  GString *out = pending (books);

  if (out != NULL)
    sb_record_write (object, out);
}

void
sb_record_deletion (SbBooks *books, SbObject *object)
{
  GString *out = pending (books);

  if (out != NULL)
    sb_record_write_deletion (object->entity, object->id, sb_books_now (books), out);
}

void
sb_record_write_touched (SbBooks *books, GString *out)
{
  for (guint i = 0; i < books->touched->len; i++)
    {
      SbObject *object = g_ptr_array_index (books->touched, i);

      object->touched = FALSE;
      g_string_append_printf (
          out, "%s%s.%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, i > 0 ? ";" : "",
          object->entity->name, object->id, object->updated, object->token);
    }
  g_ptr_array_set_size (books->touched, 0);
}

/* ---- in ---- */

void
sb_record_read_touched (SbBooks *books, const char *touched)
{
  while (touched[0] != '\0')
    {
      gsize length = strcspn (touched, ".");
      g_autofree char *name = g_strndup (touched, length);
      const SbEntity *entity = sb_entity_named (name);
      char *at = (char *) touched + length + (touched[length] == '.');
      gint64 id = g_ascii_strtoll (at, &at, 10);
      gint64 updated = g_ascii_strtoll (at, &at, 10);
      gint64 token = g_ascii_strtoll (at, &at, 10);
      SbObject *object = entity != NULL ? sb_books_find_id (books, entity, id) : NULL;

      if (object != NULL)
        {
          object->updated = updated;
          object->token = token;
        }
      touched = at + strcspn (at, ";");
      touched += touched[0] == ';';
    }
}

static gint64
whole (const SbTree *row, const char *name)
{
  return sb_tree_get_decimal (row, name, 0);
}

/* Content as it lies in the file. */
static void
take_body (SbObject *object, const SbTree *row, GBytes *file)
{
  g_autoptr (GBytes) text = sb_tree_raw_bytes (sb_tree_get (row, "body"), file);

  sb_object_forget_body (object);
  sb_object_set_text (object, text);
}

static void
read_deletion (SbBooks *books, const SbEntity *entity, const SbTree *row, gboolean snapshot)
{
  SbObject *object = sb_books_find_id (books, entity, whole (row, "id"));

  if (snapshot)
    sb_books_note_deletion (books, entity, whole (row, "id"), whole (row, "gone"));
  else if (object != NULL)
    {
      books->moment = whole (row, "gone");
      sb_books_delete (books, object);
    }
}

gboolean
sb_record_read (SbBooks *books, const SbTree *row, GBytes *file, gboolean snapshot)
{
  const SbEntity *entity = sb_entity_named (sb_tree_get_text (row, "e"));
  const char *facts = sb_tree_get_text (row, "f");
  SbObject *object = entity != NULL ? sb_books_find_id (books, entity, whole (row, "id")) : NULL;
  gboolean fresh = object == NULL;

  if (entity == NULL)
    return FALSE;
  if (sb_tree_get (row, "gone") != NULL)
    {
      read_deletion (books, entity, row, snapshot);
      return TRUE;
    }
  books->moment = whole (row, "ut");
  if (fresh)
    object = sb_books_new_object (books, entity);
  else
    sb_books_withdraw (books, object);
  object->id = whole (row, "id");
  object->created = whole (row, "ct");
  sb_object_set_editor (object, sb_tree_get_text (row, "by"));
  take_body (object, row, file);
  sb_inventory_forget (books, object);
  if (fresh)
    sb_books_insert (books, object, facts);
  else
    sb_books_reinstate (books, object, facts);
  if (snapshot)
    object->facts = facts != NULL ? g_strdup (facts) : NULL;
  else
    sb_books_apply (books, object, facts);
  object->token = whole (row, "tok");
  object->updated = whole (row, "ut");
  return TRUE;
}

void
sb_record_apply (SbBooks *books)
{
  for (guint i = 0; i < sb_entity_count (); i++)
    {
      GPtrArray *rows = sb_books_table (books, sb_entity_at (i))->rows;

      for (guint j = 0; j < rows->len; j++)
        {
          SbObject *object = g_ptr_array_index (rows, j);

          sb_books_apply (books, object, object->facts);
          g_clear_pointer (&object->facts, g_free);
        }
    }
}
