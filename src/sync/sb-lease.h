/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Who may sync a book: a lock that the kernel holds on the file BOOK-lease beside it. It ends with
 * its process, at once, however that ended; what the file says is only for people.
 */
typedef struct _SbLease SbLease;

typedef struct
{
  gint64 pid;
  gint64 since; /* microseconds since the epoch */
  char *by;     /* (owned): "stockbook-cli sync" */
} SbLeaseHolder;

void sb_lease_holder_free (SbLeaseHolder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLeaseHolder, sb_lease_holder_free)

/**
 * sb_lease_take:
 * @book: path of the book
 * @by: who takes it, for people
 * @now: microseconds since the epoch
 *
 * Never waits. Fails with %SB_SYNC_ERROR_LOCKED (the message names the holder) or G_FILE_ERROR.
 *
 * Returns: (transfer full): the lease; freeing it gives it back
 */
SbLease *sb_lease_take (const char *book, const char *by, gint64 now, GError **error);
void     sb_lease_free (SbLease *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLease, sb_lease_free)

/* NULL when nobody holds it. */
SbLeaseHolder *sb_lease_holder (const char *book);

G_END_DECLS
