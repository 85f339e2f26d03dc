/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-start.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-book-facts.h"
#include "sb-chain.h"
#include "sb-document-number.h"
#include "sb-document.h"
#include "sb-document-rest.h"
#include "sb-document-work.h"
#include "sb-draft.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-party-money.h"
#include "sb-quantity.h"

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

void
sb_document_start_free (SbDocumentStart *self)
{
  g_clear_object (&self->form);
  g_clear_pointer (&self->choices, sb_choices_free);
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

static SbChain *
load_chain (SbDatabase *db, const SbDocumentKind *kind, gint64 id, GError **error)
{
  return g_str_equal (kind->page, "sale") ? sb_sale_chain_load (db, id, error)
                                          : sb_purchase_chain_load (db, id, error);
}

static void
set_money (SbDocumentForm *form, const char *field, gint64 minor, SbCurrency currency)
{
  g_autofree char *text = sb_format_money (minor, currency);

  if (minor > 0)
    sb_document_form_set (form, field, text);
}

/* A foreign chain goes on in its currency, at the last known rate. */
static gboolean
set_currency (SbDatabase *db, SbDocumentForm *form, SbCurrency currency, SbCurrency home,
              GError **error)
{
  gint64 rate = 0;

  if (*currency.code == '\0' || strcmp (currency.code, home.code) == 0)
    return TRUE;
  if (!sb_currency_last_rate (db, currency.code, &rate, error))
    return FALSE;
  sb_document_form_set (form, "foreign", currency.code);
  if ((sb_document_form_get_kind (form)->parts & SB_DOCUMENT_CURRENCY) != 0)
    sb_document_form_set (form, "currency", currency.code);
  if (rate != 0)
    {
      g_autofree char *ascii = sb_rate_format (rate);
      g_autofree char *typed = sb_format_decimal (ascii);
      sb_document_form_set (form, "rate", typed);
    }
  return TRUE;
}

/* What of an amount is usual: freight that waits, or nothing. */
static void
propose_amount (SbDocumentForm *form, const SbChain *chain, const StartOp *op)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);

  if ((kind->parts & SB_DOCUMENT_METHOD) == 0)
    return;
  set_money (form, "amount", chain->freight, op->currency);
  sb_document_form_set (form, "method", "value");
}

static gboolean
continue_chain (SbDatabase *db, SbDocumentStart *start, const StartOp *op, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (start->form);
  g_autoptr (SbChain) chain = load_chain (db, kind, op->ref, error);

  if (chain == NULL)
    return FALSE;
  sb_document_form_set (start->form, "chain", chain->key);
  if (chain->party_name != NULL)
    sb_document_form_set (start->form, "party", chain->party_name);
  if (!set_currency (db, start->form, chain->currency, op->currency, error))
    return FALSE;
  propose_amount (start->form, chain, op);
  start->subtitle = g_strdup_printf ("%s · %s", chain->number,
                                     chain->party_name != NULL ? chain->party_name : "");
  return sb_document_rest_propose (db, start->form, chain, error);
}

/* What is usually used: as much of the oldest credit, or of the deposits, as is owed. */
static gboolean
propose_use (SbDatabase *db, SbDocumentForm *form, const SbDocument *document, gint64 *amount,
             GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);

  if ((kind->parts & SB_DOCUMENT_CREDIT) != 0)
    {
      g_autoptr (GPtrArray) credits = sb_party_open_credits (db, document->party, error);
      if (credits == NULL)
        return FALSE;
      if (credits->len == 0)
        return TRUE;
      const SbOpenCredit *oldest = g_ptr_array_index (credits, 0);
      sb_document_form_set (form, "credit", oldest->number);
      *amount = MIN (*amount, oldest->open);
    }
  else if ((kind->parts & SB_DOCUMENT_ACCOUNT) == 0)
    {
      gint64 open = 0;
      if (!sb_party_open_deposits (db, document->party, &open, error))
        return FALSE;
      *amount = MIN (*amount, open);
    }
  return TRUE;
}

static gboolean
pay_document (SbDatabase *db, SbDocumentStart *start, const StartOp *op, gint64 *party,
              GError **error)
{
  g_autoptr (SbDocument) document = sb_document_load (db, op->ref, error);
  SbCurrency currency;
  gint64 amount;

  if (document == NULL || !sb_currency_from_code (document->currency, &currency, error))
    return FALSE;
  amount = document->total - document->settled;
  *party = document->party;
  if (!propose_use (db, start->form, document, &amount, error))
    return FALSE;
  sb_document_form_set (start->form, "target", document->number);
  set_money (start->form, "amount", amount, currency);
  if (document->party_name != NULL)
    sb_document_form_set (start->form, "party", document->party_name);
  if (strcmp (currency.code, op->currency.code) != 0)
    {
      g_autofree char *rate = sb_rate_format (document->rate);
      g_autofree char *typed = sb_format_decimal (rate);
      sb_document_form_set (start->form, "foreign", currency.code);
      sb_document_form_set (start->form, "rate", typed);
    }
  start->subtitle = g_strdup_printf ("%s · %s",
                                     document->display != NULL ? document->display
                                                               : document->number,
                                     document->party_name != NULL ? document->party_name : "");
  return TRUE;
}

/* Every list that needs something starts with an empty line. */
static void
add_first_line (SbDocumentForm *form)
{
  const SbDocumentList *first = sb_document_form_get_kind (form)->lists;

  for (const SbDocumentList *list = first; list->member != NULL; list++)
    if ((list == first || !list->empty_ok) && (list->columns & SB_LINE_PICK) == 0
        && g_list_model_get_n_items (sb_document_form_get_list (form, list->member)) == 0)
      sb_document_form_add_to (form, list->member);
}

static gboolean
start_new (SbDatabase *db, SbDocumentStart *start, const StartOp *op, gint64 *party,
           GError **error)
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
  if (op->ref != 0 && g_str_equal (kind->page, "stock-document"))
    {
      if (!sb_document_work_propose (db, start->form, op->ref, &start->subtitle, error))
        return FALSE;
    }
  else if (op->ref != 0
      && !(kind->target != NULL ? pay_document (db, start, op, party, error)
                                : continue_chain (db, start, op, error)))
    return FALSE;
  add_first_line (start->form);
  sb_document_form_set_untouched (start->form);
  return TRUE;
}

static gboolean
find_party (SbDatabase *db, SbDocumentForm *form, gint64 *party, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  SbPartyKind side = g_str_equal (kind->page, "sale") ? SB_PARTY_CUSTOMER : SB_PARTY_SUPPLIER;
  g_autoptr (GError) local = NULL;
  g_autoptr (SbParty) found =
      sb_party_find (db, side, sb_document_form_get (form, "party"), &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *party = found != NULL ? found->id : 0;
  return TRUE;
}

static gboolean
start_draft (SbDatabase *db, SbDocumentStart *start, const StartOp *op, gint64 *party,
             GError **error)
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
  return start->form != NULL && find_party (db, start->form, party, error);
}

static gpointer
read_start (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  StartOp *op = data;
  g_autoptr (SbDocumentStart) start = g_new0 (SbDocumentStart, 1);
  gint64 party = 0;
  gboolean ok = g_str_equal (op->kind, "draft") ? start_draft (db, start, op, &party, error)
                                                : start_new (db, start, op, &party, error);

  if (!ok)
    return NULL;
  start->choices = sb_choices_read (db, start->form, party, op->currency, error);
  if (start->choices == NULL)
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
