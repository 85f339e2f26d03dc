/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Struct -> JSON by table: exact decimals, only what is set, in the order of the table. */
#include "sb-qbo-field-private.h"

#include <string.h>

static void write_struct (const SbQboTable *table, gconstpointer data, SbCurrency currency,
                          SbJsonWriter *writer);

gboolean
sb_qbo_field_is_set (const SbQboField *field, gconstpointer data)
{
  switch (field->kind)
    {
    case SB_QBO_FIELD_TEXT:
    case SB_QBO_FIELD_REF:
    case SB_QBO_FIELD_ENTITY:
    case SB_QBO_FIELD_OBJECT:
    case SB_QBO_FIELD_LIST:
      return SB_QBO_SLOT (gpointer, data, field->offset) != NULL;
    case SB_QBO_FIELD_SWITCH:
      return SB_QBO_SLOT (SbQboSwitch, data, field->offset) != SB_QBO_UNSET;
    case SB_QBO_FIELD_DAY:
      return SB_QBO_SLOT (SbDay, data, field->offset) != SB_DAY_NONE;
    case SB_QBO_FIELD_MOMENT:
      return SB_QBO_SLOT (gint64, data, field->offset) != 0;
    case SB_QBO_FIELD_INT:
    case SB_QBO_FIELD_MONEY:
    case SB_QBO_FIELD_QUANTITY:
    case SB_QBO_FIELD_PRICE:
    case SB_QBO_FIELD_RATE:
    case SB_QBO_FIELD_PERCENT:
    default:
      return SB_QBO_SLOT (gint64, data, field->offset) != SB_QBO_NONE;
    }
}

static void
write_ref (const SbQboRef *ref, gboolean entity, SbJsonWriter *writer)
{
  sb_json_writer_begin_object (writer);
  if (entity)
    {
      sb_json_writer_member_string (writer, "Type", ref->type);
      sb_json_writer_name (writer, "EntityRef");
      sb_json_writer_begin_object (writer);
    }
  sb_json_writer_member_string (writer, "value", ref->value);
  if (!entity && ref->type != NULL)
    sb_json_writer_member_string (writer, "type", ref->type);
  if (entity)
    sb_json_writer_end_object (writer);
  sb_json_writer_end_object (writer);
}

static void
write_list (const SbQboTable *table, GPtrArray *list, SbCurrency currency, SbJsonWriter *writer)
{
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < list->len; i++)
    write_struct (table, g_ptr_array_index (list, i), currency, writer);
  sb_json_writer_end_array (writer);
}

static void
write_day (SbDay day, SbJsonWriter *writer)
{
  char buffer[SB_DAY_TEXT_SIZE];

  sb_json_writer_string (writer, sb_day_format (day, buffer));
}

static void
write_moment (gint64 moment, SbJsonWriter *writer)
{
  g_autofree char *text = sb_moment_format (moment);

  sb_json_writer_string (writer, text);
}

static void
write_value (const SbQboField *field, gconstpointer data, SbCurrency currency, SbJsonWriter *writer)
{
  gsize at = field->offset;

  switch (field->kind)
    {
    case SB_QBO_FIELD_TEXT:
      sb_json_writer_string (writer, SB_QBO_SLOT (char *, data, at));
      break;
    case SB_QBO_FIELD_SWITCH:
      sb_json_writer_boolean (writer, SB_QBO_SLOT (SbQboSwitch, data, at) == SB_QBO_TRUE);
      break;
    case SB_QBO_FIELD_INT:
      sb_json_writer_int (writer, SB_QBO_SLOT (gint64, data, at));
      break;
    case SB_QBO_FIELD_MONEY:
      sb_json_writer_decimal (writer, SB_QBO_SLOT (gint64, data, at), currency.exponent,
                              currency.exponent);
      break;
    case SB_QBO_FIELD_QUANTITY:
      sb_json_writer_decimal (writer, SB_QBO_SLOT (gint64, data, at), SB_QUANTITY_SCALE, 0);
      break;
    case SB_QBO_FIELD_PRICE:
      sb_json_writer_decimal (writer, SB_QBO_SLOT (gint64, data, at), SB_PRICE_SCALE, 0);
      break;
    case SB_QBO_FIELD_RATE:
      sb_json_writer_decimal (writer, SB_QBO_SLOT (gint64, data, at), SB_RATE_SCALE, 0);
      break;
    case SB_QBO_FIELD_PERCENT:
      sb_json_writer_decimal (writer, SB_QBO_SLOT (gint64, data, at), SB_RATE_SCALE - 2, 0);
      break;
    case SB_QBO_FIELD_DAY:
      write_day (SB_QBO_SLOT (SbDay, data, at), writer);
      break;
    case SB_QBO_FIELD_MOMENT:
      write_moment (SB_QBO_SLOT (gint64, data, at), writer);
      break;
    case SB_QBO_FIELD_REF:
    case SB_QBO_FIELD_ENTITY:
      write_ref (SB_QBO_SLOT (SbQboRef *, data, at), field->kind == SB_QBO_FIELD_ENTITY, writer);
      break;
    case SB_QBO_FIELD_OBJECT:
      write_struct (field->table, SB_QBO_SLOT (gpointer, data, at), currency, writer);
      break;
    case SB_QBO_FIELD_LIST:
    default:
      write_list (field->table, SB_QBO_SLOT (GPtrArray *, data, at), currency, writer);
      break;
    }
}

