/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GeneralLedger (every posting by account) and TransactionList (every document). */
#include "sb-practice-report.h"

#include "sb-practice-entities.h"
#include "sb-practice-references.h"

#include <string.h>

typedef enum
{
  COLUMN_DATE,
  COLUMN_TYPE,
  COLUMN_NUMBER,
  COLUMN_NAME,
  COLUMN_MEMO,
  COLUMN_SPLIT,
  COLUMN_AMOUNT,
  COLUMN_BALANCE,
  COLUMN_DEBIT,
  COLUMN_CREDIT,
  COLUMN_ACCOUNT,
  COLUMN_POSTING,
} Column;

static const struct
{
  const char *key;
  const char *title;
} columns[] = {
  [COLUMN_DATE] = { "tx_date", "Date" },
  [COLUMN_TYPE] = { "txn_type", "Transaction Type" },
  [COLUMN_NUMBER] = { "doc_num", "Num" },
  [COLUMN_NAME] = { "name", "Name" },
  [COLUMN_MEMO] = { "memo", "Memo/Description" },
  [COLUMN_SPLIT] = { "split_acc", "Split" },
  [COLUMN_AMOUNT] = { "subt_nat_amount", "Amount" },
  [COLUMN_BALANCE] = { "rbal_nat_amount", "Balance" },
  [COLUMN_DEBIT] = { "debt_amt", "Debit" },
  [COLUMN_CREDIT] = { "credit_amt", "Credit" },
  [COLUMN_ACCOUNT] = { "account_name", "Account" },
  [COLUMN_POSTING] = { "is_no_post", "Posting" },
};

static const Column ledger_default[] = { COLUMN_DATE, COLUMN_TYPE,  COLUMN_NUMBER, COLUMN_NAME,
                                         COLUMN_MEMO, COLUMN_SPLIT, COLUMN_AMOUNT, COLUMN_BALANCE };
static const Column list_default[]
    = { COLUMN_DATE, COLUMN_TYPE,    COLUMN_NUMBER, COLUMN_POSTING, COLUMN_NAME,
        COLUMN_MEMO, COLUMN_ACCOUNT, COLUMN_SPLIT,  COLUMN_AMOUNT };

/* The columns asked for, in the order asked; unknown ones are left out, as QBO does. */
static GArray *
wanted_columns (const SbReport *report, const Column *standard, guint count)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; report->columns != NULL && report->columns[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
      if (strcmp (columns[j].key, report->columns[i]) == 0)
        {
          Column column = (Column) j;

          g_array_append_val (wanted, column);
        }
  if (wanted->len == 0)
    g_array_append_vals (wanted, standard, count);
  return wanted;
}

static void
add_columns (SbTree *whole, GArray *wanted)
{
  for (guint i = 0; i < wanted->len; i++)
    {
      Column column = g_array_index (wanted, Column, i);

      sb_report_add_column (whole, columns[column].title, columns[column].key, NULL);
    }
}

/* Assets and expenses grow by debits, everything else by credits. */
static int
natural_sign (const SbObject *account)
{
  const char *class = sb_tree_get_text (sb_object_body (account), "Classification");

  return g_strcmp0 (class, "Asset") == 0 || g_strcmp0 (class, "Expense") == 0 ? 1 : -1;
}

static void
split_cell (SbTree *cells, const SbPosting *posting)
{
  GPtrArray *all = posting->txn->postings;
  SbPosting *other;

  if (all->len != 2)
    {
      sb_report_cell (cells, "-Split-", "");
      return;
    }
  other = g_ptr_array_index (all, g_ptr_array_index (all, 0) == posting ? 1 : 0);
  {
    g_autofree char *id = sb_report_id (other->account);

    sb_report_cell (cells, sb_object_name (other->account), id);
  }
}

static void
object_cell (SbTree *cells, const SbObject *object)
{
  g_autofree char *id = object != NULL ? sb_report_id (object) : NULL;

  sb_report_cell (cells, object != NULL ? sb_object_name (object) : "", id);
}

static void
posting_cell (SbTree *cells, Column column, const SbPosting *posting, gint64 amount, gint64 balance)
{
  const SbObject *txn = posting->txn;
  char day[SB_DAY_TEXT_SIZE];
  g_autofree char *id = NULL;

  switch (column)
    {
    case COLUMN_DATE:
      sb_report_cell (cells, sb_day_format (txn->day, day), NULL);
      break;
    case COLUMN_TYPE:
      id = sb_report_id (txn);
      sb_report_cell (cells, sb_object_report_type (txn), id);
      break;
    case COLUMN_NUMBER:
      sb_report_cell (cells, sb_tree_get_text (sb_object_body (txn), "DocNumber"), NULL);
      break;
    case COLUMN_NAME:
      object_cell (cells, posting->party);
      break;
    case COLUMN_MEMO:
      sb_report_cell (cells, posting->memo, NULL);
      break;
    case COLUMN_SPLIT:
      split_cell (cells, posting);
      break;
    case COLUMN_BALANCE:
      sb_report_money_cell (cells, balance, FALSE);
      break;
    case COLUMN_DEBIT:
      sb_report_money_cell (cells, MAX (posting->cents, 0), TRUE);
      break;
    case COLUMN_CREDIT:
      sb_report_money_cell (cells, MAX (-posting->cents, 0), TRUE);
      break;
    case COLUMN_ACCOUNT:
      object_cell (cells, posting->account);
      break;
    case COLUMN_POSTING:
      sb_report_cell (cells, "Yes", NULL);
      break;
    case COLUMN_AMOUNT:
    default:
      sb_report_money_cell (cells, amount, FALSE);
      break;
    }
}

