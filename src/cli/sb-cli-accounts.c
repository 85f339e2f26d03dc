/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "sb-cli-run.h"
#include "sb-cli-verbs.h"
#include "sb-mapping.h"
#include "sb-record.h"
#include "sb-sync-error.h"

/* Roles to set, in the order given; several accounts of one role are together. */
typedef struct
{
  GPtrArray *roles;     /* (element-type utf8) */
  GHashTable *accounts; /* role -> GPtrArray of ids */
  GPtrArray *create;    /* (element-type utf8): roles whose account is made in QuickBooks */
  gint64 now;
} Assignment;

static void
assignment_clear (Assignment *self)
{
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_hash_table_unref);
  g_clear_pointer (&self->create, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Assignment, assignment_clear)

static gpointer
read_chart_size (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr(GPtrArray) chart = sb_mapping_chart (db, error);

  return chart != NULL ? GUINT_TO_POINTER (chart->len) : NULL;
}

gboolean
sb_cli_ensure_lists (SbCli *cli, SbExit *exit_code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbSyncReport) report = NULL;
  gpointer size = sb_ledger_read (sb_company_get_ledger (cli->company), read_chart_size, NULL, &error);

  if (error == NULL && (size != NULL || sb_company_get_connection (cli->company)->state != SB_CONNECTION_CONNECTED))
    return TRUE;
  if (error == NULL)
    report = sb_cli_run_engine (cli, SB_SYNC_RUN_PULL_ONLY, FALSE, &error);
  if (report == NULL)
    {
      *exit_code = sb_cli_fail (cli, error);
      return FALSE;
    }
  *exit_code = sb_cli_exit_of_report (report);
  if (*exit_code == SB_EXIT_DONE || *exit_code == SB_EXIT_FAILURES)
    return TRUE;
  sb_cli_refuse (cli, *exit_code, "sync", sb_sync_outcome_word (report->outcome),
                 report->message != NULL ? report->message : _("the lists of QuickBooks could not be read"), NULL, NULL);
  return FALSE;
}

static gboolean
parse_assignment (SbCli *cli, Assignment *assignment, SbExit *exit_code)
{
  assignment->roles = g_ptr_array_new_with_free_func (g_free);
  assignment->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  assignment->create = g_ptr_array_new_with_free_func (g_free);
  for (int i = 1; i < cli->argc; i++)
    {
      const char *equals = strchr (cli->argv[i], '=');
      g_autofree char *role = equals != NULL ? g_strndup (cli->argv[i], (gsize) (equals - cli->argv[i])) : NULL;
      GPtrArray *ids = NULL;

      if (role == NULL || role[0] == '\0')
        {
          *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", _("accounts are given as ROLE=QBO_ID"),
                                      NULL, NULL);
          return FALSE;
        }
      if (g_str_equal (equals + 1, "create"))
        {
          g_ptr_array_add (assignment->create, g_steal_pointer (&role));
          continue;
        }
      ids = g_hash_table_lookup (assignment->accounts, role);
      if (ids == NULL)
        {
          ids = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (assignment->accounts, g_strdup (role), ids);
          g_ptr_array_add (assignment->roles, g_strdup (role));
        }
      if (equals[1] != '\0')
        g_ptr_array_add (ids, g_strdup (equals + 1));
    }
  return TRUE;
}

static const char *
first_suggestion (const SbMapping *mapping, const char *role)
{
  for (guint i = 0; i < mapping->roles->len; i++)
    {
      const SbRoleMapping *row = g_ptr_array_index (mapping->roles, i);

      if (g_str_equal (row->role, role) && row->suggestions->len > 0)
        return ((const SbQboAccountFact *) g_ptr_array_index (row->suggestions, 0))->qbo_id;
    }
  return NULL;
}

/* The ids of @role with "suggest" replaced, NULL-terminated; NULL with an error. */
static GPtrArray *
resolve_ids (SbDatabase *db, const char *role, GPtrArray *ids, GError **error)
{
  g_autoptr(GPtrArray) resolved = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(SbMapping) mapping = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);

      if (g_str_equal (id, "suggest"))
        {
          /* Read for each role anew: what one role just took is not proposed to the next. */
          if (mapping == NULL)
            mapping = sb_mapping_load (db, error);
          if (mapping == NULL)
            return NULL;
          id = first_suggestion (mapping, role);
          if (id == NULL)
            {
              sb_sync_set_error (error, SB_SYNC_ERROR_REFUSED, "unknown-account",
                                 _("QuickBooks has no account that suits the role %s"), role);
              return NULL;
            }
        }
      g_ptr_array_add (resolved, g_strdup (id));
    }
  g_ptr_array_add (resolved, NULL);
  return g_steal_pointer (&resolved);
}

