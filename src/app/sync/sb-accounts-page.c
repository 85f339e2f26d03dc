/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-accounts-page.h"

#include "sb-mapping-view.h"
#include "sb-ledger.h"

#include <glib/gi18n.h>

struct _SbAccountsPage
{
  SbPage parent_instance;

  SbMappingView *view; /* (template) */
};

G_DEFINE_FINAL_TYPE (SbAccountsPage, sb_accounts_page, SB_TYPE_PAGE)

static void
view_failed (SbAccountsPage *self, const GError *error)
{
  sb_page_show_error (SB_PAGE (self), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbAccountsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->view == NULL)
    return;
  if (!sb_mapping_view_save_finish (SB_MAPPING_VIEW (source), result, &error))
    sb_page_show_error (SB_PAGE (self), error);
  else
    sb_page_show_notice (SB_PAGE (self), NULL, NULL, NULL);
  /* A refused choice goes back to what the book holds; an accepted one is what it holds now. */
  sb_page_reload (SB_PAGE (self));
}

static void
view_changed (SbAccountsPage *self)
{
  sb_mapping_view_save_async (self->view, sb_page_get_cancellable (SB_PAGE (self)), saved_cb,
                              g_object_ref (self));
}

static void
sb_accounts_page_reload (SbPage *page)
{
  SbCompany *company = sb_page_get_company (page);

  if (company == NULL)
    return;
  sb_mapping_view_load (SB_ACCOUNTS_PAGE (page)->view, company, FALSE);
  sb_page_set_state (page, SB_PAGE_READY);
}

/* The page's own saving must not take the list away under the pointer; it reloads by itself. */
static void
sb_accounts_page_changed (SbPage *page, guint changes)
{
}

static void
sb_accounts_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_ACCOUNTS_PAGE);
  G_OBJECT_CLASS (sb_accounts_page_parent_class)->dispose (object);
}

static void
sb_accounts_page_class_init (SbAccountsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_accounts_page_dispose;
  SB_PAGE_CLASS (klass)->reload = sb_accounts_page_reload;
  SB_PAGE_CLASS (klass)->changed = sb_accounts_page_changed;
  g_type_ensure (SB_TYPE_MAPPING_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbAccountsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, view_changed);
  gtk_widget_class_bind_template_callback (widget_class, view_failed);
}

static void
sb_accounts_page_init (SbAccountsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
