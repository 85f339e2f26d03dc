/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Per account: balance there = local - not exported + foreign + changed + conversion start. The
 * balance comes from one report, the documents from another, so what is left over is a real check.
 */
#include "sb-reconcile-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sb-account-choice.h"
#include "sb-account.h"
#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-mapping.h"
#include "sb-mirror.h"
#include "sb-role.h"
#include "sb-setting.h"

static const char SQL_LINES[] = "SELECT ifnull (rj.record, 0) AS record, l.role, ifnull "
                                "(l.account, 0) AS account, j.date <= :day AS within,"
                                " j.object, min (j.date) AS date, sum (l.amount) AS amount"
                                " FROM journal_line l JOIN journal j ON j.seq = l.journal LEFT "
                                "JOIN record_journal rj ON rj.journal = j.seq"
                                " GROUP BY rj.record, l.role, l.account, within, CASE WHEN "
                                "rj.record IS NULL THEN j.object END"
                                " ORDER BY rj.record";

static const char SQL_RECORDS[] =
  "SELECT r.id, r.uid, r.object, r.state, r.origin, r.local, r.date, l.qbo_id,"
      " r.currency, l.state AS link_state"
  " FROM record r LEFT JOIN link l ON l.record = r.id WHERE r.subject IN ('document', 'journal')";

static const char SQL_CONVERSION[] =
  "SELECT max (date) FROM journal WHERE send = 0";
static const char SQL_INVENTORY[] =
  "SELECT ifnull (sum (l.amount), 0) FROM journal_line l JOIN journal j ON j.seq = l.journal"
  " WHERE l.role = 'Inventory' AND j.date <= :day";
static const char SQL_VALUATION[] =
  "SELECT ifnull (sum (amount), 0) FROM value_entry WHERE role = 'Inventory' AND date <= :day";

/* What converting line by line or as a whole may differ by, in minor units of the home currency. */
#define MOST_CENTS 20

/* A record, as far as the comparison needs it. */
typedef struct
{
  gint64 id;
  char *uid;
  char *object;
  char *state;
  char *local;
  char *qbo_id;
  char *link_state;
  SbDay date;
  gboolean foreign_currency; /* QuickBooks converts it by itself */
  gboolean theirs; /* entered there; what of it is not ours stays there */
  gboolean booked; /* QuickBooks' report has it */
} RecordFact;

/* One record on one account. */
typedef struct
{
  RecordFact *record; /* (nullable): journals of no record */
  char *account;
  gint64 local, local_all;
  gint64 qbo, qbo_all;
  SbDay date;
  char *object;
} Pair;

typedef struct
{
  SbDatabase *db;
  const SbBooked *booked;
  SbReconciliation *result;
  GHashTable *records;  /* gint64 -> RecordFact */
  GHashTable *by_qbo;   /* "object id" -> RecordFact */
  GHashTable *by_uid;   /* uuid -> RecordFact */
  GHashTable *pairs;    /* "record account" -> Pair */
  GHashTable *alias;    /* account id -> account id: tax accounts are one group */
  GHashTable *resolved; /* "role account" -> account id */
  SbDay conversion;     /* what was there up to then is the start; SB_DAY_NONE */
} Compare;

static void
record_fact_free (gpointer data)
{
  RecordFact *fact = data;

  g_free (fact->uid);
  g_free (fact->object);
  g_free (fact->state);
  g_free (fact->local);
  g_free (fact->qbo_id);
  g_free (fact->link_state);
  g_free (fact);
}

static void
pair_free (gpointer data)
{
  Pair *pair = data;

  g_free (pair->account);
  g_free (pair->object);
  g_free (pair);
}

static char *
object_key (const char *object, const char *id)
{
  return g_strconcat (object, " ", id, NULL);
}

