/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-work-page.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-cell-text.h"
#include "sb-company.h"
#include "sb-effect-view.h"
#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-stage-bar.h"
#include "sb-undo-ask.h"
#include "sb-work-story.h"

typedef struct
{
  gint64       id;     /* row id, 0 before anything is shown */
  SbWorkStory *story;  /* (owned) (nullable) */

  SbStageBar *stages;
  GtkBox     *actions;
  GtkButton  *next;
  GtkButton  *other;
  GtkWidget  *rest_group;
  GtkListBox *rest;
  GtkLabel   *rest_value;
  GtkBox     *steps;
} SbWorkPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SbWorkPage, sb_work_page, SB_TYPE_PAGE)

static SbWorkPagePrivate *
priv_of (SbWorkPage *self)
{
  return sb_work_page_get_instance_private (self);
}

static SbCurrency
currency_of (SbWorkPage *self)
{
  return sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
}

static gboolean
is_in_force (const SbWorkStep *step)
{
  return g_str_equal (step->document->state, "authorised");
}

/* A product, where, how many, and what it is worth. */
static void
add_move (SbWorkPage *self, GtkListBox *list, const SbWorkMove *move)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *name = g_markup_escape_text (move->name, -1);
  g_autofree char *place = sb_place_text (move->place);
  g_autofree char *value = sb_format_money (move->value, currency_of (self));
  g_autofree char *qty = sb_format_quantity (move->quantity);
  /* Translators: below a product: SKU, place, value: "WB-1 · Shop · 60.00" */
  g_autofree char *below = g_strdup_printf (_("%s · %s · %s"), move->sku, place, value);
  g_autofree char *markup = g_markup_escape_text (below, -1);
  g_autofree char *target = g_strdup_printf ("product/%" G_GINT64_FORMAT, move->product);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (row, markup);
  if (move->quantity != 0)
    {
      GtkWidget *label = gtk_label_new (qty);
      gtk_widget_add_css_class (label, "figures");
      adw_action_row_add_suffix (row, label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
  gtk_list_box_append (list, GTK_WIDGET (row));
}

static GtkWidget *
make_state (SbWorkPage *self, guint index)
{
  const SbWorkStory *story = priv_of (self)->story;
  const SbWorkStep *step = g_ptr_array_index (story->work->steps, index);
  GtkWidget *label = NULL;

  if (!is_in_force (step))
    label = gtk_label_new (sb_word_text (step->document->state));
  else if (story->has_state[index])
    label = gtk_label_new (sb_record_state_title (story->states[index]));
  if (label != NULL)
    {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_set_margin_end (label, 6);
    }
  return label;
}

static GtkWidget *
make_undo (const SbWorkStep *step, const char *title)
{
  GtkWidget *undo = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  /* Translators: read aloud for a button; what it undoes: "Undo Adjustment A-12" */
  g_autofree char *spoken = g_strdup_printf (_("Undo %s"), title);

  gtk_widget_set_valign (undo, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (undo, "flat");
  gtk_widget_set_tooltip_text (undo, _("Undo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (undo), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (undo), "s", step->document->event_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (undo), "work.undo");
  return undo;
}

static GtkWidget *
make_suffix (SbWorkPage *self, guint index, const char *title)
{
  const SbWorkStep *step = g_ptr_array_index (priv_of (self)->story->work->steps, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *state = make_state (self, index);

  if (state != NULL)
    gtk_box_append (GTK_BOX (box), state);
  if (is_in_force (step))
    gtk_box_append (GTK_BOX (box), make_undo (step, title));
  return box;
}

static GtkWidget *
make_postings (SbWorkPage *self, const SbWorkStep *step)
{
  GtkWidget *view = sb_effect_view_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  sb_effect_view_set_journals (SB_EFFECT_VIEW (view), step->journals, currency_of (self));
  gtk_widget_set_margin_top (view, 12);
  gtk_widget_set_margin_bottom (view, 12);
  gtk_widget_set_margin_start (view, 12);
  gtk_widget_set_margin_end (view, 12);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_margin_top (card, 12);
  gtk_box_append (GTK_BOX (card), view);
  return card;
}

static void
add_step (SbWorkPage *self, guint index)
{
  const SbWorkStep *step = g_ptr_array_index (priv_of (self)->story->work->steps, index);
  const SbDocument *document = step->document;
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title = sb_work_story_title (document);
  g_autofree char *markup = g_markup_escape_text (title, -1);
  SbDay day = SB_DAY_NONE;
  g_autofree char *when = sb_day_parse (document->date, &day, NULL) ? sb_format_day (day) : NULL;
  g_autofree char *below = document->note != NULL && *document->note != '\0'
                               ? g_strdup_printf ("%s · %s", when, document->note)
                               : g_strdup (when);
  g_autofree char *description = g_markup_escape_text (below != NULL ? below : "", -1);

  adw_preferences_group_set_title (group, markup);
  adw_preferences_group_set_description (group, description);
  adw_preferences_group_set_header_suffix (group, make_suffix (self, index, title));
  if (step->moves->len > 0)
    {
      GtkWidget *list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      -1);
      for (guint i = 0; i < step->moves->len; i++)
        add_move (self, GTK_LIST_BOX (list), g_ptr_array_index (step->moves, i));
      adw_preferences_group_add (group, list);
    }
  if (step->journals->len > 0)
    adw_preferences_group_add (group, make_postings (self, step));
  gtk_box_append (priv_of (self)->steps, GTK_WIDGET (group));
}

static void
show_rest (SbWorkPage *self)
{
  SbWorkPagePrivate *priv = priv_of (self);
  const SbWork *work = priv->story->work;
  g_autofree char *value = sb_format_money_code (work->value, currency_of (self));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->rest))) != NULL)
    gtk_list_box_remove (priv->rest, child);
  gtk_widget_set_visible (priv->rest_group, work->open);
  if (!work->open)
    return;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (priv->rest_group),
                                   g_str_equal (work->side, "transfer") ? _("Under way")
                                                                        : _("In production"));
  gtk_label_set_label (priv->rest_value, value);
  for (guint i = 0; i < work->rest->len; i++)
    add_move (self, priv->rest, g_ptr_array_index (work->rest, i));
}

