/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The redirect address before signing in, and what comes back at it. Pure. */
#include "sb-redirect.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-http.h"
#include "sb-qbo-tokens.h"

/* An address bar holds no more that is worth reading. */
#define ANSWER_MAX 8192
#define CODE_MAX 4096
#define REALM_MAX 32

void
sb_redirect_free (SbRedirect *self)
{
  if (self == NULL)
    return;
  g_free (self->uri);
  g_free (self->path);
  g_free (self);
}

static SbRedirect *
parse_http (GUri *uri, const char *text, GError **error)
{
  SbRedirect *self;

  if (!sb_qbo_http_is_loopback (g_uri_get_host (uri)) || g_uri_get_port (uri) < 0)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT,
                   _("A redirect address with http must be on this computer and name a port, like "
                     "http://localhost:8400/callback."));
      return NULL;
    }
  self = g_new0 (SbRedirect, 1);
  self->path = g_strdup (*g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/");
  self->port = (guint16) g_uri_get_port (uri);
  self->any_port = self->port == 0;
  if (!self->any_port)
    self->uri = g_strdup (text);
  return self;
}

SbRedirect *
sb_redirect_parse (const char *redirect_uri, GError **error)
{
  g_autoptr(GUri) uri = NULL;
  SbRedirect *self;

  if (redirect_uri == NULL)
    {
      self = g_new0 (SbRedirect, 1);
      self->path = g_strdup ("/callback");
      return self;
    }
  uri = g_uri_parse (redirect_uri, G_URI_FLAGS_ENCODED, NULL);
  if (uri != NULL && strcmp (g_uri_get_scheme (uri), "http") == 0 &&
      g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL)
    return parse_http (uri, redirect_uri, error);
  if (uri == NULL || strcmp (g_uri_get_scheme (uri), "https") != 0 ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      g_uri_get_fragment (uri) != NULL)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT,
                   _("“%s” is not a redirect address: use one that begins with https, or "
                     "http://localhost with a port."),
                   redirect_uri);
      return NULL;
    }
  self = g_new0 (SbRedirect, 1);
  self->uri = g_strdup (redirect_uri);
  self->path = g_strdup ("/callback");
  self->hand_off = TRUE;
  return self;
}

void
sb_redirect_set_port (SbRedirect *self, guint16 port)
{
  self->port = port;
  if (self->uri == NULL)
    self->uri = g_strdup_printf ("http://localhost:%u%s", port, self->path);
}

void
sb_redirect_answer_free (SbRedirectAnswer *self)
{
  if (self == NULL)
    return;
  sb_secret_free (self->code);
  g_free (self->realm_id);
  g_free (self->state);
  g_free (self->error);
  g_free (self);
}

static char *
take_value (GHashTable *values, const char *name, gsize max)
{
  const char *value = g_hash_table_lookup (values, name);

  return value != NULL && *value != '\0' && strlen (value) <= max ? g_strdup (value) : NULL;
}

static gboolean
consists_of (const char *text, const char *allowed)
{
  return text[strspn (text, allowed)] == '\0';
}

SbRedirectAnswer *
sb_redirect_answer_parse (const char *query)
{
  g_autoptr(GHashTable) values = NULL;
  g_autofree char *trimmed = NULL;
  SbRedirectAnswer *self;
  const char *mark;

  if (query == NULL || strlen (query) > ANSWER_MAX || !g_utf8_validate (query, -1, NULL))
    return NULL;
  trimmed = g_strstrip (g_strdup (query));
  mark = strchr (trimmed, '?');
  trimmed[strcspn (trimmed, "#")] = '\0';
  values = g_uri_parse_params (mark != NULL ? mark + 1 : trimmed, -1, "&", G_URI_PARAMS_WWW_FORM,
                               NULL);
  if (values == NULL || !g_hash_table_contains (values, "state"))
    return NULL;
  self = g_new0 (SbRedirectAnswer, 1);
  self->code = take_value (values, "code", CODE_MAX);
  self->realm_id = take_value (values, "realmId", REALM_MAX);
  self->state = take_value (values, "state", CODE_MAX);
  self->error = take_value (values, "error", 64);
  /* The company goes into paths, the error into a sentence. */
  if (self->realm_id != NULL && !consists_of (self->realm_id, "0123456789"))
    g_clear_pointer (&self->realm_id, g_free);
  if (self->error != NULL && !consists_of (self->error, "abcdefghijklmnopqrstuvwxyz_"))
    {
      g_free (self->error);
      self->error = g_strdup ("unknown_error");
    }
  return self;
}
