/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life of the structs that a table describes: made with everything absent, copied, freed. */
#include "sb-qbo-field-private.h"

#include <string.h>

SbQboRef *
sb_qbo_ref_new (const char *value)
{
  SbQboRef *self = g_new0 (SbQboRef, 1);

  self->value = g_strdup (value);
  return self;
}

SbQboRef *
sb_qbo_ref_copy (const SbQboRef *self)
{
  SbQboRef *copy;

  if (self == NULL)
    return NULL;
  copy = sb_qbo_ref_new (self->value);
  copy->name = g_strdup (self->name);
  copy->type = g_strdup (self->type);
  return copy;
}

void
sb_qbo_ref_free (SbQboRef *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->name);
  g_free (self->type);
  g_free (self);
}

const char *
sb_qbo_ref_value (const SbQboRef *self)
{
  return self != NULL ? self->value : NULL;
}

void
sb_qbo_ref_set (SbQboRef **slot, const char *value)
{
  SbQboRef *fresh = value != NULL ? sb_qbo_ref_new (value) : NULL;

  sb_qbo_ref_free (*slot);
  *slot = fresh;
}

void
sb_qbo_text_set (char **slot, const char *text)
{
  char *fresh = g_strdup (text);

  g_free (*slot);
  *slot = fresh;
}

void
sb_qbo_table_each (const SbQboTable *table, SbQboFieldFunc func, gpointer user_data)
{
  for (gsize i = 0; i < table->n_fields; i++)
    func (&table->fields[i], user_data);
  for (gsize i = 0; i < table->n_variants; i++)
    for (gsize j = 0; j < table->variants[i].n_fields; j++)
      func (&table->variants[i].fields[j], user_data);
}

const SbQboVariant *
sb_qbo_table_find_variant (const SbQboTable *table, gconstpointer data)
{
  const char *value;

  if (table->n_variants == 0)
    return NULL;
  value = SB_QBO_SLOT (char *, data, table->variant_offset);
  for (gsize i = 0; value != NULL && i < table->n_variants; i++)
    if (strcmp (table->variants[i].value, value) == 0)
      return &table->variants[i];
  return NULL;
}

static void
field_clear_value (const SbQboField *field, gpointer data)
{
  switch (field->kind)
    {
    case SB_QBO_FIELD_SWITCH:
      SB_QBO_SLOT (SbQboSwitch, data, field->offset) = SB_QBO_UNSET;
      break;
    case SB_QBO_FIELD_DAY:
      SB_QBO_SLOT (SbDay, data, field->offset) = SB_DAY_NONE;
      break;
    case SB_QBO_FIELD_INT:
    case SB_QBO_FIELD_MONEY:
    case SB_QBO_FIELD_QUANTITY:
    case SB_QBO_FIELD_PRICE:
    case SB_QBO_FIELD_RATE:
    case SB_QBO_FIELD_PERCENT:
      SB_QBO_SLOT (gint64, data, field->offset) = SB_QBO_NONE;
      break;
    case SB_QBO_FIELD_TEXT:
    case SB_QBO_FIELD_MOMENT:
    case SB_QBO_FIELD_REF:
    case SB_QBO_FIELD_ENTITY:
    case SB_QBO_FIELD_OBJECT:
    case SB_QBO_FIELD_LIST:
    default:
      break; /* zero is absent */
    }
}

gpointer
sb_qbo_struct_new (const SbQboTable *table)
{
  gpointer data = g_malloc0 (table->size);

  sb_qbo_table_each (table, (SbQboFieldFunc) field_clear_value, data);
  return data;
}

/* Variants share slots, so a field may be met twice: a cleared slot is NULL the second time. */
static void
field_free (const SbQboField *field, gpointer data)
{
  switch (field->kind)
    {
    case SB_QBO_FIELD_TEXT:
      g_clear_pointer (&SB_QBO_SLOT (char *, data, field->offset), g_free);
      break;
    case SB_QBO_FIELD_REF:
    case SB_QBO_FIELD_ENTITY:
      g_clear_pointer (&SB_QBO_SLOT (SbQboRef *, data, field->offset), sb_qbo_ref_free);
      break;
    case SB_QBO_FIELD_OBJECT:
      sb_qbo_struct_free (field->table, SB_QBO_SLOT (gpointer, data, field->offset));
      SB_QBO_SLOT (gpointer, data, field->offset) = NULL;
      break;
    case SB_QBO_FIELD_LIST:
      {
        GPtrArray *list = SB_QBO_SLOT (GPtrArray *, data, field->offset);

        for (guint i = 0; list != NULL && i < list->len; i++)
          sb_qbo_struct_free (field->table, g_ptr_array_index (list, i));
        g_clear_pointer (&SB_QBO_SLOT (GPtrArray *, data, field->offset), g_ptr_array_unref);
        break;
      }
    case SB_QBO_FIELD_SWITCH:
    case SB_QBO_FIELD_INT:
    case SB_QBO_FIELD_MONEY:
    case SB_QBO_FIELD_QUANTITY:
    case SB_QBO_FIELD_PRICE:
    case SB_QBO_FIELD_RATE:
    case SB_QBO_FIELD_PERCENT:
    case SB_QBO_FIELD_DAY:
    case SB_QBO_FIELD_MOMENT:
    default:
      break;
    }
}