/* How much of the steps of @kind there is. */
static gint64
sum_of (const SbWork *work, const char *kind, gboolean came)
{
  gint64 sum = 0;

  for (guint i = 0; i < work->steps->len; i++)
    {
      const SbWorkStep *step = g_ptr_array_index (work->steps, i);
      if (!is_in_force (step) || !g_str_equal (step->document->kind, kind))
        continue;
      for (guint m = 0; m < step->moves->len; m++)
        {
          const SbWorkMove *move = g_ptr_array_index (step->moves, m);
          if ((move->quantity > 0) == came)
            sum += ABS (move->quantity);
        }
    }
  return sum;
}

static gboolean
has_step (const SbWork *work, const char *kind)
{
  for (guint i = 0; i < work->steps->len; i++)
    {
      const SbWorkStep *step = g_ptr_array_index (work->steps, i);
      if (is_in_force (step) && g_str_equal (step->document->kind, kind))
        return TRUE;
    }
  return FALSE;
}

static void
show_transfer_stages (SbWorkPage *self, const SbWork *work)
{
  SbStageBar *bar = priv_of (self)->stages;
  gint64 sent = sum_of (work, "transfer_send", TRUE);
  gint64 arrived = sum_of (work, "transfer_receive", TRUE);
  g_autofree char *all = sb_format_quantity (sent);
  g_autofree char *part = sb_format_quantity (arrived);
  g_autofree char *of = g_strdup_printf (_("%s of %s"), part, all);

  sb_stage_bar_add (bar, sent > 0 ? SB_STAGE_DONE : SB_STAGE_NOT_BEGUN, _("Sent"), all);
  sb_stage_bar_add (bar,
                    !work->open && arrived > 0 ? SB_STAGE_DONE
                    : arrived > 0              ? SB_STAGE_UNDER_WAY
                                               : SB_STAGE_NOT_BEGUN,
                    _("Arrived"), of);
}

static void
show_production_stages (SbWorkPage *self, const SbWork *work)
{
  SbStageBar *bar = priv_of (self)->stages;
  gboolean started = has_step (work, "production_start");
  gboolean finished = has_step (work, "production_finish");
  g_autofree char *wip = sb_format_money (work->value, currency_of (self));
  g_autofree char *made = sb_format_quantity (sum_of (work, "production_finish", TRUE));

  sb_stage_bar_add (bar, started ? SB_STAGE_DONE : SB_STAGE_NOT_BEGUN, _("Started"),
                    started && !finished ? wip : "");
  sb_stage_bar_add (bar, has_step (work, "production_cost") ? SB_STAGE_DONE : SB_STAGE_NOT_BEGUN,
                    _("Costs"), "");
  sb_stage_bar_add (bar, finished ? SB_STAGE_DONE : SB_STAGE_NOT_BEGUN, _("Finished"),
                    finished ? made : "");
}

