/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-view.h"

#include <glib/gi18n.h>

#include <string.h>

#include "sb-book-facts.h"
#include "sb-choice-entry.h"
#include "sb-count-bar.h"
#include "sb-day-entry.h"
#include "sb-document-field.h"
#include "sb-document-totals.h"
#include "sb-effect-view.h"
#include "sb-error-text.h"
#include "sb-field.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-line-editor.h"
#include "sb-number-entry.h"
#include "sb-party-terms.h"
#include "sb-picker.h"
#include "sb-uid.h"

/* The effect is worked out when typing has paused for so long. */
#define PREVIEW_PAUSE_MS 350

#define MOST_FIELDS 24

/* One field of the document, and what it is typed in. */
typedef struct
{
  const SbDocumentField *info;
  SbField               *field;
  GtkWidget             *widget;
} Slot;

struct _SbDocumentView
{
  AdwBin parent_instance;

  SbCompany      *company;      /* (owned) (nullable) */
  SbDocumentForm *form;         /* (owned) (nullable) */
  SbChoices      *choices;      /* (owned) (nullable) */
  SbCurrency      home;
  SbCurrency      currency;     /* of the document */
  GCancellable   *cancellable;  /* (owned): of the preview under way */
  guint           pause;        /* source id, 0 when none */
  Slot            slots[MOST_FIELDS];
  guint           n_slots;
  SbLineEditor   *editors[SB_DOCUMENT_MAX_LISTS];

  GtkLabel     *refusal;
  GtkFlowBox   *head;
  GtkBox       *checks;
  GtkBox       *lists;
  GtkFlowBox   *foot;
  SbDocumentTotals *totals;
  GtkBox       *notes;
  SbEffectView *effect;
};

G_DEFINE_FINAL_TYPE (SbDocumentView, sb_document_view, ADW_TYPE_BIN)

static void
clear_refusal (SbDocumentView *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    sb_field_set_error (self->slots[i].field, NULL);
  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS; i++)
    if (self->editors[i] != NULL)
      sb_line_editor_set_error (self->editors[i], NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
}

static Slot *
slot_of (SbDocumentView *self, const char *name)
{
  for (guint i = 0; i < self->n_slots; i++)
    if (g_str_equal (self->slots[i].info->name, name))
      return &self->slots[i];
  return NULL;
}

static SbDay
today_of (SbDocumentView *self)
{
  Slot *date = slot_of (self, "date");

  return date != NULL ? sb_day_entry_get_today (SB_DAY_ENTRY (date->widget)) : SB_DAY_NONE;
}

/* The field on the page that a member of the event is typed in. */
static SbField *
field_of (SbDocumentView *self, const char *pointer)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);
  const SbDocumentField *info = sb_document_field_of_member (
      kind, pointer != NULL && *pointer == '/' ? pointer + 1 : "");
  Slot *slot = info != NULL ? slot_of (self, info->name) : NULL;

  return slot != NULL ? slot->field : NULL;
}

static gboolean
set_line_error (SbDocumentView *self, const char *pointer, const char *text)
{
  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS; i++)
    if (self->editors[i] != NULL && sb_line_editor_set_error (self->editors[i], pointer, text))
      return TRUE;
  return FALSE;
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
  else if (!set_line_error (self, pointer, text))
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
  sb_document_totals_set_document (self->totals, sb_document_form_get_kind (self->form),
                                   effect != NULL ? effect->document : NULL);
  sb_effect_view_set_effect (self->effect, effect, self->home);
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
      sb_document_totals_set_document (self->totals, sb_document_form_get_kind (self->form),
                                       NULL);
      sb_effect_view_set_effect (self->effect, NULL, self->home);
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
  gboolean known = sb_document_form_net (self->form, self->currency, &net);

  sb_document_totals_set_net (self->totals, known, net, self->currency);
}

