/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-decimal.h"
#include "sb-json-reader.h"

static const SbCurrency USD = { "USD", 2 };
static const char SAMPLE[] =
  "{\"Id\":\"12\",\"n\":-7,\"x\":19.99,\"big\":1e3,\"t\":true,\"none\":null,\"day\":\"2024-02-29\","
  "\"list\":[{\"a\":1},2,[]],\"o\":{\"k\":\"\\u00e9\\ud83d\\ude00\\n\"}}";

static JsonNode *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *root = sb_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return root;
}

static void
members_are_read_by_type (void)
{
  g_autoptr(JsonNode) root = parse (SAMPLE);
  JsonObject *object = json_node_get_object (root);
  JsonArray *list = sb_json_get_array (object, "list", NULL);
  gint64 value;
  gboolean yes;
  SbDay day;

  g_assert_cmpstr (sb_json_get_string (object, "Id", NULL), ==, "12");
  g_assert_true (sb_json_get_int (object, "n", &value, NULL));
  g_assert_cmpint (value, ==, -7);
  g_assert_true (sb_json_get_int (object, "big", &value, NULL));
  g_assert_cmpint (value, ==, 1000);
  g_assert_true (sb_json_get_money (object, "x", USD, &value, NULL));
  g_assert_cmpint (value, ==, 1999);
  g_assert_true (sb_json_get_boolean (object, "t", &yes, NULL));
  g_assert_true (yes);
  g_assert_true (sb_json_get_day (object, "day", &day, NULL));
  g_assert_cmpint (day, ==, sb_day_from_ymd (2024, 2, 29));
  g_assert_cmpstr (sb_json_get_string (sb_json_get_object (object, "o", NULL), "k", NULL), ==,
                   "\xc3\xa9\xf0\x9f\x98\x80\n");
  g_assert_nonnull (sb_json_array_object (list, 0, NULL));
  g_assert_null (sb_json_array_object (list, 1, NULL));
  g_assert_null (sb_json_array_object (list, 3, NULL));
  g_assert_false (sb_json_has (object, "none"));
  g_assert_false (sb_json_has (object, "absent"));
  g_assert_true (sb_json_has (object, "t"));
  g_assert_cmpstr (sb_json_string_or (object, "n", "fallback"), ==, "fallback");
  g_assert_true (sb_json_boolean_or (object, "Id", TRUE));
  g_assert_null (sb_json_object_or_null (object, "list"));
  g_assert_null (sb_json_array_or_null (object, "o"));
}