static void
set_action (GtkButton *button, const char *label, const char *kind, gint64 chain)
{
  g_autofree char *target = g_strdup_printf ("document/%s/%" G_GINT64_FORMAT, kind, chain);

  gtk_button_set_label (button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
}

static void
show_actions (SbWorkPage *self)
{
  SbWorkPagePrivate *priv = priv_of (self);
  const SbWork *work = priv->story->work;

  gtk_widget_set_visible (GTK_WIDGET (priv->actions), work->open);
  gtk_widget_set_visible (GTK_WIDGET (priv->stages), work->side != NULL);
  sb_stage_bar_clear (priv->stages);
  if (g_strcmp0 (work->side, "transfer") == 0)
    {
      show_transfer_stages (self, work);
      set_action (priv->next, _("_Receive Rest"), "transfer_receive", work->chain);
      set_action (priv->other, _("_Lost on the Way…"), "lost", work->chain);
    }
  else if (g_strcmp0 (work->side, "production") == 0)
    {
      show_production_stages (self, work);
      set_action (priv->next, _("_Finish"), "production_finish", work->chain);
      set_action (priv->other, _("Add a _Cost…"), "production_cost", work->chain);
    }
}

static const char *
side_text (const char *side)
{
  if (side == NULL)
    return NULL;
  return g_str_equal (side, "transfer") ? _("Transfer") : _("Production order");
}

static void
show_story (SbWorkPage *self)
{
  SbWorkPagePrivate *priv = priv_of (self);
  const SbWork *work = priv->story->work;
  const SbWorkStep *main = sb_work_story_main (priv->story);
  GtkWidget *child;
  g_autofree char *title = main != NULL ? sb_work_story_title (main->document) : NULL;

  sb_page_set_title (SB_PAGE (self), work->key != NULL ? work->key : title);
  sb_page_set_subtitle (SB_PAGE (self), side_text (work->side));
  show_actions (self);
  show_rest (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->steps))) != NULL)
    gtk_box_remove (priv->steps, child);
  for (guint i = 0; i < work->steps->len; i++)
    add_step (self, i);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

typedef struct
{
  gint64   id;
  gboolean of_document;
} LoadOp;

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LoadOp *op = data;

  return sb_work_story_load (db, op->id, op->of_document, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SbWorkStory *story = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (story == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbWorkPagePrivate *priv = priv_of (user_data);
  g_clear_pointer (&priv->story, sb_work_story_free);
  priv->story = story;
  show_story (user_data);
}

static void
sb_work_page_reload (SbPage *page)
{
  SbWorkPage *self = SB_WORK_PAGE (page);
  LoadOp *op;

  if (priv_of (self)->id == 0)
    return;
  op = g_new0 (LoadOp, 1);
  op->id = priv_of (self)->id;
  op->of_document = SB_WORK_PAGE_GET_CLASS (self)->of_document;
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), load, op, g_free,
                        (GDestroyNotify) sb_work_story_free, sb_page_restart (page), loaded_cb,
                        page);
}

static void
sb_work_page_open (SbPage *page, const char *argument)
{
  SbWorkPagePrivate *priv = priv_of (SB_WORK_PAGE (page));
  gint64 id = argument != NULL ? g_ascii_strtoll (argument, NULL, 10) : 0;

  if (id == priv->id && priv->story != NULL)
    return;
  priv->id = id;
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_page_reload (page);
}

static void
sb_work_page_changed (SbPage *page, guint changes)
{
  if ((changes & (SB_CHANGE_DOCUMENTS | SB_CHANGE_STOCK | SB_CHANGE_SYNC)) != 0)
    SB_PAGE_CLASS (sb_work_page_parent_class)->changed (page, changes);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbWorkPagePrivate *priv = priv_of (SB_WORK_PAGE (widget));
  const char *uid = g_variant_get_string (parameter, NULL);

  for (guint i = 0; priv->story != NULL && i < priv->story->work->steps->len; i++)
    {
      const SbWorkStep *step = g_ptr_array_index (priv->story->work->steps, i);
      g_autofree char *title = sb_work_story_title (step->document);
      if (g_str_equal (step->document->event_id, uid))
        sb_undo_ask (SB_PAGE (widget), uid, title);
    }
}

static void
sb_work_page_finalize (GObject *object)
{
  g_clear_pointer (&priv_of (SB_WORK_PAGE (object))->story, sb_work_story_free);
  G_OBJECT_CLASS (sb_work_page_parent_class)->finalize (object);
}

static void
sb_work_page_class_init (SbWorkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sb_work_page_finalize;
  page_class->open = sb_work_page_open;
  page_class->reload = sb_work_page_reload;
  page_class->changed = sb_work_page_changed;

  g_type_ensure (SB_TYPE_STAGE_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/work-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, stages);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, actions);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, next);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, other);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, rest_group);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, rest);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, rest_value);
  gtk_widget_class_bind_template_child_private (widget_class, SbWorkPage, steps);
  gtk_widget_class_install_action (widget_class, "work.undo", "s", undo_action);
}

static void
sb_work_page_init (SbWorkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

struct _SbTransferPage
{
  SbWorkPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbTransferPage, sb_transfer_page, SB_TYPE_WORK_PAGE)

static void
sb_transfer_page_class_init (SbTransferPageClass *klass)
{
}

static void
sb_transfer_page_init (SbTransferPage *self)
{
}

struct _SbProductionPage
{
  SbWorkPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbProductionPage, sb_production_page, SB_TYPE_WORK_PAGE)

static void
sb_production_page_class_init (SbProductionPageClass *klass)
{
}

static void
sb_production_page_init (SbProductionPage *self)
{
}

struct _SbStockDocumentPage
{
  SbWorkPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbStockDocumentPage, sb_stock_document_page, SB_TYPE_WORK_PAGE)

static void
sb_stock_document_page_class_init (SbStockDocumentPageClass *klass)
{
  SB_WORK_PAGE_CLASS (klass)->of_document = TRUE;
}

static void
sb_stock_document_page_init (SbStockDocumentPage *self)
{
}
