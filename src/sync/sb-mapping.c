/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles -> accounts of QuickBooks: what is set, what is wrong with it, what would fit. */
#include "sb-mapping.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sb-account.h"
#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-mapping-private.h"
#include "sb-mirror.h"
#include "sb-role.h"

static const char SQL_RESOLVE[] =
  "SELECT ifnull (r.new_qbo_id, l.qbo_id) FROM account_link l"
  " LEFT JOIN account_redirect r ON r.old_qbo_id = l.qbo_id WHERE l.account = :account";

static const struct
{
  const char *role;
  const char *title;
  const char *purpose;
} TEXTS[] = {
  { "AccountsReceivable", N_("Accounts receivable"), N_("What customers owe you.") },
  { "AccountsPayable", N_("Accounts payable"), N_("What you owe suppliers.") },
  { "Inventory", N_("Inventory"),
    N_("The value of the goods in stock. Only Stockbook posts here.") },
  { "COGS", N_("Cost of goods sold"), N_("What the goods you sold had cost.") },
  { "Revenue", N_("Sales"), N_("What you earn with the goods you sell.") },
  { "SalesTaxPayable", N_("Sales tax payable"), N_("Sales tax that you owe.") },
  { "Bank", N_("Bank"), N_("Where money comes in and goes out.") },
  { "OpeningBalanceEquity", N_("Opening balance equity"),
    N_("The other side of the opening stock.") },
  { "GRNI", N_("Received, not billed"), N_("Goods that came before their bill.") },
  { "GoodsInTransit", N_("Goods in transit"), N_("Goods that were billed before they came.") },
  { "WIP", N_("Work in process"), N_("Goods in production.") },
  { "InventoryAdjustment", N_("Inventory adjustment"), N_("Found, lost and revalued goods.") },
  { "PurchaseVariance", N_("Purchase variance"),
    N_("Supplier credits that differ from the cost.") },
  { "LandedCostClearing", N_("Landed cost"), N_("Freight and duty until they are allocated.") },
  { "ConversionCosts", N_("Conversion costs"),
    N_("Labour and overhead that went into products.") },
  { "SupplierDeposits", N_("Supplier deposits"), N_("Money paid before the bill.") },
  { "CustomerCredits", N_("Customer credits"), N_("Money received before the invoice.") },
  { "InputTax", N_("Purchase tax"), N_("Purchase tax that you get back.") },
  { "ShippingIncome", N_("Shipping income"), N_("Freight that customers pay.") },
  { "SalesDiscounts", N_("Discounts given"), N_("Discounts on whole invoices.") },
  { "Rounding", N_("Rounding"), N_("Cents by which suppliers' totals differ.") },
  { "UndepositedFunds", N_("Undeposited funds"), N_("Payments that are not in the bank yet.") },
  { "ExchangeGainLoss", N_("Exchange gain or loss"),
    N_("What QuickBooks books for exchange differences.") },
};

const char *
sb_mapping_role_title (const char *role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    if (g_strcmp0 (TEXTS[i].role, role) == 0)
      return _(TEXTS[i].title);
  return role;
}

void
sb_qbo_account_fact_free (SbQboAccountFact *self)
{
  if (self == NULL)
    return;
  g_free (self->qbo_id);
  g_free (self->name);
  g_free (self->number);
  g_free (self->type);
  g_free (self->subtype);
  g_free (self->currency);
  g_free (self);
}

static SbQboAccountFact *
fact_copy (const SbQboAccountFact *fact)
{
  SbQboAccountFact *copy = g_memdup2 (fact, sizeof *fact);

  copy->qbo_id = g_strdup (fact->qbo_id);
  copy->name = g_strdup (fact->name);
  copy->number = g_strdup (fact->number);
  copy->type = g_strdup (fact->type);
  copy->subtype = g_strdup (fact->subtype);
  copy->currency = g_strdup (fact->currency);
  return copy;
}

SbQboAccountFact *
sb_qbo_account_fact_new (const SbMirrorRow *row)
{
  JsonObject *object = json_node_get_object (row->body);
  JsonObject *currency = sb_json_object_or_null (object, "CurrencyRef");
  SbQboAccountFact *fact = g_new0 (SbQboAccountFact, 1);

  fact->qbo_id = g_strdup (row->qbo_id);
  fact->name = g_strdup (row->name);
  fact->number = g_strdup (sb_json_string_or (object, "AcctNum", NULL));
  fact->type = g_strdup (sb_json_string_or (object, "AccountType", ""));
  fact->subtype = g_strdup (sb_json_string_or (object, "AccountSubType", NULL));
  fact->currency = currency != NULL ? g_strdup (sb_json_string_or (currency, "value", NULL)) : NULL;
  fact->active = row->active;
  return fact;
}

const char *
sb_mapping_problem_word (SbMappingProblem problem)
{
  static const char *const WORDS[] = { NULL, "inactive", "missing", "type", "currency" };

  return WORDS[problem];
}

