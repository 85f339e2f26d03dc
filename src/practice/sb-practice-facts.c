/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-facts.h"

#include "sb-practice-entities.h"
#include "sb-practice-inventory.h"

#include <string.h>

/* ---- out ---- */

static void
write_object (const SbObject *object, GString *out)
{
  if (object == NULL)
    g_string_append_c (out, '-');
  else
    g_string_append_printf (out, "%s.%" G_GINT64_FORMAT, object->entity->name, object->id);
}

static void
write_text (const char *text, GString *out)
{
  g_autofree char *escaped = NULL;

  if (text == NULL || text[0] == '\0')
    {
      g_string_append_c (out, '-');
      return;
    }
  if (strcmp (text, "-") == 0)
    {
      g_string_append (out, "%2D");
      return;
    }
  escaped = g_uri_escape_string (text, NULL, TRUE);
  g_string_append (out, escaped);
}

static void
write_postings (const SbObject *object, GString *out)
{
  gboolean first = TRUE;

  for (guint i = 0; object->postings != NULL && i < object->postings->len; i++)
    {
      const SbPosting *posting = g_ptr_array_index (object->postings, i);

      if (posting->item != NULL)
        continue;
      g_string_append_printf (out, "%s%" G_GINT64_FORMAT " ", first ? "" : ";",
                              posting->account->id);
      write_object (posting->party, out);
      g_string_append_printf (out, " %" G_GINT64_FORMAT " ", posting->cents);
      write_text (posting->memo, out);
      first = FALSE;
    }
}

void
sb_facts_write (const SbObject *object, GString *out)
{
  g_string_append_printf (out, "%d %" G_GINT64_FORMAT " ", (int) object->day, object->total);
  write_object (object->party, out);
  g_string_append_c (out, ' ');
  write_text (object->number, out);
  g_string_append_c (out, '|');
  write_postings (object, out);
  g_string_append_c (out, '|');
  for (guint i = 0; object->links != NULL && i < object->links->len; i++)
    {
      const SbLink *link = &g_array_index (object->links, SbLink, i);

      if (i > 0)
        g_string_append_c (out, ';');
      write_object (link->object, out);
      g_string_append_printf (out, " %" G_GINT64_FORMAT, link->cents);
    }
  g_string_append_c (out, '|');
  for (guint i = 0; object->moves != NULL && i < object->moves->len; i++)
    {
      const SbMove *move = &g_array_index (object->moves, SbMove, i);

      g_string_append_printf (out,
                              "%s%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d",
                              i > 0 ? ";" : "", move->item->id, move->quantity, move->cents,
                              move->priced);
    }
}

/* ---- in ---- */

typedef struct
{
  SbBooks *books;
  const char *at;
  gboolean bad;
} FactReader;

static gint64
read_number (FactReader *reader)
{
  char *end;
  gint64 value = g_ascii_strtoll (reader->at, &end, 10);

  reader->bad |= end == reader->at;
  reader->at = *end == ' ' ? end + 1 : end;
  return value;
}

/* (nullable) */
static SbObject *
read_object (FactReader *reader)
{
  char name[40];
  gsize length = strcspn (reader->at, ". ;|");
  const SbEntity *entity;
  SbObject *object;
  gint64 id;

  if (reader->at[0] == '-')
    {
      reader->at += reader->at[1] == ' ' ? 2 : 1;
      return NULL;
    }
  if (length >= sizeof name || reader->at[length] != '.')
    {
      reader->bad = TRUE;
      return NULL;
    }
  memcpy (name, reader->at, length);
  name[length] = '\0';
  reader->at += length + 1;
  id = read_number (reader);
  entity = sb_entity_named (name);
  object = entity != NULL ? sb_books_find_id (reader->books, entity, id) : NULL;
  reader->bad |= object == NULL;
  return object;
}

/* (transfer full) (nullable) */
static char *
read_text (FactReader *reader)
{
  const char *start = reader->at;
  gsize length = strcspn (start, " ;|");

  reader->at += start[length] == ' ' ? length + 1 : length;
  if (length == 1 && start[0] == '-')
    return NULL;
  return g_uri_unescape_segment (start, start + length, NULL);
}

/* Whether a list has another element; steps over what stands between. */
static gboolean
has_more (FactReader *reader)
{
  if (reader->at[0] == ';')
    reader->at++;
  if (reader->bad || reader->at[0] == '\0')
    return FALSE;
  if (reader->at[0] != '|')
    return TRUE;
  reader->at++;
  return FALSE;
}

gboolean
sb_facts_read_head (SbBooks *books, SbObject *object, const char *facts)
{
  FactReader reader = { books, facts, FALSE };
  g_autofree char *number = NULL;

  object->day = (SbDay) read_number (&reader);
  object->total = read_number (&reader);
  reader.at += strcspn (reader.at, " |");
  if (reader.at[0] != ' ')
    return FALSE;
  reader.at++;
  number = read_text (&reader);
  sb_object_set_number (object, number);
  return !reader.bad;
}

gboolean
sb_facts_read_effects (SbBooks *books, SbObject *object, const char *facts)
{
  FactReader reader = { books, facts, FALSE };
  const SbEntity *accounts = sb_entity_named ("Account");
  const SbEntity *items = sb_entity_named ("Item");

  read_number (&reader);
  read_number (&reader);
  sb_object_set_party (object, read_object (&reader));
  reader.at += strcspn (reader.at, "|");
  reader.at += reader.at[0] == '|';
  while (has_more (&reader))
    {
      SbObject *account = sb_books_find_id (books, accounts, read_number (&reader));
      SbObject *party = read_object (&reader);
      gint64 cents = read_number (&reader);
      g_autofree char *memo = read_text (&reader);

      if (account == NULL || reader.bad)
        return FALSE;
      sb_books_post (object, account, party, cents, memo);
    }
  while (has_more (&reader))
    {
      SbObject *target = read_object (&reader);
      gint64 cents = read_number (&reader);

      if (target == NULL || reader.bad)
        return FALSE;
      sb_books_link (object, target, cents);
    }
  while (has_more (&reader))
    {
      SbMove move = { .item = sb_books_find_id (books, items, read_number (&reader)) };

      move.quantity = read_number (&reader);
      move.cents = read_number (&reader);
      move.priced = read_number (&reader) != 0;
      if (move.item == NULL || reader.bad)
        return FALSE;
      sb_inventory_add_move (object, &move);
    }
  return !reader.bad;
}