void
sb_qbo_struct_free (const SbQboTable *table, gpointer data)
{
  if (data == NULL)
    return;
  sb_qbo_table_each (table, (SbQboFieldFunc) field_free, data);
  if (table->entity != NULL)
    {
      SbQboMeta *meta = data;

      g_free (meta->id);
      g_free (meta->sync_token);
      g_free (meta->status);
    }
  g_free (data);
}

typedef struct
{
  gpointer target;
  gconstpointer source;
} CopyPair;

static GPtrArray *
list_copy (const SbQboTable *table, GPtrArray *source)
{
  GPtrArray *list;

  if (source == NULL)
    return NULL;
  list = g_ptr_array_new ();
  for (guint i = 0; i < source->len; i++)
    g_ptr_array_add (list, sb_qbo_struct_copy (table, g_ptr_array_index (source, i)));
  return list;
}

static void
field_copy (const SbQboField *field, CopyPair *pair)
{
  gpointer target = pair->target;
  gconstpointer source = pair->source;
  gsize at = field->offset;

  switch (field->kind)
    {
    case SB_QBO_FIELD_TEXT:
      if (SB_QBO_SLOT (char *, target, at) == NULL)
        SB_QBO_SLOT (char *, target, at) = g_strdup (SB_QBO_SLOT (char *, source, at));
      break;
    case SB_QBO_FIELD_REF:
    case SB_QBO_FIELD_ENTITY:
      if (SB_QBO_SLOT (SbQboRef *, target, at) == NULL)
        SB_QBO_SLOT (SbQboRef *, target,
                     at) = sb_qbo_ref_copy (SB_QBO_SLOT (SbQboRef *, source, at));
      break;
    case SB_QBO_FIELD_OBJECT:
      if (SB_QBO_SLOT (gpointer, target, at) == NULL)
        SB_QBO_SLOT (gpointer, target, at) = sb_qbo_struct_copy (field->table,
                                                                 SB_QBO_SLOT (gpointer, source,
                                                                              at));
      break;
    case SB_QBO_FIELD_LIST:
      if (SB_QBO_SLOT (GPtrArray *, target, at) == NULL)
        SB_QBO_SLOT (GPtrArray *, target, at) = list_copy (field->table,
                                                           SB_QBO_SLOT (GPtrArray *, source, at));
      break;
    case SB_QBO_FIELD_SWITCH:
      SB_QBO_SLOT (SbQboSwitch, target, at) = SB_QBO_SLOT (SbQboSwitch, source, at);
      break;
    case SB_QBO_FIELD_DAY:
      SB_QBO_SLOT (SbDay, target, at) = SB_QBO_SLOT (SbDay, source, at);
      break;
    case SB_QBO_FIELD_INT:
    case SB_QBO_FIELD_MONEY:
    case SB_QBO_FIELD_QUANTITY:
    case SB_QBO_FIELD_PRICE:
    case SB_QBO_FIELD_RATE:
    case SB_QBO_FIELD_PERCENT:
    case SB_QBO_FIELD_MOMENT:
    default:
      SB_QBO_SLOT (gint64, target, at) = SB_QBO_SLOT (gint64, source, at);
      break;
    }
}

gpointer
sb_qbo_struct_copy (const SbQboTable *table, gconstpointer source)
{
  CopyPair pair;

  if (source == NULL)
    return NULL;
  pair = (CopyPair) { sb_qbo_struct_new (table), source };
  sb_qbo_table_each (table, (SbQboFieldFunc) field_copy, &pair);
  if (table->entity != NULL)
    {
      const SbQboMeta *from = source;
      SbQboMeta *to = pair.target;

      *to = *from;
      to->id = g_strdup (from->id);
      to->sync_token = g_strdup (from->sync_token);
      to->status = g_strdup (from->status);
    }
  return pair.target;
}
