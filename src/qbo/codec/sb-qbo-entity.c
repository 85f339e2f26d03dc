/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row a kind: what may be done with it. The reference pages of the API differ by kind in all of
 * this, and asking for what is not offered gives an error that explains nothing. */
#include "sb-qbo-entity.h"

#include <string.h>

#include "sb-qbo-account.h"
#include "sb-qbo-attachable.h"
#include "sb-qbo-bill-payment.h"
#include "sb-qbo-bill.h"
#include "sb-qbo-class.h"
#include "sb-qbo-company-currency.h"
#include "sb-qbo-company-info.h"
#include "sb-qbo-credit-memo.h"
#include "sb-qbo-customer.h"
#include "sb-qbo-department.h"
#include "sb-qbo-deposit.h"
#include "sb-qbo-estimate.h"
#include "sb-qbo-exchange-rate.h"
#include "sb-qbo-invoice.h"
#include "sb-qbo-item.h"
#include "sb-qbo-journal-entry.h"
#include "sb-qbo-payment-method.h"
#include "sb-qbo-payment.h"
#include "sb-qbo-preferences.h"
#include "sb-qbo-purchase-order.h"
#include "sb-qbo-purchase.h"
#include "sb-qbo-refund-receipt.h"
#include "sb-qbo-sales-receipt.h"
#include "sb-qbo-tax-agency.h"
#include "sb-qbo-tax.h"
#include "sb-qbo-term.h"
#include "sb-qbo-transfer.h"
#include "sb-qbo-vendor-credit.h"
#include "sb-qbo-vendor.h"

#define C SB_QBO_CAN_CREATE
#define U SB_QBO_CAN_UPDATE
#define Q SB_QBO_CAN_QUERY
#define D SB_QBO_CAN_CDC
#define P SB_QBO_CAN_PDF
#define ROW(table, void_way, delete_way, abilities)                                                \
  { &sb_qbo_##table##_table, SB_QBO_VOID_##void_way, SB_QBO_DELETE_##delete_way, abilities }

static const SbQboEntity entities[] = {
  ROW (account, NONE, DEACTIVATE, C | U | Q | D),
  ROW (attachable, NONE, WHOLE, C | U | Q | D),
  ROW (bill, NONE, IDENTITY, C | U | Q | D),
  ROW (bill_payment, UPDATE, IDENTITY, C | U | Q | D),
  ROW (class, NONE, DEACTIVATE, C | U | Q | D),
  ROW (company_currency, NONE, DEACTIVATE, C | U | Q | D),
  ROW (company_info, NONE, NONE, Q),
  ROW (credit_memo, NONE, IDENTITY, C | U | Q | D | P),
  ROW (customer, NONE, DEACTIVATE, C | U | Q | D),
  ROW (department, NONE, DEACTIVATE, C | U | Q | D),
  ROW (deposit, NONE, WHOLE, C | U | Q | D),
  ROW (estimate, NONE, IDENTITY, C | U | Q | D | P),
  ROW (exchange_rate, NONE, NONE, C | U | Q),
  ROW (invoice, OPERATION, IDENTITY, C | U | Q | D | P),
  ROW (item, NONE, DEACTIVATE, C | U | Q | D),
  ROW (journal_entry, NONE, IDENTITY, C | U | Q | D),
  ROW (payment, OPERATION, IDENTITY, C | U | Q | D | P),
  ROW (payment_method, NONE, DEACTIVATE, C | U | Q | D),
  ROW (preferences, NONE, NONE, Q),
  ROW (purchase, NONE, IDENTITY, C | U | Q | D),
  ROW (purchase_order, NONE, IDENTITY, C | U | Q | D | P),
  ROW (refund_receipt, NONE, IDENTITY, C | U | Q | D | P),
  ROW (sales_receipt, UPDATE, IDENTITY, C | U | Q | D | P),
  ROW (tax_agency, NONE, NONE, C | Q),
  ROW (tax_code, NONE, NONE, Q),
  ROW (tax_rate, NONE, NONE, Q),
  ROW (term, NONE, DEACTIVATE, C | U | Q | D),
  ROW (transfer, NONE, WHOLE, C | U | Q | D),
  ROW (vendor, NONE, DEACTIVATE, C | U | Q | D),
  ROW (vendor_credit, NONE, IDENTITY, C | U | Q | D),
};

const SbQboEntity *
sb_qbo_entity_list (gsize *n)
{
  *n = G_N_ELEMENTS (entities);
  return entities;
}

const SbQboEntity *
sb_qbo_entity_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strcmp (entities[i].table->entity, name) == 0)
      return &entities[i];
  return NULL;
}

/* @more: (nullable) (array zero-terminated=1): switches, name and "true" or "false" in turn */
static GBytes *
identity_body (const char *id, const char *sync_token, const char *const *more)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  char *text;

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "Id", id);
  sb_json_writer_member_string (writer, "SyncToken", sync_token);
  for (; more != NULL && more[0] != NULL; more += 2)
    sb_json_writer_member_boolean (writer, more[0], strcmp (more[1], "true") == 0);
  sb_json_writer_end_object (writer);
  text = sb_json_writer_finish (writer);
  return g_bytes_new_take (text, strlen (text));
}

GBytes *
sb_qbo_void_body (const char *entity, const char *id, const char *sync_token)
{
  const SbQboEntity *row = sb_qbo_entity_find (entity);
  gboolean update = row != NULL && row->void_way == SB_QBO_VOID_UPDATE;

  return identity_body (id, sync_token,
                        update ? (const char *const[]) { "sparse", "true", NULL } : NULL);
}

GBytes *
sb_qbo_delete_body (const char *id, const char *sync_token)
{
  return identity_body (id, sync_token, NULL);
}

GBytes *
sb_qbo_entity_delete_body (const SbQboEntity *entity, gconstpointer data)
{
  const SbQboMeta *meta = data;

  g_return_val_if_fail (meta->id != NULL && meta->sync_token != NULL, NULL);

  switch (entity->delete_way)
    {
    case SB_QBO_DELETE_IDENTITY:
      return sb_qbo_delete_body (meta->id, meta->sync_token);
    case SB_QBO_DELETE_WHOLE:
      return sb_qbo_struct_to_whole_bytes (entity->table, data);
    case SB_QBO_DELETE_DEACTIVATE:
      return identity_body (meta->id, meta->sync_token,
                            (const char *const[]) { "sparse", "true", "Active", "false", NULL });
    case SB_QBO_DELETE_NONE:
    default:
      return NULL;
    }
}
