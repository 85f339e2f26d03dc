/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

typedef enum
{
  SB_WRITE_SAVE, /* create, or update when the body has an Id */
  SB_WRITE_DELETE,
  SB_WRITE_VOID,
} SbWriteKind;

typedef struct
{
  gboolean    allow_duplicate; /* include=allowduplicatedocnum */
  gboolean    trusted;         /* seed: any entity, an Id may be given */
  const char *editor;          /* who is told to others as the editor */
  gint64      file_size;       /* bytes of the file that comes with an Attachable; 0: none */
} SbWriteOptions;

/* The only way into the books: members, references, the entity's own rules, then storing and
 * posting.
 * @request: (transfer none): the object as sent. Returns: (transfer full) (nullable): the answer's
 * object; on failure an %SB_FAULT and nothing changed. */
SbTree *sb_books_write (SbBooks *books, const SbEntity *entity, SbWriteKind kind,
                        const SbTree *request, const SbWriteOptions *options, GError **error);
/* An object by the text of its Id: 2030 for no number, 610 for no object. */
SbObject *sb_books_read (SbBooks *books, const SbEntity *entity, const char *id, GError **error);

G_END_DECLS
