/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-window-private.h"

#include <glib/gi18n.h>

#include "sb-application.h"
#include "sb-book-facts.h"
#include "sb-company.h"
#include "sb-error-text.h"
#include "sb-page.h"
#include "sb-preferences.h"
#include "sb-sidebar-row.h"
#include "sb-sync-button.h"
#include "sb-sync-watch.h"
#include "sb-width-bin.h"

/* Steps back that are kept; older ones are forgotten. */
#define HISTORY_LENGTH 50

struct _SbWindow
{
  AdwApplicationWindow parent_instance;

  SbCompany     *company;  /* (owned) (nullable) */
  GQueue        *history;  /* (owned) (element-type utf8): targets, the one shown last */
  GBindingGroup *titles;   /* (owned): page -> header bar */
  GCancellable  *cancellable; /* (owned) */
  GSignalGroup  *ledger;   /* (owned): of the company's ledger */
  GSignalGroup  *watch;    /* (owned): of the company's sync */

  AdwToastOverlay *toast_overlay;
  GtkStack        *root_stack;
  AdwStatusPage   *welcome_page;
  GtkLabel        *opening_label;
  AdwLeaflet      *leaflet;
  GtkListBox      *sidebar;
  GtkStack        *page_stack;
  SbWidthBin      *content_bin;
  AdwWindowTitle  *book_title;
  AdwWindowTitle  *page_title;
  GtkButton       *back_button;
  SbSyncButton    *sync_button;
};

G_DEFINE_FINAL_TYPE (SbWindow, sb_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_COMPANY,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

SbPage *
sb_window_get_page (SbWindow *self)
{
  g_return_val_if_fail (SB_IS_WINDOW (self), NULL);
  GtkWidget *child = gtk_stack_get_visible_child (self->page_stack);

  return child != NULL ? SB_PAGE (child) : NULL;
}

static void
update_actions (SbWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->company != NULL;
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean back = open && (folded || g_queue_get_length (self->history) > 1);

  gtk_widget_action_set_enabled (widget, "win.open", open);
  gtk_widget_action_set_enabled (widget, "win.reload", open);
  gtk_widget_action_set_enabled (widget, "win.search", open);
  gtk_widget_action_set_enabled (widget, "win.sync", open);
  gtk_widget_action_set_enabled (widget, "win.settings", open);
  gtk_widget_action_set_enabled (widget, "win.resume-setup", open);
  gtk_widget_action_set_enabled (widget, "win.back", back);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), back);
}

static void
folded_cb (SbWindow *self)
{
  gtk_list_box_set_selection_mode (self->sidebar, adw_leaflet_get_folded (self->leaflet)
                                                      ? GTK_SELECTION_NONE
                                                      : GTK_SELECTION_SINGLE);
  update_actions (self);
}

static void
narrow_cb (SbWindow *self)
{
  sb_sync_button_set_narrow (self->sync_button, sb_width_bin_get_narrow (self->content_bin));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
row_activated_cb (SbWindow *self, SbSidebarRow *row)
{
  sb_window_open (self, sb_sidebar_row_get_page (row));
}

static void
mark_place (SbWindow *self, const char *place)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_strcmp0 (sb_sidebar_row_get_page (SB_SIDEBAR_ROW (row)), place) == 0)
      gtk_list_box_select_row (self->sidebar, row);
}

/* How many records need the owner stands beside the place where she can mend them. */
static void
watch_changed_cb (SbWindow *self)
{
  SbSyncWatch *watch = g_signal_group_dup_target (self->watch);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_strcmp0 (sb_sidebar_row_get_page (SB_SIDEBAR_ROW (row)), "quickbooks") == 0)
      sb_sidebar_row_set_count (SB_SIDEBAR_ROW (row),
                                watch != NULL ? (guint) sb_sync_watch_get_attention (watch) : 0);
  g_clear_object (&watch);
}

static SbPage *
ensure_page (SbWindow *self, const SbPageInfo *info)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->page_stack, info->id);

  if (page == NULL)
    {
      page = g_object_new (info->get_type (), "company", self->company, NULL);
      if (sb_page_get_title (SB_PAGE (page)) == NULL && info->title != NULL)
        sb_page_set_title (SB_PAGE (page), _(info->title));
      gtk_stack_add_named (self->page_stack, page, info->id);
    }
  return SB_PAGE (page);
}

