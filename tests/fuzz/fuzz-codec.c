/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Invoice {..}": an object of a kind. What is read can be written, and is read as the same. */
#include "sb-fuzz.h"

#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-entity.h"

static gpointer
read_object (const SbQboTable *table, const char *json, gssize length)
{
  g_autoptr(JsonNode) node = sb_json_parse (json, length, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return sb_qbo_struct_from_json (table, json_node_get_object (node), (SbCurrency) { "USD", 2 },
                                  NULL);
}

static void
go_round (const SbQboTable *table, const char *json, gssize length)
{
  gpointer first = read_object (table, json, length);
  gpointer copy;
  gpointer second;
  g_autoptr(GBytes) written = NULL;
  g_autoptr(GBytes) again = NULL;

  if (first == NULL)
    return;
  copy = sb_qbo_struct_copy (table, first);
  written = sb_qbo_struct_to_bytes (table, copy);
  (void) sb_qbo_struct_check (table, copy, NULL);
  second = read_object (table, g_bytes_get_data (written, NULL),
                        (gssize) g_bytes_get_size (written));
  g_assert_nonnull (second);
  again = sb_qbo_struct_to_bytes (table, second);
  g_assert_true (g_bytes_equal (written, again));
  sb_qbo_struct_free (table, first);
  sb_qbo_struct_free (table, copy);
  sb_qbo_struct_free (table, second);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *) data;
  const char *blank = size > 0 ? memchr (data, ' ', size) : NULL;
  g_autofree char *name = blank != NULL ? g_strndup (text, (gsize) (blank - text)) : NULL;
  const SbQboEntity *entity = name != NULL ? sb_qbo_entity_find (name) : NULL;

  if (entity != NULL)
    go_round (entity->table, blank + 1, (gssize) (size - (gsize) (blank + 1 - text)));
  return 0;
}
