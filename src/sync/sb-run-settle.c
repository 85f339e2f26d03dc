/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request whose answer was lost is never sent again blindly. Documents are found by the marker in
 * their note, which cannot be queried: everything of that kind created since is read. Lists are
 * found by their exact name, and taken only when created since and equal to what was sent. What is
 * changed or deleted is read by its id. What is not there is sent again: same requestid, same bIds,
 * same bytes.
 */
#include "sb-flight-op-private.h"

#include <glib/gi18n-lib.h>

#include "sb-doc-facts.h"
#include "sb-json-reader.h"
#include "sb-list-entity.h"
#include "sb-qbo-error.h"

/* Clocks differ, and the look-up must not begin after the object. */
#define MARGIN_US (G_GINT64_CONSTANT (5) * 60 * G_USEC_PER_SEC)

typedef struct
{
  SbFlightItem *item;   /* (not owned) (nullable): NULL for all of a kind */
  char *entity;         /* (owned): kind to read */
  char *name;           /* (owned) (nullable): by name */
  char *id;             /* (owned) (nullable): by id, of the document that has our number */
  JsonArray *rows;      /* (owned) (nullable): what was found */
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_free (lookup->entity);
  g_free (lookup->name);
  g_free (lookup->id);
  g_clear_pointer (&lookup->rows, json_array_unref);
  g_free (lookup);
}

static Lookup *
add_lookup (SbFlightOp *op, const char *entity, SbFlightItem *item, const char *name)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->entity = g_strdup (entity);
  lookup->item = item;
  lookup->name = g_strdup (name);
  g_ptr_array_add (op->lookups, lookup);
  return lookup;
}

static Lookup *
find_kind (SbFlightOp *op, const char *entity)
{
  for (guint i = 0; i < op->lookups->len; i++)
    {
      Lookup *lookup = g_ptr_array_index (op->lookups, i);

      if (lookup->item == NULL && g_str_equal (lookup->entity, entity))
        return lookup;
    }
  return NULL;
}

static void
list_lookups (SbFlightOp *op)
{
  g_clear_pointer (&op->lookups, g_ptr_array_unref);
  op->lookups = g_ptr_array_new_with_free_func (lookup_free);
  op->lookup = 0;

  for (guint i = 0; i < op->flight->items->len; i++)
    {
      SbFlightItem *item = g_ptr_array_index (op->flight->items, i);
      const SbListEntity *entity = sb_list_entity_find (item->object);

      if (item->settled)
        continue;
      if (item->operation != SB_QBO_OPERATION_CREATE)
        {
          add_lookup (op, item->object, item, NULL);
        }
      else if (entity != NULL)
        {
          g_autoptr (SbFields) sent = sb_fields_from_json (item->snapshot);

          add_lookup (op, item->object, item, sb_fields_get (sent, entity->name_field));
        }
      else if (item->fault != NULL && g_strcmp0 (item->fault->duplicate_type, item->object) == 0
               && item->fault->duplicate_id != NULL)
        {
          add_lookup (op, item->object, item, NULL)->id = g_strdup (item->fault->duplicate_id);
        }
      else if (find_kind (op, item->object) == NULL)
        {
          add_lookup (op, item->object, NULL, NULL);
        }
    }
}

/* ---- deciding ---- */

static gboolean
created_since (JsonObject *object, gint64 since)
{
  JsonObject *meta = sb_json_object_or_null (object, "MetaData");
  const char *text = meta != NULL ? sb_json_string_or (meta, "CreateTime", NULL) : NULL;
  gint64 moment;

  return text != NULL && sb_moment_parse (text, &moment, NULL) && moment >= since;
}

static SbItemResult *
result_new (SbFlightItem *item, SbItemVerdict verdict, JsonObject *object)
{
  SbItemResult *result = g_new0 (SbItemResult, 1);

  result->item = item;
  result->verdict = verdict;
  result->object = object != NULL ? json_object_ref (object) : NULL;
  return result;
}

static JsonObject *
find_marker (JsonArray *rows, const char *marker)
{
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *object = sb_json_array_object (rows, i, NULL);
      g_autofree char *found = object != NULL ? sb_doc_marker (object) : NULL;

      if (g_strcmp0 (found, marker) == 0)
        return object;
    }
  return NULL;
}

