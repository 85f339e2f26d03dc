/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-because-row.h"

#include <glib/gi18n.h>

#include "sb-cell-text.h"
#include "sb-format.h"

/* Kinds of reasons that are no documents. */
static const char *
reason_text (const char *kind)
{
  if (g_strcmp0 (kind, "by_product") == 0)
    return _("Value of by-products");
  if (g_strcmp0 (kind, "last_cost") == 0)
    return _("Last known cost: it went out before it came");
  if (g_strcmp0 (kind, "rounding") == 0)
    return _("Rounding");
  return sb_word_text (kind);
}

static char *
title_of (const SbBecause *because)
{
  return because->number != NULL
             ? g_strdup_printf (C_("document", "%s %s"), reason_text (because->kind),
                                because->number)
             : g_strdup (reason_text (because->kind));
}

/* "7 Nov 2026 · WB-1 · 20" */
static char *
detail_of (const SbBecause *because)
{
  SbDay day = SB_DAY_NONE;
  g_autoptr (GString) text = g_string_new (NULL);

  if (sb_day_parse (because->date, &day, NULL))
    {
      g_autofree char *date = sb_format_day (day);
      g_string_append (text, date);
    }
  if (because->sku != NULL)
    g_string_append_printf (text, " · %s", because->sku);
  if (because->quantity != 0)
    {
      g_autofree char *qty = sb_format_quantity (because->quantity);
      g_string_append_printf (text, " · %s", qty);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_amount (gint64 amount, SbCurrency currency)
{
  g_autofree char *text = sb_format_money (amount, currency);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "figures");
  return label;
}

/* The postings of the event behind it; from there on to its purchase or sale. */
static GtkWidget *
make_link (const SbBecause *because, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *target = g_strdup_printf ("journal/event-%" G_GINT64_FORMAT, because->event);
  /* Translators: a button that opens a document: "Open Bill B-77" */
  g_autofree char *label = g_strdup_printf (_("Open %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  /* The target first: a name without it does not fit the action, and GTK says so. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  return button;
}

static void
set_words (GtkWidget *row, const char *title, const char *subtitle)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *below = g_markup_escape_text (subtitle, -1);

  g_object_set (row, "title", markup, "subtitle", below, NULL);
}

GtkWidget *
sb_because_row_new_for_line (const char *title, const char *subtitle, gint64 amount,
                             GPtrArray *because, SbCurrency currency)
{
  GtkWidget *row = adw_expander_row_new ();

  set_words (row, title, subtitle);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_amount (amount, currency));
  for (guint i = 0; because != NULL && i < because->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              sb_because_row_new (g_ptr_array_index (because, i), currency));
  return row;
}

GtkWidget *
sb_because_row_new (const SbBecause *because, SbCurrency currency)
{
  g_autofree char *title = title_of (because);
  g_autofree char *detail = detail_of (because);
  GtkWidget *row;

  if (because->because != NULL && because->because->len > 0)
    {
      row = sb_because_row_new_for_line (title, detail, because->amount, because->because,
                                         currency);
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_link (because, title));
      return row;
    }
  row = adw_action_row_new ();
  set_words (row, title, detail);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_amount (because->amount, currency));
  if (because->event != 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_link (because, title));
  return row;
}
