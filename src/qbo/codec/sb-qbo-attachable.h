/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* What a note or file is attached to. */
typedef struct
{
  SbQboRef *entity;            /* EntityRef with its type: "Invoice", "Bill", ... */
  SbQboSwitch include_on_send; /* IncludeOnSend */
} SbQboAttachableRef;

extern const SbQboTable sb_qbo_attachable_ref_table;

/* A note or a file. Its id has up to 19 digits and is text like every other. */
typedef struct
{
  SbQboMeta meta;
  char *file_name;     /* (nullable) for a note */
  char *content_type;  /* (nullable) for a note */
  char *note;
  char *category;
  char *file_uri;      /* FileAccessUri, read only */
  char *temporary_uri; /* TempDownloadUri, good for 15 minutes, read only; holds a signature */
  gint64 size;         /* bytes, read only */
  GPtrArray *refs;     /* (element-type SbQboAttachableRef) */
} SbQboAttachable;

SB_QBO_DECLARE_ENTITY (SbQboAttachable, sb_qbo_attachable)

/* Attaches to one more object; @type: QBO's spelling, "Bill". */
void sb_qbo_attachable_add (SbQboAttachable *self, const char *type, const char *id);

/* The largest request that an upload may be. */
#define SB_QBO_UPLOAD_MAX (100u * 1024u * 1024u)

/**
 * sb_qbo_attachable_check_file:
 * @size: bytes of the file
 *
 * Checks name, kind and size against what QuickBooks takes, before anything is sent. Fails with
 * %SB_QBO_ERROR_VALIDATION and a translated sentence.
 *
 * Returns: (nullable): the content type to send, static
 */
const char *sb_qbo_attachable_check_file (const char *file_name, gsize size, GError **error);

G_END_DECLS
