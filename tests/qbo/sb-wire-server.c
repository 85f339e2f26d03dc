/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-wire-server.h"

#include <string.h>

struct _SbWireServer
{
  GSocketService *service;   /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *base;                /* (owned) */
  GPtrArray *requests;       /* (owned) */
  GPtrArray *held;           /* (owned): exchanges that get no answer */
  SbWireFunc func;
  gpointer user_data;
  guint connections;
};

typedef struct
{
  SbWireServer *server;
  GSocketConnection *connection; /* (owned) */
  GByteArray *in;                /* (owned) */
  gboolean stall;                /* keeps the connection after the answer */
} Exchange;

static void
request_free (SbWireRequest *self)
{
  g_free (self->method);
  g_free (self->target);
  g_hash_table_unref (self->headers);
  g_free (self->body);
  g_free (self);
}

static void
exchange_free (Exchange *self)
{
  self->server->connections--;
  g_io_stream_close (G_IO_STREAM (self->connection), NULL, NULL);
  g_object_unref (self->connection);
  g_byte_array_unref (self->in);
  g_free (self);
}

const char *
sb_wire_request_header (const SbWireRequest *request, const char *lower_case_name)
{
  return g_hash_table_lookup (request->headers, lower_case_name);
}

void
sb_wire_reply (GString *out, guint status, const char *type, const char *body, const char *more)
{
  g_string_append_printf (out,
                          "HTTP/1.1 %u Text\r\nContent-Type: %s\r\nContent-Length: "
                          "%zu\r\nConnection: close\r\n%s\r\n%s", status, type, strlen (body), more != NULL ? more : "", body);
}

/* A whole request, or NULL while bytes are missing. */
static SbWireRequest *
parse (GByteArray *in)
{
  g_autofree char *text = g_strndup ((const char *) in->data, in->len);
  char *end = strstr (text, "\r\n\r\n");
  g_auto(GStrv) lines = NULL;
  g_auto(GStrv) first = NULL;
  SbWireRequest *request;
  const char *length;

  if (end == NULL)
    return NULL;
  *end = '\0';
  lines = g_strsplit (text, "\r\n", -1);
  first = g_strsplit (lines[0], " ", 3);
  g_assert_cmpuint (g_strv_length (first), ==, 3);
  request = g_new0 (SbWireRequest, 1);
  request->method = g_strdup (first[0]);
  request->target = g_strdup (first[1]);
  request->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ":", 2);

      g_hash_table_replace (request->headers, g_ascii_strdown (pair[0], -1),
                            g_strstrip (g_strdup (pair[1])));
    }
  length = sb_wire_request_header (request, "content-length");
  request->body = g_strdup (end + 4);
  if (length != NULL && strlen (request->body) < (gsize) g_ascii_strtoull (length, NULL, 10))
    {
      request_free (request);
      return NULL;
    }
  return request;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;

  /* The client may have gone: that is what some tests are about. */
  (void) g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  if (exchange->stall && !g_cancellable_is_cancelled (exchange->server->cancellable))
    g_ptr_array_add (exchange->server->held, exchange);
  else
    exchange_free (exchange);
}

static void
answer (Exchange *exchange, SbWireRequest *request)
{
  SbWireServer *self = exchange->server;
  GString *out = g_string_new (NULL);
  SbWireAction action;

  g_ptr_array_add (self->requests, request);
  action = self->func (request, out, self->user_data);
  exchange->stall = action == SB_WIRE_STALL;
  if (action == SB_WIRE_ANSWER || action == SB_WIRE_STALL)
    {
      gsize length = out->len;
      char *bytes = g_string_free (out, FALSE);

      g_object_set_data_full (G_OBJECT (exchange->connection), "bytes", bytes, g_free);
      g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (exchange->connection)), bytes, length,
                                       G_PRIORITY_DEFAULT, self->cancellable, written_cb, exchange);
      return;
    }
  g_string_free (out, TRUE);
  if (action == SB_WIRE_HOLD)
    g_ptr_array_add (self->held, exchange);
  else
    exchange_free (exchange);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                              NULL);
  SbWireRequest *request;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      exchange_free (exchange);
      return;
    }
  g_byte_array_append (exchange->in, g_bytes_get_data (bytes, NULL),
                       (guint) g_bytes_get_size (bytes));
  request = parse (exchange->in);
  if (request != NULL)
    answer (exchange, request);
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (source), 65536, G_PRIORITY_DEFAULT,
                                     exchange->server->cancellable, read_cb, exchange);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source,
             SbWireServer *self)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  self->connections++;
  exchange->server = self;
  exchange->connection = g_object_ref (connection);
  exchange->in = g_byte_array_new ();
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), 65536,
                                   G_PRIORITY_DEFAULT, self->cancellable, read_cb, exchange);
  return TRUE;
}

SbWireServer *
sb_wire_server_new (SbWireFunc func, gpointer user_data)
{
  SbWireServer *self = g_new0 (SbWireServer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) error = NULL;

  self->service = g_socket_service_new ();
  self->cancellable = g_cancellable_new ();
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_free);
  self->func = func;
  self->user_data = user_data;
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->base = g_strdup_printf ("http://127.0.0.1:%u",
                                g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  return self;
}

void
sb_wire_server_free (SbWireServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->held, 0);
  while (self->connections > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->held);
  g_free (self->base);
  g_free (self);
}

const char *
sb_wire_server_get_base (SbWireServer *self)
{
  return self->base;
}

GPtrArray *
sb_wire_server_get_requests (SbWireServer *self)
{
  return self->requests;
}