static gboolean
load_records (Compare *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (self->db, SQL_RECORDS, error, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      RecordFact *fact = g_new0 (RecordFact, 1);
      const char *date = sb_statement_text (st, "date");

      fact->id = sb_statement_int64 (st, "id");
      fact->uid = sb_statement_dup_text (st, "uid");
      fact->object = sb_statement_dup_text (st, "object");
      fact->state = sb_statement_dup_text (st, "state");
      fact->local = sb_statement_dup_text (st, "local");
      fact->foreign_currency
          = sb_statement_text (st, "currency") != NULL
            && g_strcmp0 (sb_statement_text (st, "currency"), self->result->currency.code) != 0;
      fact->theirs = g_str_equal (sb_statement_text (st, "origin"), "qbo");
      fact->qbo_id = sb_statement_dup_text (st, "qbo_id");
      fact->link_state = sb_statement_dup_text (st, "link_state");
      fact->date = SB_DAY_NONE;
      if (date != NULL)
        sb_day_parse (date, &fact->date, NULL);
      g_hash_table_insert (self->records, &fact->id, fact);
      g_hash_table_insert (self->by_uid, fact->uid, fact);
      if (fact->qbo_id != NULL)
        g_hash_table_insert (self->by_qbo, object_key (fact->object, fact->qbo_id), fact);
    }
  return !failed;
}

static const char *
group_of (Compare *self, const char *account)
{
  const char *group = g_hash_table_lookup (self->alias, account);

  return group != NULL ? group : account;
}

static Pair *
pair_for (Compare *self, RecordFact *record, const char *account, const char *object)
{
  g_autofree char *key = record != NULL
                             ? g_strdup_printf ("%" G_GINT64_FORMAT " %s", record->id, account)
                             : g_strdup_printf ("- %s %s", object, account);
  Pair *pair = g_hash_table_lookup (self->pairs, key);

  if (pair == NULL)
    {
      pair = g_new0 (Pair, 1);
      pair->record = record;
      pair->account = g_strdup (account);
      pair->object = g_strdup (object);
      pair->date = SB_DAY_NONE;
      g_hash_table_insert (self->pairs, g_steal_pointer (&key), pair);
    }
  return pair;
}

/* NULL without error: the role has no account in QuickBooks. */
static const char *
resolve (Compare *self, const char *role, gint64 account, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, role, account);
  const char *known = g_hash_table_lookup (self->resolved, key);
  GError *failure = NULL;
  char *qbo_id = NULL;

  if (known != NULL)
    return known[0] != '\0' ? known : NULL;
  if (account == 0 && !sb_role_effective_account (self->db, role, FALSE, &account, error))
    return NULL;
  if (account != 0)
    qbo_id = sb_mapping_resolve (self->db, account, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (qbo_id == NULL)
    qbo_id = g_strdup ("");
  g_hash_table_insert (self->resolved, g_steal_pointer (&key), qbo_id);
  return qbo_id[0] != '\0' ? qbo_id : NULL;
}

static SbReconciledAccount *
account_for (Compare *self, const char *qbo_id)
{
  GPtrArray *accounts = self->result->accounts;
  SbReconciledAccount *account;
  g_autoptr (SbMirrorRow) row = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      account = g_ptr_array_index (accounts, i);
      if (g_str_equal (account->qbo_id, qbo_id))
        return account;
    }
  row = sb_mirror_get (self->db, "Account", qbo_id, NULL);
  account = g_new0 (SbReconciledAccount, 1);
  account->qbo_id = g_strdup (qbo_id);
  account->name = g_strdup (row != NULL ? row->name : qbo_id);
  account->roles = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (accounts, account);
  return account;
}

static void
add_role (SbReconciledAccount *account, const char *role)
{
  for (guint i = 0; i < account->roles->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (account->roles, i), role))
        return;
    }
  g_ptr_array_add (account->roles, g_strdup (role));
}

/* QuickBooks chooses the account of tax, so all of them are compared as one. */
static gboolean
group_taxes (Compare *self, GError **error)
{
  static const char *const ROLES[] = { "SalesTaxPayable", "InputTax" };
  static const char *const SUBTYPES[]
      = { "SalesTaxPayable", "GlobalTaxPayable", "GlobalTaxSuspense", NULL };
  g_autoptr (GPtrArray) chart = sb_mapping_chart (self->db, error);
  g_autofree char *group = NULL;

  if (chart == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ROLES); i++)
    {
      GError *failure = NULL;
      const char *id = resolve (self, ROLES[i], 0, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (id == NULL)
        continue;
      if (group == NULL)
        group = g_strdup (id);
      g_hash_table_insert (self->alias, g_strdup (id), g_strdup (group));
    }
  for (guint i = 0; group != NULL && i < chart->len; i++)
    {
      const SbQboAccountFact *fact = g_ptr_array_index (chart, i);

      if (fact->subtype != NULL && g_strv_contains (SUBTYPES, fact->subtype))
        g_hash_table_insert (self->alias, g_strdup (fact->qbo_id), g_strdup (group));
    }
  return TRUE;
}

