/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-subject.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* What somebody wrote beside a document, chain, product or contact. Subjects: sb-subject.h. */
typedef struct
{
  gint64 id;
  char *text;       /* (owned) */
  char *who;        /* (owned) */
  gint64 written;   /* microseconds since the epoch */
  gint64 changed;   /* likewise; = written when never */
} SbNote;

void sb_note_free (SbNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbNote, sb_note_free)

/* Writes a new note. BAD_EVENT "/text" (empty, over 10,000 characters), UNKNOWN_REF. Row id, 0 on failure. */
gint64     sb_note_add (SbTxn *txn, const char *subject, gint64 subject_id, const char *text, gint64 now,
                        GError **error);
gboolean   sb_note_change (SbTxn *txn, gint64 id, const char *text, gint64 now, GError **error);
gboolean   sb_note_remove (SbTxn *txn, gint64 id, gint64 now, GError **error);
/* (transfer full) (element-type SbNote): newest first */
GPtrArray *sb_note_list (SbDatabase *db, const char *subject, gint64 subject_id, GError **error);

G_END_DECLS
