/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-replay.h"

#include "sb-practice-tree.h"

static void
reply_free (gpointer data)
{
  SbReply *reply = data;

  g_bytes_unref (reply->quoted);
  g_free (reply);
}

GHashTable *
sb_replies_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, reply_free);
}

void
sb_replies_add (GHashTable *replies, const char *key, GBytes *quoted, gint64 at)
{
  SbReply *reply = g_new0 (SbReply, 1);

  reply->at = at;
  reply->quoted = g_bytes_ref (quoted);
  g_hash_table_replace (replies, g_strdup (key), reply);
}

char *
sb_replies_find (GHashTable *replies, const char *key, gint64 now, gint64 keep)
{
  SbReply *reply = g_hash_table_lookup (replies, key);
  g_autoptr (SbTree) text = NULL;
  gsize length;
  const char *quoted;

  if (reply == NULL || (keep > 0 && now - reply->at > keep))
    return NULL;
  quoted = g_bytes_get_data (reply->quoted, &length);
  text = sb_tree_parse (quoted, (gssize) length, NULL);
  return g_strdup (sb_tree_text (text));
}
