/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-replay.h"

static void
reply_free (gpointer data)
{
  SbReply *reply = data;

  g_free (reply->text);
  g_free (reply);
}

GHashTable *
sb_replies_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reply_free);
}

void
sb_replies_add (GHashTable *replies, const char *key, const char *text, gint64 at)
{
  SbReply *reply = g_new0 (SbReply, 1);

  reply->at = at;
  reply->text = g_strdup (text);
  g_hash_table_replace (replies, g_strdup (key), reply);
}

const char *
sb_replies_find (GHashTable *replies, const char *key, gint64 now, gint64 keep)
{
  SbReply *reply = g_hash_table_lookup (replies, key);

  if (reply == NULL || (keep > 0 && now - reply->at > keep))
    return NULL;
  return reply->text;
}