/* One receivable and one payable account for each currency there, one role here. */
static gboolean
group_currencies (Compare *self, GError **error)
{
  static const struct
  {
    const char *role, *type;
  } GROUPS[] = { { "AccountsReceivable", "Accounts Receivable" },
                 { "AccountsPayable", "Accounts Payable" } };
  g_autoptr (GPtrArray) chart = sb_mapping_chart (self->db, error);

  for (gsize g = 0; chart != NULL && g < G_N_ELEMENTS (GROUPS); g++)
    {
      GError *failure = NULL;
      const char *id = resolve (self, GROUPS[g].role, 0, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      for (guint i = 0; id != NULL && i < chart->len; i++)
        {
          const SbQboAccountFact *fact = g_ptr_array_index (chart, i);

          if (g_str_equal (fact->type, GROUPS[g].type) && fact->currency != NULL
              && g_strcmp0 (fact->currency, self->result->currency.code) != 0)
            g_hash_table_insert (self->alias, g_strdup (fact->qbo_id), g_strdup (id));
        }
    }
  return chart != NULL;
}

/* Every mapped account is listed, also when nothing was ever posted there. */
static gboolean
list_mapped (Compare *self, GError **error)
{
  gsize n;
  const SbRole *roles = sb_role_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GArray) accounts = sb_role_accounts (self->db, roles[i].name, error);
      GError *failure = NULL;
      const char *effective;

      if (accounts == NULL)
        return FALSE;
      for (guint j = 0; j < accounts->len; j++)
        {
          const char *id
              = resolve (self, roles[i].name, g_array_index (accounts, gint64, j), &failure);

          if (id != NULL)
            add_role (account_for (self, group_of (self, id)), roles[i].name);
        }
      effective = failure == NULL ? resolve (self, roles[i].name, 0, &failure) : NULL;
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (effective != NULL)
        add_role (account_for (self, group_of (self, effective)), roles[i].name);
    }
  return TRUE;
}

static gboolean
load_local (Compare *self, const char *day, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (self->db, SQL_LINES, error, ":day", 't', day, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 record = sb_statement_int64 (st, "record");
      RecordFact *fact = record != 0 ? g_hash_table_lookup (self->records, &record) : NULL;
      gint64 amount = sb_statement_int64 (st, "amount");
      GError *failure = NULL;
      const char *id = resolve (self, sb_statement_text (st, "role"),
                                sb_statement_int64 (st, "account"), &failure);
      const char *group;
      Pair *pair;

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (id == NULL)
        continue;
      group = group_of (self, id);
      pair = pair_for (self, fact, group,
                       fact != NULL ? fact->object : sb_statement_text (st, "object"));
      pair->local_all += amount;
      if (pair->date == SB_DAY_NONE)
        sb_day_parse (sb_statement_text (st, "date"), &pair->date, NULL);
      if (sb_statement_boolean (st, "within"))
        {
          pair->local += amount;
          account_for (self, group)->local_balance += amount;
        }
    }
  return !failed;
}

static void
add_difference (Compare *self, SbDifferenceKind kind, const char *account, const char *object,
                const char *qbo_id, const char *number, SbDay date, gint64 record, gint64 local,
                gint64 qbo)
{
  static const struct
  {
    const char *message;
    const char *remedy;
  } TEXTS[] = {
    [SB_DIFFERENCE_NOT_EXPORTED]
    = { N_("It is not in QuickBooks as it is here."), N_("Sync, or look why it waits.") },
    [SB_DIFFERENCE_FOREIGN]
    = { N_("It was entered in QuickBooks, not by Stockbook."),
        N_("Move it to another account in QuickBooks, if it does not belong here.") },
    [SB_DIFFERENCE_EDITED]
    = { N_("It was changed in QuickBooks."), N_("Sync, then choose which version holds.") },
    [SB_DIFFERENCE_MISSING]
    = { N_("It was deleted in QuickBooks."), N_("Sync, then send it again or undo it here.") },
    [SB_DIFFERENCE_DOUBLED]
    = { N_("It is in QuickBooks twice."), N_("Delete one of the two in QuickBooks.") },
    [SB_DIFFERENCE_VOIDED]
    = { N_("It was voided in QuickBooks."), N_("Sync, then send it again or undo it here.") },
    [SB_DIFFERENCE_DATED_ELSEWHERE]
    = { N_("It has another date in QuickBooks."), N_("Correct the date in QuickBooks.") },
    [SB_DIFFERENCE_EXCHANGE_ROUNDING]
    = { N_("QuickBooks converted it to other cents."), N_("Nothing has to be done.") },
  };
  SbDifference *difference = g_new0 (SbDifference, 1);

  difference->kind = kind;
  difference->account = g_strdup (account);
  difference->object = g_strdup (object);
  difference->qbo_id = g_strdup (qbo_id);
  difference->doc_number = g_strdup (number);
  difference->date = date;
  difference->record = record;
  difference->local_amount = local;
  difference->qbo_amount = qbo;
  difference->message = g_strdup (_(TEXTS[kind].message));
  difference->remedy = g_strdup (_(TEXTS[kind].remedy));
  g_ptr_array_add (self->result->differences, difference);
}

