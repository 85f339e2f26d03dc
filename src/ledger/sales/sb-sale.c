/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-sale.h"

#include "sb-decimal.h"
#include "sb-purchase.h"
#include "sb-quantity.h"

gboolean
sb_sale_price (SbApply *self, SbDocument *document, GArray *lines, GError **error)
{
  g_autoptr (GArray) priced =
    sb_price_lines (lines, document->discount, sb_event_get_currency (self->event), error);

  if (priced == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const SbEventLine *from = &g_array_index (lines, SbEventLine, i);
      g_autofree char *field = sb_apply_field ("lines", i, "sku");
      SbDocumentLine *line = sb_document_add_line (document, "line", (int) i);
      gint64 product = 0;

      if (from->sku != NULL ? !sb_apply_product (self, from->sku, field, &product, error)
                            : !sb_apply_service (self, from->item, &product, error))
        return FALSE;
      sb_price_fill_line (line, from, &g_array_index (priced, SbPricedLine, i), product);
      if (!sb_role_resolve (self->db, "Revenue", product, &line->account, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  SbApply *apply;
  const SbDocument *document;
  SbJournalDraft *journal;
  int sign;
  gint64 total; /* base: what the money side gets */
} SalePosting;

/* Credits @minor of document currency to @role (debits it in a credit note). */
static gboolean
credit (SalePosting *posting, const char *role, gint64 account, gint64 minor, GError **error)
{
  SbApply *self = posting->apply;
  gint64 base = 0;

  return sb_price_to_base (minor, sb_event_get_currency (self->event), posting->document->rate,
                           self->book.currency, &base, error) &&
         sb_add (posting->total, base, &posting->total, error) &&
         sb_journal_draft_add (posting->journal, role, account, 0, -posting->sign * base, error);
}

static gboolean
credit_role (SalePosting *posting, const char *role, gint64 minor, GError **error)
{
  gint64 account = 0;

  return sb_role_resolve (posting->apply->db, role, 0, &account, error) &&
         credit (posting, role, account, minor, error);
}

gboolean
sb_sale_post (SbApply *self, SbDocument *document, int sign, const char *money_role,
              gint64 money_account, const char *object, GError **error)
{
  g_autoptr (SbJournalDraft) journal = sb_journal_draft_new ();
  SalePosting posting = { self, document, journal, sign, 0 };

  for (guint i = 0; i < document->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (document->lines, i);

      if (!g_str_equal (line->part, "line"))
        continue;
      if (!credit (&posting, "Revenue", line->account, line->net, error) ||
          !credit_role (&posting, "SalesTaxPayable", line->tax, error))
        return FALSE;
    }
  if (!credit_role (&posting, "SalesDiscounts", -document->discount, error) ||
      !credit_role (&posting, "ShippingIncome", document->shipping, error) ||
      !credit_role (&posting, "SalesTaxPayable", document->shipping_tax, error))
    return FALSE;
  document->total_base = posting.total;
  return sb_journal_draft_add (journal, money_role, money_account,
                               g_str_equal (money_role, "AccountsReceivable") ? document->party : 0,
                               sign * posting.total, error) &&
         sb_apply_write_document (self, document, error) &&
         sb_posting_add_document (self->posting, object, document->id, journal, error);
}
