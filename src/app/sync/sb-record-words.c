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
