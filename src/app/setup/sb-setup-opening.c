/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-setup-opening.h"

#include "sb-book-facts.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-opening-event.h"
#include "sb-opening-line.h"
#include "sb-page-query.h"
#include "sb-setting.h"
#include "sb-stage-row.h"

#include <glib/gi18n.h>

/* Products that get a line of their own at once; a bigger shop enters the rest as a count later. */
#define MAX_LINES 100

struct _SbSetupOpening
{
  SbSetupStep parent_instance;

  GtkWidget *entered_group; /* (template) */
  SbStageRow *entered_row;  /* (template) */
  GtkWidget *form;          /* (template) */
  GtkEditable *day_row;     /* (template) */
  GtkWidget *send_row;      /* (template) */
  GtkSwitch *send_switch;   /* (template) */
  GtkListBox *lines;        /* (template) */
  GtkLabel *more_label;     /* (template) */
  GtkLabel *total_label;    /* (template) */

  GPtrArray *sent; /* (owned) (nullable) (element-type SbOpeningLine): as the event's lines, while
                    * it is being entered */
  gboolean filled; /* the lines are there; coming back keeps what was typed */
};

G_DEFINE_FINAL_TYPE (SbSetupOpening, sb_setup_opening, SB_TYPE_SETUP_STEP)

static SbCompany *
get_company (SbSetupOpening *self)
{
  return sb_setup_get_company (sb_setup_step_get_setup (SB_SETUP_STEP (self)));
}

/* Adds up what can be read so far, without marking what cannot. */
static void
update_total (SbSetupOpening *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (int i = 0; gtk_list_box_get_row_at_index (self->lines, i) != NULL; i++)
    n += !sb_opening_line_is_empty (
        SB_OPENING_LINE (gtk_list_box_get_row_at_index (self->lines, i)));
  if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u product", "%u products", n), n);
  gtk_label_set_label (self->total_label, text != NULL ? text : "");
  sb_setup_step_set_continue_label (SB_SETUP_STEP (self), n > 0 ? _ ("_Enter the stock") : NULL);
}

static void
form_changed (SbSetupOpening *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->day_row), "error");
}

static SbOpeningLine *
add_line (SbSetupOpening *self, const SbProduct *product)
{
  GtkWidget *line = sb_opening_line_new (product, sb_book_facts_get (get_company (self))->currency);

  g_signal_connect_object (line, "changed", G_CALLBACK (update_total), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->lines, line);
  return SB_OPENING_LINE (line);
}

static void
add_clicked (SbSetupOpening *self)
{
  gtk_widget_child_focus (GTK_WIDGET (add_line (self, NULL)), GTK_DIR_TAB_FORWARD);
}

/* What the step shows of the book. */
typedef struct
{
  GPtrArray *products; /* (owned) (element-type SbProduct) */
  guint n_all;
  char *entered;       /* (owned) (nullable): id of the opening event */
} Shown;

static void
shown_free (Shown *shown)
{
  g_clear_pointer (&shown->products, g_ptr_array_unref);
  g_free (shown->entered);
  g_free (shown);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shown, shown_free)

static gboolean
read_products (SbDatabase *db, Shown *shown, GError **error)
{
  SbPageQuery query = { .kind = SB_LIST_PRODUCTS, .filter = SB_FILTER_ACTIVE };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  if (ids == NULL)
    return FALSE;
  shown->n_all = ids->len;
  for (guint i = 0; i < ids->len && shown->products->len < MAX_LINES; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (SbProduct) product = sb_product_load (db, g_array_index (ids, gint64, i), &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (product == NULL || product->kind != SB_PRODUCT_STOCK)
        shown->n_all--;
      else
        g_ptr_array_add (shown->products, g_steal_pointer (&product));
    }
  return TRUE;
}

static gpointer
read_shown (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Shown) shown = g_new0 (Shown, 1);
  g_autoptr (GError) local = NULL;

  shown->products = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_product_free);
  shown->entered = sb_setting_get (db, SB_SETTING_OPENING_EVENT, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return read_products (db, shown, error) ? g_steal_pointer (&shown) : NULL;
}

static void
show_lines (SbSetupOpening *self, const Shown *shown)
{
  for (guint i = 0; i < shown->products->len; i++)
    add_line (self, g_ptr_array_index (shown->products, i));
  if (shown->products->len == 0)
    add_line (self, NULL);
  if (shown->n_all > shown->products->len)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("%u more products are in the book. Enter their stock later under Stock."),
          shown->n_all - shown->products->len);

      gtk_label_set_label (self->more_label, text);
      gtk_widget_set_visible (GTK_WIDGET (self->more_label), TRUE);
    }
}

static void
shown_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupOpening) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Shown) shown = sb_ledger_read_finish (SB_LEDGER (source), result, &error);
  gboolean entered;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->form == NULL)
    return;
  if (shown == NULL)
    {
      sb_setup_step_report (SB_SETUP_STEP (self), error);
      return;
    }
  entered = shown->entered != NULL;
  gtk_widget_set_visible (self->entered_group, entered);
  gtk_widget_set_visible (self->form, !entered);
  sb_stage_row_set_stage (self->entered_row, SB_STAGE_DONE);
  sb_setup_step_set_optional (SB_SETUP_STEP (self), !entered);
  if (!entered && !self->filled)
    {
      self->filled = TRUE;
      show_lines (self, shown);
    }
}

