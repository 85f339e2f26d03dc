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
  gint64  at;     /* microseconds */
  GBytes *quoted; /* (owned) the answer's member as a JSON string, as the data file has it */
} SbReply;

/* An empty table, char* -> SbReply. */
GHashTable *sb_replies_new (void);
/* Keeps an answer, replacing one under the same @key. @at: microseconds */
void sb_replies_add (GHashTable *replies, const char *key, GBytes *quoted, gint64 at);
/* (transfer full) (nullable): the answer's member. @keep: microseconds that an answer is good for;
 * 0: for ever */
char *sb_replies_find (GHashTable *replies, const char *key, gint64 now, gint64 keep);

G_END_DECLS
