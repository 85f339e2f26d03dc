/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-choices.h"

#include <glib/gi18n.h>

#include "sb-account.h"
#include "sb-book.h"
#include "sb-cell-text.h"
#include "sb-format.h"
#include "sb-party-money.h"
#include "sb-reference-lists.h"

static void
choice_free (SbChoice *self)
{
  g_free (self->value);
  g_free (self->title);
  g_free (self);
}

SbChoices *
sb_choices_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

void
sb_choices_free (SbChoices *self)
{
  g_hash_table_unref (self);
}

void
sb_choices_add (SbChoices *self, const char *field, const char *value, const char *title)
{
  GPtrArray *list = g_hash_table_lookup (self, field);
  SbChoice *choice = g_new0 (SbChoice, 1);

  choice->value = g_strdup (value);
  choice->title = g_strdup (title);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
      g_hash_table_insert (self, (char *) g_intern_string (field), list);
    }
  g_ptr_array_add (list, choice);
}

GPtrArray *
sb_choices_get (SbChoices *self, const char *field)
{
  return self != NULL ? g_hash_table_lookup (self, field) : NULL;
}

static gboolean
add_money (SbDatabase *db, SbChoices *self, const char *field, const char *role, const char *title,
           GError **error)
{
  g_autoptr (GArray) ids = sb_role_accounts (db, role, error);

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    sb_choices_add (self, field, role, title);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autofree char *value = g_strdup_printf ("%s:%" G_GINT64_FORMAT, role, id);
      g_autoptr (SbAccount) account = sb_account_load (db, id, error);

      if (account == NULL)
        return FALSE;
      sb_choices_add (self, field, value, account->name);
    }
  return TRUE;
}

/* Money that customers pay may wait in a drawer before it is banked. */
static gboolean
read_accounts (SbDatabase *db, SbChoices *self, const SbDocumentKind *kind, GError **error)
{
  gboolean taken = g_str_equal (kind->event, "payment")
                   || g_str_equal (kind->event, "customer_deposit")
                   || g_str_equal (kind->event, "supplier_refund");

  return add_money (db, self, "account", "Bank", _("Bank"), error)
         && (!taken
             || add_money (db, self, "account", "UndepositedFunds", _("Undeposited funds"),
                           error));
}

static gboolean
read_refund (SbDatabase *db, SbChoices *self, GError **error)
{
  sb_choices_add (self, "refund", "", _("Not yet: it stays as a credit"));
  return add_money (db, self, "refund", "Bank", _("Bank"), error);
}

/* The usual place comes first: what nobody chooses is that. Goods on their way come from there, so it
 * is the last one that they go to. */
static gboolean
add_places (SbDatabase *db, SbChoices *self, const char *field, GPtrArray *locations,
            GError **error)
{
  guint usual = g_str_equal (field, "to") ? 1 : 0;
  SbBook book;

  if (!sb_book_load (db, &book, error))
    return FALSE;
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < locations->len; i++)
      {
        const SbLocation *location = g_ptr_array_index (locations, i);
        if (location->active && (location->id == book.default_location) == (round == usual))
          sb_choices_add (self, field, location->name, location->name);
      }
  return TRUE;
}

static gboolean
read_locations (SbDatabase *db, SbChoices *self, SbDocumentForm *form, GError **error)
{
  static const struct
  {
    guint       part;
    const char *field;
  } FIELDS[] = { { SB_DOCUMENT_LOCATION, "location" }, { SB_DOCUMENT_FROM, "from" },
                 { SB_DOCUMENT_TO, "to" } };
  guint parts = sb_document_form_get_kind (form)->parts;
  const char *fixed = sb_document_form_get (form, "location");
  g_autoptr (GPtrArray) locations = sb_location_list (db, error);

  /* What is on its way is at no place that could be chosen: there it stays. */
  if (locations != NULL && g_str_has_prefix (fixed, "@"))
    {
      g_autofree char *title = sb_place_text (fixed);
      sb_choices_add (self, "location", fixed, title);
      return TRUE;
    }
  for (gsize i = 0; locations != NULL && i < G_N_ELEMENTS (FIELDS); i++)
    if ((parts & FIELDS[i].part) != 0 && !add_places (db, self, FIELDS[i].field, locations, error))
      return FALSE;
  return locations != NULL;
}

static void
add_reasons (SbChoices *self)
{
  sb_choices_add (self, "reason", "InventoryAdjustment", _("Stock adjustments"));
  sb_choices_add (self, "reason", "COGS", _("Cost of goods sold"));
  sb_choices_add (self, "reason", "ConversionCosts", _("Used in production"));
  sb_choices_add (self, "reason", "PurchaseVariance", _("Purchase variance"));
  sb_choices_add (self, "reason", "OpeningBalanceEquity", _("Opening balance"));
}