/* A row of QuickBooks that is no link of ours: somebody else's, or our own a second time. */
static void
take_stranger (Compare *self, const SbBookedRow *row, const char *group)
{
  SbReconciledAccount *account = account_for (self, group);
  RecordFact *owner = row->marker != NULL ? g_hash_table_lookup (self->by_uid, row->marker) : NULL;

  if (row->date > self->result->as_of || row->amount == 0)
    return;
  if (owner != NULL && owner->qbo_id != NULL)
    {
      account->changed += row->amount;
      add_difference (self, SB_DIFFERENCE_DOUBLED, group, row->object, row->qbo_id, row->doc_number,
                      row->date, owner->id, 0, row->amount);
    }
  else if (self->conversion != SB_DAY_NONE && row->date <= self->conversion)
    {
      account->conversion_start += row->amount;
    }
  else
    {
      account->foreign += row->amount;
      add_difference (self, SB_DIFFERENCE_FOREIGN, group, row->object, row->qbo_id, row->doc_number,
                      row->date, 0, 0, row->amount);
    }
}

static gboolean
is_ours (Compare *self, const char *group)
{
  for (guint i = 0; i < self->result->accounts->len; i++)
    {
      const SbReconciledAccount *account = g_ptr_array_index (self->result->accounts, i);

      if (g_str_equal (account->qbo_id, group))
        return TRUE;
    }
  return FALSE;
}

static void
take_booked (Compare *self)
{
  for (guint i = 0; i < self->booked->rows->len; i++)
    {
      const SbBookedRow *row = g_ptr_array_index (self->booked->rows, i);
      g_autofree char *key = object_key (row->object, row->qbo_id);
      RecordFact *fact = g_hash_table_lookup (self->by_qbo, key);
      const char *group = group_of (self, row->account);
      Pair *pair;

      if (fact != NULL)
        fact->booked = TRUE;
      if (!is_ours (self, group))
        continue;
      if (fact == NULL)
        {
          take_stranger (self, row, group);
          continue;
        }
      pair = pair_for (self, fact, group, fact->object);
      pair->qbo_all += row->amount;
      if (row->date <= self->result->as_of)
        pair->qbo += row->amount;
    }
}

static gboolean
has_been_told (const RecordFact *record)
{
  return record->qbo_id != NULL
         && (g_str_equal (record->state, "synced") || g_str_equal (record->state, "conflict")
             || g_str_equal (record->state, "superseded"));
}

static SbDifferenceKind
kind_of (const Pair *pair)
{
  const RecordFact *record = pair->record;

  if (record == NULL || !has_been_told (record))
    return SB_DIFFERENCE_NOT_EXPORTED;
  if (g_strcmp0 (record->link_state, "voided") == 0)
    return SB_DIFFERENCE_VOIDED;
  if (g_strcmp0 (record->link_state, "deleted") == 0 || !record->booked)
    return SB_DIFFERENCE_MISSING;
  if (pair->local_all == pair->qbo_all)
    return SB_DIFFERENCE_DATED_ELSEWHERE;
  if (record->foreign_currency && ABS (pair->local_all - pair->qbo_all) <= MOST_CENTS)
    return SB_DIFFERENCE_EXCHANGE_ROUNDING;
  return record->theirs ? SB_DIFFERENCE_FOREIGN : SB_DIFFERENCE_EDITED;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *x = *(const Pair *const *) a;
  const Pair *y = *(const Pair *const *) b;
  gint64 i = x->record != NULL ? x->record->id : G_MAXINT64;
  gint64 j = y->record != NULL ? y->record->id : G_MAXINT64;

  return i < j ? -1 : i > j ? 1 : strcmp (x->account, y->account);
}

