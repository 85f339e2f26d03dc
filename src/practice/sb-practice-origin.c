/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-origin.h"

#include "sb-practice-document.h"

#include <string.h>

static const char *
origin_kind (const SbEntity *entity)
{
  if (strcmp (entity->name, "Invoice") == 0)
    return "Estimate";
  return strcmp (entity->name, "Bill") == 0 || strcmp (entity->name, "Purchase") == 0
             ? "PurchaseOrder"
             : NULL;
}

/* (nullable): the document that @link means, when it is of @kind */
static SbObject *
origin_of (SbBooks *books, const SbTree *link, const char *kind)
{
  if (kind == NULL || g_strcmp0 (sb_tree_get_text (link, "TxnType"), kind) != 0)
    return NULL;
  return sb_books_find (books, sb_entity_named (kind), sb_tree_get_text (link, "TxnId"));
}

static gboolean
check_link (SbBooks *books, const SbTree *link, const char *kind, SbObject *party, GError **error)
{
  SbObject *origin = origin_of (books, link, kind);
  const char *id = sb_tree_get_text (link, "TxnId");

  if (origin == NULL)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: The entity %s %s that you are trying to link does "
                    "not exist. %s %s",
                    kind, id != NULL ? id : "", kind, id != NULL ? id : "");
      return FALSE;
    }
  if (party != NULL && origin->party == party)
    return TRUE;
  sb_fault_set (error, 620, NULL,
                "The transaction %s you are trying to link belongs to another name.", id);
  return FALSE;
}

/* Only what the caller decides stays; payments and the like we know better ourselves. */
static void
keep_kind (SbTree *links, const char *kind)
{
  for (guint i = sb_tree_length (links); i > 0; i--)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (links, i - 1), "TxnType"), kind) != 0)
      sb_tree_remove_nth (links, i - 1);
}

static gboolean
check_order_lines (SbBooks *books, SbWrite *write, SbObject *party, GError **error)
{
  SbTree *lines = sb_tree_get (write->body, "Line");

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbTree *links = sb_tree_get (line, "LinkedTxn");

      keep_kind (links, "PurchaseOrder");
      for (guint j = 0; j < sb_tree_length (links); j++)
        {
          const SbTree *link = sb_tree_nth (links, j);

          if (sb_tree_get_text (link, "TxnLineId") == NULL)
            {
              sb_fault_set (error, 2020, "Line.LinkedTxn.TxnLineId",
                            "Required parameter Line.LinkedTxn.TxnLineId is missing in the "
                            "request");
              return FALSE;
            }
          if (!check_link (books, link, "PurchaseOrder", party, error))
            return FALSE;
        }
      if (sb_tree_length (links) == 0)
        sb_tree_set (line, "LinkedTxn", NULL);
    }
  return TRUE;
}

gboolean
sb_origin_check (SbBooks *books, SbWrite *write, SbObject *party, GError **error)
{
  const char *kind = origin_kind (write->entity);
  SbTree *links = sb_tree_get (write->body, "LinkedTxn");

  keep_kind (links, g_strcmp0 (kind, "Estimate") == 0 ? kind : "");
  for (guint i = 0; i < sb_tree_length (links); i++)
    if (!check_link (books, sb_tree_nth (links, i), kind, party, error))
      return FALSE;
  if (sb_tree_length (links) == 0)
    sb_tree_set (write->body, "LinkedTxn", NULL);
  return g_strcmp0 (kind, "PurchaseOrder") != 0 || check_order_lines (books, write, party, error);
}

void
sb_origin_post (SbBooks *books, SbObject *object)
{
  const char *kind = origin_kind (object->entity);
  const SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  const SbTree *links = sb_tree_get (sb_object_body (object), "LinkedTxn");

  for (guint i = 0; i < sb_tree_length (links); i++)
    {
      SbObject *origin = origin_of (books, sb_tree_nth (links, i), kind);

      if (origin != NULL)
        sb_books_link (object, origin, object->total);
    }
  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      const SbTree *line = sb_tree_nth (lines, i);

      links = sb_tree_get (line, "LinkedTxn");
      for (guint j = 0; j < sb_tree_length (links); j++)
        {
          SbObject *origin = origin_of (books, sb_tree_nth (links, j), kind);

          if (origin != NULL)
            sb_books_link (object, origin, sb_tree_get_decimal (line, "Amount", 2));
        }
    }
}

/* ---- what has been taken over ---- */

/* Pieces where a line counts them, else cents. */
static gint64
line_size (const SbTree *line, gboolean *pieces)
{
  const char *type = sb_tree_get_text (line, "DetailType");
  const SbTree *detail = type != NULL ? sb_tree_get (line, type) : NULL;

  *pieces = sb_tree_get (detail, "Qty") != NULL;
  return *pieces ? sb_tree_get_decimal (detail, "Qty", 6) : sb_tree_get_decimal (line, "Amount", 2);
}

/* How much of the line @line_id of @order the document @by has taken over. */
static gint64
taken_by (const SbObject *by, const SbObject *order, const char *line_id)
{
  const SbTree *lines = sb_tree_get (sb_object_body (by), "Line");
  gint64 sum = 0;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      const SbTree *line = sb_tree_nth (lines, i);
      const SbTree *links = sb_tree_get (line, "LinkedTxn");
      gboolean pieces;

      for (guint j = 0; j < sb_tree_length (links); j++)
        if (sb_tree_get_decimal (sb_tree_nth (links, j), "TxnId", 0) == order->id
            && g_strcmp0 (sb_tree_get_text (sb_tree_nth (links, j), "TxnLineId"), line_id) == 0)
          sum += line_size (line, &pieces);
    }
  return sum;
}

static gboolean
line_is_used_up (const SbObject *order, const SbTree *line)
{
  gboolean pieces;
  gint64 left = line_size (line, &pieces);

  for (guint i = 0; i < order->linked_by->len; i++)
    {
      const SbObject *by = g_array_index (order->linked_by, SbLink, i).object;
      gboolean before = FALSE;

      for (guint j = 0; j < i && !before; j++)
        before = g_array_index (order->linked_by, SbLink, j).object == by;
      if (!before)
        left -= taken_by (by, order, sb_tree_get_text (line, "Id"));
    }
  return left <= 0;
}

gboolean
sb_origin_is_used_up (const SbObject *object)
{
  const SbTree *lines = sb_tree_get (sb_object_body (object), "Line");

  if (object->linked_by == NULL || object->linked_by->len == 0)
    return FALSE;
  for (guint i = 0;
       strcmp (object->entity->name, "PurchaseOrder") == 0 && i < sb_tree_length (lines); i++)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (lines, i), "DetailType"), "DescriptionOnly") != 0
        && !line_is_used_up (object, sb_tree_nth (lines, i)))
      return FALSE;
  return TRUE;
}
