/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the members of an event by a table, so that a kind of event states its form in one line and
 * every refusal of form names its field in the same way. */

#include "sb-event-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-json-reader.h"
#include "sb-ledger-error.h"
#include "sb-quantity.h"

typedef enum
{
  FIELD_TEXT,
  FIELD_DAY_TEXT,
  FIELD_DAY,
  FIELD_BOOLEAN,
  FIELD_INTEGER,
  FIELD_MONEY,
  FIELD_QUANTITY,
  FIELD_PRICE,
  FIELD_RATE,
  FIELD_PERCENT,
  FIELD_TEXTS,
  FIELD_LINES,
} FieldType;

typedef struct
{
  const char *name;
  FieldType type;
  gsize offset;
  gint64 least; /* smallest number taken; "~" lifts it */
} Field;

#define EVENT_FIELD(name, type, least) { #name, type, G_STRUCT_OFFSET (SbEventData, name), least }
#define LINE_FIELD(name, type, least) { #name, type, G_STRUCT_OFFSET (SbEventLine, name), least }

static const Field event_fields[] = {
  EVENT_FIELD (po, FIELD_TEXT, 0),
  EVENT_FIELD (bill, FIELD_TEXT, 0),
  EVENT_FIELD (sale, FIELD_TEXT, 0),
  EVENT_FIELD (invoice, FIELD_TEXT, 0),
  EVENT_FIELD (credit, FIELD_TEXT, 0),
  EVENT_FIELD (transfer, FIELD_TEXT, 0),
  EVENT_FIELD (order, FIELD_TEXT, 0),
  EVENT_FIELD (vendor, FIELD_TEXT, 0),
  EVENT_FIELD (customer, FIELD_TEXT, 0),
  EVENT_FIELD (currency, FIELD_TEXT, 0),
  EVENT_FIELD (account, FIELD_TEXT, 0),
  EVENT_FIELD (refund_account, FIELD_TEXT, 0),
  EVENT_FIELD (role, FIELD_TEXT, 0),
  EVENT_FIELD (credit_role, FIELD_TEXT, 0),
  EVENT_FIELD (location, FIELD_TEXT, 0),
  EVENT_FIELD (from, FIELD_TEXT, 0),
  EVENT_FIELD (to, FIELD_TEXT, 0),
  EVENT_FIELD (method, FIELD_TEXT, 0),
  EVENT_FIELD (sku, FIELD_TEXT, 0),
  EVENT_FIELD (ref, FIELD_TEXT, 0),
  EVENT_FIELD (origin, FIELD_TEXT, 0),
  EVENT_FIELD (number, FIELD_TEXT, 0),
  EVENT_FIELD (due, FIELD_DAY_TEXT, 0),
  EVENT_FIELD (terms, FIELD_TEXT, 0),
  EVENT_FIELD (note, FIELD_TEXT, 0),
  EVENT_FIELD (rate, FIELD_RATE, 1),
  EVENT_FIELD (amount, FIELD_MONEY, 1),
  EVENT_FIELD (discount_amount, FIELD_MONEY, 0),
  EVENT_FIELD (shipping, FIELD_MONEY, 0),
  EVENT_FIELD (shipping_tax_rate, FIELD_RATE, 0),
  EVENT_FIELD (rounding, FIELD_MONEY, 0),
  EVENT_FIELD (scrap_value, FIELD_MONEY, 0),
  EVENT_FIELD (qty, FIELD_QUANTITY, 1),
  EVENT_FIELD (account_id, FIELD_INTEGER, 1),
  EVENT_FIELD (through, FIELD_DAY, 0),
  EVENT_FIELD (full, FIELD_BOOLEAN, 0),
  EVENT_FIELD (send, FIELD_BOOLEAN, 0),
  { "void", FIELD_BOOLEAN, G_STRUCT_OFFSET (SbEventData, is_void), 0 },
  EVENT_FIELD (targets, FIELD_TEXTS, 0),
  EVENT_FIELD (skus, FIELD_TEXTS, 0),
  EVENT_FIELD (lines, FIELD_LINES, 0),
  EVENT_FIELD (extra, FIELD_LINES, 0),
  EVENT_FIELD (restock, FIELD_LINES, 0),
  EVENT_FIELD (components, FIELD_LINES, 0),
  EVENT_FIELD (outputs, FIELD_LINES, 0),
  EVENT_FIELD (costs, FIELD_LINES, 0),
};

