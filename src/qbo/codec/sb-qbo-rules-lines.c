/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules about the lines of a document. */
#include "sb-qbo-rules-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "sb-decimal.h"

#define REMEDY_CORRECT N_("Correct it and retry, or skip.")
#define REMEDY_REPORT                                                                              \
  N_("This is a fault of Stockbook, not yours: copy the log of this record into a report. The " \
     "rest goes on.")
#define LINES_MAX 750
#define DIGITS_MAX 10 /* before the point */

static gboolean
is_kind (const SbQboLine *line, const char *detail_type)
{
  return g_strcmp0 (line->detail_type, detail_type) == 0;
}

static guint
count_lines (const SbQboChecked *self)
{
  return self->lines != NULL ? self->lines->len : 0;
}

gboolean
sb_qbo_rule_amounts (const SbQboChecked *self, GError **error)
{
  const SbQboMeta *meta = self->data;
  gint64 limit = sb_decimal_power (DIGITS_MAX + meta->currency.exponent);
  gboolean journal = strcmp (self->table->entity, "JournalEntry") == 0;

  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);

      if (line->amount == SB_QBO_NONE)
        continue;
      if (line->amount <= -limit || line->amount >= limit)
        return sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                      _("The amount of line %u is larger than QuickBooks takes."),
                                      i + 1);
      if (journal && line->amount < 0)
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      _("The amount of line %u of the journal is negative."),
                                      i + 1);
    }
  return TRUE;
}

gboolean
sb_qbo_rule_products (const SbQboChecked *self, GError **error)
{
  const SbQboMeta *meta = self->data;

  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      gint64 product;

      if (line->quantity == SB_QBO_NONE || line->unit_price == SB_QBO_NONE ||
          line->amount == SB_QBO_NONE)
        continue;
      if (!sb_extend (line->quantity, line->unit_price, 0, meta->currency, &product, NULL) ||
          product != line->amount)
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      _("The amount of line %u is not its quantity times its "
                                        "price."), i + 1);
    }
  return TRUE;
}

gboolean
sb_qbo_rule_line_count (const SbQboChecked *self, GError **error)
{
  return count_lines (self) <= LINES_MAX ||
         sb_qbo_checked_refuse (error, "validation",
                                N_("Split the document into several, then retry."),
                                _("The document has %u lines; QuickBooks takes %d."),
                                count_lines (self), LINES_MAX);
}

/* Both kinds of link name the line of what they link. */
static gboolean
needs_line_id (const SbQboLinkedTxn *link)
{
  return g_strcmp0 (link->txn_type, "PurchaseOrder") == 0 ||
         g_strcmp0 (link->txn_type, "Payment") == 0;
}

gboolean
sb_qbo_rule_line_links (const SbQboChecked *self, GError **error)
{
  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      const SbQboLinkedTxn *link = sb_qbo_line_find_link (line, NULL);

      if (link != NULL && needs_line_id (link) && link->line_id == NULL)
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      _("Line %u does not say which line of the other document it "
                                        "belongs to."), i + 1);
    }
  return TRUE;
}

/* A percentage and an amount together make QuickBooks drop the line. */
static gboolean
is_clear_discount (const SbQboLine *line)
{
  if (line->percent_based == SB_QBO_TRUE)
    return line->discount_rate != SB_QBO_NONE && line->discount_rate > 0;
  return line->discount_rate == SB_QBO_NONE && line->amount != SB_QBO_NONE;
}

gboolean
sb_qbo_rule_discount (const SbQboChecked *self, GError **error)
{
  guint discounts = 0;

  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);

      if (!is_kind (line, SB_QBO_LINE_DISCOUNT))
        continue;
      if (!is_clear_discount (line))
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      _("The discount of line %u is neither an amount nor a "
                                        "percentage."), i + 1);
      discounts++;
    }
  if (discounts > 0 && !self->rules->discounts)
    return sb_qbo_checked_refuse (error, "validation",
                                  N_("Turn on discounts in QuickBooks (gear, Account and settings, "
                                     "Sales), then retry."),
                                  _("Discounts are turned off in QuickBooks."));
  return discounts <= 1 ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("QuickBooks takes one discount a document, this has %u."),
                                discounts);
}

