/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-error-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* GLib's extended-error macro reaches its private part by arithmetic on the error's address, which
 * gcc 12 takes for a possible null, and through a cast that drops const. */
#pragma GCC diagnostic ignored "-Wnull-dereference"
#pragma GCC diagnostic ignored "-Wcast-qual"

typedef struct
{
  gboolean maybe_done;
  guint retry_after;
  char *intuit_tid;   /* (owned) (nullable) */
  char *fault_code;   /* (owned) (nullable) */
  const char *reason; /* (nullable) static */
  const char *remedy; /* (nullable) static, translated */
} SbQboErrorPrivate;

static void
sb_qbo_error_private_init (SbQboErrorPrivate *priv)
{
  priv->maybe_done = FALSE;
}

static void
sb_qbo_error_private_copy (const SbQboErrorPrivate *source, SbQboErrorPrivate *target)
{
  *target = *source;
  target->intuit_tid = g_strdup (source->intuit_tid);
  target->fault_code = g_strdup (source->fault_code);
}

static void
sb_qbo_error_private_clear (SbQboErrorPrivate *priv)
{
  g_clear_pointer (&priv->intuit_tid, g_free);
  g_clear_pointer (&priv->fault_code, g_free);
}

G_DEFINE_EXTENDED_ERROR (SbQboError, sb_qbo_error)

GError *
sb_qbo_error_new (SbQboError code, const char *format, ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (SB_QBO_ERROR, (int) code, format, args);
  va_end (args);
  return error;
}

static SbQboErrorPrivate *
private_of (const GError *error)
{
  return error != NULL && error->domain == SB_QBO_ERROR ? sb_qbo_error_get_private (error) : NULL;
}

void
sb_qbo_error_set_maybe_done (GError *error, gboolean maybe_done)
{
  private_of (error)->maybe_done = maybe_done;
}

void
sb_qbo_error_set_retry_after (GError *error, guint seconds)
{
  private_of (error)->retry_after = seconds;
}

void
sb_qbo_error_set_intuit_tid (GError *error, const char *intuit_tid)
{
  SbQboErrorPrivate *priv = private_of (error);

  g_free (priv->intuit_tid);
  priv->intuit_tid = g_strdup (intuit_tid);
}

void
sb_qbo_error_set_fault (GError *error, const char *fault_code, const char *reason,
                        const char *remedy)
{
  SbQboErrorPrivate *priv = private_of (error);

  g_free (priv->fault_code);
  priv->fault_code = g_strdup (fault_code);
  priv->reason = reason;
  priv->remedy = remedy;
}

gboolean
sb_qbo_error_maybe_done (const GError *error)
{
  SbQboErrorPrivate *priv = private_of (error);

  return priv != NULL && priv->maybe_done;
}

guint
sb_qbo_error_retry_after (const GError *error)
{
  SbQboErrorPrivate *priv = private_of (error);

  return priv != NULL ? priv->retry_after : 0;
}

const char *
sb_qbo_error_intuit_tid (const GError *error)
{
  SbQboErrorPrivate *priv = private_of (error);

  return priv != NULL ? priv->intuit_tid : NULL;
}

const char *
sb_qbo_error_fault_code (const GError *error)
{
  SbQboErrorPrivate *priv = private_of (error);

  return priv != NULL ? priv->fault_code : NULL;
}

/* One row a code: the word of the sync monitor and what the owner can do. */
static const struct
{
  SbQboError code;
  const char *reason;
  const char *remedy;
} rows[] = {
  { SB_QBO_ERROR_OFFLINE, "network",
    N_("Check the internet connection; the next sync goes on where this one stopped.") },
  { SB_QBO_ERROR_SIGN_IN_NEEDED, "sign-in-needed",
    N_("Sign in to QuickBooks again. Nothing is lost meanwhile.") },
  { SB_QBO_ERROR_REVOKED, "sign-in-needed",
    N_("Sign in to QuickBooks again. Nothing is lost meanwhile.") },
  { SB_QBO_ERROR_SIGN_IN_REFUSED, "sign-in-refused",
    N_("Start the sign-in again and press Connect on Intuit's page.") },
  { SB_QBO_ERROR_SIGN_IN_TIMEOUT, "sign-in-timeout",
    N_("Start the sign-in again and finish it in the browser within five minutes.") },
  { SB_QBO_ERROR_CLIENT, "sign-in-refused",
    N_("Compare client ID, client secret and redirect address with the page of your Intuit app.") },
  { SB_QBO_ERROR_NO_KEYRING, "no-keyring",
    N_("Unlock the password store of your desktop and try again.") },
  { SB_QBO_ERROR_THROTTLED, "throttled",
    N_("QuickBooks asks for a pause. Sync again in some minutes.") },
  { SB_QBO_ERROR_STALE_OBJECT, "stale",
    N_("Retry: the record is read again and your change is merged.") },
  { SB_QBO_ERROR_DUPLICATE_NAME, "duplicate-name",
    N_("Give it another name, or link it with the one in QuickBooks.") },
  { SB_QBO_ERROR_VALIDATION, "validation",
    N_("Correct what QuickBooks names and retry, or skip.") },
  { SB_QBO_ERROR_NOT_FOUND, "missing-reference",
    N_("Look in QuickBooks whether it was deleted or made inactive, then retry.") },
  { SB_QBO_ERROR_SERVER, "server", N_("QuickBooks has trouble at the moment. Sync again later.") },
  { SB_QBO_ERROR_PROTOCOL, "bad-answer",
    N_("Sync again. If it comes back, the log of this record helps support to find the cause.") },
};

const char *
sb_qbo_error_reason (const GError *error)
{
  SbQboErrorPrivate *priv = private_of (error);

  if (priv == NULL)
    return NULL;
  if (priv->reason != NULL)
    return priv->reason;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((int) rows[i].code == error->code)
      return rows[i].reason;
  return NULL;
}

const char *
sb_qbo_error_remedy (const GError *error)
{
  SbQboErrorPrivate *priv = private_of (error);

  if (priv != NULL && priv->remedy != NULL)
    return priv->remedy;
  for (gsize i = 0; priv != NULL && i < G_N_ELEMENTS (rows); i++)
    if ((int) rows[i].code == error->code)
      return _(rows[i].remedy);
  return _("Try again.");
}
