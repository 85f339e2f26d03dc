/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of items, and the starting value that QBO posts for one with tracked quantity. */
#include "sb-practice-entities.h"

#include "sb-practice-chart.h"
#include "sb-practice-references.h"

#include <string.h>

static gboolean
fail_required (const char *member, GError **error)
{
  sb_fault_set (error, 2020, member, "Required parameter %s is missing in the request", member);
  return FALSE;
}

static gboolean
check_name (SbBooks *books, SbWrite *write, GError **error)
{
  const char *name = sb_tree_get_text (write->body, "Name");
  const char *parent = sb_tree_text (sb_tree_get_path (write->body, "ParentRef.name"));
  g_autofree char *full = NULL;
  SbObject *other;

  if (name == NULL || name[0] == '\0')
    return fail_required ("Name", error);
  if (strpbrk (name, ":\t\n\r") != NULL)
    {
      sb_fault_set (error, 2040, "Name", "Element contains invalid characters: %s", name);
      return FALSE;
    }
  full = parent != NULL ? g_strconcat (parent, ":", name, NULL) : g_strdup (name);
  other = sb_books_find_name (books, "item", full);
  if (other != NULL && other != write->old)
    {
      sb_fault_set (error, 6240, NULL, "The name supplied already exists. : Id=%" G_GINT64_FORMAT,
                    other->id);
      return FALSE;
    }
  sb_tree_set_text (write->body, "FullyQualifiedName", full);
  return TRUE;
}

/* Made inactive, an item is renamed like everything else. */
static void
mark_deleted_name (SbBooks *books, SbWrite *write)
{
  gboolean active
      = sb_tree_get (write->body, "Active") == NULL || sb_tree_get_truth (write->body, "Active");
  gboolean before = write->old == NULL || sb_object_is_active (write->old);
  const char *name = sb_tree_get_text (write->body, "Name");
  g_autofree char *changed = NULL;
  const char *suffix;

  if (name == NULL || active == before)
    return;
  suffix = strstr (name, " (deleted");
  if (active)
    changed = suffix != NULL ? g_strndup (name, (gsize) (suffix - name)) : g_strdup (name);
  else
    changed = g_strconcat (name, " (deleted)", NULL);
  for (guint n = 1; !active && sb_books_find_name (books, "item", changed) != NULL; n++)
    {
      g_free (changed);
      changed = g_strdup_printf ("%s (deleted-%u)", name, n);
    }
  sb_tree_set_text (write->body, "Name", changed);
}

static gboolean
check_account (SbBooks *books, SbWrite *write, const char *member, const char *const *types,
               gboolean required, GError **error)
{
  SbObject *account = sb_reference (books, write->body, member);
  const char *type;

  if (account == NULL)
    return !required || fail_required (member, error);
  type = sb_tree_get_text (sb_object_body (account), "AccountType");
  if (g_strv_contains (types, type))
    return TRUE;
  sb_fault_set (
      error, 6430, member,
      "Invalid account type: You need to select a different type of account for this transaction.");
  return FALSE;
}

static gboolean
check_tracked (SbBooks *books, SbWrite *write, GError **error)
{
  static const char *const asset[] = { "Other Current Asset", NULL };

  if (!sb_books_prefers (books, "ProductAndServicesPrefs.QuantityOnHand")
      || !sb_books_has_plus (books) || !sb_tree_get_truth (write->body, "TrackQtyOnHand"))
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: When you create an item, if Track quantity on hand "
                    "is turned off, "
                    "the item cannot be of type Inventory.");
      return FALSE;
    }
  if (write->old == NULL && sb_tree_get (write->body, "QtyOnHand") == NULL)
    return fail_required ("QtyOnHand", error);
  if (sb_tree_get (write->body, "InvStartDate") == NULL)
    return fail_required ("InvStartDate", error);
  return check_account (books, write, "AssetAccountRef", asset, TRUE, error);
}

