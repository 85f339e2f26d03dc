/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-close-page.h"

#include <glib/gi18n.h>

#include "sb-apply.h"
#include "sb-book-facts.h"
#include "sb-book.h"
#include "sb-close-check.h"
#include "sb-company.h"
#include "sb-day-entry.h"
#include "sb-error-text.h"
#include "sb-field.h"
#include "sb-format.h"
#include "sb-json-writer.h"
#include "sb-ledger.h"
#include "sb-uid.h"

/* More of one kind than this are counted, not listed. */
#define MOST_ITEMS 12

struct _SbClosePage
{
  SbPage parent_instance;

  SbDay       closed;      /* SB_DAY_NONE: never closed */
  gboolean    filled;      /* a day was proposed */
  gboolean    quiet;       /* the switch is being set by us */

  GtkLabel   *now;
  SbField    *through_field;
  SbDayEntry *through;
  GtkButton  *confirm;
  GtkLabel   *open_note;
  GtkBox     *open;
  GtkSwitch  *negative;
};

G_DEFINE_FINAL_TYPE (SbClosePage, sb_close_page, SB_TYPE_PAGE)

/* In the order of SbCloseCheckKind. */
static const struct
{
  const char *title;
  const char *meaning;
} CHECKS[SB_N_CLOSE_CHECKS] = {
  { N_("Shipped, not invoiced"), N_("Their cost is in this period, their sales will be in the next.") },
  { N_("Invoiced, not shipped"), N_("Their sales are in this period, their cost will be in the next.") },
  { N_("Received, not billed"), N_("Carried at the order's price until the bill comes.") },
  { N_("Shipped at no cost"), N_("Their bill is missing; the cost will be in the next period.") },
  { N_("Transfers under way"), N_("Sent from one place and not yet received at the other.") },
  { N_("Production not finished"), N_("Its components wait as work in progress.") },
  { N_("Freight not shared out"), N_("Billed, and not yet part of the cost of any goods.") },
};

/* What the page knows, read in one go. */
typedef struct
{
  SbBook     book;
  GPtrArray *items;  /* (owned) */
} Facts;

static void
facts_free (Facts *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Facts, facts_free)

static AdwActionRow *
add_row (GtkWidget *list, const char *title, const char *subtitle, const char *value)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *below = g_markup_escape_text (subtitle, -1);
  GtkWidget *label = gtk_label_new (value);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle (row, below);
  gtk_widget_add_css_class (label, "figures");
  adw_action_row_add_suffix (row, label);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (row));
  return row;
}

static void
add_item (GtkWidget *list, const SbCloseItem *item, SbCurrency home)
{
  g_autofree char *value = item->kind == SB_CLOSE_FREIGHT
                               ? sb_format_money (item->amount, home)
                               : sb_format_quantity (item->quantity);
  g_autofree char *target = g_strdup_printf ("%s/%" G_GINT64_FORMAT,
                                             item->is_sale ? "sale" : "purchase", item->chain);
  AdwActionRow *row = add_row (list, *item->name != '\0' ? item->name : _("All purchases"),
                               item->party, value);

  if (item->chain == 0)
    return;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* The target first: a name without it does not fit the action, and GTK says so. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
}

static GtkWidget *
add_group (SbClosePage *self, SbCloseCheckKind kind)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(CHECKS[kind].title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _(CHECKS[kind].meaning));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(CHECKS[kind].title), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (self->open, group);
  return list;
}

static void
show_items (SbClosePage *self, GPtrArray *items)
{
  SbCurrency home = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
  guint counts[SB_N_CLOSE_CHECKS] = { 0 };
  GtkWidget *list = NULL, *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->open))) != NULL)
    gtk_box_remove (self->open, child);
  for (guint i = 0; i < items->len; i++)
    {
      const SbCloseItem *item = g_ptr_array_index (items, i);
      guint n = counts[item->kind]++;
      if (n == 0)
        list = add_group (self, item->kind);
      if (n < MOST_ITEMS)
        add_item (list, item, home);
      else if (n == MOST_ITEMS)
        add_row (list, _("And more"), "", "…");
    }
  gtk_label_set_label (self->open_note,
                       items->len == 0 ? _("Nothing is open on that day.")
                                       : _("Open on that day. It may stay open: what comes later "
                                           "lands in the next period."));
}

static void
show_book (SbClosePage *self, const SbBook *book)
{
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  self->closed = SB_DAY_NONE;
  if (*book->closing_date != '\0')
    sb_day_parse (book->closing_date, &self->closed, NULL);
  day = sb_format_day (self->closed);
  text = self->closed != SB_DAY_NONE ? g_strdup_printf (_("The books are closed through %s."), day)
                                     : g_strdup (_("No period is closed yet."));
  gtk_label_set_label (self->now, text);
  self->quiet = TRUE;
  gtk_switch_set_active (self->negative, book->negative_stock_allowed);
  self->quiet = FALSE;
}

static SbDay
today_of (SbClosePage *self)
{
  return sb_clock_today (sb_company_get_clock (sb_page_get_company (SB_PAGE (self))));
}

