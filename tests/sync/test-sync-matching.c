/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first meeting of the two sides: who is whom, and which account is which. */
#include "sb-sync-rig.h"

#include "sb-mapping.h"
#include "sb-matching.h"
#include "sb-sync-error.h"

static void
enter (SbSyncRig *rig, const char *entity, const char *members)
{
  g_autofree char *edit = g_strdup_printf ("{'entity':'%s','changes':{%s}}", entity, members);

  g_free (sb_sync_rig_admin (rig, "edit", edit));
}

static gpointer
execute (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_database_execute (sb_txn_get_database (txn), data, error);
  return NULL;
}

static void
sql (SbSyncRig *rig, const char *text)
{
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, execute, (gpointer) text, &error);
  g_assert_no_error (error);
}

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_matching_load (db, (SbMatchKind) GPOINTER_TO_INT (data), error);
}

static SbMatching *
matching (SbSyncRig *rig, SbMatchKind kind)
{
  g_autoptr (GError) error = NULL;
  SbMatching *result = sb_ledger_read (rig->ledger, load, GINT_TO_POINTER ((int) kind), &error);

  g_assert_no_error (error);
  return result;
}

static const SbMatchRow *
row_of (const SbMatching *matching, const char *name)
{
  for (guint i = 0; i < matching->rows->len; i++)
    {
      const SbMatchRow *row = g_ptr_array_index (matching->rows, i);

      if (g_str_equal (row->local_name, name) || g_strcmp0 (row->local_key, name) == 0)
        return row;
    }
  g_error ("%s is not in the list", name);
  return NULL;
}

typedef struct
{
  SbMatchKind kind;
  const char *local;
  const char *qbo_id;
} Link;

static gpointer
write_link (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Link *link = data;

  sb_matching_link (txn, link->kind, link->local, link->qbo_id, g_get_real_time (), error);
  return NULL;
}

/* The word of the refusal; NULL when it was done. */
static char *
link_word (SbSyncRig *rig, SbMatchKind kind, const char *local, const char *qbo_id)
{
  Link link = { kind, local, qbo_id };
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, write_link, &link, &error);
  g_assert_true (error == NULL || error->domain == SB_SYNC_ERROR);
  return error != NULL ? g_strdup (sb_sync_error_word (error)) : NULL;
}

static gpointer
link_suggested (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (
      sb_matching_auto (txn, (SbMatchKind)GPOINTER_TO_INT (data), g_get_real_time (), error));
}

static int
auto_link (SbSyncRig *rig, SbMatchKind kind)
{
  g_autoptr (GError) error = NULL;
  int n = GPOINTER_TO_INT (
      sb_ledger_write (rig->ledger, link_suggested, GINT_TO_POINTER ((int)kind), &error));

  g_assert_no_error (error);
  return n;
}

static void
people_meet_by_mail_then_by_name (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbMatching) before = NULL;
  g_autoptr (SbMatching) after = NULL;
  g_autoptr (SbSyncReport) report = NULL;
  g_autoptr (JsonArray) bos = NULL;

  sb_sync_rig_month (rig);
  sql (rig,
       "UPDATE party SET email = 'Ann@example.test' WHERE kind = 'customer' AND name LIKE 'Ann%'");
  enter (rig, "Customer",
         "'DisplayName':'A. Neil','PrimaryEmailAddr':{'Address':'ann@example.test'}");
  enter (rig, "Customer", "'DisplayName':'BO'");
  sb_sync_rig_map (rig);
  before = matching (rig, SB_MATCH_CUSTOMERS);
  g_assert_cmpint (row_of (before, "Ann O'Neil")->state, ==, SB_MATCH_SUGGESTED);
  g_assert_cmpstr (row_of (before, "Ann O'Neil")->rule, ==, "email");
  g_assert_cmpstr (row_of (before, "Ann O'Neil")->qbo->name, ==, "A. Neil");
  g_assert_cmpint (row_of (before, "Bo")->state, ==, SB_MATCH_SUGGESTED);
  g_assert_cmpstr (row_of (before, "Bo")->rule, ==, "name");

  g_assert_cmpint (auto_link (rig, SB_MATCH_CUSTOMERS), ==, 2);
  after = matching (rig, SB_MATCH_CUSTOMERS);
  g_assert_cmpint (row_of (after, "Ann O'Neil")->state, ==, SB_MATCH_LINKED);
  report = sb_sync_rig_run (rig, SB_SYNC_RUN_DEFAULT);
  sb_sync_rig_print (report);
  g_assert_cmpint (report->outcome, ==, SB_SYNC_OUTCOME_DONE);
  bos = sb_sync_rig_query (rig, "Customer", "DisplayName LIKE 'B%'");
  for (guint i = 0; i < json_array_get_length (bos); i++)
    g_assert_cmpstr (
        json_object_get_string_member (json_array_get_object_element (bos, i), "DisplayName"), !=,
        "Bo");
  sb_sync_rig_assert_whole (rig);
}

