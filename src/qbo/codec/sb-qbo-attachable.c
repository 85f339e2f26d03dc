/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-attachable.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-field-private.h"

/* Room for the metadata and the frame of the parts. */
#define FRAME_MAX (64u * 1024u)
#define NAME_MAX_LENGTH 1000

static const SbQboField sb_qbo_attachable_ref_fields[] = {
  SB_QBO_BOTH (SbQboAttachableRef, entity, "EntityRef", REF),
  SB_QBO_BOTH (SbQboAttachableRef, include_on_send, "IncludeOnSend", SWITCH),
};

const SbQboTable sb_qbo_attachable_ref_table = {
  NULL, sizeof (SbQboAttachableRef),
  sb_qbo_attachable_ref_fields, G_N_ELEMENTS (sb_qbo_attachable_ref_fields),
};

static const SbQboField sb_qbo_attachable_fields[] = {
  SB_QBO_TEXT (SbQboAttachable, file_name, "FileName", NAME_MAX_LENGTH),
  SB_QBO_BOTH (SbQboAttachable, content_type, "ContentType", TEXT),
  SB_QBO_TEXT (SbQboAttachable, note, "Note", 2000),
  SB_QBO_TEXT (SbQboAttachable, category, "Category", 100),
  SB_QBO_READ (SbQboAttachable, file_uri, "FileAccessUri", TEXT),
  SB_QBO_READ (SbQboAttachable, temporary_uri, "TempDownloadUri", TEXT),
  SB_QBO_READ (SbQboAttachable, size, "Size", INT),
  SB_QBO_PART (SbQboAttachable, refs, "AttachableRef", LIST, sb_qbo_attachable_ref_table),
};

const SbQboTable sb_qbo_attachable_table = {
  "Attachable", sizeof (SbQboAttachable),
  sb_qbo_attachable_fields, G_N_ELEMENTS (sb_qbo_attachable_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboAttachable, sb_qbo_attachable)

void
sb_qbo_attachable_add (SbQboAttachable *self, const char *type, const char *id)
{
  SbQboAttachableRef *ref = sb_qbo_struct_new (&sb_qbo_attachable_ref_table);

  ref->entity = sb_qbo_ref_new (id);
  ref->entity->type = g_strdup (type);
  if (self->refs == NULL)
    self->refs = g_ptr_array_new ();
  g_ptr_array_add (self->refs, ref);
}

/* What QuickBooks keeps, by the end of the name. */
static const struct
{
  const char *ending;
  const char *content_type;
} kinds[] = {
  { "ai", "application/postscript" },
  { "csv", "text/csv" },
  { "doc", "application/msword" },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "eps", "application/postscript" },
  { "gif", "image/gif" },
  { "jpeg", "image/jpeg" },
  { "jpg", "image/jpeg" },
  { "ods", "application/vnd.oasis.opendocument.spreadsheet" },
  { "pdf", "application/pdf" },
  { "png", "image/png" },
  { "rtf", "text/rtf" },
  { "tif", "image/tiff" },
  { "txt", "text/plain" },
  { "xls", "application/vnd.ms-excel" },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "xml", "text/xml" },
};

static const char *
content_type_for (const char *file_name)
{
  const char *dot = strrchr (file_name, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (dot + 1, kinds[i].ending) == 0)
      return kinds[i].content_type;
  return NULL;
}

static gboolean
is_plain_name (const char *file_name)
{
  if (*file_name == '\0' || !g_utf8_validate (file_name, -1, NULL) ||
      g_utf8_strlen (file_name, -1) > NAME_MAX_LENGTH)
    return FALSE;
  for (const char *p = file_name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) || *p == '/' || *p == '\\')
      return FALSE;
  return TRUE;
}

const char *
sb_qbo_attachable_check_file (const char *file_name, gsize size, GError **error)
{
  const char *content_type = content_type_for (file_name);

  if (!is_plain_name (file_name))
    g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                 _("QuickBooks does not take a file of this name. Give it a shorter, plain name."));
  else if (content_type == NULL)
    g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                 _("QuickBooks does not keep files of this kind: “%s”. A PDF or a picture always "
                   "goes."), file_name);
  else if (size == 0)
    g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION, _("The file “%s” is empty."),
                 file_name);
  else if (size > SB_QBO_UPLOAD_MAX - FRAME_MAX)
    g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                 _("The file “%s” is too large for QuickBooks, which takes 100 megabytes."),
                 file_name);
  else
    return content_type;
  return NULL;
}
