/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rules that join ledger and sync: each journal travels once, and what travelled is what the
 * book says of the stock account. */
#include "sb-sync-verify.h"

#include "sb-account-choice.h"
#include "sb-bind.h"
#include "sb-fields.h"
#include "sb-mapping.h"

#define MOST_TOLD 5

static const char SQL_JOURNALS[] = "SELECT count (*) FROM journal";

/* What was not collected yet has no record, and needs none so far. */
static const char SQL_HOMELESS[]
    = "SELECT 'journal ' || j.seq || ' belongs to no record' FROM journal j"
      " WHERE NOT EXISTS (SELECT 1 FROM record_journal r WHERE r.journal = j.seq)"
      " AND NOT EXISTS (SELECT 1 FROM record_todo t WHERE t.subject = 'journal'"
      "                 AND t.subject_id = j.seq)"
      " AND NOT EXISTS (SELECT 1 FROM record_todo t WHERE t.subject = 'document'"
      "                 AND t.subject_id = j.document)";

static const char SQL_SHARED[]
    = "SELECT object || ' ' || qbo_id || ' belongs to several records' FROM link"
      " GROUP BY realm, object, qbo_id HAVING count (*) > 1";

static const char SQL_TWICE_SENT[]
    = "SELECT 'request ' || f.requestid || ' carries bId ' || i.bid || ' twice' FROM flight_item i"
      " JOIN flight f ON f.id = i.flight GROUP BY f.requestid, i.bid HAVING count (*) > 1";

static const char SQL_TWICE_MARKED[]
    = "SELECT 'two records have the marker ' || uid FROM record GROUP BY uid HAVING count (*) > 1";

static const char SQL_SENT[]
    = "SELECT r.id, r.local, l.snapshot FROM record r JOIN link l ON l.record = r.id"
      " WHERE r.object = 'JournalEntry' AND r.state = 'synced' AND l.state = 'linked'"
      " AND l.snapshot IS NOT NULL";

static const char SQL_LINES[]
    = "SELECT l.role, ifnull (l.account, 0) AS account, sum (l.amount) AS amount"
      " FROM record_journal j JOIN journal_line l ON l.journal = j.journal"
      " WHERE j.record = :record AND l.export = 1 GROUP BY l.role, l.account";

static const char SQL_INVENTORY[]
    = "SELECT DISTINCT account FROM journal_line WHERE role = 'Inventory' AND account IS NOT NULL";

static const char SQL_REDIRECT[]
    = "SELECT new_qbo_id FROM account_redirect WHERE old_qbo_id = :id";

static SbVerifyCheck *
add_check (SbVerifyResult *result, int number, const char *name)
{
  SbVerifyCheck *check = g_new0 (SbVerifyCheck, 1);

  check->number = number;
  check->name = name;
  check->ok = TRUE;
  g_ptr_array_add (result->checks, check);
  return check;
}

static void
tell (SbVerifyCheck *check, guint *told, const char *text)
{
  char *both;

  check->ok = FALSE;
  if (++*told > MOST_TOLD)
    return;
  both = check->message != NULL ? g_strconcat (check->message, "; ", text, NULL) : g_strdup (text);
  g_free (check->message);
  check->message = both;
}

