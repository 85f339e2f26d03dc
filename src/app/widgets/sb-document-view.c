/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-view.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-day-entry.h"
#include "sb-effect-view.h"
#include "sb-error-text.h"
#include "sb-field.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-line-editor.h"
#include "sb-number-entry.h"
#include "sb-picker.h"
#include "sb-uid.h"

/* The effect is worked out when typing has paused for so long. */
#define PREVIEW_PAUSE_MS 350

struct _SbDocumentView
{
  AdwBin parent_instance;

  SbCompany      *company;      /* (owned) (nullable) */
  SbDocumentForm *form;         /* (owned) (nullable) */
  GPtrArray      *accounts;     /* (owned) (nullable) (element-type SbMoneyAccount) */
  SbCurrency      currency;
  GCancellable   *cancellable;  /* (owned): of the preview under way */
  guint           pause;        /* source id, 0 when none */

  SbField       *party_field;
  SbPicker      *party;
  SbField       *number_field;
  GtkEntry      *number;
  SbField       *date_field;
  SbDayEntry    *date;
  SbField       *due_field;
  SbDayEntry    *due;
  SbField       *amount_field;
  SbNumberEntry *amount;
  SbField       *account_field;
  GtkDropDown   *account;
  SbField       *note_field;
  GtkEntry      *note;
  GtkCheckButton *carried;
  SbLineEditor  *lines;
  GtkLabel      *refusal;
  GtkBox        *totals;
  GtkLabel      *net;
  GtkGrid       *priced;        /* what the ledger makes of it: discount, tax, total */
  gint64         goods;         /* net of the lines that @priced was made of */
  SbEffectView  *effect;
};

G_DEFINE_FINAL_TYPE (SbDocumentView, sb_document_view, ADW_TYPE_BIN)

static SbDay
today_of (SbDocumentView *self)
{
  return self->company != NULL ? sb_clock_today (sb_company_get_clock (self->company))
                               : sb_day_entry_get_today (self->date);
}

static void
clear_refusal (SbDocumentView *self)
{
  SbField *fields[] = { self->party_field, self->number_field, self->date_field, self->due_field,
                        self->amount_field, self->account_field };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    sb_field_set_error (fields[i], NULL);
  sb_line_editor_set_error (self->lines, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
}

/* The field on the page that a member of the event is typed in. */
static SbField *
field_of (SbDocumentView *self, const char *pointer)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);
  const char *member = pointer != NULL && *pointer == '/' ? pointer + 1 : "";

  if (g_strcmp0 (member, kind->party_member) == 0)
    return self->party_field;
  if (g_strcmp0 (member, kind->own) == 0 || g_str_equal (member, "number"))
    return self->number_field;
  if (g_str_equal (member, "date"))
    return self->date_field;
  if (g_str_equal (member, "due"))
    return self->due_field;
  if (g_str_equal (member, "amount"))
    return self->amount_field;
  if (g_str_equal (member, "account") || g_str_equal (member, "account_id"))
    return self->account_field;
  return NULL;
}

/* A refusal without a field still belongs somewhere: a closed period is about the day. */
static const char *
pointer_of (const GError *error)
{
  const char *field = sb_ledger_error_field (error);

  if (field == NULL
      && g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_PERIOD_CLOSED))
    return "/date";
  return field;
}

void
sb_document_view_set_refusal (SbDocumentView *self, const GError *error)
{
  g_return_if_fail (SB_IS_DOCUMENT_VIEW (self));

  clear_refusal (self);
  if (error == NULL)
    return;

  const char *pointer = pointer_of (error);
  g_autofree char *text = sb_error_text_refusal (error);
  SbField *field = field_of (self, pointer);
  if (field != NULL && gtk_widget_get_visible (GTK_WIDGET (field)))
    sb_field_set_error (field, text);
  else if (!sb_line_editor_set_error (self->lines, pointer, text))
    {
      gtk_label_set_label (self->refusal, text);
      gtk_widget_set_visible (GTK_WIDGET (self->refusal), TRUE);
    }
}

char *
sb_document_view_make_event (SbDocumentView *self, GError **error)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_VIEW (self), NULL);
  g_autofree char *id = sb_uid_new ();

  return sb_document_form_to_event (self->form, id, self->currency, today_of (self), error);
}

/* The first row is the net amount, which needs no ledger. */
static int
last_row (SbDocumentView *self)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (self->priced));
  int row = 0;

  if (last != NULL)
    gtk_grid_query_child (self->priced, last, NULL, &row, NULL, NULL);
  return row;
}

