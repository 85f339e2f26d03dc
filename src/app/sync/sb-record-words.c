/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-words.h"

#include <glib/gi18n.h>

/* Records named in a question; a question that scrolls is not read. */
#define MAX_NAMED 8

typedef struct
{
  const char *object;
  const char *title;
  const char *one;
  const char *many;
} Words;

/* ngettext() needs literals, so singular and plural stand beside the title. NP_ marks such a pair for
 * xgettext (see po/meson.build). */
#define NP_(one, many) one, many
static const Words words[] = {
  { "Customer", N_ ("Customer"), NP_ ("%u customer", "%u customers") },
  { "Vendor", N_ ("Supplier"), NP_ ("%u supplier", "%u suppliers") },
  { "Item", N_ ("Product"), NP_ ("%u product", "%u products") },
  { "Invoice", N_ ("Invoice"), NP_ ("%u invoice", "%u invoices") },
  { "Bill", N_ ("Bill"), NP_ ("%u bill", "%u bills") },
  { "Payment", N_ ("Payment received"), NP_ ("%u payment received", "%u payments received") },
  { "BillPayment", N_ ("Payment made"), NP_ ("%u payment made", "%u payments made") },
  { "JournalEntry", N_ ("Stock entry"), NP_ ("%u stock entry", "%u stock entries") },
  { "CreditMemo", N_ ("Credit note"), NP_ ("%u credit note", "%u credit notes") },
  { "VendorCredit", N_ ("Supplier credit"), NP_ ("%u supplier credit", "%u supplier credits") },
};

static const Words *
find (const char *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].object, object) == 0)
      return &words[i];
  return NULL;
}

const char *
sb_record_object_title (const char *object)
{
  const Words *known = find (object);

  return known != NULL ? _ (known->title) : g_intern_string (object);
}

char *
sb_record_object_count (const char *object, guint n)
{
  const Words *known = find (object);

  if (known == NULL)
    return g_strdup_printf ("%u %s", n, object);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, known->one, known->many, n), n);
#pragma GCC diagnostic pop
}

char *
sb_record_title (const SbRecord *record)
{
  /* Translators: kind and number or name, as in “Invoice I-1”. */
  return g_strdup_printf (C_ ("record", "%s %s"), sb_record_object_title (record->object),
                          record->local);
}

const char *
sb_record_operation_title (const char *operation)
{
  if (g_strcmp0 (operation, "update") == 0)
    return _ ("Changed in QuickBooks");
  if (g_strcmp0 (operation, "delete") == 0)
    return _ ("Deleted in QuickBooks");
  if (g_strcmp0 (operation, "void") == 0)
    return _ ("Voided in QuickBooks");
  return _ ("New in QuickBooks");
}

typedef struct
{
  const char *field;
  const char *title;
  gboolean is_amount;
} FieldWords;

/* What is compared of an object, as QuickBooks calls it and as the owner does. */
static const FieldWords fields[] = {
  { "existence", N_ ("In QuickBooks"), FALSE },
  { "amount", N_ ("Amount"), TRUE },
  { "TotalAmt", N_ ("Amount"), TRUE },
  { "Tax", N_ ("Tax"), TRUE },
  { "TxnDate", N_ ("Date"), FALSE },
  { "DueDate", N_ ("Due"), FALSE },
  { "DocNumber", N_ ("Number"), FALSE },
  { "DisplayName", N_ ("Name"), FALSE },
  { "CompanyName", N_ ("Company"), FALSE },
  { "PrimaryEmailAddr", N_ ("E-mail"), FALSE },
  { "PrimaryPhone", N_ ("Phone"), FALSE },
  { "BillAddr.Line1", N_ ("Address"), FALSE },
  { "BillAddr.Line2", N_ ("Address, second line"), FALSE },
  { "BillAddr.City", N_ ("City"), FALSE },
  { "BillAddr.CountrySubDivisionCode", N_ ("State or region"), FALSE },
  { "BillAddr.PostalCode", N_ ("Postal code"), FALSE },
  { "BillAddr.Country", N_ ("Country"), FALSE },
  { "Name", N_ ("Name"), FALSE },
  { "Sku", N_ ("SKU"), FALSE },
  { "Description", N_ ("Description"), FALSE },
  { "UnitPrice", N_ ("Price"), TRUE },
  { "PurchaseCost", N_ ("Purchase cost"), TRUE },
};

static const FieldWords *
find_field (const char *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (fields[i].field, field) == 0)
      return &fields[i];
  return NULL;
}

const char *
sb_record_field_title (const char *field)
{
  const FieldWords *known = find_field (field);

  return known != NULL ? _ (known->title) : NULL;
}

gboolean
sb_record_field_is_amount (const char *field)
{
  const FieldWords *known = find_field (field);

  return known != NULL && known->is_amount;
}

const char *
sb_record_existence_title (const char *word)
{
  if (g_strcmp0 (word, "deleted") == 0)
    return _ ("deleted");
  if (g_strcmp0 (word, "voided") == 0)
    return _ ("voided");
  return _ ("there");
}

char *
sb_record_skip_text (GPtrArray *dependents)
{
  g_autoptr (GString) body =
      g_string_new (_ ("It is not sent to QuickBooks until you let it wait again. The reason is "
                       "kept with it."));

  if (dependents->len > 0)
    g_string_append_printf (body, "\n\n%s", _ ("This depends on it and stays blocked:"));
  for (guint i = 0; i < dependents->len && i < MAX_NAMED; i++)
    {
      g_autofree char *name = sb_record_title (g_ptr_array_index (dependents, i));

      g_string_append_printf (body, "\n%s", name);
    }
  if (dependents->len > MAX_NAMED)
    {
      guint more = dependents->len - MAX_NAMED;

      g_string_append_c (body, '\n');
      g_string_append_printf (body, ngettext ("and %u more", "and %u more", more), more);
    }
  return g_string_free (g_steal_pointer (&body), FALSE);
}
