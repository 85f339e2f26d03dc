/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>

#include "sb-json-reader.h"
#include "sb-json-writer.h"

static const SbCurrency USD = { "USD", 2 };

static void
a_document_is_written_in_the_order_given (void)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *text = NULL;
  g_autofree char *second = NULL;

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "z", "last first");
  sb_json_writer_member_int (writer, "n", G_MININT64);
  sb_json_writer_member_boolean (writer, "yes", TRUE);
  sb_json_writer_member_money (writer, "money", 1999, USD);
  sb_json_writer_member_money_text (writer, "text", -5, USD);
  sb_json_writer_member_string (writer, "none", NULL);
  sb_json_writer_name (writer, "list");
  sb_json_writer_begin_array (writer);
  sb_json_writer_int (writer, 1);
  sb_json_writer_begin_object (writer);
  sb_json_writer_end_object (writer);
  sb_json_writer_begin_array (writer);
  sb_json_writer_end_array (writer);
  sb_json_writer_raw (writer, "{\"a\":1}");
  sb_json_writer_null (writer);
  sb_json_writer_boolean (writer, FALSE);
  sb_json_writer_decimal (writer, 1100000, 6, 0);
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  text = sb_json_writer_finish (writer);
  g_assert_cmpstr (text, ==,
                   "{\"z\":\"last first\",\"n\":-9223372036854775808,\"yes\":true,\"money\":19.99,"
                   "\"text\":\"-0.05\",\"none\":null,\"list\":[1,{},[],{\"a\":1},null,false,1.1]}");

  sb_json_writer_string (writer, "again");
  second = sb_json_writer_finish (writer);
  g_assert_cmpstr (second, ==, "\"again\"");
}

static void
any_string_comes_back_as_it_was (void)
{
  for (int round = 0; round < 500; round++)
    {
      g_autoptr(GString) string = g_string_new (NULL);
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) root = NULL;
      g_autofree char *text = NULL;

      for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, i % 3 == 0 ? 0x80 : 0x10ffff);

          if (g_unichar_validate (c))
            g_string_append_unichar (string, c);
        }
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, string->str, string->str);
      sb_json_writer_end_object (writer);
      text = sb_json_writer_finish (writer);
      root = sb_json_parse (text, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (sb_json_get_string (json_node_get_object (root), string->str, NULL), ==,
                       string->str);
    }
}

static void
invalid_utf8_is_made_valid (void)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *text = NULL;

  sb_json_writer_string (writer, "a\xff" "b");
  text = sb_json_writer_finish (writer);
  g_assert_cmpstr (text, ==, "\"a\xef\xbf\xbd" "b\"");
}

static void
misuse_is_told (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

      sb_json_writer_begin_object (writer);
      sb_json_writer_int (writer, 1); /* without a name */
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*named*");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json-writer/a-document-is-written-in-the-order-given",
                   a_document_is_written_in_the_order_given);
  g_test_add_func ("/base/json-writer/any-string-comes-back-as-it-was",
                   any_string_comes_back_as_it_was);
  g_test_add_func ("/base/json-writer/invalid-utf8-is-made-valid", invalid_utf8_is_made_valid);
  g_test_add_func ("/base/json-writer/misuse-is-told", misuse_is_told);
  return g_test_run ();
}