static void
show_page (SbWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);
  const SbPageInfo *info = sb_window_page_info (parts[0]);

  if (info == NULL)
    {
      g_warning ("no page \"%s\"", target);
      return;
    }

  SbPage *old = sb_window_get_page (self);
  SbPage *page = ensure_page (self, info);
  if (old != NULL && old != page)
    sb_page_deactivate (old);
  sb_page_open (page, parts[1]);
  gtk_stack_set_visible_child (self->page_stack, GTK_WIDGET (page));
  g_binding_group_set_source (self->titles, page);
  sb_page_activate (page);
  if (info->place != NULL)
    mark_place (self, info->place);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  update_actions (self);
}

void
sb_window_open (SbWindow *self, const char *target)
{
  g_return_if_fail (SB_IS_WINDOW (self));
  g_return_if_fail (target != NULL);

  if (self->company == NULL)
    return;

  const SbPageInfo *info = sb_window_page_info (target);
  /* A place of the sidebar starts a new walk: Back leads out of objects, not around the house. */
  if (info != NULL && info->title != NULL)
    g_queue_clear_full (self->history, g_free);
  if (g_strcmp0 (g_queue_peek_tail (self->history), target) != 0)
    g_queue_push_tail (self->history, g_strdup (target));
  if (g_queue_get_length (self->history) > HISTORY_LENGTH)
    g_free (g_queue_pop_head (self->history));
  show_page (self, target);
}

void
sb_window_replace (SbWindow *self, const char *target)
{
  const char *before;

  g_free (g_queue_pop_tail (self->history));
  /* What was typed often continues the page that comes back into view: one step, not two. */
  before = g_queue_peek_tail (self->history);
  if (before != NULL && g_strcmp0 (before, target) != 0)
    {
      g_autofree char *kind = g_strdup (target);
      char *slash = strchr (kind, '/');
      if (slash != NULL)
        slash[1] = '\0';
      if (slash != NULL && g_str_has_prefix (before, kind))
        g_free (g_queue_pop_tail (self->history));
    }
  sb_window_open (self, target);
}

void
sb_window_go_back (SbWindow *self)
{
  if (g_queue_get_length (self->history) > 1)
    {
      g_free (g_queue_pop_tail (self->history));
      show_page (self, g_queue_peek_tail (self->history));
    }
  else if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
}

void
sb_window_search (SbWindow *self)
{
  SbPage *page = sb_window_get_page (self);

  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.search", NULL);
}

void
sb_window_sync (SbWindow *self)
{
  sb_sync_button_press (self->sync_button);
}

static void
ledger_changed_cb (SbWindow *self, guint changes)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    sb_page_note_changes (SB_PAGE (child), changes);
}

static void
remove_pages (SbWindow *self)
{
  GtkWidget *child;

  g_binding_group_set_source (self->titles, NULL);
  g_queue_clear_full (self->history, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack))) != NULL)
    gtk_stack_remove (self->page_stack, child);
}

static void
fill_sidebar (SbWindow *self)
{
  gsize n;
  const SbPageInfo *pages = sb_window_pages (&n);

  for (gsize i = 0; i < n; i++)
    if (pages[i].title != NULL)
      gtk_list_box_append (self->sidebar, sb_sidebar_row_new (pages[i].id, _(pages[i].title),
                                                              pages[i].icon_name));
}

static gboolean
sb_window_close_request (GtkWindow *window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  sb_preferences_set_window (width, height, gtk_window_is_maximized (window));
  return GTK_WINDOW_CLASS (sb_window_parent_class)->close_request (window);
}

static void
sb_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbWindow *self = SB_WINDOW (object);

  switch (prop_id)
    {
    case PROP_COMPANY:
      g_value_set_object (value, self->company);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, sb_width_bin_get_narrow (self->content_bin));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_window_dispose (GObject *object)
{
  SbWindow *self = SB_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->titles != NULL)
    g_binding_group_set_source (self->titles, NULL);
  if (self->ledger != NULL)
    g_signal_group_set_target (self->ledger, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_WINDOW);
  g_clear_object (&self->company);
  g_clear_object (&self->titles);
  g_clear_object (&self->ledger);
  g_clear_object (&self->watch);

  G_OBJECT_CLASS (sb_window_parent_class)->dispose (object);
}

