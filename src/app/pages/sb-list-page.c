/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-list-page.h"

typedef struct
{
  SbListView *view;
} SbListPagePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (SbListPage, sb_list_page, SB_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_TOOLBAR_END,
  PROP_BULK_ACTIONS,
  PROP_SELECTABLE,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static SbListPagePrivate *
priv_of (SbListPage *self)
{
  return sb_list_page_get_instance_private (self);
}

static void
shown_cb (SbListPage *self)
{
  SbListView *view = priv_of (self)->view;
  GListModel *model = G_LIST_MODEL (sb_list_view_get_model (view));
  gboolean none = g_list_model_get_n_items (model) == 0 && sb_list_view_is_unfiltered (view);

  sb_page_set_state (SB_PAGE (self), none ? SB_PAGE_EMPTY : SB_PAGE_READY);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sb_list_view_focus_search (priv_of (SB_LIST_PAGE (widget))->view);
}

static void
sb_list_page_open (SbPage *page, const char *argument)
{
  static const struct
  {
    const char  *word;
    SbListFilter filter;
  } FILTERS[] = {
    { "all", SB_FILTER_ALL },         { "active", SB_FILTER_ACTIVE },
    { "deprecated", SB_FILTER_DEPRECATED }, { "in-stock", SB_FILTER_IN_STOCK },
    { "out", SB_FILTER_OUT },         { "open", SB_FILTER_OPEN },
    { "done", SB_FILTER_DONE },       { "low", SB_FILTER_LOW },
  };

  for (gsize i = 0; argument != NULL && i < G_N_ELEMENTS (FILTERS); i++)
    if (g_str_equal (argument, FILTERS[i].word))
      sb_list_view_set_filter (priv_of (SB_LIST_PAGE (page))->view, FILTERS[i].filter);
}

static void
sb_list_page_reload (SbPage *page)
{
  SbListView *view = priv_of (SB_LIST_PAGE (page))->view;

  if (sb_list_view_get_model (view) == NULL)
    return;
  if (!sb_paged_model_get_loaded (sb_list_view_get_model (view)))
    sb_page_set_state (page, SB_PAGE_LOADING);
  sb_list_view_reload (view);
}

static void
sb_list_page_changed (SbPage *page, guint changes)
{
  if ((changes & SB_LIST_PAGE_GET_CLASS (page)->changes) != 0)
    SB_PAGE_CLASS (sb_list_page_parent_class)->changed (page, changes);
}

static void
sb_list_page_constructed (GObject *object)
{
  SbListPage *self = SB_LIST_PAGE (object);
  SbCompany *company = sb_page_get_company (SB_PAGE (self));

  G_OBJECT_CLASS (sb_list_page_parent_class)->constructed (object);
  if (company != NULL)
    sb_list_view_set_source (priv_of (self)->view, company,
                             SB_LIST_PAGE_GET_CLASS (self)->source (self));
}

static void
sb_list_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  /* The view knows these properties by the same names. */
  g_object_set_property (G_OBJECT (priv_of (SB_LIST_PAGE (object))->view), pspec->name, value);
}

static void
sb_list_page_class_init (SbListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sb_list_page_constructed;
  object_class->set_property = sb_list_page_set_property;
  page_class->open = sb_list_page_open;
  page_class->reload = sb_list_page_reload;
  page_class->changed = sb_list_page_changed;
  klass->changes = G_MAXUINT;

  properties[PROP_TOOLBAR_END] =
      g_param_spec_object ("toolbar-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_BULK_ACTIONS] =
      g_param_spec_object ("bulk-actions", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.search", NULL, search_action);
}

static void
sb_list_page_init (SbListPage *self)
{
  SbListPagePrivate *priv = priv_of (self);

  priv->view = SB_LIST_VIEW (sb_list_view_new ());
  g_signal_connect_object (priv->view, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_object_set (self, "content", priv->view, NULL);
}

SbListView *
sb_list_page_get_view (SbListPage *self)
{
  g_return_val_if_fail (SB_IS_LIST_PAGE (self), NULL);
  return priv_of (self)->view;
}
