/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every level of an answer can hold a fault, also under HTTP 200: nothing is read before
 * looking. */
#include "sb-qbo-answer.h"

#include <string.h>

#include "sb-day.h"
#include "sb-json-reader.h"
#include "sb-qbo-error-private.h"

SbQboAnswer *
sb_qbo_answer_new (void)
{
  return g_new0 (SbQboAnswer, 1);
}

void
sb_qbo_answer_free (SbQboAnswer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->file, g_bytes_unref);
  g_clear_pointer (&self->fault, sb_qbo_fault_free);
  g_free (self->intuit_tid);
  g_free (self);
}

gboolean
sb_qbo_answer_check (const SbQboAnswer *self, GError **error)
{
  if (self->fault == NULL)
    return TRUE;
  g_propagate_error (error, sb_qbo_fault_to_error (self->fault, self->intuit_tid));
  return FALSE;
}

static void
set_protocol_error (const SbQboAnswer *self, GError **error, const char *what)
{
  GError *fresh = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "the answer holds no %s", what);

  sb_qbo_error_set_intuit_tid (fresh, self->intuit_tid);
  sb_qbo_error_set_maybe_done (fresh, TRUE);
  g_propagate_error (error, fresh);
}

static JsonObject *
root_object (const SbQboAnswer *self, GError **error)
{
  if (!sb_qbo_answer_check (self, error))
    return NULL;
  if (self->body == NULL || !JSON_NODE_HOLDS_OBJECT (self->body))
    {
      set_protocol_error (self, error, "object");
      return NULL;
    }
  return json_node_get_object (self->body);
}

JsonObject *
sb_qbo_answer_get_object (const SbQboAnswer *self, const char *entity, GError **error)
{
  JsonObject *root = root_object (self, error);
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = sb_json_object_or_null (root, entity);
  if (object == NULL)
    set_protocol_error (self, error, entity);
  return object;
}

static JsonArray *
rows_of (JsonObject *response, const char *entity)
{
  JsonArray *rows = response != NULL ? sb_json_array_or_null (response, entity) : NULL;

  return rows != NULL ? json_array_ref (rows) : json_array_new ();
}

JsonArray *
sb_qbo_answer_get_rows (const SbQboAnswer *self, const char *entity, GError **error)
{
  JsonObject *response = sb_qbo_answer_get_object (self, "QueryResponse", error);

  return response != NULL ? rows_of (response, entity) : NULL;
}

gboolean
sb_qbo_answer_get_count (const SbQboAnswer *self, gint64 *count, GError **error)
{
  JsonObject *response = sb_qbo_answer_get_object (self, "QueryResponse", error);

  if (response == NULL)
    return FALSE;
  if (!sb_json_get_int (response, "totalCount", count, NULL))
    {
      set_protocol_error (self, error, "totalCount");
      return FALSE;
    }
  return TRUE;
}

void
sb_qbo_batch_result_free (SbQboBatchResult *self)
{
  if (self == NULL)
    return;
  g_free (self->bid);
  g_free (self->entity);
  g_clear_pointer (&self->object, json_object_unref);
  g_clear_pointer (&self->rows, json_object_unref);
  g_clear_pointer (&self->fault, sb_qbo_fault_free);
  g_free (self);
}

/* The object stands under the name of its entity, whatever that is. */
static void
find_entity (JsonObject *item, SbQboBatchResult *result)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, item);
  while (result->object == NULL && json_object_iter_next (&iter, &name, &node))
    if (JSON_NODE_HOLDS_OBJECT (node) && g_ascii_isupper (name[0]))
      {
        result->entity = g_strdup (name);
        result->object = json_object_ref (json_node_get_object (node));
      }
}

static SbQboBatchResult *
batch_result_new (JsonObject *item, guint status)
{
  SbQboBatchResult *result = g_new0 (SbQboBatchResult, 1);
  JsonObject *rows = sb_json_object_or_null (item, "QueryResponse");

  result->bid = g_strdup (sb_json_string_or (item, "bId", ""));
  result->fault = sb_qbo_fault_find (item, status);
  if (result->fault != NULL)
    return result;
  if (rows != NULL)
    result->rows = json_object_ref (rows);
  else
    find_entity (item, result);
  return result;
}

