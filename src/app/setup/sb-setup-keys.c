/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-keys.h"

#include "sb-launcher.h"
#include "sb-qbo-auth.h"

#include <glib/gi18n.h>
#include <string.h>

#define PORTAL "https://developer.intuit.com/app/developer/dashboard"

struct _SbSetupKeys
{
  SbSetupStep parent_instance;

  GtkCheckButton *production;     /* (template) */
  GtkCheckButton *sandbox;        /* (template) */
  GtkEditable *client_id_row;     /* (template) */
  GtkEditable *client_secret_row; /* (template) */
  AdwActionRow *redirect_row;     /* (template) */
  GtkEditable *handoff_row;       /* (template) */
};

G_DEFINE_FINAL_TYPE (SbSetupKeys, sb_setup_keys, SB_TYPE_SETUP_STEP)

static char *
typed (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

static void
keys_changed (SbSetupKeys *self)
{
  g_autofree char *id = typed (self->client_id_row);
  g_autofree char *secret = typed (self->client_secret_row);
  g_autofree char *page = typed (self->handoff_row);
  gboolean production = gtk_check_button_get_active (self->production);

  sb_setup_step_set_ready (SB_SETUP_STEP (self),
                           *id != '\0' && *secret != '\0' &&
                               (!production || g_str_has_prefix (page, "https://")));
}

static void
choice_toggled (SbSetupKeys *self, GtkCheckButton *button)
{
  gboolean production = gtk_check_button_get_active (self->production);

  gtk_widget_set_visible (GTK_WIDGET (self->handoff_row), production);
  gtk_widget_set_visible (GTK_WIDGET (self->redirect_row), !production);
  keys_changed (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupKeys) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_launcher_open_uri_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sb_setup_step_report (SB_SETUP_STEP (self), error);
}

static void
portal_clicked (SbSetupKeys *self)
{
  sb_launcher_open_uri_async (GTK_WIDGET (self), PORTAL,
                              sb_setup_step_get_cancellable (SB_SETUP_STEP (self)), opened_cb,
                              g_object_ref (self));
}

/* The loopback addresses that development keys may redirect to, a line each: Intuit compares byte
 * for byte, and another program may hold a port. Production keys need https, so for those the owner
 * hosts the hand-off page. */
static char *
loopback_addresses (void)
{
  const guint16 *ports = sb_qbo_auth_get_redirect_ports ();
  GString *text = g_string_new (NULL);

  for (gsize i = 0; ports[i] != 0; i++)
    g_string_append_printf (text, "%shttp://localhost:%u/callback", i > 0 ? "\n" : "", ports[i]);
  return g_string_free (text, FALSE);
}

static void
copy_clicked (SbSetupKeys *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          adw_action_row_get_subtitle (self->redirect_row));
}

static void
sb_setup_keys_enter (SbSetupStep *step)
{
  SbSetupKeys *self = SB_SETUP_KEYS (step);
  SbSetup *setup = sb_setup_step_get_setup (step);
  SbCompany *company = sb_setup_get_company (setup);
  const char *known = company != NULL ? sb_company_get_connection (company)->client_id : NULL;
  gboolean sandbox = g_str_equal (sb_setup_get_environment (setup), "sandbox");

  gtk_check_button_set_active (sandbox ? self->sandbox : self->production, TRUE);
  if (known != NULL && *gtk_editable_get_text (self->client_id_row) == '\0')
    gtk_editable_set_text (self->client_id_row, known);
  choice_toggled (self, NULL);
}

static void
sb_setup_keys_apply_async (SbSetupStep *step, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  SbSetupKeys *self = SB_SETUP_KEYS (step);
  g_autoptr (GTask) task = g_task_new (step, cancellable, callback, user_data);
  SbSetup *setup = sb_setup_step_get_setup (step);
  gboolean production = gtk_check_button_get_active (self->production);
  g_autofree char *id = typed (self->client_id_row);
  g_autofree char *secret = typed (self->client_secret_row);
  g_autofree char *page = typed (self->handoff_row);

  g_task_set_source_tag (task, sb_setup_keys_apply_async);
  sb_setup_set_environment (setup, production ? "production" : "sandbox");
  sb_setup_set_keys (setup, id, secret, production ? page : NULL);
  explicit_bzero (secret, strlen (secret));
  g_task_return_boolean (task, TRUE);
}

static void
sb_setup_keys_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETUP_KEYS);
  G_OBJECT_CLASS (sb_setup_keys_parent_class)->dispose (object);
}

static void
sb_setup_keys_class_init (SbSetupKeysClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_keys_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_keys_enter;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_keys_apply_async;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-keys.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupKeys, production);
  gtk_widget_class_bind_template_child (widget_class, SbSetupKeys, sandbox);
  gtk_widget_class_bind_template_child (widget_class, SbSetupKeys, client_id_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupKeys, client_secret_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupKeys, redirect_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupKeys, handoff_row);
  gtk_widget_class_bind_template_callback (widget_class, choice_toggled);
  gtk_widget_class_bind_template_callback (widget_class, keys_changed);
  gtk_widget_class_bind_template_callback (widget_class, portal_clicked);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked);
}

static void
sb_setup_keys_init (SbSetupKeys *self)
{
  g_autofree char *addresses = loopback_addresses ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_action_row_set_subtitle (self->redirect_row, addresses);
}