/* Of our making: born since we sent it, and with what we sent in it. */
static JsonObject *
find_list_object (SbFlightOp *op, const SbFlightItem *item, JsonArray *rows)
{
  const SbListEntity *entity = sb_list_entity_find (item->object);
  g_autoptr (SbFields) sent = sb_fields_from_json (item->snapshot);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *object = sb_json_array_object (rows, i, NULL);
      g_autoptr (SbFields) theirs
          = object != NULL ? entity->read_qbo (object, op->run->home, NULL) : NULL;
      gboolean equal = theirs != NULL;

      for (gsize f = 0; equal && f < entity->n_specs; f++)
        equal = sb_field_equal (&entity->specs[f], sb_fields_get (sent, entity->specs[f].name),
                                sb_fields_get (theirs, entity->specs[f].name));
      if (equal && created_since (object, op->flight->sent_at - MARGIN_US))
        return object;
    }
  return NULL;
}

static gboolean
holds_what_was_sent (SbFlightOp *op, const SbFlightItem *item, JsonObject *object)
{
  const SbListEntity *entity = sb_list_entity_find (item->object);
  g_autoptr (SbFields) sent = sb_fields_from_json (item->snapshot);
  g_autoptr (SbFields) theirs = NULL;

  if (item->operation == SB_QBO_OPERATION_VOID)
    return sb_doc_is_voided (item->object, object, op->run->home);
  if (entity != NULL)
    {
      theirs = entity->read_qbo (object, op->run->home, NULL);
      for (gsize f = 0; theirs != NULL && f < entity->n_specs; f++)
        {
          if (!sb_field_equal (&entity->specs[f], sb_fields_get (sent, entity->specs[f].name),
                               sb_fields_get (theirs, entity->specs[f].name)))
            return FALSE;
        }
      return theirs != NULL;
    }
  theirs = sb_doc_facts (item->object, object, op->run->home, NULL);
  return theirs != NULL && sb_doc_facts_differ (sent, theirs) == NULL;
}

/* Read by id: token as before means that it did not happen; content as sent, that it did. */
static SbItemResult *
judge_change (SbFlightOp *op, const Lookup *lookup)
{
  SbFlightItem *item = lookup->item;
  JsonObject *object = lookup->rows != NULL && json_array_get_length (lookup->rows) > 0
                           ? sb_json_array_object (lookup->rows, 0, NULL)
                           : NULL;

  if (object == NULL || sb_qbo_object_is_deleted (object))
    return item->operation == SB_QBO_OPERATION_DELETE ? result_new (item, SB_VERDICT_GONE, NULL)
                                                      : result_new (item, SB_VERDICT_AGAIN, NULL);
  if (g_strcmp0 (sb_json_string_or (object, "SyncToken", NULL), item->sync_token) == 0)
    return NULL;
  if (item->operation != SB_QBO_OPERATION_DELETE && holds_what_was_sent (op, item, object))
    return result_new (item, SB_VERDICT_ADOPTED, object);
  return result_new (item, SB_VERDICT_AGAIN, object);
}

/* The document that has the number already: ours, or somebody else's. */
static SbItemResult *
judge_duplicate (const Lookup *lookup)
{
  JsonObject *object = find_marker (lookup->rows, lookup->item->marker);

  return object != NULL ? result_new (lookup->item, SB_VERDICT_ADOPTED, object) : NULL;
}

/* What was refused as taken and is not our own stays refused. */
static void
refuse_the_rest (SbFlightOp *op)
{
  for (guint i = 0; i < op->flight->items->len; i++)
    {
      SbFlightItem *item = g_ptr_array_index (op->flight->items, i);
      gboolean judged = item->settled || item->fault == NULL;
      SbItemResult *result;

      for (guint r = 0; !judged && r < op->results->len; r++)
        judged = ((SbItemResult *) g_ptr_array_index (op->results, r))->item == item;
      if (judged)
        continue;
      result = result_new (item, SB_VERDICT_REFUSED, NULL);
      result->fault = sb_qbo_fault_copy (item->fault);
      g_ptr_array_add (op->results, result);
    }
}

