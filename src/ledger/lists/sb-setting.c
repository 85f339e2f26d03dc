/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setting.h"

#include <glib/gi18n-lib.h>

#include "sb-base-error.h"
#include "sb-day.h"
#include "sb-ledger.h"

#define SCHEDULE_MIN 5
#define SCHEDULE_MAX 1440

static const char SQL_GET[] = "SELECT value FROM setting WHERE key = :key";
static const char SQL_SET[] =
  "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value";
static const char SQL_REMOVE[] = "DELETE FROM setting WHERE key = :key";

static const char *const SWITCHES[] = {
  SB_SETTING_INTEGRATION, SB_SETTING_EXPORT_PURCHASE_ORDERS, SB_SETTING_EXPORT_QUOTES,
  SB_SETTING_FIRST_DATE,  SB_SETTING_JOURNALS,               SB_SETTING_SCHEDULE_MINUTES, NULL,
};

static const char *
default_value (const char *key)
{
  if (g_str_equal (key, SB_SETTING_INTEGRATION))
    return "on";
  if (g_str_equal (key, SB_SETTING_EXPORT_PURCHASE_ORDERS) || g_str_equal (key, SB_SETTING_EXPORT_QUOTES))
    return "off";
  if (g_str_equal (key, SB_SETTING_JOURNALS))
    return "event";
  return NULL;
}

char *
sb_setting_get (SbDatabase *db, const char *key, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_GET, error);
  SbStep step = SB_STEP_ERROR;

  if (st == NULL || !sb_statement_bind_text (st, ":key", key, error))
    return NULL;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_ERROR)
    return NULL;
  if (step == SB_STEP_ROW && !sb_statement_is_null (st, "value"))
    return sb_statement_dup_text (st, "value");
  return g_strdup (default_value (key));
}

gboolean
sb_setting_set (SbTxn *txn, const char *key, const char *value, GError **error)
{
  g_autoptr(SbStatement) st = NULL;

  if (g_strv_contains (SWITCHES, key) && !sb_setting_check (key, value, error))
    return FALSE;
  st = sb_txn_prepare (txn, value != NULL ? SQL_SET : SQL_REMOVE, error);
  if (st == NULL || !sb_statement_bind_text (st, ":key", key, error) ||
      (value != NULL && !sb_statement_bind_text (st, ":value", value, error)) || !sb_statement_run (st, error))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_SETTINGS);
  return TRUE;
}

const char *const *
sb_setting_switches (void)
{
  return SWITCHES;
}

static gboolean
is_known_value (const char *key, const char *value)
{
  static const char *const on_off[] = { "on", "off", NULL };
  static const char *const journals[] = { "event", "day", NULL };
  SbDay day = SB_DAY_NONE;
  guint64 minutes = 0;

  if (g_str_equal (key, SB_SETTING_FIRST_DATE))
    return value == NULL || sb_day_parse (value, &day, NULL);
  if (g_str_equal (key, SB_SETTING_SCHEDULE_MINUTES))
    return value == NULL ||
           g_ascii_string_to_unsigned (value, 10, SCHEDULE_MIN, SCHEDULE_MAX, &minutes, NULL);
  if (g_str_equal (key, SB_SETTING_JOURNALS))
    return value != NULL && g_strv_contains (journals, value);
  return value != NULL && g_strv_contains (on_off, value);
}

gboolean
sb_setting_check (const char *key, const char *value, GError **error)
{
  if (!g_strv_contains (SWITCHES, key))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, _("there is no setting “%s”"), key);
      return FALSE;
    }
  if (!is_known_value (key, value))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, _("“%s” is not a value of the setting “%s”"),
                   value != NULL ? value : "", key);
      return FALSE;
    }
  return TRUE;
}
