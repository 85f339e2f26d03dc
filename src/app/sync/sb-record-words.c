/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *object;
  const char *title;
  const char *one;
  const char *many;
} Words;

/* NC_ and ngettext need literals, so singular and plural stand beside the title. */
static const Words words[] = {
  { "Customer", N_ ("Customer"), N_ ("%u customer"), N_ ("%u customers") },
  { "Vendor", N_ ("Supplier"), N_ ("%u supplier"), N_ ("%u suppliers") },
  { "Item", N_ ("Product"), N_ ("%u product"), N_ ("%u products") },
  { "Invoice", N_ ("Invoice"), N_ ("%u invoice"), N_ ("%u invoices") },
  { "Bill", N_ ("Bill"), N_ ("%u bill"), N_ ("%u bills") },
  { "Payment", N_ ("Payment received"), N_ ("%u payment received"), N_ ("%u payments received") },
  { "BillPayment", N_ ("Payment made"), N_ ("%u payment made"), N_ ("%u payments made") },
  { "JournalEntry", N_ ("Stock entry"), N_ ("%u stock entry"), N_ ("%u stock entries") },
  { "CreditMemo", N_ ("Credit note"), N_ ("%u credit note"), N_ ("%u credit notes") },
  { "VendorCredit", N_ ("Supplier credit"), N_ ("%u supplier credit"), N_ ("%u supplier credits") },
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
sb_record_action_title (const char *action)
{
  if (g_strcmp0 (action, "update") == 0)
    return _ ("change");
  if (g_strcmp0 (action, "delete") == 0)
    return _ ("delete");
  if (g_strcmp0 (action, "void") == 0)
    return _ ("void");
  return _ ("create");
}
