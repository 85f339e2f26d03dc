/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-undo-draft.h"

#include "sb-document-reopen.h"
#include "sb-draft.h"
#include "sb-ledger.h"

static const char SQL_BODY[] = "SELECT body FROM event WHERE uid = :uid";

typedef struct
{
  char  *uid;  /* (owned) */
  gint64 now;
} DraftOp;

static void
draft_op_free (DraftOp *op)
{
  g_free (op->uid);
  g_free (op);
}

/* (transfer full) (nullable): %NULL without an error for an event that nobody types */
static SbDocumentForm *
reopen (SbTxn *txn, const char *uid, GError **error)
{
  g_autoptr (SbStatement) st =
      sb_database_prepare (sb_txn_get_database (txn), SQL_BODY, error);

  if (st == NULL || !sb_statement_bind_text (st, ":uid", uid, error)
      || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  return sb_document_reopen (sb_statement_text (st, "body"), NULL);
}

static gpointer
write_draft (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  DraftOp *op = data;
  gint64 id = 0;
  g_autoptr (GError) local = NULL;
  g_autoptr (SbDocumentForm) form = reopen (txn, op->uid, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (form != NULL)
    {
      g_autofree char *body = sb_document_form_to_draft (form);
      id = sb_draft_save (txn, 0, sb_document_kind_name (sb_document_form_get_kind (form)), body,
                          op->now, error);
      if (id == 0)
        return NULL;
      sb_ledger_note_change (txn, SB_CHANGE_DRAFTS);
    }
  return g_memdup2 (&id, sizeof id);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree gint64 *id = sb_ledger_write_finish (SB_LEDGER (source), result, &error);

  if (id != NULL)
    g_task_return_int (task, *id);
  else
    g_task_return_error (task, error);
}

void
sb_undo_draft_async (SbCompany *company, const char *event_uid, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);
  DraftOp *op = g_new0 (DraftOp, 1);

  g_task_set_source_tag (task, sb_undo_draft_async);
  op->uid = g_strdup (event_uid);
  op->now = sb_clock_now (sb_company_get_clock (company));
  sb_ledger_write_async (sb_company_get_ledger (company), write_draft, op,
                         (GDestroyNotify) draft_op_free, g_free, cancellable, written_cb, task);
}

gint64
sb_undo_draft_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), 0);
  return g_task_propagate_int (G_TASK (result), error);
}
