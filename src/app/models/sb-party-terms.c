/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-party-terms.h"

#include "sb-ledger.h"
#include "sb-party-money.h"
#include "sb-party.h"
#include "sb-reference-lists.h"

void
sb_party_terms_free (SbPartyTerms *self)
{
  g_free (self->currency);
  g_free (self);
}

static gboolean
read_due (SbDatabase *db, gint64 id, int *days, GError **error)
{
  g_autoptr (GPtrArray) terms = sb_term_list (db, error);

  for (guint i = 0; terms != NULL && i < terms->len; i++)
    {
      const SbTerm *term = g_ptr_array_index (terms, i);
      if (term->id == id)
        *days = term->due_days;
    }
  return terms != NULL;
}

static gpointer
read_terms (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SbParty) party = sb_party_load (db, *(gint64 *) data, &local);
  g_autoptr (SbPartyTerms) terms = g_new0 (SbPartyTerms, 1);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  terms->currency = g_strdup (party != NULL && party->currency != NULL ? party->currency : "");
  terms->due_days = -1;
  if (*terms->currency != '\0'
      && !sb_currency_last_rate (db, terms->currency, &terms->rate, error))
    return NULL;
  if (party != NULL && party->term != 0 && !read_due (db, party->term, &terms->due_days, error))
    return NULL;
  return g_steal_pointer (&terms);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SbPartyTerms *terms = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (terms != NULL)
    g_task_return_pointer (task, terms, (GDestroyNotify) sb_party_terms_free);
  else
    g_task_return_error (task, error);
}

void
sb_party_terms_read_async (SbCompany *company, gint64 party, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_party_terms_read_async);
  sb_ledger_read_async (sb_company_get_ledger (company), read_terms,
                        g_memdup2 (&party, sizeof party), g_free,
                        (GDestroyNotify) sb_party_terms_free, cancellable, read_cb, task);
}

SbPartyTerms *
sb_party_terms_read_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