static void
facts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupOpening) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sb_book_facts_load_finish (SB_COMPANY (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->form != NULL)
        sb_setup_step_report (SB_SETUP_STEP (self), error);
      return;
    }
  if (self->form == NULL)
    return;
  sb_ledger_read_async (sb_company_get_ledger (SB_COMPANY (source)), read_shown, NULL, NULL,
                        (GDestroyNotify) shown_free,
                        sb_setup_step_get_cancellable (SB_SETUP_STEP (self)), shown_read_cb,
                        g_object_ref (self));
}

static void
sb_setup_opening_enter (SbSetupStep *step)
{
  SbSetupOpening *self = SB_SETUP_OPENING (step);
  SbCompany *company = get_company (self);

  gtk_widget_set_visible (self->send_row, sb_setup_get_mode (sb_setup_step_get_setup (step)) !=
                                              SB_SETUP_MODE_STANDALONE);
  if (*gtk_editable_get_text (self->day_row) == '\0')
    {
      g_autofree char *today =
          sb_format_day_entry (sb_clock_today (sb_company_get_clock (company)));

      gtk_editable_set_text (self->day_row, today);
    }
  sb_book_facts_load_async (company, sb_setup_step_get_cancellable (step), facts_loaded_cb,
                            g_object_ref (self));
}

/* Every line that counts, or NULL when one cannot be used; that one is marked. */
static GPtrArray *
collect_items (SbSetupOpening *self)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sb_opening_item_free);
  GtkListBoxRow *row;

  g_ptr_array_set_size (self->sent, 0);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->lines, i)) != NULL; i++)
    {
      SbOpeningLine *line = SB_OPENING_LINE (row);
      gint64 quantity, cost;
      SbOpeningItem *item;

      if (sb_opening_line_is_empty (line))
        continue;
      if (!sb_opening_line_read (line, &quantity, &cost))
        return NULL;
      item = g_new0 (SbOpeningItem, 1);
      item->sku = sb_opening_line_get_sku (line);
      item->name = sb_opening_line_is_new (line) ? sb_opening_line_get_name (line) : NULL;
      item->quantity = quantity;
      item->cost = cost;
      g_ptr_array_add (items, item);
      g_ptr_array_add (self->sent, line);
    }
  return g_steal_pointer (&items);
}

/* Puts the ledger's refusal at the field it names; TRUE when there is such a field. */
static gboolean
show_refusal (SbSetupOpening *self, const GError *error)
{
  const char *field = sb_ledger_error_field (error);
  unsigned line;
  char member[32];

  if (field != NULL && sscanf (field, "/lines/%u/%31s", &line, member) == 2 &&
      line < self->sent->len)
    sb_opening_line_refuse (g_ptr_array_index (self->sent, line), member, error->message);
  else if (g_strcmp0 (field, "/date") == 0 ||
           g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_PERIOD_CLOSED))
    gtk_widget_add_css_class (GTK_WIDGET (self->day_row), "error");
  else
    return FALSE;
  return TRUE;
}

static void
entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SbSetupOpening *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (sb_opening_event_enter_finish (SB_COMPANY (source), result, &error))
    {
      if (self->form != NULL)
        sb_setup_step_set_continue_label (SB_SETUP_STEP (self), NULL);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->form != NULL)
    show_refusal (self, error);
  g_task_return_error (task, error);
}

static void
sb_setup_opening_apply_async (SbSetupStep *step, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  SbSetupOpening *self = SB_SETUP_OPENING (step);
  g_autoptr (GTask) task = g_task_new (step, cancellable, callback, user_data);
  SbCompany *company = get_company (self);
  g_autoptr (GPtrArray) items = NULL;
  GError *error = NULL;
  gboolean send;
  SbDay day;

  g_task_set_source_tag (task, sb_setup_opening_apply_async);
  if (!gtk_widget_get_visible (self->form))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (!sb_format_read_day (gtk_editable_get_text (self->day_row),
                           sb_clock_today (sb_company_get_clock (company)), &day, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->day_row), "error");
      g_task_return_error (task, error);
      return;
    }
  items = collect_items (self);
  if (items == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _ ("One of the lines cannot be used yet; it says why."));
      return;
    }
  if (items->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  send = gtk_switch_get_active (self->send_switch);
  sb_opening_event_enter_async (company, day, send, g_steal_pointer (&items), cancellable, entered_cb,
                                g_steal_pointer (&task));
}

static void
sb_setup_opening_dispose (GObject *object)
{
  SbSetupOpening *self = SB_SETUP_OPENING (object);

  g_clear_pointer (&self->sent, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_OPENING);
  G_OBJECT_CLASS (sb_setup_opening_parent_class)->dispose (object);
}

static void
sb_setup_opening_class_init (SbSetupOpeningClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_opening_dispose;
  SB_SETUP_STEP_CLASS (klass)->enter = sb_setup_opening_enter;
  SB_SETUP_STEP_CLASS (klass)->apply_async = sb_setup_opening_apply_async;
  g_type_ensure (SB_TYPE_STAGE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-opening.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, entered_group);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, entered_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, form);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, day_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, send_row);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, send_switch);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, lines);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, more_label);
  gtk_widget_class_bind_template_child (widget_class, SbSetupOpening, total_label);
  gtk_widget_class_bind_template_callback (widget_class, form_changed);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
}

static void
sb_setup_opening_init (SbSetupOpening *self)
{
  self->sent = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
