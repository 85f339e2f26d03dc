/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbCompanyError:
 * @SB_COMPANY_ERROR_EDITION: the QuickBooks company's plan cannot take what Stockbook sends
 * @SB_COMPANY_ERROR_CURRENCY: the company's home currency is not the book's
 * @SB_COMPANY_ERROR_OTHER_COMPANY: the book already belongs to another QuickBooks company
 * @SB_COMPANY_ERROR_SIGN_IN_NEEDED: there are no usable tokens: connect first
 * @SB_COMPANY_ERROR_SIGN_IN_REFUSED: the owner said no, or the answer was not ours
 * @SB_COMPANY_ERROR_SIGN_IN_TIMEOUT: nobody came back from the browser within five minutes
 * @SB_COMPANY_ERROR_NO_KEYRING: the Secret Service cannot be reached or is locked
 * @SB_COMPANY_ERROR_LOCKED: another process holds the book's lease
 * @SB_COMPANY_ERROR_PRACTICE: the practice company could not be started
 * @SB_COMPANY_ERROR_UNKNOWN_SETTING: no such setting, or not a value of it
 * @SB_COMPANY_ERROR_UNKNOWN_ACCOUNT: no such account in QuickBooks
 * @SB_COMPANY_ERROR_ACCOUNT_TYPE: the account is of a type that the role does not take
 * @SB_COMPANY_ERROR_INTEGRATION_OFF: the integration switch is off: nothing is sent or read
 */
typedef enum
{
  SB_COMPANY_ERROR_EDITION,
  SB_COMPANY_ERROR_CURRENCY,
  SB_COMPANY_ERROR_OTHER_COMPANY,
  SB_COMPANY_ERROR_SIGN_IN_NEEDED,
  SB_COMPANY_ERROR_SIGN_IN_REFUSED,
  SB_COMPANY_ERROR_SIGN_IN_TIMEOUT,
  SB_COMPANY_ERROR_NO_KEYRING,
  SB_COMPANY_ERROR_LOCKED,
  SB_COMPANY_ERROR_PRACTICE,
  SB_COMPANY_ERROR_UNKNOWN_SETTING,
  SB_COMPANY_ERROR_UNKNOWN_ACCOUNT,
  SB_COMPANY_ERROR_ACCOUNT_TYPE,
  SB_COMPANY_ERROR_INTEGRATION_OFF,
} SbCompanyError;

#define SB_COMPANY_ERROR (sb_company_error_quark ())
GQuark sb_company_error_quark (void);

/* The word that scripts read: "edition", "sign-in-needed", "locked" ...; never NULL. */
const char *sb_company_error_code (SbCompanyError code);

/**
 * sb_company_error_from:
 * @error: (transfer full): an error of a lower layer
 * @code: what it means for the company
 *
 * An error carries the private data of its domain, so its domain cannot simply be replaced: it would be
 * freed as what it is not.
 *
 * Returns: (transfer full): an error of SB_COMPANY_ERROR with the same message
 */
GError *sb_company_error_from (GError *error, SbCompanyError code);

G_END_DECLS
