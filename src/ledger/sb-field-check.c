/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-field-check.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"

/* Eleven digits in front of the decimal point are nobody's price; refuse the slip of the finger. */
#define NUMBER_MAX (G_GINT64_CONSTANT (10000000000) * 1000000 - 1)

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  return stripped[0] == '\0';
}

gboolean
sb_check_text (const char *text, const char *field, glong max, gboolean required, GError **error)
{
  if (text == NULL && !required)
    return TRUE;
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", _("this is not text"));
      return FALSE;
    }
  if (required && (text == NULL || is_blank (text)))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", _("this cannot be empty"));
      return FALSE;
    }
  if (g_utf8_strlen (text, -1) > max)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, _("at most %ld characters"), max);
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_check_number (gint64 number, const char *field, gint64 least, GError **error)
{
  if (number < least)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", _("this cannot be negative"));
      return FALSE;
    }
  if (number > NUMBER_MAX)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", _("this number is too large"));
      return FALSE;
    }
  return TRUE;
}
