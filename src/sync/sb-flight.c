/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-flight.h"

#include "sb-bind.h"
#include "sb-ledger.h"
#include "sb-uid.h"

static const char SQL_INSERT[] =
  "INSERT INTO flight (requestid, run, realm, kind, sent_at, body, attempts)"
  " VALUES (:requestid, nullif (:run, 0), :realm, :kind, :sent_at, :body, 1)";

static const char SQL_INSERT_ITEM[] = "INSERT INTO flight_item (flight, position, bid, record, "
                                      "revision, object, operation, marker, qbo_id,"
                                      " sync_token, body, snapshot)"
                                      " VALUES (:flight, :position, :bid, :record, :revision, "
                                      ":object, :operation, :marker, :qbo_id,"
                                      " :sync_token, :body, :snapshot)";

static const char SQL_RECORD_SENT[] =
  "UPDATE record SET state = 'sent', reason = NULL, message = NULL, remedy = NULL, code = NULL,"
  " run = nullif (:run, 0), attempts = attempts + 1, updated = :now WHERE id = :id";

static const char SQL_ATTEMPT[]
    = "UPDATE flight SET attempts = attempts + 1, body = :body WHERE id = :id";

static const char SQL_OPEN[] = "SELECT id, requestid, realm, kind, sent_at, attempts FROM flight "
                               "WHERE state = 'sent' ORDER BY id";

static const char SQL_ITEMS[] = "SELECT position, bid, record, revision, object, operation, "
                                "marker, qbo_id, sync_token, body, snapshot, outcome"
                                " FROM flight_item WHERE flight = :flight ORDER BY position";

static const char SQL_SETTLE_ITEM[] =
  "UPDATE flight_item SET outcome = :outcome WHERE flight = :flight AND position = :position";

static const char SQL_CLOSE[] = "UPDATE flight SET state = :state, answered = :now WHERE id = :id";

static void
item_free (gpointer data)
{
  SbFlightItem *item = data;

  g_free (item->bid);
  g_free (item->object);
  g_free (item->marker);
  g_free (item->qbo_id);
  g_free (item->sync_token);
  g_bytes_unref (item->body);
  g_free (item->snapshot);
  g_clear_pointer (&item->fault, sb_qbo_fault_free);
  g_free (item);
}

static SbFlight *
flight_new (void)
{
  SbFlight *flight = g_new0 (SbFlight, 1);

  flight->items = g_ptr_array_new_with_free_func (item_free);
  return flight;
}

void
sb_flight_free (SbFlight *self)
{
  if (self == NULL)
    return;
  g_free (self->requestid);
  g_free (self->realm);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static SbFlightItem *
item_new (const SbTranslation *translation, guint position)
{
  SbFlightItem *item = g_new0 (SbFlightItem, 1);
  const char *subject = translation->record->subject;
  gboolean is_document = g_str_equal (subject, "document") || g_str_equal (subject, "journal");

  item->position = position;
  item->bid = g_strdup_printf ("%u", position + 1);
  item->record = translation->record->id;
  item->revision = translation->record->revision;
  item->object = g_strdup (translation->record->object);
  item->operation = translation->operation;
  item->marker = is_document ? g_strdup (translation->record->uid) : NULL;
  item->qbo_id = g_strdup (translation->qbo_id);
  item->sync_token = g_strdup (translation->sync_token);
  item->body = g_bytes_ref (translation->body);
  item->snapshot = g_strdup (translation->snapshot);
  return item;
}

static SbQboBatchItem *
batch_item (const SbFlightItem *item)
{
  return sb_qbo_batch_item_new (item->bid, item->operation, item->object, item->body,
                                SB_QBO_WRITE_NONE);
}

SbQboRequest *
sb_flight_request (const SbFlight *flight)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!flight->batch)
    {
      const SbFlightItem *item = g_ptr_array_index (flight->items, 0);

      return sb_qbo_request_write (item->object, item->operation, item->body, flight->requestid,
                                   SB_QBO_WRITE_NONE);
    }

  items = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_batch_item_free);
  for (guint i = 0; i < flight->items->len; i++)
    {
      const SbFlightItem *item = g_ptr_array_index (flight->items, i);

      if (!item->settled)
        g_ptr_array_add (items, batch_item (item));
    }
  return sb_qbo_request_batch (items, flight->requestid);
}

static gboolean
insert_item (SbDatabase *db, const SbFlight *flight, const SbFlightItem *item, GError **error)
{
  return sb_bind_run (db, SQL_INSERT_ITEM, error, ":flight", 'i', flight->id, ":position", 'i',
                      (gint64)item->position, ":bid", 't', item->bid, ":record", 'i', item->record,
                      ":revision", 'i', (gint64)item->revision, ":object", 't', item->object,
                      ":operation", 't', sb_qbo_operation_name (item->operation), ":marker", 't',
                      item->marker, ":qbo_id", 't', item->qbo_id, ":sync_token", 't',
                      item->sync_token, ":body", 'b', item->body, ":snapshot", 't', item->snapshot,
                      NULL);
}

