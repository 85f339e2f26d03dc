/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-source.h"

#include "sb-record-words.h"

#include <glib/gi18n.h>

enum
{
  COLUMN_DATE,
  COLUMN_WHAT,
  COLUMN_PARTY,
  COLUMN_AMOUNT,
  COLUMN_STATE,
  COLUMN_WHY,
  COLUMN_QBO,
  N_COLUMNS
};

static const SbListColumn columns[N_COLUMNS] = {
  [COLUMN_DATE] = { "date", N_ ("Date"), SB_CELL_DAY, TRUE },
  [COLUMN_WHAT] = { "what", N_ ("What"), SB_CELL_TEXT, TRUE },
  [COLUMN_PARTY] = { "party", N_ ("For"), SB_CELL_TEXT, FALSE },
  [COLUMN_AMOUNT] = { "amount", N_ ("Amount"), SB_CELL_MONEY, TRUE },
  [COLUMN_STATE] = { "state", N_ ("State"), SB_CELL_TEXT, TRUE },
  [COLUMN_WHY] = { "why", N_ ("Why"), SB_CELL_TEXT, FALSE },
  [COLUMN_QBO] = { "quickbooks", N_ ("In QuickBooks"), SB_CELL_TEXT, FALSE },
};

static const SbListFilterInfo filters[] = { { 0, N_ ("All") } };

static SbRecordSort
sort_of (guint column)
{
  switch (column)
    {
    case COLUMN_WHAT:
      return SB_RECORD_SORT_OBJECT;
    case COLUMN_AMOUNT:
      return SB_RECORD_SORT_AMOUNT;
    case COLUMN_STATE:
      return SB_RECORD_SORT_STATE;
    default:
      return SB_RECORD_SORT_DATE;
    }
}

/* Newest first as long as nobody has asked for another order. */
static GArray *
list_ids (const SbListSource *source, SbDatabase *db, const SbListRequest *request, GError **error)
{
  SbRecordFilter filter = {
    .states = (guint) request->parent,
    .search = request->search,
    .sort = request->sorted ? sort_of (request->sort) : SB_RECORD_SORT_DATE,
    .descending = request->sorted ? request->descending : TRUE,
  };

  return sb_record_list_ids (db, &filter, error);
}

static void
fill_row (SbListRow *row, const SbRecord *record)
{
  g_autofree char *title = sb_record_title (record);
  const char *why = record->message;

  if (record->date != SB_DAY_NONE)
    sb_cell_set_number (&row->cells[COLUMN_DATE], SB_CELL_DAY, record->date);
  sb_cell_set_text (&row->cells[COLUMN_WHAT], SB_CELL_TEXT, title);
  sb_cell_set_text (&row->cells[COLUMN_PARTY], SB_CELL_TEXT, record->party);
  if (record->has_amount)
    sb_cell_set_number (&row->cells[COLUMN_AMOUNT], SB_CELL_MONEY, record->amount);
  sb_cell_set_text (&row->cells[COLUMN_STATE], SB_CELL_TEXT, sb_record_state_title (record->state));
  sb_cell_set_text (&row->cells[COLUMN_WHY], SB_CELL_TEXT, why);
  sb_cell_set_text (&row->cells[COLUMN_QBO], SB_CELL_TEXT,
                    record->doc_number != NULL ? record->doc_number : record->qbo_id);
}

static GPtrArray *
list_rows (const SbListSource *source, SbDatabase *db, const gint64 *ids, gsize n, GError **error)
{
  g_autoptr (GPtrArray) records = sb_record_list_rows (db, ids, n, error);
  g_autoptr (GPtrArray) rows = NULL;
  guint next = 0;

  if (records == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_list_row_free);
  for (gsize i = 0; i < n; i++)
    {
      SbListRow *row = sb_list_row_new (ids[i], N_COLUMNS);
      const SbRecord *record = next < records->len ? g_ptr_array_index (records, next) : NULL;

      row->link = g_strdup_printf ("record/%" G_GINT64_FORMAT, ids[i]);
      /* One that has gone since is an empty row; the rest keep their order. */
      if (record != NULL && record->id == ids[i])
        {
          fill_row (row, record);
          next++;
        }
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

static const SbListSource source = {
  .columns = columns,
  .n_columns = N_COLUMNS,
  .filters = filters,
  .n_filters = G_N_ELEMENTS (filters),
  .main = COLUMN_WHAT,
  .detail = { COLUMN_STATE, COLUMN_WHY },
  .amount = COLUMN_AMOUNT,
  .chars = { [COLUMN_WHAT] = 22, [COLUMN_PARTY] = 16, [COLUMN_STATE] = 10, [COLUMN_WHY] = 30,
             [COLUMN_QBO] = 10 },
  .ids = list_ids,
  .rows = list_rows,
};

const SbListSource *
sb_record_source_get (void)
{
  return &source;
}
