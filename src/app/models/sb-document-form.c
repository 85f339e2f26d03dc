/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-form.h"

#include <string.h>

#include "sb-base-error.h"
#include "sb-json-reader.h"
#include "sb-json-writer.h"

static const char *const LINE_FIELDS[] = { "sku", "name", "qty", "price", "discount", "tax" };

struct _SbDocumentForm
{
  GObject parent_instance;

  const SbDocumentKind *kind;
  GHashTable           *fields;  /* (owned): name -> text */
  GListStore           *lines;   /* (owned) (element-type SbFormLine) */
  gboolean              touched;
};

G_DEFINE_FINAL_TYPE (SbDocumentForm, sb_document_form, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
touch (SbDocumentForm *self)
{
  self->touched = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sb_document_form_finalize (GObject *object)
{
  SbDocumentForm *self = SB_DOCUMENT_FORM (object);

  g_hash_table_unref (self->fields);
  g_object_unref (self->lines);
  G_OBJECT_CLASS (sb_document_form_parent_class)->finalize (object);
}

static void
sb_document_form_class_init (SbDocumentFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_document_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", SB_TYPE_DOCUMENT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_document_form_init (SbDocumentForm *self)
{
  self->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lines = g_list_store_new (SB_TYPE_FORM_LINE);
}

SbDocumentForm *
sb_document_form_new (const SbDocumentKind *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);
  SbDocumentForm *self = g_object_new (SB_TYPE_DOCUMENT_FORM, NULL);

  self->kind = kind;
  return self;
}

const SbDocumentKind *
sb_document_form_get_kind (SbDocumentForm *self)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  return self->kind;
}

const char *
sb_document_form_get (SbDocumentForm *self, const char *field)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), "");
  const char *text = g_hash_table_lookup (self->fields, field);

  return text != NULL ? text : "";
}

void
sb_document_form_set (SbDocumentForm *self, const char *field, const char *text)
{
  g_return_if_fail (SB_IS_DOCUMENT_FORM (self));

  if (g_strcmp0 (sb_document_form_get (self, field), text != NULL ? text : "") == 0)
    return;
  g_hash_table_replace (self->fields, g_strdup (field), g_strdup (text != NULL ? text : ""));
  touch (self);
}

GListModel *
sb_document_form_get_lines (SbDocumentForm *self)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  return G_LIST_MODEL (self->lines);
}

SbFormLine *
sb_document_form_add_line (SbDocumentForm *self)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  g_autoptr (SbFormLine) line = sb_form_line_new ();

  g_signal_connect_object (line, "notify", G_CALLBACK (touch), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->lines, line);
  touch (self);
  return line;
}

void
sb_document_form_remove_line (SbDocumentForm *self, SbFormLine *line)
{
  g_return_if_fail (SB_IS_DOCUMENT_FORM (self));
  guint position;

  if (!g_list_store_find (self->lines, line, &position))
    return;
  g_signal_handlers_disconnect_by_func (line, touch, self);
  g_list_store_remove (self->lines, position);
  touch (self);
}

gboolean
sb_document_form_is_untouched (SbDocumentForm *self)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), TRUE);
  return !self->touched;
}

void
sb_document_form_set_untouched (SbDocumentForm *self)
{
  g_return_if_fail (SB_IS_DOCUMENT_FORM (self));
  self->touched = FALSE;
}

static SbFormLine *
line_at (SbDocumentForm *self, guint position)
{
  g_autoptr (SbFormLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  return line; /* the store keeps it */
}

static guint
n_lines (SbDocumentForm *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->lines));
}

char *
sb_document_form_to_draft (SbDocumentForm *self)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autoptr (GList) names = g_hash_table_get_keys (self->fields);

  names = g_list_sort (names, (GCompareFunc) strcmp);
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "kind", self->kind->event);
  sb_json_writer_name (writer, "fields");
  sb_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    sb_json_writer_member_string (writer, l->data, sb_document_form_get (self, l->data));
  sb_json_writer_end_object (writer);
  sb_json_writer_name (writer, "lines");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < n_lines (self); i++)
    {
      SbFormLine *line = line_at (self, i);
      sb_json_writer_begin_object (writer);
      for (gsize f = 0; f < G_N_ELEMENTS (LINE_FIELDS); f++)
        sb_json_writer_member_string (writer, LINE_FIELDS[f],
                                      sb_form_line_get (line, LINE_FIELDS[f]));
      sb_json_writer_member_boolean (writer, "service", sb_form_line_is_service (line));
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gboolean
read_draft_lines (SbDocumentForm *self, JsonArray *lines, GError **error)
{
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonObject *object = sb_json_array_object (lines, i, error);
      if (object == NULL)
        return FALSE;
      SbFormLine *line = sb_document_form_add_line (self);
      for (gsize f = 0; f < G_N_ELEMENTS (LINE_FIELDS); f++)
        sb_form_line_set (line, LINE_FIELDS[f],
                          sb_json_string_or (object, LINE_FIELDS[f], ""));
      g_object_set (line, "service", sb_json_boolean_or (object, "service", FALSE), NULL);
    }
  return TRUE;
}

SbDocumentForm *
sb_document_form_from_draft (const char *body, GError **error)
{
  g_autoptr (JsonNode) root = sb_json_parse (body, -1, error);
  g_autoptr (GList) names = NULL;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_TYPE, "a draft is not an object");
      return NULL;
    }

  JsonObject *object = json_node_get_object (root);
  const SbDocumentKind *kind = sb_document_kind_find (sb_json_string_or (object, "kind", NULL));
  if (kind == NULL)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE, "a draft of an unknown kind");
      return NULL;
    }

  g_autoptr (SbDocumentForm) self = sb_document_form_new (kind);
  JsonObject *fields = sb_json_object_or_null (object, "fields");
  names = fields != NULL ? json_object_get_members (fields) : NULL;
  for (GList *l = names; l != NULL; l = l->next)
    sb_document_form_set (self, l->data, sb_json_string_or (fields, l->data, ""));
  if (!read_draft_lines (self, sb_json_array_or_null (object, "lines"), error))
    return NULL;
  return g_steal_pointer (&self);
}

int
sb_document_form_line_position (SbDocumentForm *self, SbFormLine *wanted)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), -1);
  int position = 0;

  for (guint i = 0; i < n_lines (self); i++)
    {
      SbFormLine *line = line_at (self, i);
      if (sb_form_line_is_blank (line))
        continue;
      if (line == wanted)
        return position;
      position++;
    }
  return -1;
}

SbFormLine *
sb_document_form_line_at (SbDocumentForm *self, int wanted)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  int position = 0;

  for (guint i = 0; i < n_lines (self); i++)
    {
      SbFormLine *line = line_at (self, i);
      if (sb_form_line_is_blank (line))
        continue;
      if (position == wanted)
        return line;
      position++;
    }
  return NULL;
}
