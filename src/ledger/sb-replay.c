/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-replay.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-account.h"
#include "sb-apply.h"
#include "sb-book.h"
#include "sb-event-data.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"
#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_ANY_EVENT[] = "SELECT COUNT (*) FROM (SELECT 1 FROM event LIMIT 1)";
static const char SQL_NEXT_POSITION[] = "SELECT MAX (position) + 1 FROM event";
static const char SQL_ADD_LOCATION[] =
  "INSERT INTO location (name) VALUES (:name) ON CONFLICT (name) DO NOTHING";

static const char SQL_ADD_PRODUCT[] =
  "INSERT INTO product (sku, name, weight, default_cost, created, updated)"
  " VALUES (:sku, :sku, :weight, :cost, :now, :now) ON CONFLICT (sku) DO NOTHING";

void
sb_replay_failure_free (SbReplayFailure *self)
{
  g_free (self->event);
  g_free (self->expected);
  g_free (self->actual);
  g_free (self->message);
  g_free (self->field);
  g_free (self);
}

static gboolean
refuse_settings (GError **error, const char *field, const char *message)
{
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s: %s", field + 1, message);
  return FALSE;
}

/* Texts of a list, (array zero-terminated=1), borrowed from it. */
static const char **
list_texts (JsonArray *array)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_ptr_array_add (texts, (gpointer) (guintptr) json_node_get_string (node));
    }
  g_ptr_array_add (texts, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

static gboolean
read_settings (JsonObject *settings, SbLedgerSettings *s, GError **error)
{
  const char *closing = sb_json_string_or (settings, "closing_date", NULL);

  *s = (SbLedgerSettings) { .closing_date = SB_DAY_NONE };
  if (!sb_currency_from_code (sb_json_string_or (settings, "base_currency", "USD"), &s->currency,
                              NULL))
    return refuse_settings (error, "/settings/base_currency", _("not a currency"));
  if (closing != NULL && !sb_day_parse (closing, &s->closing_date, NULL))
    return refuse_settings (error, "/settings/closing_date", _("not a day"));
  s->negative_stock_allowed = g_str_equal (sb_json_string_or (settings, "negative_stock", "block"),
                                           "allow");
  s->provisional_cost = !g_str_equal (sb_json_string_or (settings, "provisional_cost", "po"),
                                      "none");
  s->allow_before_stocktake = sb_json_boolean_or (settings, "allow_before_stocktake", FALSE);
  s->default_location = sb_json_string_or (settings, "default_location", NULL);
  return TRUE;
}

SbLedger *
sb_ledger_create_for_replay (const char *path, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = sb_json_parse (json, length, error);
  g_autoptr (JsonObject) none = json_object_new ();
  g_autofree const char **locations = NULL;
  JsonObject *settings = NULL;
  SbLedgerSettings s;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    settings = sb_json_object_or_null (json_node_get_object (root), "settings");
  if (settings == NULL)
    settings = none;
  if (!read_settings (settings, &s, error))
    return NULL;
  locations = list_texts (sb_json_array_or_null (settings, "locations"));
  s.locations = locations[0] != NULL ? locations : NULL;
  return sb_ledger_create (path, &s, error);
}

typedef struct
{
  JsonObject *settings; /* (nullable) */
  JsonArray *accounts;  /* (nullable) */
  gboolean is_new;
} SetUp;

static gboolean
add_locations (SbDatabase *db, JsonObject *settings, GError **error)
{
  g_autofree const char **names = list_texts (sb_json_array_or_null (settings, "locations"));

  for (const char **name = names; *name != NULL; name++)
    if (!sb_sql_run (db, SQL_ADD_LOCATION, error, SB_TEXT (":name", *name), SB_END))
      return FALSE;
  return TRUE;
}

static gboolean
add_product (SbDatabase *db, JsonObject *product, GError **error)
{
  const char *sku = sb_json_string_or (product, "sku", NULL);
  gint64 weight = 0;
  gint64 cost = 0;

  if (sku == NULL || *sku == '\0')
    return refuse_settings (error, "/settings/products", _("a product without sku"));
  if (sb_json_has (product, "weight") &&
      (!sb_json_get_decimal (product, "weight", SB_QUANTITY_SCALE, &weight, NULL) || weight < 0))
    return refuse_settings (error, "/settings/products/weight", _("not a weight"));
  if (sb_json_has (product, "default_cost") &&
      (!sb_json_get_decimal (product, "default_cost", SB_PRICE_SCALE, &cost, NULL) || cost < 0))
    return refuse_settings (error, "/settings/products/default_cost", _("not a cost"));
  return sb_sql_run (db, SQL_ADD_PRODUCT, error, SB_TEXT (":sku", sku), SB_INT (":weight", weight),
                     SB_INT (":cost", cost), SB_INT (":now", g_get_real_time ()), SB_END);
}

static gboolean
add_products (SbDatabase *db, JsonObject *settings, GError **error)
{
  JsonArray *products = sb_json_array_or_null (settings, "products");

  for (guint i = 0; products != NULL && i < json_array_get_length (products); i++)
    {
      JsonObject *product = sb_json_array_object (products, i, error);

      if (product == NULL || !add_product (db, product, error))
        return FALSE;
    }
  return TRUE;
}

/* The switches of a file go into a book without history only. */
static gboolean
take_switches (SbDatabase *db, JsonObject *settings, GError **error)
{
  char day[SB_DAY_TEXT_SIZE];
  const char *closing;
  SbLedgerSettings s;

  if (!read_settings (settings, &s, error))
    return FALSE;
  closing = s.closing_date != SB_DAY_NONE ? sb_day_format (s.closing_date, day) : NULL;
  return sb_book_set (db, SB_BOOK_CURRENCY, s.currency.code, error) &&
         sb_book_set (db, SB_BOOK_NEGATIVE_STOCK, s.negative_stock_allowed ? "allow" : "block",
                      error) &&
         sb_book_set (db, SB_BOOK_PROVISIONAL_COST, s.provisional_cost ? "po" : "none", error) &&
         sb_book_set (db, SB_BOOK_ALLOW_BEFORE_STOCKTAKE, s.allow_before_stocktake ? "yes" : "no",
                      error) &&
         sb_book_set (db, SB_BOOK_FIRST_CLOSING_DATE, closing, error) &&
         sb_book_set (db, SB_BOOK_CLOSING_DATE, closing, error) &&
         (s.default_location == NULL ||
          sb_book_set (db, SB_BOOK_DEFAULT_LOCATION, s.default_location, error));
}

static gboolean
add_account (SbTxn *txn, JsonObject *object, GError **error)
{
  g_autoptr (SbAccount) account = g_new0 (SbAccount, 1);
  const char *role = sb_json_string_or (object, "role", NULL);
  const char *name = sb_json_string_or (object, "name", NULL);
  g_autoptr (GArray) ids = NULL;

  if (role == NULL || name == NULL)
    return refuse_settings (error, "/accounts", _("an account without role or name"));
  account->name = g_strdup (name);
  account->type = g_strdup (sb_json_string_or (object, "type", ""));
  account->subtype = g_strdup (sb_json_string_or (object, "subtype", NULL));
  account->active = TRUE;
  if (!sb_account_save (txn, account, error))
    return FALSE;
  ids = sb_role_accounts (sb_txn_get_database (txn), role, error);
  if (ids == NULL)
    return FALSE;
  g_array_append_val (ids, account->id);
  return sb_role_set_accounts (txn, role, (const gint64 *) (gpointer) ids->data, ids->len, error);
}

static gpointer
set_up (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  SetUp *file = data;
  gint64 any = 0;

  if (!sb_sql_int64 (db, SQL_ANY_EVENT, &any, error, SB_END))
    return NULL;
  file->is_new = any == 0;
  if (file->settings != NULL &&
      (!add_locations (db, file->settings, error) || !add_products (db, file->settings, error) ||
       (file->is_new && !take_switches (db, file->settings, error))))
    return NULL;
  for (guint i = 0; file->is_new && file->accounts != NULL &&
       i < json_array_get_length (file->accounts); i++)
    {
      JsonObject *account = sb_json_array_object (file->accounts, i, error);

      if (account == NULL || !add_account (txn, account, error))
        return NULL;
    }
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS | SB_CHANGE_SETTINGS);
  return NULL;
}

