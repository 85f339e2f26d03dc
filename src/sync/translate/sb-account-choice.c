/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts of the book -> accounts of QuickBooks, with redirects and the state they are in there.
 */
#include "sb-account-choice.h"

#include <glib/gi18n-lib.h>

#include "sb-account.h"
#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-mapping.h"
#include "sb-role.h"

static void
choice_free (gpointer data)
{
  SbAccountChoice *choice = data;

  g_free (choice->qbo_id);
  g_free (choice->name);
  g_free (choice->type);
  g_free (choice);
}

GHashTable *
sb_account_choices_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, choice_free);
}

const SbAccountChoice *
sb_translator_choice (SbTranslator *self, gint64 account, GError **error)
{
  SbAccountChoice *choice = g_hash_table_lookup (self->accounts, &account);
  GError *failure = NULL;
  g_autofree char *qbo_id = NULL;
  g_autoptr (SbMirrorRow) row = NULL;

  if (choice != NULL)
    return choice;

  qbo_id = sb_mapping_resolve (self->db, account, &failure);
  if (failure == NULL && qbo_id != NULL)
    row = sb_mirror_get (self->db, "Account", qbo_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }

  choice = g_new0 (SbAccountChoice, 1);
  choice->qbo_id = g_steal_pointer (&qbo_id);
  if (row != NULL)
    {
      choice->known = TRUE;
      choice->active = row->active;
      choice->name = g_strdup (row->name);
      choice->type
          = g_strdup (sb_json_string_or (json_node_get_object (row->body), "AccountType", NULL));
    }
  g_hash_table_insert (self->accounts, g_memdup2 (&account, sizeof account), choice);
  return choice;
}

gboolean
sb_role_effective_account (SbDatabase *db, const char *role, gboolean exact, gint64 *account,
                           GError **error)
{
  *account = 0;
  for (const SbRole *row = sb_role_find (role); row != NULL;
       row = row->fallback != NULL && !exact ? sb_role_find (row->fallback) : NULL)
    {
      g_autoptr (GArray) accounts = sb_role_accounts (db, row->name, error);

      if (accounts == NULL)
        return FALSE;
      if (accounts->len > 0)
        {
          *account = g_array_index (accounts, gint64, 0);
          return TRUE;
        }
    }
  return TRUE;
}

gboolean
sb_translator_account (SbTranslator *self, SbTranslation *translation, const char *role,
                       gint64 account, char **qbo_id, GError **error)
{
  const SbAccountChoice *choice = NULL;

  *qbo_id = NULL;
  if (account == 0 && !sb_role_effective_account (self->db, role, FALSE, &account, error))
    return FALSE;
  if (account != 0)
    {
      choice = sb_translator_choice (self, account, error);
      if (choice == NULL)
        return FALSE;
    }

  if (choice == NULL || choice->qbo_id == NULL)
    return sb_translation_refuse (translation, SB_RECORD_PENDING, "account",
                                  _("The role %s has no account in QuickBooks."), role);
  if (!choice->known)
    return sb_translation_refuse (translation, SB_RECORD_PENDING, "account",
                                  _("The account of the role %s is gone from QuickBooks."), role);
  if (!choice->active)
    return sb_translation_refuse (translation, SB_RECORD_PENDING, "account",
                                  _("The account %s of the role %s is inactive in QuickBooks."),
                                  choice->name, role);
  *qbo_id = g_strdup (choice->qbo_id);
  return TRUE;
}

gboolean
sb_translator_role (SbTranslator *self, const char *role, gboolean exact, char **qbo_id,
                    GError **error)
{
  const SbAccountChoice *choice;
  gint64 account;

  *qbo_id = NULL;
  if (!sb_role_effective_account (self->db, role, exact, &account, error))
    return FALSE;
  if (account == 0)
    return TRUE;
  choice = sb_translator_choice (self, account, error);
  if (choice == NULL)
    return FALSE;
  *qbo_id = g_strdup (choice->qbo_id);
  return TRUE;
}
