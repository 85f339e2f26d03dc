/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice.h"

#include <string.h>

void
sb_exchange_reply (SbExchange *exchange, guint status, const char *type, char *text)
{
  g_free (exchange->text);
  g_free (exchange->type);
  g_clear_pointer (&exchange->blob, g_bytes_unref);
  exchange->status = status;
  exchange->type = g_strdup (type);
  exchange->text = text;
  exchange->result = status < 400                     ? "ok"
                     : status == 429                  ? "throttled"
                     : status == 401 || status == 403 ? "unauthorized"
                     : status < 500                   ? "fault"
                                                      : "server";
}

void
sb_exchange_reply_json (SbExchange *exchange, guint status, char *text)
{
  sb_exchange_reply (exchange, status, "application/json;charset=utf-8", text);
}

void
sb_exchange_reply_blob (SbExchange *exchange, const char *type, GBytes *blob)
{
  sb_exchange_reply (exchange, 200, type, g_strdup (""));
  exchange->blob = blob;
}

void
sb_exchange_reply_fault (SbExchange *exchange, const GError *error)
{
  g_autoptr (SbTree) fault = sb_fault_to_tree (error);
  g_autofree char *text = sb_tree_to_text (fault);
  g_autofree char *time
      = sb_pacific_format (sb_practice_time_now (&exchange->practice->time), TRUE);

  sb_exchange_reply (exchange, sb_fault_status (error), "application/json",
                     g_strdup_printf ("{\"Fault\":%s,\"time\":\"%s\"}", text, time));
}

void
sb_exchange_redirect (SbExchange *exchange, const char *location)
{
  sb_exchange_reply (exchange, 302, "text/html;charset=utf-8", g_strdup (""));
  g_free (exchange->location);
  exchange->location = g_strdup (location);
}

const char *
sb_exchange_query (SbExchange *exchange, const char *name)
{
  return exchange->query != NULL ? g_hash_table_lookup (exchange->query, name) : NULL;
}

const char *
sb_exchange_header (SbExchange *exchange, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (exchange->message),
                                       name);
}

GHashTable *
sb_exchange_form (SbExchange *exchange)
{
  /* libsoup's table does not own its values; ours has to, because fields are added to it. */
  g_autoptr (GHashTable) decoded = soup_form_decode (exchange->body);
  GHashTable *form = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter all;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&all, decoded);
  while (g_hash_table_iter_next (&all, &name, &value))
    g_hash_table_insert (form, g_strdup (name), g_strdup (value));
  return form;
}

SbBooks *
sb_practice_find_company (SbPractice *practice, const char *realm)
{
  for (guint i = 0; i < practice->companies->len; i++)
    if (strcmp (((SbBooks *) g_ptr_array_index (practice->companies, i))->realm, realm) == 0)
      return g_ptr_array_index (practice->companies, i);
  return NULL;
}

gboolean
sb_practice_keep_auth (SbPractice *practice)
{
  g_autoptr (SbTree) auth = sb_oauth_to_tree (practice->oauth);
  g_autoptr (GError) error = NULL;

  if (sb_practice_data_write_auth (practice->data, auth, &error))
    return TRUE;
  g_warning ("%s", error->message);
  return FALSE;
}
