/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages are not a snapshot: what is deleted while reading moves later rows to an earlier page. So
 * each page begins some rows before the end of the last one, and a row that comes twice counts
 * once.
 */
#include "sb-qbo-client.h"

#include "sb-json-reader.h"
#include "sb-qbo-error-private.h"

#define OVERLAP 20
#define PAGES_MAX 2000 /* a server that never ends is not believed */

typedef struct
{
  char *entity;      /* (owned) */
  char *where;       /* (owned) (nullable) */
  char *order_by;    /* (owned) */
  guint start;       /* 1-based */
  guint pages;
  gint64 time;       /* server time of the first page */
  JsonArray *rows;   /* (owned) */
  GHashTable *seen;  /* (owned): ids */
} QueryAllOp;

static void
query_all_op_free (QueryAllOp *op)
{
  g_free (op->entity);
  g_free (op->where);
  g_free (op->order_by);
  json_array_unref (op->rows);
  g_hash_table_unref (op->seen);
  g_free (op);
}

static void page_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* (transfer full) of @task */
static void
ask_page (GTask *task)
{
  SbQboClient *self = g_task_get_source_object (task);
  QueryAllOp *op = g_task_get_task_data (task);
  g_autofree char *statement =
    g_strdup_printf ("SELECT * FROM %s%s%s ORDERBY %s STARTPOSITION %u MAXRESULTS %d", op->entity,
                     op->where != NULL ? " WHERE " : "", op->where != NULL ? op->where : "",
                     op->order_by, op->start, SB_QBO_PAGE_MAX);
  g_autoptr(SbQboRequest) request = sb_qbo_request_query (statement);

  sb_qbo_client_send_async (self, request, g_task_get_cancellable (task), page_cb, task);
}

/* Returns how many were new. */
static guint
add_rows (QueryAllOp *op, JsonArray *page)
{
  guint before = json_array_get_length (op->rows);

  for (guint i = 0; i < json_array_get_length (page); i++)
    {
      JsonObject *row = sb_json_array_object (page, i, NULL);
      const char *id = row != NULL ? sb_json_string_or (row, "Id", NULL) : NULL;

      if (row == NULL || (id != NULL && !g_hash_table_add (op->seen, g_strdup (id))))
        continue;
      json_array_add_object_element (op->rows, json_object_ref (row));
    }
  return json_array_get_length (op->rows) - before;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  QueryAllOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(SbQboAnswer) answer = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result,
                                                             &error);
  g_autoptr(JsonArray) page = answer != NULL ? sb_qbo_answer_get_rows (answer, op->entity,
                                                                       &error) : NULL;

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (op->start == 1)
    op->time = answer->time;
  if (add_rows (op, page) == 0 || json_array_get_length (page) < SB_QBO_PAGE_MAX)
    {
      g_task_return_pointer (task, json_array_ref (op->rows), (GDestroyNotify) json_array_unref);
      return;
    }
  if (++op->pages == PAGES_MAX)
    {
      g_task_return_new_error (task, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL,
                               "%s: the pages do not end", op->entity);
      return;
    }
  op->start += SB_QBO_PAGE_MAX - OVERLAP;
  ask_page (g_steal_pointer (&task));
}

void
sb_qbo_client_query_all_async (SbQboClient *self, const char *entity, const char *where,
                               const char *order_by, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  QueryAllOp *op;

  g_return_if_fail (SB_IS_QBO_CLIENT (self));
  g_return_if_fail (entity != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  op = g_new0 (QueryAllOp, 1);
  g_task_set_source_tag (task, sb_qbo_client_query_all_async);
  g_task_set_name (task, "sb_qbo_client_query_all_async");
  op->entity = g_strdup (entity);
  op->where = g_strdup (where);
  op->order_by = g_strdup (order_by != NULL ? order_by : "Id");
  op->start = 1;
  op->rows = json_array_new ();
  op->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, op, (GDestroyNotify) query_all_op_free);
  ask_page (task);
}

JsonArray *
sb_qbo_client_query_all_finish (SbQboClient *self, GAsyncResult *result, gint64 *time,
                                GError **error)
{
  QueryAllOp *op;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  op = g_task_get_task_data (G_TASK (result));
  if (time != NULL)
    *time = op->time;
  return g_task_propagate_pointer (G_TASK (result), error);
}
