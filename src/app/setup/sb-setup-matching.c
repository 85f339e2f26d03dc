/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-matching.h"

#include "sb-matching-view.h"

#define N_KINDS (SB_MATCH_PRODUCTS + 1)

struct _SbSetupMatching
{
  SbSetupStep parent_instance;

  SbMatchingView *customers; /* (template) */
  SbMatchingView *suppliers; /* (template) */
  SbMatchingView *products;  /* (template) */
};

G_DEFINE_FINAL_TYPE (SbSetupMatching, sb_setup_matching, SB_TYPE_SETUP_STEP)

static SbMatchingView *
view_of (SbSetupMatching *self, SbMatchKind kind)
{
  SbMatchingView *const views[N_KINDS] = {
    [SB_MATCH_CUSTOMERS] = self->customers,
    [SB_MATCH_SUPPLIERS] = self->suppliers,
    [SB_MATCH_PRODUCTS] = self->products,
  };

  return views[kind];
}

static void
view_failed (SbSetupMatching *self, const GError *error)
{
  sb_setup_step_report (SB_SETUP_STEP (self), error);
}

static void
sb_setup_matching_enter (SbSetupStep *step)
{
  SbCompany *company = sb_setup_get_company (sb_setup_step_get_setup (step));

  for (int kind = 0; kind < N_KINDS; kind++)
    sb_matching_view_load (view_of (SB_SETUP_MATCHING (step), (SbMatchKind) kind), company,
                           (SbMatchKind) kind);
}

static void saved_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* One kind after the other; the task carries which is next. */
static void
save_next (GTask *task)
{
  SbSetupMatching *self = g_task_get_source_object (task);
  int kind = GPOINTER_TO_INT (g_task_get_task_data (task));

  if (kind == N_KINDS || self->customers == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, GINT_TO_POINTER (kind + 1), NULL);
  sb_matching_view_save_async (view_of (self, (SbMatchKind) kind), g_task_get_cancellable (task),
                               saved_cb, task);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sb_matching_view_save_finish (SB_MATCHING_VIEW (source), result, &error))
    {
      save_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
sb_setup_matching_apply_async (SbSetupStep *step, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (step, cancellable, callback, user_data);

  g_task_set_source_tag (task, sb_setup_matching_apply_async);
  g_task_set_task_data (task, GINT_TO_POINTER (SB_MATCH_CUSTOMERS), NULL);
  save_next (task);
}

static void
sb_setup_matching_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SETUP_MATCHING);
  G_OBJECT_CLASS (sb_setup_matching_parent_class)->dispose (object);
}

static void
sb_setup_matching_class_init (SbSetupMatchingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_matching_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_matching_enter;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_matching_apply_async;
  g_type_ensure (SB_TYPE_MATCHING_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-matching.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupMatching, customers);
  gtk_widget_class_bind_template_child (widget_class, SbSetupMatching, suppliers);
  gtk_widget_class_bind_template_child (widget_class, SbSetupMatching, products);
}

static void
sb_setup_matching_init (SbSetupMatching *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = 0; kind < N_KINDS; kind++)
    g_signal_connect_object (view_of (self, (SbMatchKind) kind), "failed", G_CALLBACK (view_failed),
                             self, G_CONNECT_SWAPPED);
}
