/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One write on behalf of a caller: replayed when its requestid is known, else done, remembered and
 * put into the data file. */
#include "sb-practice.h"

#include "sb-practice-replay.h"
#include "sb-practice-write.h"

#include <string.h>

static SbWriteKind
write_kind (const char *operation, const char *include)
{
  if (g_strcmp0 (operation, "delete") == 0)
    return SB_WRITE_DELETE;
  if (g_strcmp0 (operation, "void") == 0 || (include != NULL && strstr (include, "void") != NULL))
    return SB_WRITE_VOID;
  return SB_WRITE_SAVE;
}

char *
sb_practice_save (SbPractice *practice, SbBooks *books, const char *key, const SbEntity *entity,
                  const SbSave *save, const SbTree *body, GError **error)
{
  SbWriteOptions options = { .allow_duplicate = save->include != NULL
                                                && strstr (save->include, "allowduplicatedocnum"),
                             .file_size = save->file_size,
                             .editor = "Stockbook" };
  SbWriteKind kind = write_kind (save->operation, save->include);
  g_autoptr (SbTree) answer = NULL;
  g_autoptr (GError) disk = NULL;
  g_autofree char *object = NULL;
  g_autofree char *text = NULL;
  char *known = NULL;
  gint64 now = sb_books_now (books);

  if (key != NULL && !practice->replay_off)
    known = sb_replies_find (books->replies, key, now, practice->replay_keep);
  if (known != NULL)
    return known;
  answer = sb_books_write (books, entity, kind, body, &options, error);
  if (answer == NULL)
    return NULL;
  object = sb_tree_to_text (answer);
  text = g_strdup_printf ("\"%s\":%s", entity->name, object);
  if (!sb_practice_data_commit (practice->data, books, key, text, &disk))
    g_error ("%s", disk->message); /* what cannot be kept must not be answered */
  return g_steal_pointer (&text);
}
