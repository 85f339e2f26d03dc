/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Receivables and payables leave at the rate of the document, money at the rate of the payment;
 * the rest is exchange gain or loss, which QuickBooks books by itself: our line is a mirror and is
 * not sent. */

#include "sb-settlement.h"

#include <glib/gi18n-lib.h>

#include "sb-decimal.h"
#include "sb-ledger-error.h"
#include "sb-pricing.h"
#include "sb-sql.h"

static const char SQL_SETTLED[] =
  "SELECT COUNT (*) FROM allocation JOIN document ON document.id = allocation.target"
  " WHERE document.event = :event AND active = 1";

static const char SQL_OTHER_OPEN[] =
  "SELECT id, total - settled, rate FROM document WHERE kind = :kind AND party = :party AND"
  " currency = :currency AND state = 'authorised' AND settled < total AND id <> :not"
  " ORDER BY date, id";

gboolean
sb_document_check_unsettled (SbApply *self, gint64 event, GError **error)
{
  gint64 n = 0;

  if (!sb_sql_int64 (self->db, SQL_SETTLED, &n, error, SB_INT (":event", event), SB_END))
    return FALSE;
  if (n != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, "/ref",
                         _("a payment, credit or deposit settles it"));
  return n == 0;
}

gboolean
sb_settlement_check_form (const SbEvent *event, GError **error)
{
  const SbEventData *data = sb_event_get_data (event);
  const char *role = data->account != NULL ? data->account : data->refund_account;

  if (role == NULL || g_str_equal (role, "Bank") || g_str_equal (role, "UndepositedFunds"))
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT,
                       data->account != NULL ? "/account" : "/refund_account",
                       _("“%s” is no role for money"), role);
  return FALSE;
}

gboolean
sb_settlement_amount (SbApply *self, const char *code, gint64 *amount, GError **error)
{
  SbCurrency given = sb_event_get_currency (self->event);
  SbCurrency currency;
  gint64 factor = 1;

  if (!sb_currency_from_code (code, &currency, error))
    return FALSE;
  *amount = self->data->amount;
  for (unsigned i = currency.exponent; i < given.exponent; i++)
    factor *= 10;
  if (*amount % factor != 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/amount",
                           _("amount: too many decimals for %s"), code);
      return FALSE;
    }
  *amount /= factor;
  for (unsigned i = given.exponent; i < currency.exponent; i++)
    if (__builtin_mul_overflow (*amount, 10, amount))
      {
        sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/amount",
                             _("amount: out of range"));
        return FALSE;
      }
  return TRUE;
}

/* A part of the money, for one document. */
typedef struct
{
  gint64 document;
  gint64 amount; /* currency of the document */
  gint64 owed;   /* base, at the document's rate */
} Part;

static gboolean
add_part (SbApply *self, GArray *parts, const SbDocument *target, gint64 document, gint64 amount,
          gint64 rate, GError **error)
{
  Part part = { document, amount, 0 };
  SbCurrency currency;

  if (!sb_currency_from_code (target->currency, &currency, error) ||
      !sb_price_to_base (amount, currency, rate, self->book.currency, &part.owed, error))
    return FALSE;
  g_array_append_val (parts, part);
  return TRUE;
}

/* Takes off @left what the party's other open documents of the kind can take. */
static gboolean
spread (SbApply *self, GArray *parts, const SbDocument *target, gint64 *left, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_OTHER_OPEN, error, SB_TEXT (":kind", target->kind),
                  SB_INT (":party", target->party), SB_TEXT (":currency", target->currency),
                  SB_INT (":not", target->id), SB_END);
  SbStep step = st != NULL ? SB_STEP_ROW : SB_STEP_ERROR;

  while (*left > 0 && step == SB_STEP_ROW &&
         (step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 amount = MIN (*left, sb_statement_int64_at (st, 1));

      if (!add_part (self, parts, target, sb_statement_int64_at (st, 0), amount,
                     sb_statement_int64_at (st, 2), error))
        return FALSE;
      *left -= amount;
    }
  return step != SB_STEP_ERROR;
}

