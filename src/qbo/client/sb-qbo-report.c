/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports are trees of sections whose headers, rows and summaries may each be missing. The walk
 * assumes nothing but that: a row is what has ColData.
 */
#include "sb-qbo-report.h"

#include <string.h>

#include "sb-decimal.h"
#include "sb-json-reader.h"
#include "sb-qbo-error-private.h"

static void
row_free (SbQboReportRow *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      g_free (self->cells[i].value);
      g_free (self->cells[i].id);
    }
  g_free (self->cells);
  g_free (self->group);
  g_free (self->section_id);
  g_free (self);
}

void
sb_qbo_report_free (SbQboReport *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  SbQboReport *report;
  guint depth;
  const char *group;      /* (nullable) of the innermost section */
  const char *section_id; /* (nullable) of the innermost section that has one */
} Walk;

static void walk_rows (const Walk *walk, JsonObject *holder);

static void
add_row (const Walk *walk, SbQboRowKind kind, JsonObject *holder)
{
  JsonArray *cells = sb_json_array_or_null (holder, "ColData");
  SbQboReportRow *row;

  if (cells == NULL)
    return;
  row = g_new0 (SbQboReportRow, 1);
  row->kind = kind;
  row->depth = walk->depth;
  row->group = g_strdup (walk->group);
  row->section_id = g_strdup (walk->section_id);
  row->n_cells = json_array_get_length (cells);
  row->cells = g_new0 (SbQboCell, row->n_cells);
  for (guint i = 0; i < row->n_cells; i++)
    {
      JsonObject *cell = sb_json_array_object (cells, i, NULL);

      row->cells[i].value = g_strdup (cell != NULL ? sb_json_string_or (cell, "value", "") : "");
      row->cells[i].id = g_strdup (cell != NULL ? sb_json_string_or (cell, "id", NULL) : NULL);
    }
  g_ptr_array_add (walk->report->rows, row);
}

static const char *
header_id (JsonObject *header)
{
  JsonArray *cells = header != NULL ? sb_json_array_or_null (header, "ColData") : NULL;
  JsonObject *first = NULL;

  if (cells != NULL && json_array_get_length (cells) > 0)
    first = sb_json_array_object (cells, 0, NULL);
  return first != NULL ? sb_json_string_or (first, "id", NULL) : NULL;
}

static void
walk_row (const Walk *walk, JsonObject *row)
{
  JsonObject *header = sb_json_object_or_null (row, "Header");
  JsonObject *summary = sb_json_object_or_null (row, "Summary");
  JsonObject *rows = sb_json_object_or_null (row, "Rows");
  const char *id = header_id (header);
  Walk inner = *walk;

  inner.group = sb_json_string_or (row, "group", walk->group);
  if (id != NULL && *id != '\0')
    inner.section_id = id;
  add_row (&inner, SB_QBO_ROW_DATA, row);
  if (header != NULL)
    add_row (&inner, SB_QBO_ROW_HEADER, header);
  if (rows != NULL)
    {
      Walk below = inner;

      below.depth++;
      walk_rows (&below, rows);
    }
  if (summary != NULL)
    add_row (&inner, SB_QBO_ROW_SUMMARY, summary);
}

/* Depth is bounded by the JSON reader. */
static void
walk_rows (const Walk *walk, JsonObject *holder)
{
  JsonArray *rows = sb_json_array_or_null (holder, "Row");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = sb_json_array_object (rows, i, NULL);

      if (row != NULL)
        walk_row (walk, row);
    }
}

/* Value of the pair @name in a list of {Name, Value}. */
static const char *
pair_value (JsonArray *pairs, const char *name)
{
  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonObject *pair = sb_json_array_object (pairs, i, NULL);

      if (pair != NULL && g_strcmp0 (sb_json_string_or (pair, "Name", NULL), name) == 0)
        return sb_json_string_or (pair, "Value", NULL);
    }
  return NULL;
}