static const Field line_fields[] = {
  LINE_FIELD (sku, FIELD_TEXT, 0),
  LINE_FIELD (item, FIELD_TEXT, 0),
  LINE_FIELD (location, FIELD_TEXT, 0),
  LINE_FIELD (role, FIELD_TEXT, 0),
  LINE_FIELD (against, FIELD_TEXT, 0),
  LINE_FIELD (note, FIELD_TEXT, 0),
  LINE_FIELD (qty, FIELD_QUANTITY, 1),
  LINE_FIELD (counted, FIELD_QUANTITY, 0),
  LINE_FIELD (unit_price, FIELD_PRICE, 0),
  LINE_FIELD (unit_cost, FIELD_PRICE, G_MININT64),
  LINE_FIELD (unit_value, FIELD_PRICE, 0),
  LINE_FIELD (share, FIELD_QUANTITY, 0),
  LINE_FIELD (discount_pct, FIELD_PERCENT, 0),
  LINE_FIELD (tax_rate, FIELD_RATE, 0),
  LINE_FIELD (amount, FIELD_MONEY, 1),
  LINE_FIELD (tax_recoverable, FIELD_BOOLEAN, 0),
  LINE_FIELD (account_id, FIELD_INTEGER, 1),
};

G_STATIC_ASSERT (G_N_ELEMENTS (event_fields) <= 64);
G_STATIC_ASSERT (G_N_ELEMENTS (line_fields) <= 64);

/* Members that every kind of event may carry besides its form. */
#define COMMON_FORM "number? due? terms? note? origin? account_id? customer? vendor? account?"

#define MAX_LINES 10000
#define MAX_ID_BYTES 200

typedef struct
{
  const Field *fields;
  gsize n_fields;
  JsonObject *object;
  gpointer target;   /* SbEventData or SbEventLine */
  guint64 *has;
  const char *path;  /* "" or "/lines/3" */
  SbCurrency currency;
} Reader;

static const Field *
find_field (const Field *fields, gsize n, const char *name, gsize length)
{
  for (gsize i = 0; i < n; i++)
    if (strncmp (fields[i].name, name, length) == 0 && fields[i].name[length] == '\0')
      return &fields[i];
  return NULL;
}

static gboolean
refuse (const Reader *reader, const char *name, GError **error, const char *message)
{
  g_autofree char *pointer = g_strconcat (reader->path, "/", name, NULL);

  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, pointer, "%s: %s", pointer + 1, message);
  return FALSE;
}

