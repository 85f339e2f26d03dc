/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two refreshes with one refresh token make Intuit revoke both. So whoever refreshes holds this
 * lock, application, command line and timer alike.
 */
#include "sb-token-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "sb-qbo-error.h"

#define LOOK_AGAIN (20 * G_TIME_SPAN_MILLISECOND)
#define PATIENCE (180 * G_TIME_SPAN_SECOND)

struct _SbTokenLock
{
  int fd;
};

static int
open_file (const char *lock_dir, const SbTokenKey *key, GError **error)
{
  g_autofree char *names = g_strjoin ("\n", key->environment, key->client_id, key->realm_id, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, names, -1);
  g_autofree char *file = g_strconcat ("sign-in-", hash, ".lock", NULL);
  g_autofree char *path = g_build_filename (lock_dir, file, NULL);
  int fd = -1;

  if (g_mkdir_with_parents (lock_dir, 0700) == 0)
    fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_NO_KEYRING, "lock file: %s", g_strerror (errno));
  return fd;
}

static gboolean
wait_for_lock (int fd, GCancellable *cancellable, GError **error)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        {
          g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_NO_KEYRING, "lock file: %s",
                       g_strerror (errno));
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > end)
        {
          g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_NO_KEYRING,
                       "another program has been renewing the sign-in for minutes");
          return FALSE;
        }
      g_usleep (LOOK_AGAIN);
    }
  return TRUE;
}

SbTokenLock *
sb_token_lock_take (const char *lock_dir, const SbTokenKey *key, GCancellable *cancellable,
                    GError **error)
{
  int fd = open_file (lock_dir, key, error);
  SbTokenLock *self;

  if (fd < 0)
    return NULL;
  if (!wait_for_lock (fd, cancellable, error))
    {
      close (fd);
      return NULL;
    }
  self = g_new (SbTokenLock, 1);
  self->fd = fd;
  return self;
}

void
sb_token_lock_release (SbTokenLock *self)
{
  if (self == NULL)
    return;
  close (self->fd);
  g_free (self);
}
