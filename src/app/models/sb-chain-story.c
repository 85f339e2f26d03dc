/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-chain-story.h"

#include <glib/gi18n.h>

#include "sb-journal.h"

/* What the owner should see first when a step became several things in QuickBooks. */
static const SbRecordState WORST_FIRST[] = {
  SB_RECORD_FAILED,  SB_RECORD_CONFLICT, SB_RECORD_BLOCKED, SB_RECORD_PENDING, SB_RECORD_WAITING,
  SB_RECORD_SENT,    SB_RECORD_SKIPPED,  SB_RECORD_SYNCED,  SB_RECORD_NOT_NEEDED,
  SB_RECORD_SUPERSEDED,
};

static guint
rank_of (SbRecordState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (WORST_FIRST); i++)
    if (WORST_FIRST[i] == state)
      return i;
  return G_MAXUINT;
}

static gboolean
note_record (SbDatabase *db, const char *subject, gint64 id, SbChainStory *self, guint step,
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
  if (!self->has_state[step] || rank_of (record->state) < rank_of (self->states[step]))
    self->states[step] = record->state;
  self->has_state[step] = TRUE;
  return TRUE;
}

static gboolean
read_state (SbDatabase *db, SbChainStory *self, guint index, GError **error)
{
  const SbChainStep *step = g_ptr_array_index (self->chain->steps, index);
  g_autoptr (GPtrArray) journals = NULL;

  if (!note_record (db, "document", step->document, self, index, error))
    return FALSE;
  journals = sb_journal_list_for_event (db, step->event, error);
  if (journals == NULL)
    return FALSE;
  for (guint i = 0; i < journals->len; i++)
    {
      const SbJournal *journal = g_ptr_array_index (journals, i);
      if (g_strcmp0 (journal->object, "JournalEntry") == 0
          && !note_record (db, "journal", journal->seq, self, index, error))
        return FALSE;
    }
  return TRUE;
}

SbChainStory *
sb_chain_story_load (SbDatabase *db, gboolean sale, gint64 document, GError **error)
{
  g_autoptr (SbChainStory) self = g_new0 (SbChainStory, 1);

  self->chain = sale ? sb_sale_chain_load (db, document, error)
                     : sb_purchase_chain_load (db, document, error);
  if (self->chain == NULL)
    return NULL;
  self->states = g_new0 (SbRecordState, self->chain->steps->len);
  self->has_state = g_new0 (gboolean, self->chain->steps->len);
  for (guint i = 0; i < self->chain->steps->len; i++)
    if (!read_state (db, self, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
sb_chain_story_free (SbChainStory *self)
{
  g_clear_pointer (&self->chain, sb_chain_free);
  g_free (self->states);
  g_free (self->has_state);
  g_free (self);
}

/* The oldest bill or invoice that is not paid in full; 0 when all are. */
static gint64
unpaid_document (const SbChain *chain)
{
  for (guint i = 0; i < chain->steps->len; i++)
    {
      const SbChainStep *step = g_ptr_array_index (chain->steps, i);
      if (!step->undone && step->open > 0)
        return step->document;
    }
  return 0;
}

const char *
sb_chain_next (const SbChain *chain, char **target)
{
  gboolean sale = chain->is_sale;
  gint64 unpaid = unpaid_document (chain);
  gboolean goods = FALSE, papers = FALSE;

  for (guint i = 0; i < chain->lines->len; i++)
    {
      const SbChainLine *line = g_ptr_array_index (chain->lines, i);
      goods |= line->is_stock && line->moved < MAX (line->ordered, line->billed);
      papers |= line->billed < MAX (line->ordered, line->moved);
    }
  if (chain->quoted > 0 && chain->ordered == 0 && chain->billed == 0)
    {
      *target = g_strdup_printf ("document/sale_order/%" G_GINT64_FORMAT, chain->id);
      return _("Take _Order");
    }
  if (goods)
    {
      *target = g_strdup_printf ("document/%s/%" G_GINT64_FORMAT, sale ? "ship" : "receive",
                                 chain->id);
      if (chain->moved > 0)
        return sale ? _("_Ship Rest") : _("_Receive Rest");
      return sale ? _("_Ship") : _("_Receive");
    }
  if (papers)
    {
      *target = g_strdup_printf ("document/%s/%" G_GINT64_FORMAT, sale ? "invoice" : "bill",
                                 chain->id);
      return sale ? _("Write _Invoice") : _("Enter _Bill");
    }
  if (unpaid != 0)
    {
      *target = g_strdup_printf ("document/%s/%" G_GINT64_FORMAT, sale ? "payment" : "pay_bill",
                                 unpaid);
      return sale ? _("Enter _Payment") : _("_Pay");
    }
  *target = NULL;
  return NULL;
}
