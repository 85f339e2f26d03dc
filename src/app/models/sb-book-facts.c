/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-book-facts.h"

#include "sb-ledger.h"
#include "sb-setting.h"
#include "sb-store-error.h"

static G_DEFINE_QUARK (sb-book-facts, facts)

static void
facts_free (SbBookFacts *self)
{
  g_free (self->name);
  g_free (self);
}

static gpointer
read_facts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  SbCurrency currency;
  g_autofree char *code = sb_setting_get (db, "currency", error);

  if (code == NULL || !sb_currency_from_code (code, &currency, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT, "the book has no currency");
      return NULL;
    }

  SbBookFacts *facts = g_new0 (SbBookFacts, 1);
  facts->name = sb_setting_get (db, "name", NULL);
  facts->currency = currency;
  return facts;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SbBookFacts *facts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (facts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set_qdata_full (g_task_get_source_object (task), facts_quark (), facts,
                           (GDestroyNotify) facts_free);
  g_task_return_boolean (task, TRUE);
}

void
sb_book_facts_load_async (SbCompany *company, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_book_facts_load_async);
  if (g_object_get_qdata (G_OBJECT (company), facts_quark ()) != NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  sb_ledger_read_async (sb_company_get_ledger (company), read_facts, NULL, NULL,
                        (GDestroyNotify) facts_free, cancellable, read_cb, task);
}

gboolean
sb_book_facts_load_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

const SbBookFacts *
sb_book_facts_get (SbCompany *company)
{
  static const SbBookFacts UNKNOWN = { NULL, { "USD", 2 } };
  const SbBookFacts *facts =
      company != NULL ? g_object_get_qdata (G_OBJECT (company), facts_quark ()) : NULL;

  return facts != NULL ? facts : &UNKNOWN;
}
