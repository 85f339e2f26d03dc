/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deposits of both sides: money that waits on an account of its own until there is a bill or an
 * invoice. */

#include "sb-settlement.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-pricing.h"

/* A customer's deposit without an account of its own lies on A/R, which is kept per customer. */
static gint64
party_on (const SbDocument *document, gint64 account, gint64 receivable)
{
  return account == receivable ? document->party : 0;
}

gboolean
sb_deposit_apply (SbApply *self, const SbDeposit *deposit, GError **error)
{
  const char *money_role = self->data->account != NULL ? self->data->account : "Bank";
  g_autoptr (SbDocument) document = sb_apply_new_document (self, deposit->kind,
                                                           sb_event_get_id (self->event));
  g_autoptr (SbJournalDraft) journal = sb_journal_draft_new ();
  gint64 amount = self->data->amount;
  gint64 account = 0;
  gint64 receivable = 0;

  if (!sb_apply_party (self, deposit->party_kind, deposit->party, &document->party, error) ||
      !sb_apply_chain (self, deposit->side, deposit->chain, document->party, TRUE, &document->chain,
                       error) ||
      (document->party == 0 &&
       !sb_apply_chain_party (self, document->chain, &document->party, error)) ||
      !sb_apply_money_account (self, money_role, &document->account, error) ||
      !sb_apply_require_known (self, error))
    return FALSE;
  document->total = document->total_base = amount;
  return sb_apply_write_document (self, document, error) &&
         sb_role_resolve (self->db, deposit->role, 0, &account, error) &&
         sb_role_resolve (self->db, "AccountsReceivable", 0, &receivable, error) &&
         sb_journal_draft_add (journal, deposit->role, account,
                               party_on (document, account, receivable), deposit->sign * amount,
                               error) &&
         sb_journal_draft_add (journal, money_role, document->account, 0, -deposit->sign * amount,
                               error) &&
         sb_posting_add_document (self->posting, deposit->object, document->id, journal, error);
}

static gboolean
post_use (SbApply *self, const SbDepositUse *use, const SbDocument *document, gint64 base,
          GError **error)
{
  g_autoptr (SbJournalDraft) journal = sb_journal_draft_new ();
  gint64 owed = 0;
  gint64 account = 0;
  gint64 receivable = 0;

  return sb_role_resolve (self->db, use->owed_role, 0, &owed, error) &&
         sb_role_resolve (self->db, use->role, 0, &account, error) &&
         sb_role_resolve (self->db, "AccountsReceivable", 0, &receivable, error) &&
         sb_journal_draft_add (journal, use->owed_role, owed, document->party, use->sign * base,
                               error) &&
         sb_journal_draft_add (journal, use->role, account,
                               party_on (document, account, receivable), -use->sign * base,
                               error) &&
         sb_posting_add_document (self->posting, use->object, document->id, journal, error);
}

gboolean
sb_deposit_use (SbApply *self, const SbDepositUse *use, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, use->kind,
                                                           sb_event_get_id (self->event));
  g_autoptr (SbDocument) target = NULL;
  SbCurrency currency;
  gint64 amount = 0;
  gint64 base = 0;
  gint64 id = 0;

  if (!sb_apply_find_document (self, use->target, use->number, &id, error))
    return FALSE;
  if (id == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, use->field,
                           _("there is no document “%s”"), use->number);
      return FALSE;
    }
  target = sb_document_load (self->db, id, error);
  if (target == NULL || !sb_currency_from_code (target->currency, &currency, error) ||
      !sb_settlement_amount (self, target->currency, &amount, error) ||
      !sb_price_to_base (amount, currency, target->rate, self->book.currency, &base, error))
    return FALSE;
  document->chain = target->chain;
  document->party = target->party;
  document->rate = target->rate;
  document->total = amount;
  document->total_base = base;
  g_free (document->currency);
  document->currency = g_strdup (target->currency);
  return sb_apply_write_document (self, document, error) &&
  sb_apply_settle (self, id, amount, base, error) &&
         post_use (self, use, document, base, error);
}