static gboolean
tell_rows (SbDatabase *db, const char *sql, SbVerifyCheck *check, guint *told, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (db, sql, error, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    tell (check, told, sb_statement_text_at (st, 0));
  return !failed;
}

static gboolean
check_once_each (SbDatabase *db, SbVerifyResult *result, GError **error)
{
  SbVerifyCheck *check
      = add_check (result, 24, "each journal belongs to one record, each request is unique");
  guint told = 0;

  return sb_bind_int64 (db, SQL_JOURNALS, &check->checked, NULL, error, NULL)
         && tell_rows (db, SQL_HOMELESS, check, &told, error)
         && tell_rows (db, SQL_SHARED, check, &told, error)
         && tell_rows (db, SQL_TWICE_SENT, check, &told, error)
         && tell_rows (db, SQL_TWICE_MARKED, check, &told, error);
}

/* ---- what went out on the stock account ---- */

static char *
today_of (SbDatabase *db, const char *qbo_id)
{
  char *now = sb_bind_text (db, SQL_REDIRECT, NULL, ":id", 't', qbo_id, NULL);

  return now != NULL ? now : g_strdup (qbo_id);
}

static gboolean
add_account (SbDatabase *db, GHashTable *ids, gint64 account, GError **error)
{
  GError *failure = NULL;
  char *id = account != 0 ? sb_mapping_resolve (db, account, &failure) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (id != NULL)
    g_hash_table_add (ids, id);
  return TRUE;
}

static GHashTable *
stock_accounts (SbDatabase *db, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_INVENTORY, error, NULL);
  gint64 mapped = 0;
  gboolean failed;

  /* Posted before it was mapped, or with an account of its own. */
  if (st == NULL || !sb_role_effective_account (db, "Inventory", FALSE, &mapped, error)
      || !add_account (db, ids, mapped, error))
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      if (!add_account (db, ids, sb_statement_int64_at (st, 0), error))
        return NULL;
    }
  return failed ? NULL : g_steal_pointer (&ids);
}

/* "journal 81 - Debit 1600; ..." as the snapshot keeps it. */
static gint64
sent_amount (SbDatabase *db, GHashTable *stock, const char *snapshot)
{
  g_autoptr (SbFields) fields = sb_fields_from_json (snapshot);
  g_auto (GStrv) lines = g_strsplit (sb_fields_get (fields, "Lines"), "; ", -1);
  gint64 sum = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", -1);
      g_autofree char *account = NULL;
      gint64 amount;

      if (g_strv_length (words) != 5)
        continue;
      account = today_of (db, words[1]);
      amount = g_ascii_strtoll (words[4], NULL, 10);
      if (g_hash_table_contains (stock, account))
        sum += g_str_equal (words[3], "Debit") ? amount : -amount;
    }
  return sum;
}

static gboolean
local_amount (SbDatabase *db, GHashTable *stock, gint64 record, gint64 *sum, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_LINES, error, ":record", 'i', record, NULL);
  gboolean failed;

  *sum = 0;
  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 account = sb_statement_int64 (st, "account");
      g_autofree char *id = NULL;

      if (account == 0
          && !sb_role_effective_account (db, sb_statement_text (st, "role"), FALSE, &account,
                                         error))
        return FALSE;
      id = account != 0 ? sb_mapping_resolve (db, account, NULL) : NULL;
      if (id != NULL && g_hash_table_contains (stock, id))
        *sum += sb_statement_int64 (st, "amount");
    }
  return !failed;
}

static gboolean
check_stock_account (SbDatabase *db, SbVerifyResult *result, GError **error)
{
  SbVerifyCheck *check
      = add_check (result, 25, "what was sent on the stock account is what the book posted there");
  g_autoptr (GHashTable) stock = stock_accounts (db, error);
  g_autoptr (SbStatement) st = stock != NULL ? sb_bind_query (db, SQL_SENT, error, NULL) : NULL;
  guint told = 0;
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 sent = sent_amount (db, stock, sb_statement_text (st, "snapshot"));
      gint64 local = 0;

      if (!local_amount (db, stock, sb_statement_int64 (st, "id"), &local, error))
        return FALSE;
      check->checked++;
      if (sent != local)
        {
          g_autofree char *text
              = g_strdup_printf ("%s: sent %" G_GINT64_FORMAT ", posted %" G_GINT64_FORMAT,
                                 sb_statement_text (st, "local"), sent, local);

          tell (check, &told, text);
        }
    }
  return !failed;
}

gboolean
sb_sync_verify (SbDatabase *db, SbVerifyResult *result, GError **error)
{
  if (!check_once_each (db, result, error) || !check_stock_account (db, result, error))
    return FALSE;
  for (guint i = 0; i < result->checks->len; i++)
    result->ok = result->ok && ((const SbVerifyCheck *) g_ptr_array_index (result->checks, i))->ok;
  return TRUE;
}
