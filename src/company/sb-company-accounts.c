/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one exception to "the chart of accounts is made in QuickBooks": the owner pressed the button. */
#include "sb-company-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-json-writer.h"
#include "sb-mapping.h"
#include "sb-mirror.h"
#include "sb-qbo-account.h"
#include "sb-qbo-error.h"
#include "sb-role.h"
#include "sb-uid.h"

/* Names as an accountant expects them. Roles that are not here are filled by QuickBooks itself or by
 * an account that exists outside of it, like a bank's. */
static const struct
{
  const char *role;
  const char *name;
} PROPOSALS[] = {
  { "AccountsReceivable", N_("Accounts Receivable") },
  { "AccountsPayable", N_("Accounts Payable") },
  { "Inventory", N_("Inventory") },
  { "COGS", N_("Cost of Goods Sold") },
  { "Revenue", N_("Sales of Product Income") },
  { "SalesTaxPayable", N_("Sales Tax Payable") },
  { "GRNI", N_("Goods Received Not Invoiced") },
  { "GoodsInTransit", N_("Stock in Transit") },
  { "WIP", N_("Work in Progress") },
  { "InventoryAdjustment", N_("Inventory Discrepancy") },
  { "PurchaseVariance", N_("Purchase Price Variance") },
  { "LandedCostClearing", N_("Freight and Duty Clearing") },
  { "ConversionCosts", N_("Production Costs Absorbed") },
  { "SupplierDeposits", N_("Supplier Deposits") },
  { "CustomerCredits", N_("Customer Deposits") },
  { "InputTax", N_("Recoverable Purchase Tax") },
  { "ShippingIncome", N_("Shipping Income") },
  { "SalesDiscounts", N_("Discounts Given") },
  { "Rounding", N_("Rounding Differences") },
  { "OpeningBalanceEquity", N_("Opening Balance Equity") },
};

typedef struct
{
  GStrv roles;
  guint next;
  JsonObject *made; /* (nullable): the account just made or found */
  gint64 now;
} CreateOp;

static void
create_op_free (CreateOp *op)
{
  g_strfreev (op->roles);
  g_clear_pointer (&op->made, json_object_unref);
  g_free (op);
}

static void create_next (GTask *task);

gboolean
sb_company_account_proposal (const char *role, const char **name, const char **type, const char **subtype)
{
  const SbRole *known = sb_role_find (role);

  for (gsize i = 0; known != NULL && i < G_N_ELEMENTS (PROPOSALS); i++)
    if (g_str_equal (PROPOSALS[i].role, role))
      {
        *name = _(PROPOSALS[i].name);
        *type = known->types[0];
        *subtype = known->subtypes[0];
        return TRUE;
      }
  return FALSE;
}

/* --- step 3: map it --- */

static gpointer
map_account (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  CreateOp *op = data;
  const char *const ids[] = { json_object_get_string_member_with_default (op->made, "Id", ""), NULL };

  if (sb_mirror_put (txn, "Account", op->made, op->now, error))
    sb_mapping_set (txn, op->roles[op->next], ids, error);
  return NULL;
}

static void
mapped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  CreateOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  op->next++;
  create_next (task);
}

static void
create_map (GTask *task, JsonObject *account)
{
  SbCompany *self = g_task_get_source_object (task);
  CreateOp *op = g_task_get_task_data (task);

  g_clear_pointer (&op->made, json_object_unref);
  op->made = json_object_ref (account);
  op->now = sb_clock_now (self->clock);
  sb_ledger_write_async (self->ledger, map_account, op, NULL, NULL, NULL, mapped_cb, g_object_ref (task));
}

/* --- step 2: an account of that name is there already, or the answer was lost --- */

