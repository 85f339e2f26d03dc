/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-choice-entry.h"

struct _SbChoiceEntry
{
  GtkWidget    parent_instance;
  GtkDropDown *list;
  GStrv        values;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (SbChoiceEntry, sb_choice_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

const char *
sb_choice_entry_get_value (SbChoiceEntry *self)
{
  g_return_val_if_fail (SB_IS_CHOICE_ENTRY (self), "");
  guint selected = gtk_drop_down_get_selected (self->list);

  return self->values != NULL && selected < g_strv_length (self->values) ? self->values[selected]
                                                                         : "";
}

void
sb_choice_entry_set_value (SbChoiceEntry *self, const char *value)
{
  g_return_if_fail (SB_IS_CHOICE_ENTRY (self));

  for (guint i = 0; self->values != NULL && self->values[i] != NULL; i++)
    if (g_strcmp0 (self->values[i], value) == 0)
      {
        gtk_drop_down_set_selected (self->list, i);
        return;
      }
}

static void
selected_cb (SbChoiceEntry *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
sb_choice_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, sb_choice_entry_get_value (SB_CHOICE_ENTRY (object)));
}

static void
sb_choice_entry_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  sb_choice_entry_set_value (SB_CHOICE_ENTRY (object), g_value_get_string (value));
}

static gboolean
sb_choice_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SB_CHOICE_ENTRY (widget)->list));
}

static void
sb_choice_entry_dispose (GObject *object)
{
  SbChoiceEntry *self = SB_CHOICE_ENTRY (object);
  GtkWidget *list = GTK_WIDGET (self->list);

  self->list = NULL;
  g_clear_pointer (&list, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_choice_entry_parent_class)->dispose (object);
}

static void
sb_choice_entry_finalize (GObject *object)
{
  g_strfreev (SB_CHOICE_ENTRY (object)->values);
  G_OBJECT_CLASS (sb_choice_entry_parent_class)->finalize (object);
}

static void
sb_choice_entry_class_init (SbChoiceEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_choice_entry_get_property;
  object_class->set_property = sb_choice_entry_set_property;
  object_class->dispose = sb_choice_entry_dispose;
  object_class->finalize = sb_choice_entry_finalize;
  widget_class->grab_focus = sb_choice_entry_grab_focus;
  properties[PROP_VALUE] = g_param_spec_string (
      "value", NULL, NULL, "",
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sb_choice_entry_init (SbChoiceEntry *self)
{
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/* A drop-down is as wide as its longest word; in a form the words give way. */
static void
setup_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_item_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *text = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (text));
}

void
sb_choice_entry_set_label (SbChoiceEntry *self, const char *label)
{
  g_return_if_fail (SB_IS_CHOICE_ENTRY (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

GtkWidget *
sb_choice_entry_new (GPtrArray *choices)
{
  SbChoiceEntry *self = g_object_new (SB_TYPE_CHOICE_ENTRY, NULL);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  guint n = choices != NULL ? choices->len : 0;

  self->values = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const SbChoice *choice = g_ptr_array_index (choices, i);
      self->values[i] = g_strdup (choice->value);
      gtk_string_list_append (titles, choice->title);
    }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_item_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item_cb), NULL);
  gtk_drop_down_set_factory (self->list, factory);
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (titles));
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