static void
add_priced (SbDocumentView *self, const char *title, gint64 amount, SbCurrency currency,
            const char *style)
{
  g_autofree char *text = style != NULL ? sb_format_money_code (amount, currency)
                                        : sb_format_money (amount, currency);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *value = gtk_label_new (text);
  int row = last_row (self);

  gtk_label_set_xalign (GTK_LABEL (name), 1.0f);
  gtk_label_set_xalign (GTK_LABEL (value), 1.0f);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (value, "figures");
  if (style != NULL)
    gtk_widget_add_css_class (value, style);
  gtk_grid_attach (self->priced, name, 0, row + 1, 1, 1);
  gtk_grid_attach (self->priced, value, 1, row + 1, 1, 1);
}

/* From the lines to the total as the ledger priced it; nothing for what has no price. */
static void
show_priced (SbDocumentView *self, const SbDocument *document)
{
  SbCurrency currency = self->currency;
  int row;

  while ((row = last_row (self)) > 0)
    gtk_grid_remove_row (self->priced, row);
  if (document == NULL || document->total == 0
      || !sb_currency_from_code (document->currency, &currency, NULL))
    return;
  self->goods = document->goods;
  if (document->discount != 0)
    add_priced (self, _("Discount"), -document->discount, currency, NULL);
  if (document->shipping != 0)
    add_priced (self, _("Shipping"), document->shipping, currency, NULL);
  if (document->extra != 0)
    add_priced (self, _("Extra costs"), document->extra, currency, NULL);
  /* An order is not taxed yet: "0.00" would promise something. */
  if (document->tax != 0
      || (sb_document_form_get_kind (self->form)->parts & SB_DOCUMENT_TAX) != 0)
    add_priced (self, _("Tax"), document->tax, currency, NULL);
  if (document->rounding != 0)
    add_priced (self, _("Rounding"), document->rounding, currency, NULL);
  add_priced (self, _("Total"), document->total, currency, "title-3");
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbEffect) effect =
      sb_company_preview_event_finish (SB_COMPANY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sb_document_view_set_refusal (self, error);
  show_priced (self, effect != NULL ? effect->document : NULL);
  sb_effect_view_set_effect (self->effect, effect, self->currency);
}

static gboolean
preview_cb (gpointer user_data)
{
  SbDocumentView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *event = sb_document_view_make_event (self, &error);

  self->pause = 0;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (event == NULL)
    {
      /* What is only not filled in yet is said when the person wants to go on, not before. */
      sb_document_view_set_refusal (self,
                                    sb_document_form_is_missing (error) ? NULL : error);
      show_priced (self, NULL);
      sb_effect_view_set_effect (self->effect, NULL, self->currency);
    }
  else if (self->company != NULL)
    sb_company_preview_event_async (self->company, event, self->cancellable, previewed_cb,
                                    g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
update_totals (SbDocumentView *self)
{
  gint64 net = 0;
  g_autofree char *text = NULL;
  gboolean known = sb_document_form_net (self->form, self->currency, &net);

  if (known)
    text = sb_format_money_code (net, self->currency);
  /* A total of other lines is no total. */
  if (!known || net != self->goods)
    show_priced (self, NULL);
  gtk_label_set_label (self->net, text != NULL ? text : "–");
}

static void
form_changed_cb (SbDocumentView *self)
{
  update_totals (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PREVIEW_PAUSE_MS, preview_cb, self);
}

static void
set_from (SbDocumentView *self, const char *field, gpointer entry)
{
  if (self->form != NULL)
    sb_document_form_set (self->form, field, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
entry_changed_cb (SbDocumentView *self)
{
  set_from (self, "party", self->party);
  set_from (self, "number", self->number);
  set_from (self, "date", self->date);
  set_from (self, "due", self->due);
  set_from (self, "amount", self->amount);
  set_from (self, "note", self->note);
}

static void
account_changed_cb (SbDocumentView *self)
{
  guint selected = gtk_drop_down_get_selected (self->account);

  if (self->form == NULL || self->accounts == NULL || selected >= self->accounts->len)
    return;
  const SbMoneyAccount *choice = g_ptr_array_index (self->accounts, selected);
  g_autofree char *id =
      choice->id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, choice->id) : NULL;
  sb_document_form_set (self->form, "account", choice->role);
  sb_document_form_set (self->form, "account-id", id);
}

static void
carried_cb (SbDocumentView *self)
{
  if (self->form != NULL)
    sb_document_form_set (self->form, "carried",
                          gtk_check_button_get_active (self->carried) ? "yes" : "");
}

static void
sb_document_view_dispose (GObject *object)
{
  SbDocumentView *self = SB_DOCUMENT_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_DOCUMENT_VIEW);
  g_clear_object (&self->form);
  g_clear_object (&self->company);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  G_OBJECT_CLASS (sb_document_view_parent_class)->dispose (object);
}

static void
sb_document_view_finalize (GObject *object)
{
  g_object_unref (SB_DOCUMENT_VIEW (object)->cancellable);
  G_OBJECT_CLASS (sb_document_view_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, party_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, party);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, number_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, number);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, date_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, date);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, due_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, due);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, amount_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, amount);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, account_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, account);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, note_field);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, note);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, carried);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, lines);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, refusal);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, totals);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, net);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, priced);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, effect);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, carried_cb);
}

