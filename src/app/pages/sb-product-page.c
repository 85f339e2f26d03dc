/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-product-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-book-facts.h"
#include "sb-company.h"
#include "sb-error-text.h"
#include "sb-field.h"
#include "sb-figure-bar.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-list-view.h"
#include "sb-number-entry.h"
#include "sb-product-story.h"

/* The fields of the form, in the order of the members of #SbProduct that they stand for. */
enum
{
  FIELD_SKU,
  FIELD_NAME,
  FIELD_DESCRIPTION,
  FIELD_BARCODE,
  FIELD_UNIT,
  FIELD_CATEGORY,
  FIELD_SALE_PRICE,
  FIELD_PURCHASE_PRICE,
  FIELD_DEFAULT_COST,
  FIELD_REORDER_POINT,
  N_FIELDS
};

struct _SbProductPage
{
  SbPage parent_instance;

  gint64          id;     /* 0: a new one */
  SbProductStory *story;  /* (owned) (nullable) */
  gboolean        showing; /* entries are being filled: not the person's doing */

  SbFigureBar *figures;
  GtkListBox  *levels;
  GtkWidget   *levels_group;
  GtkWidget   *switcher;
  GtkStack    *stack;
  SbField     *fields[N_FIELDS];
  GtkEditable *entries[N_FIELDS];
  GtkCheckButton *service;
  GtkButton   *save;
  GtkButton   *status;
  GtkMenuButton *more;
  GtkLabel    *link;
  SbListView  *movements;
  SbListView  *layers;
};

G_DEFINE_FINAL_TYPE (SbProductPage, sb_product_page, SB_TYPE_PAGE)

static const struct
{
  const char *field;
  const char *entry;
  const char *pointer;  /* of the ledger's refusal */
} FIELDS[N_FIELDS] = {
  [FIELD_SKU] = { "sku_field", "sku", "/sku" },
  [FIELD_NAME] = { "name_field", "name", "/name" },
  [FIELD_DESCRIPTION] = { "description_field", "description", "/description" },
  [FIELD_BARCODE] = { "barcode_field", "barcode", "/barcode" },
  [FIELD_UNIT] = { "unit_field", "unit", "/unit" },
  [FIELD_CATEGORY] = { "category_field", "category", "/category" },
  [FIELD_SALE_PRICE] = { "sale_price_field", "sale_price", "/sale_price" },
  [FIELD_PURCHASE_PRICE] = { "purchase_price_field", "purchase_price", "/purchase_price" },
  [FIELD_DEFAULT_COST] = { "default_cost_field", "default_cost", "/default_cost" },
  [FIELD_REORDER_POINT] = { "reorder_point_field", "reorder_point", "/reorder_point" },
};

static SbCurrency
currency_of (SbProductPage *self)
{
  return sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
}

static void
clear_refusals (SbProductPage *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    sb_field_set_error (self->fields[i], NULL);
}

static void
show_refusal (SbProductPage *self, const GError *error)
{
  const char *pointer = sb_ledger_error_field (error);
  g_autofree char *text = sb_error_text_refusal (error);

  if (pointer == NULL && g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DUPLICATE))
    pointer = "/sku";
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_strcmp0 (FIELDS[i].pointer, pointer) == 0)
      {
        sb_field_set_error (self->fields[i], text);
        gtk_widget_grab_focus (GTK_WIDGET (self->entries[i]));
        return;
      }
  sb_page_show_error (SB_PAGE (self), error);
}

static void
edited_cb (SbProductPage *self)
{
  if (!self->showing)
    gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
}

static void
show_text (SbProductPage *self, guint field, const char *text)
{
  gtk_editable_set_text (self->entries[field], text != NULL ? text : "");
}

static void
show_price (SbProductPage *self, guint field, gint64 price)
{
  g_autofree char *text = price > 0 || (price == 0 && field != FIELD_DEFAULT_COST)
                              ? sb_format_price (price, currency_of (self))
                              : NULL;

  show_text (self, field, text);
}

