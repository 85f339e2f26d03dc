/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-mirror.h"

#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-qbo-company-info.h"
#include "sb-qbo-preferences.h"

static const char SQL_PUT[]
    = "INSERT INTO mirror (object, qbo_id, name, key, active, sync_token, body, updated)"
      " VALUES (:object, :id, :name, :key, :active, :token, :body, :now)"
      " ON CONFLICT (object, qbo_id) DO UPDATE SET name = excluded.name, key = excluded.key,"
      " active = excluded.active, sync_token = excluded.sync_token, body = excluded.body, updated "
      "= excluded.updated";

static const char SQL_REMOVE[] = "DELETE FROM mirror WHERE object = :object AND qbo_id = :id";

#define COLUMNS                                                                                    \
  "SELECT qbo_id, name, key, active, sync_token, body FROM mirror WHERE object = :object "

static const char SQL_GET[] = COLUMNS "AND qbo_id = :id";
static const char SQL_LIST[] = COLUMNS "ORDER BY name COLLATE NOCASE, qbo_id";
static const char SQL_BY_NAME[]
    = COLUMNS "AND name = :value COLLATE NOCASE AND active = 1 ORDER BY qbo_id";
static const char SQL_BY_KEY[] = COLUMNS "AND key = :value AND active = 1 ORDER BY qbo_id";

static const char SQL_CURRENCY[] = "SELECT value FROM setting WHERE key = 'currency'";

static const char SQL_TAX_CODE[] = "SELECT qbo_id FROM mirror WHERE object = 'TaxCode' AND active "
                                   "= 1 AND qbo_id NOT IN ('TAX', 'NON')"
                                   " ORDER BY qbo_id LIMIT 1";

void
sb_mirror_row_free (SbMirrorRow *self)
{
  if (self == NULL)
    return;
  g_free (self->qbo_id);
  g_free (self->name);
  g_free (self->key);
  g_free (self->sync_token);
  g_clear_pointer (&self->body, json_node_unref);
  g_free (self);
}

static const char *
name_of (const char *entity, JsonObject *object)
{
  static const char *const MEMBERS[]
      = { "DisplayName", "FullyQualifiedName", "Name", "CompanyName", "DocNumber" };

  /* Items have paths as full names, but are matched by their own. */
  if (g_str_equal (entity, "Item"))
    return sb_json_string_or (object, "Name", "");
  for (gsize i = 0; i < G_N_ELEMENTS (MEMBERS); i++)
    {
      const char *name = sb_json_string_or (object, MEMBERS[i], NULL);

      if (name != NULL)
        return name;
    }
  return "";
}

/* SKU as it is; e-mail folded, because case does not count there. */
static char *
key_of (const char *entity, JsonObject *object)
{
  JsonObject *mail = sb_json_object_or_null (object, "PrimaryEmailAddr");
  const char *address = mail != NULL ? sb_json_string_or (mail, "Address", NULL) : NULL;

  if (g_str_equal (entity, "Item"))
    return g_strdup (sb_json_string_or (object, "Sku", NULL));
  return address != NULL ? g_utf8_casefold (address, -1) : NULL;
}

gboolean
sb_mirror_put (SbTxn *txn, const char *entity, JsonObject *object, gint64 now, GError **error)
{
  const char *id = sb_json_string_or (object, "Id", NULL);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *body = json_to_string (node, FALSE);
  g_autofree char *key = key_of (entity, object);

  if (id == NULL)
    return TRUE;
  return sb_bind_run (sb_txn_get_database (txn), SQL_PUT, error, ":object", 't', entity, ":id", 't',
                      id, ":name", 't', name_of (entity, object), ":key", 't', key, ":active", 'i',
                      (gint64)sb_json_boolean_or (object, "Active", TRUE), ":token", 't',
                      sb_json_string_or (object, "SyncToken", NULL), ":body", 't', body, ":now",
                      'i', now, NULL);
}

gboolean
sb_mirror_remove (SbTxn *txn, const char *entity, const char *qbo_id, GError **error)
{
  return sb_bind_run (sb_txn_get_database (txn), SQL_REMOVE, error, ":object", 't', entity, ":id",
                      't', qbo_id, NULL);
}

static SbMirrorRow *
read_row (SbStatement *st, GError **error)
{
  g_autoptr (SbMirrorRow) row = g_new0 (SbMirrorRow, 1);

  row->body = sb_json_parse (sb_statement_text (st, "body"), -1, error);
  if (row->body == NULL)
    return NULL;
  row->qbo_id = sb_statement_dup_text (st, "qbo_id");
  row->name = sb_statement_dup_text (st, "name");
  row->key = sb_statement_dup_text (st, "key");
  row->active = sb_statement_boolean (st, "active");
  row->sync_token = sb_statement_dup_text (st, "sync_token");
  return g_steal_pointer (&row);
}

