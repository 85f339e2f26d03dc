/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-seed.h"

#include "sb-practice-write.h"

#include <gio/gio.h>
#include <string.h>

#define FOLDER "/io/github/stockbook/practice/"

char **
sb_practice_seed_names (void)
{
  g_auto (GStrv) files = g_resources_enumerate_children (FOLDER, 0, NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (g_str_has_prefix (files[i], "seed-"))
      {
        g_autofree char *name = g_strndup (files[i] + 5, strlen (files[i]) - 10);

        g_strv_builder_add (names, name);
      }
  return g_strv_builder_end (names);
}

/* Days in a seed are written relative to the day it is planted: "-30" is thirty days ago. */
static void
set_days (SbTree *body, SbDay today)
{
  static const char *const members[] = { "TxnDate", "DueDate", "InvStartDate" };
  char buffer[SB_DAY_TEXT_SIZE];

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = sb_tree_get_text (body, members[i]);
      gint64 days;

      if (text != NULL && strlen (text) < 8
          && g_ascii_string_to_signed (text, 10, -9999, 9999, &days, NULL))
        sb_tree_set_text (body, members[i], sb_day_format (today + (SbDay) days, buffer));
    }
}

static gboolean
plant (SbBooks *books, const SbEntity *entity, const SbTree *from, GError **error)
{
  SbWriteOptions options = { .trusted = TRUE, .editor = "Pat Miller" };
  g_autoptr (SbTree) body = sb_tree_copy (from);
  g_autoptr (SbTree) answer = NULL;

  set_days (body, sb_practice_time_today (books->time));
  answer = sb_books_write (books, entity, SB_WRITE_SAVE, body, &options, error);
  if (answer != NULL)
    return TRUE;
  g_prefix_error (error, "%s: ", entity->name);
  return FALSE;
}

/* A seed may build on another one: {"base":"us-plus", ..}. */
static SbTree *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER "seed-", name, ".json", NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

  if (bytes == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no seed named %s", name);
      return NULL;
    }
  return sb_tree_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

static gboolean
plant_tree (SbBooks *books, const SbTree *seed, GError **error)
{
  for (guint i = 0; i < sb_tree_length (seed); i++)
    {
      const SbEntity *entity = sb_entity_named (sb_tree_nth_name (seed, i));
      const SbTree *rows = sb_tree_nth (seed, i);

      for (guint j = 0; entity != NULL && j < sb_tree_length (rows); j++)
        if (!plant (books, entity, sb_tree_nth (rows, j), error))
          return FALSE;
    }
  return TRUE;
}

gboolean
sb_practice_seed (SbBooks *books, const char *name, GError **error)
{
  g_autoptr (SbTree) seed = load (name, error);
  const char *base;

  if (seed == NULL)
    return FALSE;
  g_free (books->seed);
  books->seed = g_strdup (name);
  base = sb_tree_get_text (seed, "base");
  if (base != NULL)
    {
      g_autoptr (SbTree) below = load (base, error);

      /* What the seed says of a kind takes the place of what its base says. */
      for (guint i = 0; below != NULL && i < sb_tree_length (seed); i++)
        if (strcmp (sb_tree_nth_name (seed, i), "base") != 0)
          sb_tree_set (below, sb_tree_nth_name (seed, i), sb_tree_copy (sb_tree_nth (seed, i)));
      return below != NULL && plant_tree (books, below, error);
    }
  return plant_tree (books, seed, error);
}
