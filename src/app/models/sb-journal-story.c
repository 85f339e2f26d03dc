/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-journal-story.h"

#include "sb-document.h"

void
sb_journal_story_free (SbJournalStory *self)
{
  g_clear_pointer (&self->journals, g_ptr_array_unref);
  g_free (self->states);
  g_free (self->has_state);
  g_free (self);
}

static gboolean
add_journal (SbDatabase *db, SbJournalStory *self, gint64 seq, GError **error)
{
  SbJournalFacts *facts = sb_journal_facts_load (db, seq, error);

  if (facts != NULL)
    g_ptr_array_add (self->journals, facts);
  return facts != NULL;
}

static gboolean
add_event (SbDatabase *db, SbJournalStory *self, gint64 event, GError **error)
{
  g_autoptr (GPtrArray) journals = sb_journal_list_for_event (db, event, error);

  for (guint i = 0; journals != NULL && i < journals->len; i++)
    if (!add_journal (db, self, ((SbJournal *) g_ptr_array_index (journals, i))->seq, error))
      return FALSE;
  return journals != NULL;
}

/* A document's journal goes to QuickBooks as the document, any other as itself. */
static gboolean
read_state (SbDatabase *db, SbJournalStory *self, guint i, GError **error)
{
  const SbJournalFacts *facts = g_ptr_array_index (self->journals, i);
  gboolean entry = g_strcmp0 (facts->journal->object, "JournalEntry") == 0;
  g_autoptr (GError) local = NULL;
  g_autoptr (SbRecord) record =
      sb_record_find (db, entry ? "journal" : "document",
                      entry ? facts->journal->seq : facts->journal->document, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  self->has_state[i] = record != NULL;
  if (record != NULL)
    self->states[i] = record->state;
  return TRUE;
}

SbJournalStory *
sb_journal_story_load (SbDatabase *db, SbPostingsOf of, gint64 id, GError **error)
{
  g_autoptr (SbJournalStory) self = g_new0 (SbJournalStory, 1);

  self->journals = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_journal_facts_free);
  if (of == SB_POSTINGS_OF_DOCUMENT)
    {
      g_autoptr (SbDocument) document = sb_document_load (db, id, error);
      if (document == NULL || !add_event (db, self, document->event, error))
        return NULL;
    }
  else if (!(of == SB_POSTINGS_OF_EVENT ? add_event (db, self, id, error)
                                        : add_journal (db, self, id, error)))
    return NULL;
  self->states = g_new0 (SbRecordState, self->journals->len);
  self->has_state = g_new0 (gboolean, self->journals->len);
  for (guint i = 0; i < self->journals->len; i++)
    if (!read_state (db, self, i, error))
      return NULL;
  return g_steal_pointer (&self);
}