/* The day that stands in the field; SB_DAY_NONE with the reason at the field. */
static SbDay
read_through (SbClosePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->through));
  const char *refusal = NULL;
  SbDay day = SB_DAY_NONE;

  if (!sb_format_read_day (text, today_of (self), &day, NULL))
    refusal = _("This is not a day. Write it like 2025-03-15.");
  else if (self->closed != SB_DAY_NONE && day <= self->closed)
    refusal = _("The books are closed through a later day already, and never open again by "
                "themselves.");
  else if (day > today_of (self))
    refusal = _("This day is still to come.");
  sb_field_set_error (self->through_field, refusal);
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), refusal == NULL);
  return refusal == NULL ? day : SB_DAY_NONE;
}

static gpointer
read_facts (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Facts) facts = g_new0 (Facts, 1);

  if (!sb_book_load (db, &facts->book, error))
    return NULL;
  facts->items = sb_close_check (db, *(SbDay *) data, error);
  return facts->items != NULL ? g_steal_pointer (&facts) : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Facts) facts = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbClosePage *self = SB_CLOSE_PAGE (user_data);
  show_book (self, &facts->book);
  show_items (self, facts->items);
  read_through (self);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
sb_close_page_reload (SbPage *page)
{
  SbClosePage *self = SB_CLOSE_PAGE (page);
  SbDay today = today_of (self);
  SbDay day = SB_DAY_NONE;

  if (!self->filled)
    {
      /* The last whole month. */
      char text[SB_DAY_TEXT_SIZE];
      self->filled = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->through),
                             sb_day_format (sb_day_month_start (today) - 1, text));
    }
  if (!sb_format_read_day (gtk_editable_get_text (GTK_EDITABLE (self->through)), today, &day,
                           NULL))
    day = today;
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), read_facts,
                        g_memdup2 (&day, sizeof day), g_free, (GDestroyNotify) facts_free,
                        sb_page_restart (page), read_cb, page);
}

static void
through_changed_cb (SbClosePage *self)
{
  if (self->filled && sb_page_get_company (SB_PAGE (self)) != NULL
      && read_through (self) != SB_DAY_NONE)
    sb_page_reload (SB_PAGE (self));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbClosePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbApplied) applied = sb_company_apply_finish (SB_COMPANY (source), result, &error);

  if (applied == NULL)
    {
      g_autofree char *text = sb_error_text_refusal (error);
      sb_field_set_error (self->through_field, text);
      return;
    }
  sb_page_toast (SB_PAGE (self), _("The period is closed"));
  sb_page_reload (SB_PAGE (self));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbClosePage *self = SB_CLOSE_PAGE (widget);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *id = sb_uid_new ();
  SbDay day = read_through (self);
  char text[SB_DAY_TEXT_SIZE];

  if (day == SB_DAY_NONE)
    return;
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  sb_json_writer_member_string (writer, "date", sb_day_format (today_of (self), text));
  sb_json_writer_member_string (writer, "type", "close_period");
  sb_json_writer_member_string (writer, "through", sb_day_format (day, text));
  sb_json_writer_end_object (writer);
  g_autofree char *event = sb_json_writer_finish (writer);
  sb_company_apply_async (sb_page_get_company (SB_PAGE (self)), event, NULL, closed_cb,
                          g_object_ref (self));
}

static gpointer
write_negative (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  sb_book_set (sb_txn_get_database (txn), SB_BOOK_NEGATIVE_STOCK,
               *(gboolean *) data ? "allow" : "block", error);
  sb_ledger_note_change (txn, SB_CHANGE_SETTINGS);
  return NULL;
}

static void
negative_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbClosePage) self = user_data;
  g_autoptr (GError) error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    sb_page_show_error (SB_PAGE (self), error);
}

static void
negative_cb (SbClosePage *self)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  gboolean allowed = gtk_switch_get_active (self->negative);

  if (self->quiet || company == NULL)
    return;
  sb_ledger_write_async (sb_company_get_ledger (company), write_negative,
                         g_memdup2 (&allowed, sizeof allowed), g_free, NULL, NULL,
                         negative_written_cb, g_object_ref (self));
}

static void
sb_close_page_open (SbPage *page, const char *argument)
{
  sb_page_set_title (page, _("Close the Books"));
  sb_page_reload (page);
}

static void
sb_close_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_CLOSE_PAGE);
  G_OBJECT_CLASS (sb_close_page_parent_class)->dispose (object);
}

static void
sb_close_page_class_init (SbClosePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_close_page_dispose;
  page_class->open = sb_close_page_open;
  page_class->reload = sb_close_page_reload;
  g_type_ensure (SB_TYPE_FIELD);
  g_type_ensure (SB_TYPE_DAY_ENTRY);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/close-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, now);
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, through_field);
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, through);
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, confirm);
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, open_note);
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, open);
  gtk_widget_class_bind_template_child (widget_class, SbClosePage, negative);
  gtk_widget_class_bind_template_callback (widget_class, through_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, negative_cb);
  gtk_widget_class_install_action (widget_class, "close.confirm", NULL, close_action);
}

static void
sb_close_page_init (SbClosePage *self)
{
  self->closed = SB_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
