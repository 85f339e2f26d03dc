/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-category.h"

#include <glib/gi18n-lib.h>

#include "sb-audit.h"
#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"

#define NAME_MAX_LENGTH 100

static const char SQL_LIST[] =
  "SELECT id, name, inventory_account, cogs_account, revenue_account, adjustment_account,"
  " (SELECT COUNT (*) FROM product WHERE product.category = category.id) FROM category"
  " ORDER BY name COLLATE NOCASE";
static const char SQL_TAKEN[] =
  "SELECT COUNT (*) FROM category WHERE name = :name AND id <> :id";
static const char SQL_ACCOUNT[] = "SELECT COUNT (*) FROM account WHERE id = :id";
static const char SQL_INSERT[] =
  "INSERT INTO category (name, inventory_account, cogs_account, revenue_account,"
  " adjustment_account) VALUES (:name, :inventory, :cogs, :revenue, :adjustment)";
static const char SQL_UPDATE[] =
  "UPDATE category SET name = :name, inventory_account = :inventory, cogs_account = :cogs,"
  " revenue_account = :revenue, adjustment_account = :adjustment WHERE id = :id";
static const char SQL_USED[] = "SELECT COUNT (*) FROM product WHERE category = :id";
static const char SQL_NAME[] = "SELECT name FROM category WHERE id = :id";
static const char SQL_DELETE[] = "DELETE FROM category WHERE id = :id";

void
sb_category_free (SbCategory *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

GPtrArray *
sb_category_list (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_category_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbCategory *category = g_new0 (SbCategory, 1);

      g_ptr_array_add (list, category);
      category->id = sb_statement_int64_at (st, 0);
      category->name = g_strdup (sb_statement_text_at (st, 1));
      category->inventory_account = sb_statement_int64_at (st, 2);
      category->cogs_account = sb_statement_int64_at (st, 3);
      category->revenue_account = sb_statement_int64_at (st, 4);
      category->adjustment_account = sb_statement_int64_at (st, 5);
      category->products = (guint) sb_statement_int64_at (st, 6);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
check_account (SbDatabase *db, gint64 account, const char *field, GError **error)
{
  gint64 n = 0;

  if (account == 0)
    return TRUE;
  if (!sb_sql_int64 (db, SQL_ACCOUNT, &n, error, SB_INT (":id", account), SB_END))
    return FALSE;
  if (n == 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, field, "%s",
                         _("there is no such account"));
  return n != 0;
}

static gboolean
check (SbDatabase *db, const SbCategory *category, GError **error)
{
  gint64 taken = 0;

  if (!sb_check_text (category->name, "/name", NAME_MAX_LENGTH, TRUE, error) ||
      !check_account (db, category->inventory_account, "/inventory_account", error) ||
      !check_account (db, category->cogs_account, "/cogs_account", error) ||
      !check_account (db, category->revenue_account, "/revenue_account", error) ||
      !check_account (db, category->adjustment_account, "/adjustment_account", error) ||
      !sb_sql_int64 (db, SQL_TAKEN, &taken, error, SB_TEXT (":name", category->name),
                     SB_INT (":id", category->id), SB_END))
    return FALSE;
  if (taken != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/name", _("the name “%s” is taken"),
                         category->name);
  return taken == 0;
}

gint64
sb_category_save (SbTxn *txn, const SbCategory *category, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gboolean is_new = category->id == 0;
  g_autoptr (SbStatement) st = NULL;
  gint64 id = category->id;

  if (!check (db, category, error))
    return 0;
  st = sb_sql_query (db, is_new ? SQL_INSERT : SQL_UPDATE, error,
                     SB_TEXT (":name", category->name),
                     SB_REF (":inventory", category->inventory_account),
                     SB_REF (":cogs", category->cogs_account),
                     SB_REF (":revenue", category->revenue_account),
                     SB_REF (":adjustment", category->adjustment_account), SB_END);
  if (st == NULL || (!is_new && !sb_statement_bind_int64 (st, ":id", id, error)) ||
      !sb_statement_run (st, error))
    return 0;
  if (is_new)
    id = sb_database_last_row_id (db);
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return sb_audit_add (txn, is_new ? "create" : "change", "category", id, category->name, NULL, 0,
                       error) ? id : 0;
}

gboolean
sb_category_delete (SbTxn *txn, gint64 id, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autofree char *name = NULL;
  gint64 used = 0;

  if (!sb_sql_int64 (db, SQL_USED, &used, error, SB_INT (":id", id), SB_END) ||
      !sb_sql_text (db, SQL_NAME, &name, error, SB_INT (":id", id), SB_END))
    return FALSE;
  if (used != 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_HAS_DEPENDENTS, NULL, "%s",
                           _("products are in this category"));
      return FALSE;
    }
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return name == NULL ||
         (sb_sql_run (db, SQL_DELETE, error, SB_INT (":id", id), SB_END) &&
          sb_audit_add (txn, "delete", "category", id, name, NULL, 0, error));
}