/* Which documents the money settles. What nothing else takes stays with the one it was meant for. */
static GArray *
split (SbApply *self, const SbSettlement *s, const SbDocument *target, gint64 amount,
       GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  gint64 open = MAX (0, target->total - target->settled);
  gint64 left = s->spreads ? MAX (0, amount - open) : 0;
  gint64 beyond = left;

  if (left > 0 && target->party != 0 && !spread (self, parts, target, &left, error))
    return NULL;
  amount -= beyond - left;
  if (amount != 0 && !add_part (self, parts, target, target->id, amount, target->rate, error))
    return NULL;
  return g_steal_pointer (&parts);
}

static gboolean
settle_parts (SbApply *self, const SbDocument *target, GArray *parts, gint64 *owed, GError **error)
{
  *owed = 0;
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);

      if (self->data->full && part->document == target->id)
        part->owed = target->total_base - target->settled_base;
      if (!sb_apply_settle (self, part->document, part->amount, part->owed, error) ||
          !sb_add (*owed, part->owed, owed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
amounts (SbApply *self, const SbDocument *target, gint64 *amount, gint64 *money, GError **error)
{
  gint64 rate = self->data->rate != 0 ? self->data->rate : target->rate;
  SbCurrency currency;

  return sb_settlement_amount (self, target->currency, amount, error) &&
         sb_currency_from_code (target->currency, &currency, error) &&
         sb_price_to_base (*amount, currency, rate, self->book.currency, money, error);
}

static gboolean
post (SbApply *self, const SbSettlement *s, const SbDocument *document, gint64 owed, gint64 money,
      GError **error)
{
  const char *role = self->data->account != NULL ? self->data->account : "Bank";
  g_autoptr (SbJournalDraft) journal = sb_journal_draft_new ();
  gint64 owed_account = 0;
  gint64 exchange_account = 0;

  return sb_role_resolve (self->db, s->owed_role, 0, &owed_account, error) &&
         sb_role_resolve (self->db, "ExchangeGainLoss", 0, &exchange_account, error) &&
         sb_journal_draft_add (journal, role, document->account, 0, s->sign * money, error) &&
         sb_journal_draft_add (journal, s->owed_role, owed_account, document->party,
                               -s->sign * owed, error) &&
         sb_journal_draft_add_mirror (journal, "ExchangeGainLoss", exchange_account,
                                      s->sign * (owed - money), error) &&
         sb_posting_add_document (self->posting, s->object, document->id, journal, error);
}

gboolean
sb_settlement_apply (SbApply *self, const SbSettlement *s, GError **error)
{
  g_autoptr (SbDocument) document = sb_apply_new_document (self, s->kind,
                                                           sb_event_get_id (self->event));
  g_autoptr (SbDocument) target = NULL;
  g_autoptr (GArray) parts = NULL;
  gint64 id = 0;
  gint64 amount = 0;
  gint64 owed = 0;
  gint64 money = 0;

  if (!sb_apply_find_document (self, s->target, s->number, &id, error))
    return FALSE;
  if (id == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, s->field,
                           _("there is no document “%s”"), s->number);
      return FALSE;
    }
  target = sb_document_load (self->db, id, error);
  if (target == NULL || !amounts (self, target, &amount, &money, error) ||
      !sb_apply_money_account (self, self->data->account != NULL ? self->data->account : "Bank",
                               &document->account, error) ||
      !sb_apply_require_known (self, error))
    return FALSE;
  document->chain = target->chain;
  document->party = target->party;
  g_free (document->currency);
  document->currency = g_strdup (target->currency);
  document->rate = self->data->rate != 0 ? self->data->rate : target->rate;
  document->total = amount;
  document->total_base = money;
  parts = split (self, s, target, amount, error);
  return parts != NULL && sb_apply_write_document (self, document, error) &&
         settle_parts (self, target, parts, &owed, error) &&
         post (self, s, document, owed, money, error);
}
