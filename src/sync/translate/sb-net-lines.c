/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals are kept by role and account; QuickBooks gets one line an account and entity. */
#include "sb-account-choice.h"

#include "sb-journal.h"

static void
net_line_free (gpointer data)
{
  SbNetLine *line = data;

  g_free (line->qbo_id);
  g_free (line->role);
  g_free (line);
}

/* QuickBooks asks for the entity on receivable and payable accounts, and only there. */
static gboolean
wants_entity (const char *role)
{
  return g_str_equal (role, "AccountsReceivable") || g_str_equal (role, "AccountsPayable");
}

static void
add_to_net (GPtrArray *net, const char *qbo_id, const char *role, gint64 party, gint64 amount)
{
  SbNetLine *line;

  for (guint i = 0; i < net->len; i++)
    {
      line = g_ptr_array_index (net, i);
      if (g_str_equal (line->qbo_id, qbo_id) && line->party == party)
        {
          line->amount += amount;
          return;
        }
    }
  line = g_new0 (SbNetLine, 1);
  line->qbo_id = g_strdup (qbo_id);
  line->role = g_strdup (role);
  line->party = party;
  line->amount = amount;
  g_ptr_array_add (net, line);
}

static void
drop_zeros (GPtrArray *net)
{
  for (guint i = net->len; i > 0; i--)
    {
      const SbNetLine *line = g_ptr_array_index (net, i - 1);

      if (line->amount == 0)
        g_ptr_array_remove_index (net, i - 1);
    }
}

GPtrArray *
sb_translator_net (SbTranslator *self, SbTranslation *translation, gint64 journal, GError **error)
{
  g_autoptr (SbJournal) posted = sb_journal_load (self->db, journal, error);
  g_autoptr (GPtrArray) net = g_ptr_array_new_with_free_func (net_line_free);

  if (posted == NULL)
    return NULL;
  for (guint i = 0; i < posted->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (posted->lines, i);
      g_autofree char *qbo_id = NULL;

      if (!line->exported)
        continue;
      if (!sb_translator_account (self, translation, line->role, line->account, &qbo_id, error))
        return NULL;
      if (qbo_id != NULL)
        add_to_net (net, qbo_id, line->role, wants_entity (line->role) ? line->party : 0,
                    line->amount);
    }
  drop_zeros (net);
  return g_steal_pointer (&net);
}

static gboolean
account_name (SbTranslator *self, const char *qbo_id, char **name, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbMirrorRow) row = sb_mirror_get (self->db, "Account", qbo_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *name = g_strdup (row != NULL ? row->name : qbo_id);
  return TRUE;
}

/* The last posting journal of the record: after an undo and a new authorisation there are several.
 */
gboolean
sb_translator_posting (SbTranslator *self, SbTranslation *translation, GError **error)
{
  g_autoptr (GArray) journals = sb_record_journals (self->db, translation->record->id, error);
  g_autoptr (GPtrArray) net = NULL;

  if (journals == NULL)
    return FALSE;
  if (journals->len == 0)
    return TRUE;
  net = sb_translator_net (self, translation, g_array_index (journals, gint64, journals->len - 1),
                           error);
  if (net == NULL)
    return FALSE;

  for (guint i = 0; i < net->len; i++)
    {
      const SbNetLine *line = g_ptr_array_index (net, i);
      SbSyncPosting *posting = g_new0 (SbSyncPosting, 1);

      g_ptr_array_add (translation->posting, posting);
      if (!account_name (self, line->qbo_id, &posting->name, error))
        return FALSE;
      posting->qbo_id = g_strdup (line->qbo_id);
      posting->role = g_strdup (line->role);
      posting->debit = line->amount > 0 ? line->amount : 0;
      posting->credit = line->amount < 0 ? -line->amount : 0;
    }
  return TRUE;
}
