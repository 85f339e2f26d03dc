/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sb-ledger.h"
#include "sb-list-source.h"
#include "sb-row.h"

G_BEGIN_DECLS

/*
 * A list of #SbRow that pages from the book: the ordered row ids are read once, the rows as they
 * are looked at. get_item() never waits: a row comes empty and fills itself. Main thread.
 *
 * Property "loading" (read, notifies): the ids are being read.
 * Signal "failed" (const GError *): reading the ids failed; the list is as it was.
 */
#define SB_TYPE_PAGED_MODEL (sb_paged_model_get_type ())
G_DECLARE_FINAL_TYPE (SbPagedModel, sb_paged_model, SB, PAGED_MODEL, GObject)

/* Starts empty; nothing is read before sb_paged_model_reload(). */
SbPagedModel *sb_paged_model_new (SbLedger *ledger, const SbListSource *source);

/* What to show. Setters take effect at the next reload. */
void sb_paged_model_set_search (SbPagedModel *self, const char *search);
void sb_paged_model_set_filter (SbPagedModel *self, guint filter);
void sb_paged_model_set_sort (SbPagedModel *self, gboolean sorted, guint column,
                              gboolean descending);
void sb_paged_model_set_parent (SbPagedModel *self, gint64 parent);

/**
 * sb_paged_model_reload:
 * @self: a model
 *
 * Reads the ids again. Positions whose id stays keep their row; rows in view are read again too,
 * and show their old cells until then. An earlier reload on its way is dropped.
 */
void sb_paged_model_reload (SbPagedModel *self);

gboolean            sb_paged_model_get_loading (SbPagedModel *self);
/* %TRUE once a reload has come back */
gboolean            sb_paged_model_get_loaded (SbPagedModel *self);
const SbListSource *sb_paged_model_get_source (SbPagedModel *self);
/* (array length=n): valid until the next change of the list */
const gint64       *sb_paged_model_get_ids (SbPagedModel *self, gsize *n);
/* Rows that live at this moment; flat however long the list is. For tests. */
guint               sb_paged_model_get_n_live (SbPagedModel *self);

G_END_DECLS
