/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-ledger-error.h"

/* GLib's extended-error macro reaches its private part by arithmetic on the error's address, which
 * gcc 12 takes for a possible null. */
#pragma GCC diagnostic ignored "-Wnull-dereference"

typedef struct
{
  char *field; /* (owned) (nullable): JSON pointer */
} SbLedgerErrorPrivate;

static void
sb_ledger_error_private_init (SbLedgerErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
sb_ledger_error_private_copy (const SbLedgerErrorPrivate *src, SbLedgerErrorPrivate *dest)
{
  dest->field = g_strdup (src->field);
}

static void
sb_ledger_error_private_clear (SbLedgerErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (SbLedgerError, sb_ledger_error)

static const char *const codes[] = {
  [SB_LEDGER_ERROR_DUPLICATE] = "E_DUPLICATE",
  [SB_LEDGER_ERROR_UNKNOWN_REF] = "E_UNKNOWN_REF",
  [SB_LEDGER_ERROR_PERIOD_CLOSED] = "E_PERIOD_CLOSED",
  [SB_LEDGER_ERROR_HAS_DEPENDENTS] = "E_HAS_DEPENDENTS",
  [SB_LEDGER_ERROR_BEFORE_STOCKTAKE] = "E_BEFORE_STOCKTAKE",
  [SB_LEDGER_ERROR_OVER_RETURN] = "E_OVER_RETURN",
  [SB_LEDGER_ERROR_OVER_CREDIT] = "E_OVER_CREDIT",
  [SB_LEDGER_ERROR_NO_BASIS] = "E_NO_BASIS",
  [SB_LEDGER_ERROR_DEFICIT_OPEN] = "E_DEFICIT_OPEN",
  [SB_LEDGER_ERROR_INSUFFICIENT_STOCK] = "E_INSUFFICIENT_STOCK",
  [SB_LEDGER_ERROR_NEGATIVE_VALUE] = "E_NEGATIVE_VALUE",
  [SB_LEDGER_ERROR_BAD_EVENT] = "E_BAD_EVENT",
  [SB_LEDGER_ERROR_UNBALANCED] = "E_UNBALANCED",
  [SB_LEDGER_ERROR_STALE] = "E_STALE",
};

const char *
sb_ledger_error_code (const GError *error)
{
  if (error == NULL || error->domain != SB_LEDGER_ERROR)
    return NULL;
  if (error->code < 0 || error->code >= (int) G_N_ELEMENTS (codes))
    return NULL;
  return codes[error->code];
}

gboolean
sb_ledger_error_from_code (const char *code, SbLedgerError *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i], code) == 0)
      {
        *value = (SbLedgerError) i;
        return TRUE;
      }
  return FALSE;
}

const char *
sb_ledger_error_field (const GError *error)
{
  if (error == NULL || error->domain != SB_LEDGER_ERROR)
    return NULL;
  return sb_ledger_error_get_private (error)->field;
}

void
sb_ledger_set_error (GError **error, SbLedgerError code, const char *field, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  *error = g_error_new_valist (SB_LEDGER_ERROR, (int) code, format, args);
  va_end (args);
  sb_ledger_error_get_private (*error)->field = g_strdup (field);
}
