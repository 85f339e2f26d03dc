/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP side: one exchange from arrival to answer, with scripted failures and limits between. */
#include "sb-practice.h"

#include "sb-practice-entities.h"
#include "sb-practice-someone.h"
#include "sb-practice-write.h"
#include "sb-uid.h"

#include <string.h>

#define HANG_MS 120000u
#define BODY_MOST (100u * 1024u * 1024u)

static void
exchange_free (SbExchange *x)
{
  g_clear_object (&x->message);
  g_free (x->path);
  g_strfreev (x->segments);
  g_clear_pointer (&x->query, g_hash_table_unref);
  g_free (x->body);
  g_free (x->type);
  g_free (x->text);
  g_clear_pointer (&x->blob, g_bytes_unref);
  g_free (x->location);
  g_free (x->retry_after);
  g_free (x->entity);
  g_free (x);
}

static gboolean
is_api (const SbExchange *x)
{
  return g_str_has_prefix (x->path, "/v3/");
}

static const char *
realm_of (const SbExchange *x)
{
  return x->segments[0] != NULL && x->segments[1] != NULL && x->segments[2] != NULL ? x->segments[2]
                                                                                    : "";
}

/* ---- the log: one JSON line a request, never a token ---- */

static void
write_log (SbExchange *x)
{
  g_autoptr (SbTree) line = NULL;
  g_autoptr (GString) out = NULL;
  g_autofree char *time = NULL;

  if (x->practice->log == NULL)
    return;
  line = sb_tree_new_object ();
  time = sb_pacific_format (sb_practice_time_now (&x->practice->time), TRUE);
  sb_tree_set_int (line, "n", (gint64) x->n);
  sb_tree_set_text (line, "time", time);
  sb_tree_set_text (line, "method", x->method);
  sb_tree_set_text (line, "path", x->path);
  sb_tree_set_text (line, "requestid", sb_exchange_query (x, "requestid"));
  sb_tree_set_text (line, "operation", sb_exchange_query (x, "operation"));
  sb_tree_set_text (line, "entity", x->entity);
  sb_tree_set_int (line, "status", x->status);
  sb_tree_set_text (line, "result", x->result);
  out = g_string_new (NULL);
  sb_tree_write (line, out);
  g_string_append_c (out, '\n');
  g_output_stream_write_all (x->practice->log, out->str, out->len, NULL, NULL, NULL);
}

/* ---- answering ---- */

static char *
make_tid (void)
{
  return sb_uid_new ();
}

static void
close_connection (SbExchange *x)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (x->message);

  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
}

/* The head promises the whole body; half of it comes and the connection ends. */
static void
send_truncated (SbExchange *x)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (x->message);
  g_autoptr (GString) out = g_string_new (NULL);
  gsize length = strlen (x->text);

  g_string_append_printf (
      out, "HTTP/1.1 %u OK\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
      x->status, x->type, length);
  g_string_append_len (out, x->text, (gssize) (length / 2));
  if (stream == NULL)
    return;
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), out->str, out->len, NULL, NULL,
                             NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
fill_message (SbExchange *x)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (x->message);
  g_autofree char *tid = make_tid ();

  soup_server_message_set_status (x->message, x->status, NULL);
  soup_message_headers_replace (headers, "intuit_tid", tid);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache, no-store");
  if (is_api (x))
    soup_message_headers_replace (headers, "QBO-Version", "1999.999");
  else
    {
      soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
      soup_message_headers_replace (
          headers, "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'");
      soup_message_headers_replace (headers, "Referrer-Policy", "same-origin");
    }
  if (x->location != NULL)
    soup_message_headers_replace (headers, "Location", x->location);
  if (x->challenge != NULL)
    soup_message_headers_replace (headers, "WWW-Authenticate", x->challenge);
  if (x->retry_after != NULL)
    soup_message_headers_replace (headers, "Retry-After", x->retry_after);
  if (x->blob != NULL)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (x->blob, &length);

      soup_server_message_set_response (x->message, x->type, SOUP_MEMORY_COPY, bytes, length);
    }
  else
    soup_server_message_set_response (x->message, x->type, SOUP_MEMORY_COPY, x->text,
                                      strlen (x->text));
}

