/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /v3/company/REALM/..: who may come in, and which operation a path means. */
#include "sb-practice.h"

#include "sb-practice-cdc.h"
#include "sb-practice-entities.h"
#include "sb-practice-query.h"
#include "sb-practice-write.h"

#include <string.h>

#define REQUESTID_MOST 50u

static char *
now_text (SbExchange *x)
{
  return sb_pacific_format (sb_practice_time_now (&x->practice->time), TRUE);
}

/* {"MEMBER":VALUE,"time":".."} */
static void
reply_member (SbExchange *x, const char *member, const SbTree *value)
{
  GString *out = g_string_new (NULL);
  g_autofree char *time = now_text (x);

  g_string_append_printf (out, "{\"%s\":", member);
  sb_tree_write (value, out);
  g_string_append_printf (out, ",\"time\":\"%s\"}", time);
  sb_exchange_reply_json (x, 200, g_string_free (out, FALSE));
}

static void
reply_gateway (SbExchange *x, guint status, int code, const char *word, const char *type,
               const char *detail)
{
  gint64 now = sb_practice_time_now (&x->practice->time);

  sb_exchange_reply_json (x, status,
                          sb_fault_gateway_text (code, status, word, type, detail, now / 1000));
  x->result = status == 429 ? "throttled" : "unauthorized";
}

/* ---- writing ---- */

static SbTree *
parse_body (SbExchange *x, GError **error)
{
  g_autoptr (GError) bad = NULL;
  SbTree *body = sb_tree_parse (x->body, (gssize) x->body_length, &bad);

  if (body != NULL && sb_tree_kind (body) == SB_TREE_OBJECT)
    return body;
  sb_tree_free (body);
  sb_fault_set (error, 2010, NULL, "Property Name:%s specified is unsupported or invalid",
                bad != NULL ? bad->message : "no object");
  return NULL;
}

static gboolean
check_requestid (const char *requestid, GError **error)
{
  if (requestid == NULL || (requestid[0] != '\0' && strlen (requestid) <= REQUESTID_MOST))
    return TRUE;
  sb_fault_set (error, 2130, "requestid", "Invalid Request Id format : at most %u characters",
                REQUESTID_MOST);
  return FALSE;
}

static void
handle_write (SbExchange *x, SbBooks *books, const SbEntity *entity)
{
  const char *requestid = sb_exchange_query (x, "requestid");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) body = NULL;
  g_autofree char *member = NULL;
  g_autofree char *time = now_text (x);
  SbSave save = { .operation = sb_exchange_query (x, "operation"),
                  .include = sb_exchange_query (x, "include") };

  if (check_requestid (requestid, &error))
    body = parse_body (x, &error);
  if (body != NULL)
    member = sb_practice_save (x->practice, books, requestid, entity, &save, body, &error);
  if (member == NULL)
    sb_exchange_reply_fault (x, error);
  else
    sb_exchange_reply_json (x, 200, g_strdup_printf ("{%s,\"time\":\"%s\"}", member, time));
}

/* ---- reading ---- */

static void
handle_read (SbExchange *x, SbBooks *books, const SbEntity *entity, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) answer = NULL;
  SbObject *object;

  if ((entity->flags & SB_ENTITY_SINGLE) != 0)
    id = "1";
  object = sb_books_read (books, entity, id, &error);
  if (object == NULL)
    {
      sb_exchange_reply_fault (x, error);
      return;
    }
  answer = sb_object_render (books, object);
  reply_member (x, entity->name, answer);
}

static void
handle_query (SbExchange *x, SbBooks *books)
{
  g_autoptr (GError) error = NULL;
  const char *statement
      = strcmp (x->method, "POST") == 0 ? x->body : sb_exchange_query (x, "query");
  g_autoptr (SbQuery) query = sb_query_parse (statement != NULL ? statement : "", &error);
  g_autoptr (SbTree) answer = NULL;

  if (query == NULL)
    {
      sb_exchange_reply_fault (x, error);
      return;
    }
  x->entity = g_strdup (query->entity->name);
  answer = sb_query_run (books, query);
  reply_member (x, "QueryResponse", answer);
}

