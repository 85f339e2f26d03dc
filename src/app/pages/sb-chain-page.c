/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-chain-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-book-facts.h"
#include "sb-cell-text.h"
#include "sb-chain-menu.h"
#include "sb-chain-story.h"
#include "sb-company.h"
#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-stage-bar.h"
#include "sb-undo-ask.h"

typedef struct
{
  gint64        id;        /* row id of the chain, or of one of its documents */
  gboolean      of_document; /* whether @id is a document's */
  SbChainStory *story;     /* (owned) (nullable) */

  SbStageBar *stages;
  GtkButton  *next;
  GtkMenuButton *more;
  GtkListBox *lines;
  GtkLabel   *net;
  GtkListBox *steps;
  GtkListBox *effects;
} SbChainPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SbChainPage, sb_chain_page, SB_TYPE_PAGE)

static SbChainPagePrivate *
priv_of (SbChainPage *self)
{
  return sb_chain_page_get_instance_private (self);
}

static gboolean
is_sale (SbChainPage *self)
{
  return SB_CHAIN_PAGE_GET_CLASS (self)->sale;
}

static void
clear_list (GtkListBox *list)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
}

/* A row of two texts; @value stands at the right. */
static AdwActionRow *
add_row (GtkListBox *list, const char *title, const char *subtitle, const char *value)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *below = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  if (below != NULL)
    adw_action_row_set_subtitle (row, below);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);
      /* A number is never broken; words about a line are, where there is little room. */
      if (strchr (value, ' ') != NULL)
        {
          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_label_set_width_chars (GTK_LABEL (label), MIN ((int) g_utf8_strlen (value, -1), 23));
          gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
          gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
          gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
        }
      gtk_widget_add_css_class (label, "figures");
      adw_action_row_add_suffix (row, label);
    }
  gtk_list_box_append (list, GTK_WIDGET (row));
  return row;
}

static SbStage
stage_of (gint64 done, gint64 all)
{
  if (done <= 0)
    return SB_STAGE_NOT_BEGUN;
  return done >= all ? SB_STAGE_DONE : SB_STAGE_UNDER_WAY;
}

static void
add_part (SbStageBar *bar, const char *title, gint64 done, gint64 all)
{
  g_autofree char *part = sb_format_quantity (done);
  g_autofree char *whole = sb_format_quantity (all);
  /* Translators: a part of a whole: "12 of 20" */
  g_autofree char *detail = g_strdup_printf (_("%s of %s"), part, whole);

  sb_stage_bar_add (bar, stage_of (done, all), title, detail);
}

static void
show_stages (SbChainPage *self, const SbChain *chain)
{
  SbStageBar *bar = priv_of (self)->stages;
  gboolean sale = chain->is_sale;
  g_autofree char *day = sb_format_day (chain->date);
  g_autofree char *paid = sb_format_money (chain->paid, chain->currency);
  g_autofree char *billed = sb_format_money (chain->billed_total, chain->currency);
  g_autofree char *paid_of = g_strdup_printf (_("%s of %s"), paid, billed);
  gint64 goods = 0;

  for (guint i = 0; i < chain->lines->len; i++)
    {
      const SbChainLine *line = g_ptr_array_index (chain->lines, i);
      goods += line->is_stock ? MAX (MAX (line->ordered, line->billed), line->moved) : 0;
    }
  sb_stage_bar_clear (bar);
  if (chain->quoted > 0)
    sb_stage_bar_add (bar, SB_STAGE_DONE, _("Quoted"), day);
  sb_stage_bar_add (bar, chain->ordered > 0 ? SB_STAGE_DONE : SB_STAGE_NOT_BEGUN, _("Ordered"),
                    chain->quoted == 0 ? day : "");
  add_part (bar, sale ? _("Shipped") : _("Received"), chain->moved, goods);
  add_part (bar, sale ? _("Invoiced") : _("Billed"), chain->billed,
            MAX (chain->ordered, chain->billed));
  sb_stage_bar_add (bar, chain->billed_total > 0 ? stage_of (chain->paid, chain->billed_total)
                                                 : SB_STAGE_NOT_BEGUN,
                    _("Paid"), paid_of);
  if (chain->credited > 0)
    {
      g_autofree char *credited = sb_format_money (chain->credited, chain->currency);
      sb_stage_bar_add (bar, chain->unused > 0 ? SB_STAGE_UNDER_WAY : SB_STAGE_DONE, _("Credited"),
                        credited);
    }
}

