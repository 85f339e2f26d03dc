/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-money.h"
#include "sb-qbo-answer.h"

G_BEGIN_DECLS

typedef enum
{
  SB_QBO_ROW_HEADER,  /* begins a section */
  SB_QBO_ROW_DATA,
  SB_QBO_ROW_SUMMARY, /* ends a section */
} SbQboRowKind;

typedef struct
{
  char *value; /* never NULL */
  char *id;    /* (nullable) */
} SbQboCell;

/**
 * SbQboReportRow:
 * @depth: 0 at the top
 * @group: (nullable): group of the section, "TotalAssets", "GrandTotal"
 * @section_id: (nullable): id of the nearest section that has one: the account whose
 *   transactions a general ledger lists
 * @cells: (array length=n_cells)
 */
typedef struct
{
  SbQboRowKind kind;
  guint depth;
  char *group;
  char *section_id;
  SbQboCell *cells;
  guint n_cells;
} SbQboReportRow;

/* A report, its rows flattened in reading order. */
typedef struct
{
  char *name;
  SbCurrency currency;
  gboolean no_data;   /* the report says that it holds nothing */
  GPtrArray *columns; /* (element-type utf8): ColKey, else the type of the column */
  GPtrArray *titles;  /* (element-type utf8): as many */
  GPtrArray *rows;    /* (element-type SbQboReportRow) */
} SbQboReport;

/* Fails like sb_qbo_answer_check(), and with %SB_QBO_ERROR_PROTOCOL. @fallback: currency when the
 * header names none */
SbQboReport *sb_qbo_report_parse (const SbQboAnswer *answer, SbCurrency fallback, GError **error);
void         sb_qbo_report_free (SbQboReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboReport, sb_qbo_report_free)

/* Index of the column with ColKey or else title @key, without case, or -1. */
int sb_qbo_report_find_column (const SbQboReport *self, const char *key);
/* Text of a cell, "" when the row is shorter; id or NULL. */
const char *sb_qbo_report_row_text (const SbQboReportRow *row, int column);
const char *sb_qbo_report_row_id (const SbQboReportRow *row, int column);
/* Amount of a cell in minor units; an empty cell is 0. Fails with %SB_QBO_ERROR_PROTOCOL. */
gboolean sb_qbo_report_row_money (const SbQboReport *self, const SbQboReportRow *row, int column,
                                  gint64 *minor, GError **error);

/**
 * sb_qbo_report_balances:
 *
 * For TrialBalance and BalanceSheet: balance of every account by id, debit positive for a trial
 * balance, the last column's own sign for a balance sheet. Rows of the same account add up; section
 * sums are left out.
 *
 * Returns: (transfer full) (element-type utf8 gint64*)
 */
GHashTable *sb_qbo_report_balances (const SbQboReport *self, GError **error);

G_END_DECLS