static void
role_mapping_free (gpointer data)
{
  SbRoleMapping *role = data;

  g_free (role->role);
  g_free (role->title);
  g_free (role->purpose);
  g_ptr_array_unref (role->accounts);
  g_free (role->falls_back_to);
  sb_qbo_account_fact_free (role->effective);
  g_ptr_array_unref (role->suggestions);
  g_ptr_array_unref (role->candidates);
  g_free (role);
}

void
sb_mapping_free (SbMapping *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->roles);
  g_free (self);
}

static GPtrArray *
facts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_account_fact_free);
}

GPtrArray *
sb_mapping_chart (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) rows = sb_mirror_list (db, "Account", error);
  g_autoptr (GPtrArray) chart = facts_new ();

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (chart, sb_qbo_account_fact_new (g_ptr_array_index (rows, i)));
  return g_steal_pointer (&chart);
}

char *
sb_mapping_resolve (SbDatabase *db, gint64 account, GError **error)
{
  return sb_bind_text (db, SQL_RESOLVE, error, ":account", 'i', account, NULL);
}

gboolean
sb_role_takes (const SbRole *role, const SbQboAccountFact *fact)
{
  return g_strv_contains (role->types, fact->type);
}

/* Lower is better: place of the type, then of the detail type, then whether the name speaks of it.
 */
static guint
score (const SbRole *role, const char *title, const SbQboAccountFact *fact)
{
  guint type = 0;
  guint subtype = 0;
  g_autofree char *name = g_utf8_casefold (fact->name, -1);
  g_autofree char *wanted = g_utf8_casefold (title, -1);

  while (role->types[type] != NULL && !g_str_equal (role->types[type], fact->type))
    type++;
  while (role->subtypes[subtype] != NULL && g_strcmp0 (role->subtypes[subtype], fact->subtype) != 0)
    subtype++;
  return subtype * 100 + type * 10 + (strstr (name, wanted) != NULL ? 0 : 1);
}

typedef struct
{
  const SbRole *role;
  const char *title;
} ScoreContext;

static int
compare_fit (gconstpointer a, gconstpointer b, gpointer data)
{
  const ScoreContext *context = data;
  const SbQboAccountFact *left = *(const SbQboAccountFact *const *) a;
  const SbQboAccountFact *right = *(const SbQboAccountFact *const *) b;
  guint x = score (context->role, context->title, left);
  guint y = score (context->role, context->title, right);

  if (x != y)
    return x < y ? -1 : 1;
  return g_utf8_collate (left->name, right->name);
}

/* A detail type of the role is a suggestion; so is a name that says it, or the only account of the
 * type. */
static gboolean
is_suggestion (const SbRole *role, const char *title, const SbQboAccountFact *fact,
               guint n_candidates)
{
  g_autofree char *name = g_utf8_casefold (fact->name, -1);
  g_autofree char *wanted = g_utf8_casefold (title, -1);

  /* Detail types that any account has say nothing about the purpose. */
  if (g_strcmp0 (fact->subtype, "OtherCurrentAssets") == 0
      || g_strcmp0 (fact->subtype, "OtherCurrentLiabilities") == 0)
    return strstr (name, wanted) != NULL;
  if (fact->subtype != NULL && g_strv_contains (role->subtypes, fact->subtype))
    return role->need == SB_ROLE_REQUIRED || role->need == SB_ROLE_WHEN_USED
           || strstr (name, wanted) != NULL
           || !g_str_equal (fact->subtype, "SuppliesMaterialsCogs");
  return strstr (name, wanted) != NULL || (role->need == SB_ROLE_REQUIRED && n_candidates >= 1);
}

static void
fill_candidates (SbRoleMapping *mapping, const SbRole *role, GPtrArray *chart)
{
  ScoreContext context = { role, mapping->title };
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < chart->len; i++)
    {
      const SbQboAccountFact *fact = g_ptr_array_index (chart, i);

      if (!fact->active || !sb_role_takes (role, fact))
        continue;
      g_ptr_array_add (mapping->candidates, fact_copy (fact));
      g_ptr_array_add (fitting, (gpointer) fact);
    }

  g_ptr_array_sort_with_data (fitting, compare_fit, &context);
  for (guint i = 0; i < fitting->len; i++)
    {
      const SbQboAccountFact *fact = g_ptr_array_index (fitting, i);

      if (is_suggestion (role, mapping->title, fact, fitting->len))
        g_ptr_array_add (mapping->suggestions, fact_copy (fact));
    }
}

static SbQboAccountFact *
find_in_chart (GPtrArray *chart, const char *qbo_id)
{
  for (guint i = 0; i < chart->len; i++)
    {
      SbQboAccountFact *fact = g_ptr_array_index (chart, i);

      if (g_str_equal (fact->qbo_id, qbo_id))
        return fact;
    }
  return NULL;
}

