/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-oauth.h"

#include "sb-uid.h"

#include <string.h>

#define ACCESS_LIFE (G_TIME_SPAN_HOUR)
#define ROTATION (G_TIME_SPAN_DAY)
#define REFRESH_LIFE (100 * G_TIME_SPAN_DAY)
#define HARD_LIFE (1825 * G_TIME_SPAN_DAY)
#define CODE_LIFE (10 * G_TIME_SPAN_MINUTE)

typedef struct
{
  gint64 id;
  char *client_id;   /* (owned) */
  char *realm;       /* (owned) */
  gint64 generation; /* of the refresh token */
  gint64 issued;     /* when that generation began, microseconds */
  gint64 first;      /* microseconds */
  gboolean revoked;
} Grant;

struct _SbOauth
{
  SbPracticeTime *time;
  char *key;                /* (owned) what tokens are derived from */
  char *client_id, *secret; /* (owned) (nullable) the only pair */
  GPtrArray *grants;        /* Grant */
  GHashTable *codes;        /* char* -> SbOauthCode */
  gint64 barrier;           /* access tokens issued before are expired */
  gint64 grace;             /* microseconds that the refresh token before stays good */
  gboolean revokes_replayed; /* an old refresh token ends the whole grant */
};

static void
grant_free (gpointer data)
{
  Grant *grant = data;

  g_free (grant->client_id);
  g_free (grant->realm);
  g_free (grant);
}

static void
code_free (gpointer data)
{
  SbOauthCode *code = data;

  g_free (code->client_id);
  g_free (code->redirect_uri);
  g_free (code->realm);
  g_free (code->challenge);
  g_free (code);
}

SbOauth *
sb_oauth_new (SbPracticeTime *time, const SbTree *kept)
{
  SbOauth *self = g_new0 (SbOauth, 1);
  SbTree *grants = sb_tree_get (kept, "grants");

  self->time = time;
  self->grants = g_ptr_array_new_with_free_func (grant_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, code_free);
  self->key = kept != NULL ? g_strdup (sb_tree_get_text (kept, "key")) : sb_nonce_new (32);
  for (guint i = 0; i < sb_tree_length (grants); i++)
    {
      SbTree *row = sb_tree_nth (grants, i);
      Grant *grant = g_new0 (Grant, 1);

      grant->id = sb_tree_get_decimal (row, "id", 0);
      grant->client_id = g_strdup (sb_tree_get_text (row, "client"));
      grant->realm = g_strdup (sb_tree_get_text (row, "realm"));
      grant->generation = sb_tree_get_decimal (row, "generation", 0);
      grant->issued = sb_tree_get_decimal (row, "issued", 0);
      grant->first = sb_tree_get_decimal (row, "first", 0);
      grant->revoked = sb_tree_get_truth (row, "revoked");
      g_ptr_array_add (self->grants, grant);
    }
  return self;
}

void
sb_oauth_free (SbOauth *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->grants);
  g_hash_table_unref (self->codes);
  g_free (self->key);
  g_free (self->client_id);
  g_free (self->secret);
  g_free (self);
}

SbTree *
sb_oauth_to_tree (SbOauth *self)
{
  SbTree *tree = sb_tree_new_object ();
  SbTree *grants = sb_tree_new_array ();

  sb_tree_set_text (tree, "key", self->key);
  for (guint i = 0; i < self->grants->len; i++)
    {
      Grant *grant = g_ptr_array_index (self->grants, i);
      SbTree *row = sb_tree_new_object ();

      sb_tree_set_int (row, "id", grant->id);
      sb_tree_set_text (row, "client", grant->client_id);
      sb_tree_set_text (row, "realm", grant->realm);
      sb_tree_set_int (row, "generation", grant->generation);
      sb_tree_set_int (row, "issued", grant->issued);
      sb_tree_set_int (row, "first", grant->first);
      sb_tree_set_truth (row, "revoked", grant->revoked);
      sb_tree_append (grants, row);
    }
  sb_tree_set (tree, "grants", grants);
  return tree;
}

void
sb_oauth_set_keys (SbOauth *self, const char *pair)
{
  const char *colon = pair != NULL ? strchr (pair, ':') : NULL;

  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->secret, g_free);
  if (colon == NULL)
    return;
  self->client_id = g_strndup (pair, (gsize) (colon - pair));
  self->secret = g_strdup (colon + 1);
}

gboolean
sb_oauth_knows_client (SbOauth *self, const char *client_id)
{
  return client_id != NULL && client_id[0] != '\0'
         && (self->client_id == NULL || strcmp (self->client_id, client_id) == 0);
}

