/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-error.h"

/* GLib's extended-error macro reaches its private part by arithmetic on the error's address, which
 * gcc 12 takes for a possible null. */
#pragma GCC diagnostic ignored "-Wnull-dereference"

typedef struct
{
  const char *word; /* interned */
} SbSyncErrorPrivate;

static void
sb_sync_error_private_init (SbSyncErrorPrivate *priv)
{
  priv->word = NULL;
}

static void
sb_sync_error_private_copy (const SbSyncErrorPrivate *from, SbSyncErrorPrivate *to)
{
  to->word = from->word;
}

static void
sb_sync_error_private_clear (SbSyncErrorPrivate *priv)
{
  priv->word = NULL;
}

G_DEFINE_EXTENDED_ERROR (SbSyncError, sb_sync_error)

const char *
sb_sync_error_word (const GError *error)
{
  if (error == NULL || error->domain != SB_SYNC_ERROR)
    return NULL;

  return sb_sync_error_get_private (error)->word;
}

void
sb_sync_set_error (GError **error, SbSyncError code, const char *word, const char *format, ...)
{
  va_list args;
  GError *made;

  if (error == NULL)
    return;

  va_start (args, format);
  made = g_error_new_valist (SB_SYNC_ERROR, (int) code, format, args);
  va_end (args);
  sb_sync_error_get_private (made)->word = g_intern_string (word);
  g_propagate_error (error, made);
}