static gboolean
check_type (SbBooks *books, SbWrite *write, GError **error)
{
  static const char *const kinds[] = { "Inventory", "NonInventory", "Service", "Category", NULL };
  static const char *const income[] = { "Income", "Other Income", NULL };
  static const char *const expense[]
      = { "Cost of Goods Sold", "Expense",     "Other Expense",           "Other Current Asset",
          "Fixed Asset",        "Other Asset", "Other Current Liability", NULL };
  const char *type = sb_tree_get_text (write->body, "Type");
  gboolean tracked;

  if (type == NULL)
    return fail_required ("Type", error);
  if (!g_strv_contains (kinds, type))
    {
      sb_fault_set (error, 6000, "Type",
                    "Business Validation Error: An item of type %s cannot be made or changed here.",
                    type);
      return FALSE;
    }
  if (write->old != NULL
      && strcmp (sb_tree_get_text (sb_object_body (write->old), "Type"), type) != 0)
    {
      sb_fault_set (error, 6000, "Type",
                    "Business Validation Error: The type of an item cannot be changed.");
      return FALSE;
    }
  if (strcmp (type, "Category") == 0)
    return TRUE;
  tracked = strcmp (type, "Inventory") == 0;
  if (tracked && !check_tracked (books, write, error))
    return FALSE;
  return check_account (books, write, "IncomeAccountRef", income,
                        tracked || strcmp (type, "Service") == 0, error)
         && check_account (books, write, "ExpenseAccountRef", expense, tracked, error);
}

static void
set_default (SbTree *body, const char *name, SbTree *value)
{
  if (sb_tree_get (body, name) != NULL)
    sb_tree_free (value);
  else
    sb_tree_set (body, name, value);
}

/* The starting quantity is part of the item's history; today's is what its documents make of it. */
static gboolean
keep_start (SbWrite *write, GError **error)
{
  static const char *const members[] = { "QtyOnHand", "InvStartDate" };
  gint64 sent;

  if (write->old == NULL || !sb_tree_get_truth (sb_object_body (write->old), "TrackQtyOnHand"))
    return TRUE;
  if (sb_tree_decimal (sb_tree_get (write->request, "QtyOnHand"), 6, &sent)
      && sent != write->old->quantity)
    {
      sb_fault_set (error, 6000, "QtyOnHand",
                    "Business Validation Error: We couldn't adjust the stock starting value of "
                    "this item %s (-10600)",
                    sb_object_name (write->old));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    sb_tree_set (write->body, members[i],
                 sb_tree_copy (sb_tree_get (sb_object_body (write->old), members[i])));
  return TRUE;
}

gboolean
sb_prepare_item (SbBooks *books, SbWrite *write, GError **error)
{
  gint64 price;

  if (!keep_start (write, error))
    return FALSE;
  mark_deleted_name (books, write);
  if (!check_name (books, write, error) || !check_type (books, write, error))
    return FALSE;
  price = sb_tree_get_decimal (write->body, "UnitPrice", 5);
  if (price < 0 || price > G_GINT64_CONSTANT (9999999999900000))
    {
      sb_fault_set (error, 2140, "UnitPrice", "Invalid Amount : %s",
                    sb_tree_get_text (write->body, "UnitPrice"));
      return FALSE;
    }
  set_default (write->body, "Active", sb_tree_new_boolean (TRUE));
  set_default (write->body, "UnitPrice", sb_tree_new_int (0));
  set_default (write->body, "PurchaseCost", sb_tree_new_int (0));
  set_default (write->body, "TrackQtyOnHand", sb_tree_new_boolean (FALSE));
  if (sb_books_is_us (books))
    set_default (write->body, "Taxable", sb_tree_new_boolean (FALSE));
  sb_tree_set_truth (write->body, "SubItem", sb_tree_get_ref (write->body, "ParentRef") != NULL);
  return TRUE;
}

void
sb_post_item (SbBooks *books, SbObject *object)
{
  SbObject *asset = sb_reference (books, sb_object_body (object), "AssetAccountRef");
  gint64 quantity = sb_tree_get_decimal (sb_object_body (object), "QtyOnHand", 5);
  gint64 cost = sb_tree_get_decimal (sb_object_body (object), "PurchaseCost", 5);
  gint64 value;

  if (asset == NULL || !sb_tree_get_truth (sb_object_body (object), "TrackQtyOnHand"))
    return;
  sb_day_parse (sb_tree_get_text (sb_object_body (object), "InvStartDate"), &object->day, NULL);
  value = (gint64) (((__int128) quantity * cost + 50000000) / 100000000);
  sb_books_post (object, asset, NULL, value, "Inventory starting value");
  sb_books_post (object, sb_chart_account (books, SB_CHART_OPENING_EQUITY), NULL, -value,
                 "Inventory starting value");
}

void
sb_render_item (SbBooks *books, SbObject *object, SbTree *answer)
{
  if (!sb_tree_get_truth (sb_object_body (object), "TrackQtyOnHand"))
    return;
  sb_tree_set (answer, "QtyOnHand", sb_tree_new_decimal (object->quantity, 6));
}
