/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-field.h"

#include <glib/gi18n.h>

static const SbDocumentField FIELDS[] = {
  { .name = "party", .part = SB_DOCUMENT_PARTY, .type = SB_FIELD_PARTY,
    .label = N_("_Customer"), .spoken = N_("Customer or supplier") },
  { .name = "number", .part = SB_DOCUMENT_NUMBER, .type = SB_FIELD_TEXT,
    .label = N_("_Number"), .spoken = N_("Number") },
  { .name = "date", .type = SB_FIELD_DAY, .label = N_("_Day"), .spoken = N_("Day") },
  { .name = "due", .part = SB_DOCUMENT_DUE, .type = SB_FIELD_DAY, .member = "due",
    .label = N_("D_ue"), .spoken = N_("Due") },
  { .name = "currency", .part = SB_DOCUMENT_CURRENCY, .type = SB_FIELD_CHOICE,
    .member = "currency", .label = N_("Currenc_y"), .spoken = N_("Currency") },
  { .name = "rate", .part = SB_DOCUMENT_CURRENCY | SB_DOCUMENT_RATE, .type = SB_FIELD_RATE,
    .member = "rate", .label = N_("E_xchange rate"), .spoken = N_("Exchange rate") },
  { .name = "location", .part = SB_DOCUMENT_LOCATION, .type = SB_FIELD_CHOICE,
    .member = "location", .label = N_("_Location"), .spoken = N_("Location") },
  { .name = "from", .part = SB_DOCUMENT_FROM, .type = SB_FIELD_CHOICE, .member = "from",
    .label = N_("F_rom"), .spoken = N_("From"), .missing = N_("Choose the place it leaves.") },
  { .name = "to", .part = SB_DOCUMENT_TO, .type = SB_FIELD_CHOICE, .member = "to",
    .label = N_("_To"), .spoken = N_("To"), .missing = N_("Choose the place it comes to.") },
  { .name = "reason", .part = SB_DOCUMENT_REASON, .type = SB_FIELD_CHOICE, .member = "role",
    .label = N_("R_eason"), .spoken = N_("Reason") },
  { .name = "credit", .part = SB_DOCUMENT_CREDIT, .type = SB_FIELD_CHOICE, .member = "credit",
    .label = N_("C_redit"), .spoken = N_("Credit"), .missing = N_("Choose a credit.") },
  { .name = "amount", .part = SB_DOCUMENT_AMOUNT, .type = SB_FIELD_MONEY, .member = "amount",
    .label = N_("_Amount"), .spoken = N_("Amount"), .missing = N_("Enter the amount."),
    .negative = TRUE },
  { .name = "method", .part = SB_DOCUMENT_METHOD, .type = SB_FIELD_CHOICE, .member = "method",
    .label = N_("_Share out by"), .spoken = N_("Share out by"),
    .missing = N_("Choose how it is shared out.") },
  { .name = "account", .part = SB_DOCUMENT_ACCOUNT, .type = SB_FIELD_ACCOUNT, .member = "account",
    .label = N_("A_ccount"), .spoken = N_("Account") },
  { .name = "full", .part = SB_DOCUMENT_FULL, .type = SB_FIELD_CHECK, .member = "full",
    .label = N_("This settles _all of it: the rest is a difference of the rates"),
    .spoken = N_("This settles all of it"), .checked = TRUE },
  { .name = "discount", .part = SB_DOCUMENT_DISCOUNT, .type = SB_FIELD_MONEY,
    .member = "discount_amount", .label = N_("Discoun_t on all"),
    .spoken = N_("Discount on all lines"), .foot = TRUE },
  { .name = "shipping", .part = SB_DOCUMENT_SHIPPING, .type = SB_FIELD_MONEY, .member = "shipping",
    .label = N_("Sh_ipping"), .spoken = N_("Shipping"), .foot = TRUE },
  { .name = "shipping-tax", .part = SB_DOCUMENT_SHIPPING, .type = SB_FIELD_PERCENT,
    .member = "shipping_tax_rate", .label = N_("Shipping ta_x %"),
    .spoken = N_("Tax on shipping in percent"), .foot = TRUE },
  { .name = "rounding", .part = SB_DOCUMENT_ROUNDING, .type = SB_FIELD_MONEY,
    .member = "rounding", .label = N_("_Rounding"), .spoken = N_("Rounding"), .foot = TRUE,
    .negative = TRUE },
  { .name = "scrap", .part = SB_DOCUMENT_SCRAP, .type = SB_FIELD_MONEY, .member = "scrap_value",
    .label = N_("_Waste beyond the usual, value"), .spoken = N_("Value of waste beyond the usual"),
    .foot = TRUE },
  { .name = "refund", .part = SB_DOCUMENT_REFUND, .type = SB_FIELD_ACCOUNT,
    .member = "refund_account", .label = N_("Re_fund at once from"),
    .spoken = N_("Refund at once from"), .foot = TRUE },
  { .name = "carried", .part = SB_DOCUMENT_CARRIED, .type = SB_FIELD_CHECK, .member = "send",
    .label = N_("QuickBooks carries this value _already: do not post it there"),
    .spoken = N_("QuickBooks carries this value already: do not post it there"), .foot = TRUE },
  { .name = "note", .type = SB_FIELD_TEXT, .member = "note", .label = N_("N_ote"),
    .spoken = N_("Note"), .foot = TRUE },
};

const SbDocumentField *
sb_document_fields (gsize *n)
{
  *n = G_N_ELEMENTS (FIELDS);
  return FIELDS;
}

gboolean
sb_document_field_is_of (const SbDocumentField *self, const SbDocumentKind *kind)
{
  return self->part == 0 || (self->part & kind->parts) != 0;
}

const SbDocumentField *
sb_document_field_of_member (const SbDocumentKind *kind, const char *member)
{
  const char *name = g_strcmp0 (member, kind->party_member) == 0 ? "party"
                     : g_strcmp0 (member, kind->own) == 0        ? "number"
                     : g_strcmp0 (member, "account_id") == 0     ? "account"
                                                                 : member;

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (FIELDS); i++)
    if (sb_document_field_is_of (&FIELDS[i], kind)
        && (g_str_equal (FIELDS[i].name, name) || g_strcmp0 (FIELDS[i].member, name) == 0))
      return &FIELDS[i];
  return NULL;
}
