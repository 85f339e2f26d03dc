/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read from QuickBooks goes into the book: one transaction, applied twice as good as once.
 */
#include "sb-pull-private.h"

#include "sb-bind.h"
#include "sb-collect.h"
#include "sb-json-reader.h"
#include "sb-ledger.h"
#include "sb-list-entity.h"
#include "sb-matching.h"
#include "sb-mirror.h"
#include "sb-qbo-answer.h"

#define CURSOR "cdc"

static const char SQL_CURSOR[] = "SELECT moment FROM cursor WHERE name = :name";
static const char SQL_SET_CURSOR[] =
  "INSERT INTO cursor (name, moment, updated) VALUES (:name, :moment, :now)"
  " ON CONFLICT (name) DO UPDATE SET moment = excluded.moment, updated = excluded.updated";

SbPulled *
sb_pulled_new (const char *entity, JsonArray *rows, gboolean complete)
{
  SbPulled *self = g_new0 (SbPulled, 1);

  self->entity = g_strdup (entity);
  self->rows = json_array_ref (rows);
  self->complete = complete;
  return self;
}

void
sb_pulled_free (SbPulled *self)
{
  if (self == NULL)
    return;
  g_free (self->entity);
  json_array_unref (self->rows);
  g_free (self);
}

gboolean
sb_cursor_get (SbDatabase *db, gint64 *moment, GError **error)
{
  *moment = 0;
  return sb_bind_int64 (db, SQL_CURSOR, moment, NULL, error, ":name", 't', CURSOR, NULL);
}

gboolean
sb_cursor_set (SbTxn *txn, gint64 moment, gint64 now, GError **error)
{
  return sb_bind_run (sb_txn_get_database (txn), SQL_SET_CURSOR, error, ":name", 't', CURSOR,
                      ":moment", 'i', moment, ":now", 'i', now, NULL);
}

static gboolean
put_mirror (SbPull *pull, const SbPulled *pulled, GError **error)
{
  for (guint i = 0; i < json_array_get_length (pulled->rows); i++)
    {
      JsonObject *object = sb_json_array_object (pulled->rows, i, error);

      if (object == NULL)
        return FALSE;
      if (sb_qbo_object_is_deleted (object)
              ? !sb_mirror_remove (pull->txn, pulled->entity, sb_json_string_or (object, "Id", ""),
                                   error)
              : !sb_mirror_put (pull->txn, pulled->entity, object, pull->now, error))
        return FALSE;
    }
  return TRUE;
}

typedef gboolean (*ApplyFunc) (SbPull *pull, const SbPulled *pulled, GError **error);

/* In this order: what others refer to comes first, payments come last. */
static const struct
{
  const char *entity;
  ApplyFunc apply;
} STEPS[] = {
  { "CompanyInfo", put_mirror },
  { "Preferences", put_mirror },
  { "TaxCode", put_mirror },
  { "TaxRate", put_mirror },
  { "Term", put_mirror },
  { "PaymentMethod", put_mirror },
  { "Account", put_mirror },
  { "Customer", sb_pull_list },
  { "Vendor", sb_pull_list },
  { "Item", sb_pull_list },
  { "Invoice", sb_pull_documents },
  { "Bill", sb_pull_documents },
  { "JournalEntry", sb_pull_documents },
  { "CreditMemo", sb_pull_documents },
  { "RefundReceipt", sb_pull_documents },
  { "VendorCredit", sb_pull_documents },
  { "Estimate", sb_pull_documents },
  { "PurchaseOrder", sb_pull_documents },
  { "Purchase", sb_pull_documents },
  { "Deposit", sb_pull_documents },
  { "Payment", sb_pull_payments },
  { "BillPayment", sb_pull_payments },
};

static gboolean
apply_steps (SbPull *pull, GPtrArray *pulled, GError **error)
{
  for (gsize step = 0; step < G_N_ELEMENTS (STEPS); step++)
    {
      for (guint i = 0; i < pulled->len; i++)
        {
          const SbPulled *one = g_ptr_array_index (pulled, i);

          if (g_str_equal (one->entity, STEPS[step].entity)
              && !STEPS[step].apply (pull, one, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
apply_strangers (SbPull *pull, GError **error)
{
  for (int kind = SB_MATCH_CUSTOMERS; pull->match && kind <= SB_MATCH_PRODUCTS; kind++)
    {
      if (sb_matching_auto (pull->txn, (SbMatchKind) kind, pull->now, error) < 0)
        return FALSE;
    }
  return sb_pull_strangers (pull, "Customer", error)
         && sb_pull_strangers (pull, "Vendor", error)
         && sb_pull_strangers (pull, "Item", error);
}

gboolean
sb_pull_apply (SbPull *pull, GPtrArray *pulled, gint64 server_time, GError **error)
{
  if (!sb_record_collect (pull->txn, pull->now, error)
      || !apply_steps (pull, pulled, error)
      || !sb_pull_company (pull, pulled, error)
      || !sb_collect_own_items (pull->txn, pull->now, error) || !apply_strangers (pull, error)
      || !sb_record_collect (pull->txn, pull->now, error))
    return FALSE;
  if (server_time != 0 && !sb_cursor_set (pull->txn, server_time, pull->now, error))
    return FALSE;
  sb_ledger_note_change (pull->txn, SB_CHANGE_SYNC | SB_CHANGE_ACCOUNTS);
  return TRUE;
}
