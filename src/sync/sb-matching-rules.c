/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who could be whom: stored id first, then e-mail or SKU, then the name. */
#include "sb-matching-rules.h"

#include "sb-account.h"
#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-mapping-private.h"
#include "sb-record-private.h"

static const char SQL_IS_LINKED[] =
  "SELECT count (*) FROM link WHERE object = :object AND qbo_id = :id AND state <> 'broken'";

static const char SQL_LOCAL_BY_NAME[] =
  "SELECT r.id FROM party p JOIN record r ON r.subject = p.kind AND r.subject_id = p.id"
  " WHERE p.kind = :subject AND p.name = :value COLLATE NOCASE"
  " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = r.id) LIMIT 1";
static const char SQL_LOCAL_BY_EMAIL[] =
  "SELECT r.id FROM party p JOIN record r ON r.subject = p.kind AND r.subject_id = p.id"
  " WHERE p.kind = :subject AND p.email = :value COLLATE NOCASE"
  " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = r.id) LIMIT 1";
static const char SQL_PRODUCT_BY_SKU[] =
  "SELECT r.id FROM product p JOIN record r ON r.subject = 'product' AND r.subject_id = p.id"
  " WHERE p.sku = :value AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = r.id) LIMIT 1";
static const char SQL_PRODUCT_BY_NAME[] =
  "SELECT r.id FROM product p JOIN record r ON r.subject = 'product' AND r.subject_id = p.id"
  " WHERE p.name = :value AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = r.id) LIMIT 1";

static const char SQL_SET_REVENUE[] =
  "UPDATE product SET revenue_account = :account WHERE id = :id AND revenue_account IS NULL";

static gboolean
is_free (SbDatabase *db, const SbListEntity *entity, const char *qbo_id, gboolean *free_,
         GError **error)
{
  gint64 n = 0;

  if (!sb_bind_int64 (db, SQL_IS_LINKED, &n, NULL, error, ":object", 't', entity->object, ":id",
                      't', qbo_id, NULL))
    return FALSE;
  *free_ = n == 0;
  return TRUE;
}

static gboolean
keep_linkable (SbDatabase *db, const SbListEntity *entity, GPtrArray *rows, GError **error)
{
  for (guint i = rows->len; i > 0; i--)
    {
      const SbMirrorRow *row = g_ptr_array_index (rows, i - 1);
      gboolean free_ = FALSE;

      if (!is_free (db, entity, row->qbo_id, &free_, error))
        return FALSE;
      if (!free_ || entity->refusal (json_node_get_object (row->body)) != NULL)
        g_ptr_array_remove_index (rows, i - 1);
    }
  return TRUE;
}

static GPtrArray *
by_key (SbDatabase *db, const SbListEntity *entity, const SbFields *local, GError **error)
{
  gboolean is_item = g_str_equal (entity->object, "Item");
  const char *value = sb_fields_get (local, is_item ? "Sku" : "PrimaryEmailAddr");
  g_autofree char *key = is_item ? g_strdup (value) : g_utf8_casefold (value, -1);

  if (key[0] == '\0')
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_mirror_row_free);
  return sb_mirror_by_key (db, entity->object, key, error);
}

static char *
fold_name (const char *name)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_auto (GStrv) words = g_strsplit_set (trimmed, " \t", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0')
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", words[i]);
    }
  return g_strdup (joined->str);
}

static GPtrArray *
by_name (SbDatabase *db, const SbListEntity *entity, const SbFields *local, GError **error)
{
  const char *name = sb_fields_get (local, entity->name_field);
  g_autofree char *folded = fold_name (name);
  g_autoptr (GPtrArray) rows = sb_mirror_by_name (db, entity->object, folded, error);

  if (rows == NULL)
    return NULL;
  /* Names of items count exactly, those of people without regard to case. */
  for (guint i = rows->len; i > 0 && g_str_equal (entity->object, "Item"); i--)
    {
      const SbMirrorRow *row = g_ptr_array_index (rows, i - 1);

      if (!g_str_equal (row->name, name))
        g_ptr_array_remove_index (rows, i - 1);
    }
  return g_steal_pointer (&rows);
}

GPtrArray *
sb_matching_candidates (SbDatabase *db, const char *realm, const SbListEntity *entity,
                        gint64 local_id, const char **rule, GError **error)
{
  gboolean is_item = g_str_equal (entity->object, "Item");
  GError *failure = NULL;
  g_autoptr (SbFields) local = entity->read_local (db, local_id, &failure);
  g_autoptr (GPtrArray) rows = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (local == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_mirror_row_free);

  rows = by_key (db, entity, local, error);
  if (rows == NULL || !keep_linkable (db, entity, rows, error))
    return NULL;
  /* An e-mail that several share says nothing. */
  if (rows->len == 1 || (rows->len > 1 && is_item))
    {
      if (rule != NULL)
        *rule = is_item ? "sku" : "email";
      return g_steal_pointer (&rows);
    }

  g_ptr_array_unref (g_steal_pointer (&rows));
  rows = by_name (db, entity, local, error);
  if (rows == NULL || !keep_linkable (db, entity, rows, error))
    return NULL;
  if (rule != NULL)
    *rule = "name";
  return g_steal_pointer (&rows);
}