SbMirrorRow *
sb_mirror_get (SbDatabase *db, const char *entity, const char *qbo_id, GError **error)
{
  g_autoptr (SbStatement) st
      = sb_bind_query (db, SQL_GET, error, ":object", 't', entity, ":id", 't', qbo_id, NULL);

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  return read_row (st, error);
}

static GPtrArray *
read_rows (SbStatement *st, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_mirror_row_free);
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      SbMirrorRow *row = read_row (st, error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
  return failed ? NULL : g_steal_pointer (&rows);
}

GPtrArray *
sb_mirror_list (SbDatabase *db, const char *entity, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_LIST, error, ":object", 't', entity, NULL);

  return read_rows (st, error);
}

GPtrArray *
sb_mirror_by_name (SbDatabase *db, const char *entity, const char *name, GError **error)
{
  g_autoptr (SbStatement) st
      = sb_bind_query (db, SQL_BY_NAME, error, ":object", 't', entity, ":value", 't', name, NULL);

  return read_rows (st, error);
}

GPtrArray *
sb_mirror_by_key (SbDatabase *db, const char *entity, const char *key, GError **error)
{
  g_autoptr (SbStatement) st
      = sb_bind_query (db, SQL_BY_KEY, error, ":object", 't', entity, ":value", 't', key, NULL);

  return read_rows (st, error);
}

gboolean
sb_book_currency (SbDatabase *db, SbCurrency *currency, GError **error)
{
  GError *failure = NULL;
  g_autofree char *code = sb_bind_text (db, SQL_CURRENCY, &failure, NULL);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return sb_currency_from_code (code != NULL ? code : "USD", currency, error);
}

void
sb_qbo_company_free (SbQboCompany *self)
{
  if (self == NULL)
    return;
  g_free (self->tax_code);
  g_free (self);
}

static JsonNode *
only_row (SbDatabase *db, const char *entity, GError **error)
{
  g_autoptr (GPtrArray) rows = sb_mirror_list (db, entity, error);
  SbMirrorRow *row;

  if (rows == NULL || rows->len == 0)
    return NULL;
  row = g_ptr_array_index (rows, 0);
  return json_node_ref (row->body);
}

static gboolean
read_preferences (SbQboCompany *company, JsonNode *info_node, JsonNode *node, GError **error)
{
  g_autoptr (SbQboCompanyInfo) info =
    sb_qbo_company_info_from_json (json_node_get_object (info_node), company->home, error);
  g_autoptr (SbQboPreferences) prefs =
    info != NULL ? sb_qbo_preferences_from_json (json_node_get_object (node), company->home, error)
                 : NULL;

  if (prefs == NULL)
    return FALSE;
  sb_qbo_rules_init (&company->rules, info, prefs, company->home);
  company->close_date = prefs->book_close_date;
  company->custom_numbers = prefs->custom_txn_numbers != SB_QBO_FALSE;
  company->allow_discount = prefs->allow_discount != SB_QBO_FALSE;
  company->sales_tax
      = prefs->using_sales_tax == SB_QBO_TRUE || prefs->partner_tax_enabled == SB_QBO_TRUE;
  company->multi_currency = prefs->multi_currency == SB_QBO_TRUE;
  company->tax_code = g_strdup (sb_qbo_ref_value (prefs->tax_group_code));
  return TRUE;
}

SbQboCompany *
sb_qbo_company_load (SbDatabase *db, GError **error)
{
  g_autoptr (SbQboCompany) company = g_new0 (SbQboCompany, 1);
  GError *failure = NULL;
  g_autoptr (JsonNode) info = NULL;
  g_autoptr (JsonNode) prefs = NULL;

  company->close_date = SB_DAY_NONE;
  company->is_us = TRUE;
  company->allow_discount = TRUE;
  company->custom_numbers = TRUE;
  if (!sb_book_currency (db, &company->home, error))
    return NULL;

  info = only_row (db, "CompanyInfo", &failure);
  if (failure == NULL)
    prefs = only_row (db, "Preferences", &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (info == NULL || prefs == NULL)
    return g_steal_pointer (&company);

  company->known = TRUE;
  company->is_us
      = g_str_equal (sb_json_string_or (json_node_get_object (info), "Country", "US"), "US");
  if (!read_preferences (company, info, prefs, error))
    return NULL;
  if (company->tax_code == NULL)
    company->tax_code = sb_bind_text (db, SQL_TAX_CODE, &failure, NULL);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  return g_steal_pointer (&company);
}
