/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One part of a multipart/form-data body. */
typedef struct
{
  char   *name;     /* (owned) (nullable) of the field: "file_content_01" */
  char   *filename; /* (owned) (nullable) without a folder in front */
  char   *type;     /* (owned) (nullable) content type */
  GBytes *bytes;    /* (owned) what it holds, base64 undone */
} SbPart;

/* Takes a body apart. @content_type: the header with the boundary. Lines may end in LF alone, as
 * some libraries send them. Returns: (transfer full) (element-type SbPart) (nullable): NULL when
 * there is no boundary or the body does not follow it. */
GPtrArray *sb_multipart_parse (const char *content_type, const char *body, gsize length);

G_END_DECLS