/* A rate is asked for where money is foreign. */
static void
show_foreign (SbDocumentView *self)
{
  gboolean foreign = strcmp (self->currency.code, self->home.code) != 0
                     || *sb_document_form_get (self->form, "foreign") != '\0';
  const char *const names[] = { "rate", "full" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Slot *slot = slot_of (self, names[i]);
      if (slot == NULL)
        continue;
      GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (slot->field));
      gtk_widget_set_visible (GTK_IS_FLOW_BOX_CHILD (parent) ? parent : GTK_WIDGET (slot->field),
                              foreign);
    }
}

static void show_lists (SbDocumentView *self);

static void
update_currency (SbDocumentView *self)
{
  const char *code = sb_document_form_get (self->form, "currency");
  SbCurrency currency = self->home;

  if (*code != '\0' && !sb_currency_from_code (code, &currency, NULL))
    return;
  if (strcmp (currency.code, self->currency.code) == 0)
    return;
  self->currency = currency;
  show_lists (self);
  show_foreign (self);
}

static void
form_changed_cb (SbDocumentView *self)
{
  update_currency (self);
  update_totals (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PREVIEW_PAUSE_MS, preview_cb, self);
}

static void
entry_changed_cb (SbDocumentView *self, GtkWidget *widget)
{
  const SbDocumentField *info = g_object_get_data (G_OBJECT (widget), "sb-field");

  if (GTK_IS_EDITABLE (widget))
    sb_document_form_set (self->form, info->name, gtk_editable_get_text (GTK_EDITABLE (widget)));
  else if (GTK_IS_CHECK_BUTTON (widget))
    sb_document_form_set (self->form, info->name,
                          gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)) ? "yes" : "");
}

static void
choice_changed_cb (SbDocumentView *self, GParamSpec *pspec, GtkWidget *widget)
{
  const SbDocumentField *info = g_object_get_data (G_OBJECT (widget), "sb-field");

  sb_document_form_set (self->form, info->name,
                        sb_choice_entry_get_value (SB_CHOICE_ENTRY (widget)));
}

/* The currency of a supplier is the currency of her bills, and her terms say when they are due. */
static void
terms_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbDocumentView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbPartyTerms) terms = sb_party_terms_read_finish (SB_COMPANY (source), result, &error);
  SbDay day;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (terms == NULL)
    {
      g_warning ("cannot read the terms: %s", error->message);
      return;
    }
  Slot *currency = slot_of (self, "currency");
  if (currency != NULL)
    sb_choice_entry_set_value (SB_CHOICE_ENTRY (currency->widget), terms->currency);
  Slot *rate = slot_of (self, "rate");
  if (rate != NULL && terms->rate != 0 && *sb_document_form_get (self->form, "rate") == '\0')
    {
      g_autofree char *ascii = sb_rate_format (terms->rate);
      g_autofree char *typed = sb_format_decimal (ascii);
      gtk_editable_set_text (GTK_EDITABLE (rate->widget), typed);
    }
  Slot *due = slot_of (self, "due");
  if (due != NULL && terms->due_days >= 0 && *sb_document_form_get (self->form, "due") == '\0'
      && sb_format_read_day (sb_document_form_get (self->form, "date"), today_of (self), &day, NULL))
    {
      char text[SB_DAY_TEXT_SIZE];
      gtk_editable_set_text (GTK_EDITABLE (due->widget),
                             sb_day_format (day + terms->due_days, text));
    }
}

static void
picked_cb (SbDocumentView *self, gint64 id)
{
  sb_party_terms_read_async (self->company, id, NULL, terms_read_cb, g_object_ref (self));
}

static GtkWidget *
make_check (const SbDocumentField *info)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new_with_mnemonic (_(info->label));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), check);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  return check;
}

static GtkWidget *
make_day (SbDocumentView *self)
{
  GtkWidget *entry = sb_day_entry_new ();

  if (self->company != NULL)
    sb_day_entry_set_today (SB_DAY_ENTRY (entry),
                            sb_clock_today (sb_company_get_clock (self->company)));
  return entry;
}

