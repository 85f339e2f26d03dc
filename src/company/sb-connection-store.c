/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-connection-store.h"

#include "sb-mirror.h"
#include "sb-setting.h"

#define KEY_STATE "connection.state"
#define KEY_ENVIRONMENT "connection.environment"
#define KEY_REALM "connection.realm"
#define KEY_CLIENT_ID "connection.client-id"
#define KEY_REDIRECT_URI "connection.redirect-uri"
#define KEY_PRACTICE_URL "connection.practice-url"
#define KEY_SINCE "connection.since"
#define KEY_SIGN_IN_BY "connection.sign-in-by"

static SbConnectionState
parse_state (const char *word)
{
  for (SbConnectionState state = SB_CONNECTION_NEVER; state <= SB_CONNECTION_DISCONNECTED; state++)
    if (g_strcmp0 (word, sb_connection_state_word (state)) == 0)
      return state;
  return SB_CONNECTION_NEVER;
}

static gboolean
load_text (SbDatabase *db, const char *key, char **text, GError **error)
{
  g_autoptr(GError) local_error = NULL;

  *text = sb_setting_get (db, key, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_moment (SbDatabase *db, const char *key, gint64 *moment, GError **error)
{
  g_autofree char *text = NULL;

  if (!load_text (db, key, &text, error))
    return FALSE;
  *moment = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

SbConnectionFacts *
sb_connection_load (SbDatabase *db, GError **error)
{
  g_autoptr(SbConnectionFacts) facts = g_new0 (SbConnectionFacts, 1);
  g_autofree char *state = NULL;

  if (!load_text (db, KEY_STATE, &state, error) ||
      !load_text (db, KEY_ENVIRONMENT, &facts->environment, error) ||
      !load_text (db, KEY_REALM, &facts->realm, error) ||
      !load_text (db, KEY_CLIENT_ID, &facts->client_id, error) ||
      !load_text (db, KEY_REDIRECT_URI, &facts->redirect_uri, error) ||
      !load_text (db, KEY_PRACTICE_URL, &facts->practice_url, error) ||
      !load_moment (db, KEY_SINCE, &facts->since, error) ||
      !load_moment (db, KEY_SIGN_IN_BY, &facts->sign_in_by, error))
    return NULL;
  facts->state = parse_state (state);
  return g_steal_pointer (&facts);
}

static gboolean
save_moment (SbTxn *txn, const char *key, gint64 moment, GError **error)
{
  g_autofree char *text = moment != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, moment) : NULL;

  return sb_setting_set (txn, key, text, error);
}

gboolean
sb_connection_save (SbTxn *txn, const SbConnectionFacts *facts, GError **error)
{
  return sb_setting_set (txn, KEY_STATE, sb_connection_state_word (facts->state), error) &&
         sb_setting_set (txn, KEY_ENVIRONMENT, facts->environment, error) &&
         sb_setting_set (txn, KEY_REALM, facts->realm, error) &&
         sb_setting_set (txn, KEY_CLIENT_ID, facts->client_id, error) &&
         sb_setting_set (txn, KEY_REDIRECT_URI, facts->redirect_uri, error) &&
         sb_setting_set (txn, KEY_PRACTICE_URL, facts->practice_url, error) &&
         save_moment (txn, KEY_SINCE, facts->since, error) &&
         save_moment (txn, KEY_SIGN_IN_BY, facts->sign_in_by, error);
}

static const char *
sales_tax_word (const SbQboCompanyInfo *info, const SbQboPreferences *preferences)
{
  if (preferences->using_sales_tax != SB_QBO_TRUE)
    return "off";
  if (g_strcmp0 (info->country, "US") != 0)
    return "global";
  return preferences->partner_tax_enabled == SB_QBO_TRUE ? "automated" : "manual";
}

SbCompanyFacts *
sb_company_facts_from_qbo (const SbQboCompanyInfo *info, const SbQboPreferences *preferences)
{
  SbCompanyFacts *facts = g_new0 (SbCompanyFacts, 1);
  char day[SB_DAY_TEXT_SIZE];

  facts->name = g_strdup (info->name != NULL ? info->name : "");
  facts->edition = g_strdup (sb_qbo_edition_name (sb_qbo_company_info_get_edition (info)));
  facts->country = g_strdup (info->country);
  facts->home_currency = g_strdup (sb_qbo_ref_value (preferences->home_currency));
  facts->sales_tax = g_strdup (sales_tax_word (info, preferences));
  facts->quantity_tracking = preferences->quantity_on_hand == SB_QBO_TRUE;
  facts->multicurrency = preferences->multi_currency == SB_QBO_TRUE;
  if (preferences->book_close_date != SB_DAY_NONE)
    facts->closing_date = g_strdup (sb_day_format (preferences->book_close_date, day));
  return facts;
}

/* The one object of that kind as it was read last; NULL without an error when there is none. */
static JsonObject *
load_single (SbDatabase *db, const char *entity, GError **error)
{
  g_autoptr(GPtrArray) rows = sb_mirror_list (db, entity, error);
  SbMirrorRow *row = NULL;

  if (rows == NULL || rows->len == 0)
    return NULL;
  row = g_ptr_array_index (rows, 0);
  return json_object_ref (json_node_get_object (row->body));
}

SbCompanyFacts *
sb_company_facts_load (SbDatabase *db, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(JsonObject) info_json = load_single (db, "CompanyInfo", &local_error);
  g_autoptr(JsonObject) preferences_json = NULL;
  g_autoptr(SbQboCompanyInfo) info = NULL;
  g_autoptr(SbQboPreferences) preferences = NULL;
  SbCurrency home;

  if (local_error == NULL)
    preferences_json = load_single (db, "Preferences", &local_error);
  if (local_error == NULL && info_json != NULL && preferences_json != NULL && sb_book_currency (db, &home, &local_error))
    {
      info = sb_qbo_company_info_from_json (info_json, home, &local_error);
      if (info != NULL)
        preferences = sb_qbo_preferences_from_json (preferences_json, home, &local_error);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return preferences != NULL ? sb_company_facts_from_qbo (info, preferences) : NULL;
}