static void
beginning_row (SbTree *rows, GArray *wanted, gint64 balance)
{
  SbTree *cells = sb_report_cells ();

  for (guint i = 0; i < wanted->len; i++)
    if (g_array_index (wanted, Column, i) == COLUMN_BALANCE)
      sb_report_money_cell (cells, balance, FALSE);
    else
      sb_report_cell (cells, i == 0 ? "Beginning Balance" : "", NULL);
  sb_report_data_row (rows, cells);
}

static void
finish_section (SbTree *section, SbObject *account, GArray *wanted, gint64 sum, gboolean any)
{
  SbTree *head = sb_report_cells ();
  SbTree *total = sb_report_cells ();
  g_autofree char *id = sb_report_id (account);
  g_autofree char *title = g_strconcat ("Total for ", sb_object_name (account), NULL);

  for (guint i = 0; i < wanted->len; i++)
    {
      sb_report_cell (head, i == 0 ? sb_object_name (account) : "", i == 0 ? id : NULL);
      if (g_array_index (wanted, Column, i) == COLUMN_AMOUNT && any)
        sb_report_money_cell (total, sum, FALSE);
      else
        sb_report_cell (total, i == 0 ? title : "", NULL);
    }
  sb_report_set_cells (section, "Header", head);
  sb_report_set_cells (section, "Summary", total);
}

static void
ledger_section (const SbReport *report, SbTree *rows, SbObject *account, GArray *wanted)
{
  int sign = natural_sign (account);
  SbDay first = sb_account_is_result (account) ? sb_fiscal_year_start (report->books, report->start)
                                               : -700000;
  gint64 balance = sign * sb_account_sum (account, first, report->start - 1);
  gint64 sum = 0;
  SbTree *section = NULL;

  if (balance != 0)
    {
      section = sb_report_section (rows, NULL);
      beginning_row (sb_report_rows (section), wanted, balance);
    }
  for (GSequenceIter *at
       = account->ledger != NULL ? g_sequence_get_begin_iter (account->ledger) : NULL;
       at != NULL && !g_sequence_iter_is_end (at); at = g_sequence_iter_next (at))
    {
      const SbPosting *posting = g_sequence_get (at);
      SbTree *cells;

      if (posting->txn->day < report->start || posting->txn->day > report->end)
        continue;
      if (section == NULL)
        section = sb_report_section (rows, NULL);
      sum += sign * posting->cents;
      cells = sb_report_cells ();
      for (guint i = 0; i < wanted->len; i++)
        posting_cell (cells, g_array_index (wanted, Column, i), posting, sign * posting->cents,
                      balance + sum);
      sb_report_data_row (sb_report_rows (section), cells);
    }
  if (section != NULL)
    finish_section (section, account, wanted, sum, sum != 0);
}

SbTree *
sb_report_general_ledger (const SbReport *report)
{
  SbTable *table = sb_books_table (report->books, sb_entity_named ("Account"));
  g_autoptr (GArray) wanted
      = wanted_columns (report, ledger_default, G_N_ELEMENTS (ledger_default));
  SbTree *whole = sb_report_begin (report, FALSE);

  add_columns (whole, wanted);
  for (guint i = 0; i < table->rows->len; i++)
    {
      SbObject *account = g_ptr_array_index (table->rows, i);
      g_autofree char *id = sb_report_id (account);

      if (report->accounts == NULL || g_hash_table_contains (report->accounts, id))
        ledger_section (report, sb_report_rows (whole), account, wanted);
    }
  return whole;
}

/* ---- transaction list ---- */

/* The posting that stands for the document: the one QBO calls its account is the last we write. */
static void
transaction_row (SbTree *rows, SbObject *txn, GArray *wanted)
{
  SbPosting *main_posting = g_ptr_array_index (txn->postings, txn->postings->len - 1);
  SbTree *cells = sb_report_cells ();

  for (guint i = 0; i < wanted->len; i++)
    posting_cell (cells, g_array_index (wanted, Column, i), main_posting,
                  natural_sign (main_posting->account) * main_posting->cents, 0);
  sb_report_data_row (rows, cells);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const SbObject *left = *(SbObject *const *) a;
  const SbObject *right = *(SbObject *const *) b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

SbTree *
sb_report_transaction_list (const SbReport *report)
{
  g_autoptr (GArray) wanted = wanted_columns (report, list_default, G_N_ELEMENTS (list_default));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  SbTree *whole;

  for (guint i = 0; i < sb_entity_count (); i++)
    {
      SbTable *table = sb_books_table (report->books, sb_entity_at (i));

      for (guint j = 0; (sb_entity_at (i)->flags & SB_ENTITY_TXN) != 0 && j < table->rows->len; j++)
        {
          SbObject *txn = g_ptr_array_index (table->rows, j);

          if (txn->postings != NULL && txn->postings->len > 0 && txn->day >= report->start
              && txn->day <= report->end)
            g_ptr_array_add (found, txn);
        }
    }
  g_ptr_array_sort (found, compare_days);
  whole = sb_report_begin (report, found->len == 0);
  add_columns (whole, wanted);
  for (guint i = 0; i < found->len; i++)
    transaction_row (sb_report_rows (whole), g_ptr_array_index (found, i), wanted);
  return whole;
}
