/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-button.h"

#include "sb-format.h"
#include "sb-progress-ring.h"
#include "sb-sync-watch.h"

#include <glib/gi18n.h>

struct _SbSyncButton
{
  AdwBin parent_instance;

  GtkStack *stack;            /* (template): button, running */
  GtkButton *button;          /* (template) */
  AdwButtonContent *content;  /* (template) */
  gboolean narrow;            /* no room for words: the icon alone, which keeps its name and tooltip */
  SbProgressRing *ring;       /* (template) */
  GtkLabel *progress;         /* (template) */
  GtkWidget *cancel_button;   /* (template) */

  SbCompany *company;   /* (owned) (nullable) */
  GSignalGroup *signals; /* (owned): of the company's watch */
};

G_DEFINE_FINAL_TYPE (SbSyncButton, sb_sync_button, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COMPANY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static SbSyncWatch *
get_watch (SbSyncButton *self)
{
  return self->company != NULL ? sb_sync_watch_for_company (self->company) : NULL;
}

static char *
in_step_label (SbSyncWatch *watch)
{
  const SbSyncRun *run = sb_sync_watch_get_last_run (watch);
  g_autofree char *moment = NULL;

  if (run == NULL || run->finished == 0)
    return g_strdup (_ ("Sync"));
  moment = sb_format_moment (run->finished);
  /* Translators: both sides agree; then when the last sync was. */
  return g_strdup_printf (_ ("In step, %s"), moment);
}

static void
show_button (SbSyncButton *self, const char *icon, const char *label, const char *tooltip)
{
  adw_button_content_set_icon_name (self->content, icon);
  adw_button_content_set_label (self->content, self->narrow ? "" : label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_stack_set_visible_child_name (self->stack, "button");
}

static void
show_running (SbSyncButton *self, SbSyncWatch *watch)
{
  SbSyncProgress progress;
  g_autofree char *text = NULL;

  sb_sync_watch_get_progress (watch, &progress);
  if (progress.phase == SB_SYNC_PUSHING && progress.total > 0)
    text = g_strdup_printf (_ ("Sending %u of %u"), progress.done, progress.total);
  else if (progress.phase == SB_SYNC_SETTLING)
    text = g_strdup (_ ("Checking"));
  else if (progress.phase == SB_SYNC_PULLING)
    text = g_strdup (_ ("Reading"));
  else
    text = g_strdup (_ ("Syncing"));
  gtk_label_set_label (self->progress, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !self->narrow);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->ring), text);
  sb_progress_ring_set (self->ring, progress.done, progress.total);
  gtk_stack_set_visible_child_name (self->stack, "running");
}

static void
update (SbSyncButton *self)
{
  SbSyncWatch *watch = get_watch (self);
  g_autofree char *label = NULL;
  g_autofree char *tooltip = NULL;
  gint64 n;

  if (watch == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  tooltip = sb_sync_watch_describe (watch);
  n = sb_sync_watch_get_count (watch, SB_RECORD_WAITING) +
      sb_sync_watch_get_count (watch, SB_RECORD_SENT);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          sb_sync_watch_get_state (watch) != SB_SYNC_WATCH_STANDALONE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
  switch (sb_sync_watch_get_state (watch))
    {
    case SB_SYNC_WATCH_RUNNING:
      show_running (self, watch);
      break;
    case SB_SYNC_WATCH_OFF:
      show_button (self, "process-stop-symbolic", _ ("Sync is off"), tooltip);
      break;
    case SB_SYNC_WATCH_SIGN_IN:
      show_button (self, "dialog-password-symbolic", _ ("Sign in"), tooltip);
      break;
    case SB_SYNC_WATCH_OFFLINE:
      label = n > 0 ? g_strdup_printf (_ ("Offline, %d waiting"), (int) n) : g_strdup (_ ("Offline"));
      show_button (self, "network-offline-symbolic", label, tooltip);
      break;
    case SB_SYNC_WATCH_WAITING:
      label = g_strdup_printf (_ ("Sync  %d waiting"), (int) n);
      show_button (self, "emblem-synchronizing-symbolic", label, tooltip);
      gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
      break;
    case SB_SYNC_WATCH_ATTENTION:
      n = sb_sync_watch_get_attention (watch);
      label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d needs you", "%d need you", (gulong) n),
                               (int) n);
      show_button (self, "dialog-warning-symbolic", label, tooltip);
      break;
    case SB_SYNC_WATCH_IN_STEP:
      label = in_step_label (watch);
      show_button (self, "emblem-ok-symbolic", label, tooltip);
      break;
    case SB_SYNC_WATCH_STANDALONE:
    default:
      break;
    }
}

