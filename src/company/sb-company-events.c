/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entering what happened: the event and the sync records that it needs, in one transaction. */
#include "sb-company-private.h"

#include "sb-book.h"
#include "sb-record.h"

typedef struct
{
  char *json;
  gint64 now;
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->json);
  g_free (entry);
}

static Entry *
entry_new (SbCompany *self, const char *json)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->json = g_strdup (json);
  entry->now = sb_clock_now (self->clock);
  return entry;
}

static SbEvent *
parse_entry (SbTxn *txn, const Entry *entry, GError **error)
{
  SbBook book;

  if (!sb_book_load (sb_txn_get_database (txn), &book, error))
    return NULL;
  return sb_event_parse (entry->json, -1, book.currency, error);
}

static gpointer
apply_entry (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Entry *entry = data;
  g_autoptr(SbEvent) event = parse_entry (txn, entry, error);
  g_autoptr(SbApplied) applied = NULL;

  if (event == NULL)
    return NULL;
  applied = sb_ledger_apply (txn, event, error);
  if (applied == NULL || !sb_record_collect (txn, entry->now, error))
    return NULL;
  return g_steal_pointer (&applied);
}

static gpointer
preview_entry (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr(SbEvent) event = parse_entry (txn, data, error);

  return event != NULL ? sb_ledger_preview (txn, event, error) : NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GDestroyNotify result_free = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = sb_ledger_write_finish (SB_LEDGER (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, result_free);
}

static void
write_entry (SbCompany *self, const char *json, SbLedgerWriteFunc func, GDestroyNotify result_free,
             gpointer source_tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_name (task, "enter an event");
  /* What frees the result, so that one callback serves both. */
  g_task_set_task_data (task, result_free, NULL);
  sb_ledger_write_async (self->ledger, func, entry_new (self, json), (GDestroyNotify) entry_free, result_free,
                         cancellable, written_cb, task);
}

void
sb_company_apply_async (SbCompany *self, const char *event_json, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SB_IS_COMPANY (self));

  write_entry (self, event_json, apply_entry, (GDestroyNotify) sb_applied_free, sb_company_apply_async, cancellable,
               callback, user_data);
}

SbApplied *
sb_company_apply_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

SbApplied *
sb_company_apply (SbCompany *self, const char *event_json, GError **error)
{
  Entry entry = { (char *) event_json, sb_clock_now (self->clock) };

  return sb_ledger_write (self->ledger, apply_entry, &entry, error);
}

void
sb_company_preview_event_async (SbCompany *self, const char *event_json, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (SB_IS_COMPANY (self));

  write_entry (self, event_json, preview_entry, (GDestroyNotify) sb_effect_free, sb_company_preview_event_async,
               cancellable, callback, user_data);
}

SbEffect *
sb_company_preview_event_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
