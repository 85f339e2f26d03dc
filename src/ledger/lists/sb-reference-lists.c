/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-reference-lists.h"

#include <glib/gi18n-lib.h>

#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"

#define LOCATION_NAME_MAX 100

static const char SQL_LOCATIONS[] =
  "SELECT id, name, active FROM location WHERE kind = 'normal' ORDER BY name COLLATE NOCASE";
static const char SQL_LOCATION_TAKEN[] = "SELECT 1 AS taken FROM location WHERE name = :name";
static const char SQL_LOCATION_INSERT[] = "INSERT INTO location (name, kind) VALUES (:name, 'normal')";
static const char SQL_TERMS[] = "SELECT id, name, due_days, active FROM term ORDER BY name COLLATE NOCASE";
static const char SQL_TAX_CODES[] =
  "SELECT id, name, rate, use IN ('sales', 'both') AS sales, use IN ('purchases', 'both') AS purchases, active "
  "FROM tax_code ORDER BY name COLLATE NOCASE";

void
sb_location_free (SbLocation *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

void
sb_term_free (SbTerm *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

void
sb_tax_code_free (SbTaxCode *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

GPtrArray *
sb_location_list (SbDatabase *db, GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_location_free);
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_LOCATIONS, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbLocation *location = g_new0 (SbLocation, 1);

      location->id = sb_statement_int64 (st, "id");
      location->name = sb_statement_dup_text (st, "name");
      location->active = sb_statement_boolean (st, "active");
      g_ptr_array_add (list, location);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/* -1 on error */
static int
is_location_taken (SbTxn *txn, const char *name, GError **error)
{
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_LOCATION_TAKEN, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_text (st, ":name", name, error))
    return -1;
  step = sb_statement_step (st, error);
  return step == SB_STEP_ERROR ? -1 : step == SB_STEP_ROW;
}

gint64
sb_location_create (SbTxn *txn, const char *name, GError **error)
{
  g_autoptr(SbStatement) st = NULL;
  int taken = 0;

  if (!sb_check_text (name, "/name", LOCATION_NAME_MAX, TRUE, error))
    return 0;
  if (name[0] == '@')
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/name", "%s", _("a name cannot begin with “@”"));
      return 0;
    }
  taken = is_location_taken (txn, name, error);
  if (taken < 0)
    return 0;
  if (taken)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/name", _("the name “%s” is taken"), name);
      return 0;
    }
  st = sb_txn_prepare (txn, SQL_LOCATION_INSERT, error);
  if (st == NULL || !sb_statement_bind_text (st, ":name", name, error) || !sb_statement_run (st, error))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_SETTINGS);
  return sb_database_last_row_id (sb_txn_get_database (txn));
}

GPtrArray *
sb_term_list (SbDatabase *db, GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_term_free);
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_TERMS, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbTerm *term = g_new0 (SbTerm, 1);

      term->id = sb_statement_int64 (st, "id");
      term->name = sb_statement_dup_text (st, "name");
      term->due_days = sb_statement_is_null (st, "due_days") ? -1 : sb_statement_int (st, "due_days");
      term->active = sb_statement_boolean (st, "active");
      g_ptr_array_add (list, term);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

GPtrArray *
sb_tax_code_list (SbDatabase *db, GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_tax_code_free);
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_TAX_CODES, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbTaxCode *code = g_new0 (SbTaxCode, 1);

      code->id = sb_statement_int64 (st, "id");
      code->name = sb_statement_dup_text (st, "name");
      code->rate = sb_statement_int64 (st, "rate");
      code->sales = sb_statement_boolean (st, "sales");
      code->purchases = sb_statement_boolean (st, "purchases");
      code->active = sb_statement_boolean (st, "active");
      g_ptr_array_add (list, code);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
