/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-sidebar-row.h"

#include <glib/gi18n.h>

#include "sb-format.h"

struct _SbSidebarRow
{
  GtkListBoxRow parent_instance;

  char     *page;  /* (owned) */
  char     *title; /* (owned) */
  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (SbSidebarRow, sb_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

/* A list row has no action on the accessibility bus by itself. */
static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate (widget);
}

static void
sb_sidebar_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SIDEBAR_ROW);
  G_OBJECT_CLASS (sb_sidebar_row_parent_class)->dispose (object);
}

static void
sb_sidebar_row_finalize (GObject *object)
{
  SbSidebarRow *self = SB_SIDEBAR_ROW (object);

  g_free (self->page);
  g_free (self->title);
  G_OBJECT_CLASS (sb_sidebar_row_parent_class)->finalize (object);
}

static void
sb_sidebar_row_class_init (SbSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_sidebar_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_sidebar_row_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SbSidebarRow, label);
  gtk_widget_class_bind_template_child (widget_class, SbSidebarRow, count);
  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_action);
}

static void
sb_sidebar_row_init (SbSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_sidebar_row_new (const char *page, const char *title, const char *icon_name)
{
  SbSidebarRow *self = g_object_new (SB_TYPE_SIDEBAR_ROW, NULL);

  self->page = g_strdup (page);
  self->title = g_strdup (title);
  gtk_label_set_label (self->label, title);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

const char *
sb_sidebar_row_get_page (SbSidebarRow *self)
{
  g_return_val_if_fail (SB_IS_SIDEBAR_ROW (self), NULL);
  return self->page;
}

void
sb_sidebar_row_set_count (SbSidebarRow *self, guint count)
{
  g_return_if_fail (SB_IS_SIDEBAR_ROW (self));
  g_autofree char *text = sb_format_count (count);
  g_autofree char *spoken = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_label_set_label (self->count, text);
  if (count > 0)
    /* Translators: a row of the sidebar read aloud: name of the page, things that need attention */
    spoken = g_strdup_printf (ngettext ("%s, %u needs you", "%s, %u need you", count), self->title,
                              count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken != NULL ? spoken : self->title, -1);
}