static void
add_charges (SbChoices *self)
{
  sb_choices_add (self, "charge", "ConversionCosts", _("Work and machines"));
  sb_choices_add (self, "charge", "LandedCostClearing", _("Freight and duty to allocate"));
  sb_choices_add (self, "charge", "COGS", _("Cost of goods sold"));
}

static void
add_methods (SbChoices *self)
{
  sb_choices_add (self, "method", "value", _("Value"));
  sb_choices_add (self, "method", "quantity", _("Quantity"));
  sb_choices_add (self, "method", "weight", _("Weight"));
}

static void
add_against (SbChoices *self)
{
  sb_choices_add (self, "against", "return", _("Goods sent back"));
  sb_choices_add (self, "against", "cost", _("A lower price"));
  sb_choices_add (self, "against", "not_received", _("Goods that never came"));
}

/* Freight first: that is what a bill usually has beside its goods. */
static gboolean
read_expenses (SbDatabase *db, SbChoices *self, GError **error)
{
  g_autoptr (GPtrArray) accounts = sb_account_list (db, error);

  sb_choices_add (self, "expense", "LandedCostClearing", _("Freight or duty, to be shared out"));
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const SbAccount *account = g_ptr_array_index (accounts, i);
      g_autofree char *value = g_strdup_printf ("#%" G_GINT64_FORMAT, account->id);
      gboolean fits = g_str_equal (account->type, "Expense")
                      || g_str_equal (account->type, "Other Expense")
                      || g_str_equal (account->type, "Cost of Goods Sold")
                      || g_str_equal (account->type, "Fixed Asset");

      if (fits && account->active)
        sb_choices_add (self, "expense", value, account->name);
    }
  return accounts != NULL;
}

static gboolean
read_currencies (SbDatabase *db, SbChoices *self, SbCurrency home, GError **error)
{
  g_auto (GStrv) codes = sb_party_currencies (db, error);

  sb_choices_add (self, "currency", "", home.code);
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (!g_str_equal (codes[i], home.code))
      sb_choices_add (self, "currency", codes[i], codes[i]);
  return codes != NULL;
}

static gboolean
read_credits (SbDatabase *db, SbChoices *self, gint64 party, GError **error)
{
  g_autoptr (GPtrArray) credits = sb_party_open_credits (db, party, error);

  for (guint i = 0; credits != NULL && i < credits->len; i++)
    {
      const SbOpenCredit *credit = g_ptr_array_index (credits, i);
      g_autofree char *left = sb_format_money_code (credit->open, credit->currency);
      /* Translators: a credit and what is left of it: "CN-1004: 40.00 USD left" */
      g_autofree char *title = g_strdup_printf (_("%s: %s left"), credit->display, left);

      sb_choices_add (self, "credit", credit->number, title);
    }
  return credits != NULL;
}

SbChoices *
sb_choices_read (SbDatabase *db, SbDocumentForm *form, gint64 party, SbCurrency home,
                 GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  SbChoices *self = sb_choices_new ();
  const guint places = SB_DOCUMENT_LOCATION | SB_DOCUMENT_FROM | SB_DOCUMENT_TO;
  guint columns = 0;
  gboolean ok;

  for (const SbDocumentList *list = kind->lists; list->member != NULL; list++)
    columns |= list->columns;
  if ((kind->parts & SB_DOCUMENT_METHOD) != 0)
    add_methods (self);
  if ((columns & SB_LINE_AGAINST) != 0)
    add_against (self);
  if ((kind->parts & SB_DOCUMENT_REASON) != 0)
    add_reasons (self);
  if ((columns & SB_LINE_CHARGE) != 0)
    add_charges (self);
  ok = ((kind->parts & SB_DOCUMENT_ACCOUNT) == 0 || read_accounts (db, self, kind, error))
       && ((kind->parts & SB_DOCUMENT_REFUND) == 0 || read_refund (db, self, error))
       && ((kind->parts & places) == 0 || read_locations (db, self, form, error))
       && ((kind->parts & SB_DOCUMENT_CURRENCY) == 0 || read_currencies (db, self, home, error))
       && ((kind->parts & SB_DOCUMENT_CREDIT) == 0 || read_credits (db, self, party, error))
       && ((columns & SB_LINE_EXPENSE) == 0 || read_expenses (db, self, error));
  if (!ok)
    g_clear_pointer (&self, sb_choices_free);
  return self;
}