/* What cannot be kept must not be answered: better no company than one that forgets. */
static void
keep (SbExchange *x)
{
  g_autoptr (GError) error = NULL;

  if (!sb_practice_data_sync (x->practice->data, &error))
    g_error ("%s", error->message);
}

static void
finish (SbExchange *x)
{
  if (x->fault.kind == SB_FAULT_DROP_AFTER || x->fault.kind == SB_FAULT_DROP_BEFORE)
    {
      x->result = "dropped";
      x->status = 0;
      close_connection (x);
    }
  else if (x->fault.kind == SB_FAULT_TRUNCATE)
    {
      x->result = "truncated";
      send_truncated (x);
    }
  else
    fill_message (x);
  write_log (x);
  for (guint i = 0; i < x->practice->companies->len; i++)
    sb_books_rest (g_ptr_array_index (x->practice->companies, i));
  if (is_api (x))
    sb_limits_leave (x->practice->limits, realm_of (x));
  exchange_free (x);
}

static gboolean
finish_later (gpointer data)
{
  SbExchange *x = data;
  g_autoptr (SoupServerMessage) message = g_object_ref (x->message);
  gboolean taken = x->fault.kind == SB_FAULT_DROP_AFTER || x->fault.kind == SB_FAULT_TRUNCATE;

  finish (x);
  if (!taken)
    soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
answer (SbExchange *x)
{
  guint delay = is_api (x) ? x->practice->latency_ms : 0;

  keep (x);
  if (x->fault.kind == SB_FAULT_SLOW)
    delay += x->fault.ms;
  if (x->fault.kind == SB_FAULT_HANG || x->fault.kind == SB_FAULT_HANG_AFTER)
    delay = HANG_MS;
  if (delay == 0)
    {
      finish (x);
      return;
    }
  soup_server_message_pause (x->message);
  g_timeout_add (delay, finish_later, x);
}

/* ---- scripted failures ---- */

static void
reply_throttled (SbExchange *x)
{
  g_autoptr (GError) error = NULL;

  sb_fault_set (&error, 3001, NULL, "The request limit was reached. Try again later");
  if (x->fault.kind == SB_FAULT_429_GATEWAY)
    sb_exchange_reply_json (
        x, 429,
        sb_fault_gateway_text (3001, 429, "ThrottleExceeded", "SERVICE", error->message,
                               sb_practice_time_now (&x->practice->time) / 1000));
  else
    sb_exchange_reply_fault (x, error);
}

static void
say_when (SbExchange *x)
{
  if (x->status >= 429 && x->fault.retry_after >= 0)
    x->retry_after = g_strdup_printf ("%d", x->fault.retry_after);
}

static void
reply_scripted_fault (SbExchange *x, int code, const char *detail)
{
  g_autoptr (GError) error = NULL;

  sb_fault_set (&error, code, NULL, "%s", detail);
  sb_exchange_reply_fault (x, error);
}

/* TRUE: the script has answered in place of the company. */
static gboolean
reply_from_script (SbExchange *x)
{
  gint64 now = sb_practice_time_now (&x->practice->time);

  switch ((int) x->fault.kind)
    {
    case SB_FAULT_DROP_BEFORE:
    case SB_FAULT_HANG:
      sb_exchange_reply (x, 504, "text/plain", g_strdup ("stream timeout"));
      return TRUE;
    case SB_FAULT_401:
      sb_exchange_reply_json (x, 401,
                              sb_fault_gateway_text (3200, 401, "AuthenticationFailed",
                                                     "AUTHENTICATION", "Token expired: REDACTED",
                                                     now / 1000));
      x->challenge = "Bearer realm=\"Intuit\", error=\"invalid_token\"";
      return TRUE;
    case SB_FAULT_429:
    case SB_FAULT_429_GATEWAY:
      reply_throttled (x);
      say_when (x);
      return TRUE;
    case SB_FAULT_500_HTML:
    case SB_FAULT_503_HTML:
      sb_exchange_reply (x, x->fault.kind == SB_FAULT_500_HTML ? 500 : 503, "text/html",
                         g_strdup ("<html><head><title>Error</title></head><body><h1>Service "
                                   "Unavailable</h1></body></html>"));
      say_when (x);
      return TRUE;
    case SB_FAULT_XML:
      sb_exchange_reply (x, 400, "application/xml",
                         g_strdup ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><IntuitResponse "
                                   "xmlns=\"http://schema.intuit.com/finance/v3\">"
                                   "<Fault type=\"SystemFault\"><Error code=\"10000\"><Message>An "
                                   "application error has occurred while "
                                   "processing your request</Message><Detail>System Failure Error: "
                                   "scripted</Detail></Error></Fault>"
                                   "</IntuitResponse>"));
      return TRUE;
    case SB_FAULT_200_FAULT:
      reply_scripted_fault (x, 10000, "System Failure Error: scripted");
      x->status = 200;
      return TRUE;
    case SB_FAULT_FAULT:
      reply_scripted_fault (x, x->fault.code,
                            x->fault.detail != NULL ? x->fault.detail : "scripted");
      return TRUE;
    case SB_FAULT_LOCK:
      reply_scripted_fault (x, 6000,
                            "Business Validation Error: another user was creating/editing/deleting "
                            "a transaction with inventory "
                            "products at exactly the same time. Try again in 30 min.");
      return TRUE;
    default:
      return FALSE;
    }
}

