/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-gone.h"

#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-pull-private.h"
#include "sb-qbo-answer.h"
#include "sb-qbo-request.h"

#define IDS_A_QUERY 100

static const char SQL_LINKED[]
    = "SELECT count (*) FROM link WHERE realm = :realm AND object = :object AND qbo_id = :id"
      " AND state = 'linked'";

static void
gone_free (gpointer data)
{
  SbGone *gone = data;

  g_free (gone->entity);
  g_free (gone->query);
  g_free (gone);
}

static void
flush (GPtrArray *list, const char *entity, GString *ids, guint *n)
{
  SbGone *gone;

  if (*n == 0)
    return;
  gone = g_new0 (SbGone, 1);
  gone->entity = g_strdup (entity);
  gone->query = g_strdup_printf ("SELECT * FROM %s WHERE Id IN (%s) MAXRESULTS %d", entity,
                                 ids->str, IDS_A_QUERY);
  g_ptr_array_add (list, gone);
  g_string_truncate (ids, 0);
  *n = 0;
}

static gboolean
list_one (SbDatabase *db, const char *realm, const SbPulled *pulled, GPtrArray *list,
          GError **error)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (pulled->rows); i++)
    {
      JsonObject *object = sb_json_array_object (pulled->rows, i, NULL);
      const char *id = object != NULL ? sb_json_string_or (object, "Id", NULL) : NULL;
      g_autofree char *quoted = NULL;
      gint64 linked = 0;

      if (id == NULL || !sb_qbo_object_is_deleted (object))
        continue;
      if (!sb_bind_int64 (db, SQL_LINKED, &linked, NULL, error, ":realm", 't', realm, ":object",
                          't', pulled->entity, ":id", 't', id, NULL))
        return FALSE;
      if (linked == 0)
        continue;
      quoted = sb_qbo_quote (id);
      g_string_append_printf (ids, "%s%s", n > 0 ? "," : "", quoted);
      if (++n == IDS_A_QUERY)
        flush (list, pulled->entity, ids, &n);
    }
  flush (list, pulled->entity, ids, &n);
  return TRUE;
}

GPtrArray *
sb_gone_list (SbDatabase *db, const char *realm, GPtrArray *pulled, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (gone_free);

  for (guint i = 0; i < pulled->len; i++)
    {
      if (!list_one (db, realm, g_ptr_array_index (pulled, i), list, error))
        return NULL;
    }
  return g_steal_pointer (&list);
}

static gboolean
lives (JsonArray *living, const char *id)
{
  for (guint i = 0; i < json_array_get_length (living); i++)
    {
      JsonObject *object = sb_json_array_object (living, i, NULL);

      if (object != NULL && g_strcmp0 (sb_json_string_or (object, "Id", NULL), id) == 0)
        return TRUE;
    }
  return FALSE;
}

void
sb_gone_keep_living (GPtrArray *pulled, const char *entity, JsonArray *living)
{
  if (json_array_get_length (living) == 0)
    return;
  for (guint p = 0; p < pulled->len; p++)
    {
      SbPulled *one = g_ptr_array_index (pulled, p);

      if (!g_str_equal (one->entity, entity))
        continue;
      for (guint i = json_array_get_length (one->rows); i > 0; i--)
        {
          JsonObject *object = sb_json_array_object (one->rows, i - 1, NULL);

          if (object != NULL && sb_qbo_object_is_deleted (object)
              && lives (living, sb_json_string_or (object, "Id", "")))
            json_array_remove_element (one->rows, i - 1);
        }
    }
  g_ptr_array_add (pulled, sb_pulled_new (entity, living, FALSE));
}