/* @list: member that holds one entry for each of what was sent together */
static GPtrArray *
get_results (const SbQboAnswer *self, const char *list, GError **error)
{
  g_autoptr(GPtrArray) results =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_batch_result_free);
  JsonObject *root = root_object (self, error);
  JsonArray *items;

  if (root == NULL)
    return NULL;
  items = sb_json_array_or_null (root, list);
  if (items == NULL)
    {
      set_protocol_error (self, error, list);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = sb_json_array_object (items, i, NULL);

      if (item == NULL)
        {
          set_protocol_error (self, error, "object in a batch item");
          return NULL;
        }
      g_ptr_array_add (results, batch_result_new (item, self->status));
    }
  return g_steal_pointer (&results);
}

GPtrArray *
sb_qbo_answer_get_batch (const SbQboAnswer *self, GError **error)
{
  return get_results (self, "BatchItemResponse", error);
}

GPtrArray *
sb_qbo_answer_get_uploads (const SbQboAnswer *self, GError **error)
{
  return get_results (self, "AttachableResponse", error);
}

GBytes *
sb_qbo_answer_get_file (const SbQboAnswer *self, GError **error)
{
  if (!sb_qbo_answer_check (self, error))
    return NULL;
  if (self->file == NULL)
    set_protocol_error (self, error, "file");
  return self->file;
}

JsonArray *
sb_qbo_batch_result_get_rows (const SbQboBatchResult *self, const char *entity)
{
  return rows_of (self->rows, entity);
}

void
sb_qbo_changes_free (SbQboChanges *self)
{
  if (self == NULL)
    return;
  g_free (self->entity);
  g_clear_pointer (&self->rows, json_array_unref);
  g_free (self);
}

static void
collect_changes (JsonObject *response, GPtrArray *changes, guint *total)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, response);
  while (json_object_iter_next (&iter, &name, &node))
    {
      SbQboChanges *one;

      if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
        continue;
      one = g_new0 (SbQboChanges, 1);
      one->entity = g_strdup (name);
      one->rows = json_array_ref (json_node_get_array (node));
      *total += json_array_get_length (one->rows);
      g_ptr_array_add (changes, one);
    }
}

/* The responses of one CDCResponse entry, each for one entity; an empty object where nothing
 * changed. */
static gboolean
collect_responses (const SbQboAnswer *self, JsonObject *entry, GPtrArray *changes, guint *total,
                   GError **error)
{
  JsonArray *responses = sb_json_array_or_null (entry, "QueryResponse");
  SbQboFault *fault = sb_qbo_fault_find (entry, self->status);

  if (fault != NULL)
    {
      g_propagate_error (error, sb_qbo_fault_to_error (fault, self->intuit_tid));
      sb_qbo_fault_free (fault);
      return FALSE;
    }
  for (guint i = 0; responses != NULL && i < json_array_get_length (responses); i++)
    {
      JsonObject *response = sb_json_array_object (responses, i, NULL);

      if (response == NULL)
        {
          set_protocol_error (self, error, "object in a change list");
          return FALSE;
        }
      collect_changes (response, changes, total);
    }
  return TRUE;
}

GPtrArray *
sb_qbo_answer_get_changes (const SbQboAnswer *self, guint *total, GError **error)
{
  g_autoptr(GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_changes_free);
  JsonObject *root = root_object (self, error);
  JsonArray *entries;
  guint sum = 0;

  if (root == NULL)
    return NULL;
  entries = sb_json_array_or_null (root, "CDCResponse");
  if (entries == NULL)
    {
      set_protocol_error (self, error, "CDCResponse");
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sb_json_array_object (entries, i, NULL);

      if (entry == NULL)
        {
          set_protocol_error (self, error, "object in CDCResponse");
          return NULL;
        }
      if (!collect_responses (self, entry, changes, &sum, error))
        return NULL;
    }
  if (total != NULL)
    *total = sum;
  return g_steal_pointer (&changes);
}

gboolean
sb_qbo_object_is_deleted (JsonObject *object)
{
  return g_strcmp0 (sb_json_string_or (object, "status", NULL), "Deleted") == 0;
}
