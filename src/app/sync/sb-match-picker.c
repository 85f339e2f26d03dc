/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-match-picker.h"

#include <glib/gi18n.h>

struct _SbMatchPicker
{
  AdwPreferencesRow parent_instance;

  GtkLabel *name;      /* (template) */
  GtkLabel *key;       /* (template) */
  GtkDropDown *picker; /* (template): "new" first, then candidates, then the others */
  GtkLabel *why;       /* (template) */

  gint64 local;
  GPtrArray *ids; /* (owned) (element-type utf8): of the picker's entries after the first */
  char *before;   /* (owned) (nullable): what the book holds */
};

G_DEFINE_FINAL_TYPE (SbMatchPicker, sb_match_picker, ADW_TYPE_PREFERENCES_ROW)

static void
sb_match_picker_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_MATCH_PICKER);
  G_OBJECT_CLASS (sb_match_picker_parent_class)->dispose (object);
}

static void
sb_match_picker_finalize (GObject *object)
{
  SbMatchPicker *self = SB_MATCH_PICKER (object);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_free);
  G_OBJECT_CLASS (sb_match_picker_parent_class)->finalize (object);
}

static void
sb_match_picker_class_init (SbMatchPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_match_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_match_picker_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/match-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, SbMatchPicker, name);
  gtk_widget_class_bind_template_child (widget_class, SbMatchPicker, key);
  gtk_widget_class_bind_template_child (widget_class, SbMatchPicker, picker);
  gtk_widget_class_bind_template_child (widget_class, SbMatchPicker, why);
}

static void
sb_match_picker_init (SbMatchPicker *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
rule_text (const char *rule)
{
  if (g_strcmp0 (rule, "email") == 0)
    return _ ("Proposed: the same e-mail address");
  if (g_strcmp0 (rule, "sku") == 0)
    return _ ("Proposed: the same SKU");
  if (g_strcmp0 (rule, "name") == 0)
    return _ ("Proposed: the same name");
  return _ ("Proposed");
}

static const char *
refusal_text (const char *reason)
{
  if (g_strcmp0 (reason, "tracked-item") == 0)
    return _ ("The item of this name counts its stock in QuickBooks and cannot be linked. Make it "
              "inactive there; Stockbook then creates one that does not count.");
  if (g_strcmp0 (reason, "bundle") == 0)
    return _ ("The item of this name is a bundle and cannot be linked.");
  if (g_strcmp0 (reason, "category") == 0)
    return _ ("The item of this name is a category and cannot be linked.");
  return _ ("What has this name in QuickBooks cannot be linked.");
}

static const char *
state_text (const SbMatchRow *row)
{
  switch (row->state)
    {
    case SB_MATCH_LINKED:
      return _ ("Linked");
    case SB_MATCH_SUGGESTED:
      return rule_text (row->rule);
    case SB_MATCH_AMBIGUOUS:
      return _ ("Several could be meant: please choose");
    case SB_MATCH_REFUSED:
      return refusal_text (row->reason);
    case SB_MATCH_NEW:
    default:
      return "";
    }
}

static void
add_choice (SbMatchPicker *self, GtkStringList *names, const SbMatchCandidate *candidate)
{
  g_autofree char *text = NULL;

  if (g_ptr_array_find_with_equal_func (self->ids, candidate->id, g_str_equal, NULL))
    return;
  /* Translators: a contact or product of QuickBooks that is not in use any more. */
  text = candidate->active ? g_strdup (candidate->name)
                           : g_strdup_printf (_ ("%s (inactive)"), candidate->name);
  gtk_string_list_append (names, text);
  g_ptr_array_add (self->ids, g_strdup (candidate->id));
}

GtkWidget *
sb_match_picker_new (const SbMatchRow *row, GPtrArray *only_in_qbo)
{
  SbMatchPicker *self = g_object_new (SB_TYPE_MATCH_PICKER, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->local = row->local_id;
  gtk_label_set_label (self->name, row->local_name);
  gtk_label_set_label (self->key, row->local_key);
  gtk_widget_set_visible (GTK_WIDGET (self->key), row->local_key != NULL);
  gtk_label_set_label (self->why, state_text (row));
  gtk_widget_set_visible (GTK_WIDGET (self->why), *state_text (row) != '\0');
  gtk_string_list_append (names, _ ("New in QuickBooks"));
  if (row->qbo != NULL && row->state != SB_MATCH_REFUSED)
    add_choice (self, names, row->qbo);
  for (guint i = 0; i < row->candidates->len; i++)
    add_choice (self, names, g_ptr_array_index (row->candidates, i));
  for (guint i = 0; i < only_in_qbo->len; i++)
    add_choice (self, names, g_ptr_array_index (only_in_qbo, i));
  gtk_drop_down_set_model (self->picker, G_LIST_MODEL (names));
  gtk_drop_down_set_enable_search (self->picker, self->ids->len > 8);
  if (row->state == SB_MATCH_LINKED || row->state == SB_MATCH_SUGGESTED)
    gtk_drop_down_set_selected (self->picker, 1);
  if (row->state == SB_MATCH_LINKED && row->qbo != NULL)
    self->before = g_strdup (row->qbo->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picker), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  row->local_name, -1);
  return GTK_WIDGET (self);
}

gint64
sb_match_picker_get_local (SbMatchPicker *self)
{
  return self->local;
}

const char *
sb_match_picker_get_choice (SbMatchPicker *self)
{
  guint selected = gtk_drop_down_get_selected (self->picker);

  if (selected == GTK_INVALID_LIST_POSITION || selected == 0 || selected > self->ids->len)
    return NULL;
  return g_ptr_array_index (self->ids, selected - 1);
}

gboolean
sb_match_picker_is_edited (SbMatchPicker *self)
{
  return g_strcmp0 (sb_match_picker_get_choice (self), self->before) != 0;
}
