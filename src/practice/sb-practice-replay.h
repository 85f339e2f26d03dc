/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Answers kept by requestid: the second call with one id gets the first call's answer and writes
 * nothing. In a batch the identity is requestid + bId. Refusals are not kept: a corrected request
 * may come again under the same id.
 */
typedef struct
{
  gint64 at;   /* microseconds */
  char  *text; /* (owned) the answer's member, JSON */
} SbReply;

GHashTable *sb_replies_new (void); /* char* -> SbReply */
void        sb_replies_add (GHashTable *replies, const char *key, const char *text, gint64 at);
const char *sb_replies_find (GHashTable *replies, const char *key, gint64 now,
                             gint64 keep); /* (nullable) */

G_END_DECLS
