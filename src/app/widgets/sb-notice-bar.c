/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-notice-bar.h"

struct _SbNoticeBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel    *label;
  GtkButton   *button;
};

G_DEFINE_FINAL_TYPE (SbNoticeBar, sb_notice_bar, ADW_TYPE_BIN)

static void
close_cb (SbNoticeBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
sb_notice_bar_dispose (GObject *object)
{
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_NOTICE_BAR);
  G_OBJECT_CLASS (sb_notice_bar_parent_class)->dispose (object);
}

static void
sb_notice_bar_class_init (SbNoticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_notice_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SbNoticeBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SbNoticeBar, label);
  gtk_widget_class_bind_template_child (widget_class, SbNoticeBar, button);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
sb_notice_bar_init (SbNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_notice_bar_new (void)
{
  return g_object_new (SB_TYPE_NOTICE_BAR, NULL);
}

void
sb_notice_bar_show (SbNoticeBar *self, const char *text, const char *label, const char *action)
{
  g_return_if_fail (SB_IS_NOTICE_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, text != NULL);
  if (text == NULL)
    return;

  gtk_label_set_label (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && action != NULL);
  if (label != NULL && action != NULL)
    {
      gtk_button_set_label (self->button, label);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action);
    }
}
