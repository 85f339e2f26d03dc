/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals of stock: the only thing that ever posts to the inventory account. */
#include "sb-translate.h"

#include "sb-bind.h"
#include "sb-journal.h"
#include "sb-qbo-journal-entry.h"

static const char SQL_PARTY_KIND[] = "SELECT kind FROM party WHERE id = :id";
static const char SQL_WHAT[] =
  "SELECT e.type || coalesce (' ' || d.display, '') FROM journal j JOIN event e ON e.seq = j.event"
  " LEFT JOIN document d ON d.id = j.document WHERE j.seq = :seq";

static gboolean
add_line (SbTranslator *self, SbTranslation *translation, SbQboJournalEntry *entry,
          const SbNetLine *line, const char *description, GError **error)
{
  g_autofree char *kind = NULL;
  g_autofree char *entity = NULL;
  gboolean customer;
  GError *failure = NULL;

  if (line->party == 0)
    {
      sb_qbo_journal_entry_add (entry, line->qbo_id, line->amount, description, NULL, NULL);
      return TRUE;
    }

  kind = sb_bind_text (self->db, SQL_PARTY_KIND, &failure, ":id", 'i', line->party, NULL);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  customer = g_strcmp0 (kind, "customer") == 0;
  entity = sb_translator_id (self, translation, customer ? "Customer" : "Vendor",
                             customer ? "customer" : "supplier", line->party, error);
  if (entity == NULL)
    return FALSE;
  sb_qbo_journal_entry_add (entry, line->qbo_id, line->amount, description,
                            customer ? "Customer" : "Vendor", entity);
  return TRUE;
}

gboolean
sb_translate_journal_entry (SbTranslator *self, SbTranslation *translation, GError **error)
{
  gint64 seq = translation->record->subject_id;
  g_autoptr (SbJournal) journal = sb_journal_load (self->db, seq, error);
  g_autoptr (GPtrArray) net = NULL;
  g_autoptr (SbQboJournalEntry) entry = sb_qbo_journal_entry_new ();
  GError *failure = NULL;
  g_autofree char *what = NULL;
  g_autofree char *note = NULL;

  if (journal == NULL || !sb_translator_posting (self, translation, error))
    return FALSE;
  net = sb_translator_net (self, translation, seq, error);
  if (net == NULL)
    return FALSE;
  what = sb_bind_text (self->db, SQL_WHAT, &failure, ":seq", 'i', seq, NULL);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  for (guint i = 0; i < net->len; i++)
    {
      if (!add_line (self, translation, entry, g_ptr_array_index (net, i), what, error))
        return FALSE;
    }
  note = g_strdup_printf ("%s %s (%s)", journal->kind, what, journal->event_id);
  entry->meta.id = g_strdup (translation->qbo_id);
  entry->meta.sync_token = g_strdup (translation->sync_token);
  entry->meta.currency = self->company->home;
  entry->doc_number = g_strdup (translation->record->local);
  entry->private_note = sb_translation_note (translation, note);
  if (!sb_day_parse (journal->date, &entry->date, error))
    return FALSE;
  /* Lines that all net to nothing leave an entry with none: there is nothing to send. */
  if (!translation->refused && net->len > 0)
    translation->body = sb_qbo_journal_entry_to_bytes (entry);
  return TRUE;
}