static gpointer
write_assignment (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  const Assignment *assignment = data;

  for (guint i = 0; i < assignment->roles->len; i++)
    {
      const char *role = g_ptr_array_index (assignment->roles, i);
      g_autoptr(GPtrArray) ids = NULL;

      ids = resolve_ids (sb_txn_get_database (txn), role, g_hash_table_lookup (assignment->accounts, role), error);
      if (ids == NULL || !sb_mapping_set (txn, role, (const char *const *) ids->pdata, error))
        return NULL;
    }
  sb_record_collect (txn, assignment->now, error);
  return NULL;
}

/* The button "Create in QuickBooks" of the assistant. */
static gboolean
create_accounts (SbCli *cli, Assignment *assignment, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  SbCliWait wait = { 0 };

  if (assignment->create->len == 0)
    return TRUE;
  g_ptr_array_add (assignment->create, NULL);
  sb_company_create_accounts_async (cli->company, (const char *const *) assignment->create->pdata, cli->cancellable,
                                    sb_cli_ready, &wait);
  result = sb_cli_wait (&wait);
  return sb_company_create_accounts_finish (cli->company, result, error);
}

static gpointer
read_mapping (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_mapping_load (db, error);
}

static void
print_text (const SbMapping *mapping, gboolean suggest)
{
  for (guint i = 0; i < mapping->roles->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (mapping->roles, i);
      const char *problem = sb_mapping_problem_word (role->problem);

      sb_cli_print ("%-22s %-9s ", role->role, role->required ? _("required") : _("optional"));
      if (role->accounts->len == 0)
        sb_cli_print ("%s", role->effective != NULL ? role->effective->name : "—");
      for (guint j = 0; j < role->accounts->len; j++)
        {
          const SbQboAccountFact *account = g_ptr_array_index (role->accounts, j);

          sb_cli_print ("%s%s (%s)", j > 0 ? ", " : "", account->name, account->qbo_id);
        }
      if (role->accounts->len == 0 && role->falls_back_to != NULL)
        sb_cli_print (" (%s)", role->falls_back_to);
      sb_cli_print ("%s%s\n", problem != NULL ? "  ! " : "", problem != NULL ? problem : "");
      for (guint j = 0; suggest && j < role->suggestions->len; j++)
        {
          const SbQboAccountFact *account = g_ptr_array_index (role->suggestions, j);

          sb_cli_print ("    %s=%s  %s (%s)\n", role->role, account->qbo_id, account->name, account->type);
        }
    }
  sb_cli_print ("%s\n", mapping->complete ? _("Complete: every required role has an account.")
                                          : _("Not complete: required roles are without an account."));
}

static SbExit
print_mapping (SbCli *cli, gboolean suggest)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SbMapping) mapping = sb_ledger_read (sb_company_get_ledger (cli->company), read_mapping, NULL, &error);
  g_autofree char *json = NULL;

  if (mapping == NULL)
    return sb_cli_fail (cli, error);
  if (cli->json)
    {
      json = sb_mapping_to_json (mapping, suggest);
      sb_cli_print ("%s\n", json);
    }
  else
    print_text (mapping, suggest);
  return SB_EXIT_DONE;
}

static SbExit
run (SbCli *cli)
{
  gboolean suggest = FALSE;
  const GOptionEntry entries[] = {
    { "suggest", 0, 0, G_OPTION_ARG_NONE, &suggest, N_("Show accounts that fit, best first; sets nothing"), NULL },
    { NULL },
  };
  g_auto(Assignment) assignment = { 0 };
  g_autoptr(GError) error = NULL;
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 1, -1, &exit_code) || !parse_assignment (cli, &assignment, &exit_code) ||
      !sb_cli_open (cli, &exit_code) || !sb_cli_ensure_lists (cli, &exit_code))
    return exit_code;
  if (assignment.roles->len > 0)
    {
      assignment.now = sb_clock_now (sb_company_get_clock (cli->company));
      sb_ledger_write (sb_company_get_ledger (cli->company), write_assignment, &assignment, &error);
      if (error != NULL)
        return sb_cli_fail (cli, error);
    }
  if (!create_accounts (cli, &assignment, &error))
    return sb_cli_fail (cli, error);
  return print_mapping (cli, suggest);
}

const SbVerb sb_verb_accounts = {
  .name = "accounts",
  .arguments = "BOOK [ROLE=QBO_ID...]",
  .summary = N_("show, suggest and set which QuickBooks account fills which role"),
  .description = N_("ROLE= clears a role, ROLE=suggest takes the first suggestion, ROLE=create makes an account of the usual "
                    "name in QuickBooks, Bank= may be given several times. Nothing is set unless all are accepted."),
  .run = run,
};