/* "Shipped 4 · Invoiced 4 · Credited 1": what happened to a line; nothing is said of nothing. */
static char *
progress_text (const SbChainLine *line, gboolean sale)
{
  const struct
  {
    gboolean    shown;
    gint64      qty;
    const char *format;
  } PARTS[] = {
    { line->is_stock, line->moved, sale ? _("Shipped %s") : _("Received %s") },
    { TRUE, line->billed, sale ? _("Invoiced %s") : _("Billed %s") },
    { line->returned > 0, line->returned, sale ? _("Came back %s") : _("Sent back %s") },
    { line->credited > 0, line->credited, _("Credited %s") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      g_autofree char *qty = sb_format_quantity (PARTS[i].qty);
      if (!PARTS[i].shown)
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      g_string_append (text, PARTS[i].format);
      g_string_replace (text, "%s", qty, 1);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_lines (SbChainPage *self, const SbChain *chain)
{
  SbChainPagePrivate *priv = priv_of (self);
  gboolean sale = chain->is_sale;

  clear_list (priv->lines);
  for (guint i = 0; i < chain->lines->len; i++)
    {
      const SbChainLine *line = g_ptr_array_index (chain->lines, i);
      gint64 asked = line->ordered > 0 ? line->ordered : line->quoted;
      g_autofree char *ordered = sb_format_quantity (MAX (asked, line->billed));
      g_autofree char *price = sb_format_price (line->unit_price, chain->currency);
      /* Translators: SKU, quantity, unit price: "WB-1 · 20 × 5.00" */
      g_autofree char *below = g_strdup_printf (_("%s · %s × %s"), line->sku, ordered, price);
      g_autofree char *progress = progress_text (line, sale);

      AdwActionRow *row = add_row (priv->lines, line->name, below, progress);
      g_autofree char *target = g_strdup_printf ("product/%" G_GINT64_FORMAT, line->product);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      /* The target first: a name without it does not fit the action, and GTK says so. */
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
    }
  g_autofree char *net = sb_format_money_code (chain->ordered_total, chain->currency);
  gtk_label_set_label (priv->net, net);
}

static const char *
state_style (SbRecordState state)
{
  switch (state)
    {
    case SB_RECORD_SYNCED:
      return "state-good";
    case SB_RECORD_FAILED:
    case SB_RECORD_CONFLICT:
    case SB_RECORD_BLOCKED:
      return "state-bad";
    case SB_RECORD_WAITING:
    case SB_RECORD_SENT:
    case SB_RECORD_PENDING:
      return "state-open";
    case SB_RECORD_SKIPPED:
    case SB_RECORD_NOT_NEEDED:
    case SB_RECORD_SUPERSEDED:
    default:
      return "dim-label";
    }
}

/* Undo, void, pay, postings: one button a row, so that a row stays one line on a small screen. */
static void
add_step_menu (AdwActionRow *row, const SbChain *chain, const SbChainStep *step, const char *title)
{
  g_autoptr (GMenu) menu = sb_chain_menu_new_for_step (chain, step);
  GtkWidget *button = gtk_menu_button_new ();
  /* Translators: what can be done with a document: "Bill B-77: actions" */
  g_autofree char *label = g_strdup_printf (_("%s: actions"), title);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_action_row_add_suffix (row, button);
}

static void
add_state (AdwActionRow *row, SbRecordState state)
{
  GtkWidget *label = gtk_label_new (sb_record_state_title (state));

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "state");
  gtk_widget_add_css_class (label, state_style (state));
  adw_action_row_add_suffix (row, label);
}

static void
show_step (SbChainPage *self, guint index)
{
  SbChainPagePrivate *priv = priv_of (self);
  const SbChain *chain = priv->story->chain;
  const SbChainStep *step = g_ptr_array_index (chain->steps, index);
  g_autofree char *day = sb_format_day (step->date);
  g_autofree char *qty = sb_format_quantity (step->quantity);
  g_autofree char *amount = sb_format_money (step->total, chain->currency);
  /* Translators: kind and number of a document: "Bill B-77" */
  g_autofree char *title = g_strdup_printf (C_("document", "%s %s"), sb_word_text (step->kind),
                                            step->number != NULL ? step->number : "");
  g_autoptr (GString) below = g_string_new (day);

  if (step->quantity != 0)
    g_string_append_printf (below, " · %s", qty);
  if (step->undone)
    g_string_append_printf (below, " · %s", step->is_void ? _("void") : _("undone"));
  else if (step->unused > 0)
    {
      g_autofree char *left = sb_format_money (step->unused, chain->currency);
      g_string_append (below, " · ");
      g_string_append_printf (below, _("%s not used yet"), left);
    }
  AdwActionRow *row = add_row (priv->steps, title, below->str, step->total != 0 ? amount : NULL);
  if (step->undone)
    gtk_widget_add_css_class (GTK_WIDGET (row), "dim-label");
  if (priv->story->has_state[index])
    add_state (row, priv->story->states[index]);
  add_step_menu (row, chain, step, title);
}

static void
add_effect (SbChainPage *self, const char *title, gint64 amount, SbCurrency currency)
{
  g_autofree char *text = sb_format_money (amount, currency);

  if (amount != 0)
    add_row (priv_of (self)->effects, title, NULL, text);
}

static void
show_effects (SbChainPage *self, const SbChain *chain)
{
  SbChainPagePrivate *priv = priv_of (self);
  SbCurrency home = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
  g_autofree char *qty = sb_format_quantity (chain->effect_quantity);

  clear_list (priv->effects);
  add_row (priv->effects, _("Stock"), NULL, qty);
  add_effect (self, _("Inventory"), chain->effect_inventory, home);
  add_effect (self, chain->is_sale ? _("Customer owes") : _("Owed to the supplier"),
              chain->effect_owed, home);
  add_effect (self, _("Billed, not received"), chain->effect_in_transit, home);
  add_effect (self, _("Received, not billed"), chain->effect_accrued, home);
  add_effect (self, _("Cost of goods sold"), chain->effect_cogs, home);
  add_effect (self, _("Deposits not used yet"), chain->deposits, home);
  add_effect (self, _("Freight not shared out yet"), chain->freight, home);
  add_effect (self, _("Sales"), -chain->effect_revenue, home);
}

static void
show_story (SbChainPage *self)
{
  SbChainPagePrivate *priv = priv_of (self);
  const SbChain *chain = priv->story->chain;
  g_autoptr (GMenu) menu = sb_chain_menu_new (chain);
  g_autofree char *target = NULL;
  const char *next = sb_chain_next (chain, &target);

  sb_page_set_title (SB_PAGE (self), chain->number);
  sb_page_set_subtitle (SB_PAGE (self), chain->party_name);
  show_stages (self, chain);
  show_lines (self, chain);
  clear_list (priv->steps);
  for (guint i = 0; i < chain->steps->len; i++)
    show_step (self, i);
  show_effects (self, chain);
  gtk_menu_button_set_menu_model (priv->more, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (priv->next), next != NULL);
  if (next != NULL)
    {
      gtk_button_set_label (priv->next, next);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (priv->next), "s", target);
    }
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

typedef struct
{
  gint64   id;
  gboolean of_document;
  gboolean sale;
} LoadOp;

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LoadOp *op = data;
  g_autoptr (GError) local = NULL;
  gint64 chain = op->of_document ? sb_chain_of_document (db, op->id, &local) : op->id;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  /* A document of no chain: the load says that there is none. */
  return sb_chain_story_load (db, op->sale, chain, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SbChainStory *story = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (story == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbChainPagePrivate *priv = priv_of (user_data);
  g_clear_pointer (&priv->story, sb_chain_story_free);
  priv->story = story;
  show_story (user_data);
}

static void
sb_chain_page_reload (SbPage *page)
{
  SbChainPage *self = SB_CHAIN_PAGE (page);
  LoadOp *op;

  if (priv_of (self)->id == 0)
    return;
  op = g_new0 (LoadOp, 1);
  op->id = priv_of (self)->id;
  op->of_document = priv_of (self)->of_document;
  op->sale = is_sale (self);
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), load, op, g_free,
                        (GDestroyNotify) sb_chain_story_free, sb_page_restart (page), loaded_cb,
                        page);
}

static void
sb_chain_page_open (SbPage *page, const char *argument)
{
  SbChainPagePrivate *priv = priv_of (SB_CHAIN_PAGE (page));
  /* "12" is a purchase; "of-28" the one that document 28 belongs to. */
  gboolean of_document = argument != NULL && g_str_has_prefix (argument, "of-");
  gint64 id = argument != NULL ? g_ascii_strtoll (argument + (of_document ? 3 : 0), NULL, 10) : 0;

  if (id == priv->id && of_document == priv->of_document && priv->story != NULL)
    return;
  priv->id = id;
  priv->of_document = of_document;
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_page_reload (page);
}

static void
sb_chain_page_changed (SbPage *page, guint changes)
{
  if ((changes & (SB_CHANGE_DOCUMENTS | SB_CHANGE_STOCK | SB_CHANGE_SYNC)) != 0)
    SB_PAGE_CLASS (sb_chain_page_parent_class)->changed (page, changes);
}

/* (transfer full) (nullable): what the document of an event is called: "Bill B-77" */
static char *
title_of (SbChainPage *self, const char *uid)
{
  const SbChainStory *story = priv_of (self)->story;

  for (guint i = 0; story != NULL && i < story->chain->steps->len; i++)
    {
      const SbChainStep *step = g_ptr_array_index (story->chain->steps, i);
      if (g_str_equal (step->event_uid, uid))
        return g_strdup_printf (C_("document", "%s %s"), sb_word_text (step->kind),
                                step->number != NULL ? step->number : "");
    }
  return NULL;
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *uid = g_variant_get_string (parameter, NULL);
  g_autofree char *title = title_of (SB_CHAIN_PAGE (widget), uid);

  if (title == NULL)
    return;
  if (g_str_equal (name, "chain.void"))
    sb_undo_ask_void (SB_PAGE (widget), uid, title);
  else
    sb_undo_ask (SB_PAGE (widget), uid, title);
}

static void
sb_chain_page_finalize (GObject *object)
{
  g_clear_pointer (&priv_of (SB_CHAIN_PAGE (object))->story, sb_chain_story_free);
  G_OBJECT_CLASS (sb_chain_page_parent_class)->finalize (object);
}

static void
sb_chain_page_class_init (SbChainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sb_chain_page_finalize;
  page_class->open = sb_chain_page_open;
  page_class->reload = sb_chain_page_reload;
  page_class->changed = sb_chain_page_changed;

  g_type_ensure (SB_TYPE_STAGE_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/chain-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, stages);
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, next);
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, more);
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, lines);
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, net);
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, steps);
  gtk_widget_class_bind_template_child_private (widget_class, SbChainPage, effects);
  gtk_widget_class_install_action (widget_class, "chain.undo", "s", undo_action);
  gtk_widget_class_install_action (widget_class, "chain.void", "s", undo_action);
}

static void
sb_chain_page_init (SbChainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

struct _SbPurchasePage
{
  SbChainPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbPurchasePage, sb_purchase_page, SB_TYPE_CHAIN_PAGE)

static void
sb_purchase_page_class_init (SbPurchasePageClass *klass)
{
  SB_CHAIN_PAGE_CLASS (klass)->sale = FALSE;
}

static void
sb_purchase_page_init (SbPurchasePage *self)
{
}

struct _SbSalePage
{
  SbChainPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbSalePage, sb_sale_page, SB_TYPE_CHAIN_PAGE)

static void
sb_sale_page_class_init (SbSalePageClass *klass)
{
  SB_CHAIN_PAGE_CLASS (klass)->sale = TRUE;
}

static void
sb_sale_page_init (SbSalePage *self)
{
}
