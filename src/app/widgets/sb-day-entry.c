/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-day-entry.h"

#include <glib/gi18n.h>

#include "sb-format.h"

struct _SbDayEntry
{
  GtkEntry parent_instance;

  SbDay      today;    /* SB_DAY_NONE: ask the system */
  GtkWidget *popover;  /* (nullable): a child that is not in the entry's own tree */
};

G_DEFINE_FINAL_TYPE (SbDayEntry, sb_day_entry, GTK_TYPE_ENTRY)

SbDay
sb_day_entry_get_today (SbDayEntry *self)
{
  g_return_val_if_fail (SB_IS_DAY_ENTRY (self), SB_DAY_NONE);

  if (self->today != SB_DAY_NONE)
    return self->today;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return sb_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}

static gboolean
read_day (SbDayEntry *self, SbDay *day)
{
  return sb_format_read_day (gtk_editable_get_text (GTK_EDITABLE (self)),
                             sb_day_entry_get_today (self), day, NULL);
}

static void
left_cb (SbDayEntry *self)
{
  SbDay day;

  if (!read_day (self, &day))
    return;
  g_autofree char *text = sb_format_day_entry (day);
  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (self))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
changed_cb (SbDayEntry *self)
{
  SbDay day;

  if (*gtk_editable_get_text (GTK_EDITABLE (self)) == '\0' || read_day (self, &day))
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
}

static void
day_selected_cb (SbDayEntry *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  SbDay day = sb_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                               g_date_time_get_day_of_month (date));
  g_autofree char *text = sb_format_day_entry (day);

  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

static void
icon_cb (SbDayEntry *self)
{
  int year, month, mday;
  SbDay day;

  if (self->popover == NULL)
    {
      GtkWidget *calendar = gtk_calendar_new ();
      self->popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->popover), calendar);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                               G_CONNECT_SWAPPED);
    }
  if (!read_day (self, &day))
    day = sb_day_entry_get_today (self);
  sb_day_to_ymd (day, &year, &month, &mday);
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, mday, 0, 0, 0);
  gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (GTK_POPOVER (self->popover))),
                           date);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
sb_day_entry_dispose (GObject *object)
{
  g_clear_pointer (&SB_DAY_ENTRY (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_day_entry_parent_class)->dispose (object);
}

static void
sb_day_entry_class_init (SbDayEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_day_entry_dispose;
}

static void
sb_day_entry_init (SbDayEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->today = SB_DAY_NONE;
  gtk_editable_set_width_chars (GTK_EDITABLE (self), 11);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY,
                                     "x-office-calendar-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self), GTK_ENTRY_ICON_SECONDARY, _("Choose a Day"));
  g_signal_connect (self, "icon-press", G_CALLBACK (icon_cb), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
sb_day_entry_new (void)
{
  return g_object_new (SB_TYPE_DAY_ENTRY, NULL);
}

void
sb_day_entry_set_today (SbDayEntry *self, SbDay today)
{
  g_return_if_fail (SB_IS_DAY_ENTRY (self));
  self->today = today;
}