static void
sb_document_view_class_init (SbDocumentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_document_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_document_view_finalize;
  g_type_ensure (SB_TYPE_FIELD);
  g_type_ensure (SB_TYPE_PICKER);
  g_type_ensure (SB_TYPE_DAY_ENTRY);
  g_type_ensure (SB_TYPE_NUMBER_ENTRY);
  g_type_ensure (SB_TYPE_LINE_EDITOR);
  g_type_ensure (SB_TYPE_EFFECT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/document-view.ui");
  bind_children (widget_class);
}

static void
sb_document_view_init (SbDocumentView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_parts (SbDocumentView *self)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);
  guint parts = kind->parts;
  guint amounts = SB_DOCUMENT_PRICE | SB_DOCUMENT_COST;

  g_object_set (self->party_field, "label",
                kind->party == SB_PARTY_SUPPLIER ? _("_Supplier") : _("_Customer"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->party_field), (parts & SB_DOCUMENT_PARTY) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->number_field), kind->prefix != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->due_field), (parts & SB_DOCUMENT_DUE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->amount_field), (parts & SB_DOCUMENT_AMOUNT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->account_field), (parts & SB_DOCUMENT_ACCOUNT) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->carried), (parts & SB_DOCUMENT_CARRIED) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), (parts & SB_DOCUMENT_LINES) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->totals), (parts & amounts) != 0);
}

static void
fill_accounts (SbDocumentView *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *wanted = sb_document_form_get (self->form, "account-id");
  guint selected = 0;

  for (guint i = 0; self->accounts != NULL && i < self->accounts->len; i++)
    {
      const SbMoneyAccount *choice = g_ptr_array_index (self->accounts, i);
      gtk_string_list_append (titles, choice->title);
      if (*wanted != '\0' && choice->id == g_ascii_strtoll (wanted, NULL, 10))
        selected = i;
    }
  gtk_drop_down_set_model (self->account, G_LIST_MODEL (titles));
  if (self->accounts != NULL && self->accounts->len > 0)
    gtk_drop_down_set_selected (self->account, selected);
}

static void
show_text (SbDocumentView *self, SbDocumentForm *form, gpointer entry, const char *field)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), sb_document_form_get (form, field));
}

static void
show_form (SbDocumentView *self, SbDocumentForm *form)
{
  show_text (self, form, self->party, "party");
  show_text (self, form, self->number, "number");
  show_text (self, form, self->date, "date");
  show_text (self, form, self->due, "due");
  show_text (self, form, self->amount, "amount");
  show_text (self, form, self->note, "note");
  gtk_check_button_set_active (self->carried,
                               g_str_equal (sb_document_form_get (form, "carried"), "yes"));
}

void
sb_document_view_set_start (SbDocumentView *self, SbCompany *company, const SbDocumentStart *start)
{
  g_return_if_fail (SB_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (start != NULL);
  const SbDocumentKind *kind = sb_document_form_get_kind (start->form);
  gboolean untouched = sb_document_form_is_untouched (start->form);

  if (self->form != NULL)
    g_signal_handlers_disconnect_by_func (self->form, form_changed_cb, self);
  g_clear_object (&self->form);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_set_object (&self->company, company);
  self->currency = sb_book_facts_get (company)->currency;
  if (company != NULL && kind->party_member != NULL)
    sb_picker_set_source (self->party, company,
                          kind->party == SB_PARTY_SUPPLIER ? SB_LIST_SUPPLIERS
                                                           : SB_LIST_CUSTOMERS);
  show_form (self, start->form);

  self->form = g_object_ref (start->form);
  self->accounts = start->accounts != NULL ? g_ptr_array_ref (start->accounts) : NULL;
  show_parts (self);
  fill_accounts (self);
  account_changed_cb (self);
  sb_line_editor_set_form (self->lines, company, self->form, self->currency);
  if (untouched)
    sb_document_form_set_untouched (self->form);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  clear_refusal (self);
  form_changed_cb (self);
}
