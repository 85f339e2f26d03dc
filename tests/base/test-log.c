/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "sb-log.h"

#define SECRET "eyJlbmMi.Planted-S3cret_value"

static void
a_secret_never_comes_through (void)
{
  static const char *const texts[] = {
    "Authorization: Bearer " SECRET,
    "authorization: bearer   " SECRET "\r\nAccept: */*",
    "Authorization: Basic " SECRET "==",
    "{\"access_token\":\"" SECRET "\",\"expires_in\":3600}",
    "{\"refresh_token\" : \"" SECRET "\"}",
    "{\"id_token\":\"" SECRET "\"}",
    "{\"client_secret\":\"quote\\\"" SECRET "\"}",
    "{\"code\":\"" SECRET "\"}",
    "{\"body\":\"{\\\"access_token\\\":\\\"" SECRET "\\\"}\"}",
    "GET /callback?code=" SECRET "&state=1&realmId=9 HTTP/1.1",
    "GET /callback?state=" SECRET " HTTP/1.1",
    "grant_type=refresh_token&refresh_token=" SECRET,
    "client_secret=" SECRET "&x=1",
    "CODE=" SECRET,
    "token=revoke access_token=" SECRET,
    "code_verifier=" SECRET,
    "bad bytes \xff\xfe then Bearer " SECRET,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *safe = sb_log_redact (texts[i]);

      g_assert_null (strstr (safe, "Planted"));
      g_assert_nonnull (strstr (safe, "[redacted]"));
    }
}

static void
what_is_no_secret_stays_readable (void)
{
  static const char *const texts[] = {
    "",
    "200 POST /v3/company/1/batch 312 ms",
    "{\"Fault\":{\"Error\":[{\"code\":\"6240\",\"Detail\":\"Duplicate Name\"}]}}",
    "fault code=5010 element=state_tax",
    "{\"encode\":\"abc\",\"DocNumber\":\"1001\"}",
    "barcode=4006381333931",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *safe = sb_log_redact (texts[i]);

      g_assert_cmpstr (safe, ==, texts[i]);
    }
}

static void
the_rest_of_a_line_is_kept (void)
{
  g_autofree char *safe = sb_log_redact ("GET /callback?code=" SECRET "&realmId=9130 HTTP/1.1");

  g_assert_cmpstr (safe, ==, "GET /callback?code=[redacted]&realmId=9130 HTTP/1.1");
}

static void
a_long_text_is_redacted_or_dropped_but_never_shown (void)
{
  g_autoptr(GString) text = g_string_new ("{\"access_token\":\"");
  g_autofree char *safe = NULL;

  for (int i = 0; i < 200000; i++)
    g_string_append (text, "\\\"x");
  g_string_append (text, SECRET "\"}");
  safe = sb_log_redact (text->str);
  g_assert_null (strstr (safe, "Planted"));
}

static void
the_log_writer_redacts_every_message (void)
{
  if (g_test_subprocess ())
    {
      sb_log_install ();
      g_message ("asking with Bearer %s", SECRET);
      g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MESSAGE", "code=%s", SECRET);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*Planted*");
  g_test_trap_assert_stderr ("*asking with Bearer ?redacted?*code=?redacted?*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/log/a-secret-never-comes-through", a_secret_never_comes_through);
  g_test_add_func ("/base/log/what-is-no-secret-stays-readable", what_is_no_secret_stays_readable);
  g_test_add_func ("/base/log/the-rest-of-a-line-is-kept", the_rest_of_a_line_is_kept);
  g_test_add_func ("/base/log/a-long-text-is-redacted-or-dropped-but-never-shown",
                   a_long_text_is_redacted_or_dropped_but_never_shown);
  g_test_add_func ("/base/log/the-log-writer-redacts-every-message",
                   the_log_writer_redacts_every_message);
  return g_test_run ();
}
