/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-reference.h"

#include "sb-json-reader.h"
#include "sb-quantity.h"

void
sb_reference_free (SbReference *self)
{
  if (self == NULL)
    return;
  g_free (self->qbo_id);
  g_free (self->name);
  g_free (self->description);
  g_free (self);
}

/* What a body does not say, or says in another way than we know, stays unknown: it is for show. */
static void
read_body (SbReference *self, const char *body)
{
  g_autoptr (JsonNode) node = sb_json_parse (body, -1, NULL);
  JsonObject *object;
  gint64 percent;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  self->description = g_strdup (sb_json_string_or (object, "Description", NULL));
  /* QuickBooks writes 8.25 for 8.25 %. */
  self->has_percent = sb_json_has (object, "RateValue") &&
                      sb_json_get_decimal (object, "RateValue", SB_RATE_SCALE - 2, &percent, NULL);
  if (self->has_percent)
    self->percent = percent;
  self->has_days =
      sb_json_has (object, "DueDays") && sb_json_get_int (object, "DueDays", &self->days, NULL);
}

static const char SQL_LIST[] =
  "SELECT qbo_id, name, active, body, updated FROM mirror WHERE object = :object "
  "ORDER BY active DESC, name COLLATE NOCASE, qbo_id";

GPtrArray *
sb_reference_list (SbDatabase *db, const char *object, gint64 *read, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_reference_free);
  g_autoptr (SbStatement) st = sb_database_prepare (db, SQL_LIST, error);
  gint64 newest = 0;
  SbStep step;

  if (st == NULL || !sb_statement_bind_text (st, ":object", object, error))
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbReference *row = g_new0 (SbReference, 1);

      row->qbo_id = sb_statement_dup_text (st, "qbo_id");
      row->name = sb_statement_dup_text (st, "name");
      row->active = sb_statement_boolean (st, "active");
      read_body (row, sb_statement_text (st, "body"));
      newest = MAX (newest, sb_statement_int64 (st, "updated"));
      g_ptr_array_add (list, row);
    }
  if (step == SB_STEP_ERROR)
    return NULL;
  if (read != NULL)
    *read = newest;
  return g_steal_pointer (&list);
}
