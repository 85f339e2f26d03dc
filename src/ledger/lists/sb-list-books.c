/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Journals, accounts, and documents by party. */
#include <glib/gi18n-lib.h>

#include "sb-list-class-private.h"

/* --- journals --- */

enum { JOURNAL_NUMBER, JOURNAL_DATE, JOURNAL_OBJECT, JOURNAL_KIND, JOURNAL_AMOUNT, JOURNAL_DOCUMENT, N_JOURNAL_COLS };

static const SbListColumn JOURNAL_COLUMNS[N_JOURNAL_COLS] = {
  [JOURNAL_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [JOURNAL_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [JOURNAL_OBJECT] = { "object", N_("In QuickBooks"), SB_CELL_WORD, TRUE },
  [JOURNAL_KIND] = { "kind", N_("Kind"), SB_CELL_WORD, FALSE },
  [JOURNAL_AMOUNT] = { "amount", N_("Amount"), SB_CELL_MONEY, FALSE },
  [JOURNAL_DOCUMENT] = { "document", N_("Document"), SB_CELL_TEXT, FALSE },
};

static const SbListFilter ALL_ONLY[] = { SB_FILTER_ALL };

#define JOURNAL_IDS(order)                                                                        \
  "SELECT j.seq FROM journal AS j WHERE :filter >= 0 AND "                                        \
  SB_LIST_SEARCH ("'SB-J' || j.seq || ' ' || j.object || ' ' || coalesce ((SELECT d.display "     \
                  "FROM document AS d WHERE d.id = j.document), '')")                             \
  "ORDER BY " order

static const SbListOrder JOURNAL_ORDERS[] = {
  { JOURNAL_DATE, JOURNAL_IDS ("j.date, j.seq"), JOURNAL_IDS ("j.date DESC, j.seq DESC") },
  { JOURNAL_NUMBER, JOURNAL_IDS ("j.seq"), JOURNAL_IDS ("j.seq DESC") },
  { JOURNAL_OBJECT, JOURNAL_IDS ("j.object, j.seq"), JOURNAL_IDS ("j.object DESC, j.seq DESC") },
};

static const char JOURNAL_ROW[] =
  "SELECT j.seq, 'SB-J' || j.seq AS number, j.date, j.object, j.kind, d.display, "
  "(SELECT coalesce (sum (l.amount), 0) FROM journal_line AS l WHERE l.journal = j.seq AND l.amount > 0) AS amount "
  "FROM journal AS j LEFT JOIN document AS d ON d.id = j.document WHERE j.seq = :id";

static gboolean
fill_journal (SbStatement *st, SbListRow *row, GError **error)
{
  row->link = g_strdup_printf ("journal/%" G_GINT64_FORMAT, row->id);
  sb_list_row_take_text (row, JOURNAL_NUMBER, SB_CELL_TEXT, st, "number");
  sb_list_row_take_day (row, JOURNAL_DATE, st, "date");
  sb_list_row_take_text (row, JOURNAL_OBJECT, SB_CELL_WORD, st, "object");
  sb_list_row_take_text (row, JOURNAL_KIND, SB_CELL_WORD, st, "kind");
  sb_list_row_take_number (row, JOURNAL_AMOUNT, SB_CELL_MONEY, st, "amount");
  sb_list_row_take_text (row, JOURNAL_DOCUMENT, SB_CELL_TEXT, st, "display");
  return TRUE;
}

const SbListClass sb_list_class_journals = {
  .columns = JOURNAL_COLUMNS,
  .n_columns = N_JOURNAL_COLS,
  .filters = ALL_ONLY,
  .n_filters = G_N_ELEMENTS (ALL_ONLY),
  .orders = JOURNAL_ORDERS,
  .n_orders = G_N_ELEMENTS (JOURNAL_ORDERS),
  .descending = TRUE,
  .row_sql = JOURNAL_ROW,
  .fill = fill_journal,
};

/* --- accounts --- */

enum { ACCOUNT_NAME, ACCOUNT_TYPE, ACCOUNT_SUBTYPE, ACCOUNT_NUMBER, ACCOUNT_CURRENCY, ACCOUNT_STATUS, N_ACCOUNT_COLS };

static const SbListColumn ACCOUNT_COLUMNS[N_ACCOUNT_COLS] = {
  [ACCOUNT_NAME] = { "name", N_("Name"), SB_CELL_TEXT, TRUE },
  [ACCOUNT_TYPE] = { "type", N_("Type"), SB_CELL_TEXT, TRUE },
  [ACCOUNT_SUBTYPE] = { "subtype", N_("Detail type"), SB_CELL_TEXT, FALSE },
  [ACCOUNT_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [ACCOUNT_CURRENCY] = { "currency", N_("Currency"), SB_CELL_TEXT, FALSE },
  [ACCOUNT_STATUS] = { "status", N_("Status"), SB_CELL_WORD, FALSE },
};

static const SbListFilter ACCOUNT_FILTERS[] = { SB_FILTER_ACTIVE, SB_FILTER_ALL, SB_FILTER_DEPRECATED };

#define ACCOUNT_IDS(order)                                                                        \
  "SELECT a.id FROM account AS a WHERE (:filter = " SB_SQL_ALL                                    \
  " OR (:filter = " SB_SQL_ACTIVE " AND a.active = 1)"                                            \
  " OR (:filter = " SB_SQL_DEPRECATED " AND a.active = 0)) AND "                                  \
  SB_LIST_SEARCH ("a.name || ' ' || a.type || ' ' || coalesce (a.subtype, '') || ' ' || "         \
                  "coalesce (a.number, '')")                                                      \
  "ORDER BY " order

static const SbListOrder ACCOUNT_ORDERS[] = {
  { ACCOUNT_NAME, ACCOUNT_IDS ("a.name COLLATE NOCASE, a.id"), ACCOUNT_IDS ("a.name COLLATE NOCASE DESC, a.id") },
  { ACCOUNT_TYPE, ACCOUNT_IDS ("a.type, a.name COLLATE NOCASE, a.id"),
    ACCOUNT_IDS ("a.type DESC, a.name COLLATE NOCASE, a.id") },
  { ACCOUNT_NUMBER, ACCOUNT_IDS ("a.number, a.id"), ACCOUNT_IDS ("a.number DESC, a.id") },
};

static const char ACCOUNT_ROW[] =
  "SELECT a.id, a.name, a.type, a.subtype, a.number, a.currency, "
  "CASE a.active WHEN 1 THEN 'active' ELSE 'inactive' END AS status FROM account AS a WHERE a.id = :id";

static gboolean
fill_account (SbStatement *st, SbListRow *row, GError **error)
{
  sb_list_row_take_text (row, ACCOUNT_NAME, SB_CELL_TEXT, st, "name");
  sb_list_row_take_text (row, ACCOUNT_TYPE, SB_CELL_TEXT, st, "type");
  sb_list_row_take_text (row, ACCOUNT_SUBTYPE, SB_CELL_TEXT, st, "subtype");
  sb_list_row_take_text (row, ACCOUNT_NUMBER, SB_CELL_TEXT, st, "number");
  sb_list_row_take_text (row, ACCOUNT_CURRENCY, SB_CELL_TEXT, st, "currency");
  sb_list_row_take_text (row, ACCOUNT_STATUS, SB_CELL_WORD, st, "status");
  return TRUE;
}

const SbListClass sb_list_class_accounts = {
  .columns = ACCOUNT_COLUMNS,
  .n_columns = N_ACCOUNT_COLS,
  .filters = ACCOUNT_FILTERS,
  .n_filters = G_N_ELEMENTS (ACCOUNT_FILTERS),
  .orders = ACCOUNT_ORDERS,
  .n_orders = G_N_ELEMENTS (ACCOUNT_ORDERS),
  .row_sql = ACCOUNT_ROW,
  .fill = fill_account,
};

/* --- documents --- */

enum { DOC_NUMBER, DOC_KIND, DOC_DATE, DOC_DUE, DOC_TOTAL, DOC_OPEN, DOC_STATE, N_DOC_COLS };

static const SbListColumn DOC_COLUMNS[N_DOC_COLS] = {
  [DOC_NUMBER] = { "number", N_("Number"), SB_CELL_TEXT, TRUE },
  [DOC_KIND] = { "kind", N_("What"), SB_CELL_WORD, TRUE },
  [DOC_DATE] = { "date", N_("Date"), SB_CELL_DAY, TRUE },
  [DOC_DUE] = { "due", N_("Due"), SB_CELL_DAY, FALSE },
  [DOC_TOTAL] = { "total", N_("Total"), SB_CELL_MONEY, FALSE },
  [DOC_OPEN] = { "open", N_("Open"), SB_CELL_MONEY, FALSE },
  [DOC_STATE] = { "state", N_("State"), SB_CELL_WORD, FALSE },
};

static const SbListFilter DOC_FILTERS[] = { SB_FILTER_ALL, SB_FILTER_OPEN, SB_FILTER_DONE };

#define DOC_OWES "(d.kind IN ('bill', 'invoice') AND d.settled < d.total)"
#define DOC_IDS(order)                                                                            \
  "SELECT d.id FROM document AS d WHERE (:parent = 0 OR d.party = :parent) AND d.state <> 'undone' " \
  "AND (:filter = " SB_SQL_ALL " OR (:filter = " SB_SQL_OPEN " AND " DOC_OWES ") "                \
  "OR (:filter = " SB_SQL_DONE " AND NOT " DOC_OWES ")) AND "                                     \
  SB_LIST_SEARCH ("d.display || ' ' || coalesce ((SELECT p.name FROM party AS p WHERE p.id = d.party), '')") \
  "ORDER BY " order

static const SbListOrder DOC_ORDERS[] = {
  { DOC_DATE, DOC_IDS ("d.date, d.id"), DOC_IDS ("d.date DESC, d.id DESC") },
  { DOC_NUMBER, DOC_IDS ("d.display, d.id"), DOC_IDS ("d.display DESC, d.id DESC") },
  { DOC_KIND, DOC_IDS ("d.kind, d.date DESC, d.id DESC"), DOC_IDS ("d.kind DESC, d.date DESC, d.id DESC") },
};

static const char DOC_ROW[] =
  "SELECT d.id, d.display, d.kind, d.date, d.due, d.state, d.chain, c.side, "
  "EXISTS (SELECT 1 FROM movement AS m WHERE m.document = d.id) AS of_stock, "
  "CASE WHEN d.total_base <> 0 THEN d.total_base "
  /* What has no price is worth what it did to the stock. */
  "WHEN d.kind IN ('adjustment', 'stocktake', 'revaluation', 'opening') THEN "
  "(SELECT coalesce (sum (l.amount), 0) FROM journal AS j JOIN journal_line AS l ON l.journal = j.seq "
  "WHERE j.document = d.id AND l.role = 'Inventory') ELSE d.total END AS total, "
  "CASE WHEN d.kind IN ('bill', 'invoice') THEN d.total_base - d.settled_base END AS open "
  "FROM document AS d LEFT JOIN chain AS c ON c.id = d.chain WHERE d.id = :id";

static gboolean
fill_document (SbStatement *st, SbListRow *row, GError **error)
{
  const char *side = sb_statement_text (st, "side");

  if (side != NULL)
    row->link = g_strdup_printf ("%s/%" G_GINT64_FORMAT, side, sb_statement_int64 (st, "chain"));
  else if (sb_statement_boolean (st, "of_stock"))
    row->link = g_strdup_printf ("stock-document/%" G_GINT64_FORMAT, row->id);
  sb_list_row_take_text (row, DOC_NUMBER, SB_CELL_TEXT, st, "display");
  sb_list_row_take_text (row, DOC_KIND, SB_CELL_WORD, st, "kind");
  sb_list_row_take_day (row, DOC_DATE, st, "date");
  sb_list_row_take_day (row, DOC_DUE, st, "due");
  sb_list_row_take_number (row, DOC_TOTAL, SB_CELL_MONEY, st, "total");
  sb_list_row_take_number (row, DOC_OPEN, SB_CELL_MONEY, st, "open");
  sb_list_row_take_text (row, DOC_STATE, SB_CELL_WORD, st, "state");
  return TRUE;
}

const SbListClass sb_list_class_documents = {
  .columns = DOC_COLUMNS,
  .n_columns = N_DOC_COLS,
  .filters = DOC_FILTERS,
  .n_filters = G_N_ELEMENTS (DOC_FILTERS),
  .orders = DOC_ORDERS,
  .n_orders = G_N_ELEMENTS (DOC_ORDERS),
  .descending = TRUE,
  .has_parent = TRUE,
  .row_sql = DOC_ROW,
  .fill = fill_document,
};