static void
judge_lookups (SbFlightOp *op)
{
  g_clear_pointer (&op->results, g_ptr_array_unref);
  op->results = g_ptr_array_new_with_free_func (sb_item_result_free);

  for (guint i = 0; i < op->lookups->len; i++)
    {
      const Lookup *lookup = g_ptr_array_index (op->lookups, i);
      SbItemResult *result = NULL;

      if (lookup->item == NULL)
        continue;
      if (lookup->id != NULL)
        {
          result = judge_duplicate (lookup);
        }
      else if (lookup->name == NULL)
        {
          result = judge_change (op, lookup);
        }
      else
        {
          JsonObject *object = find_list_object (op, lookup->item, lookup->rows);

          if (object != NULL)
            result = result_new (lookup->item, SB_VERDICT_ADOPTED, object);
        }
      if (result != NULL)
        g_ptr_array_add (op->results, result);
    }

  for (guint i = 0; i < op->flight->items->len; i++)
    {
      SbFlightItem *item = g_ptr_array_index (op->flight->items, i);
      Lookup *lookup
          = item->settled || item->marker == NULL || item->operation != SB_QBO_OPERATION_CREATE
                ? NULL
                : find_kind (op, item->object);
      JsonObject *object = lookup != NULL ? find_marker (lookup->rows, item->marker) : NULL;

      if (object != NULL)
        g_ptr_array_add (op->results, result_new (item, SB_VERDICT_ADOPTED, object));
    }
  refuse_the_rest (op);
}

/* ---- applying ---- */

static gpointer
apply_lookups (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbFlightOp *op = data;
  GError *failure = NULL;
  gboolean open = FALSE;

  sb_flight_op_apply (txn, op, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  for (guint i = 0; i < op->flight->items->len; i++)
    open |= !((SbFlightItem *) g_ptr_array_index (op->flight->items, i))->settled;
  if (open)
    sb_flight_note_attempt (txn, op->flight, error);
  return GINT_TO_POINTER (open);
}

static void
lookups_applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbFlightOp *op = data;
  GError *error = NULL;
  gboolean open = GPOINTER_TO_INT (sb_ledger_write_finish (op->run->ledger, result, &error));

  g_clear_pointer (&op->log, g_ptr_array_unref);
  if (error != NULL)
    sb_flight_op_fail (op, error);
  else if (open && !sb_run_is_stopping (op->run))
    sb_flight_op_send (op);
  else
    sb_flight_op_end (op);
}

static void
write_lookups (SbFlightOp *op)
{
  judge_lookups (op);
  for (guint i = 0; i < op->results->len; i++)
    {
      const SbItemResult *result = g_ptr_array_index (op->results, i);

      if (result->verdict == SB_VERDICT_ADOPTED || result->verdict == SB_VERDICT_GONE)
        sb_run_count_sent (op->run, result->item->object, result->item->operation);
    }
  op->now = sb_run_now (op->run);
  op->log = sb_run_steal_log (op->run);
  sb_ledger_write_async (op->run->ledger, apply_lookups, op, NULL, NULL, NULL, lookups_applied_cb,
                         op);
}

/* ---- reading ---- */

static void look_next (SbFlightOp *op);

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbFlightOp *op = data;
  Lookup *lookup = g_ptr_array_index (op->lookups, op->lookup);
  GError *error = NULL;

  lookup->rows = sb_qbo_client_query_all_finish (SB_QBO_CLIENT (source), result, NULL, &error);
  if (error != NULL)
    {
      sb_flight_op_fail (op, error);
      return;
    }
  op->lookup++;
  look_next (op);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbFlightOp *op = data;
  Lookup *lookup = g_ptr_array_index (op->lookups, op->lookup);
  GError *error = NULL;
  g_autoptr (SbQboAnswer) answer
      = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  JsonObject *object;

  if (answer == NULL)
    {
      sb_flight_op_fail (op, error);
      return;
    }
  sb_run_heard (op->run, answer);
  lookup->rows = json_array_new ();
  object = sb_qbo_answer_get_object (answer, lookup->entity, &error);
  if (object != NULL)
    {
      json_array_add_object_element (lookup->rows, json_object_ref (object));
    }
  else if (!g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_NOT_FOUND))
    {
      sb_flight_op_fail (op, error);
      return;
    }
  g_clear_error (&error);
  op->lookup++;
  look_next (op);
}

