/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-cli-json.h"

#include "sb-record.h"

void
sb_cli_write_book (SbJsonWriter *writer, const char *path, const char *name, const char *currency,
                   const char *closing_date)
{
  g_autofree char *full_path = g_canonicalize_filename (path, NULL);

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "path", full_path);
  sb_json_writer_member_string (writer, "name", name);
  sb_json_writer_member_string (writer, "currency", currency);
  sb_json_writer_member_string (writer, "closing_date", closing_date);
  sb_json_writer_end_object (writer);
}

static void
write_moment (SbJsonWriter *writer, const char *name, gint64 moment)
{
  g_autofree char *text = moment != 0 ? sb_moment_format (moment) : NULL;

  sb_json_writer_member_string (writer, name, text);
}

void
sb_cli_write_connection (SbJsonWriter *writer, const SbConnectionFacts *facts)
{
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "state", sb_connection_state_word (facts->state));
  sb_json_writer_member_string (writer, "environment", facts->environment);
  sb_json_writer_member_string (writer, "realm", facts->realm);
  sb_json_writer_member_string (writer, "client_id", facts->client_id);
  sb_json_writer_member_string (writer, "practice_url", facts->practice_url);
  write_moment (writer, "since", facts->since);
  write_moment (writer, "sign_in_by", facts->sign_in_by);
  sb_json_writer_end_object (writer);
}

void
sb_cli_write_company (SbJsonWriter *writer, const SbCompanyFacts *facts)
{
  if (facts == NULL)
    {
      sb_json_writer_null (writer);
      return;
    }
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "name", facts->name);
  sb_json_writer_member_string (writer, "edition", facts->edition);
  sb_json_writer_member_string (writer, "country", facts->country);
  sb_json_writer_member_string (writer, "home_currency", facts->home_currency);
  sb_json_writer_member_string (writer, "sales_tax", facts->sales_tax);
  sb_json_writer_member_boolean (writer, "quantity_tracking", facts->quantity_tracking);
  sb_json_writer_member_boolean (writer, "multicurrency", facts->multicurrency);
  sb_json_writer_member_string (writer, "closing_date", facts->closing_date);
  sb_json_writer_end_object (writer);
}

void
sb_cli_write_checks (SbJsonWriter *writer, GPtrArray *checks)
{
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < checks->len; i++)
    {
      const SbCompanyCheck *check = g_ptr_array_index (checks, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "check", check->check);
      sb_json_writer_member_boolean (writer, "ok", check->ok);
      sb_json_writer_member_string (writer, "message", check->message);
      sb_json_writer_member_string (writer, "remedy", check->remedy);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
}

void
sb_cli_write_records (SbJsonWriter *writer, GPtrArray *records)
{
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    sb_record_write_json (g_ptr_array_index (records, i), writer);
  sb_json_writer_end_array (writer);
}