/* Credits stand in the list with positive amounts, beside the documents they settle. */
static gboolean
is_credit (const SbQboLinkedTxn *link)
{
  static const char *const credits[] = { "CreditMemo", "VendorCredit", "Expense", "Check",
                                         "CreditCardCredit", "Deposit" };

  for (gsize i = 0; i < G_N_ELEMENTS (credits); i++)
    if (g_strcmp0 (link->txn_type, credits[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
sb_qbo_rule_applied (const SbQboChecked *self, GError **error)
{
  gint64 total = sb_qbo_checked_number (self, "TotalAmt");
  gint64 applied = 0;

  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      const SbQboLinkedTxn *link = sb_qbo_line_find_link (line, NULL);

      /* A journal can be on either side: only QuickBooks knows. */
      if (link == NULL || line->amount == SB_QBO_NONE ||
          g_strcmp0 (link->txn_type, "JournalEntry") == 0)
        return TRUE;
      if (line->amount < 0)
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      _("Line %u of the payment is negative."), i + 1);
      if (!(is_credit (link) ? sb_subtract (applied, line->amount, &applied, error)
                             : sb_add (applied, line->amount, &applied, error)))
        return FALSE;
    }
  return total == SB_QBO_NONE || applied <= total ||
         sb_qbo_checked_refuse (error, "validation", REMEDY_CORRECT,
                                _("More is applied than the payment and its credits amount to."));
}

gboolean
sb_qbo_rule_balance (const SbQboChecked *self, GError **error)
{
  gint64 sum = 0;
  guint sides[2] = { 0, 0 };

  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      gboolean debit = g_strcmp0 (line->posting_type, "Debit") == 0;

      if (!debit && g_strcmp0 (line->posting_type, "Credit") != 0)
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      _("Line %u of the journal is neither debit nor credit."),
                                      i + 1);
      sides[debit ? 0 : 1]++;
      if (line->amount != SB_QBO_NONE &&
          !sb_add (sum, debit ? line->amount : -line->amount, &sum, error))
        return FALSE;
    }
  if (count_lines (self) == 0 || (sides[0] > 0 && sides[1] > 0 && sum == 0))
    return TRUE;
  return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                _("Debits and credits of the journal are not equal."));
}

/* "Customer" of a receivable, "Vendor" of a payable, else NULL */
static const char *
wanted_contact (const SbQboChecked *self, const SbQboLine *line)
{
  const char *id = sb_qbo_ref_value (line->account);
  const char *type = id != NULL && self->surroundings->account_type != NULL
                       ? self->surroundings->account_type (id, self->surroundings->user_data)
                       : NULL;

  if (g_strcmp0 (type, "Accounts Receivable") == 0)
    return "Customer";
  return g_strcmp0 (type, "Accounts Payable") == 0 ? "Vendor" : NULL;
}

gboolean
sb_qbo_rule_journal_contacts (const SbQboChecked *self, GError **error)
{
  for (guint i = 0; i < count_lines (self); i++)
    {
      const SbQboLine *line = g_ptr_array_index (self->lines, i);
      const char *wanted = wanted_contact (self, line);

      if (wanted != NULL &&
          (line->entity == NULL || g_strcmp0 (line->entity->type, wanted) != 0))
        return sb_qbo_checked_refuse (error, "validation", REMEDY_REPORT,
                                      strcmp (wanted, "Customer") == 0
                                        ? _("QuickBooks wants a customer on a receivable line.")
                                        : _("QuickBooks wants a supplier on a payable line."));
    }
  return TRUE;
}
