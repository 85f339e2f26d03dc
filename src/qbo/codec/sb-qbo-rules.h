/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-company-info.h"
#include "sb-qbo-entity.h"
#include "sb-qbo-preferences.h"

G_BEGIN_DECLS

/* How a company taxes. */
typedef enum
{
  SB_QBO_TAX_OFF,    /* tax on a document would be dropped without a word */
  SB_QBO_TAX_US,     /* TAX or NON on each line, a code for the whole document */
  SB_QBO_TAX_GLOBAL, /* a code of its own on each line */
} SbQboTaxModel;

/**
 * SbQboRules:
 * @home: home currency
 * @tax_model: how the company taxes
 * @multicurrency: documents name their currency
 * @discounts: sales may have a discount line
 * @sales_numbers: whether sales forms take our numbers; unset: not known
 * @purchase_numbers: the same of purchase orders; bills carry the supplier's number in any case
 * @closed_until: last day of the closed books, %SB_DAY_NONE: open
 * @long_account_numbers: account numbers may have 20 characters instead of 7
 *
 * What a company's country and preferences demand of everything that is sent.
 */
typedef struct
{
  SbCurrency home;
  SbQboTaxModel tax_model;
  gboolean multicurrency;
  gboolean discounts;
  SbQboSwitch sales_numbers;
  SbQboSwitch purchase_numbers;
  SbDay closed_until;
  gboolean long_account_numbers;
} SbQboRules;

/* Of what the company says of itself; @home: the book's currency, where the company names none. */
void sb_qbo_rules_init (SbQboRules *rules, const SbQboCompanyInfo *company,
                        const SbQboPreferences *preferences, SbCurrency home);

/* QBO's type of an account ("Accounts Receivable"), or NULL when it is not known. */
typedef const char *(*SbQboAccountTypeFunc) (const char *account_id, gpointer user_data);

/**
 * SbQboSurroundings:
 * @contact_currency: (nullable): currency of the document's customer or supplier
 * @account_type: (nullable): tells the type of an account that a journal names
 *
 * What is known about the objects that a document refers to; each absent fact leaves its rule out.
 */
typedef struct
{
  const char *contact_currency;
  SbQboAccountTypeFunc account_type;
  gpointer user_data;
} SbQboSurroundings;

/**
 * sb_qbo_check:
 * @table: of any entity
 * @rules: of the company it goes to
 * @surroundings: (nullable)
 *
 * Checks an object before it is sent: lengths and characters of its texts, then every rule that
 * QuickBooks would refuse it by and that can be known here. An object without an id must have all
 * that a creation needs; an update is checked by what it holds.
 *
 * Fails with %SB_QBO_ERROR_VALIDATION, a translated sentence for the owner, and the reason word and
 * remedy of the fault that QuickBooks would have answered with.
 */
gboolean sb_qbo_check (const SbQboTable *table, gconstpointer data, const SbQboRules *rules,
                       const SbQboSurroundings *surroundings, GError **error);

/**
 * sb_qbo_check_body:
 * @body: JSON of one object, as it would be sent
 *
 * The same for bytes that are ready to leave. A kind without a codec passes. Fails as above, and
 * with %SB_QBO_ERROR_PROTOCOL when @body is no object.
 */
gboolean sb_qbo_check_body (const char *entity, GBytes *body, const SbQboRules *rules,
                            const SbQboSurroundings *surroundings, GError **error);

G_END_DECLS
