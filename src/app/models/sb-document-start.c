/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-start.h"

#include <glib/gi18n.h>

#include "sb-account.h"
#include "sb-book-facts.h"
#include "sb-chain.h"
#include "sb-document-number.h"
#include "sb-document.h"
#include "sb-draft.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"

/* Proposed numbers start here: a book of a business that exists already. */
#define FIRST_NUMBER 1001

typedef struct
{
  char      *kind;   /* (owned): event kind, or "draft" */
  gint64     ref;    /* row id, 0 for none */
  SbCurrency currency;
  SbDay      today;
} StartOp;

static void
start_op_free (StartOp *op)
{
  g_free (op->kind);
  g_free (op);
}

static void
money_account_free (SbMoneyAccount *self)
{
  g_free (self->title);
  g_free (self->role);
  g_free (self);
}

void
sb_document_start_free (SbDocumentStart *self)
{
  g_clear_object (&self->form);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->subtitle);
  g_free (self);
}

/* (transfer full) */
static char *
propose_number (SbDatabase *db, const SbDocumentKind *kind, GError **error)
{
  gint64 last;

  if (!sb_document_last_number (db, kind->document, kind->prefix, &last, error))
    return NULL;
  return g_strdup_printf ("%s%" G_GINT64_FORMAT, kind->prefix, MAX (last + 1, FIRST_NUMBER));
}

static gboolean
add_accounts (SbDatabase *db, GPtrArray *accounts, const char *role, const char *title,
              GError **error)
{
  g_autoptr (GArray) ids = sb_role_accounts (db, role, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < MAX (ids->len, 1); i++)
    {
      SbMoneyAccount *choice = g_new0 (SbMoneyAccount, 1);
      g_ptr_array_add (accounts, choice);
      choice->role = g_strdup (role);
      if (ids->len == 0)
        {
          choice->title = g_strdup (title);
          continue;
        }
      choice->id = g_array_index (ids, gint64, i);
      g_autoptr (SbAccount) account = sb_account_load (db, choice->id, error);
      if (account == NULL)
        return FALSE;
      choice->title = g_strdup (account->name);
    }
  return TRUE;
}

static gboolean
read_accounts (SbDatabase *db, SbDocumentStart *start, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (start->form);

  start->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) money_account_free);
  if ((kind->parts & SB_DOCUMENT_ACCOUNT) == 0)
    return TRUE;
  if (!add_accounts (db, start->accounts, "Bank", _("Bank"), error))
    return FALSE;
  return g_str_equal (kind->event, "pay_bill")
         || add_accounts (db, start->accounts, "UndepositedFunds", _("Undeposited funds"), error);
}

static void
add_rest (SbDocumentForm *form, const SbChainLine *rest, SbCurrency currency)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  gboolean goods = (kind->parts & SB_DOCUMENT_PRICE) == 0;
  gint64 left = rest->ordered - (goods ? rest->moved : rest->billed);

  if (left <= 0 || (goods && !rest->is_stock))
    return;

  SbFormLine *line = sb_document_form_add_line (form);
  g_autofree char *qty = sb_format_quantity (left);
  sb_form_line_set (line, "sku", rest->sku);
  sb_form_line_set (line, "name", rest->name);
  sb_form_line_set (line, "qty", qty);
  g_object_set (line, "service", !rest->is_stock, NULL);
  if (goods)
    return;

  g_autofree char *price = sb_format_price (rest->unit_price, currency);
  sb_form_line_set (line, "price", price);
  if (rest->discount > 0)
    {
      g_autofree char *discount = sb_format_percent_entry (rest->discount);
      sb_form_line_set (line, "discount", discount);
    }
  if (rest->tax_rate > 0)
    {
      g_autofree char *tax = sb_format_percent_entry (rest->tax_rate);
      sb_form_line_set (line, "tax", tax);
    }
}