static SbMappingProblem
problem_of (const SbRole *role, const SbQboAccountFact *fact, const char *home)
{
  if (fact == NULL)
    return SB_MAPPING_MISSING;
  if (!fact->active)
    return SB_MAPPING_INACTIVE;
  if (!sb_role_takes (role, fact))
    return SB_MAPPING_TYPE;
  if (fact->currency != NULL && g_strcmp0 (fact->currency, home) != 0)
    return SB_MAPPING_CURRENCY;
  return SB_MAPPING_OK;
}

/* An account that was filled by hand (no QuickBooks yet) is shown by its own name. */
static SbQboAccountFact *
missing_fact (SbDatabase *db, gint64 account, const char *qbo_id)
{
  g_autoptr (SbAccount) row = sb_account_load (db, account, NULL);
  SbQboAccountFact *fact = g_new0 (SbQboAccountFact, 1);

  fact->qbo_id = g_strdup (qbo_id != NULL ? qbo_id : "");
  fact->name = g_strdup (row != NULL ? row->name : "");
  fact->type = g_strdup (row != NULL ? row->type : "");
  fact->subtype = row != NULL ? g_strdup (row->subtype) : NULL;
  return fact;
}

static gboolean
fill_accounts (SbDatabase *db, SbRoleMapping *mapping, const SbRole *role, GPtrArray *chart,
               const char *home, GError **error)
{
  g_autoptr (GArray) accounts = sb_role_accounts (db, role->name, error);

  if (accounts == NULL)
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    {
      gint64 account = g_array_index (accounts, gint64, i);
      GError *failure = NULL;
      g_autofree char *qbo_id = sb_mapping_resolve (db, account, &failure);
      const SbQboAccountFact *fact = qbo_id != NULL ? find_in_chart (chart, qbo_id) : NULL;
      SbMappingProblem problem = problem_of (role, fact, home);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      /* Mapped before there was a QuickBooks: as if it were not. */
      if (qbo_id == NULL)
        continue;
      if (problem != SB_MAPPING_OK && mapping->problem == SB_MAPPING_OK)
        mapping->problem = problem;
      g_ptr_array_add (mapping->accounts,
                       fact != NULL ? fact_copy (fact) : missing_fact (db, account, qbo_id));
    }
  return TRUE;
}

static SbRoleMapping *
load_role (SbDatabase *db, const SbRole *role, GPtrArray *chart, const char *home, GError **error)
{
  SbRoleMapping *mapping = g_new0 (SbRoleMapping, 1);

  mapping->role = g_strdup (role->name);
  mapping->required = role->need == SB_ROLE_REQUIRED;
  mapping->falls_back_to = g_strdup (role->fallback);
  mapping->accounts = facts_new ();
  mapping->suggestions = facts_new ();
  mapping->candidates = facts_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      if (g_str_equal (TEXTS[i].role, role->name))
        {
          mapping->title = g_strdup (_(TEXTS[i].title));
          mapping->purpose = g_strdup (_(TEXTS[i].purpose));
        }
    }
  if (mapping->title == NULL)
    mapping->title = g_strdup (role->name);

  fill_candidates (mapping, role, chart);
  if (!fill_accounts (db, mapping, role, chart, home, error))
    {
      role_mapping_free (mapping);
      return NULL;
    }
  return mapping;
}

static SbRoleMapping *
find_role (const SbMapping *self, const char *role)
{
  for (guint i = 0; role != NULL && i < self->roles->len; i++)
    {
      SbRoleMapping *mapping = g_ptr_array_index (self->roles, i);

      if (g_str_equal (mapping->role, role))
        return mapping;
    }
  return NULL;
}

static void
follow_fallbacks (SbMapping *self)
{
  self->complete = TRUE;
  for (guint i = 0; i < self->roles->len; i++)
    {
      SbRoleMapping *mapping = g_ptr_array_index (self->roles, i);
      const SbRoleMapping *from = mapping;

      while (from != NULL && from->accounts->len == 0)
        from = find_role (self, from->falls_back_to);
      if (from != NULL)
        mapping->effective = fact_copy (g_ptr_array_index (from->accounts, 0));
      if (mapping->required && (mapping->accounts->len == 0 || mapping->problem != SB_MAPPING_OK))
        self->complete = FALSE;
    }
}

SbMapping *
sb_mapping_load (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) chart = sb_mapping_chart (db, error);
  g_autoptr (SbMapping) self = g_new0 (SbMapping, 1);
  SbCurrency home;
  gsize n;
  const SbRole *table = sb_role_table (&n);

  self->roles = g_ptr_array_new_with_free_func (role_mapping_free);
  if (chart == NULL || !sb_book_currency (db, &home, error))
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      SbRoleMapping *mapping = load_role (db, &table[i], chart, home.code, error);

      if (mapping == NULL)
        return NULL;
      g_ptr_array_add (self->roles, mapping);
    }
  follow_fallbacks (self);
  return g_steal_pointer (&self);
}