static GtkWidget *
make_entry (SbDocumentView *self, const SbDocumentField *info)
{
  switch (info->type)
    {
    case SB_FIELD_DAY:
      return make_day (self);
    case SB_FIELD_PARTY:
      return sb_picker_new ();
    case SB_FIELD_MONEY:
    case SB_FIELD_RATE:
      return sb_number_entry_new (SB_NUMBER_MONEY);
    case SB_FIELD_PERCENT:
      return sb_number_entry_new (SB_NUMBER_PERCENT);
    case SB_FIELD_CHOICE:
    case SB_FIELD_ACCOUNT:
      return sb_choice_entry_new (sb_choices_get (self->choices, info->name));
    case SB_FIELD_CHECK:
      return make_check (info);
    case SB_FIELD_TEXT:
    default:
      return gtk_entry_new ();
    }
}

/* What stands in the form stands in the field; a choice that nobody made is the first. */
static void
fill (SbDocumentView *self, const SbDocumentField *info, GtkWidget *widget)
{
  const char *text = sb_document_form_get (self->form, info->name);

  if (SB_IS_CHOICE_ENTRY (widget))
    {
      sb_choice_entry_set_value (SB_CHOICE_ENTRY (widget), text);
      sb_document_form_set (self->form, info->name,
                            sb_choice_entry_get_value (SB_CHOICE_ENTRY (widget)));
      sb_choice_entry_set_label (SB_CHOICE_ENTRY (widget), _(info->spoken));
      g_signal_connect_object (widget, "notify::value", G_CALLBACK (choice_changed_cb), self,
                               G_CONNECT_SWAPPED);
      return;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(info->spoken), -1);
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), g_str_equal (text, "yes"));
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
  g_signal_connect_object (widget, GTK_IS_CHECK_BUTTON (widget) ? "toggled" : "changed",
                           G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
set_up_party (SbDocumentView *self, SbPicker *party)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);

  if (self->company == NULL)
    return;
  sb_picker_set_source (party, self->company,
                        kind->party == SB_PARTY_SUPPLIER ? SB_LIST_SUPPLIERS : SB_LIST_CUSTOMERS);
  g_signal_connect_object (party, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
}

static void
place (SbDocumentView *self, const SbDocumentField *info, SbField *field)
{
  GtkWidget *child;

  if (info->type == SB_FIELD_CHECK)
    gtk_box_append (self->checks, GTK_WIDGET (field));
  else if (info->type == SB_FIELD_TEXT && info->foot)
    gtk_box_append (self->notes, GTK_WIDGET (field));
  else
    {
      gtk_flow_box_append (info->foot ? self->foot : self->head, GTK_WIDGET (field));
      child = gtk_widget_get_parent (GTK_WIDGET (field));
      gtk_widget_set_focusable (child, FALSE);
    }
}