static gboolean
parse_number (FieldType type, const char *text, SbCurrency currency, gint64 *value, GError **error)
{
  switch (type)
    {
    case FIELD_MONEY:
      return sb_money_parse (text, currency, value, error);
    case FIELD_QUANTITY:
      return sb_quantity_parse (text, value, error);
    case FIELD_PRICE:
      return sb_price_parse (text, value, error);
    case FIELD_RATE:
      return sb_rate_parse (text, value, error);
    case FIELD_PERCENT:
      return sb_percent_parse (text, value, error);
    case FIELD_TEXT:
    case FIELD_DAY_TEXT:
    case FIELD_DAY:
    case FIELD_BOOLEAN:
    case FIELD_INTEGER:
    case FIELD_TEXTS:
    case FIELD_LINES:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
read_number (const Reader *reader, const Field *field, const char *text, gboolean is_signed,
             GError **error)
{
  gint64 value = 0;

  if (!parse_number (field->type, text, reader->currency, &value, NULL))
    return refuse (reader, field->name, error,
                   _("not a decimal number with so many decimals as allowed"));
  if ((value < field->least && !is_signed) || value > SB_MONEY_MAX || value < -SB_MONEY_MAX)
    return refuse (reader, field->name, error, _("out of range"));
  if (field->type == FIELD_PERCENT && value > SB_RATE_ONE)
    return refuse (reader, field->name, error, _("more than all of it"));
  if (is_signed && field->type == FIELD_QUANTITY && value == 0)
    return refuse (reader, field->name, error, _("must not be zero"));
  *(gint64 *) G_STRUCT_MEMBER_P (reader->target, field->offset) = value;
  return TRUE;
}

static gboolean
read_text (const Reader *reader, const Field *field, const char *text, GError **error)
{
  gpointer place = G_STRUCT_MEMBER_P (reader->target, field->offset);
  SbDay day = SB_DAY_NONE;

  if (field->type == FIELD_TEXT || field->type == FIELD_DAY_TEXT)
    {
      if (*text == '\0' && strcmp (field->name, "note") != 0)
        return refuse (reader, field->name, error, _("must not be empty"));
      if (strlen (text) > MAX_ID_BYTES && strcmp (field->name, "note") != 0)
        return refuse (reader, field->name, error, _("too long"));
    }
  if (field->type != FIELD_TEXT && !sb_day_parse (text, &day, NULL))
    return refuse (reader, field->name, error, _("not a day"));
  if (field->type == FIELD_DAY)
    *(SbDay *) place = day;
  else
    *(const char **) place = text;
  return TRUE;
}

static gboolean
read_texts (const Reader *reader, const Field *field, JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return refuse (reader, field->name, error, _("must be a list of texts"));
      g_ptr_array_add (texts, (gpointer) (guintptr) json_node_get_string (node));
    }
  if (texts->len == 0)
    return refuse (reader, field->name, error, _("must not be empty"));
  *(GPtrArray **) G_STRUCT_MEMBER_P (reader->target, field->offset) = g_steal_pointer (&texts);
  return TRUE;
}

static gboolean
read_scalar (const Reader *reader, const Field *field, JsonNode *node, gboolean is_signed,
             GError **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (field->type == FIELD_TEXTS)
    {
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return refuse (reader, field->name, error, _("must be a list"));
      return read_texts (reader, field, json_node_get_array (node), error);
    }
  if (field->type == FIELD_BOOLEAN)
    {
      if (type != G_TYPE_BOOLEAN)
        return refuse (reader, field->name, error, _("must be true or false"));
      *(gboolean *) G_STRUCT_MEMBER_P (reader->target,
                                       field->offset) = json_node_get_boolean (node);
      return TRUE;
    }
  if (field->type == FIELD_INTEGER)
    {
      if (type != G_TYPE_INT64 || json_node_get_int (node) < field->least)
        return refuse (reader, field->name, error, _("must be a row number"));
      *(gint64 *) G_STRUCT_MEMBER_P (reader->target, field->offset) = json_node_get_int (node);
      return TRUE;
    }
  if (type != G_TYPE_STRING)
    return refuse (reader, field->name, error, _("must be a text"));
  if (field->type == FIELD_TEXT || field->type == FIELD_DAY_TEXT || field->type == FIELD_DAY)
    return read_text (reader, field, json_node_get_string (node), error);
  return read_number (reader, field, json_node_get_string (node), is_signed, error);
}

/* Is the member of this name (with @length) there and not null? Then where. */
static JsonNode *
given (JsonObject *object, const Field *field)
{
  JsonNode *node = json_object_get_member (object, field->name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

/* One token without brackets: "po", "rate?", "qty~", "sku|item". */
static gboolean
read_token (const Reader *reader, const char *token, GError **error)
{
  gsize length = strcspn (token, "?~|");
  gboolean optional = strchr (token, '?') != NULL;
  gboolean is_signed = strchr (token, '~') != NULL;
  const char *other = strchr (token, '|');
  const Field *field = find_field (reader->fields, reader->n_fields, token, length);
  JsonNode *node;

  g_return_val_if_fail (field != NULL, FALSE);
  node = given (reader->object, field);
  if (node != NULL)
    {
      *reader->has |= G_GUINT64_CONSTANT (1) << (field - reader->fields);
      if (!read_scalar (reader, field, node, is_signed, error))
        return FALSE;
    }
  if (other != NULL)
    {
      const Field *second = find_field (reader->fields, reader->n_fields, other + 1,
                                        strcspn (other + 1, "?~"));

      g_return_val_if_fail (second != NULL, FALSE);
      if (node == NULL || given (reader->object, second) != NULL)
        return read_token (reader, other + 1, error);
      return TRUE;
    }
  return node != NULL || optional || refuse (reader, field->name, error, _("missing"));
}

static gboolean
read_tokens (const Reader *reader, const char *form, gsize length, GError **error)
{
  g_autofree char *copy = g_strndup (form, length);
  g_auto (GStrv) tokens = g_strsplit (copy, " ", -1);

  for (char **token = tokens; *token != NULL; token++)
    if (**token != '\0' && !read_token (reader, *token, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_repeated (const Reader *reader, const Field *field, GArray *lines, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < lines->len; i++)
    {
      const SbEventLine *line = &g_array_index (lines, SbEventLine, i);

      if (line->sku != NULL && !g_hash_table_add (seen, (gpointer) (guintptr) line->sku))
        return refuse (reader, field->name, error, _("names a product twice"));
    }
  return TRUE;
}

static gboolean
read_line (const Reader *reader, const Field *field, guint index, JsonNode *node, const char *form,
           gsize length, GArray *lines, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/%s/%u", field->name, index);
  SbEventLine line = { .tax_recoverable = TRUE };
  Reader inner = { line_fields, G_N_ELEMENTS (line_fields), NULL, &line, &line.has, path,
                   reader->currency };

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (reader, field->name, error, _("must be a list of objects"));
  inner.object = json_node_get_object (node);
  if (!read_tokens (&inner, form, length, error) || !read_tokens (&inner, "note?", 5, error))
    return FALSE;
  g_array_append_val (lines, line);
  return TRUE;
}

/* "lines[..]", "lines*[..]", "lines+[..]", "extra?[..]"; @token points at the name. */
static gboolean
read_list (const Reader *reader, const char *token, const char *form, gsize length, GError **error)
{
  const Field *field = find_field (reader->fields, reader->n_fields, token,
                                   strcspn (token, "?*+["));
  char mode = token[strcspn (token, "?*+[")];
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (SbEventLine));
  JsonArray *array;
  JsonNode *node;

  g_return_val_if_fail (field != NULL, FALSE);
  node = given (reader->object, field);
  if (node == NULL)
    return mode == '?' || refuse (reader, field->name, error, _("missing"));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (reader, field->name, error, _("must be a list"));
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_LINES ||
      (mode == '[' && json_array_get_length (array) == 0))
    return refuse (reader, field->name, error, _("has no line, or too many"));
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_line (reader, field, i, json_array_get_element (array, i), form, length, lines,
                    error))
      return FALSE;
  if (mode != '+' && !check_repeated (reader, field, lines, error))
    return FALSE;
  *reader->has |= G_GUINT64_CONSTANT (1) << (field - reader->fields);
  *(GArray **) G_STRUCT_MEMBER_P (reader->target, field->offset) = g_steal_pointer (&lines);
  return TRUE;
}

gboolean
sb_event_data_read (SbEventData *data, JsonObject *object, const char *form, SbCurrency currency,
                    GError **error)
{
  Reader reader = { event_fields, G_N_ELEMENTS (event_fields), object, data, &data->has, "",
                    currency };
  const char *p = form;

  while (*p != '\0')
    {
      gsize length = strcspn (p, " [");

      if (p[length] == '[')
        {
          const char *inner = p + length + 1;
          gsize inner_length = strcspn (inner, "]");

          if (!read_list (&reader, p, inner, inner_length, error))
            return FALSE;
          p = inner + inner_length + 1;
        }
      else
        {
          if (!read_tokens (&reader, p, length, error))
            return FALSE;
          p += length;
        }
      while (*p == ' ')
        p++;
    }
  return read_tokens (&reader, COMMON_FORM, strlen (COMMON_FORM), error);
}

void
sb_event_data_clear (SbEventData *data)
{
  g_clear_pointer (&data->targets, g_ptr_array_unref);
  g_clear_pointer (&data->skus, g_ptr_array_unref);
  g_clear_pointer (&data->lines, g_array_unref);
  g_clear_pointer (&data->extra, g_array_unref);
  g_clear_pointer (&data->restock, g_array_unref);
  g_clear_pointer (&data->components, g_array_unref);
  g_clear_pointer (&data->outputs, g_array_unref);
  g_clear_pointer (&data->costs, g_array_unref);
}

gboolean
sb_event_has (const SbEvent *self, const char *name)
{
  const Field *field = find_field (event_fields, G_N_ELEMENTS (event_fields), name, strlen (name));

  g_return_val_if_fail (field != NULL, FALSE);
  return (sb_event_get_data (self)->has >> (field - event_fields)) & 1;
}

gboolean
sb_event_line_has (const SbEventLine *line, const char *name)
{
  const Field *field = find_field (line_fields, G_N_ELEMENTS (line_fields), name, strlen (name));

  g_return_val_if_fail (field != NULL, FALSE);
  return (line->has >> (field - line_fields)) & 1;
}