/* Why it could not begin is said where there is room for it. */
static void
run_finished (SbSyncButton *self)
{
  SbSyncWatch *watch = get_watch (self);

  if (watch != NULL && sb_sync_watch_get_error (watch) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", "quickbooks");
}

void
sb_sync_button_press (SbSyncButton *self)
{
  SbSyncWatch *watch = get_watch (self);

  if (watch == NULL)
    return;
  switch (sb_sync_watch_get_state (watch))
    {
    case SB_SYNC_WATCH_STANDALONE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.resume-setup", NULL);
      break;
    case SB_SYNC_WATCH_OFF:
    case SB_SYNC_WATCH_SIGN_IN:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", "settings");
      break;
    case SB_SYNC_WATCH_ATTENTION:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", "quickbooks/attention");
      break;
    case SB_SYNC_WATCH_RUNNING:
      break;
    case SB_SYNC_WATCH_OFFLINE:
    case SB_SYNC_WATCH_WAITING:
    case SB_SYNC_WATCH_IN_STEP:
    default:
      sb_sync_watch_start (watch);
    }
}

static void
cancel_clicked (SbSyncButton *self)
{
  SbSyncWatch *watch = get_watch (self);

  if (watch != NULL)
    sb_sync_watch_cancel (watch);
}

void
sb_sync_button_set_company (SbSyncButton *self, SbCompany *company)
{
  g_return_if_fail (SB_IS_SYNC_BUTTON (self));

  if (self->company == company)
    return;
  g_set_object (&self->company, company);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY]);
  g_signal_group_set_target (self->signals, get_watch (self));
  update (self);
}

static void
sb_sync_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_COMPANY)
    g_value_set_object (value, SB_SYNC_BUTTON (object)->company);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sb_sync_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_COMPANY)
    sb_sync_button_set_company (SB_SYNC_BUTTON (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sb_sync_button_dispose (GObject *object)
{
  SbSyncButton *self = SB_SYNC_BUTTON (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->company);
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SYNC_BUTTON);
  G_OBJECT_CLASS (sb_sync_button_parent_class)->dispose (object);
}

static void
sb_sync_button_class_init (SbSyncButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_sync_button_dispose;
  G_OBJECT_CLASS (klass)->get_property = sb_sync_button_get_property;
  G_OBJECT_CLASS (klass)->set_property = sb_sync_button_set_property;
  /* The window's is a plain object too: it may be bound before it knows what a company is. */
  properties[PROP_COMPANY] =
      g_param_spec_object ("company", NULL, NULL, G_TYPE_OBJECT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (SB_TYPE_PROGRESS_RING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSyncButton, stack);
  gtk_widget_class_bind_template_child (widget_class, SbSyncButton, button);
  gtk_widget_class_bind_template_child (widget_class, SbSyncButton, content);
  gtk_widget_class_bind_template_child (widget_class, SbSyncButton, ring);
  gtk_widget_class_bind_template_child (widget_class, SbSyncButton, progress);
  gtk_widget_class_bind_template_child (widget_class, SbSyncButton, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, sb_sync_button_press);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
}

static void
sb_sync_button_init (SbSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (SB_TYPE_SYNC_WATCH);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "finished", G_CALLBACK (run_finished), self);
  update (self);
}

void
sb_sync_button_set_narrow (SbSyncButton *self, gboolean narrow)
{
  g_return_if_fail (SB_IS_SYNC_BUTTON (self));

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update (self);
}

GtkWidget *
sb_sync_button_new (void)
{
  return g_object_new (SB_TYPE_SYNC_BUTTON, NULL);
}
