/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-list-csv.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-cell-text.h"

typedef struct
{
  const SbListSource *source;
  SbCurrency          currency;
  GArray             *ids;   /* (owned) (element-type gint64) */
} CsvOp;

static void
csv_op_free (CsvOp *op)
{
  g_array_unref (op->ids);
  g_free (op);
}

void
sb_list_csv_append_field (GString *out, const char *text, gboolean is_text)
{
  /* A spreadsheet runs a cell that begins like this as a formula. */
  gboolean formula = is_text && *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;

  if (!formula && strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
append_titles (GString *out, const SbListSource *source)
{
  for (guint c = 0; c < source->n_columns; c++)
    {
      if (c > 0)
        g_string_append_c (out, ',');
      sb_list_csv_append_field (out, _(source->columns[c].title), TRUE);
    }
  g_string_append (out, "\r\n");
}

static void
append_row (GString *out, const SbListRow *row, SbCurrency currency)
{
  for (guint c = 0; c < row->n_cells; c++)
    {
      g_autofree char *text = sb_cell_csv (&row->cells[c], currency);
      if (c > 0)
        g_string_append_c (out, ',');
      sb_list_csv_append_field (out, text, !sb_cell_type_is_number (row->cells[c].type));
    }
  g_string_append (out, "\r\n");
}

static gpointer
read_csv (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  CsvOp *op = data;
  g_autoptr (GString) out = g_string_new (NULL);

  append_titles (out, op->source);
  for (guint i = 0; i < op->ids->len; i += SB_PAGE_ROWS)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_autoptr (GPtrArray) rows =
          op->source->rows (op->source, db, &g_array_index (op->ids, gint64, i),
                            MIN (SB_PAGE_ROWS, op->ids->len - i), error);
      if (rows == NULL)
        return NULL;
      for (guint r = 0; r < rows->len; r++)
        append_row (out, g_ptr_array_index (rows, r), op->currency);
    }
  return g_string_free_to_bytes (g_steal_pointer (&out));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
csv_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_file_replace_contents_bytes_async (g_task_get_task_data (task), bytes, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION,
                                       g_task_get_cancellable (task), written_cb,
                                       g_object_ref (task));
}

void
sb_list_csv_save_async (SbLedger *ledger, SbPagedModel *model, SbCurrency currency, GFile *file,
                        GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  gsize n;
  const gint64 *ids = sb_paged_model_get_ids (model, &n);
  CsvOp *op = g_new0 (CsvOp, 1);

  g_task_set_source_tag (task, sb_list_csv_save_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  op->source = sb_paged_model_get_source (model);
  op->currency = currency;
  op->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (op->ids, ids, (guint) n);
  sb_ledger_read_async (ledger, read_csv, op, (GDestroyNotify) csv_op_free,
                        (GDestroyNotify) g_bytes_unref, cancellable, csv_read_cb, task);
}

gboolean
sb_list_csv_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