static void
show_product (SbProductPage *self, const SbProduct *product)
{
  g_autofree char *reorder =
      product->reorder_point >= 0 ? sb_format_quantity (product->reorder_point) : NULL;

  self->showing = TRUE;
  show_text (self, FIELD_SKU, product->sku);
  show_text (self, FIELD_NAME, product->name);
  show_text (self, FIELD_DESCRIPTION, product->description);
  show_text (self, FIELD_BARCODE, product->barcode);
  show_text (self, FIELD_UNIT, product->unit);
  show_text (self, FIELD_CATEGORY, product->category);
  show_price (self, FIELD_SALE_PRICE, product->sale_price);
  show_price (self, FIELD_PURCHASE_PRICE, product->purchase_price);
  show_price (self, FIELD_DEFAULT_COST, product->default_cost);
  show_text (self, FIELD_REORDER_POINT, reorder);
  gtk_check_button_set_active (self->service, product->kind == SB_PRODUCT_SERVICE);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  clear_refusals (self);
}

static void
show_levels (SbProductPage *self)
{
  const SbProductStory *story = self->story;
  SbCurrency currency = currency_of (self);
  GtkWidget *child;
  g_autofree char *on_hand = sb_format_quantity (story->on_hand);
  g_autofree char *reserved = sb_format_quantity (story->reserved);
  g_autofree char *available = sb_format_quantity (story->on_hand - story->reserved);
  g_autofree char *value = sb_format_money_code (story->value, currency);

  sb_figure_bar_clear (self->figures);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), story->product->kind == SB_PRODUCT_STOCK);
  sb_figure_bar_add (self->figures, _("On hand"), on_hand);
  sb_figure_bar_add (self->figures, _("Reserved"), reserved);
  sb_figure_bar_add (self->figures, _("Available"), available);
  sb_figure_bar_add (self->figures, _("Value"), value);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->levels))) != NULL)
    gtk_list_box_remove (self->levels, child);
  gtk_widget_set_visible (self->levels_group, story->levels->len > 0);
  for (guint i = 0; i < story->levels->len; i++)
    {
      const SbStockLevel *level = g_ptr_array_index (story->levels, i);
      AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
      g_autofree char *name = g_markup_escape_text (level->location_name, -1);
      g_autofree char *qty = sb_format_quantity (level->on_hand);
      g_autofree char *worth = sb_format_money (level->value, currency);
      GtkWidget *label = gtk_label_new (qty);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
      adw_action_row_set_subtitle (row, worth);
      gtk_widget_add_css_class (label, "figures");
      adw_action_row_add_suffix (row, label);
      gtk_list_box_append (self->levels, GTK_WIDGET (row));
    }
}

static void
show_link (SbProductPage *self)
{
  const SbRecord *record = self->story->record;
  g_autofree char *text = NULL;

  if (record == NULL)
    text = g_strdup (_("Not in QuickBooks yet: it goes there with the first document that needs it."));
  else if (record->qbo_id != NULL)
    text = g_strdup_printf (_("In QuickBooks as item %s · %s"), record->qbo_id,
                            sb_record_state_title (record->state));
  else
    text = g_strdup_printf (_("QuickBooks: %s"), sb_record_state_title (record->state));
  gtk_label_set_label (self->link, text);
}

/* What can be done with the stock of this product. */
static GMenuModel *
make_menu (gint64 product)
{
  static const struct
  {
    const char *label;
    const char *kind;
  } ITEMS[] = {
    { N_("_Adjust…"), "adjust" },          { N_("_Count…"), "stocktake" },
    { N_("_Transfer…"), "transfer" },      { N_("_Send a Transfer…"), "transfer_send" },
    { N_("_Revalue…"), "revalue" },        { N_("_Opening Stock…"), "opening" },
    { N_("Asse_mble…"), "assemble" },      { N_("_Disassemble…"), "disassemble" },
    { N_("Start a _Production Order…"), "production_start" },
  };
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ITEMS); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.open::document/%s/%" G_GINT64_FORMAT,
                                                 ITEMS[i].kind, product);
      g_menu_append (menu, _(ITEMS[i].label), action);
    }
  return G_MENU_MODEL (menu);
}