static void
handle_cdc (SbExchange *x, SbBooks *books)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) answer = sb_cdc_answer (books, sb_exchange_query (x, "entities"),
                                             sb_exchange_query (x, "changedSince"), &error);

  if (answer == NULL)
    sb_exchange_reply_fault (x, error);
  else
    reply_member (x, "CDCResponse", answer);
}

static void
refuse_path (SbExchange *x)
{
  g_autoptr (GError) error = NULL;

  sb_fault_set (
      &error, 500, NULL,
      "Operation Could not find resource for relative : %s of full path: %s is not supported.",
      x->path, x->path);
  sb_exchange_reply_fault (x, error);
}

static gboolean
is_paper_path (const char *word)
{
  return g_strcmp0 (word, "pdf") == 0 || g_strcmp0 (word, "send") == 0;
}

static void
route (SbExchange *x, SbBooks *books)
{
  const char *what = x->segments[3] != NULL ? x->segments[3] : "";
  const char *id = x->segments[3] != NULL ? x->segments[4] : NULL;
  gboolean post = strcmp (x->method, "POST") == 0;
  const SbEntity *entity = sb_entity_for_path (what);

  if (strcmp (what, "query") == 0 && id == NULL)
    handle_query (x, books);
  else if (strcmp (what, "batch") == 0 && post && id == NULL)
    sb_practice_handle_batch (x, books);
  else if (strcmp (what, "cdc") == 0 && !post && id == NULL)
    handle_cdc (x, books);
  else if (strcmp (what, "reports") == 0 && !post && id != NULL)
    sb_practice_handle_report (x, books, id);
  else if (strcmp (what, "taxservice") == 0 && post && g_strcmp0 (id, "taxcode") == 0)
    sb_practice_handle_tax_service (x, books);
  else if (strcmp (what, "exchangerate") == 0 && id == NULL)
    sb_practice_handle_exchange_rate (x, books);
  else if (strcmp (what, "upload") == 0 && post && id == NULL)
    sb_practice_handle_upload (x, books);
  else if (strcmp (what, "download") == 0 && !post && id != NULL && x->segments[5] == NULL)
    sb_practice_handle_download (x, books, id);
  else if (entity == NULL)
    refuse_path (x);
  else if (id != NULL && is_paper_path (x->segments[5]) && x->segments[6] == NULL)
    {
      x->entity = g_strdup (entity->name);
      if (!sb_practice_handle_paper (x, books, entity))
        refuse_path (x);
    }
  else if (post && id == NULL)
    {
      x->entity = g_strdup (entity->name);
      handle_write (x, books, entity);
    }
  else if (!post && (id != NULL || (entity->flags & SB_ENTITY_SINGLE) != 0)
           && (id == NULL || x->segments[5] == NULL))
    {
      x->entity = g_strdup (entity->name);
      handle_read (x, books, entity, id);
    }
  else
    refuse_path (x);
}

static gboolean
check_access (SbExchange *x, const char *realm)
{
  const char *header = sb_exchange_header (x, "Authorization");
  const char *opened = header != NULL && g_str_has_prefix (header, "Bearer ")
                           ? sb_oauth_check (x->practice->oauth, header + 7)
                           : NULL;

  if (opened == NULL)
    {
      reply_gateway (x, 401, 3200, "AuthenticationFailed", "AUTHENTICATION",
                     "Token expired: REDACTED");
      x->challenge = "Bearer realm=\"Intuit\", error=\"invalid_token\"";
      return FALSE;
    }
  if (strcmp (opened, realm) == 0)
    return TRUE;
  reply_gateway (x, 403, 3100, "ApplicationAuthorizationFailed", "AuthorizationFault",
                 "This program is not authorised for the company");
  return FALSE;
}

void
sb_practice_handle_api (SbExchange *x)
{
  const char *realm = x->segments[0] != NULL && x->segments[1] != NULL && x->segments[2] != NULL
                          ? x->segments[2]
                          : "";
  SbBooks *books = sb_practice_find_company (x->practice, realm);
  g_autoptr (GError) error = NULL;

  if (check_access (x, realm) && books != NULL)
    {
      if (sb_format_read (x, &error))
        route (x, books);
      else
        sb_exchange_reply_fault (x, error);
    }
}