/* Somebody in QuickBooks works on @entity @id, which this request is about to change. */
static void
edit_object (SbExchange *x, SbBooks *books, const SbEntity *entity, const char *id)
{
  SbObject *object = entity != NULL ? sb_books_find (books, entity, id) : NULL;
  g_autoptr (SbTree) answer = NULL;

  if (object == NULL)
    return;
  if (x->fault.detail != NULL)
    answer = sb_practice_edit (x->practice, books, entity->name, id, x->fault.detail, NULL, NULL);
  else
    {
      sb_object_set_editor (object, "Pat Miller");
      sb_books_put (books, object, sb_tree_copy (sb_object_body (object)));
      sb_practice_data_commit (x->practice->data, books, NULL, NULL, NULL);
    }
}

static void
edit_first (SbExchange *x)
{
  SbBooks *books = sb_practice_find_company (x->practice, realm_of (x));
  const char *what = x->segments[3] != NULL ? x->segments[3] : "";
  g_autoptr (SbTree) body = sb_tree_parse (x->body, (gssize) x->body_length, NULL);
  const SbTree *items = sb_tree_get (body, "BatchItemRequest");

  if (books == NULL)
    return;
  edit_object (x, books, sb_entity_for_path (what), sb_tree_get_text (body, "Id"));
  for (guint i = 0; i < sb_tree_length (items); i++)
    for (guint j = 0; j < sb_tree_length (sb_tree_nth (items, i)); j++)
      {
        const SbTree *item = sb_tree_nth (items, i);

        edit_object (x, books, sb_entity_named (sb_tree_nth_name (item, j)),
                     sb_tree_get_text (sb_tree_nth (item, j), "Id"));
      }
}

/* ---- arrival ---- */

/* A page from elsewhere, open in the same browser, must neither read nor steer the company: its
 * requests carry its own Origin, or (after a trick with the name server) its own Host. */
static gboolean
is_from_elsewhere (SbExchange *x)
{
  const char *origin = sb_exchange_header (x, "Origin");
  const char *host = sb_exchange_header (x, "Host");
  g_autofree char *own = g_strdup_printf ("127.0.0.1:%u", x->practice->port);
  g_autofree char *named = g_strdup_printf ("localhost:%u", x->practice->port);

  if (host != NULL && strcmp (host, own) != 0 && strcmp (host, named) != 0)
    return TRUE;
  return origin != NULL
         && (!g_str_has_prefix (origin, "http://")
             || (strcmp (origin + 7, own) != 0 && strcmp (origin + 7, named) != 0));
}

