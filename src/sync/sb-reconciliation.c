/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result of reconciling, and how scripts read it. */
#include "sb-reconcile-private.h"

#include "sb-json-writer.h"

G_DEFINE_BOXED_TYPE (SbReconciliation, sb_reconciliation, sb_reconciliation_copy,
                     sb_reconciliation_free)

const char *
sb_difference_kind_word (SbDifferenceKind kind)
{
  static const char *const WORDS[] = {
    "not-exported", "foreign", "edited",          "missing",
    "doubled",      "voided",  "dated-elsewhere", "exchange-rounding",
  };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (WORDS), "");
  return WORDS[kind];
}

static void
difference_free (gpointer data)
{
  SbDifference *difference = data;

  g_free (difference->account);
  g_free (difference->object);
  g_free (difference->qbo_id);
  g_free (difference->doc_number);
  g_free (difference->message);
  g_free (difference->remedy);
  g_free (difference);
}

static void
account_free (gpointer data)
{
  SbReconciledAccount *account = data;

  g_free (account->qbo_id);
  g_free (account->name);
  g_ptr_array_unref (account->roles);
  g_free (account);
}

GPtrArray *
sb_reconciled_accounts_new (void)
{
  return g_ptr_array_new_with_free_func (account_free);
}

GPtrArray *
sb_differences_new (void)
{
  return g_ptr_array_new_with_free_func (difference_free);
}

static gpointer
text_copy (gconstpointer text, gpointer data)
{
  return g_strdup (text);
}

static gpointer
difference_copy (gconstpointer source, gpointer data)
{
  SbDifference *copy = g_memdup2 (source, sizeof (SbDifference));

  copy->account = g_strdup (copy->account);
  copy->object = g_strdup (copy->object);
  copy->qbo_id = g_strdup (copy->qbo_id);
  copy->doc_number = g_strdup (copy->doc_number);
  copy->message = g_strdup (copy->message);
  copy->remedy = g_strdup (copy->remedy);
  return copy;
}

static gpointer
account_copy (gconstpointer source, gpointer data)
{
  SbReconciledAccount *copy = g_memdup2 (source, sizeof (SbReconciledAccount));

  copy->qbo_id = g_strdup (copy->qbo_id);
  copy->name = g_strdup (copy->name);
  copy->roles = g_ptr_array_copy (copy->roles, text_copy, NULL);
  g_ptr_array_set_free_func (copy->roles, g_free);
  return copy;
}

SbReconciliation *
sb_reconciliation_copy (const SbReconciliation *self)
{
  SbReconciliation *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->realm = g_strdup (self->realm);
  copy->accounts = g_ptr_array_copy (self->accounts, account_copy, NULL);
  g_ptr_array_set_free_func (copy->accounts, account_free);
  copy->differences = g_ptr_array_copy (self->differences, difference_copy, NULL);
  g_ptr_array_set_free_func (copy->differences, difference_free);
  return copy;
}

void
sb_reconciliation_free (SbReconciliation *self)
{
  if (self == NULL)
    return;
  g_free (self->realm);
  g_ptr_array_unref (self->accounts);
  g_ptr_array_unref (self->differences);
  g_free (self);
}

static void
write_account (SbJsonWriter *writer, const SbReconciledAccount *account, SbCurrency currency)
{
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "qbo_id", account->qbo_id);
  sb_json_writer_member_string (writer, "name", account->name);
  sb_json_writer_name (writer, "roles");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < account->roles->len; i++)
    sb_json_writer_string (writer, g_ptr_array_index (account->roles, i));
  sb_json_writer_end_array (writer);
  sb_json_writer_member_money_text (writer, "qbo_balance", account->qbo_balance, currency);
  sb_json_writer_member_money_text (writer, "local_balance", account->local_balance, currency);
  sb_json_writer_member_money_text (writer, "not_exported", account->not_exported, currency);
  sb_json_writer_member_money_text (writer, "foreign", account->foreign, currency);
  sb_json_writer_member_money_text (writer, "conversion_start", account->conversion_start,
                                    currency);
  sb_json_writer_member_money_text (writer, "changed", account->changed, currency);
  sb_json_writer_member_money_text (writer, "unexplained", account->unexplained, currency);
  sb_json_writer_end_object (writer);
}

static void
write_difference (SbJsonWriter *writer, const SbDifference *difference, SbCurrency currency)
{
  char day[SB_DAY_TEXT_SIZE];
  g_autofree char *record =
    difference->record != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, difference->record) : NULL;

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "kind", sb_difference_kind_word (difference->kind));
  sb_json_writer_member_string (writer, "account", difference->account);
  sb_json_writer_member_string (writer, "object", difference->object);
  sb_json_writer_member_string (writer, "qbo_id", difference->qbo_id);
  sb_json_writer_member_string (writer, "doc_number", difference->doc_number);
  sb_json_writer_member_string (
      writer, "date",
      difference->date != SB_DAY_NONE ? sb_day_format (difference->date, day) : NULL);
  sb_json_writer_member_string (writer, "record", record);
  sb_json_writer_member_money_text (writer, "local_amount", difference->local_amount, currency);
  sb_json_writer_member_money_text (writer, "qbo_amount", difference->qbo_amount, currency);
  sb_json_writer_member_money_text (writer, "difference",
                                    difference->qbo_amount - difference->local_amount, currency);
  sb_json_writer_member_string (writer, "message", difference->message);
  sb_json_writer_member_string (writer, "remedy", difference->remedy);
  sb_json_writer_end_object (writer);
}

char *
sb_reconciliation_to_json (const SbReconciliation *self)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  char day[SB_DAY_TEXT_SIZE];

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "as_of", sb_day_format (self->as_of, day));
  sb_json_writer_member_string (writer, "realm", self->realm);
  sb_json_writer_name (writer, "inventory");
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_money_text (writer, "valuation", self->valuation, self->currency);
  sb_json_writer_member_money_text (writer, "local_balance", self->local_inventory, self->currency);
  sb_json_writer_member_money_text (writer, "difference", self->local_inventory - self->valuation,
                                    self->currency);
  sb_json_writer_end_object (writer);
  sb_json_writer_name (writer, "accounts");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->accounts->len; i++)
    write_account (writer, g_ptr_array_index (self->accounts, i), self->currency);
  sb_json_writer_end_array (writer);
  sb_json_writer_name (writer, "differences");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->differences->len; i++)
    write_difference (writer, g_ptr_array_index (self->differences, i), self->currency);
  sb_json_writer_end_array (writer);
  sb_json_writer_member_money_text (writer, "unexplained", self->unexplained, self->currency);
  sb_json_writer_member_boolean (writer, "ok", self->ok);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}
