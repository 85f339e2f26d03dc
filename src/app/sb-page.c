/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-page.h"

#include "sb-error-text.h"
#include "sb-notice-bar.h"

/* A page that loads faster than this never shows a spinner: a flash of one is worse than none. */
#define SPINNER_DELAY_MS 400

typedef struct
{
  SbCompany    *company;          /* (owned) (nullable) */
  char         *title;            /* (owned) (nullable) */
  char         *subtitle;         /* (owned) (nullable) */
  GCancellable *cancellable;      /* (owned) */
  SbPageState   state;
  guint         spinner_timeout;  /* source id, 0 when none */
  gboolean      active;
  gboolean      stale;            /* the books changed while it was hidden */

  GtkStack      *stack;
  AdwBin        *content_bin;
  AdwStatusPage *empty_page;
  GtkButton     *empty_button;
  GtkMenuButton *empty_menu;
  AdwStatusPage *error_page;
  GtkButton     *error_button;
  GtkSpinner    *spinner;
  SbNoticeBar   *notice_bar;
} SbPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (SbPage, sb_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COMPANY,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_CONTENT,
  PROP_EMPTY_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_EMPTY_LABEL,
  PROP_EMPTY_ACTION,
  PROP_EMPTY_MENU,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static SbPagePrivate *
priv_of (SbPage *self)
{
  return sb_page_get_instance_private (self);
}

static void
show_spinner_cb (gpointer user_data)
{
  SbPagePrivate *priv = priv_of (SB_PAGE (user_data));

  priv->spinner_timeout = 0;
  gtk_spinner_start (priv->spinner);
  gtk_stack_set_visible_child_name (priv->stack, "loading");
}

static gboolean
spinner_timeout_cb (gpointer user_data)
{
  show_spinner_cb (user_data);
  return G_SOURCE_REMOVE;
}

static void
stop_spinner (SbPagePrivate *priv)
{
  g_clear_handle_id (&priv->spinner_timeout, g_source_remove);
  gtk_spinner_stop (priv->spinner);
}

static void
set_button (GtkButton *button, const char *label, const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL && action != NULL);
  if (label != NULL)
    gtk_button_set_label (button, label);
  if (action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
}

static void
sb_page_real_activate (SbPage *self)
{
  SbPagePrivate *priv = priv_of (self);

  if (priv->stale)
    sb_page_reload (self);
}

static void
sb_page_real_deactivate (SbPage *self)
{
}

static void
sb_page_real_open (SbPage *self, const char *argument)
{
}

static void
sb_page_real_reload (SbPage *self)
{
}

static void
sb_page_real_changed (SbPage *self, guint changes)
{
  SbPagePrivate *priv = priv_of (self);

  priv->stale = TRUE;
  if (priv->active)
    sb_page_reload (self);
}

static void
sb_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbPagePrivate *priv = priv_of (SB_PAGE (object));

  switch (prop_id)
    {
    case PROP_COMPANY:
      g_value_set_object (value, priv->company);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (priv->content_bin));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbPage *self = SB_PAGE (object);
  SbPagePrivate *priv = priv_of (self);
  const char *text = G_VALUE_HOLDS_STRING (value) ? g_value_get_string (value) : NULL;

  switch (prop_id)
    {
    case PROP_COMPANY:
      g_set_object ((GObject **) &priv->company, g_value_get_object (value));
      break;
    case PROP_TITLE:
      sb_page_set_title (self, text);
      break;
    case PROP_SUBTITLE:
      sb_page_set_subtitle (self, text);
      break;
    case PROP_CONTENT:
      adw_bin_set_child (priv->content_bin, g_value_get_object (value));
      break;
    case PROP_EMPTY_ICON_NAME:
      adw_status_page_set_icon_name (priv->empty_page, text);
      break;
    case PROP_EMPTY_TITLE:
      adw_status_page_set_title (priv->empty_page, text != NULL ? text : "");
      break;
    case PROP_EMPTY_DESCRIPTION:
      adw_status_page_set_description (priv->empty_page, text);
      break;
    case PROP_EMPTY_LABEL:
      gtk_button_set_label (priv->empty_button, text != NULL ? text : "");
      gtk_widget_set_visible (GTK_WIDGET (priv->empty_button), text != NULL);
      break;
    case PROP_EMPTY_ACTION:
      if (text != NULL)
        gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (priv->empty_button), text);
      break;
    case PROP_EMPTY_MENU:
      gtk_menu_button_set_menu_model (priv->empty_menu, g_value_get_object (value));
      gtk_widget_set_visible (GTK_WIDGET (priv->empty_menu), g_value_get_object (value) != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_page_dispose (GObject *object)
{
  SbPagePrivate *priv = priv_of (SB_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_handle_id (&priv->spinner_timeout, g_source_remove);
  /* Not gtk_widget_dispose_template(): GTK 4.8 looks for the children of the subclass's template
   * among those of this one, and aborts. What the template bound lives until the end of the page. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object ((GObject **) &priv->company);

  G_OBJECT_CLASS (sb_page_parent_class)->dispose (object);
}

static void
sb_page_finalize (GObject *object)
{
  SbPagePrivate *priv = priv_of (SB_PAGE (object));

  g_clear_object (&priv->cancellable);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->subtitle, g_free);

  G_OBJECT_CLASS (sb_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags rw = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  const GParamFlags wo = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_COMPANY] = g_param_spec_object ("company", NULL, NULL, G_TYPE_OBJECT,
                                                  rw | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                rw | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL,
                                                   rw | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, rw);
  properties[PROP_EMPTY_ICON_NAME] = g_param_spec_string ("empty-icon-name", NULL, NULL, NULL, wo);
  properties[PROP_EMPTY_TITLE] = g_param_spec_string ("empty-title", NULL, NULL, NULL, wo);
  properties[PROP_EMPTY_DESCRIPTION] =
      g_param_spec_string ("empty-description", NULL, NULL, NULL, wo);
  properties[PROP_EMPTY_LABEL] = g_param_spec_string ("empty-label", NULL, NULL, NULL, wo);
  properties[PROP_EMPTY_ACTION] = g_param_spec_string ("empty-action", NULL, NULL, NULL, wo);
  properties[PROP_EMPTY_MENU] =
      g_param_spec_object ("empty-menu", NULL, NULL, G_TYPE_MENU_MODEL, wo);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_page_class_init (SbPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_page_get_property;
  object_class->set_property = sb_page_set_property;
  object_class->dispose = sb_page_dispose;
  object_class->finalize = sb_page_finalize;
  klass->open = sb_page_real_open;
  klass->activate = sb_page_real_activate;
  klass->deactivate = sb_page_real_deactivate;
  klass->reload = sb_page_real_reload;
  klass->changed = sb_page_real_changed;
  install_properties (object_class);

  g_type_ensure (SB_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stockbook/Stockbook/ui/page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, content_bin);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, empty_page);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, empty_button);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, empty_menu);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, error_page);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, error_button);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, SbPage, notice_bar);
}

static void
sb_page_init (SbPage *self)
{
  SbPagePrivate *priv = priv_of (self);

  priv->cancellable = g_cancellable_new ();
  priv->stale = TRUE;
  priv->state = SB_PAGE_READY;
  gtk_widget_init_template (GTK_WIDGET (self));
}

SbCompany *
sb_page_get_company (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);
  return priv_of (self)->company;
}

const char *
sb_page_get_title (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);
  return priv_of (self)->title;
}

const char *
sb_page_get_subtitle (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);
  return priv_of (self)->subtitle;
}

static void
set_text (SbPage *self, char **field, const char *text, int prop)
{
  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

void
sb_page_set_title (SbPage *self, const char *title)
{
  g_return_if_fail (SB_IS_PAGE (self));
  set_text (self, &priv_of (self)->title, title, PROP_TITLE);
}

void
sb_page_set_subtitle (SbPage *self, const char *subtitle)
{
  g_return_if_fail (SB_IS_PAGE (self));
  set_text (self, &priv_of (self)->subtitle, subtitle, PROP_SUBTITLE);
}

SbPageState
sb_page_get_state (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), SB_PAGE_READY);
  return priv_of (self)->state;
}

void
sb_page_set_state (SbPage *self, SbPageState state)
{
  g_return_if_fail (SB_IS_PAGE (self));
  SbPagePrivate *priv = priv_of (self);

  priv->state = state;
  if (state == SB_PAGE_LOADING)
    {
      if (priv->spinner_timeout == 0)
        priv->spinner_timeout = g_timeout_add (SPINNER_DELAY_MS, spinner_timeout_cb, self);
      return;
    }

  stop_spinner (priv);
  gtk_stack_set_visible_child_name (priv->stack,
                                    state == SB_PAGE_EMPTY   ? "empty"
                                    : state == SB_PAGE_ERROR ? "error"
                                                             : "ready");
}

void
sb_page_set_error (SbPage *self, const GError *error)
{
  g_return_if_fail (SB_IS_PAGE (self));
  g_return_if_fail (error != NULL);
  SbPagePrivate *priv = priv_of (self);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_autoptr (SbErrorText) text = sb_error_text_new (error);
  adw_status_page_set_title (priv->error_page, text->title);
  adw_status_page_set_description (priv->error_page, text->body);
  set_button (priv->error_button, text->remedy_label, text->remedy_action);
  sb_page_set_state (self, SB_PAGE_ERROR);
}

void
sb_page_set_empty (SbPage *self, const char *icon_name, const char *title,
                   const char *description, const char *label, const char *action)
{
  g_return_if_fail (SB_IS_PAGE (self));
  SbPagePrivate *priv = priv_of (self);

  adw_status_page_set_icon_name (priv->empty_page, icon_name);
  adw_status_page_set_title (priv->empty_page, title);
  adw_status_page_set_description (priv->empty_page, description);
  set_button (priv->empty_button, label, action);
}

GCancellable *
sb_page_get_cancellable (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);
  return priv_of (self)->cancellable;
}

GCancellable *
sb_page_restart (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), NULL);
  SbPagePrivate *priv = priv_of (self);

  g_cancellable_cancel (priv->cancellable);
  g_object_unref (priv->cancellable);
  priv->cancellable = g_cancellable_new ();
  return priv->cancellable;
}

void
sb_page_open (SbPage *self, const char *argument)
{
  g_return_if_fail (SB_IS_PAGE (self));
  SB_PAGE_GET_CLASS (self)->open (self, argument);
}

void
sb_page_activate (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));
  priv_of (self)->active = TRUE;
  SB_PAGE_GET_CLASS (self)->activate (self);
}

void
sb_page_deactivate (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));
  priv_of (self)->active = FALSE;
  SB_PAGE_GET_CLASS (self)->deactivate (self);
}

gboolean
sb_page_is_active (SbPage *self)
{
  g_return_val_if_fail (SB_IS_PAGE (self), FALSE);
  return priv_of (self)->active;
}

void
sb_page_note_changes (SbPage *self, guint changes)
{
  g_return_if_fail (SB_IS_PAGE (self));
  SB_PAGE_GET_CLASS (self)->changed (self, changes);
}

void
sb_page_reload (SbPage *self)
{
  g_return_if_fail (SB_IS_PAGE (self));
  priv_of (self)->stale = FALSE;
  SB_PAGE_GET_CLASS (self)->reload (self);
}

static void
add_toast (SbPage *self, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

/* The toast hangs in the window, where the actions of the page are not known: the page does it. */
static void
toast_clicked_cb (AdwToast *toast, SbPage *self)
{
  const char *detailed = g_object_get_data (G_OBJECT (toast), "page-action");
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  if (g_action_parse_detailed_name (detailed, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

void
sb_page_toast (SbPage *self, const char *text)
{
  sb_page_toast_with_action (self, text, NULL, NULL);
}

void
sb_page_toast_with_action (SbPage *self, const char *text, const char *label, const char *action)
{
  g_return_if_fail (SB_IS_PAGE (self));
  /* A toast's title is markup. */
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (label != NULL && action != NULL)
    {
      adw_toast_set_button_label (toast, label);
      g_object_set_data_full (G_OBJECT (toast), "page-action", g_strdup (action), g_free);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (toast_clicked_cb), self, 0);
    }
  add_toast (self, toast);
}

void
sb_page_show_notice (SbPage *self, const char *text, const char *label, const char *action)
{
  g_return_if_fail (SB_IS_PAGE (self));
  sb_notice_bar_show (priv_of (self)->notice_bar, text, label, action);
}

void
sb_page_show_error (SbPage *self, const GError *error)
{
  g_return_if_fail (SB_IS_PAGE (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_autoptr (SbErrorText) text = sb_error_text_new (error);
  g_autofree char *line = sb_error_text_line (text);
  sb_page_show_notice (self, line, text->remedy_label, text->remedy_action);
}
