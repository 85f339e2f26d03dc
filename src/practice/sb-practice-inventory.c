/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-inventory.h"

#include "sb-practice-references.h"

#include <string.h>

gboolean
sb_inventory_check_line (SbObject *item, const SbTree *detail, const SbWrite *write, GError **error)
{
  SbDay start;
  SbDay day;

  if (item == NULL || !sb_tree_get_truth (item->body, "TrackQtyOnHand") || write->voiding)
    return TRUE;
  if (sb_tree_get (detail, "Qty") == NULL)
    {
      sb_fault_set (error, 6520, "Line", "Tracked inventory item quantity missing : %s", sb_object_name (item));
      return FALSE;
    }
  if (sb_day_parse (sb_tree_get_text (item->body, "InvStartDate"), &start, NULL)
      && sb_day_parse (sb_tree_get_text (write->body, "TxnDate"), &day, NULL) && day < start)
    {
      sb_fault_set (error, 6270, "TxnDate", "Transaction date is prior to start date for inventory item");
      return FALSE;
    }
  return TRUE;
}

void
sb_inventory_recost (SbBooks *books, SbObject *changed)
{
}

void
sb_inventory_forget (SbBooks *books, SbObject *gone)
{
}

void
sb_inventory_recost_all (SbBooks *books)
{
}
