/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-request-words.h"

static void
a_query_is_shown_as_it_was_written (void)
{
  g_autofree char *text = sb_request_words_path (
      "/v3/company/9130/query?query=SELECT%20%2A%20FROM%20Account%20WHERE%20Active%20IN%20%28true%29"
      "&minorversion=75");

  g_assert_cmpstr (text, ==, "query SELECT * FROM Account WHERE Active IN (true)");
}

static void
what_is_the_same_in_every_request_is_left_out (void)
{
  g_autofree char *batch = sb_request_words_path ("/v3/company/9130/batch?minorversion=75&requestid=0b");
  g_autofree char *changes = sb_request_words_path (
      "/v3/company/9130/cdc?entities=Account%2CTerm&changedSince=2026-11-22T23%3A59&minorversion=75");

  g_assert_cmpstr (batch, ==, "batch");
  g_assert_cmpstr (changes, ==, "cdc Account,Term changedSince=2026-11-22T23:59");
}

static void
what_cannot_be_decoded_stays_as_it_is (void)
{
  g_autofree char *broken = sb_request_words_path ("/v3/company/9130/query?query=%ZZ&x=%FF");
  g_autofree char *elsewhere = sb_request_words_path ("/oauth2/v1/tokens/bearer");
  g_autofree char *bare = sb_request_words_path ("/v3/company/9130");
  g_autofree char *nameless = sb_request_words_path ("/v3/company/1/query?query=");

  g_assert_cmpstr (broken, ==, "query %ZZ x=%FF");
  g_assert_cmpstr (elsewhere, ==, "oauth2/v1/tokens/bearer");
  g_assert_cmpstr (bare, ==, "9130");
  g_assert_cmpstr (nameless, ==, "query ");
}

static void
the_full_text_has_what_support_asks_for (void)
{
  SbRequestLogEntry entry = { .method = (char *) "POST", .path = (char *) "/v3/company/1/batch?requestid=r-1",
                              .requestid = (char *) "r-1", .intuit_tid = (char *) "t-1", .attempt = 2,
                              .status = 503, .ms = 12, .result = (char *) "server" };
  g_autofree char *full = sb_request_words_full (&entry);
  g_autofree char *outcome = sb_request_words_outcome (&entry);

  g_assert_nonnull (strstr (full, "POST /v3/company/1/batch?requestid=r-1"));
  g_assert_nonnull (strstr (full, "t-1"));
  g_assert_cmpstr (outcome, ==, "503 server · 12 ms · attempt 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/request-words/a-query-is-shown-as-it-was-written",
                   a_query_is_shown_as_it_was_written);
  g_test_add_func ("/app/request-words/what-is-the-same-in-every-request-is-left-out",
                   what_is_the_same_in_every_request_is_left_out);
  g_test_add_func ("/app/request-words/what-cannot-be-decoded-stays-as-it-is",
                   what_cannot_be_decoded_stays_as_it_is);
  g_test_add_func ("/app/request-words/the-full-text-has-what-support-asks-for",
                   the_full_text_has_what_support_asks_for);
  return g_test_run ();
}
