/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of reports in any shape, and every cell asked for as text, id and amount. */
#include "sb-fuzz.h"

#include "sb-json-reader.h"
#include "sb-qbo-report.h"

static void
ask_row (const SbQboReport *report, const SbQboReportRow *row)
{
  for (int column = -1; column <= (int) row->n_cells; column++)
    {
      gint64 minor;

      g_assert_nonnull (sb_qbo_report_row_text (row, column));
      (void) sb_qbo_report_row_id (row, column);
      (void) sb_qbo_report_row_money (report, row, column, &minor, NULL);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr(SbQboAnswer) answer = sb_qbo_answer_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboReport) report = NULL;
  g_autoptr(GHashTable) balances = NULL;

  answer->status = 200;
  answer->body = sb_json_parse ((const char *) data, (gssize) size, NULL);
  report = sb_qbo_report_parse (answer, (SbCurrency) { "USD", 2 }, &error);
  g_assert_true ((report == NULL) == (error != NULL));
  if (report == NULL)
    return 0;
  g_assert_cmpuint (report->columns->len, ==, report->titles->len);
  for (guint i = 0; i < report->rows->len; i++)
    ask_row (report, g_ptr_array_index (report->rows, i));
  balances = sb_qbo_report_balances (report, NULL);
  return 0;
}
