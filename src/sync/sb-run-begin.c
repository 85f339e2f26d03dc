/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lease, the row of the run, and what a run that died left behind. */
#include "sb-run-private.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-collect.h"
#include "sb-matching-rules.h"
#include "sb-mirror.h"
#include "sb-qbo-env.h"
#include "sb-setting.h"
#include "sb-sync-error.h"

static const char SQL_STOPPED[]
    = "UPDATE run SET outcome = 'stopped', finished = :now WHERE outcome IS NULL";
static const char SQL_BEGIN[]
    = "INSERT INTO run (started, flags, started_by) VALUES (:now, :flags, :by)";

typedef struct
{
  SbRun *run;
  SbRunNext next;
  char *by;
  gint64 now;
} BeginOp;

/* Links belong to one company; with another there is nothing they could mean. */
static gboolean
check_company (SbTxn *txn, SbRun *run, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  const SbQboEnv *env = sb_qbo_client_get_env (run->client);
  GError *failure = NULL;
  g_autofree char *realm = sb_setting_get (db, SB_SETTING_REALM, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (realm != NULL && g_strcmp0 (realm, run->realm) != 0)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "other-company",
                         _("This book belongs to another QuickBooks company."));
      return FALSE;
    }
  return sb_setting_set (txn, SB_SETTING_REALM, run->realm, error)
         && sb_setting_set (txn, SB_SETTING_WEB, env != NULL ? env->app_base : NULL, error);
}

static gboolean
check_switch (SbDatabase *db, GError **error)
{
  GError *failure = NULL;
  g_autofree char *integration = sb_setting_get (db, SB_SETTING_INTEGRATION, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (g_strcmp0 (integration, "off") == 0)
    {
      sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "export-off",
                         _("The integration is switched off: nothing is sent or read."));
      return FALSE;
    }
  return TRUE;
}

static gpointer
write_begin (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  BeginOp *op = data;
  SbRun *run = op->run;
  SbDatabase *db = sb_txn_get_database (txn);

  if (!check_switch (db, error) || !check_company (txn, run, error)
      || !sb_book_currency (db, &run->home, error)
      || !sb_bind_run (db, SQL_STOPPED, error, ":now", 'i', op->now, NULL)
      || !sb_request_log_prune (txn, op->now, error))
    return NULL;
  if (!run->report->dry_run)
    {
      if (!sb_bind_run (db, SQL_BEGIN, error, ":now", 'i', op->now, ":flags", 'i',
                        (gint64)run->flags, ":by", 't', op->by, NULL))
        return NULL;
      run->id = sb_database_last_row_id (db);
    }
  if (sb_record_follow_settings (txn, op->now, error))
    sb_record_collect (txn, op->now, error);
  return NULL;
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BeginOp *op = data;
  SbRun *run = op->run;
  SbRunNext next = op->next;
  GError *error = NULL;

  sb_ledger_write_finish (run->ledger, result, &error);
  g_free (op->by);
  g_free (op);
  run->report->run = run->id;
  run->report->currency = run->home;
  if (error != NULL)
    sb_run_stop (run, error);
  next (run);
}

void
sb_run_begin (SbRun *run, SbRunNext next)
{
  const char *by = sb_sync_engine_get_label (run->engine);
  GError *error = NULL;
  BeginOp *op;

  run->lease = sb_lease_take (sb_ledger_get_path (run->ledger), by, sb_run_now (run), &error);
  if (run->lease == NULL)
    {
      sb_run_stop (run, error);
      next (run);
      return;
    }
  op = g_new0 (BeginOp, 1);
  op->run = run;
  op->next = next;
  op->by = g_strdup (by);
  op->now = sb_run_now (run);
  sb_ledger_write_async (run->ledger, write_begin, op, NULL, NULL, NULL, begun_cb, op);
}
