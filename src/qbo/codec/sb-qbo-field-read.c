/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON -> struct by table. What the server adds later is passed over; what has changed its type is
 * an error, since guessing would put a wrong figure into the books. */
#include "sb-qbo-field-private.h"

#include <string.h>

#include "sb-decimal.h"
#include "sb-json-reader.h"
#include "sb-qbo-error.h"

typedef struct
{
  SbCurrency currency;
  SbCurrency home;
} ReadContext;

static gboolean read_fields (const SbQboField *fields, gsize n, JsonObject *object, gpointer data,
                             const ReadContext *context, GError **error);
static gpointer read_struct (const SbQboTable *table, JsonObject *object,
                             const ReadContext *context, GError **error);

const char *
sb_qbo_field_split (const SbQboField *field, gsize *outer)
{
  const char *dot = strchr (field->name, '.');

  *outer = dot != NULL ? (gsize) (dot - field->name) : 0;
  return dot != NULL ? dot + 1 : field->name;
}

static gboolean
read_ref (JsonObject *object, const char *name, gboolean entity, SbQboRef **ref, GError **error)
{
  JsonObject *value = sb_json_get_object (object, name, error);
  JsonObject *inner;
  const char *id;

  if (value == NULL)
    return FALSE;
  inner = entity ? sb_json_object_or_null (value, "EntityRef") : value;
  if (inner == NULL)
    return TRUE;
  id = sb_json_string_or (inner, "value", NULL);
  if (id == NULL)
    return TRUE; /* an empty reference: as good as none */
  sb_qbo_ref_free (*ref);
  *ref = sb_qbo_ref_new (id);
  (*ref)->name = g_strdup (sb_json_string_or (inner, "name", NULL));
  (*ref)->type = g_strdup (entity ? sb_json_string_or (value, "Type",
                                                       NULL) : sb_json_string_or (inner, "type",
                                                                                  NULL));
  return TRUE;
}

static gboolean
read_list (JsonObject *object, const char *name, const SbQboTable *table, GPtrArray **list,
           const ReadContext *context, GError **error)
{
  JsonArray *array = sb_json_get_array (object, name, error);

  if (array == NULL)
    return FALSE;
  if (*list == NULL)
    *list = g_ptr_array_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = sb_json_array_object (array, i, error);
      gpointer part = element != NULL ? read_struct (table, element, context, error) : NULL;

      if (part == NULL)
        {
          g_prefix_error (error, "%s[%u]: ", name, i);
          return FALSE;
        }
      g_ptr_array_add (*list, part);
    }
  return TRUE;
}

/* Whole numbers come as numbers or as text ("DueDays":"30"). */
static gboolean
read_int (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return sb_decimal_parse (json_node_get_string (node), 0, value, error);
  return sb_json_get_decimal (object, name, 0, value, error);
}

static gboolean
read_moment (JsonObject *object, const char *name, gint64 *value, GError **error)
{
  const char *text = sb_json_get_string (object, name, error);
  SbDay day;

  if (text == NULL)
    return FALSE;
  if (strlen (text) == 10 && sb_day_parse (text, &day, NULL)) /* some entities keep a bare date */
    {
      *value = (gint64) day * G_TIME_SPAN_DAY;
      return TRUE;
    }
  return sb_moment_parse (text, value, error);
}

static gboolean
read_text (JsonObject *object, const char *name, char **slot, GError **error)
{
  const char *text = sb_json_get_string (object, name, error);

  if (text == NULL)
    return FALSE;
  sb_qbo_text_set (slot, text);
  return TRUE;
}

static gboolean
read_switch (JsonObject *object, const char *name, SbQboSwitch *slot, GError **error)
{
  gboolean value;

  if (!sb_json_get_boolean (object, name, &value, error))
    return FALSE;
  *slot = value ? SB_QBO_TRUE : SB_QBO_FALSE;
  return TRUE;
}

static gboolean
read_object (const SbQboField *field, JsonObject *object, const char *name, gpointer data,
             const ReadContext *context, GError **error)
{
  JsonObject *value = sb_json_get_object (object, name, error);
  gpointer part = value != NULL ? read_struct (field->table, value, context, error) : NULL;

  if (part == NULL)
    return FALSE;
  sb_qbo_struct_free (field->table, SB_QBO_SLOT (gpointer, data, field->offset));
  SB_QBO_SLOT (gpointer, data, field->offset) = part;
  return TRUE;
}

static SbCurrency
currency_of (const SbQboField *field, const ReadContext *context)
{
  return (field->flags & SB_QBO_FIELD_HOME) != 0 ? context->home : context->currency;
}

/* A number of more digits than a JSON number is sure to keep could be read from a text, but not be
 * sent back and read again. */
#define NUMBER_LIMIT (G_GINT64_CONSTANT (1) << 52)

static gboolean
read_digits (const SbQboField *field, JsonObject *object, const char *name,
             const ReadContext *context, gint64 *value, GError **error)
{
  switch ((int) field->kind)
    {
    case SB_QBO_FIELD_INT:
      return read_int (object, name, value, error);
    case SB_QBO_FIELD_MONEY:
      return sb_json_get_money (object, name, currency_of (field, context), value, error);
    case SB_QBO_FIELD_QUANTITY:
      return sb_json_get_decimal (object, name, SB_QUANTITY_SCALE, value, error);
    case SB_QBO_FIELD_PRICE:
      return sb_json_get_decimal (object, name, SB_PRICE_SCALE, value, error);
    case SB_QBO_FIELD_RATE:
      return sb_json_get_decimal (object, name, SB_RATE_SCALE, value, error);
    case SB_QBO_FIELD_PERCENT:
    default:
      /* n percent at scale 8 is n at scale 6 */
      return sb_json_get_decimal (object, name, SB_RATE_SCALE - 2, value, error);
    }
}

