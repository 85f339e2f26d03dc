/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a role to an account: the product's own, its category's, the mapping, then the same for the
 * role it falls back to. Done when a journal is posted and stored with it, so that a later change
 * of the mapping touches new journals only. */

#include "sb-journal-write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-ledger-error.h"
#include "sb-role.h"
#include "sb-sql.h"

static const char SQL_MAPPED[] =
  "SELECT account FROM role_account WHERE role = :role ORDER BY rank LIMIT 1";

#define SQL_OWN(column) \
  "SELECT COALESCE (product." column ", category." column ") FROM product" \
  " LEFT JOIN category ON category.id = product.category WHERE product.id = :product"

static const struct
{
  const char *role;
  const char *sql;
} own_accounts[] = {
  { "Inventory", SQL_OWN ("inventory_account") },
  { "COGS", SQL_OWN ("cogs_account") },
  { "Revenue", SQL_OWN ("revenue_account") },
  { "InventoryAdjustment", SQL_OWN ("adjustment_account") },
};

static gboolean
resolve_own (SbDatabase *db, const char *role, gint64 product, gint64 *account, GError **error)
{
  *account = 0;
  for (gsize i = 0; product != 0 && i < G_N_ELEMENTS (own_accounts); i++)
    if (strcmp (own_accounts[i].role, role) == 0)
      return sb_sql_int64 (db, own_accounts[i].sql, account, error, SB_INT (":product", product),
                           SB_END);
  return TRUE;
}

gboolean
sb_role_resolve (SbDatabase *db, const char *role, gint64 product, gint64 *account, GError **error)
{
  const SbRole *known = sb_role_find (role);

  if (known == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/role",
                           _("unknown account role “%s”"), role);
      return FALSE;
    }
  while (known != NULL)
    {
      if (!resolve_own (db, known->name, product, account, error))
        return FALSE;
      if (*account == 0 &&
          !sb_sql_int64 (db, SQL_MAPPED, account, error, SB_TEXT (":role", known->name), SB_END))
        return FALSE;
      if (*account != 0 || known->fallback == NULL)
        return TRUE;
      known = sb_role_find (known->fallback);
    }
  return TRUE;
}
