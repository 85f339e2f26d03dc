/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-json-reader.h"

#include <math.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-decimal.h"
#include "sb-json-check.h"

#define EXACT_INTEGER_LIMIT 9007199254740992.0 /* 2^53: every integer below is a double */
/* 2^52: below this / 10^scale, neighbouring doubles are closer than 10^-scale, so no two decimals of
 * that scale are read as the same double. */
#define EXACT_DECIMAL_LIMIT 4503599627370496.0
#define MAX_NUMBER_SCALE 15u

JsonNode *
sb_json_parse (const char *text, gssize length, GError **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local_error = NULL;
  gsize n;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  n = length < 0 ? strlen (text) : (gsize) length;
  if (text == NULL)
    text = "";
  if (n > SB_JSON_MAX_BYTES)
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_TOO_LARGE, "JSON is too large");
      return NULL;
    }
  if (!g_utf8_validate_len (text, n, NULL))
    {
      g_set_error_literal (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "JSON is not UTF-8");
      return NULL;
    }
  if (!sb_json_check (text, n, SB_JSON_MAX_DEPTH, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, (gssize) n, &local_error))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "not JSON: %s", local_error->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

/* The member, or %NULL when it is absent or null. */
static JsonNode *
find_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static JsonNode *
require_member (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && name != NULL, NULL);

  node = find_member (object, name);
  if (node == NULL)
    g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_MISSING, "“%s” is missing", name);
  return node;
}

static gboolean
set_type_error (const char *name, const char *wanted, GError **error)
{
  g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TYPE, "“%s” is not %s", name, wanted);
  return FALSE;
}

static gboolean
holds_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
sb_json_get_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = require_member (object, name, error);

  if (node == NULL)
    return NULL;
  if (!holds_value (node, G_TYPE_STRING))
    {
      set_type_error (name, "a string", error);
      return NULL;
    }
  return json_node_get_string (node);
}

JsonObject *
sb_json_get_object (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = require_member (object, name, error);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_type_error (name, "an object", error);
      return NULL;
    }
  return json_node_get_object (node);
}

JsonArray *
sb_json_get_array (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = require_member (object, name, error);

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      set_type_error (name, "an array", error);
      return NULL;
    }
  return json_node_get_array (node);
}

gboolean
sb_json_get_boolean (JsonObject *object, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = require_member (object, name, error);

  g_return_val_if_fail (value != NULL, FALSE);

  if (node == NULL)
    return FALSE;
  if (!holds_value (node, G_TYPE_BOOLEAN))
    return set_type_error (name, "true or false", error);
  *value = json_node_get_boolean (node);
  return TRUE;
}

/*
 * The decimal text that was meant by @number: the shortest of at least 15 digits that reads back as
 * the same double. Splits it into its digits and a power of ten. (Not 17 digits at once: they are
 * rounded themselves, and rounding those again may go the wrong way.)
 */
static void
split_double (double number, gint64 *digits, int *exponent)
{
  static const char *const formats[] = { "%.14e", "%.15e", "%.16e" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *mark;
  gsize i = 0;

  g_ascii_formatd (text, sizeof text, formats[i], number);
  while (g_ascii_strtod (text, NULL) != number && i + 1 < G_N_ELEMENTS (formats))
    g_ascii_formatd (text, sizeof text, formats[++i], number);
  mark = strchr (text, 'e');
  *exponent = (int) g_ascii_strtoll (mark + 1, NULL, 10) - (14 + (int) i);
  *mark = '\0';
  mark = strchr (text, '.');
  memmove (mark, mark + 1, strlen (mark));
  *digits = g_ascii_strtoll (text, NULL, 10);
}

static gboolean
scale_double (const char *name, double number, unsigned scale, gint64 *value, GError **error)
{
  __int128 divisor = 1;
  gint64 digits;
  int exponent;

  if (!isfinite (number) ||
      fabs (number) >= EXACT_DECIMAL_LIMIT / (double) sb_decimal_power (scale))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW, "“%s” is too large", name);
      return FALSE;
    }
  split_double (number, &digits, &exponent);
  exponent += (int) scale;
  if (exponent < -18)
    {
      *value = 0; /* 17 digits times less than 10^-18 */
      return TRUE;
    }
  for (int i = exponent; i < 0; i++)
    divisor *= 10;
  /* Below the limit, a positive exponent belongs to digits that end in as many zeros or to 0. */
  for (int i = 0; i < exponent; i++)
    digits *= 10;
  return sb_round_ratio (digits, divisor, value, error);
}

