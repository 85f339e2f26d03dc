/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-subject.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* Files kept in the book beside a document, chain, product or contact: the supplier's bill as it came,
 * a photograph. */

#define SB_ATTACHMENT_MAX (16u * 1024u * 1024u) /* bytes of one file */


typedef struct
{
  gint64 id;
  const char *subject; /* (not owned): SB_SUBJECT_... */
  gint64 subject_id;
  char *name;          /* (owned): file name without folders */
  char *type;          /* (owned): "application/pdf" */
  gint64 bytes;
  char *sha256;        /* (owned): hex digits */
  gint64 added;        /* microseconds since the epoch */
  char *who;           /* (owned) */
} SbAttachment;

void sb_attachment_free (SbAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAttachment, sb_attachment_free)

/**
 * sb_attachment_add:
 * @name: file name; folders in front are dropped, control characters refused
 * @type: (nullable): MIME type; NULL guesses from name and content
 *
 * Fails with %SB_LEDGER_ERROR_BAD_EVENT at "/name" (empty, too long) or "/file" (empty or over
 * %SB_ATTACHMENT_MAX), %SB_LEDGER_ERROR_DUPLICATE at "/file" when the subject has these bytes already,
 * %SB_LEDGER_ERROR_UNKNOWN_REF when there is no such subject. Writes one row and the audit trail.
 *
 * Returns: its row id, 0 on failure
 */
gint64     sb_attachment_add (SbTxn *txn, const char *subject, gint64 subject_id, const char *name,
                              const char *type, GBytes *content, gint64 now, GError **error);
/* (transfer full) (element-type SbAttachment): in order of adding; without their bytes */
GPtrArray *sb_attachment_list (SbDatabase *db, const char *subject, gint64 subject_id, GError **error);
/* (transfer full): the bytes; %SB_LEDGER_ERROR_UNKNOWN_REF, or %SB_STORE_ERROR_CORRUPT when they are not
 * what was added */
GBytes    *sb_attachment_read (SbDatabase *db, gint64 id, GError **error);
/* Takes the bytes away; the audit trail keeps name, size and hash. */
gboolean   sb_attachment_remove (SbTxn *txn, gint64 id, gint64 now, GError **error);

G_END_DECLS
