/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-record.h"
#include "sb-work.h"

G_BEGIN_DECLS

/**
 * SbWorkStory:
 * @work: the ledger's side (owned)
 * @states: (array length=steps): the state in QuickBooks of each step; only where @has_state
 * @has_state: (array length=steps): whether the step is or will be anything in QuickBooks
 *
 * Everything that the page of a stock document, transfer or production order shows.
 */
typedef struct
{
  SbWork        *work;
  SbRecordState *states;
  gboolean      *has_state;
} SbWorkStory;

/* On a reader thread. Fails as sb_work_load(); @of_document: @id is a document's. (transfer full) */
SbWorkStory *sb_work_story_load (SbDatabase *db, gint64 id, gboolean of_document, GError **error);
void         sb_work_story_free (SbWorkStory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWorkStory, sb_work_story_free)

/* (transfer none): the step that gives the page its name: the last in force, else the last */
const SbWorkStep *sb_work_story_main (const SbWorkStory *self);
/* (transfer full): words for a document: "Adjustment A-12" */
char             *sb_work_story_title (const SbDocument *document);

G_END_DECLS