static JsonObject *
find_of_type (JsonArray *rows, const char *type)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (row, "AccountType", ""), type) == 0)
        return row;
    }
  return NULL;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  CreateOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(JsonArray) rows = sb_qbo_client_query_all_finish (SB_QBO_CLIENT (source), result, NULL, &error);
  const char *name = NULL;
  const char *type = NULL;
  const char *subtype = NULL;
  JsonObject *account = NULL;

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sb_company_account_proposal (op->roles[op->next], &name, &type, &subtype);
  account = find_of_type (rows, type);
  if (account != NULL)
    create_map (task, account);
  else
    g_task_return_new_error (task, SB_QBO_ERROR, SB_QBO_ERROR_DUPLICATE_NAME,
                             _("QuickBooks has another kind of account named “%s”, or did not make it"), name);
}

static void
create_look_up (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  CreateOp *op = g_task_get_task_data (task);
  const char *name = NULL;
  const char *type = NULL;
  const char *subtype = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *where = NULL;

  sb_company_account_proposal (op->roles[op->next], &name, &type, &subtype);
  quoted = sb_qbo_quote (name);
  where = g_strconcat ("Name = ", quoted, NULL);
  sb_qbo_client_query_all_async (sb_sync_engine_get_client (self->engine), "Account", where, NULL,
                                 g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
}

/* --- step 1: ask for it --- */

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(SbQboAnswer) answer = sb_qbo_client_send_finish (SB_QBO_CLIENT (source), result, &error);
  JsonObject *account = answer != NULL ? sb_qbo_answer_get_object (answer, "Account", &error) : NULL;

  if (account != NULL)
    create_map (task, account);
  else if (g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_DUPLICATE_NAME) || sb_qbo_error_maybe_done (error))
    {
      g_clear_error (&error);
      create_look_up (task);
    }
  else
    g_task_return_error (task, error);
}

static GBytes *
account_body (const char *name, const char *type, const char *subtype)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  char *text = NULL;

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "Name", name);
  sb_json_writer_member_string (writer, "AccountType", type);
  if (subtype != NULL)
    sb_json_writer_member_string (writer, "AccountSubType", subtype);
  sb_json_writer_end_object (writer);
  text = sb_json_writer_finish (writer);
  return g_bytes_new_take (text, strlen (text));
}

static void
create_next (GTask *task)
{
  SbCompany *self = g_task_get_source_object (task);
  CreateOp *op = g_task_get_task_data (task);
  const char *name = NULL;
  const char *type = NULL;
  const char *subtype = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(SbQboRequest) request = NULL;
  g_autofree char *requestid = NULL;

  if (op->roles[op->next] == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!sb_company_account_proposal (op->roles[op->next], &name, &type, &subtype))
    {
      g_task_return_new_error (task, SB_COMPANY_ERROR, SB_COMPANY_ERROR_UNKNOWN_ACCOUNT,
                               _("no account is made for the role %s"), op->roles[op->next]);
      return;
    }
  body = account_body (name, type, subtype);
  requestid = sb_uid_new ();
  request = sb_qbo_request_write ("Account", SB_QBO_OPERATION_CREATE, body, requestid, SB_QBO_WRITE_NONE);
  sb_qbo_client_send_async (sb_sync_engine_get_client (self->engine), request, g_task_get_cancellable (task),
                            created_cb, g_object_ref (task));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (sb_company_prepare_finish (SB_COMPANY (source), result, &error))
    create_next (task);
  else
    g_task_return_error (task, error);
}

void
sb_company_create_accounts_async (SbCompany *self, const char *const *roles, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = NULL;
  CreateOp *op = NULL;

  g_return_if_fail (SB_IS_COMPANY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_company_create_accounts_async);
  g_task_set_name (task, "create accounts in QuickBooks");
  op = g_new0 (CreateOp, 1);
  op->roles = g_strdupv ((char **) roles);
  g_task_set_task_data (task, op, (GDestroyNotify) create_op_free);
  sb_company_prepare_async (self, cancellable, prepared_cb, task);
}

gboolean
sb_company_create_accounts_finish (SbCompany *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
