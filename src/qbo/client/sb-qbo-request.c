/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-request-private.h"

#include <string.h>

#include "sb-day.h"
#include "sb-json-writer.h"

G_DEFINE_BOXED_TYPE (SbQboRequest, sb_qbo_request, sb_qbo_request_ref, sb_qbo_request_unref)

#define REQUESTID_MAX 50
#define BATCH_REQUESTID_MAX 36
#define BID_MAX 10

SbQboRequest *
sb_qbo_request_ref (SbQboRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
request_clear (SbQboRequest *self)
{
  g_free (self->path);
  g_free (self->entity);
  g_free (self->requestid);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->content_type);
}

void
sb_qbo_request_unref (SbQboRequest *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, (GDestroyNotify) request_clear);
}

const char *
sb_qbo_operation_name (SbQboOperation operation)
{
  switch (operation)
    {
    case SB_QBO_OPERATION_CREATE:
      return "create";
    case SB_QBO_OPERATION_UPDATE:
      return "update";
    case SB_QBO_OPERATION_DELETE:
      return "delete";
    case SB_QBO_OPERATION_VOID:
    default:
      return "void";
    }
}

const char *
sb_qbo_call_kind_name (SbQboCallKind kind)
{
  static const char *const names[] = { "write", "batch", "read", "query", "cdc", "report" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), "write");
  return names[kind];
}

SbQboRequest *
sb_qbo_request_new (SbQboCallKind kind, const char *method, char *path, const char *entity)
{
  SbQboRequest *self = g_atomic_rc_box_new0 (SbQboRequest);

  self->kind = kind;
  self->method = method;
  self->path = path;
  self->entity = g_strdup (entity);
  self->accept = SB_QBO_ACCEPT_JSON;
  return self;
}

static const char *
write_query (const char *entity, SbQboOperation operation)
{
  const SbQboEntity *row = sb_qbo_entity_find (entity);

  switch (operation)
    {
    case SB_QBO_OPERATION_DELETE:
      return "operation=delete";
    case SB_QBO_OPERATION_VOID:
      return row != NULL && row->void_way == SB_QBO_VOID_UPDATE ? "operation=update&include=void"
                                                                : "operation=void";
    case SB_QBO_OPERATION_CREATE:
    case SB_QBO_OPERATION_UPDATE:
    default:
      return NULL;
    }
}

SbQboRequest *
sb_qbo_request_write (const char *entity, SbQboOperation operation, GBytes *body,
                      const char *requestid, SbQboWriteFlags flags)
{
  g_autofree char *segment = g_ascii_strdown (entity, -1);
  const char *query = write_query (entity, operation);
  gboolean allow = (flags & SB_QBO_WRITE_ALLOW_DUPLICATE_NUMBER) != 0;
  const char *more = allow ? "include=allowduplicatedocnum" : NULL;
  SbQboRequest *self;

  g_return_val_if_fail (requestid != NULL && *requestid != '\0' &&
                        strlen (requestid) <= REQUESTID_MAX, NULL);
  g_return_val_if_fail (body != NULL, NULL);

  if (query == NULL)
    {
      query = more;
      more = NULL;
    }
  self = sb_qbo_request_new (SB_QBO_CALL_WRITE, "POST",
                             g_strconcat (segment, query != NULL ? "?" : "",
                                          query != NULL ? query : "", more != NULL ? "&" : "",
                                          more != NULL ? more : "", NULL),
                             entity);
  self->requestid = g_strdup (requestid);
  self->body = g_bytes_ref (body);
  self->content_type = g_strdup (SB_QBO_ACCEPT_JSON);
  return self;
}

SbQboBatchItem *
sb_qbo_batch_item_new (const char *bid, SbQboOperation operation, const char *entity, GBytes *body,
                       SbQboWriteFlags flags)
{
  SbQboBatchItem *self;

  g_return_val_if_fail (bid != NULL && *bid != '\0' && strlen (bid) <= BID_MAX, NULL);
  g_return_val_if_fail (entity != NULL && body != NULL, NULL);

  self = g_new0 (SbQboBatchItem, 1);
  self->bid = g_strdup (bid);
  self->operation = operation;
  self->entity = g_strdup (entity);
  self->body = g_bytes_ref (body);
  self->flags = flags;
  return self;
}

SbQboBatchItem *
sb_qbo_batch_item_new_query (const char *bid, const char *query)
{
  SbQboBatchItem *self;

  g_return_val_if_fail (bid != NULL && *bid != '\0' && strlen (bid) <= BID_MAX, NULL);

  self = g_new0 (SbQboBatchItem, 1);
  self->bid = g_strdup (bid);
  self->query = g_strdup (query);
  return self;
}

void
sb_qbo_batch_item_free (SbQboBatchItem *self)
{
  if (self == NULL)
    return;
  g_free (self->bid);
  g_free (self->entity);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->query);
  g_free (self);
}

static void
write_object (const SbQboBatchItem *item, SbJsonWriter *writer)
{
  g_autofree char *object = g_strndup (g_bytes_get_data (item->body, NULL),
                                       g_bytes_get_size (item->body));
  gboolean is_void = item->operation == SB_QBO_OPERATION_VOID;

  /* In a batch a void is an update with an option; there is no operation of that name. */
  sb_json_writer_member_string (writer, "operation",
                                is_void ? "update" : sb_qbo_operation_name (item->operation));
  if (is_void)
    sb_json_writer_member_string (writer, "optionsData", "void");
  else if ((item->flags & SB_QBO_WRITE_ALLOW_DUPLICATE_NUMBER) != 0)
    sb_json_writer_member_string (writer, "optionsData", "allowduplicatedocnum");
  sb_json_writer_name (writer, item->entity);
  sb_json_writer_raw (writer, object);
}