gboolean
sb_matching_refused (SbDatabase *db, const SbListEntity *entity, gint64 local_id,
                     const char **reason, SbMirrorRow **row, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbFields) local = entity->read_local (db, local_id, &failure);
  g_autoptr (GPtrArray) rows = NULL;

  *reason = NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;
  rows = by_key (db, entity, local, error);
  if (rows != NULL && rows->len == 0)
    {
      g_ptr_array_unref (g_steal_pointer (&rows));
      rows = by_name (db, entity, local, error);
    }
  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  *reason
      = entity->refusal (json_node_get_object (((SbMirrorRow *)g_ptr_array_index (rows, 0))->body));
  if (*reason != NULL && row != NULL)
    *row = g_ptr_array_steal_index (rows, 0);
  return TRUE;
}

gboolean
sb_matching_wanted (SbDatabase *db, const char *realm, const SbListEntity *entity,
                    const SbMirrorRow *row, gboolean *wanted, GError **error)
{
  gboolean is_item = g_str_equal (entity->object, "Item");
  gint64 record = 0;

  *wanted = FALSE;
  if (is_item)
    {
      if (!sb_bind_int64 (db, SQL_PRODUCT_BY_NAME, &record, wanted, error, ":value", 't', row->name,
                          NULL))
        return FALSE;
      if (!*wanted && row->key != NULL)
        return sb_bind_int64 (db, SQL_PRODUCT_BY_SKU, &record, wanted, error, ":value", 't',
                              row->key, NULL);
      return TRUE;
    }
  if (!sb_bind_int64 (db, SQL_LOCAL_BY_NAME, &record, wanted, error, ":subject", 't',
                      entity->subject, ":value", 't', row->name, NULL))
    return FALSE;
  if (!*wanted && row->key != NULL)
    return sb_bind_int64 (db, SQL_LOCAL_BY_EMAIL, &record, wanted, error, ":subject", 't',
                          entity->subject, ":value", 't', row->key, NULL);
  return TRUE;
}

/* A linked item keeps its own income account, which becomes the product's override. */
static gboolean
keep_income_account (SbTxn *txn, gint64 product, const SbMirrorRow *row, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  JsonObject *ref = sb_json_object_or_null (json_node_get_object (row->body), "IncomeAccountRef");
  const char *qbo_id = ref != NULL ? sb_json_string_or (ref, "value", NULL) : NULL;
  g_autoptr (SbMirrorRow) known = NULL;
  g_autoptr (GArray) revenue = NULL;
  GError *failure = NULL;
  gint64 account;

  if (qbo_id == NULL)
    return TRUE;
  known = sb_mirror_get (db, "Account", qbo_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (known == NULL)
    return TRUE;
  account = sb_account_for_qbo (txn, qbo_id, error);
  revenue = account != 0 ? sb_role_accounts (db, "Revenue", error) : NULL;
  if (revenue == NULL)
    return FALSE;
  if (revenue->len > 0 && g_array_index (revenue, gint64, 0) == account)
    return TRUE;
  return sb_bind_run (db, SQL_SET_REVENUE, error, ":account", 'i', account, ":id", 'i', product,
                      NULL);
}

gboolean
sb_matching_make_link (SbTxn *txn, const char *realm, const SbListEntity *entity, gint64 record,
                       const SbMirrorRow *row, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbRecord) own = sb_record_load (db, record, error);
  g_autoptr (SbFields) local = NULL;
  g_autoptr (SbFields) theirs = NULL;
  g_autoptr (SbMerge) merge = NULL;
  g_autofree char *snapshot = NULL;
  SbCurrency home;
  SbLink link = { 0 };

  if (own == NULL || !sb_book_currency (db, &home, error))
    return FALSE;
  local = entity->read_local (db, own->subject_id, error);
  theirs = local != NULL ? entity->read_qbo (json_node_get_object (row->body), home, error) : NULL;
  if (theirs == NULL)
    return FALSE;

  merge = sb_merge (entity->specs, entity->n_specs, NULL, local, theirs);
  snapshot = sb_fields_to_json (merge->snapshot);
  link.record = record;
  link.realm = (char *) realm;
  link.object = (char *) entity->object;
  link.qbo_id = row->qbo_id;
  link.sync_token = row->sync_token;
  link.snapshot = snapshot;
  link.active = row->active;
  if (!sb_link_save (txn, &link, now, error))
    return FALSE;
  if (sb_fields_count (merge->take) > 0
      && !entity->write_local (txn, own->subject_id, merge->take, now, error))
    return FALSE;
  if (g_str_equal (entity->object, "Item")
      && !keep_income_account (txn, own->subject_id, row, error))
    return FALSE;
  if (sb_fields_count (merge->push) > 0)
    return sb_record_revise (txn, record, "update", now, error);
  return sb_record_set_state (txn, record, SB_RECORD_SYNCED, NULL, NULL, NULL, NULL, now, error);
}