/* Members of one outer object are neighbours in the table: it is opened at the first that is set
 * and closed when another outer begins. */
static void
write_fields (const SbQboField *fields, gsize n, gconstpointer data, SbCurrency currency,
              SbJsonWriter *writer)
{
  g_autofree char *open = NULL;

  for (gsize i = 0; i < n; i++)
    {
      gsize outer;
      const char *name = sb_qbo_field_split (&fields[i], &outer);
      g_autofree char *outer_name = outer > 0 ? g_strndup (fields[i].name, outer) : NULL;

      if ((fields[i].flags & SB_QBO_FIELD_READ_ONLY) != 0 ||
          !sb_qbo_field_is_set (&fields[i], data))
        continue;
      if (open != NULL && g_strcmp0 (open, outer_name) != 0)
        {
          sb_json_writer_end_object (writer);
          g_clear_pointer (&open, g_free);
        }
      if (open == NULL && outer_name != NULL)
        {
          sb_json_writer_name (writer, outer_name);
          sb_json_writer_begin_object (writer);
          open = g_steal_pointer (&outer_name);
        }
      sb_json_writer_name (writer, name);
      write_value (&fields[i], data, currency, writer);
    }
  if (open != NULL)
    sb_json_writer_end_object (writer);
}

static void
write_members (const SbQboTable *table, gconstpointer data, SbCurrency currency,
               SbJsonWriter *writer)
{
  const SbQboVariant *variant = sb_qbo_table_find_variant (table, data);

  write_fields (table->fields, table->n_fields, data, currency, writer);
  if (variant == NULL)
    return;
  sb_json_writer_name (writer, variant->member);
  sb_json_writer_begin_object (writer);
  write_fields (variant->fields, variant->n_fields, data, currency, writer);
  sb_json_writer_end_object (writer);
}

static void
write_struct (const SbQboTable *table, gconstpointer data, SbCurrency currency,
              SbJsonWriter *writer)
{
  sb_json_writer_begin_object (writer);
  write_members (table, data, currency, writer);
  sb_json_writer_end_object (writer);
}

static void
write_entity (const SbQboTable *table, gconstpointer data, gboolean sparse, SbJsonWriter *writer)
{
  const SbQboMeta *meta = data;

  g_return_if_fail (table->entity != NULL);
  g_return_if_fail (meta->currency.code[0] != '\0');

  sb_json_writer_begin_object (writer);
  if (meta->id != NULL)
    {
      sb_json_writer_member_string (writer, "Id", meta->id);
      sb_json_writer_member_string (writer, "SyncToken", meta->sync_token);
    }
  if (meta->id != NULL && sparse)
    sb_json_writer_member_boolean (writer, "sparse", TRUE);
  write_members (table, data, meta->currency, writer);
  sb_json_writer_end_object (writer);
}

static GBytes *
entity_to_bytes (const SbQboTable *table, gconstpointer data, gboolean sparse)
{
  g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();
  char *text;

  write_entity (table, data, sparse, writer);
  text = sb_json_writer_finish (writer);
  return g_bytes_new_take (text, strlen (text));
}

void
sb_qbo_struct_to_json (const SbQboTable *table, gconstpointer data, SbJsonWriter *writer)
{
  write_entity (table, data, TRUE, writer);
}

GBytes *
sb_qbo_struct_to_bytes (const SbQboTable *table, gconstpointer data)
{
  return entity_to_bytes (table, data, TRUE);
}

GBytes *
sb_qbo_struct_to_whole_bytes (const SbQboTable *table, gconstpointer data)
{
  return entity_to_bytes (table, data, FALSE);
}
