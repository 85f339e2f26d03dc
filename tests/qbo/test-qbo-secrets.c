/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tokens, codes and the client secret are planted with a telling word, everything is made to fail
 * in turn by a server that quotes back what it was sent, and then no log line and no error holds
 * the word.
 */
#define _GNU_SOURCE /* memmem() */
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-key-check.h"
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

/* Every way of asking that this layer has. */
static SbQboRequest *
make_request (guint kind)
{
  g_autoptr(GPtrArray) uploads = NULL;
  g_autoptr(SbQboAttachable) metadata = NULL;
  g_autoptr(GBytes) content = NULL;

  switch (kind)
    {
    case 0:
      return sb_qbo_request_report ("TrialBalance", NULL);
    case 1:
      return sb_qbo_request_query ("select * from Customer");
    case 2:
      return sb_qbo_request_pdf ("Invoice", "130");
    case 3:
      return sb_qbo_request_cdc ((const char *const[]) { "Invoice", NULL }, SB_TEST_NOW);
    default:
      uploads = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_upload_free);
      metadata = sb_qbo_attachable_new ();
      content = g_bytes_new_static ("%PDF-1.4", 8);
      metadata->meta.currency = (SbCurrency) { "USD", 2 };
      sb_qbo_text_set (&metadata->file_name, "bill.pdf");
      g_ptr_array_add (uploads, sb_qbo_upload_new (metadata, content, NULL));
      return sb_qbo_request_upload (uploads, "request-2", NULL);
    }
}

static void
test_every_request (Rig *rig, gconstpointer data)
{
  rig->func = quote_back;
  for (guint kind = 0; kind < 5; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
      {
        g_autoptr(SbQboRequest) request = make_request (kind);
        g_autoptr(GError) error = NULL;
        g_autoptr(SbQboAnswer) answer = NULL;

        rig->data = (gpointer) (gsize) &quotes[i];
        sb_manual_clock_advance (rig->test.clock, G_TIME_SPAN_SECOND);
        answer = rig_send (rig, request, &error);
        check_answer (answer);
        check_error (error);
        if (answer != NULL && answer->fault == NULL)
          g_assert_null (sb_qbo_answer_get_object (answer, "planted", NULL));
      }
  g_assert_null (strstr (logged->str, "planted"));
}

/* What an owner pastes may be the answer of another sign-in, or anything else she has copied. */
static void
test_pasted (Rig *rig, gconstpointer data)
{
  static const char *const pasted[] = {
    "http://localhost:8739/callback?code=planted-code&state=planted-state&realmId=1",
    "?code=planted-code&state=x",
    "planted-code",
    "https://planted:planted@planted.example/?code=planted",
  };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autoptr(SbQboGrant) grant = NULL;

  sb_qbo_auth_begin_async (rig->auth, "http://localhost:0/callback", cancellable,
                           sb_test_call_done, &call);
  for (guint round = 0; round < 2; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (pasted); i++)
        {
          g_autoptr(GError) error = NULL;

          g_assert_false (sb_qbo_auth_paste (rig->auth, pasted[i], &error));
          check_error (error);
        }
      sb_test_settle ();
    }
  g_cancellable_cancel (cancellable);
  grant = sb_qbo_auth_begin_finish (rig->auth, sb_test_call_wait (&call), NULL);
  g_assert_null (strstr (logged->str, "planted"));
}

static void
test_keys (Rig *rig, gconstpointer data)
{
  for (gsize i = 0; i < 2; i++)
    {
      g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
      g_autoptr(GError) error = NULL;

      rig->refuse_refresh = i == 0 ? "invalid_client" : "planted-in-the-error-word";
      sb_qbo_auth_check_keys_async (rig->auth, NULL, NULL, sb_test_call_done, &call);
      g_assert_false (sb_qbo_auth_check_keys_finish (rig->auth, sb_test_call_wait (&call), &error));
      check_error (error);
    }
  g_assert_null (strstr (logged->str, "planted"));
}

/* The lock of the refresh is the only file that this layer writes, and it holds nothing. */
static void
check_no_file_holds (const char *dir)
{
  g_autoptr(GDir) open = g_dir_open (dir, 0, NULL);
  const char *name;

  while (open != NULL && (name = g_dir_read_name (open)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *text = NULL;

      g_assert_null (strstr (name, "planted"));
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_no_file_holds (path);
      else if (g_file_get_contents (path, &text, NULL, NULL))
        g_assert_null (strstr (text, "planted"));
    }
}

static void
test_files (Rig *rig, gconstpointer data)
{
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  g_autofree char *token = NULL;
  g_autofree char *arguments = NULL;
  gsize length;

  sb_qbo_auth_get_token_async (rig->auth, RIG_ACCESS, NULL, sb_test_call_done, &call);
  token = sb_qbo_auth_get_token_finish (rig->auth, sb_test_call_wait (&call), NULL);
  g_assert_nonnull (token);
  check_no_file_holds (rig->test.dir);
  g_assert_true (g_file_get_contents ("/proc/self/cmdline", &arguments, &length, NULL));
  g_assert_null (memmem (arguments, length, "planted", strlen ("planted")));
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
  rig_add ("/qbo/secrets/no-kind-of-request-puts-a-token-into-errors-or-logs", test_every_request);
  rig_add ("/qbo/secrets/what-was-pasted-is-not-repeated", test_pasted);
  rig_add ("/qbo/secrets/a-check-of-the-keys-puts-no-secret-into-errors-or-logs", test_keys);
  rig_add ("/qbo/secrets/no-file-and-no-argument-holds-a-token", test_files);
  status = g_test_run ();
  g_string_free (logged, TRUE);
  return status;
}
