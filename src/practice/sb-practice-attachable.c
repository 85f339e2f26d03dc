/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attachable: a note or a file, and the documents and names it is attached to. */
#include "sb-practice-entities.h"

#include "sb-practice-files.h"

#include <string.h>

#define LINK_LIFE 900 /* seconds */

static gboolean
check_target (SbBooks *books, const SbTree *reference, GError **error)
{
  const SbTree *target = sb_tree_get (reference, "EntityRef");
  const char *type = sb_tree_get_text (target, "type");
  const char *id = sb_tree_get_text (target, "value");
  const SbEntity *entity = type != NULL ? sb_entity_for_path (type) : NULL;

  if (target == NULL)
    return TRUE; /* attached to nothing yet */
  if (entity != NULL && sb_books_find (books, entity, id) != NULL)
    return TRUE;
  sb_fault_set (error, 6000, NULL,
                "Business Validation Error: The entity %s %s that you are trying to link does not "
                "exist. %s %s",
                type != NULL ? type : "", id != NULL ? id : "", type != NULL ? type : "",
                id != NULL ? id : "");
  return FALSE;
}

/* Size and place of the file are ours to say, whatever was sent. */
static void
keep_file (SbWrite *write)
{
  static const char *const members[]
      = { "Size", "FileAccessUri", "TempDownloadUri", "ThumbnailFileAccessUri",
          "ThumbnailTempDownloadUri" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    sb_tree_set (write->body, members[i], NULL);
  if (write->file_size > 0)
    sb_tree_set_int (write->body, "Size", write->file_size);
  else if (write->old != NULL && sb_tree_get (sb_object_body (write->old), "Size") != NULL)
    sb_tree_set (write->body, "Size",
                 sb_tree_copy (sb_tree_get (sb_object_body (write->old), "Size")));
}

gboolean
sb_prepare_attachable (SbBooks *books, SbWrite *write, GError **error)
{
  SbTree *references = sb_tree_get (write->body, "AttachableRef");

  keep_file (write);
  if (sb_tree_get (write->body, "Note") == NULL && sb_tree_get (write->body, "FileName") == NULL)
    {
      sb_fault_set (error, 2020, "Note", "Required parameter Note is missing in the request");
      return FALSE;
    }
  for (guint i = 0; i < sb_tree_length (references); i++)
    {
      SbTree *reference = sb_tree_nth (references, i);

      if (!check_target (books, reference, error))
        return FALSE;
      if (sb_tree_get (reference, "EntityRef") != NULL)
        sb_tree_set_truth (reference, "IncludeOnSend",
                           sb_tree_get_truth (reference, "IncludeOnSend"));
    }
  return TRUE;
}

char *
sb_attachable_link (SbBooks *books, const SbObject *object)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object->id);
  gint64 until = sb_books_now (books) / G_USEC_PER_SEC + LINK_LIFE;
  g_autofree char *signature = sb_files_sign (books->files, books->realm, id, until);

  return g_strdup_printf ("%s/practice/file/%s/%s?until=%" G_GINT64_FORMAT "&sign=%s",
                          books->address, books->realm, id, until, signature);
}

void
sb_render_attachable (SbBooks *books, SbObject *object, SbTree *answer)
{
  g_autofree char *access = NULL;
  g_autofree char *link = NULL;

  if (sb_tree_get (sb_object_body (object), "Size") == NULL || books->files == NULL)
    return;
  access = g_strdup_printf ("/v3/company/%s/download/%" G_GINT64_FORMAT, books->realm, object->id);
  link = sb_attachable_link (books, object);
  sb_tree_set_text (answer, "FileAccessUri", access);
  sb_tree_set_text (answer, "TempDownloadUri", link);
}