static void
show_story (SbProductPage *self)
{
  const SbProduct *product = self->story->product;
  g_autoptr (GMenuModel) menu = make_menu (product->id);

  gtk_menu_button_set_menu_model (self->more, menu);
  gtk_widget_set_visible (GTK_WIDGET (self->more), product->kind == SB_PRODUCT_STOCK);

  sb_page_set_title (SB_PAGE (self), product->name);
  sb_page_set_subtitle (SB_PAGE (self), product->sku);
  gtk_widget_set_visible (self->switcher, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->status), TRUE);
  gtk_button_set_label (self->status, product->deprecated ? _("_Offer Again") : _("_Deprecate"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->service), FALSE);
  /* What is being typed stays when the book changes underneath. */
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save)))
    show_product (self, product);
  show_levels (self);
  show_link (self);
  sb_list_view_set_parent_id (self->movements, product->id);
  sb_list_view_reload (self->movements);
  sb_list_view_set_parent_id (self->layers, product->id);
  sb_list_view_reload (self->layers);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_product_story_load (db, *(gint64 *) data, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SbProductStory *story = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (story == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbProductPage *self = user_data;
  g_clear_pointer (&self->story, sb_product_story_free);
  self->story = story;
  show_story (self);
}

static void
sb_product_page_reload (SbPage *page)
{
  SbProductPage *self = SB_PRODUCT_PAGE (page);

  if (self->id == 0)
    return;
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), load,
                        g_memdup2 (&self->id, sizeof self->id), g_free,
                        (GDestroyNotify) sb_product_story_free, sb_page_restart (page), loaded_cb,
                        self);
}

static void
start_new (SbProductPage *self)
{
  g_autoptr (SbProduct) product = sb_product_new ("", "");

  g_clear_pointer (&self->story, sb_product_story_free);
  sb_page_restart (SB_PAGE (self));
  sb_page_set_title (SB_PAGE (self), _("New Product"));
  sb_page_set_subtitle (SB_PAGE (self), NULL);
  gtk_stack_set_visible_child_name (self->stack, "details");
  gtk_widget_set_visible (self->switcher, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->status), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->more), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->figures), FALSE);
  gtk_widget_set_visible (self->levels_group, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->service), TRUE);
  gtk_label_set_label (self->link, "");
  show_product (self, product);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
sb_product_page_open (SbPage *page, const char *argument)
{
  SbProductPage *self = SB_PRODUCT_PAGE (page);
  gint64 id = argument != NULL ? g_ascii_strtoll (argument, NULL, 10) : 0;

  if (id != 0 && id == self->id)
    return;
  self->id = id;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  if (id == 0)
    {
      start_new (self);
      return;
    }
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_page_reload (page);
}

static void
sb_product_page_changed (SbPage *page, guint changes)
{
  if ((changes & (SB_CHANGE_PRODUCTS | SB_CHANGE_STOCK | SB_CHANGE_SYNC)) != 0)
    SB_PAGE_CLASS (sb_product_page_parent_class)->changed (page, changes);
}

static char *
typed_text (SbProductPage *self, guint field)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entries[field])));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A number of the form; nothing typed gives @none. */
static gboolean
typed_number (SbProductPage *self, guint field, gint64 none, gint64 *value, GError **error)
{
  g_autofree char *text = typed_text (self, field);
  g_autofree char *ascii = text != NULL ? sb_format_read_number (text, NULL) : NULL;

  *value = none;
  if (text == NULL)
    return TRUE;
  if (ascii == NULL || !sb_price_parse (ascii, value, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, FIELDS[field].pointer, "%s",
                           ascii == NULL ? _("This is not a number.")
                                         : _("This number is too large or has too many decimals."));
      return FALSE;
    }
  return TRUE;
}

static SbProduct *
read_form (SbProductPage *self, GError **error)
{
  g_autofree char *sku = typed_text (self, FIELD_SKU);
  g_autofree char *name = typed_text (self, FIELD_NAME);
  g_autoptr (SbProduct) product =
      self->story != NULL ? sb_product_copy (self->story->product)
                          : sb_product_new (sku != NULL ? sku : "", name != NULL ? name : "");

  g_free (product->sku);
  product->sku = g_strdup (sku != NULL ? sku : "");
  g_free (product->name);
  product->name = g_strdup (name != NULL ? name : "");
  g_free (product->description);
  product->description = typed_text (self, FIELD_DESCRIPTION);
  g_free (product->barcode);
  product->barcode = typed_text (self, FIELD_BARCODE);
  g_free (product->unit);
  product->unit = typed_text (self, FIELD_UNIT);
  g_free (product->category);
  product->category = typed_text (self, FIELD_CATEGORY);
  if (self->story == NULL)
    product->kind = gtk_check_button_get_active (self->service) ? SB_PRODUCT_SERVICE
                                                                : SB_PRODUCT_STOCK;
  if (!typed_number (self, FIELD_SALE_PRICE, -1, &product->sale_price, error)
      || !typed_number (self, FIELD_PURCHASE_PRICE, -1, &product->purchase_price, error)
      || !typed_number (self, FIELD_DEFAULT_COST, 0, &product->default_cost, error)
      || !typed_number (self, FIELD_REORDER_POINT, -1, &product->reorder_point, error))
    return NULL;
  return g_steal_pointer (&product);
}

