/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-txn.h"

#include "sb-database-private.h"
#include "sb-store-error.h"

typedef struct
{
  SbTxnHook func;
  gpointer data;
  GDestroyNotify destroy; /* (nullable) */
} Hook;

struct _SbTxn
{
  SbDatabase *database; /* (owned) */
  GArray *hooks;        /* (owned) (element-type Hook) */
  GArray *marks;        /* (owned) (element-type guint): hooks there were at each savepoint */
  gboolean open;        /* neither committed nor given up */
};

static void
hook_clear (gpointer data)
{
  Hook *hook = data;

  if (hook->destroy != NULL)
    hook->destroy (hook->data);
}

SbTxn *
sb_txn_begin (SbDatabase *database, GError **error)
{
  SbTxn *self;

  g_return_val_if_fail (SB_IS_DATABASE (database), NULL);

  if (sb_database_is_writing (database))
    {
      g_critical ("a transaction inside a transaction");
      g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED,
                           "a transaction is already open");
      return NULL;
    }
  if (!sb_database_execute (database, "BEGIN IMMEDIATE", error))
    return NULL;

  self = g_new0 (SbTxn, 1);
  self->database = g_object_ref (database);
  self->hooks = g_array_new (FALSE, FALSE, sizeof (Hook));
  g_array_set_clear_func (self->hooks, hook_clear);
  self->marks = g_array_new (FALSE, FALSE, sizeof (guint));
  self->open = TRUE;
  sb_database_set_writing (database, TRUE);
  return self;
}

/* SQLite rolls back by itself after an interrupted write or a full disk. */
static gboolean
check_alive (SbTxn *self, GError **error)
{
  g_return_val_if_fail (self != NULL && self->open, FALSE);

  if (sqlite3_get_autocommit (sb_database_get_handle (self->database)) == 0)
    return TRUE;
  g_set_error_literal (error, SB_STORE_ERROR, SB_STORE_ERROR_FAILED,
                       "the transaction was rolled back");
  return FALSE;
}

gboolean
sb_txn_commit (SbTxn *self, GError **error)
{
  if (!check_alive (self, error) ||
      !sb_database_execute_uncancelled (self->database, "COMMIT", error))
    return FALSE;

  self->open = FALSE;
  sb_database_set_writing (self->database, FALSE);
  for (guint i = 0; i < self->hooks->len; i++)
    {
      Hook *hook = &g_array_index (self->hooks, Hook, i);

      hook->func (hook->data);
    }
  return TRUE;
}

static void
roll_back (SbTxn *self)
{
  g_autoptr(GError) error = NULL;

  if (sqlite3_get_autocommit (sb_database_get_handle (self->database)) == 0 &&
      !sb_database_execute_uncancelled (self->database, "ROLLBACK", &error))
    g_warning ("cannot roll back: %s", error->message);
  sb_database_set_writing (self->database, FALSE);
}

void
sb_txn_free (SbTxn *self)
{
  if (self == NULL)
    return;
  if (self->open)
    roll_back (self);
  g_array_unref (self->hooks);
  g_array_unref (self->marks);
  g_object_unref (self->database);
  g_free (self);
}

SbDatabase *
sb_txn_get_database (SbTxn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

SbStatement *
sb_txn_prepare (SbTxn *self, const char *sql, GError **error)
{
  g_return_val_if_fail (self != NULL && self->open, NULL);

  return sb_database_prepare (self->database, sql, error);
}

void
sb_txn_after_commit (SbTxn *self, SbTxnHook hook, gpointer data, GDestroyNotify destroy)
{
  Hook entry = { hook, data, destroy };

  g_return_if_fail (self != NULL && self->open);
  g_return_if_fail (hook != NULL);

  g_array_append_val (self->hooks, entry);
}

gboolean
sb_txn_savepoint (SbTxn *self, GError **error)
{
  if (!check_alive (self, error) ||
      !sb_database_execute (self->database, "SAVEPOINT mark", error))
    return FALSE;
  g_array_append_val (self->marks, self->hooks->len);
  return TRUE;
}

/* Drops the latest mark. Returns: how many hooks there were when it was set. */
static guint
pop_mark (SbTxn *self)
{
  guint hooks = g_array_index (self->marks, guint, self->marks->len - 1);

  g_array_set_size (self->marks, self->marks->len - 1);
  return hooks;
}

gboolean
sb_txn_rollback_to (SbTxn *self, GError **error)
{
  if (!check_alive (self, error))
    return FALSE;
  g_return_val_if_fail (self->marks->len > 0, FALSE);

  /* Of savepoints with one name the latest is meant. */
  if (!sb_database_execute_uncancelled (self->database, "ROLLBACK TO mark; RELEASE mark", error))
    return FALSE;
  g_array_set_size (self->hooks, pop_mark (self));
  return TRUE;
}

gboolean
sb_txn_release (SbTxn *self, GError **error)
{
  if (!check_alive (self, error))
    return FALSE;
  g_return_val_if_fail (self->marks->len > 0, FALSE);

  if (!sb_database_execute_uncancelled (self->database, "RELEASE mark", error))
    return FALSE;
  pop_mark (self);
  return TRUE;
}
