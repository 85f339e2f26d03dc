/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the lists: one name space for customers, vendors and employees, names with "(deleted)",
 * account types, terms. */
#include "sb-practice-entities.h"

#include "sb-practice-account-types.h"
#include "sb-practice-members.h"

#include <string.h>

static void
set_default (SbTree *body, const char *name, SbTree *value)
{
  if (sb_tree_get (body, name) != NULL)
    sb_tree_free (value);
  else
    sb_tree_set (body, name, value);
}

static gboolean
was_active (const SbWrite *write)
{
  return write->old == NULL || sb_object_is_active (write->old);
}

/* QBO renames what is made inactive, so that its name becomes free, and renames it back. */
static void
mark_deleted_name (SbBooks *books, SbWrite *write, const char *member)
{
  const char *name = sb_tree_get_text (write->body, member);
  gboolean active
      = sb_tree_get (write->body, "Active") == NULL || sb_tree_get_truth (write->body, "Active");
  g_autofree char *changed = NULL;

  if (name == NULL || active == was_active (write))
    return;
  if (active)
    {
      const char *suffix = strstr (name, " (deleted");

      changed = suffix != NULL ? g_strndup (name, (gsize) (suffix - name)) : g_strdup (name);
    }
  else
    {
      changed = g_strconcat (name, " (deleted)", NULL);
      for (guint n = 1; sb_books_find_name (books, write->entity->name_space, changed) != NULL; n++)
        {
          g_free (changed);
          changed = g_strdup_printf ("%s (deleted-%u)", name, n);
        }
    }
  sb_tree_set_text (write->body, member, changed);
}

static gboolean
check_unique (SbBooks *books, SbWrite *write, const char *name, GError **error)
{
  SbObject *other = sb_books_find_name (books, write->entity->name_space, name);

  if (other == NULL || other == write->old)
    return TRUE;
  if (strcmp (write->entity->name_space, "name") == 0)
    sb_fault_set (
        error, 6240, NULL,
        "The name supplied already exists. : Another customer, vendor or employee is already using "
        "this name. Please use a different name.");
  else
    sb_fault_set (error, 6240, NULL, "The name supplied already exists. : Id=%" G_GINT64_FORMAT,
                  other->id);
  return FALSE;
}

static gboolean
check_characters (const char *name, const char *member, const char *forbidden, GError **error)
{
  if (strpbrk (name, forbidden) == NULL && g_utf8_validate (name, -1, NULL))
    return TRUE;
  sb_fault_set (error, 2040, member, "Element contains invalid characters: %s", name);
  return FALSE;
}

/* FullyQualifiedName from ParentRef, at most five levels deep. */
static gboolean
complete_full_name (SbBooks *books, SbWrite *write, const char *member, GError **error)
{
  SbObject *parent
      = sb_books_find (books, write->entity, sb_tree_get_ref (write->body, "ParentRef"));
  g_autofree char *full = NULL;
  guint level = 0;

  if (parent == NULL || parent == write->old)
    {
      sb_tree_set_text (write->body, "FullyQualifiedName", sb_tree_get_text (write->body, member));
      return TRUE;
    }
  full = g_strconcat (sb_tree_get_text (sb_object_body (parent), "FullyQualifiedName"), ":",
                      sb_tree_get_text (write->body, member), NULL);
  for (const char *c = full; *c != '\0'; c++)
    level += *c == ':';
  if (level > 4)
    {
      sb_fault_set (error, 6000, NULL,
                    "Business Validation Error: You can only have five levels of sub-items.");
      return FALSE;
    }
  sb_tree_set_text (write->body, "FullyQualifiedName", full);
  return TRUE;
}

static gboolean
require_name (SbWrite *write, const char *member, GError **error)
{
  const char *name = sb_tree_get_text (write->body, member);

  if (name != NULL && name[0] != '\0')
    return TRUE;
  sb_fault_set (error, 2020, member, "Required parameter %s is missing in the request", member);
  return FALSE;
}

