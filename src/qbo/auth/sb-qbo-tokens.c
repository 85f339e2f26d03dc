/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-tokens.h"

#include <string.h>

#include "sb-json-reader.h"
#include "sb-json-writer.h"
#include "sb-qbo-error.h"

G_DEFINE_BOXED_TYPE (SbQboTokens, sb_qbo_tokens, sb_qbo_tokens_copy, sb_qbo_tokens_free)

/* Seconds that a server may claim; more would not fit a moment. */
#define LIFETIME_MAX (G_GINT64_CONSTANT (100) * 366 * 86400)

void
sb_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

SbQboTokens *
sb_qbo_tokens_copy (const SbQboTokens *self)
{
  SbQboTokens *copy = g_new (SbQboTokens, 1);

  *copy = *self;
  copy->access_token = g_strdup (self->access_token);
  copy->refresh_token = g_strdup (self->refresh_token);
  return copy;
}

void
sb_qbo_tokens_free (SbQboTokens *self)
{
  if (self == NULL)
    return;
  sb_secret_free (self->access_token);
  sb_secret_free (self->refresh_token);
  g_free (self);
}

gint64
sb_qbo_tokens_sign_in_by (const SbQboTokens *self)
{
  if (self->refresh_expires == 0 || self->refresh_hard_expires == 0)
    return MAX (self->refresh_expires, self->refresh_hard_expires);
  return MIN (self->refresh_expires, self->refresh_hard_expires);
}

char *
sb_qbo_tokens_to_text (const SbQboTokens *self)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "access", self->access_token);
  sb_json_writer_member_string (writer, "refresh", self->refresh_token);
  sb_json_writer_member_int (writer, "access_expires", self->access_expires);
  sb_json_writer_member_int (writer, "refresh_expires", self->refresh_expires);
  sb_json_writer_member_int (writer, "refresh_hard_expires", self->refresh_hard_expires);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gint64
int_or_zero (JsonObject *object, const char *name)
{
  gint64 value;

  return sb_json_get_int (object, name, &value, NULL) ? value : 0;
}

/* An object of text that is a secret: errors must not quote it. */
static JsonNode *
parse_secret (const char *text, gssize length, GError **error)
{
  JsonNode *node = sb_json_parse (text, length, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "the tokens cannot be read");
  return NULL;
}

static SbQboTokens *
tokens_new (JsonObject *object, const char *access_name, const char *refresh_name, GError **error)
{
  const char *access = sb_json_string_or (object, access_name, "");
  const char *refresh = sb_json_string_or (object, refresh_name, "");
  SbQboTokens *self;

  /* Both go into headers and forms: a control character there would be somebody's trick. */
  for (const char *p = access; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      access = "";
  if (*access == '\0' || *refresh == '\0')
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "the answer holds no tokens");
      return NULL;
    }
  self = g_new0 (SbQboTokens, 1);
  self->access_token = g_strdup (access);
  self->refresh_token = g_strdup (refresh);
  return self;
}

SbQboTokens *
sb_qbo_tokens_from_text (const char *text, GError **error)
{
  g_autoptr(JsonNode) node = parse_secret (text, -1, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  SbQboTokens *self = object != NULL ? tokens_new (object, "access", "refresh", error) : NULL;

  if (self == NULL)
    return NULL;
  self->access_expires = int_or_zero (object, "access_expires");
  self->refresh_expires = int_or_zero (object, "refresh_expires");
  self->refresh_hard_expires = int_or_zero (object, "refresh_hard_expires");
  return self;
}

static gint64
end_of (JsonObject *object, const char *name, gint64 now)
{
  gint64 seconds = int_or_zero (object, name);

  return seconds > 0 && seconds <= LIFETIME_MAX ? now + seconds * G_TIME_SPAN_SECOND : 0;
}

SbQboTokens *
sb_qbo_tokens_from_answer (const char *json, gssize length, gint64 now, GError **error)
{
  g_autoptr(JsonNode) node = parse_secret (json, length, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  SbQboTokens *self = object != NULL ? tokens_new (object, "access_token", "refresh_token",
                                                   error) : NULL;

  if (self == NULL)
    return NULL;
  self->access_expires = end_of (object, "expires_in", now);
  self->refresh_expires = end_of (object, "x_refresh_token_expires_in", now);
  self->refresh_hard_expires = end_of (object, "x_refresh_token_hard_expires_in", now);
  return self;
}