/* Events entered in one transaction: durable together, since a file can be replayed again. */
#define BATCH 500

typedef struct
{
  JsonArray *events;
  guint next;
  guint end;
  gint64 base;     /* position of the first event of the file */
  gboolean stopped;
  GError *refusal; /* (owned) (nullable): of the event that stopped it */
} Batch;

static const char *
expected_refusal (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return sb_json_string_or (json_node_get_object (node), "expect_error", NULL);
}

static void
apply_one (SbTxn *txn, JsonNode *node, gint64 position, SbCurrency currency, GError **error)
{
  g_autoptr (SbApplied) applied = NULL;
  g_autoptr (SbEvent) event = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL, _("an event must be an object"));
      return;
    }
  event = sb_event_parse_object (json_node_get_object (node), currency, error);
  if (event != NULL)
    applied = sb_ledger_apply_at (txn, event, position, error);
}

/* Stops at an event that goes otherwise than expected; those before it are committed. */
static gpointer
apply_batch (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  Batch *batch = data;
  SbBook book;

  if (!sb_book_load (sb_txn_get_database (txn), &book, error))
    return NULL;
  for (; batch->next < batch->end; batch->next++)
    {
      JsonNode *node = json_array_get_element (batch->events, batch->next);
      GError *refusal = NULL;

      apply_one (txn, node, batch->base + batch->next, book.currency, &refusal);
      if (refusal != NULL && refusal->domain != SB_LEDGER_ERROR)
        {
          g_propagate_error (error, refusal);
          return NULL;
        }
      batch->stopped = g_strcmp0 (expected_refusal (node), sb_ledger_error_code (refusal)) != 0;
      if (batch->stopped)
        {
          batch->refusal = refusal;
          return NULL;
        }
      g_clear_error (&refusal);
    }
  return NULL;
}

