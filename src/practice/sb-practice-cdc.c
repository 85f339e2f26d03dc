/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-cdc.h"

#include <string.h>

/* The first row that changed at or after @since, by a walk from the newest end. */
static GSequenceIter *
first_changed (SbTable *table, gint64 since)
{
  GSequenceIter *at = g_sequence_get_end_iter (table->by_update);

  while (!g_sequence_iter_is_begin (at))
    {
      GSequenceIter *before = g_sequence_iter_prev (at);

      if (((SbObject *) g_sequence_get (before))->updated / G_USEC_PER_SEC < since)
        break;
      at = before;
    }
  return at;
}

static SbTree *
deleted_row (const SbDeletion *deletion)
{
  SbTree *row = sb_tree_new_object ();
  SbTree *meta = sb_tree_new_object ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, deletion->id);
  g_autofree char *at = sb_pacific_format (deletion->at, FALSE);

  sb_tree_set_text (row, "domain", "QBO");
  sb_tree_set_text (row, "status", "Deleted");
  sb_tree_set_text (row, "Id", id);
  sb_tree_set_text (meta, "LastUpdatedTime", at);
  sb_tree_set (row, "MetaData", meta);
  return row;
}

static SbTree *
entity_answer (SbBooks *books, const SbEntity *entity, gint64 since, guint *left)
{
  SbTable *table = sb_books_table (books, entity);
  SbTree *answer = sb_tree_new_object ();
  SbTree *rows = sb_tree_new_array ();

  for (GSequenceIter *at = first_changed (table, since); !g_sequence_iter_is_end (at) && *left > 0;
       at = g_sequence_iter_next (at))
    {
      sb_tree_append (rows, sb_object_render (books, g_sequence_get (at)));
      (*left)--;
    }
  for (guint i = 0; i<table->deleted->len && * left> 0; i++)
    if (g_array_index (table->deleted, SbDeletion, i).at / G_USEC_PER_SEC >= since)
      {
        sb_tree_append (rows, deleted_row (&g_array_index (table->deleted, SbDeletion, i)));
        (*left)--;
      }
  if (sb_tree_length (rows) == 0)
    {
      sb_tree_free (rows);
      return answer;
    }
  sb_tree_set (answer, entity->name, rows);
  sb_tree_set_int (answer, "startPosition", 1);
  sb_tree_set_int (answer, "maxResults", sb_tree_length (rows));
  return answer;
}

SbTree *
sb_cdc_answer (SbBooks *books, const char *entities, const char *since, GError **error)
{
  g_auto (GStrv) names = g_strsplit (entities != NULL ? entities : "", ",", -1);
  g_autoptr (SbTree) list = sb_tree_new_array ();
  SbTree *answers;
  SbTree *outer;
  guint left = SB_CDC_MOST;
  gint64 moment;

  if (since == NULL || !sb_pacific_parse (since, &moment))
    {
      sb_fault_set (error, 2020, "changedSince",
                    "Required parameter changedSince is missing in the request");
      return NULL;
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      const SbEntity *entity = sb_entity_for_path (g_strstrip (names[i]));

      if (entity == NULL || (entity->flags & SB_ENTITY_CDC) == 0)
        {
          sb_fault_set (error, 2000, "entities", "Invalid or unsupported object name : %s",
                        names[i]);
          return NULL;
        }
      sb_tree_append (list, entity_answer (books, entity, moment / G_USEC_PER_SEC, &left));
    }
  answers = sb_tree_new_object ();
  sb_tree_set (answers, "QueryResponse", g_steal_pointer (&list));
  outer = sb_tree_new_array ();
  sb_tree_append (outer, answers);
  return outer;
}