static gboolean
read_number (const SbQboField *field, JsonObject *object, const char *name, gpointer data,
             const ReadContext *context, GError **error)
{
  gint64 value;

  if (!read_digits (field, object, name, context, &value, error))
    return FALSE;
  if (value <= -NUMBER_LIMIT || value >= NUMBER_LIMIT)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "%s: has too many digits", name);
      return FALSE;
    }
  SB_QBO_SLOT (gint64, data, field->offset) = value;
  return TRUE;
}

static gboolean
read_value (const SbQboField *field, JsonObject *object, const char *name, gpointer data,
            const ReadContext *context, GError **error)
{
  switch (field->kind)
    {
    case SB_QBO_FIELD_TEXT:
      return read_text (object, name, &SB_QBO_SLOT (char *, data, field->offset), error);
    case SB_QBO_FIELD_SWITCH:
      return read_switch (object, name, &SB_QBO_SLOT (SbQboSwitch, data, field->offset), error);
    case SB_QBO_FIELD_INT:
    case SB_QBO_FIELD_MONEY:
    case SB_QBO_FIELD_QUANTITY:
    case SB_QBO_FIELD_PRICE:
    case SB_QBO_FIELD_RATE:
    case SB_QBO_FIELD_PERCENT:
      return read_number (field, object, name, data, context, error);
    case SB_QBO_FIELD_DAY:
      return sb_json_get_day (object, name, &SB_QBO_SLOT (SbDay, data, field->offset), error);
    case SB_QBO_FIELD_MOMENT:
      return read_moment (object, name, &SB_QBO_SLOT (gint64, data, field->offset), error);
    case SB_QBO_FIELD_REF:
    case SB_QBO_FIELD_ENTITY:
      return read_ref (object, name, field->kind == SB_QBO_FIELD_ENTITY,
                       &SB_QBO_SLOT (SbQboRef *, data, field->offset), error);
    case SB_QBO_FIELD_OBJECT:
      return read_object (field, object, name, data, context, error);
    case SB_QBO_FIELD_LIST:
    default:
      return read_list (object, name, field->table, &SB_QBO_SLOT (GPtrArray *, data, field->offset),
                        context, error);
    }
}

static gboolean
read_fields (const SbQboField *fields, gsize n, JsonObject *object, gpointer data,
             const ReadContext *context, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      gsize outer;
      const char *name = sb_qbo_field_split (&fields[i], &outer);
      JsonObject *holder = object;

      if (outer > 0)
        {
          g_autofree char *outer_name = g_strndup (fields[i].name, outer);

          holder = sb_json_object_or_null (object, outer_name);
        }
      if (holder == NULL || !sb_json_has (holder, name))
        continue;
      if (!read_value (&fields[i], holder, name, data, context, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_variant (const SbQboTable *table, JsonObject *object, gpointer data,
              const ReadContext *context, GError **error)
{
  const SbQboVariant *variant = sb_qbo_table_find_variant (table, data);
  JsonObject *detail = variant != NULL ? sb_json_object_or_null (object, variant->member) : NULL;

  if (detail == NULL)
    return TRUE;
  return read_fields (variant->fields, variant->n_fields, detail, data, context, error);
}

static gpointer
read_struct (const SbQboTable *table, JsonObject *object, const ReadContext *context,
             GError **error)
{
  gpointer data = sb_qbo_struct_new (table);

  if (!read_fields (table->fields, table->n_fields, object, data, context, error) ||
      !read_variant (table, object, data, context, error))
    {
      sb_qbo_struct_free (table, data);
      return NULL;
    }
  return data;
}

static void
read_meta (JsonObject *object, SbQboMeta *meta, const ReadContext *context)
{
  JsonObject *times = sb_json_object_or_null (object, "MetaData");

  meta->id = g_strdup (sb_json_string_or (object, "Id", NULL));
  meta->sync_token = g_strdup (sb_json_string_or (object, "SyncToken", NULL));
  meta->status = g_strdup (sb_json_string_or (object, "status", NULL));
  meta->currency = context->currency;
  if (times == NULL)
    return;
  if (sb_json_has (times, "CreateTime") &&
      !read_moment (times, "CreateTime", &meta->create_time, NULL))
    meta->create_time = 0;
  if (sb_json_has (times, "LastUpdatedTime") &&
      !read_moment (times, "LastUpdatedTime", &meta->update_time, NULL))
    meta->update_time = 0;
}

gpointer
sb_qbo_struct_from_json (const SbQboTable *table, JsonObject *object, SbCurrency home,
                         GError **error)
{
  g_autoptr(GError) local_error = NULL;
  ReadContext context = { home, home };
  JsonObject *currency = sb_json_object_or_null (object, "CurrencyRef");
  gpointer data;

  if (currency != NULL)
    {
      const char *code = sb_json_string_or (currency, "value", NULL);

      if (code != NULL && !sb_currency_from_code (code, &context.currency, NULL))
        context.currency = home; /* a code that ISO does not know yet: cents are the best guess */
    }
  data = read_struct (table, object, &context, &local_error);
  if (data == NULL)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL, "%s: %s",
                   table->entity != NULL ? table->entity : "part", local_error->message);
      return NULL;
    }
  if (table->entity != NULL)
    read_meta (object, data, &context);
  return data;
}