static SbReplayFailure *
failure_new (JsonNode *node, guint index, const char *expected, const GError *refusal)
{
  SbReplayFailure *failure = g_new0 (SbReplayFailure, 1);

  if (JSON_NODE_HOLDS_OBJECT (node))
    failure->event = g_strdup (sb_json_string_or (json_node_get_object (node), "id", NULL));
  failure->index = index;
  failure->expected = g_strdup (expected);
  failure->actual = g_strdup (sb_ledger_error_code (refusal));
  failure->message = refusal != NULL ? g_strdup (refusal->message) : NULL;
  failure->field = g_strdup (sb_ledger_error_field (refusal));
  return failure;
}

static gboolean
replay_batch (SbLedger *self, JsonArray *events, guint first, gint64 base,
              SbReplayFailure **failure, GError **error)
{
  Batch batch = { .events = events, .next = first, .base = base };
  g_autoptr (GError) local = NULL;
  JsonNode *node;

  batch.end = MIN (first + BATCH, json_array_get_length (events));
  sb_ledger_write (self, apply_batch, &batch, &local);
  if (local != NULL)
    {
      g_clear_error (&batch.refusal);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!batch.stopped)
    return TRUE;
  node = json_array_get_element (events, batch.next);
  if (failure != NULL)
    *failure = failure_new (node, batch.next, expected_refusal (node), batch.refusal);
  if (batch.refusal != NULL)
    g_propagate_error (error, batch.refusal);
  else
    sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL,
                         _("event %u was accepted and should have been refused with %s"),
                         batch.next, expected_refusal (node));
  return FALSE;
}

static gpointer
next_position (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_sql_int64 (db, SQL_NEXT_POSITION, data, error, SB_END);
  return NULL;
}

static gboolean
find_events (JsonNode *root, SetUp *file, JsonArray **events, GError **error)
{
  if (JSON_NODE_HOLDS_ARRAY (root))
    *events = json_node_get_array (root);
  else if (JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObject *object = json_node_get_object (root);

      file->settings = sb_json_object_or_null (object, "settings");
      file->accounts = sb_json_array_or_null (object, "accounts");
      *events = sb_json_array_or_null (object, "events");
    }
  if (*events == NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/events",
                         _("the file has no list of events"));
  return *events != NULL;
}

gboolean
sb_ledger_replay (SbLedger *self, const char *json, gssize length, SbReplayFailure **failure,
                  GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = sb_json_parse (json, length, &local);
  JsonArray *events = NULL;
  SetUp file = { NULL, NULL, FALSE };
  gint64 base = 0;

  if (root == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL, "%s", local->message);
      return FALSE;
    }
  if (!find_events (root, &file, &events, error))
    return FALSE;
  sb_ledger_write (self, set_up, &file, &local);
  if (local == NULL)
    sb_ledger_read (self, next_position, &base, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (events); i += BATCH)
    if (!replay_batch (self, events, i, base, failure, error))
      return FALSE;
  return TRUE;
}
