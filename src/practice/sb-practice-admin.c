/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /practice/..: what tests and the web page do to the company from the side. Loopback only, like
 * all of it. Every POST takes a JSON object. */
#include "sb-practice.h"

#include "sb-practice-entities.h"
#include "sb-practice-someone.h"

#include <string.h>

static void
reply_error (SbExchange *x, const GError *error)
{
  if (error->domain == SB_FAULT)
    {
      sb_exchange_reply_fault (x, error);
      return;
    }
  {
    g_autoptr (SbTree) text = sb_tree_new_string (error->message);
    g_autofree char *quoted = sb_tree_to_text (text);

    sb_exchange_reply_json (x, 400, g_strdup_printf ("{\"error\":%s}", quoted));
  }
}

static void
reply_done (SbExchange *x)
{
  sb_exchange_reply_json (x, 200, g_strdup ("{\"done\":true}"));
}

static SbBooks *
company_of (SbExchange *x, const SbTree *body)
{
  const char *realm = sb_tree_get_text (body, "realm");

  return realm != NULL ? sb_practice_find_company (x->practice, realm)
                       : g_ptr_array_index (x->practice->companies, 0);
}

static void
handle_edit (SbExchange *x, const SbTree *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) answer = NULL;
  SbBooks *books = company_of (x, body);

  if (books == NULL)
    {
      sb_exchange_reply_json (x, 400, g_strdup ("{\"error\":\"unknown realm\"}"));
      return;
    }
  answer = sb_practice_edit (x->practice, books, sb_tree_get_text (body, "entity"),
                             sb_tree_get_text (body, "id"), sb_tree_get_text (body, "operation"),
                             sb_tree_get (body, "changes"), &error);
  if (answer == NULL)
    reply_error (x, error);
  else
    sb_exchange_reply_json (x, 200, sb_tree_to_text (answer));
}

static void
handle_clock (SbExchange *x, const SbTree *body)
{
  const char *now = sb_tree_get_text (body, "now");
  gint64 seconds = sb_tree_get_decimal (body, "advance_seconds", 0);
  g_autofree char *text = NULL;
  gint64 moment;

  if (now != NULL && sb_pacific_parse (now, &moment))
    sb_practice_time_move (&x->practice->time, moment - sb_practice_time_now (&x->practice->time));
  sb_practice_time_move (&x->practice->time, seconds * G_USEC_PER_SEC);
  text = sb_pacific_format (sb_practice_time_now (&x->practice->time), TRUE);
  sb_exchange_reply_json (x, 200, g_strdup_printf ("{\"now\":\"%s\"}", text));
}

static void
handle_faults (SbExchange *x, const SbTree *body)
{
  g_autoptr (GError) error = NULL;

  if (sb_tree_get_truth (body, "clear"))
    sb_faults_clear (x->practice->faults);
  if (sb_tree_get (body, "rules") != NULL
      && !sb_faults_add (x->practice->faults, sb_tree_get (body, "rules"), &error))
    reply_error (x, error);
  else
    reply_done (x);
}

static void
handle_switches (SbExchange *x, const SbTree *body)
{
  SbTree *limits = sb_tree_get (body, "limits");

  if (sb_tree_get (body, "replay") != NULL)
    x->practice->replay_off = !sb_tree_get_truth (body, "replay");
  if (sb_tree_get (body, "replay_keep_seconds") != NULL)
    x->practice->replay_keep
        = sb_tree_get_decimal (body, "replay_keep_seconds", 0) * G_USEC_PER_SEC;
  if (sb_tree_get (body, "latency_ms") != NULL)
    x->practice->latency_ms = (guint) sb_tree_get_decimal (body, "latency_ms", 0);
  if (limits != NULL)
    sb_limits_set (x->practice->limits, sb_tree_truth (limits));
  if (sb_tree_get (body, "refresh_grace_seconds") != NULL)
    sb_oauth_set_grace (x->practice->oauth,
                        sb_tree_get_decimal (body, "refresh_grace_seconds", 0) * G_USEC_PER_SEC);
  if (sb_tree_get (body, "parallel_refresh_revokes") != NULL)
    sb_oauth_set_revokes_replayed (x->practice->oauth,
                                   sb_tree_get_truth (body, "parallel_refresh_revokes"));
  if (sb_tree_get (body, "auto_consent") != NULL)
    x->practice->auto_consent = sb_tree_get_truth (body, "auto_consent");
  reply_done (x);
}

static void
handle_tokens (SbExchange *x, const SbTree *body)
{
  SbBooks *books = company_of (x, body);

  if (sb_tree_get_truth (body, "expire"))
    sb_oauth_expire_access (x->practice->oauth);
  if (sb_tree_get_truth (body, "disconnect") && books != NULL)
    sb_oauth_disconnect (x->practice->oauth, books->realm);
  sb_practice_keep_auth (x->practice);
  reply_done (x);
}

static void
handle_status (SbExchange *x)
{
  GString *out = g_string_new ("{\"companies\":[");

  for (guint i = 0; i < x->practice->companies->len; i++)
    {
      SbBooks *books = g_ptr_array_index (x->practice->companies, i);
      g_autoptr (SbTree) name
          = sb_tree_new_string (sb_tree_get_text (sb_books_info (books), "CompanyName"));

      g_string_append_printf (out,
                              "%s{\"realm\":\"%s\",\"seed\":\"%s\",\"name\":", i > 0 ? "," : "",
                              books->realm, books->seed);
      sb_tree_write (name, out);
      g_string_append_c (out, '}');
    }
  g_string_append_printf (out, "],\"calls\":%" G_GUINT64_FORMAT "}", x->practice->calls);
  sb_exchange_reply_json (x, 200, g_string_free (out, FALSE));
}

void
sb_practice_handle_admin (SbExchange *x)
{
  static const struct
  {
    const char *path;
    void (*handle) (SbExchange *x, const SbTree *body);
  } doors[] = {
    { "/practice/edit", handle_edit },     { "/practice/clock", handle_clock },
    { "/practice/faults", handle_faults }, { "/practice/switches", handle_switches },
    { "/practice/tokens", handle_tokens },
  };
  g_autoptr (SbTree) body = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (x->path, "/practice/status") == 0)
    {
      handle_status (x);
      return;
    }
  if (g_str_has_prefix (x->path, "/practice/file/"))
    {
      sb_practice_handle_file (x);
      return;
    }
  if (strcmp (x->method, "POST") != 0)
    return;
  body = sb_tree_parse (x->body, (gssize) x->body_length, &error);
  if (body == NULL)
    {
      reply_error (x, error);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    if (strcmp (x->path, doors[i].path) == 0)
      doors[i].handle (x, body);
}
