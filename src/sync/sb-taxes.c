/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-taxes.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-decimal.h"
#include "sb-json-writer.h"
#include "sb-ledger.h"
#include "sb-sync-error.h"
#include "sb-tax-choice.h"

static const char SQL_RATES[]
    = "SELECT tax_rate AS rate FROM document_line WHERE active = 1"
      " UNION SELECT shipping_rate FROM document WHERE shipping <> 0"
      " UNION SELECT rate FROM tax_link ORDER BY 1";
static const char SQL_PURCHASES_ONLY[]
    = "SELECT NOT EXISTS (SELECT 1 FROM document_line WHERE tax_rate = :rate AND active = 1"
      " AND kind IN ('invoice', 'credit_note', 'sale_quote'))"
      " AND EXISTS (SELECT 1 FROM document_line WHERE tax_rate = :rate AND active = 1"
      " AND kind IN ('bill', 'supplier_credit', 'purchase_order'))";
static const char SQL_SET[] = "INSERT OR REPLACE INTO tax_link (rate, qbo_id) VALUES (:rate, :id)";
static const char SQL_CLEAR[] = "DELETE FROM tax_link WHERE rate = :rate";

static char *
rate_text (gint64 rate)
{
  return sb_decimal_format (rate, SB_RATE_SCALE, 0);
}

static gboolean
write_rate (SbDatabase *db, SbJsonWriter *writer, GPtrArray *codes, gint64 rate, GError **error)
{
  g_autofree char *text = rate_text (rate);
  const char *problem = NULL;
  const SbTaxCode *code;
  GError *failure = NULL;
  gint64 purchases = 0;

  if (!sb_bind_int64 (db, SQL_PURCHASES_ONLY, &purchases, NULL, error, ":rate", 'i', rate, NULL))
    return FALSE;
  code = sb_tax_code_for_rate (db, codes, rate, purchases == 0, &problem, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "rate", text);
  sb_json_writer_name (writer, "code");
  if (code == NULL)
    {
      sb_json_writer_string (writer, NULL);
    }
  else
    {
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "qbo_id", code->id);
      sb_json_writer_member_string (writer, "name", code->name);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_member_string (writer, "problem", problem);
  sb_json_writer_end_object (writer);
  return TRUE;
}

static void
write_code (SbJsonWriter *writer, const SbTaxCode *code)
{
  gint64 rate = sb_tax_code_rate (code, TRUE);
  g_autofree char *text = NULL;

  if (rate < 0)
    rate = sb_tax_code_rate (code, FALSE);
  text = rate >= 0 ? rate_text (rate) : NULL;
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "qbo_id", code->id);
  sb_json_writer_member_string (writer, "name", code->name);
  sb_json_writer_member_string (writer, "rate", text);
  sb_json_writer_member_boolean (writer, "sales", code->sales->len > 0);
  sb_json_writer_member_boolean (writer, "purchases", code->purchases->len > 0);
  sb_json_writer_member_boolean (writer, "active", code->active);
  sb_json_writer_end_object (writer);
}

char *
sb_taxes_to_json (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) codes = sb_tax_codes_load (db, error);
  g_autoptr (SbStatement) st = codes != NULL ? sb_bind_query (db, SQL_RATES, error, NULL) : NULL;
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  gboolean failed;

  if (st == NULL)
    return NULL;
  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "rates");
  sb_json_writer_begin_array (writer);
  while (sb_bind_next (st, &failed, error))
    {
      if (!write_rate (db, writer, codes, sb_statement_int64_at (st, 0), error))
        return NULL;
    }
  if (failed)
    return NULL;
  sb_json_writer_end_array (writer);
  sb_json_writer_name (writer, "codes");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < codes->len; i++)
    write_code (writer, g_ptr_array_index (codes, i));
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

gboolean
sb_taxes_set (SbTxn *txn, gint64 rate, const char *qbo_id, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (GPtrArray) codes = NULL;

  sb_ledger_note_change (txn, SB_CHANGE_SYNC);
  if (qbo_id[0] == '\0')
    return sb_bind_run (db, SQL_CLEAR, error, ":rate", 'i', rate, NULL);
  codes = sb_tax_codes_load (db, error);
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    {
      const SbTaxCode *code = g_ptr_array_index (codes, i);

      if (code->active && g_str_equal (code->id, qbo_id))
        return sb_bind_run (db, SQL_SET, error, ":rate", 'i', rate, ":id", 't', qbo_id, NULL);
    }
  if (codes != NULL)
    sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-tax-code",
                       _("QuickBooks has no active tax code %s."), qbo_id);
  return FALSE;
}