/* What goes to the writer thread. */
typedef struct
{
  SbProduct *product;  /* (owned) */
  gint64     now;
} SaveOp;

static void
save_op_free (SaveOp *op)
{
  sb_product_free (op->product);
  g_free (op);
}

static gpointer
save (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SaveOp *op = data;
  gint64 id = op->product->id;

  if (id == 0)
    id = sb_product_create (txn, op->product, op->now, error);
  else if (!sb_product_update (txn, op->product, op->now, error))
    return NULL;
  if (id == 0 || !sb_record_collect (txn, op->now, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbProductPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = sb_ledger_write_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->save), TRUE);
      show_refusal (self, error);
      return;
    }
  sb_page_toast (SB_PAGE (self), _("Product saved"));
  if (self->id == 0)
    {
      g_autofree char *target = g_strdup_printf ("product/%" G_GINT64_FORMAT, *id);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.replace", "s", target);
    }
  else
    sb_page_reload (SB_PAGE (self));
}

static void
write_product (SbProductPage *self, SbProduct *product)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  SaveOp *op = g_new0 (SaveOp, 1);

  op->product = product;
  op->now = sb_clock_now (sb_company_get_clock (company));
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), FALSE);
  sb_ledger_write_async (sb_company_get_ledger (company), save, op, (GDestroyNotify) save_op_free,
                         g_free, NULL, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbProductPage *self = SB_PRODUCT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  SbProduct *product;

  clear_refusals (self);
  product = read_form (self, &error);
  if (product == NULL)
    show_refusal (self, error);
  else
    write_product (self, product);
}

static void
status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbProductPage *self = SB_PRODUCT_PAGE (widget);

  if (self->story == NULL)
    return;
  SbProduct *product = sb_product_copy (self->story->product);
  product->deprecated = !product->deprecated;
  write_product (self, product);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbProductPage *self = SB_PRODUCT_PAGE (widget);

  gtk_stack_set_visible_child_name (self->stack, "movements");
  sb_list_view_focus_search (self->movements);
}

static void
sb_product_page_constructed (GObject *object)
{
  SbProductPage *self = SB_PRODUCT_PAGE (object);
  SbCompany *company = sb_page_get_company (SB_PAGE (self));

  G_OBJECT_CLASS (sb_product_page_parent_class)->constructed (object);
  if (company == NULL)
    return;
  sb_list_view_set_source (self->movements, company, sb_list_source_for_kind (SB_LIST_MOVEMENTS));
  sb_list_view_set_source (self->layers, company, sb_list_source_for_kind (SB_LIST_LAYERS));
}

static void
sb_product_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_PRODUCT_PAGE);
  G_OBJECT_CLASS (sb_product_page_parent_class)->dispose (object);
}

static void
sb_product_page_finalize (GObject *object)
{
  g_clear_pointer (&SB_PRODUCT_PAGE (object)->story, sb_product_story_free);
  G_OBJECT_CLASS (sb_product_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SB_TYPE_FIGURE_BAR);
  g_type_ensure (SB_TYPE_FIELD);
  g_type_ensure (SB_TYPE_NUMBER_ENTRY);
  g_type_ensure (SB_TYPE_LIST_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/product-page.ui");
  for (guint i = 0; i < N_FIELDS; i++)
    {
      gtk_widget_class_bind_template_child_full (
          widget_class, FIELDS[i].field, FALSE,
          G_STRUCT_OFFSET (SbProductPage, fields) + (gssize) (i * sizeof (SbField *)));
      gtk_widget_class_bind_template_child_full (
          widget_class, FIELDS[i].entry, FALSE,
          G_STRUCT_OFFSET (SbProductPage, entries) + (gssize) (i * sizeof (GtkEditable *)));
    }
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, figures);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, levels);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, levels_group);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, service);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, save);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, status);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, more);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, link);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, movements);
  gtk_widget_class_bind_template_child (widget_class, SbProductPage, layers);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
sb_product_page_class_init (SbProductPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sb_product_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = sb_product_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_product_page_finalize;
  page_class->open = sb_product_page_open;
  page_class->reload = sb_product_page_reload;
  page_class->changed = sb_product_page_changed;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "product.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "product.status", NULL, status_action);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
}

static void
sb_product_page_init (SbProductPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
