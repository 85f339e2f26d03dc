/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-references.h"

#include <string.h>

static const struct
{
  const char *member;
  const char *entity;
} targets[] = {
  { "AccountRef", "Account" },
  { "IncomeAccountRef", "Account" },
  { "ExpenseAccountRef", "Account" },
  { "AssetAccountRef", "Account" },
  { "COGSAccountRef", "Account" },
  { "DepositToAccountRef", "Account" },
  { "ARAccountRef", "Account" },
  { "APAccountRef", "Account" },
  { "BankAccountRef", "Account" },
  { "CCAccountRef", "Account" },
  { "DiscountAccountRef", "Account" },
  { "FromAccountRef", "Account" },
  { "ToAccountRef", "Account" },
  { "AdjustAccountRef", "Account" },
  { "CustomerRef", "Customer" },
  { "VendorRef", "Vendor" },
  { "PrefVendorRef", "Vendor" },
  { "ItemRef", "Item" },
  { "ClassRef", "Class" },
  { "DepartmentRef", "Department" },
  { "SalesTermRef", "Term" },
  { "TermRef", "Term" },
  { "PaymentMethodRef", "PaymentMethod" },
  { "TaxGroupCodeRef", "TaxCode" },
  { "TxnTaxCodeRef", "TaxCode" },
  { "TaxCodeRef", "TaxCode" },
  { "TaxRateRef", "TaxRate" },
  { "SalesTaxCodeRef", "TaxCode" },
  { "PurchaseTaxCodeRef", "TaxCode" },
  { "AgencyRef", "TaxAgency" },
};

static const SbEntity *
target_entity (SbBooks *books, SbWrite *write, const SbTree *holder, const char *member)
{
  const char *type;

  if (strcmp (member, "ParentRef") == 0)
    return write->entity;
  if (strcmp (member, "EntityRef") == 0)
    {
      if (strcmp (write->entity->name, "Attachable") == 0)
        return NULL; /* checked with words of its own */
      type = sb_tree_get_text (holder, "Type");
      if (type == NULL)
        type = sb_tree_get_text (sb_tree_get (holder, member), "type");
      return type != NULL ? sb_entity_named (type) : NULL;
    }
  if (strstr (member, "TaxCodeRef") != NULL && sb_books_is_us (books))
    return NULL; /* TAX and NON are no objects; the sale checks them */
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (strcmp (targets[i].member, member) == 0)
      return sb_entity_named (targets[i].entity);
  return NULL;
}

static gboolean
had_reference (const SbTree *tree, const char *member, const char *value)
{
  for (guint i = 0; i < sb_tree_length (tree); i++)
    {
      const SbTree *child = sb_tree_nth (tree, i);

      if (sb_tree_kind (tree) == SB_TREE_OBJECT && strcmp (sb_tree_nth_name (tree, i), member) == 0
          && g_strcmp0 (sb_tree_get_text (child, "value"), value) == 0)
        return TRUE;
      if (had_reference (child, member, value))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_reference (SbBooks *books, SbWrite *write, const SbEntity *target, const char *member,
                 SbTree *reference, GError **error)
{
  const char *value = sb_tree_get_text (reference, "value");
  SbObject *object;

  if (value == NULL)
    {
      sb_fault_set (error, 2020, member, "Required parameter %s.value is missing in the request",
                    member);
      return FALSE;
    }
  object = sb_books_find (books, target, value);
  if (object == NULL)
    {
      sb_fault_set (error, 2500, member, "Invalid Reference Id : %s element id %s not found",
                    target->plural, value);
      return FALSE;
    }
  if (!sb_object_is_active (object) && !write->trusted
      && (write->old == NULL || !had_reference (sb_object_body (write->old), member, value)))
    {
      sb_fault_set (error, 610, member,
                    "Object Not Found : Something you're trying to use has been made inactive. "
                    "Check the fields with accounts, customers, items, vendors or employees.");
      return FALSE;
    }
  if (sb_object_name (object) != NULL)
    sb_tree_set_text (reference, "name", sb_object_name (object));
  return TRUE;
}

static gboolean
check_tree (SbBooks *books, SbWrite *write, SbTree *tree, GError **error)
{
  for (guint i = 0; i < sb_tree_length (tree); i++)
    {
      SbTree *child = sb_tree_nth (tree, i);
      const char *member
          = sb_tree_kind (tree) == SB_TREE_OBJECT ? sb_tree_nth_name (tree, i) : NULL;
      const SbEntity *target;

      if (sb_tree_kind (child) != SB_TREE_OBJECT && sb_tree_kind (child) != SB_TREE_ARRAY)
        continue;
      target = member != NULL ? target_entity (books, write, tree, member) : NULL;
      if (target != NULL && sb_tree_kind (child) == SB_TREE_OBJECT)
        {
          if (!check_reference (books, write, target, member, child, error))
            return FALSE;
        }
      else if (!check_tree (books, write, child, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_references_check (SbBooks *books, SbWrite *write, GError **error)
{
  return check_tree (books, write, write->body, error);
}

static gboolean
refers_to (const SbTree *holder, const char *member, const SbTree *reference, const SbObject *from)
{
  const char *type = sb_tree_get_text (holder, "Type");
  gboolean fits = FALSE;

  if (strcmp (member, "EntityRef") == 0)
    fits = g_strcmp0 (type != NULL ? type : sb_tree_get_text (reference, "type"),
                      from->entity->name)
           == 0;
  for (guint i = 0; i < G_N_ELEMENTS (targets) && !fits; i++)
    fits = strcmp (targets[i].member, member) == 0
           && strcmp (targets[i].entity, from->entity->name) == 0;
  return fits && sb_tree_get_decimal (reference, "value", 0) == from->id;
}

gboolean
sb_references_replace (SbTree *tree, const SbObject *from, const SbObject *to)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < sb_tree_length (tree); i++)
    {
      SbTree *child = sb_tree_nth (tree, i);

      if (sb_tree_kind (tree) == SB_TREE_OBJECT && sb_tree_kind (child) == SB_TREE_OBJECT
          && refers_to (tree, sb_tree_nth_name (tree, i), child, from))
        {
          g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, to->id);

          sb_tree_set_text (child, "value", id);
          sb_tree_set_text (child, "name", sb_object_name (to));
          changed = TRUE;
        }
      else if (sb_tree_length (child) > 0)
        changed = sb_references_replace (child, from, to) || changed;
    }
  return changed;
}

SbObject *
sb_reference (SbBooks *books, const SbTree *tree, const char *name)
{
  const char *value = sb_tree_get_ref (tree, name);

  if (value == NULL)
    return NULL;
  if (strcmp (name, "EntityRef") == 0 || strcmp (name, "Entity") == 0)
    {
      const char *type = sb_tree_get_text (tree, "Type");

      if (type == NULL)
        type = sb_tree_get_text (sb_tree_get (tree, name), "type");
      return type != NULL && sb_entity_named (type) != NULL
                 ? sb_books_find (books, sb_entity_named (type), value)
                 : NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    if (strcmp (targets[i].member, name) == 0)
      return sb_books_find (books, sb_entity_named (targets[i].entity), value);
  return NULL;
}
