/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* What is being typed and has no effect yet; kept so that a crash loses nothing. */

/**
 * SbDraft: one unfinished document.
 */
typedef struct
{
  gint64 id;
  char *kind;      /* (owned): the screen it belongs to: "purchase_order", "sale_order", "opening", ... */
  char *body;      /* (owned): JSON of that screen */
  gint64 updated;  /* microseconds since the epoch */
} SbDraft;

void sb_draft_free (SbDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDraft, sb_draft_free)

/**
 * sb_draft_save:
 * @id: row id, or 0 for a new one
 * @kind: which screen
 * @body: JSON text, at most 1 MiB
 * @now: microseconds since the epoch
 *
 * Writes one row of `draft`. Returns: its row id, or 0 with an error.
 */
gint64     sb_draft_save (SbTxn *txn, gint64 id, const char *kind, const char *body, gint64 now, GError **error);
gboolean   sb_draft_delete (SbTxn *txn, gint64 id, GError **error); /* no draft is no error */
/* (transfer full) (nullable): NULL without an error when there is none */
SbDraft   *sb_draft_load (SbDatabase *db, gint64 id, GError **error);
/* (transfer full) (element-type SbDraft): newest first; @kind NULL lists all */
GPtrArray *sb_draft_list (SbDatabase *db, const char *kind, GError **error);

G_END_DECLS
