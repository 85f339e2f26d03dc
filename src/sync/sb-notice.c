/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-notice.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-mapping.h"
#include "sb-sync-report.h"

static const char SQL_ADD[] =
  "INSERT OR REPLACE INTO notice (code, object, qbo_id, message, remedy, updated)"
  " VALUES (:code, :object, :id, :message, :remedy, :now)";
static const char SQL_REMOVE[]
    = "DELETE FROM notice WHERE code = :code AND object = :object AND qbo_id = :id";
static const char SQL_CLEAR[] = "DELETE FROM notice WHERE code = :code";
static const char SQL_LIST[]
    = "SELECT code, object, qbo_id, message, remedy FROM notice ORDER BY code, object, qbo_id";
static const char SQL_EVER[] = "SELECT count (*) FROM mirror WHERE object = 'Account'";

gboolean
sb_notice_add (SbTxn *txn, const char *code, const char *object, const char *qbo_id,
               const char *message, const char *remedy, gint64 now, GError **error)
{
  return sb_bind_run (sb_txn_get_database (txn), SQL_ADD, error, ":code", 't', code, ":object", 't',
                      object, ":id", 't', qbo_id, ":message", 't', message, ":remedy", 't', remedy,
                      ":now", 'i', now, NULL);
}

gboolean
sb_notice_remove (SbTxn *txn, const char *code, const char *object, const char *qbo_id,
                  GError **error)
{
  return sb_bind_run (sb_txn_get_database (txn), SQL_REMOVE, error, ":code", 't', code, ":object",
                      't', object, ":id", 't', qbo_id, NULL);
}

gboolean
sb_notice_clear (SbTxn *txn, const char *code, GError **error)
{
  return sb_bind_run (sb_txn_get_database (txn), SQL_CLEAR, error, ":code", 't', code, NULL);
}

void
sb_sync_notice_free (SbSyncNotice *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self->object);
  g_free (self->qbo_id);
  g_free (self);
}

static SbSyncNotice *
notice_new (const char *code, const char *object, const char *qbo_id)
{
  SbSyncNotice *notice = g_new0 (SbSyncNotice, 1);

  notice->code = g_strdup (code);
  notice->object = object != NULL && object[0] != '\0' ? g_strdup (object) : NULL;
  notice->qbo_id = qbo_id != NULL && qbo_id[0] != '\0' ? g_strdup (qbo_id) : NULL;
  return notice;
}

static void
add_role_notice (GPtrArray *notices, const SbRoleMapping *role)
{
  SbSyncNotice *notice;

  if (role->accounts->len == 0)
    {
      if (!role->required)
        return;
      notice = notice_new ("unmapped-role", NULL, NULL);
      notice->message = g_strdup_printf (_("%s has no QuickBooks account."), role->title);
    }
  else
    {
      const SbQboAccountFact *fact = g_ptr_array_index (role->accounts, 0);

      if (role->problem == SB_MAPPING_OK)
        return;
      notice = notice_new ("account", "Account", fact->qbo_id);
      notice->message
          = g_strdup_printf (_("The account %s of \"%s\" can no longer be used (%s)."), fact->name,
                             role->title, sb_mapping_problem_word (role->problem));
    }
  notice->remedy = g_strdup (_("Choose an account on the Accounts page of the settings."));
  g_ptr_array_add (notices, notice);
}

GPtrArray *
sb_sync_notices (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) notices
      = g_ptr_array_new_with_free_func ((GDestroyNotify)sb_sync_notice_free);
  g_autoptr (SbStatement) st = sb_bind_query (db, SQL_LIST, error, NULL);
  g_autoptr (SbMapping) mapping = NULL;
  gint64 accounts = 0;
  gboolean failed;

  if (st == NULL)
    return NULL;
  while (sb_bind_next (st, &failed, error))
    {
      SbSyncNotice *notice
          = notice_new (sb_statement_text (st, "code"), sb_statement_text (st, "object"),
                        sb_statement_text (st, "qbo_id"));

      notice->message = sb_statement_dup_text (st, "message");
      notice->remedy = sb_statement_dup_text (st, "remedy");
      g_ptr_array_add (notices, notice);
    }
  if (failed || !sb_bind_int64 (db, SQL_EVER, &accounts, NULL, error, NULL))
    return NULL;
  if (accounts == 0)
    return g_steal_pointer (&notices);

  mapping = sb_mapping_load (db, error);
  if (mapping == NULL)
    return NULL;
  for (guint i = 0; i < mapping->roles->len; i++)
    add_role_notice (notices, g_ptr_array_index (mapping->roles, i));
  return g_steal_pointer (&notices);
}