static void
look_by_name (SbFlightOp *op, Lookup *lookup)
{
  g_autofree char *quoted = sb_qbo_quote (lookup->name);
  const char *field = g_str_equal (lookup->entity, "Item") ? "Name" : "DisplayName";
  g_autofree char *where = g_strdup_printf ("%s = %s AND Active IN (true,false)", field, quoted);

  sb_qbo_client_query_all_async (op->run->client, lookup->entity, where, NULL, NULL, queried_cb,
                                 op);
}

static void
look_since (SbFlightOp *op, Lookup *lookup)
{
  g_autofree char *since = sb_moment_format (op->flight->sent_at - MARGIN_US);
  g_autofree char *where = g_strdup_printf ("MetaData.CreateTime >= '%s'", since);

  sb_qbo_client_query_all_async (op->run->client, lookup->entity, where, NULL, NULL, queried_cb,
                                 op);
}

static void
look_next (SbFlightOp *op)
{
  Lookup *lookup;

  if (op->lookup == op->lookups->len)
    {
      write_lookups (op);
      return;
    }
  lookup = g_ptr_array_index (op->lookups, op->lookup);
  if (lookup->item == NULL)
    {
      look_since (op, lookup);
    }
  else if (lookup->name != NULL)
    {
      look_by_name (op, lookup);
    }
  else
    {
      g_autoptr (SbQboRequest) request = sb_qbo_request_read (
          lookup->entity, lookup->id != NULL ? lookup->id : lookup->item->qbo_id);

      sb_qbo_client_send_async (op->run->client, request, NULL, read_cb, op);
    }
}

void
sb_flight_op_look (SbFlightOp *op)
{
  op->rounds++;
  if (op->rounds > SB_FLIGHT_MAX_ROUNDS)
    {
      sb_flight_op_end (op);
      return;
    }
  list_lookups (op);
  look_next (op);
}

void
sb_run_settle_flight (SbRun *run, SbFlight *flight, SbFlightDone done, gpointer data)
{
  sb_flight_op_look (sb_flight_op_new (run, flight, done, data));
}

/* ---- what former runs left ---- */

typedef struct
{
  GPtrArray *flights;
  guint next;
  SbRunNext done;
} OpenOp;

static void settle_next (SbRun *run, OpenOp *op);

static void
open_settled (SbRun *run, SbFlight *flight, gpointer data)
{
  sb_flight_free (flight);
  settle_next (run, data);
}

static void
settle_next (SbRun *run, OpenOp *op)
{
  SbRunNext done = op->done;

  if (op->next < op->flights->len && !sb_run_is_stopping (run))
    {
      SbFlight *flight = g_ptr_array_index (op->flights, op->next);

      op->flights->pdata[op->next++] = NULL;
      sb_run_settle_flight (run, flight, open_settled, op);
      return;
    }
  g_ptr_array_unref (op->flights);
  g_free (op);
  done (run);
}

static void
flight_clear (gpointer flight)
{
  if (flight != NULL)
    sb_flight_free (flight);
}

static gpointer
list_open (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_flight_list_open (db, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SbRun *run = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) flights = sb_ledger_read_finish (run->ledger, result, &error);
  SbRunNext next = run->next;
  OpenOp *op;

  if (error != NULL)
    {
      sb_run_stop (run, error);
      next (run);
      return;
    }
  g_ptr_array_set_free_func (flights, flight_clear);
  op = g_new0 (OpenOp, 1);
  op->flights = g_steal_pointer (&flights);
  op->done = next;
  if (op->flights->len > 0)
    sb_run_progress (run, SB_SYNC_SETTLING, _("Finding out what became of the last requests"));
  settle_next (run, op);
}

void
sb_run_settle_open (SbRun *run, SbRunNext next)
{
  if (sb_run_is_stopping (run))
    {
      next (run);
      return;
    }
  run->next = next;
  sb_ledger_read_async (run->ledger, list_open, NULL, NULL, (GDestroyNotify)g_ptr_array_unref, NULL,
                        listed_cb, run);
}
