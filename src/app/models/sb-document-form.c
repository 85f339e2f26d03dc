/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-form.h"

#include <string.h>

#include "sb-base-error.h"
#include "sb-json-reader.h"
#include "sb-json-writer.h"

struct _SbDocumentForm
{
  GObject parent_instance;

  const SbDocumentKind *kind;
  GHashTable           *fields;  /* (owned): name -> text */
  GListStore           *lists[SB_DOCUMENT_MAX_LISTS]; /* (owned) (element-type SbFormLine) */
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
  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS; i++)
    g_object_unref (self->lists[i]);
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
  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS; i++)
    self->lists[i] = g_list_store_new (SB_TYPE_FORM_LINE);
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

/* (transfer none) (nullable) */
static GListStore *
store_of (SbDocumentForm *self, const char *list)
{
  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS && self->kind->lists[i].member != NULL; i++)
    if (g_strcmp0 (self->kind->lists[i].member, list) == 0)
      return self->lists[i];
  return NULL;
}

gboolean
sb_document_form_has_list (SbDocumentForm *self, const char *list)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), FALSE);
  return store_of (self, list) != NULL;
}

GListModel *
sb_document_form_get_list (SbDocumentForm *self, const char *list)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  g_return_val_if_fail (store_of (self, list) != NULL, NULL);
  return G_LIST_MODEL (store_of (self, list));
}

GListModel *
sb_document_form_get_lines (SbDocumentForm *self)
{
  return sb_document_form_get_list (self, "lines");
}

SbFormLine *
sb_document_form_add_to (SbDocumentForm *self, const char *list)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  g_return_val_if_fail (store_of (self, list) != NULL, NULL);
  g_autoptr (SbFormLine) line = sb_form_line_new ();

  g_signal_connect_object (line, "notify", G_CALLBACK (touch), self, G_CONNECT_SWAPPED);
  g_list_store_append (store_of (self, list), line);
  touch (self);
  return line;
}

SbFormLine *
sb_document_form_add_line (SbDocumentForm *self)
{
  return sb_document_form_add_to (self, "lines");
}

void
sb_document_form_remove_line (SbDocumentForm *self, SbFormLine *line)
{
  g_return_if_fail (SB_IS_DOCUMENT_FORM (self));
  guint position;

  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS; i++)
    {
      if (!g_list_store_find (self->lists[i], line, &position))
        continue;
      g_signal_handlers_disconnect_by_func (line, touch, self);
      g_list_store_remove (self->lists[i], position);
      touch (self);
      return;
    }
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
line_at (GListStore *store, guint position)
{
  g_autoptr (SbFormLine) line = g_list_model_get_item (G_LIST_MODEL (store), position);

  return line; /* the store keeps it */
}

static guint
n_lines (GListStore *store)
{
  return g_list_model_get_n_items (G_LIST_MODEL (store));
}

static void
write_draft_list (SbJsonWriter *writer, GListStore *store)
{
  const char *const *fields = sb_form_line_fields ();

  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < n_lines (store); i++)
    {
      SbFormLine *line = line_at (store, i);
      sb_json_writer_begin_object (writer);
      for (gsize f = 0; fields[f] != NULL; f++)
        sb_json_writer_member_string (writer, fields[f], sb_form_line_get (line, fields[f]));
      sb_json_writer_member_boolean (writer, "service", sb_form_line_is_service (line));
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
}

char *
sb_document_form_to_draft (SbDocumentForm *self)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autoptr (GList) names = g_hash_table_get_keys (self->fields);

  names = g_list_sort (names, (GCompareFunc) strcmp);
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "kind", sb_document_kind_name (self->kind));
  sb_json_writer_name (writer, "fields");
  sb_json_writer_begin_object (writer);
  for (GList *l = names; l != NULL; l = l->next)
    sb_json_writer_member_string (writer, l->data, sb_document_form_get (self, l->data));
  sb_json_writer_end_object (writer);
  for (guint i = 0; self->kind->lists[i].member != NULL; i++)
    {
      sb_json_writer_name (writer, self->kind->lists[i].member);
      write_draft_list (writer, self->lists[i]);
    }
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gboolean
read_draft_list (SbDocumentForm *self, const char *list, JsonArray *lines, GError **error)
{
  const char *const *fields = sb_form_line_fields ();

  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    {
      JsonObject *object = sb_json_array_object (lines, i, error);
      if (object == NULL)
        return FALSE;
      SbFormLine *line = sb_document_form_add_to (self, list);
      for (gsize f = 0; fields[f] != NULL; f++)
        sb_form_line_set (line, fields[f], sb_json_string_or (object, fields[f], ""));
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
  for (guint i = 0; kind->lists[i].member != NULL; i++)
    if (!read_draft_list (self, kind->lists[i].member,
                          sb_json_array_or_null (object, kind->lists[i].member), error))
      return NULL;
  return g_steal_pointer (&self);
}

int
sb_document_form_line_position (SbDocumentForm *self, SbFormLine *wanted)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), -1);

  for (guint l = 0; l < SB_DOCUMENT_MAX_LISTS; l++)
    {
      int position = 0;
      for (guint i = 0; i < n_lines (self->lists[l]); i++)
        {
          SbFormLine *line = line_at (self->lists[l], i);
          if (sb_form_line_is_blank (line))
            continue;
          if (line == wanted)
            return position;
          position++;
        }
    }
  return -1;
}

SbFormLine *
sb_document_form_line_in (SbDocumentForm *self, const char *list, int wanted)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  GListStore *store = store_of (self, list);
  int position = 0;

  for (guint i = 0; store != NULL && i < n_lines (store); i++)
    {
      SbFormLine *line = line_at (store, i);
      if (sb_form_line_is_blank (line))
        continue;
      if (position == wanted)
        return line;
      position++;
    }
  return NULL;
}

SbFormLine *
sb_document_form_line_at (SbDocumentForm *self, int position)
{
  return sb_document_form_line_in (self, "lines", position);
}