SbFlight *
sb_flight_commit (SbTxn *txn, const char *realm, gint64 run, GPtrArray *translations,
                  gboolean batch, gint64 server_now, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbFlight) flight = flight_new ();
  g_autoptr (SbQboRequest) request = NULL;

  g_return_val_if_fail (translations->len > 0, NULL);
  g_return_val_if_fail (batch || translations->len == 1, NULL);

  flight->requestid = sb_uid_new ();
  flight->realm = g_strdup (realm);
  flight->batch = batch;
  flight->sent_at = server_now;
  flight->attempts = 1;
  for (guint i = 0; i < translations->len; i++)
    g_ptr_array_add (flight->items, item_new (g_ptr_array_index (translations, i), i));

  request = sb_flight_request (flight);
  if (!sb_bind_run (db, SQL_INSERT, error, ":requestid", 't', flight->requestid, ":run", 'i', run,
                    ":realm", 't', realm, ":kind", 't', batch ? "batch" : "single", ":sent_at", 'i',
                    server_now, ":body", 'b', request->body, NULL))
    return NULL;
  flight->id = sb_database_last_row_id (db);
  for (guint i = 0; i < flight->items->len; i++)
    {
      const SbFlightItem *item = g_ptr_array_index (flight->items, i);

      if (!insert_item (db, flight, item, error)
          || !sb_bind_run (db, SQL_RECORD_SENT, error, ":run", 'i', run, ":now", 'i', now, ":id",
                           'i', item->record, NULL))
        return NULL;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return g_steal_pointer (&flight);
}

gboolean
sb_flight_note_attempt (SbTxn *txn, SbFlight *flight, GError **error)
{
  g_autoptr (SbQboRequest) request = sb_flight_request (flight);

  flight->attempts++;
  return sb_bind_run (sb_txn_get_database (txn), SQL_ATTEMPT, error, ":body", 'b', request->body,
                      ":id", 'i', flight->id, NULL);
}

static SbQboOperation
operation_parse (const char *word)
{
  for (int i = SB_QBO_OPERATION_CREATE; i <= SB_QBO_OPERATION_VOID; i++)
    {
      if (g_strcmp0 (sb_qbo_operation_name ((SbQboOperation) i), word) == 0)
        return (SbQboOperation) i;
    }
  return SB_QBO_OPERATION_CREATE;
}

static gboolean
load_items (SbDatabase *db, SbFlight *flight, GError **error)
{
  g_autoptr (SbStatement) st
      = sb_bind_query (db, SQL_ITEMS, error, ":flight", 'i', flight->id, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      SbFlightItem *item = g_new0 (SbFlightItem, 1);

      item->position = (guint) sb_statement_int64 (st, "position");
      item->bid = sb_statement_dup_text (st, "bid");
      item->record = sb_statement_int64 (st, "record");
      item->revision = sb_statement_int (st, "revision");
      item->object = sb_statement_dup_text (st, "object");
      item->operation = operation_parse (sb_statement_text (st, "operation"));
      item->marker = sb_statement_dup_text (st, "marker");
      item->qbo_id = sb_statement_dup_text (st, "qbo_id");
      item->sync_token = sb_statement_dup_text (st, "sync_token");
      item->body = sb_statement_dup_blob (st, "body");
      item->snapshot = sb_statement_dup_text (st, "snapshot");
      item->settled = !sb_statement_is_null (st, "outcome");
      g_ptr_array_add (flight->items, item);
    }
  return !failed;
}

GPtrArray *
sb_flight_list_open (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) flights = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_flight_free);
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_OPEN, error, NULL);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      SbFlight *flight = flight_new ();

      flight->id = sb_statement_int64 (st, "id");
      flight->requestid = sb_statement_dup_text (st, "requestid");
      flight->realm = sb_statement_dup_text (st, "realm");
      flight->batch = g_str_equal (sb_statement_text (st, "kind"), "batch");
      flight->sent_at = sb_statement_int64 (st, "sent_at");
      flight->attempts = sb_statement_int (st, "attempts");
      g_ptr_array_add (flights, flight);
    }
  if (failed)
    return NULL;
  for (guint i = 0; i < flights->len; i++)
    {
      if (!load_items (db, g_ptr_array_index (flights, i), error))
        return NULL;
    }
  return g_steal_pointer (&flights);
}

gboolean
sb_flight_settle_item (SbTxn *txn, const SbFlight *flight, SbFlightItem *item, const char *outcome,
                       GError **error)
{
  item->settled = TRUE;
  return sb_bind_run (sb_txn_get_database (txn), SQL_SETTLE_ITEM, error, ":outcome", 't', outcome,
                      ":flight", 'i', flight->id, ":position", 'i', (gint64) item->position, NULL);
}

gboolean
sb_flight_close (SbTxn *txn, const SbFlight *flight, gint64 now, GError **error)
{
  for (guint i = 0; i < flight->items->len; i++)
    {
      const SbFlightItem *item = g_ptr_array_index (flight->items, i);

      if (!item->settled)
        return TRUE;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return sb_bind_run (sb_txn_get_database (txn), SQL_CLOSE, error, ":state", 't', "answered",
                      ":now", 'i', now, ":id", 'i', flight->id, NULL);
}

gboolean
sb_flight_abandon (SbTxn *txn, const SbFlight *flight, gint64 now, GError **error)
{
  for (guint i = 0; i < flight->items->len; i++)
    {
      SbFlightItem *item = g_ptr_array_index (flight->items, i);

      if (item->settled)
        continue;
      if (!sb_flight_settle_item (txn, flight, item, "not-done", error)
          || !sb_record_set_state (txn, item->record, SB_RECORD_WAITING, NULL, NULL, NULL, NULL,
                                   now, error))
        return FALSE;
    }
  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  return sb_bind_run (sb_txn_get_database (txn), SQL_CLOSE, error, ":state", 't', "abandoned",
                      ":now", 'i', now, ":id", 'i', flight->id, NULL);
}