static void
add_slot (SbDocumentView *self, const SbDocumentField *info)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);
  GPtrArray *choices = sb_choices_get (self->choices, info->name);
  gboolean supplier = info->type == SB_FIELD_PARTY && kind->party == SB_PARTY_SUPPLIER;
  GtkWidget *widget, *field;

  /* Where there is one place or one currency only, nobody wants to be asked. */
  if (info->type == SB_FIELD_CHOICE && info->missing == NULL
      && (choices == NULL || choices->len < 2))
    return;
  widget = make_entry (self, info);
  g_object_set_data (G_OBJECT (widget), "sb-field", (gpointer) info);
  field = sb_field_new (info->type == SB_FIELD_CHECK ? "" : supplier ? _("_Supplier")
                                                                    : _(info->label),
                        widget);
  g_assert (self->n_slots < MOST_FIELDS);
  self->slots[self->n_slots++] = (Slot) { info, SB_FIELD (field), widget };
  fill (self, info, widget);
  place (self, info, SB_FIELD (field));
  if (info->type == SB_FIELD_PARTY)
    set_up_party (self, SB_PICKER (widget));
}

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_FLOW_BOX (box))
        gtk_flow_box_remove (GTK_FLOW_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

static void
show_lists (SbDocumentView *self)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);
  guint columns = 0;

  empty_box (GTK_WIDGET (self->lists));
  for (guint i = 0; i < SB_DOCUMENT_MAX_LISTS; i++)
    self->editors[i] = NULL;
  for (guint i = 0; kind->lists[i].member != NULL; i++)
    {
      self->editors[i] = SB_LINE_EDITOR (sb_line_editor_new ());
      gtk_box_append (self->lists, GTK_WIDGET (self->editors[i]));
      sb_line_editor_set_form (self->editors[i], self->company, self->form, &kind->lists[i],
                               self->choices, self->currency);
      columns |= kind->lists[i].columns;
    }
  if ((columns & SB_LINE_COUNTED) != 0 && self->company != NULL)
    gtk_box_prepend (self->lists, sb_count_bar_new (self->company, self->form));
  gtk_widget_set_visible (GTK_WIDGET (self->lists), kind->lists[0].member != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->totals),
                          ((columns & (SB_LINE_PRICE | SB_LINE_COST)) != 0
                           && (columns & SB_LINE_QTY) != 0)
                              || (kind->parts & SB_DOCUMENT_METHOD) != 0);
}

static void
show_fields (SbDocumentView *self)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self->form);
  GtkWidget *boxes[] = { GTK_WIDGET (self->head), GTK_WIDGET (self->checks),
                         GTK_WIDGET (self->foot), GTK_WIDGET (self->notes) };
  gsize n;
  const SbDocumentField *fields = sb_document_fields (&n);

  self->n_slots = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    empty_box (boxes[i]);
  for (gsize i = 0; i < n; i++)
    if (sb_document_field_is_of (&fields[i], kind))
      add_slot (self, &fields[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    gtk_widget_set_visible (boxes[i], gtk_widget_get_first_child (boxes[i]) != NULL);
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
  g_clear_pointer (&self->choices, g_hash_table_unref);
  G_OBJECT_CLASS (sb_document_view_parent_class)->dispose (object);
}

static void
sb_document_view_finalize (GObject *object)
{
  g_object_unref (SB_DOCUMENT_VIEW (object)->cancellable);
  G_OBJECT_CLASS (sb_document_view_parent_class)->finalize (object);
}

static void
sb_document_view_class_init (SbDocumentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_document_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_document_view_finalize;
  g_type_ensure (SB_TYPE_DOCUMENT_TOTALS);
  g_type_ensure (SB_TYPE_EFFECT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, refusal);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, head);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, checks);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, lists);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, foot);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, totals);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, notes);
  gtk_widget_class_bind_template_child (widget_class, SbDocumentView, effect);
}

static void
sb_document_view_init (SbDocumentView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sb_document_view_set_start (SbDocumentView *self, SbCompany *company, const SbDocumentStart *start)
{
  g_return_if_fail (SB_IS_DOCUMENT_VIEW (self));
  g_return_if_fail (start != NULL);
  gboolean untouched = sb_document_form_is_untouched (start->form);
  const char *code = sb_document_form_get (start->form, "currency");

  if (self->form != NULL)
    g_signal_handlers_disconnect_by_func (self->form, form_changed_cb, self);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  self->choices = start->choices != NULL ? g_hash_table_ref (start->choices) : NULL;
  g_set_object (&self->company, company);
  g_set_object (&self->form, start->form);
  self->home = self->currency = sb_book_facts_get (company)->currency;
  if (*code != '\0')
    sb_currency_from_code (code, &self->currency, NULL);
  show_fields (self);
  show_lists (self);
  show_foreign (self);
  if (untouched)
    sb_document_form_set_untouched (self->form);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  clear_refusal (self);
  form_changed_cb (self);
}
