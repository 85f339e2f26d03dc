/* SPDX-License-Identifier: GPL-3.0-or-later */
/* InventoryAdjustment: how many pieces more or fewer of items with tracked quantity. What they are
 * worth follows from the item's own costing, against the account that the adjustment names. */
#include "sb-practice-entities.h"

#include "sb-practice-document.h"
#include "sb-practice-references.h"

#include <string.h>

static gboolean
fail_required (const char *member, GError **error)
{
  sb_fault_set (error, 2020, member, "Required parameter %s is missing in the request", member);
  return FALSE;
}

static gboolean
check_line (SbBooks *books, SbWrite *write, const SbTree *line, GError **error)
{
  const char *type = sb_line_detail_type (line, error);
  const SbTree *detail = type != NULL ? sb_tree_get (line, type) : NULL;
  SbObject *item = sb_reference (books, detail, "ItemRef");
  SbDay start;
  SbDay day;

  if (type == NULL)
    return FALSE;
  if (strcmp (type, "ItemAdjustmentLineDetail") != 0)
    {
      sb_fault_set (error, 2010, "Line.DetailType",
                    "Property Name:Line.DetailType specified is unsupported or invalid");
      return FALSE;
    }
  if (item == NULL || sb_tree_get (detail, "QtyDiff") == NULL)
    return fail_required (item == NULL ? "Line.ItemAdjustmentLineDetail.ItemRef"
                                       : "Line.ItemAdjustmentLineDetail.QtyDiff",
                          error);
  if (!sb_tree_get_truth (sb_object_body (item), "TrackQtyOnHand"))
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: Only the quantity of items of type Inventory can "
                    "be adjusted.");
      return FALSE;
    }
  if (sb_day_parse (sb_tree_get_text (sb_object_body (item), "InvStartDate"), &start, NULL)
      && sb_day_parse (sb_tree_get_text (write->body, "TxnDate"), &day, NULL) && day < start)
    {
      sb_fault_set (error, 6270, "TxnDate",
                    "Transaction date is prior to start date for inventory item");
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_prepare_adjustment (SbBooks *books, SbWrite *write, GError **error)
{
  SbTree *lines;

  if (!write->trusted && !sb_books_is_us (books))
    {
      sb_fault_set (error, 5030, NULL,
                    "Feature Not Supported : inventory adjustments are for companies in the US");
      return FALSE;
    }
  if (write->old != NULL && !sb_tree_get_truth (write->request, "sparse"))
    {
      sb_fault_set (error, 2010, "sparse",
                    "Property Name:sparse specified is unsupported or invalid");
      return FALSE;
    }
  if (sb_tree_get_ref (write->body, "AdjustAccountRef") == NULL)
    return fail_required ("AdjustAccountRef", error);
  if (!sb_document_begin (books, write, NULL, error) || !sb_document_take_lines (write, error))
    return FALSE;
  sb_document_number_lines (write, FALSE);
  lines = sb_tree_get (write->body, "Line");
  for (guint i = 0; i < sb_tree_length (lines); i++)
    if (!check_line (books, write, sb_tree_nth (lines, i), error))
      return FALSE;
  return TRUE;
}
