/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-versions-view.h"

#include "sb-day.h"
#include "sb-decimal.h"
#include "sb-format.h"
#include "sb-record-words.h"
#include "sb-record.h"

#include <glib/gi18n.h>

struct _SbVersionsView
{
  GtkWidget parent_instance;

  GtkGrid *grid; /* (owned): the only child */
};

G_DEFINE_FINAL_TYPE (SbVersionsView, sb_versions_view, GTK_TYPE_WIDGET)

static void
sb_versions_view_dispose (GObject *object)
{
  SbVersionsView *self = SB_VERSIONS_VIEW (object);

  g_clear_pointer ((GtkWidget **) &self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_versions_view_parent_class)->dispose (object);
}

static void
sb_versions_view_class_init (SbVersionsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_versions_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "versionsview");
}

static void
sb_versions_view_init (SbVersionsView *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

static GtkWidget *
attach (SbVersionsView *self, const char *text, int column, int row, int columns, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "figures");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, row, columns, 1);
  return label;
}

/* The wire's text as the owner writes it: days and amounts in her way, a dash for nothing. */
static char *
value_text (const char *field, const char *value, SbCurrency currency)
{
  gint64 number;
  SbDay day;

  if (value == NULL || *value == '\0')
    return g_strdup ("–");
  if (g_strcmp0 (field, "existence") == 0)
    return g_strdup (sb_record_existence_title (value));
  if (g_str_has_suffix (field, "Date") && sb_day_parse (value, &day, NULL))
    return sb_format_day (day);
  if (sb_record_field_is_amount (field) && sb_decimal_parse (value, SB_PRICE_SCALE, &number, NULL))
    return sb_format_price (number, currency);
  return g_strdup (value);
}

static void
attach_value (SbVersionsView *self, const SbConflictField *side, const char *value, int column, int row,
              gboolean suggested, SbCurrency currency)
{
  g_autofree char *text = value_text (side->field, value, currency);
  g_autofree char *marked = NULL;

  if (suggested)
    /* Translators: the version that is proposed, of two that differ. */
    marked = g_strdup_printf (_ ("%s (suggested)"), text);
  attach (self, marked != NULL ? marked : text, column, row, 1, suggested ? "heading" : NULL);
}

guint
sb_versions_view_set (SbVersionsView *self, GPtrArray *sides, gboolean conflict, SbCurrency currency)
{
  int n_columns = conflict ? 3 : 2, row = 1;
  guint shown = 0;

  g_return_val_if_fail (SB_IS_VERSIONS_VIEW (self), 0);

  while (gtk_widget_get_first_child (GTK_WIDGET (self->grid)) != NULL)
    gtk_grid_remove (self->grid, gtk_widget_get_first_child (GTK_WIDGET (self->grid)));
  attach (self, _ ("Stockbook"), 0, 0, 1, "dim-label");
  attach (self, _ ("QuickBooks"), 1, 0, 1, "dim-label");
  if (conflict)
    attach (self, _ ("Agreed last"), 2, 0, 1, "dim-label");
  for (guint i = 0; i < sides->len; i++)
    {
      const SbConflictField *side = g_ptr_array_index (sides, i);
      const char *title = sb_record_field_title (side->field);
      gboolean nothing = (side->local == NULL || *side->local == '\0') &&
                         (side->qbo == NULL || *side->qbo == '\0');

      if (!conflict && (title == NULL || nothing))
        continue;
      gtk_widget_set_margin_top (attach (self, title != NULL ? title : side->field, 0, row++,
                                         n_columns, "caption-heading"), 9);
      attach_value (self, side, side->local, 0, row, g_strcmp0 (side->suggested, "local") == 0,
                    currency);
      attach_value (self, side, side->qbo, 1, row, g_strcmp0 (side->suggested, "qbo") == 0, currency);
      if (conflict)
        attach_value (self, side, side->base, 2, row, FALSE, currency);
      row++;
      shown++;
    }
  return shown;
}
