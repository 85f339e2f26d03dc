/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-work-story.h"

#include <glib/gi18n.h>

#include "sb-cell-text.h"
#include "sb-journal.h"

/* A step becomes one entry in QuickBooks as a rule; corrections make more. The least good tells. */
static gboolean
note_record (SbDatabase *db, const char *subject, gint64 id, SbWorkStory *self, guint step,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SbRecord) record = sb_record_find (db, subject, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;
  if (!self->has_state[step] || self->states[step] == SB_RECORD_SYNCED)
    self->states[step] = record->state;
  self->has_state[step] = TRUE;
  return TRUE;
}

static gboolean
read_state (SbDatabase *db, SbWorkStory *self, guint index, GError **error)
{
  const SbWorkStep *step = g_ptr_array_index (self->work->steps, index);

  for (guint i = 0; i < step->journals->len; i++)
    {
      const SbJournal *journal = g_ptr_array_index (step->journals, i);
      if (!note_record (db, "journal", journal->seq, self, index, error))
        return FALSE;
    }
  return TRUE;
}

SbWorkStory *
sb_work_story_load (SbDatabase *db, gint64 id, gboolean of_document, GError **error)
{
  g_autoptr (SbWorkStory) self = g_new0 (SbWorkStory, 1);

  self->work = of_document ? sb_work_load_document (db, id, error) : sb_work_load (db, id, error);
  if (self->work == NULL)
    return NULL;
  self->states = g_new0 (SbRecordState, self->work->steps->len);
  self->has_state = g_new0 (gboolean, self->work->steps->len);
  for (guint i = 0; i < self->work->steps->len; i++)
    if (!read_state (db, self, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
sb_work_story_free (SbWorkStory *self)
{
  g_clear_pointer (&self->work, sb_work_free);
  g_free (self->states);
  g_free (self->has_state);
  g_free (self);
}

const SbWorkStep *
sb_work_story_main (const SbWorkStory *self)
{
  const SbWorkStep *last = NULL;

  for (guint i = 0; i < self->work->steps->len; i++)
    {
      const SbWorkStep *step = g_ptr_array_index (self->work->steps, i);
      if (last == NULL || g_str_equal (step->document->state, "authorised"))
        last = step;
    }
  return last;
}

char *
sb_work_story_title (const SbDocument *document)
{
  /* Translators: kind and number of a document: "Bill B-77" */
  return g_strdup_printf (C_("document", "%s %s"), sb_word_text (document->kind),
                          document->display != NULL ? document->display : document->number);
}