static void
sb_window_finalize (GObject *object)
{
  SbWindow *self = SB_WINDOW (object);

  g_queue_free_full (self->history, g_free);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (sb_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SB_TYPE_SYNC_BUTTON);
  g_type_ensure (SB_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stockbook/Stockbook/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SbWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, opening_label);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, page_stack);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, content_bin);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, book_title);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, SbWindow, sync_button);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sb_window_class_init (SbWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sb_window_get_property;
  object_class->dispose = sb_window_dispose;
  object_class->finalize = sb_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sb_window_close_request;

  properties[PROP_COMPANY] = g_param_spec_object ("company", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  sb_window_class_install_actions (widget_class);
}

static void
sb_window_init (SbWindow *self)
{
  int width, height;
  gboolean maximized;

  self->history = g_queue_new ();
  self->cancellable = g_cancellable_new ();
  self->titles = g_binding_group_new ();
  self->ledger = g_signal_group_new (G_TYPE_OBJECT);
  self->watch = g_signal_group_new (SB_TYPE_SYNC_WATCH);
  g_signal_group_connect_swapped (self->watch, "changed", G_CALLBACK (watch_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));

  sb_preferences_get_window (&width, &height, &maximized);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));

  g_binding_group_bind (self->titles, "title", self->page_title, "title", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->titles, "subtitle", self->page_title, "subtitle",
                        G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (self->content_bin, "notify::narrow", G_CALLBACK (narrow_cb), self);
  fill_sidebar (self);
  folded_cb (self);
}

SbWindow *
sb_window_new (SbApplication *app)
{
  return g_object_new (SB_TYPE_WINDOW, "application", app, NULL);
}

SbCompany *
sb_window_get_company (SbWindow *self)
{
  g_return_val_if_fail (SB_IS_WINDOW (self), NULL);
  return self->company;
}

static void
watch_ledger (SbWindow *self)
{
  g_clear_object (&self->ledger);
  if (self->company == NULL)
    return;

  GObject *ledger = G_OBJECT (sb_company_get_ledger (self->company));
  self->ledger = g_signal_group_new (G_OBJECT_TYPE (ledger));
  g_signal_group_connect_swapped (self->ledger, "changed", G_CALLBACK (ledger_changed_cb), self);
  g_signal_group_set_target (self->ledger, ledger);
}

static void
name_window (SbWindow *self)
{
  const char *name = sb_book_facts_get (self->company)->name;
  g_autofree char *stem = g_path_get_basename (sb_company_get_path (self->company));

  if (g_str_has_suffix (stem, ".stockbook"))
    stem[strlen (stem) - strlen (".stockbook")] = '\0';
  if (name == NULL || *name == '\0')
    name = stem;
  adw_window_title_set_title (self->book_title, name);
  gtk_window_set_title (GTK_WINDOW (self), name);
}

/* Pages are built when it is known how the book writes its numbers. */
static void
facts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SbWindow *self = user_data;
  SbCompany *company = SB_COMPANY (source);
  g_autoptr (GError) error = NULL;
  gsize n;

  if (!sb_book_facts_load_finish (company, result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      sb_window_show_open_error (self, sb_company_get_path (company), error);
      return;
    }
  if (self->company != company)
    return;
  name_window (self);
  gtk_stack_set_visible_child_name (self->root_stack, "main");
  sb_window_open (self, sb_window_pages (&n)[0].id);
}

void
sb_window_set_company (SbWindow *self, SbCompany *company)
{
  g_return_if_fail (SB_IS_WINDOW (self));

  remove_pages (self);
  g_set_object (&self->company, company);
  watch_ledger (self);
  g_signal_group_set_target (self->watch,
                             company != NULL ? sb_sync_watch_for_company (company) : NULL);
  watch_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY]);
  update_actions (self);
  if (company == NULL)
    gtk_stack_set_visible_child_name (self->root_stack, "welcome");
  else
    sb_book_facts_load_async (company, self->cancellable, facts_loaded_cb, self);
}

void
sb_window_show_opening (SbWindow *self, const char *path)
{
  g_return_if_fail (SB_IS_WINDOW (self));
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: shown while a book is read; the name of its file */
  g_autofree char *text = g_strdup_printf (_("Opening “%s”…"), name);

  gtk_label_set_label (self->opening_label, text);
  gtk_stack_set_visible_child_name (self->root_stack, "opening");
}

void
sb_window_show_open_error (SbWindow *self, const char *path, const GError *error)
{
  g_return_if_fail (SB_IS_WINDOW (self));
  g_autoptr (SbErrorText) text = sb_error_text_new (error);
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: name of a file, then an explanation */
  g_autofree char *body = g_strdup_printf (_("“%s”: %s"), name, text->body);
  g_autofree char *markup = g_markup_escape_text (body, -1);

  adw_status_page_set_icon_name (self->welcome_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->welcome_page, text->title);
  adw_status_page_set_description (self->welcome_page, markup);
  gtk_stack_set_visible_child_name (self->root_stack, "welcome");
}

void
sb_window_add_toast (SbWindow *self, AdwToast *toast)
{
  g_return_if_fail (SB_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}