gboolean
sb_json_get_int (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node = require_member (object, name, error);
  double number;

  g_return_val_if_fail (value != NULL, FALSE);

  if (node == NULL)
    return FALSE;
  if (holds_value (node, G_TYPE_INT64))
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  if (!holds_value (node, G_TYPE_DOUBLE))
    return set_type_error (name, "an integer", error);
  number = json_node_get_double (node);
  if (!(fabs (number) < EXACT_INTEGER_LIMIT) || number != floor (number))
    return set_type_error (name, "an integer", error);
  *value = (gint64) number;
  return TRUE;
}

static gboolean
scale_integer (const char *name, gint64 integer, unsigned scale, gint64 *value, GError **error)
{
  gint64 scaled;

  if (__builtin_mul_overflow (integer, sb_decimal_power (scale), &scaled))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_OVERFLOW, "“%s” is too large", name);
      return FALSE;
    }
  *value = scaled;
  return TRUE;
}

gboolean
sb_json_get_decimal (JsonObject *object, const char *name, unsigned scale, gint64 *value,
                     GError **error)
{
  JsonNode *node = require_member (object, name, error);

  g_return_val_if_fail (value != NULL && scale <= MAX_NUMBER_SCALE, FALSE);

  if (node == NULL)
    return FALSE;
  if (holds_value (node, G_TYPE_INT64))
    return scale_integer (name, json_node_get_int (node), scale, value, error);
  if (holds_value (node, G_TYPE_DOUBLE))
    return scale_double (name, json_node_get_double (node), scale, value, error);
  if (!holds_value (node, G_TYPE_STRING))
    return set_type_error (name, "a number", error);
  if (!sb_decimal_parse (json_node_get_string (node), scale, value, error))
    {
      g_prefix_error (error, "“%s”: ", name);
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_json_get_money (JsonObject *object, const char *name, SbCurrency currency, gint64 *minor,
                   GError **error)
{
  gint64 value;

  g_return_val_if_fail (minor != NULL, FALSE);

  if (!sb_json_get_decimal (object, name, currency.exponent, &value, error))
    return FALSE;
  if (!sb_money_check (value, error))
    {
      g_prefix_error (error, "“%s”: ", name);
      return FALSE;
    }
  *minor = value;
  return TRUE;
}

gboolean
sb_json_get_day (JsonObject *object, const char *name, SbDay *day, GError **error)
{
  const char *text = sb_json_get_string (object, name, error);

  if (text == NULL)
    return FALSE;
  if (!sb_day_parse (text, day, error))
    {
      g_prefix_error (error, "“%s”: ", name);
      return FALSE;
    }
  return TRUE;
}

const char *
sb_json_string_or (JsonObject *object, const char *name, const char *fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && name != NULL, fallback);

  node = find_member (object, name);
  return node != NULL && holds_value (node, G_TYPE_STRING) ? json_node_get_string (node) : fallback;
}

gboolean
sb_json_boolean_or (JsonObject *object, const char *name, gboolean fallback)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && name != NULL, fallback);

  node = find_member (object, name);
  return node != NULL && holds_value (node, G_TYPE_BOOLEAN) ? json_node_get_boolean (node)
                                                            : fallback;
}

JsonObject *
sb_json_object_or_null (JsonObject *object, const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && name != NULL, NULL);

  node = find_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
sb_json_array_or_null (JsonObject *object, const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL && name != NULL, NULL);

  node = find_member (object, name);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

gboolean
sb_json_has (JsonObject *object, const char *name)
{
  g_return_val_if_fail (object != NULL && name != NULL, FALSE);

  return find_member (object, name) != NULL;
}

JsonObject *
sb_json_array_object (JsonArray *array, guint index, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (array != NULL, NULL);

  node = index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TYPE, "element %u is not an object", index);
      return NULL;
    }
  return json_node_get_object (node);
}
