/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the browser shows when a program asks to be connected: sign in, choose a company, say yes or
 * no. */
#include "sb-practice.h"

#include "sb-practice-page.h"
#include "sb-uid.h"

#include <string.h>

#define USER "owner"
#define PASSWORD "practice"
#define SIGN_IN_LIFE (15 * G_TIME_SPAN_MINUTE)

/* One visit of the authorize page; its nonce is in the forms, so that no other page can answer
 * them. */
typedef struct
{
  char *client_id;    /* (owned) */
  char *redirect_uri; /* (owned) */
  char *state;        /* (owned) (nullable) */
  char *challenge;    /* (owned) (nullable) */
  gboolean signed_in;
  gint64 begun; /* microseconds */
} SbSignIn;

static void
sign_in_free (gpointer data)
{
  SbSignIn *visit = data;

  g_free (visit->client_id);
  g_free (visit->redirect_uri);
  g_free (visit->state);
  g_free (visit->challenge);
  g_free (visit);
}

static GHashTable *
visits (SbPractice *practice)
{
  if (practice->sign_ins == NULL)
    practice->sign_ins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sign_in_free);
  return practice->sign_ins;
}

static void
error_page (SbExchange *x, const char *text)
{
  GString *page = sb_page_begin ("Sorry", TRUE);

  sb_page_format (page,
                  "<div class=\"card\"><h1>Sorry, this did not work</h1><p>%s</p><p "
                  "class=\"soft\">This is the practice company, "
                  "a stand-in for QuickBooks Online on this computer.</p></div>",
                  text);
  sb_page_send (x, 400, page);
}

static void
append_parameter (GString *uri, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (uri, "%c%s=%s", strchr (uri->str, '?') != NULL ? '&' : '?', name,
                          escaped);
}

static void
send_back_error (SbExchange *x, const SbSignIn *visit, const char *error)
{
  g_autoptr (GString) uri = g_string_new (visit->redirect_uri);

  append_parameter (uri, "error", error);
  append_parameter (uri, "state", visit->state);
  sb_exchange_redirect (x, uri->str);
}

static void
send_back_code (SbExchange *x, const SbSignIn *visit, const char *realm)
{
  g_autoptr (GString) uri = g_string_new (visit->redirect_uri);
  g_autofree char *code = sb_oauth_issue_code (x->practice->oauth, visit->client_id,
                                               visit->redirect_uri, realm, visit->challenge);

  append_parameter (uri, "code", code);
  append_parameter (uri, "state", visit->state);
  append_parameter (uri, "realmId", realm);
  sb_exchange_redirect (x, uri->str);
}

static void
sign_in_page (SbExchange *x, const char *nonce, const char *user, const char *trouble)
{
  GString *page = sb_page_begin ("Sign in to the practice company", TRUE);

  g_string_append (page, "<div class=\"card\"><h1>Sign in</h1><p class=\"soft\">This is the "
                         "practice company: a stand-in for QuickBooks "
                         "Online on this computer. Nothing here is real.</p>");
  if (trouble != NULL)
    sb_page_format (page, "<p class=\"bad\" role=\"alert\">%s</p>", trouble);
  g_string_append (page, "<form method=\"post\" action=\"/connect/oauth2/signin\">");
  sb_page_format (page, "<input type=\"hidden\" name=\"visit\" value=\"%s\">", nonce);
  sb_page_format (page,
                  "<label for=\"user\">User name</label><input id=\"user\" name=\"user\" "
                  "value=\"%s\" autocomplete=\"off\">",
                  user != NULL ? user : USER);
  sb_page_format (page,
                  "<label for=\"password\">Password</label><input id=\"password\" "
                  "name=\"password\" type=\"password\" value=\"%s\">",
                  trouble == NULL ? PASSWORD : "");
  sb_page_format (page, "<p class=\"soft\">The user is “%s”, the password “%s”.</p>", USER,
                  PASSWORD);
  g_string_append (page,
                   "<div class=\"row\"><button class=\"go\">Sign in</button></div></form></div>");
  sb_page_send (x, trouble != NULL ? 401 : 200, page);
}

static void
choose_page (SbExchange *x, const char *nonce)
{
  GString *page = sb_page_begin ("Connect a company", TRUE);

  g_string_append (
      page, "<div class=\"card\"><h1>Connect to Stockbook?</h1><p>The program will be able to read "
            "and write the books of the "
            "company you choose.</p><form method=\"post\" action=\"/connect/oauth2/consent\">");
  sb_page_format (page, "<input type=\"hidden\" name=\"visit\" value=\"%s\">", nonce);
  for (guint i = 0; i < x->practice->companies->len; i++)
    {
      SbBooks *books = g_ptr_array_index (x->practice->companies, i);

      sb_page_format (
          page,
          "<label class=\"pick\"><input type=\"radio\" name=\"realm\" value=\"%s\"%s> %s</label>",
          books->realm, i == 0 ? " checked" : "",
          sb_tree_get_text (sb_books_info (books), "CompanyName"));
    }
  g_string_append (
      page,
      "<div class=\"row\"><button class=\"go\" name=\"answer\" value=\"connect\">Connect</button>"
      "<button name=\"answer\" value=\"cancel\">Cancel</button></div></form></div>");
  sb_page_send (x, 200, page);
}

