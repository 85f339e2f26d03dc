/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-count-facts.h"

#include "sb-book.h"
#include "sb-page-query.h"
#include "sb-product.h"
#include "sb-reference-lists.h"
#include "sb-stock-level.h"

typedef struct
{
  char  *location;  /* (owned) */
  char **skus;      /* (owned) (nullable) */
  char  *code;      /* (owned) (nullable): what was scanned */
} FactsOp;

static void
facts_op_free (FactsOp *op)
{
  g_free (op->location);
  g_strfreev (op->skus);
  g_free (op->code);
  g_free (op);
}

static void
fact_free (SbCountFact *self)
{
  g_free (self->sku);
  g_free (self->name);
  g_free (self);
}

/* Row id of the place that is counted; 0 with an error. */
static gint64
find_location (SbDatabase *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) locations = sb_location_list (db, error);
  SbBook book;

  for (guint i = 0; locations != NULL && i < locations->len; i++)
    {
      const SbLocation *location = g_ptr_array_index (locations, i);
      if (g_str_equal (location->name, name))
        return location->id;
    }
  return locations != NULL && sb_book_load (db, &book, error) ? book.default_location : 0;
}

static gboolean
add_fact (SbDatabase *db, GPtrArray *facts, const SbProduct *product, gint64 location,
          GError **error)
{
  g_autoptr (GPtrArray) levels = sb_stock_level_list (db, product->id, error);
  SbCountFact *fact;

  if (levels == NULL)
    return FALSE;
  fact = g_new0 (SbCountFact, 1);
  fact->sku = g_strdup (product->sku);
  fact->name = g_strdup (product->name);
  for (guint i = 0; i < levels->len; i++)
    {
      const SbStockLevel *level = g_ptr_array_index (levels, i);
      if (level->location == location)
        fact->on_hand = level->on_hand;
    }
  g_ptr_array_add (facts, fact);
  return TRUE;
}

/* Unknown: nothing is added. */
static gboolean
add_sku (SbDatabase *db, GPtrArray *facts, const char *sku, gint64 location, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (SbProduct) product = sb_product_find (db, sku, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return product == NULL || product->kind != SB_PRODUCT_STOCK
         || add_fact (db, facts, product, location, error);
}

static gboolean
add_barcode (SbDatabase *db, GPtrArray *facts, const char *code, gint64 location, GError **error)
{
  const SbPageQuery query = { .kind = SB_LIST_PRODUCTS, .search = code };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  for (guint i = 0; ids != NULL && i < ids->len && facts->len == 0; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (SbProduct) product = sb_product_load (db, g_array_index (ids, gint64, i), &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (product != NULL && product->kind == SB_PRODUCT_STOCK
          && g_strcmp0 (product->barcode, code) == 0
          && !add_fact (db, facts, product, location, error))
        return FALSE;
    }
  return ids != NULL;
}

/* The ids of the list of levels hold product and place. */
static gboolean
add_all (SbDatabase *db, GPtrArray *facts, gint64 location, GError **error)
{
  const SbPageQuery query = { .kind = SB_LIST_STOCK };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  for (guint i = 0; ids != NULL && i < ids->len && facts->len < SB_COUNT_MOST_LINES; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (SbProduct) product = NULL;

      if ((id & 1048575) != location)
        continue;
      product = sb_product_load (db, id >> 20, error);
      if (product == NULL || !add_fact (db, facts, product, location, error))
        return FALSE;
    }
  return ids != NULL;
}

static gpointer
read_facts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  FactsOp *op = data;
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  gint64 location = find_location (db, op->location, error);

  if (location == 0)
    return NULL;
  if (op->code != NULL)
    {
      if (!add_sku (db, facts, op->code, location, error)
          || (facts->len == 0 && !add_barcode (db, facts, op->code, location, error)))
        return NULL;
    }
  else if (op->skus == NULL && !add_all (db, facts, location, error))
    return NULL;
  for (char **sku = op->skus; sku != NULL && *sku != NULL; sku++)
    if (!add_sku (db, facts, *sku, location, error))
      return NULL;
  return g_steal_pointer (&facts);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *facts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
start (SbCompany *company, FactsOp *op, gpointer tag, GCancellable *cancellable,
       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (company, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  sb_ledger_read_async (sb_company_get_ledger (company), read_facts, op,
                        (GDestroyNotify) facts_op_free, (GDestroyNotify) g_ptr_array_unref,
                        cancellable, read_cb, task);
}

void
sb_count_facts_async (SbCompany *company, const char *location, const char *const *skus,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  FactsOp *op = g_new0 (FactsOp, 1);

  op->location = g_strdup (location);
  op->skus = g_strdupv ((char **) skus);
  start (company, op, sb_count_facts_async, cancellable, callback, user_data);
}

void
sb_count_facts_scan_async (SbCompany *company, const char *location, const char *code,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  FactsOp *op = g_new0 (FactsOp, 1);

  op->location = g_strdup (location);
  op->code = g_strdup (code);
  start (company, op, sb_count_facts_scan_async, cancellable, callback, user_data);
}

GPtrArray *
sb_count_facts_finish (SbCompany *company, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, company), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