static void
dispatch (SbExchange *x)
{
  if (is_from_elsewhere (x))
    sb_exchange_reply (x, 403, "text/plain",
                       g_strdup ("Only for programs and pages of this computer"));
  else if (is_api (x))
    {
      sb_practice_handle_api (x);
      sb_format_answer (x);
    }
  else if (g_str_has_prefix (x->path, "/connect/oauth2"))
    sb_practice_handle_consent (x);
  else if (g_str_has_prefix (x->path, "/oauth2/") || g_str_has_prefix (x->path, "/v2/oauth2/")
           || g_str_has_prefix (x->path, "/.well-known/") || g_str_has_prefix (x->path, "/op/")
           || g_str_has_prefix (x->path, "/v1/openid_connect/"))
    sb_practice_handle_tokens (x);
  else if (g_str_has_prefix (x->path, "/practice/"))
    sb_practice_handle_admin (x);
  else
    sb_practice_handle_web (x);
  if (x->text == NULL)
    sb_exchange_reply (x, 404, "text/plain", g_strdup ("Not found"));
}

static gboolean
is_counted (const SbExchange *x)
{
  return is_api (x) || g_str_has_prefix (x->path, "/oauth2/")
         || g_str_has_prefix (x->path, "/v2/oauth2/");
}

static void
handle (SbExchange *x)
{
  SbPractice *practice = x->practice;
  gboolean batch = g_str_has_suffix (x->path, "/batch");

  if (is_counted (x))
    {
      const char *query = g_uri_get_query (soup_server_message_get_uri (x->message));
      g_autofree char *whole = g_strconcat (x->path, "?", query != NULL ? query : "", NULL);

      x->n = ++practice->calls;
      sb_faults_pick (practice->faults, x->n, x->method, whole, x->body, &x->fault);
    }
  if (is_api (x)
      && !sb_limits_enter (practice->limits, realm_of (x), batch,
                           sb_practice_time_now (&practice->time)))
    {
      reply_throttled (x);
      x->fault.kind = SB_FAULT_NONE;
      answer (x);
      return;
    }
  if (x->fault.kind == SB_FAULT_EXPIRE)
    sb_oauth_expire_access (practice->oauth);
  if (x->fault.kind == SB_FAULT_EDIT)
    edit_first (x);
  if (!reply_from_script (x))
    dispatch (x);
  if (x->fault.kind == SB_FAULT_TEXT)
    sb_exchange_reply (x, 504, "text/plain", g_strdup ("stream timeout"));
  answer (x);
}

/* (nullable): @body (transfer full) as it was before the caller packed it */
static GBytes *
unpacked_body (SoupServerMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");
  g_autoptr (GBytes) packed = body;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0
      || g_bytes_get_size (packed) == 0)
    return g_steal_pointer (&packed);
  return sb_format_inflate (packed, encoding, BODY_MOST);
}

static void
arrived (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
         gpointer data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = unpacked_body (message, soup_message_body_flatten (body));
  SbExchange *x = g_new0 (SbExchange, 1);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  x->practice = data;
  x->practice->last_call = g_get_monotonic_time ();
  x->message = g_object_ref (message);
  x->method = soup_server_message_get_method (message);
  x->path = g_strdup (path);
  x->segments = g_strsplit (path[0] == '/' ? path + 1 : path, "/", 10);
  x->query = query != NULL ? g_hash_table_ref (query) : NULL;
  x->body = g_malloc (length + 1);
  if (length > 0)
    memcpy (x->body, text, length);
  x->body[length] = '\0';
  x->body_length = length;
  x->result = "ok";
  if (bytes == NULL || length > BODY_MOST)
    {
      sb_exchange_reply (x, 413, "text/plain", g_strdup ("Too large"));
      fill_message (x);
      exchange_free (x);
      return;
    }
  handle (x);
}

gboolean
sb_practice_listen (SbPractice *practice, guint port, GError **error)
{
  g_autoptr (GSList) uris = NULL;

  practice->server = soup_server_new ("server-header", "Practice company", NULL);
  soup_server_add_handler (practice->server, NULL, arrived, practice, NULL);
  if (!soup_server_listen_local (practice->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (practice->server);
  practice->port = (guint) g_uri_get_port (uris->data);
  g_slist_foreach (uris, (GFunc) (void *) g_uri_unref, NULL);
  return TRUE;
}
