/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of the company that bind the book: the closing date, and items that count for themselves.
 */
#include "sb-pull-private.h"

#include <glib/gi18n-lib.h>

#include "sb-apply.h"
#include "sb-bind.h"
#include "sb-json-reader.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-mirror.h"
#include "sb-notice.h"
#include "sb-uid.h"

static const char SQL_CLOSING[] = "SELECT value FROM setting WHERE key = 'closing-date'";

static char *
close_event (const char *through)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *uid = sb_uid_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", uid);
  sb_json_writer_member_string (writer, "date", through);
  sb_json_writer_member_string (writer, "type", "close_period");
  sb_json_writer_member_string (writer, "through", through);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

/* A later closing date becomes an event, so that a replay gives the same corrections. It never
 * moves back by itself. */
static gboolean
follow_closing_date (SbPull *pull, GError **error)
{
  g_autoptr (SbQboCompany) company = sb_qbo_company_load (pull->db, error);
  GError *failure = NULL;
  g_autofree char *local = NULL;
  g_autofree char *json = NULL;
  g_autoptr (SbEvent) event = NULL;
  SbApplied *applied;
  char day[SB_DAY_TEXT_SIZE];

  if (company == NULL)
    return FALSE;
  if (company->close_date == SB_DAY_NONE)
    return TRUE;
  local = sb_bind_text (pull->db, SQL_CLOSING, &failure, NULL);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  sb_day_format (company->close_date, day);
  if (local != NULL && g_strcmp0 (local, day) >= 0)
    return TRUE;

  json = close_event (day);
  event = sb_event_parse (json, -1, pull->home, error);
  if (event == NULL)
    return FALSE;
  applied = sb_ledger_apply (pull->txn, event, error);
  if (applied == NULL)
    return FALSE;
  sb_applied_free (applied);
  return TRUE;
}

static gboolean
note_tracked_items (SbPull *pull, const SbPulled *items, GError **error)
{
  for (guint i = 0; i < json_array_get_length (items->rows); i++)
    {
      JsonObject *object = sb_json_array_object (items->rows, i, error);
      const char *id;
      g_autofree char *message = NULL;

      if (object == NULL)
        return FALSE;
      id = sb_json_string_or (object, "Id", "");
      if (g_strcmp0 (sb_json_string_or (object, "Type", NULL), "Inventory") != 0
          || !sb_json_boolean_or (object, "Active", TRUE))
        {
          if (!sb_notice_remove (pull->txn, "tracked-item", "Item", id, error))
            return FALSE;
          continue;
        }
      message = g_strdup_printf (
          _("The item %s counts its own quantity in QuickBooks. Using it would book the cost "
             "of sales twice, so Stockbook never links it."),
          sb_json_string_or (object, "Name", id));
      if (!sb_notice_add (pull->txn, "tracked-item", "Item", id, message,
                          _("Make it inactive in QuickBooks; Stockbook then creates a "
                             "non-inventory item of the same name."),
                          pull->now, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_pull_company (SbPull *pull, GPtrArray *pulled, GError **error)
{
  for (guint i = 0; i < pulled->len; i++)
    {
      const SbPulled *one = g_ptr_array_index (pulled, i);

      if (g_str_equal (one->entity, "Item") && !note_tracked_items (pull, one, error))
        return FALSE;
    }
  return follow_closing_date (pull, error);
}
