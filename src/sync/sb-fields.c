/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-fields.h"

#include "sb-json-reader.h"
#include "sb-json-writer.h"

typedef struct
{
  char *name;
  char *value;
} Field;

struct _SbFields
{
  GPtrArray *fields; /* (element-type Field) */
};

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

SbFields *
sb_fields_new (void)
{
  SbFields *self = g_new0 (SbFields, 1);

  self->fields = g_ptr_array_new_with_free_func (field_free);
  return self;
}

SbFields *
sb_fields_copy (const SbFields *self)
{
  SbFields *copy = sb_fields_new ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      sb_fields_set (copy, field->name, field->value);
    }
  return copy;
}

void
sb_fields_free (SbFields *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static Field *
find (const SbFields *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }
  return NULL;
}

void
sb_fields_set (SbFields *self, const char *name, const char *value)
{
  Field *field = find (self, name);

  if (field == NULL)
    {
      field = g_new0 (Field, 1);
      field->name = g_strdup (name);
      g_ptr_array_add (self->fields, field);
    }
  g_free (field->value);
  field->value = g_strdup (value != NULL ? value : "");
}

const char *
sb_fields_get (const SbFields *self, const char *name)
{
  const Field *field = find (self, name);

  return field != NULL ? field->value : "";
}

gboolean
sb_fields_has (const SbFields *self, const char *name)
{
  return find (self, name) != NULL;
}

guint
sb_fields_count (const SbFields *self)
{
  return self->fields->len;
}

const char *
sb_fields_name (const SbFields *self, guint index)
{
  const Field *field = g_ptr_array_index (self->fields, index);

  return field->name;
}

char *
sb_fields_to_json (const SbFields *self)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const Field *field = g_ptr_array_index (self->fields, i);

      sb_json_writer_member_string (writer, field->name, field->value);
    }
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

SbFields *
sb_fields_from_json (const char *json)
{
  SbFields *self = sb_fields_new ();
  g_autoptr (JsonNode) root = json != NULL ? sb_json_parse (json, -1, NULL) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return self;

  json_object_iter_init_ordered (&iter, json_node_get_object (root));
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        sb_fields_set (self, name, json_node_get_string (node));
    }
  return self;
}