static void
a_wrong_member_is_named_in_the_error (void)
{
  g_autoptr(JsonNode) root = parse (SAMPLE);
  JsonObject *object = json_node_get_object (root);
  g_autoptr(GError) error = NULL;
  gint64 value = 77;
  SbDay day = 77;

  g_assert_null (sb_json_get_string (object, "absent", &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_MISSING);
  g_assert_nonnull (strstr (error->message, "absent"));
  g_clear_error (&error);
  g_assert_null (sb_json_get_object (object, "none", &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_null (sb_json_get_string (object, "n", &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TYPE);
  g_assert_nonnull (strstr (error->message, "“n”"));
  g_clear_error (&error);
  g_assert_false (sb_json_get_int (object, "x", &value, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (sb_json_get_money (object, "day", USD, &value, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "day"));
  g_clear_error (&error);
  g_assert_false (sb_json_get_day (object, "Id", &day, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
  g_assert_cmpint (value, ==, 77);
  g_assert_cmpint (day, ==, 77);
}

static void
a_number_is_the_decimal_that_was_written (void)
{
  static const struct { const char *json; unsigned scale; gint64 value; } cases[] = {
    { "0.1", 2, 10 }, { "0.29", 2, 29 }, { "1.005", 2, 101 }, { "-1.005", 2, -101 },
    { "1.0049", 2, 100 }, { "2.675", 2, 268 }, { "19.99", 6, 19990000 }, { "1e-7", 6, 0 },
    { "5e-7", 6, 1 }, { "1E2", 2, 10000 }, { "0.333333333333333333333", 6, 333333 },
    { "45035996273704.95", 2, 4503599627370495 }, { "-4503599627.370495", 6, -4503599627370495 },
    { "\"45035996273704957.12\"", 2, 4503599627370495712 }, { "\"12.340\"", 2, 1234 },
    { "92000000000000000", 0, 92000000000000000 }, { "1e-300", 2, 0 }, { "0.0", 6, 0 },
    { "-0.0", 2, 0 }, { "100", 6, 100000000 },
    { "4459854539.633739", 6, 4459854539633739 }, /* 17 digits of its double end in 5 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"v\":%s}", cases[i].json);
      g_autoptr(JsonNode) root = parse (json);
      g_autoptr(GError) error = NULL;
      gint64 value = 77;

      g_assert_true (sb_json_get_decimal (json_node_get_object (root), "v", cases[i].scale, &value,
                                          &error));
      g_assert_no_error (error);
      g_test_message ("%s", json);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

/* Every decimal within the accepted range has a double of its own. */
static void
any_decimal_in_range_is_exact (void)
{
  for (int i = 0; i < 50000; i++)
    {
      unsigned scale = (unsigned) g_test_rand_int_range (0, 9);
      gint64 value = ((gint64) (guint32) g_test_rand_int () << 20 | g_test_rand_int_range (0, 1 << 20)) >>
                     g_test_rand_int_range (0, 52);
      g_autofree char *text = sb_decimal_format (value, scale, scale);
      g_autofree char *json = g_strdup_printf ("{\"v\":%s}", text);
      g_autoptr(JsonNode) root = parse (json);
      gint64 back = -1;

      g_assert_true (sb_json_get_decimal (json_node_get_object (root), "v", scale, &back, NULL));
      g_assert_cmpint (back, ==, value);
    }
}

static void
a_number_that_is_not_exact_is_refused (void)
{
  static const struct { const char *json; unsigned scale; } cases[] = {
    { "45035996273704.97", 2 }, { "-1e20", 2 }, { "1e400", 2 }, { "9223372036854775807", 2 },
    { "4503599627370496.5", 0 }, { "1e300", 6 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"v\":%s}", cases[i].json);
      g_autoptr(JsonNode) root = parse (json);
      g_autoptr(GError) error = NULL;
      gint64 value = 77;

      g_assert_false (sb_json_get_decimal (json_node_get_object (root), "v", cases[i].scale, &value,
                                           &error));
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW);
      g_assert_cmpint (value, ==, 77);
    }
}

static void
what_rfc_8259_does_not_know_is_refused (void)
{
  static const char *const texts[] = {
    "", " ", "{", "}", "[", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}",
    "[1 2]", "{\"a\":1 \"b\":2}", "[01]", "[+1]", "[.5]", "[1.]", "[1e]", "[0x10]", "[-]", "[NaN]",
    "[Infinity]", "nul", "truefalse", "[tru]", "\"abc", "\"a\tb\"", "\"\\x41\"", "\"\\u12\"",
    "\"\\u0000\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "// c\n1", "/* c */ 1", "1 1",
    "[1]]", "{}{}", "[1}", "{\"a\":1]", "\xef\xbb\xbf{}", "\"\xff\"", "\"\xed\xa0\x80\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) root = sb_json_parse (texts[i], -1, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (root);
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT);
    }
}

static void
integers_are_kept_to_the_last_digit_or_refused (void)
{
  g_autoptr(JsonNode) root = parse ("[9223372036854775807,-9223372036854775808]");
  JsonArray *array = json_node_get_array (root);
  static const char *const too_large[] = { "9223372036854775808", "-9223372036854775809",
                                           "[1111111111111111111111111111111111111]" };

  g_assert_cmpint (json_array_get_int_element (array, 0), ==, G_MAXINT64);
  g_assert_cmpint (json_array_get_int_element (array, 1), ==, G_MININT64);
  for (gsize i = 0; i < G_N_ELEMENTS (too_large); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sb_json_parse (too_large[i], -1, &error));
      g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE);
    }
}

static void
depth_and_size_are_bounded (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *large = NULL;

  for (unsigned i = 0; i < SB_JSON_MAX_DEPTH; i++)
    g_string_append (text, i % 2 == 0 ? "[" : "{\"a\":");
  g_string_append (text, "1");
  for (unsigned i = SB_JSON_MAX_DEPTH; i-- > 0;)
    g_string_append_c (text, i % 2 == 0 ? ']' : '}');
  root = parse (text->str);
  g_assert_nonnull (root);

  g_string_prepend_c (text, '[');
  g_string_append_c (text, ']');
  g_assert_null (sb_json_parse (text->str, -1, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_string_set_size (text, 0);
  for (int i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (sb_json_parse (text->str, -1, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TOO_LARGE);
  g_clear_error (&error);

  large = g_malloc (SB_JSON_MAX_BYTES + 1);
  memset (large, ' ', SB_JSON_MAX_BYTES + 1);
  g_assert_null (sb_json_parse (large, SB_JSON_MAX_BYTES + 1, &error));
  g_assert_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TOO_LARGE);
}

/* What the check lets through, json-glib must take too; and no byte may crash either. */
static void
damage_at_every_byte_is_survived (void)
{
  const gsize length = strlen (SAMPLE);
  static const char garbage[] = { '\0', '"', '\\', '{', '}', '[', ']', ',', ':', '0', '-', 'e', '.',
                                  'u', ' ', '\xff', '\x80', '\n' };

  for (gsize at = 0; at < length; at++)
    {
      g_autoptr(JsonNode) cut = sb_json_parse (SAMPLE, (gssize) at, NULL);

      g_assert_null (cut);
      for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
        {
          g_autofree char *text = g_memdup2 (SAMPLE, length);
          g_autoptr(GError) error = NULL;
          g_autoptr(JsonNode) root = NULL;

          text[at] = garbage[i];
          root = sb_json_parse (text, (gssize) length, &error);
          g_assert_true ((root != NULL) == (error == NULL));
          g_assert_true (error == NULL || !g_str_has_prefix (error->message, "not JSON"));
        }
    }
}

/* The lane with a decimal comma must really have one. */
static void
the_locale_is_the_one_asked_for (void)
{
  const char *asked = g_getenv ("LC_ALL");

  if (asked != NULL && g_str_has_prefix (asked, "de_DE"))
    g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  else
    g_assert_cmpstr (localeconv ()->decimal_point, ==, ".");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-reader/the-locale-is-the-one-asked-for",
                   the_locale_is_the_one_asked_for);
  g_test_add_func ("/base/json-reader/members-are-read-by-type", members_are_read_by_type);
  g_test_add_func ("/base/json-reader/a-wrong-member-is-named-in-the-error",
                   a_wrong_member_is_named_in_the_error);
  g_test_add_func ("/base/json-reader/a-number-is-the-decimal-that-was-written",
                   a_number_is_the_decimal_that_was_written);
  g_test_add_func ("/base/json-reader/any-decimal-in-range-is-exact", any_decimal_in_range_is_exact);
  g_test_add_func ("/base/json-reader/a-number-that-is-not-exact-is-refused",
                   a_number_that_is_not_exact_is_refused);
  g_test_add_func ("/base/json-reader/what-rfc-8259-does-not-know-is-refused",
                   what_rfc_8259_does_not_know_is_refused);
  g_test_add_func ("/base/json-reader/integers-are-kept-to-the-last-digit-or-refused",
                   integers_are_kept_to_the_last_digit_or_refused);
  g_test_add_func ("/base/json-reader/depth-and-size-are-bounded", depth_and_size_are_bounded);
  g_test_add_func ("/base/json-reader/damage-at-every-byte-is-survived",
                   damage_at_every_byte_is_survived);
  return g_test_run ();
}