static gboolean
forget_old_visit (gpointer key, gpointer value, gpointer data)
{
  SbSignIn *visit = value;

  return visit->begun < *(gint64 *) data;
}

static void
begin (SbExchange *x)
{
  const char *client = sb_exchange_query (x, "client_id");
  const char *redirect = sb_exchange_query (x, "redirect_uri");
  const char *scope = sb_exchange_query (x, "scope");
  g_autofree char *nonce = NULL;
  gint64 oldest = sb_practice_time_now (&x->practice->time) - SIGN_IN_LIFE;
  SbSignIn *visit;

  if (!sb_oauth_knows_client (x->practice->oauth, client))
    {
      error_page (x, "The client_id of the program is not known here.");
      return;
    }
  if (!sb_oauth_allows_redirect (redirect, x->practice->production_keys))
    {
      error_page (x, "The redirect_uri query parameter value is invalid. Make sure it is listed in "
                     "the Redirect URIs section on your app's "
                     "keys tab and matches it exactly.");
      return;
    }
  if (g_strcmp0 (sb_exchange_query (x, "response_type"), "code") != 0)
    {
      error_page (x, "The response_type query parameter must be “code”.");
      return;
    }
  g_hash_table_foreach_remove (visits (x->practice), forget_old_visit, &oldest);
  nonce = sb_nonce_new (18);
  visit = g_new0 (SbSignIn, 1);
  visit->client_id = g_strdup (client);
  visit->redirect_uri = g_strdup (redirect);
  visit->state = g_strdup (sb_exchange_query (x, "state"));
  visit->challenge = g_strdup (sb_exchange_query (x, "code_challenge"));
  visit->begun = oldest + SIGN_IN_LIFE;
  g_hash_table_insert (visits (x->practice), g_strdup (nonce), visit);
  if (scope == NULL || strstr (scope, "com.intuit.quickbooks.accounting") == NULL)
    send_back_error (x, visit, "invalid_scope");
  else if (x->practice->auto_consent)
    send_back_code (x, visit, ((SbBooks *) g_ptr_array_index (x->practice->companies, 0))->realm);
  else
    sign_in_page (x, nonce, NULL, NULL);
}

static void
sign_in (SbExchange *x, SbSignIn *visit, const char *nonce, GHashTable *form)
{
  const char *user = g_hash_table_lookup (form, "user");
  const char *password = g_hash_table_lookup (form, "password");

  if (g_strcmp0 (user, USER) != 0 || password == NULL
      || !sb_constant_time_equal (password, PASSWORD))
    {
      sign_in_page (
          x, nonce, user,
          "The user name or the password is wrong. Nothing was connected. Please try again.");
      return;
    }
  visit->signed_in = TRUE;
  choose_page (x, nonce);
}

static void
consent (SbExchange *x, SbSignIn *visit, const char *nonce, GHashTable *form)
{
  const char *realm = g_hash_table_lookup (form, "realm");

  if (!visit->signed_in)
    {
      sign_in_page (x, nonce, NULL, "Please sign in first.");
      return;
    }
  if (g_strcmp0 (g_hash_table_lookup (form, "answer"), "connect") != 0)
    send_back_error (x, visit, "access_denied");
  else if (realm == NULL || sb_practice_find_company (x->practice, realm) == NULL)
    {
      choose_page (x, nonce);
      return;
    }
  else
    send_back_code (x, visit, realm);
  g_hash_table_remove (visits (x->practice), nonce);
}

void
sb_practice_handle_consent (SbExchange *x)
{
  g_autoptr (GHashTable) form = NULL;
  const char *nonce;
  SbSignIn *visit;

  if (strcmp (x->method, "POST") != 0)
    {
      if (strcmp (x->path, "/connect/oauth2") == 0)
        begin (x);
      return;
    }
  form = sb_exchange_form (x);
  nonce = g_hash_table_lookup (form, "visit");
  visit = nonce != NULL ? g_hash_table_lookup (visits (x->practice), nonce) : NULL;
  if (visit == NULL)
    error_page (x, "This page is too old. Start the connection again from the program.");
  else if (g_str_has_suffix (x->path, "/signin"))
    sign_in (x, visit, nonce, form);
  else
    consent (x, visit, nonce, form);
}
