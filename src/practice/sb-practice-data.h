/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/*
 * The data file: JSON, one line a change. First a snapshot of all companies, then a line for every
 * accepted write, on the disk before the write is answered. A last line that was cut by a crash was
 * never answered and is dropped. A file most of whose lines have been overtaken by later ones is
 * rewritten as one snapshot at the next start. Documents stay in the mapped file until somebody
 * looks at them.
 */
typedef struct _SbPracticeData SbPracticeData;

/* @path (nullable): nothing is kept. @companies: SbBooks, filled from the file by realm. @auth:
 * (out) (nullable): what sb_practice_data_write_auth() kept last. */
SbPracticeData *sb_practice_data_open (const char *path, GPtrArray *companies, SbPracticeTime *time,
                                       SbTree **auth, GError **error);
/* Sets each company's recording going: at the end of the file, or, where that is new, cut or
 * mostly overtaken, after a fresh snapshot of everything. */
gboolean sb_practice_data_begin (SbPracticeData *self, GPtrArray *companies, const SbTree *auth,
                                 GError **error);
/* Writes what @books has pending, with the answer to be replayed for @reply_key (nullable), which
 * is also remembered in the books. */
gboolean sb_practice_data_commit (SbPracticeData *self, SbBooks *books, const char *reply_key,
                                  const char *reply, GError **error);
/* Writes the grants; on the disk after the next sb_practice_data_sync(). */
gboolean sb_practice_data_write_auth (SbPracticeData *self, const SbTree *auth, GError **error);
/* To be called before an answer leaves: what was written since is on the disk when it returns. */
gboolean sb_practice_data_sync (SbPracticeData *self, GError **error);
/* @self: (nullable) */
void     sb_practice_data_free (SbPracticeData *self);

G_END_DECLS