static void
a_shared_mail_says_nothing (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbMatching) customers = NULL;

  sb_sync_rig_month (rig);
  sql (rig,
       "UPDATE party SET email = 'office@example.test' WHERE kind = 'customer' AND name = 'Bo'");
  enter (rig, "Customer",
         "'DisplayName':'First','PrimaryEmailAddr':{'Address':'office@example.test'}");
  enter (rig, "Customer",
         "'DisplayName':'Second','PrimaryEmailAddr':{'Address':'office@example.test'}");
  sb_sync_rig_map (rig);
  customers = matching (rig, SB_MATCH_CUSTOMERS);
  g_assert_cmpint (row_of (customers, "Bo")->state, ==, SB_MATCH_NEW);
  g_assert_null (row_of (customers, "Bo")->qbo);
}

static void
one_object_belongs_to_one_row (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbMatching) customers = NULL;
  g_autofree char *done = NULL;
  g_autofree char *taken = NULL;
  g_autofree char *nobody = NULL;
  g_autofree char *nowhere = NULL;

  sb_sync_rig_month (rig);
  enter (rig, "Customer", "'DisplayName':'BO'");
  sb_sync_rig_map (rig);
  customers = matching (rig, SB_MATCH_CUSTOMERS);
  done = link_word (rig, SB_MATCH_CUSTOMERS, "Bo", row_of (customers, "Bo")->qbo->id);
  taken = link_word (rig, SB_MATCH_CUSTOMERS, "Ann O'Neil", row_of (customers, "Bo")->qbo->id);
  nobody = link_word (rig, SB_MATCH_CUSTOMERS, "Nobody", row_of (customers, "Bo")->qbo->id);
  nowhere = link_word (rig, SB_MATCH_CUSTOMERS, "Ann O'Neil", "999999");
  g_assert_null (done);
  g_assert_cmpstr (taken, ==, "taken");
  g_assert_cmpstr (nobody, ==, "unknown-local");
  g_assert_cmpstr (nowhere, ==, "unknown-qbo");
}

static void
products_meet_by_sku_and_tracked_ones_never (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbMatching) products = NULL;
  g_autofree char *word = NULL;
  const SbMatchRow *pine;

  sb_sync_rig_month (rig);
  enter (
      rig, "Item",
      "'Name':'Board of oak','Sku':'OAK-1','Type':'NonInventory','IncomeAccountRef':{'value':'21'},"
      "'ExpenseAccountRef':{'value':'26'}");
  enter (
      rig, "Item",
      "'Name':'Pine tracked','Sku':'PINE-2','Type':'Inventory','TrackQtyOnHand':true,'QtyOnHand':0,"
      "'InvStartDate':'2024-01-01','IncomeAccountRef':{'value':'21'},'ExpenseAccountRef':{'value':'"
      "26'},"
      "'AssetAccountRef':{'value':'6'}");
  sb_sync_rig_map (rig);
  products = matching (rig, SB_MATCH_PRODUCTS);
  g_assert_cmpint (row_of (products, "OAK-1")->state, ==, SB_MATCH_SUGGESTED);
  g_assert_cmpstr (row_of (products, "OAK-1")->rule, ==, "sku");
  pine = row_of (products, "PINE-2");
  g_assert_cmpint (pine->state, ==, SB_MATCH_REFUSED);
  g_assert_cmpstr (pine->reason, ==, "tracked-item");
  g_assert_nonnull (pine->qbo);
  word = link_word (rig, SB_MATCH_PRODUCTS, "PINE-2", pine->qbo->id);
  g_assert_cmpstr (word, ==, "tracked-item");
}

/* ---- accounts ---- */

static gpointer
load_mapping (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_mapping_load (db, error);
}

