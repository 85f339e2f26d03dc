/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-number-entry.h"

#include "sb-format.h"

struct _SbNumberEntry
{
  GtkEntry     parent_instance;
  SbNumberKind kind;
};

G_DEFINE_FINAL_TYPE (SbNumberEntry, sb_number_entry, GTK_TYPE_ENTRY)

G_DEFINE_ENUM_TYPE (SbNumberKind, sb_number_kind,
                    G_DEFINE_ENUM_VALUE (SB_NUMBER_QUANTITY, "quantity"),
                    G_DEFINE_ENUM_VALUE (SB_NUMBER_MONEY, "money"),
                    G_DEFINE_ENUM_VALUE (SB_NUMBER_PRICE, "price"),
                    G_DEFINE_ENUM_VALUE (SB_NUMBER_PERCENT, "percent"))

enum
{
  PROP_KIND = 1,
};

gboolean
sb_number_entry_is_valid (SbNumberEntry *self)
{
  g_return_val_if_fail (SB_IS_NUMBER_ENTRY (self), FALSE);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));
  g_autofree char *ascii = *text != '\0' ? sb_format_read_number (text, NULL) : NULL;
  gint64 value;

  if (*text == '\0')
    return TRUE;
  if (ascii == NULL)
    return FALSE;

  switch (self->kind)
    {
    case SB_NUMBER_QUANTITY:
      return sb_quantity_parse (ascii, &value, NULL);
    case SB_NUMBER_PERCENT:
      return sb_percent_parse (ascii, &value, NULL);
    case SB_NUMBER_MONEY:
    case SB_NUMBER_PRICE:
    default:
      return sb_price_parse (ascii, &value, NULL);
    }
}

static void
changed_cb (SbNumberEntry *self)
{
  if (sb_number_entry_is_valid (self))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
}

static void
sb_number_entry_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_KIND)
    SB_NUMBER_ENTRY (object)->kind = (SbNumberKind) g_value_get_enum (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sb_number_entry_class_init (SbNumberEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = sb_number_entry_set_property;
  g_object_class_install_property (
      object_class, PROP_KIND,
      g_param_spec_enum ("kind", NULL, NULL, SB_TYPE_NUMBER_KIND, SB_NUMBER_QUANTITY,
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
sb_number_entry_init (SbNumberEntry *self)
{
  gtk_entry_set_alignment (GTK_ENTRY (self), 1.0f);
  gtk_entry_set_input_purpose (GTK_ENTRY (self), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self), 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "figures");
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

GtkWidget *
sb_number_entry_new (SbNumberKind kind)
{
  return g_object_new (SB_TYPE_NUMBER_ENTRY, "kind", kind, NULL);
}