static void
compare_all (Compare *self)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pairs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (pairs, value);
  g_ptr_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = g_ptr_array_index (pairs, i);
      SbReconciledAccount *account = account_for (self, pair->account);
      SbDifferenceKind kind;

      if (pair->local == pair->qbo)
        continue;
      kind = kind_of (pair);
      if (kind == SB_DIFFERENCE_NOT_EXPORTED)
        account->not_exported += pair->local - pair->qbo;
      else if (kind == SB_DIFFERENCE_FOREIGN)
        account->foreign += pair->qbo - pair->local;
      else
        account->changed += pair->qbo - pair->local;
      add_difference (self, kind, pair->account, pair->object,
                      pair->record != NULL ? pair->record->qbo_id : NULL,
                      pair->record != NULL ? pair->record->local : NULL, pair->date,
                      pair->record != NULL ? pair->record->id : 0, pair->local, pair->qbo);
    }
}

static void
sum_up (Compare *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->booked->balances);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *group = group_of (self, key);

      if (is_ours (self, group))
        account_for (self, group)->qbo_balance += *(const gint64 *) value;
    }

  self->result->unexplained = 0;
  for (guint i = 0; i < self->result->accounts->len; i++)
    {
      SbReconciledAccount *account = g_ptr_array_index (self->result->accounts, i);

      account->unexplained = account->qbo_balance
                             - (account->local_balance - account->not_exported + account->foreign
                                + account->conversion_start + account->changed);
      self->result->unexplained += ABS (account->unexplained);
    }
  self->result->ok
      = self->result->unexplained == 0 && self->result->valuation == self->result->local_inventory;
}

/* Openings that stayed here, or a first date to sync: QuickBooks' own balances up to then are where
 * it began. */
static gboolean
find_conversion (Compare *self, GError **error)
{
  GError *failure = NULL;
  g_autofree char *kept = sb_bind_text (self->db, SQL_CONVERSION, &failure, NULL);
  g_autofree char *first
      = failure == NULL ? sb_setting_get (self->db, SB_SETTING_FIRST_DATE, &failure) : NULL;
  SbDay day;

  self->conversion = SB_DAY_NONE;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (kept != NULL && sb_day_parse (kept, &day, NULL))
    self->conversion = day;
  if (first != NULL && sb_day_parse (first, &day, NULL)
      && (self->conversion == SB_DAY_NONE || day - 1 > self->conversion))
    self->conversion = day - 1;
  return TRUE;
}

static gboolean
compare_book (Compare *self, GError **error)
{
  char day[SB_DAY_TEXT_SIZE];

  sb_day_format (self->result->as_of, day);
  if (!load_records (self, error) || !group_taxes (self, error)
      || !group_currencies (self, error) || !list_mapped (self, error)
      || !find_conversion (self, error) || !load_local (self, day, error)
      || !sb_bind_int64 (self->db, SQL_INVENTORY, &self->result->local_inventory, NULL, error,
                         ":day", 't', day, NULL)
      || !sb_bind_int64 (self->db, SQL_VALUATION, &self->result->valuation, NULL, error, ":day",
                         't', day, NULL))
    return FALSE;
  take_booked (self);
  compare_all (self);
  sum_up (self);
  return TRUE;
}

gboolean
sb_reconcile_compare (SbDatabase *db, const SbBooked *booked, SbReconciliation *reconciliation,
                      GError **error)
{
  Compare self = { db, booked, reconciliation };
  gboolean done;

  self.records = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, record_fact_free);
  self.by_qbo = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.by_uid = g_hash_table_new (g_str_hash, g_str_equal);
  self.pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, pair_free);
  self.alias = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  done = compare_book (&self, error);

  g_hash_table_unref (self.pairs);
  g_hash_table_unref (self.by_qbo);
  g_hash_table_unref (self.by_uid);
  g_hash_table_unref (self.alias);
  g_hash_table_unref (self.resolved);
  g_hash_table_unref (self.records);
  return done;
}
