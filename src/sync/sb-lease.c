/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lock of the kernel, not a file that says so: it cannot be left behind by a process that died.
 */
#include "sb-lease.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "sb-sync-error.h"

struct _SbLease
{
  int fd;
};

void
sb_lease_holder_free (SbLeaseHolder *self)
{
  if (self == NULL)
    return;
  g_free (self->by);
  g_free (self);
}

static char *
lease_path (const char *book)
{
  return g_strconcat (book, "-lease", NULL);
}

static SbLeaseHolder *
holder_read (int fd)
{
  SbLeaseHolder *holder = g_new0 (SbLeaseHolder, 1);
  char text[512];
  ssize_t n = pread (fd, text, sizeof text - 1, 0);
  g_auto (GStrv) parts = NULL;

  text[n > 0 ? n : 0] = '\0';
  parts = g_strsplit (text, "\n", 4);
  if (g_strv_length (parts) >= 3)
    {
      holder->pid = g_ascii_strtoll (parts[0], NULL, 10);
      holder->since = g_ascii_strtoll (parts[1], NULL, 10);
      holder->by = g_utf8_make_valid (parts[2], -1);
    }
  else
    {
      holder->by = g_strdup ("");
    }
  return holder;
}

static int
lease_open (const char *book, int flags)
{
  g_autofree char *path = lease_path (book);

  return open (path, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

static gboolean
lease_note_holder (int fd, const char *by, gint64 now)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n",
                                           (gint64) getpid (), now, by);

  return ftruncate (fd, 0) == 0 && pwrite (fd, text, strlen (text), 0) == (ssize_t) strlen (text);
}

SbLease *
sb_lease_take (const char *book, const char *by, gint64 now, GError **error)
{
  SbLease *lease;
  int fd = lease_open (book, O_RDWR | O_CREAT);

  if (fd < 0)
    {
      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                   "cannot open the lease of %s: %s", book, g_strerror (errno));
      return NULL;
    }

  if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_autoptr (SbLeaseHolder) holder = holder_read (fd);

      sb_sync_set_error (error, SB_SYNC_ERROR_LOCKED, "locked",
                         _("%s (process %" PRId64 ") is syncing this book now"),
                         holder->by[0] != '\0' ? holder->by : "Stockbook", holder->pid);
      close (fd);
      return NULL;
    }

  if (!lease_note_holder (fd, by, now))
    g_debug ("the lease does not say who holds it: %s", g_strerror (errno));

  lease = g_new0 (SbLease, 1);
  lease->fd = fd;
  return lease;
}

void
sb_lease_free (SbLease *self)
{
  if (self == NULL)
    return;
  /* The file stays: removing it would let two processes lock two files of one name. */
  if (ftruncate (self->fd, 0) != 0)
    g_debug ("the lease keeps the name of its last holder: %s", g_strerror (errno));
  close (self->fd);
  g_free (self);
}

SbLeaseHolder *
sb_lease_holder (const char *book)
{
  SbLeaseHolder *holder = NULL;
  int fd = lease_open (book, O_RDONLY);

  if (fd < 0)
    return NULL;
  if (flock (fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    holder = holder_read (fd);
  close (fd);
  return holder;
}