gboolean
sb_oauth_checks_secret (SbOauth *self, const char *client_id, const char *secret)
{
  return sb_oauth_knows_client (self, client_id) && secret != NULL && secret[0] != '\0'
         && (self->secret == NULL || sb_constant_time_equal (self->secret, secret));
}

gboolean
sb_oauth_allows_redirect (const char *uri, gboolean production)
{
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host;
  gboolean secure;

  if (parsed == NULL || g_uri_get_fragment (parsed) != NULL || g_uri_get_host (parsed) == NULL)
    return FALSE;
  host = g_uri_get_host (parsed);
  secure = g_strcmp0 (g_uri_get_scheme (parsed), "https") == 0;
  if (strcmp (host, "localhost") == 0)
    return !production && g_strcmp0 (g_uri_get_scheme (parsed), "http") == 0;
  return secure && !g_hostname_is_ip_address (host) && strchr (host, '.') != NULL;
}

char *
sb_oauth_issue_code (SbOauth *self, const char *client_id, const char *redirect_uri,
                     const char *realm, const char *challenge)
{
  SbOauthCode *code = g_new0 (SbOauthCode, 1);
  g_autofree char *random = sb_nonce_new (24);
  char *text = g_strconcat ("XAB", random, NULL);

  code->client_id = g_strdup (client_id);
  code->redirect_uri = g_strdup (redirect_uri);
  code->realm = g_strdup (realm);
  code->challenge = g_strdup (challenge);
  code->expires = sb_practice_time_now (self->time) + CODE_LIFE;
  g_hash_table_replace (self->codes, g_strdup (text), code);
  return text;
}

/* ---- tokens: PREFIX GRANT-NUMBER-MOMENT-SIGNATURE ---- */

static char *
make_token (SbOauth *self, const char *prefix, gint64 grant, gint64 number)
{
  g_autofree char *plain
      = g_strdup_printf ("%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, prefix, grant, number);
  g_autofree char *mark = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) self->key,
                                                     strlen (self->key), plain, -1);

  return g_strconcat (plain, "-", mark, NULL);
}

static Grant *
read_token (SbOauth *self, const char *prefix, const char *token, gint64 *number)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *again = NULL;
  gint64 id;

  if (token == NULL || !g_str_has_prefix (token, prefix))
    return NULL;
  parts = g_strsplit (token + strlen (prefix), "-", 3);
  if (g_strv_length (parts) != 3
      || !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT32, &id, NULL)
      || !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64, number, NULL)
      || id > self->grants->len)
    return NULL;
  again = make_token (self, prefix, id, *number);
  return sb_constant_time_equal (again, token) ? g_ptr_array_index (self->grants, id - 1) : NULL;
}

static Grant *
new_grant (SbOauth *self, const SbOauthCode *code)
{
  Grant *grant = g_new0 (Grant, 1);

  grant->id = self->grants->len + 1;
  grant->client_id = g_strdup (code->client_id);
  grant->realm = g_strdup (code->realm);
  grant->generation = 1;
  grant->issued = grant->first = sb_practice_time_now (self->time);
  g_ptr_array_add (self->grants, grant);
  return grant;
}

static gint64
seconds_left (gint64 microseconds)
{
  return (microseconds + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

static char *
token_answer (SbOauth *self, Grant *grant, gboolean hard_expiry)
{
  gint64 now = sb_practice_time_now (self->time);
  g_autofree char *access = make_token (self, "eyJ", grant->id, now);
  g_autofree char *refresh = make_token (self, "RT1-", grant->id, grant->generation);
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out,
                          "{\"token_type\":\"bearer\",\"access_token\":\"%s\",\"expires_in\":3600,"
                          "\"refresh_token\":\"%s\","
                          "\"x_refresh_token_expires_in\":%" G_GINT64_FORMAT,
                          access, refresh, seconds_left (grant->issued + REFRESH_LIFE - now));
  if (hard_expiry)
    g_string_append_printf (out, ",\"x_refresh_token_hard_expires_in\":%" G_GINT64_FORMAT,
                            seconds_left (grant->first + HARD_LIFE - now));
  g_string_append_c (out, '}');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
refuse (const char *word, const char *description)
{
  if (description == NULL)
    return g_strdup_printf ("{\"error\":\"%s\"}", word);
  return g_strdup_printf ("{\"error\":\"%s\",\"error_description\":\"%s\"}", word, description);
}

static gboolean
challenge_fits (const SbOauthCode *code, const char *verifier)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr (GChecksum) sum = NULL;
  g_autofree char *text = NULL;

  if (code->challenge == NULL)
    return TRUE;
  if (verifier == NULL)
    return FALSE;
  sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &length);
  text = g_base64_encode (digest, length);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return strcmp (text, code->challenge) == 0;
}

