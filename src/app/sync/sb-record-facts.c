/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-facts.h"

#include "sb-record-posting.h"
#include "sb-record-sides.h"
#include "sb-setting.h"

/* Requests looked through for those that carried the record. */
#define MAX_REQUESTS 5000

void
sb_record_facts_free (SbRecordFacts *self)
{
  g_clear_pointer (&self->record, sb_record_free);
  g_clear_pointer (&self->posting, g_ptr_array_unref);
  g_clear_pointer (&self->sides, g_ptr_array_unref);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_pointer (&self->dependents, g_ptr_array_unref);
  g_free (self);
}

static gboolean
names (const GArray *ids, gint64 id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
read_attempts (SbDatabase *db, SbRecordFacts *facts, GError **error)
{
  SbRequestLogFilter filter = { .limit = MAX_REQUESTS };

  facts->attempts = sb_request_log_list (db, &filter, error);
  if (facts->attempts == NULL)
    return FALSE;
  for (guint i = facts->attempts->len; i > 0; i--)
    {
      const SbRequestLogEntry *entry = g_ptr_array_index (facts->attempts, i - 1);

      if (!names (entry->records, facts->record->id))
        g_ptr_array_remove_index (facts->attempts, i - 1);
    }
  return TRUE;
}

/* Whether @record waits for one of @ids. */
static gboolean
waits_for (const SbRecord *record, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (names (record->blocked_by, g_array_index (ids, gint64, i)))
      return TRUE;
  return FALSE;
}

static gpointer
read_dependents (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const GArray *ids = data;
  SbRecordFilter filter = { .states = 1u << SB_RECORD_BLOCKED };
  g_autoptr (GPtrArray) dependents = sb_record_list (db, &filter, error);

  if (dependents == NULL)
    return NULL;
  for (guint i = dependents->len; i > 0; i--)
    {
      const SbRecord *other = g_ptr_array_index (dependents, i - 1);

      if (names (ids, other->id) || !waits_for (other, ids))
        g_ptr_array_remove_index (dependents, i - 1);
    }
  return g_steal_pointer (&dependents);
}

void
sb_record_dependents_read_async (SbLedger *ledger, const GArray *ids, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  sb_ledger_read_async (ledger, read_dependents, g_array_copy ((GArray *) ids),
                        (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref,
                        cancellable, callback, user_data);
}

static gpointer
read_facts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SbRecordFacts) facts = g_new0 (SbRecordFacts, 1);
  const gint64 *id = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *currency = sb_setting_get (db, "currency", error);

  if (currency == NULL || !sb_currency_from_code (currency, &facts->currency, error))
    return NULL;
  g_array_append_val (ids, *id);
  facts->record = sb_record_load (db, *id, error);
  if (facts->record == NULL)
    return NULL;
  facts->posting = sb_record_posting_list (db, *id, error);
  facts->sides = facts->posting != NULL ? sb_record_sides (db, facts->record, error) : NULL;
  if (facts->sides == NULL || !read_attempts (db, facts, error))
    return NULL;
  facts->dependents = read_dependents (db, ids, cancellable, error);
  if (facts->dependents == NULL)
    return NULL;
  return g_steal_pointer (&facts);
}

void
sb_record_facts_read_async (SbLedger *ledger, gint64 id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  gint64 *data = g_new (gint64, 1);

  *data = id;
  sb_ledger_read_async (ledger, read_facts, data, g_free, (GDestroyNotify) sb_record_facts_free,
                        cancellable, callback, user_data);
}