static gboolean
continue_chain (SbDatabase *db, SbDocumentStart *start, const StartOp *op, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (start->form);
  gboolean sale = g_strcmp0 (kind->chain, "sale") == 0;
  g_autoptr (SbChain) chain = sale ? sb_sale_chain_load (db, op->ref, error)
                                   : sb_purchase_chain_load (db, op->ref, error);

  if (chain == NULL)
    return FALSE;
  sb_document_form_set (start->form, "chain", chain->key);
  if (chain->party_name != NULL)
    sb_document_form_set (start->form, "party", chain->party_name);
  for (guint i = 0; i < chain->lines->len; i++)
    add_rest (start->form, g_ptr_array_index (chain->lines, i), op->currency);
  start->subtitle = g_strdup_printf ("%s · %s", chain->number,
                                     chain->party_name != NULL ? chain->party_name : "");
  return TRUE;
}

static gboolean
pay_document (SbDatabase *db, SbDocumentStart *start, const StartOp *op, GError **error)
{
  g_autoptr (SbDocument) document = sb_document_load (db, op->ref, error);
  SbCurrency currency;

  if (document == NULL || !sb_currency_from_code (document->currency, &currency, error))
    return FALSE;
  g_autofree char *amount = sb_format_money (document->total - document->settled, currency);
  sb_document_form_set (start->form, "target", document->number);
  sb_document_form_set (start->form, "amount", amount);
  start->subtitle = g_strdup_printf ("%s · %s",
                                     document->display != NULL ? document->display
                                                               : document->number,
                                     document->party_name != NULL ? document->party_name : "");
  return TRUE;
}

static gboolean
start_new (SbDatabase *db, SbDocumentStart *start, const StartOp *op, GError **error)
{
  const SbDocumentKind *kind = sb_document_kind_find (op->kind);
  char day[SB_DAY_TEXT_SIZE];

  if (kind == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "no document of kind %s",
                           op->kind);
      return FALSE;
    }
  start->form = sb_document_form_new (kind);
  sb_document_form_set (start->form, "date", sb_day_format (op->today, day));
  if (kind->prefix != NULL)
    {
      g_autofree char *number = propose_number (db, kind, error);
      if (number == NULL)
        return FALSE;
      sb_document_form_set (start->form, "number", number);
    }
  if (op->ref != 0 && kind->chain != NULL && !continue_chain (db, start, op, error))
    return FALSE;
  if (op->ref != 0 && kind->target != NULL && !pay_document (db, start, op, error))
    return FALSE;
  if ((kind->parts & SB_DOCUMENT_LINES) != 0
      && g_list_model_get_n_items (sb_document_form_get_lines (start->form)) == 0)
    sb_document_form_add_line (start->form);
  sb_document_form_set_untouched (start->form);
  return TRUE;
}

static gboolean
start_draft (SbDatabase *db, SbDocumentStart *start, const StartOp *op, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SbDraft) draft = sb_draft_load (db, op->ref, &local);

  if (draft == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                             _("This draft is not there any more."));
      return FALSE;
    }
  start->draft = draft->id;
  start->form = sb_document_form_from_draft (draft->body, error);
  return start->form != NULL;
}

static gpointer
read_start (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  StartOp *op = data;
  g_autoptr (SbDocumentStart) start = g_new0 (SbDocumentStart, 1);
  gboolean ok = g_str_equal (op->kind, "draft") ? start_draft (db, start, op, error)
                                                : start_new (db, start, op, error);

  if (!ok || !read_accounts (db, start, error))
    return NULL;
  return g_steal_pointer (&start);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SbDocumentStart *start = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (start != NULL)
    g_task_return_pointer (task, start, (GDestroyNotify) sb_document_start_free);
  else
    g_task_return_error (task, error);
}

void
sb_document_start_async (SbCompany *company, const char *target, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);
  StartOp *op = g_new0 (StartOp, 1);

  g_task_set_source_tag (task, sb_document_start_async);
  op->kind = g_strdup (parts[0] != NULL ? parts[0] : "");
  op->ref = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : 0;
  op->currency = sb_book_facts_get (company)->currency;
  op->today = sb_clock_today (sb_company_get_clock (company));
  sb_ledger_read_async (sb_company_get_ledger (company), read_start, op,
                        (GDestroyNotify) start_op_free, (GDestroyNotify) sb_document_start_free,
                        cancellable, read_cb, task);
}

SbDocumentStart *
sb_document_start_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
