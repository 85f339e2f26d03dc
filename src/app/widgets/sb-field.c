/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-field.h"

struct _SbField
{
  AdwBin parent_instance;

  GtkWidget *entry;  /* (nullable): inside the bin */
  GtkLabel  *name;
  AdwBin    *entry_bin;
  GtkLabel  *error;
};

G_DEFINE_FINAL_TYPE (SbField, sb_field, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_ENTRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_entry (SbField *self, GtkWidget *entry)
{
  self->entry = entry;
  adw_bin_set_child (self->entry_bin, entry);
  gtk_label_set_mnemonic_widget (self->name, entry);
  if (entry != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                    self->name, NULL, -1);
}

static void
sb_field_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbField *self = SB_FIELD (object);

  if (prop_id == PROP_LABEL)
    gtk_label_set_label (self->name, g_value_get_string (value));
  else
    set_entry (self, g_value_get_object (value));
}

static void
sb_field_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_FIELD);
  G_OBJECT_CLASS (sb_field_parent_class)->dispose (object);
}

static void
sb_field_class_init (SbFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = sb_field_set_property;
  object_class->dispose = sb_field_dispose;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/field.ui");
  gtk_widget_class_bind_template_child (widget_class, SbField, name);
  gtk_widget_class_bind_template_child (widget_class, SbField, entry_bin);
  gtk_widget_class_bind_template_child (widget_class, SbField, error);
}

static void
sb_field_init (SbField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_field_new (const char *label, GtkWidget *entry)
{
  return g_object_new (SB_TYPE_FIELD, "label", label, "entry", entry, NULL);
}

void
sb_field_set_error (SbField *self, const char *text)
{
  g_return_if_fail (SB_IS_FIELD (self));

  gtk_label_set_label (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
  if (self->entry == NULL)
    return;
  if (text != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                            : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
