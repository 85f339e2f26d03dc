/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON reader: whatever it takes is JSON, and each member can be asked for as anything. */
#include "sb-fuzz.h"

#include "sb-json-reader.h"

static void
ask_member (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  const SbCurrency usd = { "USD", 2 };
  gint64 number;
  gboolean boolean;
  SbDay day;

  (void) sb_json_get_string (object, name, NULL);
  (void) sb_json_get_boolean (object, name, &boolean, NULL);
  (void) sb_json_get_int (object, name, &number, NULL);
  (void) sb_json_get_day (object, name, &day, NULL);
  for (unsigned scale = 0; scale <= 15; scale += 3)
    (void) sb_json_get_decimal (object, name, scale, &number, NULL);
  if (sb_json_get_money (object, name, usd, &number, NULL))
    g_assert_true (number >= -SB_MONEY_MAX && number <= SB_MONEY_MAX);
}

static void
ask (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr(GList) members = json_object_get_values (object);

      json_object_foreach_member (object, ask_member, NULL);
      for (GList *l = members; l != NULL; l = l->next)
        ask (l->data);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        ask (json_array_get_element (array, i));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = sb_json_parse ((const char *) data, (gssize) size, &error);

  g_assert_true ((node == NULL) == (error != NULL));
  if (node != NULL)
    ask (node);
  return 0;
}
