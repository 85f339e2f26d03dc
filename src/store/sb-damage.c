/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite checks a table with its indexes at a time and tells of pages; what belongs to no table is
 * found by the check of the whole file. */

#include "sb-damage.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "sb-database-private.h"
#include "sb-store-error-private.h"

#define MOST_TOLD 100

static const char SQL_TABLES[] =
  "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
static const char SQL_CHECK_TABLE[] =
  "SELECT integrity_check FROM pragma_integrity_check (:table)";
static const char SQL_CHECK[] = "PRAGMA integrity_check (100)";

void
sb_damage_free (SbDamage *self)
{
  g_free (self->table);
  g_free (self->text);
  g_free (self);
}

static GPtrArray *
list_tables (SbDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SbStatement) st = sb_database_prepare (database, SQL_TABLES, error);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    g_ptr_array_add (tables, g_strdup (sb_statement_text_at (st, 0)));
  return step == SB_STEP_DONE ? g_steal_pointer (&tables) : NULL;
}

/* The number after @word, or 0. */
static gint64
number_after (const char *line, const char *word)
{
  const char *place = strstr (line, word);

  return place != NULL ? (gint64) g_ascii_strtoull (place + strlen (word), NULL, 10) : 0;
}

/* "Page 82: ...", "On tree page 7 cell 2: ...", "Tree 7 page 9 cell 2: ..." */
static gint64
page_of_line (const char *line)
{
  gint64 page = number_after (line, "page ");

  return page != 0 ? page : number_after (line, "Page ");
}

static gboolean
is_told (GPtrArray *list, const char *line)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (((const SbDamage *) g_ptr_array_index (list, i))->text, line) == 0)
      return TRUE;
  return FALSE;
}

static void
add_lines (GPtrArray *list, const char *table, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL && list->len < MOST_TOLD; line++)
    {
      SbDamage *damage;

      if (**line == '\0' || strcmp (*line, "ok") == 0 || g_str_has_prefix (*line, "***") ||
          is_told (list, *line))
        continue;
      damage = g_new0 (SbDamage, 1);
      damage->page = page_of_line (*line);
      damage->table = g_strdup (table);
      damage->text = g_strdup (*line);
      g_ptr_array_add (list, damage);
    }
}

/* @table: (nullable): the whole file. */
static gboolean
check (SbDatabase *database, const char *table, GPtrArray *list, GError **error)
{
  g_autoptr (GError) broken = NULL;
  g_autoptr (SbStatement) st = NULL;
  SbStep step;

  st = sb_database_prepare (database, table != NULL ? SQL_CHECK_TABLE : SQL_CHECK, error);
  if (st == NULL || (table != NULL && !sb_statement_bind_text (st, ":table", table, error)))
    return FALSE;
  while ((step = sb_statement_step (st, &broken)) == SB_STEP_ROW)
    add_lines (list, table, sb_statement_text_at (st, 0));
  if (step == SB_STEP_DONE)
    return TRUE;
  if (!g_error_matches (broken, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT))
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  /* So damaged that the check itself stumbled. */
  add_lines (list, table, broken->message);
  return TRUE;
}

GPtrArray *
sb_damage_list (SbDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_damage_free);
  g_autoptr (GPtrArray) tables = NULL;

  g_return_val_if_fail (SB_IS_DATABASE (database), NULL);

  tables = list_tables (database, error);
  if (tables == NULL)
    return NULL;
  for (guint i = 0; i < tables->len; i++)
    if (!check (database, g_ptr_array_index (tables, i), list, error))
      return NULL;
  return check (database, NULL, list, error) ? g_steal_pointer (&list) : NULL;
}

char *
sb_damage_describe (const SbDamage *self)
{
  g_autofree char *page = g_strdup_printf ("%" PRId64, self->page);

  if (self->page != 0 && self->table != NULL)
    return g_strdup_printf (_("page %s, table “%s”: %s"), page, self->table, self->text);
  if (self->table != NULL)
    return g_strdup_printf (_("table “%s”: %s"), self->table, self->text);
  if (self->page != 0)
    return g_strdup_printf (_("page %s: %s"), page, self->text);
  return g_strdup (self->text);
}