static char *
name_from_parts (const SbTree *body)
{
  static const char *const parts[] = { "Title", "GivenName", "MiddleName", "FamilyName", "Suffix" };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *part = sb_tree_get_text (body, parts[i]);

      if (part != NULL && part[0] != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
complete_display_name (SbWrite *write, GError **error)
{
  const char *name = sb_tree_get_text (write->body, "DisplayName");

  if (name == NULL || name[0] == '\0')
    {
      g_autofree char *made = name_from_parts (write->body);

      if (made[0] == '\0')
        {
          sb_fault_set (
              error, 6080, NULL,
              "At least one of Title, GivenName, MiddleName, FamilyName, DisplayName, Suffix "
              "must be supplied.");
          return FALSE;
        }
      sb_tree_set_text (write->body, "DisplayName", made);
      name = sb_tree_get_text (write->body, "DisplayName");
    }
  return check_characters (name, "DisplayName", ":\t\n\r", error);
}

static gboolean
check_email (const SbTree *body, GError **error)
{
  const char *address = sb_tree_text (sb_tree_get_path (body, "PrimaryEmailAddr.Address"));

  if (address == NULL || address[0] == '\0'
      || (strchr (address, '@') != NULL && strchr (address, '.') != NULL
          && strchr (address, ' ') == NULL))
    return TRUE;
  sb_fault_set (error, 2210, "PrimaryEmailAddr.Address",
                "Email Address does not conform to the syntax rules of RFC 822. Supplied value:%s",
                address);
  return FALSE;
}

static void
complete_currency (SbBooks *books, SbWrite *write)
{
  const char *home = sb_books_currency (books);
  SbTree *kept
      = write->old != NULL ? sb_tree_get (sb_object_body (write->old), "CurrencyRef") : NULL;

  /* Fixed for ever at creation, and only where multicurrency is on. */
  if (kept != NULL)
    sb_tree_set (write->body, "CurrencyRef", sb_tree_copy (kept));
  else if (sb_tree_get_ref (write->body, "CurrencyRef") == NULL
           || !sb_books_prefers (books, "CurrencyPrefs.MultiCurrencyEnabled"))
    sb_tree_set_ref (write->body, "CurrencyRef", home,
                     strcmp (home, "USD") == 0 ? "United States Dollar" : NULL);
}

gboolean
sb_prepare_party (SbBooks *books, SbWrite *write, GError **error)
{
  gboolean customer = strcmp (write->entity->name, "Customer") == 0;

  if (!complete_display_name (write, error) || !check_email (write->body, error))
    return FALSE;
  set_default (write->body, "PrintOnCheckName",
               sb_tree_new_string (sb_tree_get_text (write->body, "DisplayName")));
  mark_deleted_name (books, write, "DisplayName");
  if (!check_unique (books, write, sb_tree_get_text (write->body, "DisplayName"), error))
    return FALSE;
  set_default (write->body, "Active", sb_tree_new_boolean (TRUE));
  complete_currency (books, write);
  if (customer)
    {
      set_default (write->body, "Taxable", sb_tree_new_boolean (TRUE));
      set_default (write->body, "Job", sb_tree_new_boolean (FALSE));
      set_default (write->body, "BillWithParent", sb_tree_new_boolean (FALSE));
      set_default (write->body, "PreferredDeliveryMethod", sb_tree_new_string ("Print"));
      return complete_full_name (books, write, "DisplayName", error);
    }
  if (strcmp (write->entity->name, "Vendor") == 0)
    set_default (write->body, "Vendor1099", sb_tree_new_boolean (FALSE));
  return TRUE;
}

gboolean
sb_prepare_named (SbBooks *books, SbWrite *write, GError **error)
{
  const char *member = write->entity->name_member;

  if (!require_name (write, member, error)
      || !check_characters (sb_tree_get_text (write->body, member), member, ":\t\n\r", error))
    return FALSE;
  mark_deleted_name (books, write, member);
  set_default (write->body, "Active", sb_tree_new_boolean (TRUE));
  if (sb_members_has (write->entity->name, "FullyQualifiedName") && strcmp (member, "Name") == 0
      && !complete_full_name (books, write, member, error))
    return FALSE;
  return check_unique (books, write, sb_tree_get_text (write->body, member), error);
}

gboolean
sb_prepare_term (SbBooks *books, SbWrite *write, GError **error)
{
  gboolean dated = sb_tree_get (write->body, "DayOfMonthDue") != NULL;
  gint64 days = sb_tree_get_decimal (write->body, "DueDays", 0);

  if (!sb_prepare_named (books, write, error))
    return FALSE;
  if (!dated && (sb_tree_get (write->body, "DueDays") == NULL || days < 0 || days > 999))
    {
      sb_fault_set (error, 2020, "DueDays", "Required parameter DueDays is missing in the request");
      return FALSE;
    }
  sb_tree_set_text (write->body, "Type", dated ? "DATE_DRIVEN" : "STANDARD");
  return TRUE;
}

void
sb_render_party (SbBooks *books, SbObject *object, SbTree *answer)
{
  sb_tree_set_cents (answer, "Balance", object->balance);
  if (strcmp (object->entity->name, "Customer") == 0)
    sb_tree_set_cents (answer, "BalanceWithJobs", object->balance);
}

/* ---- accounts ---- */

static gboolean
complete_account_type (SbWrite *write, GError **error)
{
  const char *type = sb_tree_get_text (write->body, "AccountType");
  const char *subtype = sb_tree_get_text (write->body, "AccountSubType");

  if (type == NULL && subtype == NULL)
    {
      sb_fault_set (error, 2020, "AccountType",
                    "Required parameter AccountType is missing in the request");
      return FALSE;
    }
  if (write->old != NULL && sb_tree_get (write->request, "AccountSubType") == NULL
      && g_strcmp0 (type, sb_tree_get_text (sb_object_body (write->old), "AccountType")) != 0)
    subtype = NULL;
  if (type == NULL)
    type = sb_account_type_of_subtype (subtype);
  if (subtype == NULL && type != NULL)
    subtype = sb_account_default_subtype (type);
  if (type == NULL || subtype == NULL || !sb_account_type_allows (type, subtype))
    {
      sb_fault_set (error, 6010, NULL, "Invalid AccountType/SubType : %s/%s",
                    type != NULL ? type : "", subtype != NULL ? subtype : "");
      return FALSE;
    }
  /* Both may point into the body, so the classification is looked up before it changes. */
  sb_tree_set_text (write->body, "Classification", sb_account_classification (type));
  sb_tree_set_text (write->body, "AccountSubType", subtype);
  sb_tree_set_text (write->body, "AccountType", type);
  return TRUE;
}

static gboolean
check_account_number (SbBooks *books, SbWrite *write, GError **error)
{
  const char *number = sb_tree_get_text (write->body, "AcctNum");
  SbTable *table = sb_books_table (books, write->entity);
  gsize most = sb_books_is_us (books) ? 7 : 20;

  if (number == NULL || number[0] == '\0')
    return TRUE;
  if (strlen (number) > most)
    {
      sb_fault_set (error, 2050, "AcctNum",
                    "Min:0 Max:%" G_GSIZE_FORMAT " supported. Supplied length:%" G_GSIZE_FORMAT,
                    most, strlen (number));
      return FALSE;
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      SbObject *other = g_ptr_array_index (table->rows, i);

      if (other != write->old
          && g_strcmp0 (sb_tree_get_text (sb_object_body (other), "AcctNum"), number) == 0)
        {
          sb_fault_set (error, 6240, "AcctNum",
                        "Duplicate Name Exists Error : Account number %s is already used.", number);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
sb_prepare_account (SbBooks *books, SbWrite *write, GError **error)
{
  const char *name;

  if (!require_name (write, "Name", error))
    return FALSE;
  name = sb_tree_get_text (write->body, "Name");
  if (!check_characters (name, "Name", "\":\t\n\r", error) || !complete_account_type (write, error)
      || !check_account_number (books, write, error))
    return FALSE;
  mark_deleted_name (books, write, "Name");
  set_default (write->body, "Active", sb_tree_new_boolean (TRUE));
  sb_tree_set_truth (write->body, "SubAccount", sb_tree_get_ref (write->body, "ParentRef") != NULL);
  complete_currency (books, write);
  return complete_full_name (books, write, "Name", error)
         && check_unique (books, write, sb_tree_get_text (write->body, "FullyQualifiedName"),
                          error);
}

void
sb_render_account (SbBooks *books, SbObject *object, SbTree *answer)
{
  const char *class = sb_tree_get_text (sb_object_body (object), "Classification");
  gint64 natural = object->balance;

  if (g_strcmp0 (class, "Liability") == 0 || g_strcmp0 (class, "Equity") == 0)
    natural = -natural;
  else if (g_strcmp0 (class, "Asset") != 0)
    natural = 0; /* QBO keeps no running balance of income and expense accounts */
  sb_tree_set_cents (answer, "CurrentBalance", natural);
  sb_tree_set_cents (answer, "CurrentBalanceWithSubAccounts", natural);
}
