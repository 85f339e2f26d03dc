/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service answers in JSON, its gateway in JSON of another spelling, XML, HTML or bare text,
 * whatever was asked for. The first byte tells. */
#include "sb-qbo-answer-private.h"

#include <string.h>

#include "sb-day.h"
#include "sb-json-reader.h"
#include "sb-qbo-error-private.h"

static gboolean
is_success (guint status)
{
  return status >= 200 && status < 300;
}

static char
first_byte (GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      return data[i];
  return '\0';
}

/* "time" is ISO text of the service or milliseconds of the gateway. */
static gint64
read_time (JsonObject *root)
{
  const char *text = sb_json_string_or (root, "time", NULL);
  gint64 moment;

  if (text != NULL)
    return sb_moment_parse (text, &moment, NULL) ? moment : 0;
  if (sb_json_has (root, "time") && sb_json_get_int (root, "time", &moment, NULL) && moment > 0 &&
      moment < G_MAXINT64 / 1000)
    return moment * 1000;
  return 0;
}

static void
read_body (SbQboAnswer *self, GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  char first = first_byte (body);

  if (first == '<' && g_utf8_validate (data, (gssize) size, NULL))
    {
      self->fault = sb_qbo_fault_from_xml (data, (gssize) size, self->status);
      return;
    }
  if (first != '{')
    return;
  self->body = sb_json_parse (data, (gssize) size, NULL);
  if (self->body == NULL || !JSON_NODE_HOLDS_OBJECT (self->body))
    {
      g_clear_pointer (&self->body, json_node_unref);
      return;
    }
  self->fault = sb_qbo_fault_find (json_node_get_object (self->body), self->status);
  self->time = read_time (json_node_get_object (self->body));
}

static gboolean
is_pdf (GBytes *body)
{
  static const char mark[] = "%PDF-";
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  return size > strlen (mark) && memcmp (data, mark, strlen (mark)) == 0;
}

static GError *
make_error (const SbQboAnswer *self, GBytes *body)
{
  GError *error;

  if (self->status >= 500)
    error = sb_qbo_error_new (SB_QBO_ERROR_SERVER, "HTTP %u%s%s", self->status,
                              self->fault != NULL ? ": " : "",
                              self->fault != NULL ? self->fault->detail : "");
  else if (self->status >= 300 && self->status < 400)
    error = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "HTTP %u: redirects are not followed",
                              self->status);
  else if (g_bytes_get_size (body) == 0)
    error = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL, "HTTP %u with an empty body", self->status);
  else
    error = sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL,
                              "HTTP %u with a body that cannot be understood", self->status);
  /* A 4xx without a fault came from something in front of the service, which did not pass it on;
   * 408 is somebody giving up waiting. */
  sb_qbo_error_set_maybe_done (error, self->status < 400 || self->status >= 500 ||
                               self->status == 408);
  sb_qbo_error_set_intuit_tid (error, self->intuit_tid);
  if (self->fault != NULL)
    sb_qbo_error_set_fault (error, self->fault->code, self->fault->reason, self->fault->remedy);
  return error;
}

SbQboAnswer *
sb_qbo_answer_parse (const SbQboReply *reply, GError **error)
{
  g_autoptr(SbQboAnswer) self = sb_qbo_answer_new ();

  self->status = reply->status;
  self->intuit_tid = g_strdup (reply->intuit_tid);
  self->attempts = 1;
  if (is_success (self->status) && is_pdf (reply->body))
    {
      self->file = g_bytes_ref (reply->body);
      return g_steal_pointer (&self);
    }
  read_body (self, reply->body);
  /* A gateway's word of 401, 403 or 429 needs no body to be understood. */
  if (self->fault == NULL && (self->status == 401 || self->status == 403 || self->status == 429))
    self->fault = sb_qbo_fault_new (self->status, NULL, NULL, NULL, NULL, NULL);
  if (self->status < 500 &&
      (self->fault != NULL || (is_success (self->status) && self->body != NULL)))
    return g_steal_pointer (&self);
  g_propagate_error (error, make_error (self, reply->body));
  return NULL;
}
