/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-loopback.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-http.h"
#include "sb-uid.h"

struct _SbLoopback
{
  GObject parent_instance;

  SoupServer *server; /* (owned) (nullable) once closed */
  char *path;         /* (owned) */
  guint16 port;
  SbLoopbackFunc func; /* (nullable) once closed or answered */
  gpointer user_data;
};

G_DEFINE_FINAL_TYPE (SbLoopback, sb_loopback, G_TYPE_OBJECT)

static const struct
{
  guint status;
  const char *title;
  const char *text;
} pages[] = {
  [SB_LOOPBACK_STRANGER] = { 400, N_("This is not the answer Stockbook waits for"),
                             N_("Nothing was changed. If you are signing in, start again in "
                                "Stockbook.") },
  [SB_LOOPBACK_GRANTED] = { 200, N_("You can close this page"),
                            N_("QuickBooks has let Stockbook in. Go back to Stockbook to see what "
                               "comes next.") },
  [SB_LOOPBACK_DENIED] = { 200, N_("Stockbook was not connected"),
                           N_("Nothing was changed. Go back to Stockbook to try again.") },
};

/* Nothing of the request is repeated on the page, and the script takes the code out of the address
 * bar and the history. */
static char *
make_page (SbLoopbackVerdict verdict, const char *nonce)
{
  g_autofree char *title = g_markup_escape_text (_(pages[verdict].title), -1);
  g_autofree char *text = g_markup_escape_text (_(pages[verdict].text), -1);

  return g_strdup_printf (
    "<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
    "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title>"
    "<style nonce=\"%s\">body{font:1.1em/1.5 sans-serif;max-width:32em;margin:20vh auto;padding:0 "
    "1em;"
    "color-scheme:light dark}h1{font-size:1.4em}</style></head>"
    "<body><h1>%s</h1><p>%s</p><script nonce=\"%s\">history.replaceState(null,'',"
    "'/')</script></body></html>",
    title, nonce, title, text, nonce);
}

static void
respond (SoupServerMessage *message, SbLoopbackVerdict verdict)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *nonce = sb_nonce_new (16);
  g_autofree char *policy =
    g_strdup_printf ("default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; "
                     "frame-ancestors 'none'",
                     nonce, nonce);
  char *page = make_page (verdict, nonce);

  soup_message_headers_replace (headers, "Content-Security-Policy", policy);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, pages[verdict].status, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE, page,
                                    strlen (page));
}

/* A page elsewhere whose name was made to point here would send its own name. */
static gboolean
names_this_machine (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *header = soup_message_headers_get_one (headers, "Host");
  g_autofree char *url = header != NULL ? g_strconcat ("http://", header, "/", NULL) : NULL;
  g_autoptr(GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && sb_qbo_http_is_loopback (g_uri_get_host (uri));
}

static void
let_go_cb (gpointer user_data)
{
  g_object_unref (user_data);
}

/* From idle, since letting go may end the server that is still busy with this message. */
static void
finished_cb (SoupServerMessage *message, SbLoopback *self)
{
  g_idle_add_once (let_go_cb, self);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
            gpointer user_data)
{
  SbLoopback *self = user_data;
  SbLoopbackVerdict verdict = SB_LOOPBACK_STRANGER;

  /* The sign-in may be over and let go of us before the page has been sent. */
  g_object_ref (self);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  if (self->func != NULL && strcmp (soup_server_message_get_method (message), "GET") == 0 &&
      strcmp (path, self->path) == 0 && names_this_machine (message))
    verdict = self->func (g_uri_get_query (soup_server_message_get_uri (message)), self->user_data);
  if (verdict != SB_LOOPBACK_STRANGER)
    self->func = NULL;
  respond (message, verdict);
}

/* Bodies are not wanted and not kept. */
static void
started_cb (SoupServer *server, SoupServerMessage *message, SbLoopback *self)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
}

static guint16
bound_port (SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  guint16 port = uris != NULL ? (guint16) g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

/* Both loopback addresses at one port. A machine without IPv6 does with one; a port that is taken
 * on IPv6 would send some browsers to somebody else. */
static gboolean
listen_at (SbLoopback *self, guint16 port)
{
  g_autoptr(SoupServer) server = g_object_new (SOUP_TYPE_SERVER, NULL);
  g_autoptr(GError) error = NULL;

  if (!soup_server_listen_local (server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    return FALSE;
  self->port = bound_port (server);
  if (!soup_server_listen_local (server, self->port, SOUP_SERVER_LISTEN_IPV6_ONLY, &error) &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    {
      soup_server_disconnect (server);
      return FALSE;
    }
  self->server = g_steal_pointer (&server);
  return TRUE;
}

#define ANY_PORT_TRIES 8

static gboolean
listen_somewhere (SbLoopback *self, const guint16 *ports, gboolean any_port)
{
  for (guint i = 0; any_port && i < ANY_PORT_TRIES; i++)
    if (listen_at (self, 0))
      return TRUE;
  for (guint i = 0; !any_port && ports[i] != 0; i++)
    if (listen_at (self, ports[i]))
      return TRUE;
  return FALSE;
}

static void
sb_loopback_dispose (GObject *object)
{
  SbLoopback *self = SB_LOOPBACK (object);

  self->func = NULL;
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (sb_loopback_parent_class)->dispose (object);
}

static void
sb_loopback_class_init (SbLoopbackClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_loopback_dispose;
}

static void
sb_loopback_init (SbLoopback *self)
{
  self->port = 0;
}

SbLoopback *
sb_loopback_new (const char *path, const guint16 *ports, gboolean any_port, SbLoopbackFunc func,
                 gpointer user_data, GError **error)
{
  g_autoptr(SbLoopback) self = g_object_new (SB_TYPE_LOOPBACK, NULL);

  self->path = g_strdup (path);
  if (!listen_somewhere (self, ports, any_port))
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT,
                   _("The port to which the browser returns is used by another program."));
      return NULL;
    }
  self->func = func;
  self->user_data = user_data;
  g_signal_connect (self->server, "request-started", G_CALLBACK (started_cb), self);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  return g_steal_pointer (&self);
}

guint16
sb_loopback_get_port (SbLoopback *self)
{
  return self->port;
}

void
sb_loopback_close (SbLoopback *self)
{
  self->func = NULL;
}
