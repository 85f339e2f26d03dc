/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tokens, codes and the client secret are planted with a telling word, everything is made to fail
 * in turn by a server that quotes back what it was sent, and then no log line and no error holds
 * the word.
 */
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-rig.h"

static GString *logged;

static GLogWriterOutput
collect (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer user_data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n, FALSE);

  g_string_append (logged, line);
  g_string_append_c (logged, '\n');
  return G_LOG_WRITER_HANDLED;
}

static void
check_error (const GError *error)
{
  if (error == NULL)
    return;
  g_assert_null (strstr (error->message, "planted"));
  g_assert_null (strstr (sb_qbo_error_remedy (error), "planted"));
}

typedef struct
{
  guint status;
  const char *type;
  const char *pattern; /* %s: the Authorization header */
} Quote;

static const Quote quotes[] = {
  { 400, "application/json", "{\"Fault\":{\"Error\":[{\"Message\":\"got %s\",\"Detail\":\"you "
                             "sent %s\",\"code\":\"2020\"}],\"type\":\"V\"}}" },
  { 401, "application/json", "{\"fault\":{\"error\":[{\"message\":\"%s\",\"detail\":\"Authorizatio"
                             "n: %s\",\"code\":\"3200\"}],\"type\":\"AUTHENTICATION\"}}" },
  { 403, "application/json", "{\"fault\":{\"error\":[{\"message\":\"%s\",\"detail\":\"%s\","
                             "\"code\":\"3100\"}],\"type\":\"A\"}}" },
  { 400, "application/xml", "<IntuitResponse><Fault type=\"V\"><Error code=\"2020\"><Message>%s</M"
                            "essage><Detail>%s</Detail></Error></Fault></IntuitResponse>" },
  { 500, "application/json", "{\"Fault\":{\"Error\":[{\"Message\":\"%s\",\"Detail\":\"%s\","
                             "\"code\":\"10000\"}],\"type\":\"SystemFault\"}}" },
  { 503, "text/html", "<html>%s %s</html>" },
  { 200, "text/plain", "%s %s" },
  { 404, "text/plain", "%s %s" },
};

static SbWireAction
quote_back (const SbWireRequest *request, GString *out, gpointer user_data)
{
  const Quote *quote = user_data;
  g_auto(GStrv) parts = g_strsplit (quote->pattern, "%s", -1);
  g_autofree char *body = g_strjoinv (sb_wire_request_header (request, "authorization"), parts);

  sb_wire_reply (out, quote->status, quote->type, body, NULL);
  return SB_WIRE_ANSWER;
}

static void
check_answer (const SbQboAnswer *answer)
{
  g_autoptr(GError) error = NULL;

  if (answer == NULL || answer->fault == NULL)
    return;
  g_assert_null (strstr (answer->fault->message, "planted"));
  g_assert_null (strstr (answer->fault->detail, "planted"));
  g_assert_null (strstr (answer->fault->sentence, "planted"));
  sb_qbo_answer_check (answer, &error);
  check_error (error);
}

static void
test_quoted (Rig *rig, gconstpointer data)
{
  rig->func = quote_back;
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr(SbQboRequest) request = rig_invoice ("request-1");
      g_autoptr(GError) error = NULL;
      g_autoptr(SbQboAnswer) answer = NULL;

      rig->data = (gpointer) (gsize) &quotes[i];
      answer = rig_send (rig, request, &error);
      check_answer (answer);
      check_error (error);
    }
  g_assert_null (strstr (logged->str, "planted"));
}

static const char *const words[] = { "invalid_grant", "invalid_client", "planted-in-the-error-word"
                                                                        "", "server_error" };

static void
test_token_endpoint (Rig *rig, gconstpointer data)
{
  SbTokenKey key = { rig->env->name, RIG_CLIENT_ID, RIG_REALM };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
      g_autoptr(GError) error = NULL;
      g_autofree char *token = NULL;

      sb_token_store_store (rig->store, &key,
                            &(SbQboTokens) { (char *) (gsize) RIG_ACCESS, (char *) (gsize) RIG_REFRESH, 0, 0, 0 }, NULL);
      rig->refuse_refresh = words[i];
      sb_qbo_auth_get_token_async (rig->auth, RIG_ACCESS, NULL, sb_test_call_done, &call);
      token = sb_qbo_auth_get_token_finish (rig->auth, sb_test_call_wait (&call), &error);
      g_assert_null (token);
      check_error (error);
    }
  g_assert_null (strstr (logged->str, "planted"));
}

int
main (int argc, char *argv[])
{
  int status;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  logged = g_string_new (NULL);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (collect, NULL, NULL);

  rig_add ("/qbo/secrets/a-server-that-quotes-headers-puts-no-token-into-errors-or-logs",
           test_quoted);
  rig_add ("/qbo/secrets/a-refused-refresh-puts-no-token-into-errors-or-logs", test_token_endpoint);
  status = g_test_run ();
  g_string_free (logged, TRUE);
  return status;
}