GBytes *
sb_qbo_batch_body (GPtrArray *items)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  char *text;

  g_return_val_if_fail (items->len >= 1 && items->len <= SB_QBO_BATCH_MAX, NULL);

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "BatchItemRequest");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < items->len; i++)
    {
      const SbQboBatchItem *item = g_ptr_array_index (items, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "bId", item->bid);
      if (item->query != NULL)
        sb_json_writer_member_string (writer, "Query", item->query);
      else
        write_object (item, writer);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  text = sb_json_writer_finish (writer);
  return g_bytes_new_take (text, strlen (text));
}

SbQboRequest *
sb_qbo_request_batch_bytes (GBytes *body, const char *requestid)
{
  SbQboRequest *self;

  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (requestid != NULL && *requestid != '\0' &&
                        strlen (requestid) <= BATCH_REQUESTID_MAX, NULL);

  self = sb_qbo_request_new (SB_QBO_CALL_BATCH, "POST", g_strdup ("batch"), NULL);
  self->requestid = g_strdup (requestid);
  self->body = g_bytes_ref (body);
  self->content_type = g_strdup (SB_QBO_ACCEPT_JSON);
  return self;
}

SbQboRequest *
sb_qbo_request_batch (GPtrArray *items, const char *requestid)
{
  g_autoptr(GBytes) body = sb_qbo_batch_body (items);

  return body != NULL ? sb_qbo_request_batch_bytes (body, requestid) : NULL;
}

static char *
escape (const char *text)
{
  return g_uri_escape_string (text, NULL, FALSE);
}

SbQboRequest *
sb_qbo_request_query (const char *statement)
{
  g_autofree char *escaped = escape (statement);

  return sb_qbo_request_new (SB_QBO_CALL_QUERY, "GET", g_strconcat ("query?query=", escaped, NULL),
                             NULL);
}

SbQboRequest *
sb_qbo_request_read (const char *entity, const char *id)
{
  g_autofree char *segment = g_ascii_strdown (entity, -1);
  g_autofree char *escaped = escape (id);

  return sb_qbo_request_new (SB_QBO_CALL_READ, "GET", g_strconcat (segment, "/", escaped, NULL),
                             entity);
}

SbQboRequest *
sb_qbo_request_cdc (const char *const *entities, gint64 since)
{
  g_autofree char *list = g_strjoinv (",", (char **) (gsize) entities);
  g_autofree char *list_escaped = escape (list);
  g_autofree char *moment = sb_moment_format (since);
  g_autofree char *moment_escaped = escape (moment);

  return sb_qbo_request_new (SB_QBO_CALL_CDC, "GET",
                             g_strconcat ("cdc?entities=", list_escaped, "&changedSince=",
                                          moment_escaped, NULL),
                             NULL);
}

SbQboRequest *
sb_qbo_request_report (const char *name, const char *const *params)
{
  g_autofree char *escaped = escape (name);
  GString *path = g_string_new ("reports/");

  g_string_append (path, escaped);
  for (guint i = 0; params != NULL && params[i] != NULL && params[i + 1] != NULL; i += 2)
    {
      g_autofree char *key = escape (params[i]);
      g_autofree char *value = escape (params[i + 1]);

      g_string_append_printf (path, "%c%s=%s", i == 0 ? '?' : '&', key, value);
    }
  return sb_qbo_request_new (SB_QBO_CALL_REPORT, "GET", g_string_free (path, FALSE), NULL);
}

SbQboRequest *
sb_qbo_request_companyinfo (const char *realm_id)
{
  return sb_qbo_request_read ("CompanyInfo", realm_id);
}

SbQboRequest *
sb_qbo_request_preferences (void)
{
  return sb_qbo_request_new (SB_QBO_CALL_READ, "GET", g_strdup ("preferences"), "Preferences");
}

SbQboRequest *
sb_qbo_request_pdf (const char *entity, const char *id)
{
  const SbQboEntity *row = sb_qbo_entity_find (entity);
  g_autofree char *segment = g_ascii_strdown (entity, -1);
  g_autofree char *escaped = escape (id);
  SbQboRequest *self;

  g_return_val_if_fail (row != NULL && (row->abilities & SB_QBO_CAN_PDF) != 0, NULL);

  self = sb_qbo_request_new (SB_QBO_CALL_READ, "GET",
                             g_strconcat (segment, "/", escaped, "/pdf", NULL), entity);
  self->accept = SB_QBO_ACCEPT_PDF;
  return self;
}

SbQboRequest *
sb_qbo_request_exchange_rate (const char *currency, SbDay day)
{
  g_autofree char *escaped = escape (currency);
  char buffer[SB_DAY_TEXT_SIZE];

  return sb_qbo_request_new (SB_QBO_CALL_READ, "GET",
                             g_strconcat ("exchangerate?sourcecurrencycode=", escaped,
                                          day != SB_DAY_NONE ? "&asofdate=" : "",
                                          sb_day_format (day, buffer), NULL),
                             "ExchangeRate");
}

char *
sb_qbo_quote (const char *text)
{
  GString *quoted = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  g_string_append_c (quoted, '\'');
  return g_string_free (quoted, FALSE);
}