static char *
exchange_code (SbOauth *self, GHashTable *form, gboolean hard_expiry, guint *status)
{
  const char *text = g_hash_table_lookup (form, "code");
  const char *redirect = g_hash_table_lookup (form, "redirect_uri");
  SbOauthCode *code = text != NULL ? g_hash_table_lookup (self->codes, text) : NULL;
  char *answer = NULL;

  if (text == NULL || redirect == NULL)
    return refuse ("invalid_request", NULL);
  if (code == NULL || code->expires < sb_practice_time_now (self->time)
      || strcmp (code->client_id, g_hash_table_lookup (form, "client_id")) != 0)
    return refuse ("invalid_grant", "Invalid authorization code");
  if (strcmp (code->redirect_uri, redirect) != 0
      || !challenge_fits (code, g_hash_table_lookup (form, "code_verifier")))
    answer = refuse ("invalid_request", NULL);
  else
    {
      *status = 200;
      answer = token_answer (self, new_grant (self, code), hard_expiry);
    }
  /* Single use, whatever came of it. */
  g_hash_table_remove (self->codes, text);
  return answer;
}

static char *
refresh (SbOauth *self, GHashTable *form, gboolean hard_expiry, guint *status)
{
  const char *token = g_hash_table_lookup (form, "refresh_token");
  gint64 now = sb_practice_time_now (self->time);
  gint64 generation;
  Grant *grant;

  if (token == NULL)
    return refuse ("invalid_request", NULL);
  if (read_token (self, "eyJ", token, &generation) != NULL)
    return refuse ("invalid_grant", "Incorrect Token type or clientID");
  grant = read_token (self, "RT1-", token, &generation);
  if (grant == NULL)
    return refuse ("invalid_grant", "Incorrect or invalid refresh token");
  if (strcmp (grant->client_id, g_hash_table_lookup (form, "client_id")) != 0)
    return refuse ("invalid_grant", "Incorrect Token type or clientID");
  if (generation == grant->generation - 1 && self->grace > 0 && now <= grant->issued + self->grace)
    generation = grant->generation; /* the one before is still good for a while */
  if (generation != grant->generation && self->revokes_replayed)
    grant->revoked = TRUE; /* somebody else may have it */
  if (grant->revoked || generation != grant->generation || now > grant->issued + REFRESH_LIFE
      || now > grant->first + HARD_LIFE)
    return refuse ("invalid_grant", NULL);
  if (now - grant->issued >= ROTATION)
    {
      grant->generation++;
      grant->issued = now;
    }
  *status = 200;
  return token_answer (self, grant, hard_expiry);
}

char *
sb_oauth_token (SbOauth *self, GHashTable *form, gboolean hard_expiry, guint *status)
{
  const char *type = g_hash_table_lookup (form, "grant_type");

  *status = 400;
  if (type == NULL)
    return refuse ("invalid_request", NULL);
  if (strcmp (type, "authorization_code") == 0)
    return exchange_code (self, form, hard_expiry, status);
  if (strcmp (type, "refresh_token") == 0)
    return refresh (self, form, hard_expiry, status);
  return refuse ("unsupported_grant_type", NULL);
}

gboolean
sb_oauth_revoke (SbOauth *self, const char *token)
{
  gint64 number;
  Grant *grant = read_token (self, "RT1-", token, &number);

  if (grant == NULL)
    grant = read_token (self, "eyJ", token, &number);
  if (grant == NULL || grant->revoked)
    return FALSE;
  grant->revoked = TRUE;
  return TRUE;
}

const char *
sb_oauth_check (SbOauth *self, const char *access_token)
{
  gint64 issued;
  Grant *grant = read_token (self, "eyJ", access_token, &issued);
  gint64 now = sb_practice_time_now (self->time);

  if (grant == NULL || grant->revoked || now - issued > ACCESS_LIFE || issued < self->barrier)
    return NULL;
  return grant->realm;
}

void
sb_oauth_disconnect (SbOauth *self, const char *realm)
{
  for (guint i = 0; i < self->grants->len; i++)
    {
      Grant *grant = g_ptr_array_index (self->grants, i);

      if (strcmp (grant->realm, realm) == 0)
        grant->revoked = TRUE;
    }
}

void
sb_oauth_expire_access (SbOauth *self)
{
  self->barrier = sb_practice_time_now (self->time);
}

void
sb_oauth_set_grace (SbOauth *self, gint64 microseconds)
{
  self->grace = microseconds;
}

void
sb_oauth_set_revokes_replayed (SbOauth *self, gboolean revokes)
{
  self->revokes_replayed = revokes;
}
