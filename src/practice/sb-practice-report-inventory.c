/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-report.h"

#include "sb-practice-entities.h"
#include "sb-practice-inventory.h"

static void
quantity_cell (SbTree *cells, gint64 quantity)
{
  g_autoptr (SbTree) number = sb_tree_new_decimal (quantity, 6);

  sb_report_cell (cells, sb_tree_text (number), NULL);
}

SbTree *
sb_report_inventory_valuation (const SbReport *report)
{
  SbTable *table = sb_books_table (report->books, sb_entity_named ("Item"));
  SbTree *whole = sb_report_begin (report, FALSE);
  SbTree *rows = sb_report_rows (whole);
  SbTree *total = sb_report_cells ();
  gint64 sum = 0;

  sb_report_add_column (whole, "", "ProductsAndService", "item");
  sb_report_add_column (whole, "SKU", "Sku", "sku");
  sb_report_add_column (whole, "Qty", "Quantity", "qty");
  sb_report_add_column (whole, "Asset Value", "Amount", "amount");
  sb_report_add_column (whole, "Avg Cost", "Cost", "avg_cost");
  for (guint i = 0; i < table->rows->len; i++)
    {
      SbObject *item = g_ptr_array_index (table->rows, i);
      g_autofree char *id = sb_report_id (item);
      SbTree *cells;
      gint64 quantity;
      gint64 value;

      if (!sb_tree_get_truth (sb_object_body (item), "TrackQtyOnHand"))
        continue;
      sb_inventory_value (item, report->end, &quantity, &value);
      cells = sb_report_cells ();
      sb_report_cell (cells, sb_object_name (item), id);
      sb_report_cell (cells, sb_tree_get_text (sb_object_body (item), "Sku"), NULL);
      quantity_cell (cells, quantity);
      sb_report_money_cell (cells, value, FALSE);
      sb_report_money_cell (
          cells, quantity > 0 ? (gint64) ((__int128) value * 1000000 / quantity) : 0, FALSE);
      sb_report_data_row (rows, cells);
      sum += value;
    }
  sb_report_cell (total, "TOTAL", NULL);
  sb_report_cell (total, "", NULL);
  sb_report_cell (total, "", NULL);
  sb_report_money_cell (total, sum, FALSE);
  sb_report_cell (total, "", NULL);
  sb_report_set_cells (sb_report_section (rows, "GrandTotal"), "Summary", total);
  return whole;
}