static SbMapping *
mapping (SbSyncRig *rig)
{
  g_autoptr (GError) error = NULL;
  SbMapping *result = sb_ledger_read (rig->ledger, load_mapping, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static const SbRoleMapping *
role_of (const SbMapping *mapping, const char *name)
{
  for (guint i = 0; i < mapping->roles->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (mapping->roles, i);

      if (g_str_equal (role->role, name))
        return role;
    }
  g_error ("no role %s", name);
  return NULL;
}

typedef struct
{
  const char *role;
  const char *ids[3];
} Choice;

static gpointer
write_choice (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;

  sb_mapping_set (txn, choice->role, choice->ids, error);
  return NULL;
}

static char *
choose_word (SbSyncRig *rig, const char *role, const char *id, const char *second)
{
  Choice choice = { role, { id, second, NULL } };
  g_autoptr (GError) error = NULL;

  sb_ledger_write (rig->ledger, write_choice, &choice, &error);
  g_assert_true (error == NULL || error->domain == SB_SYNC_ERROR);
  return error != NULL ? g_strdup (sb_sync_error_word (error)) : NULL;
}

static const char *
best (const SbMapping *mapping, const char *role)
{
  const SbRoleMapping *found = role_of (mapping, role);

  g_assert_cmpuint (found->suggestions->len, >, 0);
  return ((const SbQboAccountFact *) g_ptr_array_index (found->suggestions, 0))->qbo_id;
}

static void
suggestions_are_of_a_type_that_the_role_takes (SbSyncRig *rig, gconstpointer data)
{
  static const struct
  {
    const char *role;
    const char *type;
  } EXPECTED[] = {
    { "AccountsReceivable", "Accounts Receivable" },
    { "AccountsPayable", "Accounts Payable" },
    { "Inventory", "Other Current Asset" },
    { "COGS", "Cost of Goods Sold" },
    { "Revenue", "Income" },
    { "SalesTaxPayable", "Other Current Liability" },
    { "Bank", "Bank" },
    { "UndepositedFunds", "Other Current Asset" },
  };
  g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_PULL_ONLY);
  g_autoptr (SbMapping) found = mapping (rig);

  g_assert_false (found->complete);
  for (gsize i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    {
      const SbRoleMapping *role = role_of (found, EXPECTED[i].role);
      const SbQboAccountFact *first;

      g_test_message ("%s", EXPECTED[i].role);
      g_assert_cmpuint (role->suggestions->len, >, 0);
      first = g_ptr_array_index (role->suggestions, 0);
      g_assert_cmpstr (first->type, ==, EXPECTED[i].type);
      g_assert_true (first->active);
      g_assert_cmpuint (role->accounts->len, ==, 0);
    }
  g_assert_cmpstr (best (found, "Inventory"), !=, best (found, "UndepositedFunds"));
}

static void
what_a_role_does_not_take_is_refused (SbSyncRig *rig, gconstpointer data)
{
  g_autoptr (SbSyncReport) report = sb_sync_rig_run (rig, SB_SYNC_RUN_PULL_ONLY);
  g_autoptr (SbMapping) before = mapping (rig);
  g_autoptr (SbMapping) after = NULL;
  g_autofree char *set = choose_word (rig, "Inventory", best (before, "Inventory"), NULL);
  g_autofree char *type = choose_word (rig, "Inventory", best (before, "Bank"), NULL);
  g_autofree char *shared = choose_word (rig, "GoodsInTransit", best (before, "Inventory"), NULL);
  g_autofree char *role = choose_word (rig, "Petty", best (before, "Bank"), NULL);
  g_autofree char *account = choose_word (rig, "Inventory", "999999", NULL);

  g_assert_null (set);
  g_assert_cmpstr (type, ==, "account-type");
  g_assert_cmpstr (shared, ==, "shared-account");
  g_assert_cmpstr (role, ==, "unknown-role");
  g_assert_cmpstr (account, ==, "unknown-account");
  /* Nothing of the refused ones was written; the fallback reaches the account all the same. */
  after = mapping (rig);
  g_assert_cmpuint (role_of (after, "Inventory")->accounts->len, ==, 1);
  g_assert_cmpuint (role_of (after, "GoodsInTransit")->accounts->len, ==, 0);
  g_assert_nonnull (role_of (after, "GoodsInTransit")->effective);
  g_assert_cmpstr (role_of (after, "GoodsInTransit")->effective->qbo_id, ==,
                   best (before, "Inventory"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sb_sync_rig_add ("/sync/matching/people-meet-by-mail-then-by-name",
                   people_meet_by_mail_then_by_name);
  sb_sync_rig_add ("/sync/matching/a-shared-mail-says-nothing", a_shared_mail_says_nothing);
  sb_sync_rig_add ("/sync/matching/one-object-belongs-to-one-row", one_object_belongs_to_one_row);
  g_test_add ("/sync/matching/products-meet-by-sku-and-tracked-ones-never", SbSyncRig, "us-tracked",
              sb_sync_rig_set_up, products_meet_by_sku_and_tracked_ones_never,
              sb_sync_rig_tear_down);
  sb_sync_rig_add ("/sync/mapping/suggestions-are-of-a-type-that-the-role-takes",
                   suggestions_are_of_a_type_that_the_role_takes);
  sb_sync_rig_add ("/sync/mapping/what-a-role-does-not-take-is-refused",
                   what_a_role_does_not_take_is_refused);

  return g_test_run ();
}