static void
read_columns (SbQboReport *self, JsonObject *root)
{
  JsonObject *holder = sb_json_object_or_null (root, "Columns");
  JsonArray *columns = holder != NULL ? sb_json_array_or_null (holder, "Column") : NULL;

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *column = sb_json_array_object (columns, i, NULL);
      const char *key = column != NULL ? pair_value (sb_json_array_or_null (column, "MetaData"),
                                                     "ColKey") : NULL;

      /* The ledger's columns carry their key as their type. */
      if (key == NULL && column != NULL)
        key = sb_json_string_or (column, "ColType", NULL);
      g_ptr_array_add (self->columns, g_strdup (key != NULL ? key : ""));
      g_ptr_array_add (self->titles,
                       g_strdup (column != NULL ? sb_json_string_or (column, "ColTitle", "") : ""));
    }
}

SbQboReport *
sb_qbo_report_parse (const SbQboAnswer *answer, SbCurrency fallback, GError **error)
{
  JsonObject *header = sb_qbo_answer_get_object (answer, "Header", error);
  JsonObject *root, *rows;
  SbQboReport *self;
  const char *code;

  if (header == NULL)
    return NULL;
  root = json_node_get_object (answer->body);
  self = g_new0 (SbQboReport, 1);
  self->name = g_strdup (sb_json_string_or (header, "ReportName", ""));
  code = sb_json_string_or (header, "Currency", NULL);
  if (code == NULL || !sb_currency_from_code (code, &self->currency, NULL))
    self->currency = fallback;
  self->no_data = g_strcmp0 (pair_value (sb_json_array_or_null (header, "Option"), "NoReportData"),
                             "true") == 0;
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  read_columns (self, root);
  rows = sb_json_object_or_null (root, "Rows");
  if (rows != NULL)
    walk_rows (&(Walk) { .report = self }, rows);
  return self;
}

int
sb_qbo_report_find_column (const SbQboReport *self, const char *key)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->columns, i), key) == 0)
      return (int) i;
  for (guint i = 0; i < self->titles->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (self->titles, i), key) == 0)
      return (int) i;
  return -1;
}

const char *
sb_qbo_report_row_text (const SbQboReportRow *row, int column)
{
  return column >= 0 && (guint) column < row->n_cells ? row->cells[column].value : "";
}

const char *
sb_qbo_report_row_id (const SbQboReportRow *row, int column)
{
  return column >= 0 && (guint) column < row->n_cells ? row->cells[column].id : NULL;
}

gboolean
sb_qbo_report_row_money (const SbQboReport *self, const SbQboReportRow *row, int column,
                         gint64 *minor, GError **error)
{
  const char *text = sb_qbo_report_row_text (row, column);
  g_autoptr(GError) local_error = NULL;

  if (*text == '\0')
    {
      *minor = 0;
      return TRUE;
    }
  if (sb_money_parse (text, self->currency, minor, &local_error))
    return TRUE;
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "report %s: %s", self->name,
               local_error->message);
  return FALSE;
}

static gboolean
row_balance (const SbQboReport *self, const SbQboReportRow *row, int debit, int credit,
             gint64 *minor, GError **error)
{
  gint64 debited, credited;

  if (debit < 0 || credit < 0)
    return sb_qbo_report_row_money (self, row, (int) row->n_cells - 1, minor, error);
  if (!sb_qbo_report_row_money (self, row, debit, &debited, error) ||
      !sb_qbo_report_row_money (self, row, credit, &credited, error))
    return FALSE;
  *minor = debited - credited; /* both within the range of money, so their difference fits */
  return TRUE;
}

GHashTable *
sb_qbo_report_balances (const SbQboReport *self, GError **error)
{
  g_autoptr(GHashTable) balances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  int debit = sb_qbo_report_find_column (self, "debit");
  int credit = sb_qbo_report_find_column (self, "credit");

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SbQboReportRow *row = g_ptr_array_index (self->rows, i);
      const char *id = sb_qbo_report_row_id (row, 0);
      gint64 *sum;
      gint64 minor;

      /* A header's or summary's figures are of its whole section, the account's own have a data
       * row. */
      if (row->kind != SB_QBO_ROW_DATA || id == NULL || *id == '\0')
        continue;
      if (!row_balance (self, row, debit, credit, &minor, error))
        return NULL;
      sum = g_hash_table_lookup (balances, id);
      if (sum == NULL)
        g_hash_table_insert (balances, g_strdup (id), sum = g_new0 (gint64, 1));
      if (!sb_add (*sum, minor, sum, error))
        return NULL;
    }
  return g_steal_pointer (&balances);
}
