/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-company-error.h"

G_DEFINE_QUARK (sb-company-error-quark, sb_company_error)

const char *
sb_company_error_code (SbCompanyError code)
{
  switch (code)
    {
    case SB_COMPANY_ERROR_EDITION:
      return "edition";
    case SB_COMPANY_ERROR_CURRENCY:
      return "currency";
    case SB_COMPANY_ERROR_OTHER_COMPANY:
      return "other-company";
    case SB_COMPANY_ERROR_SIGN_IN_NEEDED:
      return "sign-in-needed";
    case SB_COMPANY_ERROR_SIGN_IN_REFUSED:
      return "sign-in-refused";
    case SB_COMPANY_ERROR_SIGN_IN_TIMEOUT:
      return "sign-in-timeout";
    case SB_COMPANY_ERROR_NO_KEYRING:
      return "no-keyring";
    case SB_COMPANY_ERROR_LOCKED:
      return "locked";
    case SB_COMPANY_ERROR_PRACTICE:
      return "practice";
    case SB_COMPANY_ERROR_UNKNOWN_SETTING:
      return "unknown-setting";
    case SB_COMPANY_ERROR_UNKNOWN_ACCOUNT:
      return "unknown-account";
    case SB_COMPANY_ERROR_ACCOUNT_TYPE:
      return "account-type";
    case SB_COMPANY_ERROR_INTEGRATION_OFF:
      return "integration-off";
    default:
      return "failed";
    }
}

GError *
sb_company_error_from (GError *error, SbCompanyError code)
{
  g_autoptr(GError) old = error;

  return g_error_new_literal (SB_COMPANY_ERROR, code, old->message);
}
