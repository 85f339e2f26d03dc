/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-count-bar.h"

#include <glib/gi18n.h>

#include "sb-count-facts.h"
#include "sb-decimal.h"
#include "sb-field.h"
#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-notice-bar.h"

/* What the book holds is looked up when typing has paused for so long. */
#define LOOK_UP_PAUSE_MS 250

struct _SbCountBar
{
  AdwBin parent_instance;

  SbCompany      *company;      /* (owned) */
  SbDocumentForm *form;         /* (owned) */
  GCancellable   *cancellable;  /* (owned) */
  guint           pause;        /* source id, 0 when none */
  char           *location;     /* (owned): of the figures on the lines */

  SbField     *scan_field;
  GtkEntry    *scan;
  SbNoticeBar *moved;
};

G_DEFINE_FINAL_TYPE (SbCountBar, sb_count_bar, ADW_TYPE_BIN)

static GListModel *
lines_of (SbCountBar *self)
{
  return sb_document_form_get_lines (self->form);
}

static SbFormLine *
line_at (SbCountBar *self, guint position)
{
  g_autoptr (SbFormLine) line = g_list_model_get_item (lines_of (self), position);

  return line; /* the form keeps it */
}

static SbFormLine *
line_of (SbCountBar *self, const char *sku)
{
  for (guint i = 0; i < g_list_model_get_n_items (lines_of (self)); i++)
    if (g_str_equal (sb_form_line_get (line_at (self, i), "sku"), sku))
      return line_at (self, i);
  return NULL;
}

static void
set_book (SbFormLine *line, gint64 on_hand)
{
  g_autofree char *text = sb_quantity_format (on_hand);

  sb_form_line_set (line, "book", text);
}

/* A line for a product: the one that is there, or a new one in the place of an empty last one. */
static SbFormLine *
ensure_line (SbCountBar *self, const SbCountFact *fact)
{
  SbFormLine *line = line_of (self, fact->sku);
  guint n = g_list_model_get_n_items (lines_of (self));

  if (line != NULL)
    return line;
  if (n > 0 && sb_form_line_is_blank (line_at (self, n - 1)))
    line = line_at (self, n - 1);
  else
    line = sb_document_form_add_line (self->form);
  sb_form_line_set (line, "sku", fact->sku);
  sb_form_line_set (line, "name", fact->name);
  set_book (line, fact->on_hand);
  return line;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One more of it. What stands there and is no number is left for the person to mend. */
static void
count_one (SbFormLine *line)
{
  g_autofree char *ascii = sb_format_read_number (sb_form_line_get (line, "qty"), NULL);
  gint64 counted = 0;

  if (*sb_form_line_get (line, "qty") != '\0'
      && (ascii == NULL || !sb_quantity_parse (ascii, &counted, NULL)))
    return;
  if (!sb_add (counted, SB_QUANTITY_ONE, &counted, NULL))
    return;
  g_autofree char *text = sb_format_quantity (counted);
  sb_form_line_set (line, "qty", text);
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbCountBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = sb_count_facts_finish (SB_COMPANY (source), result, &error);

  if (is_cancelled (error))
    return;
  if (facts == NULL)
    sb_field_set_error (self->scan_field, error->message);
  else if (facts->len == 0)
    sb_field_set_error (self->scan_field, _("Nothing that is kept in stock has this code."));
  else
    count_one (ensure_line (self, g_ptr_array_index (facts, 0)));
}

static const char *
location_of (SbCountBar *self)
{
  return sb_document_form_get (self->form, "location");
}

static void
scan_cb (SbCountBar *self)
{
  g_autofree char *code = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->scan))));

  sb_field_set_error (self->scan_field, NULL);
  if (*code == '\0')
    return;
  sb_count_facts_scan_async (self->company, location_of (self), code, self->cancellable,
                             scanned_cb, g_object_ref (self));
  /* Ready for the next one at once. */
  gtk_editable_set_text (GTK_EDITABLE (self->scan), "");
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbCountBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = sb_count_facts_finish (SB_COMPANY (source), result, &error);

  if (is_cancelled (error))
    return;
  if (facts == NULL)
    {
      sb_field_set_error (self->scan_field, error->message);
      return;
    }
  for (guint i = 0; i < facts->len; i++)
    ensure_line (self, g_ptr_array_index (facts, i));
  if (facts->len == SB_COUNT_MOST_LINES)
    sb_notice_bar_show (self->moved, _("There is more at this place than one sheet holds: complete "
                                       "this count and begin another one."), NULL, NULL);
}

static void
list_cb (SbCountBar *self)
{
  sb_count_facts_async (self->company, location_of (self), NULL, self->cancellable, listed_cb,
                        g_object_ref (self));
}

/* "WB-1 (12 → 10)": what is other than when its line was begun. */
static void
note_moved (GString *text, SbFormLine *line, gint64 now)
{
  gint64 then;

  if (!sb_quantity_parse (sb_form_line_get (line, "book"), &then, NULL) || then == now)
    return;
  g_autofree char *before = sb_format_quantity (then);
  g_autofree char *after = sb_format_quantity (now);
  /* Translators: a product, and its stock before and after: "WB-1 (12 → 10)" */
  g_string_append_printf (text, _("%s%s (%s → %s)"), text->len > 0 ? ", " : "",
                          sb_form_line_get (line, "sku"), before, after);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbCountBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facts = sb_count_facts_finish (SB_COMPANY (source), result, &error);
  g_autoptr (GString) moved = g_string_new (NULL);

  if (facts == NULL)
    return;
  for (guint i = 0; i < facts->len; i++)
    {
      const SbCountFact *fact = g_ptr_array_index (facts, i);
      SbFormLine *line = line_of (self, fact->sku);
      if (line == NULL)
        continue;
      if (*sb_form_line_get (line, "name") == '\0')
        sb_form_line_set (line, "name", fact->name);
      if (*sb_form_line_get (line, "book") == '\0')
        set_book (line, fact->on_hand);
      note_moved (moved, line, fact->on_hand);
    }
  if (moved->len == 0)
    return;
  g_autofree char *text =
      g_strdup_printf (_("Moved since the count began: %s. Count it again."), moved->str);
  sb_notice_bar_show (self->moved, text, _("_Take the New Figures"), "count.refresh");
}

static void
look_up (SbCountBar *self)
{
  g_autoptr (GStrvBuilder) skus = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (lines_of (self)); i++)
    if (*sb_form_line_get (line_at (self, i), "sku") != '\0')
      g_strv_builder_add (skus, sb_form_line_get (line_at (self, i), "sku"));
  all = g_strv_builder_end (skus);
  if (all[0] != NULL)
    sb_count_facts_async (self->company, location_of (self), (const char *const *) all,
                          self->cancellable, looked_up_cb, g_object_ref (self));
}

/* Nothing of what was looked up holds any more. */
static void
forget_book (SbCountBar *self)
{
  sb_notice_bar_show (self->moved, NULL, NULL, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (lines_of (self)); i++)
    sb_form_line_set (line_at (self, i), "book", "");
}

static gboolean
look_up_cb (gpointer user_data)
{
  SbCountBar *self = user_data;

  self->pause = 0;
  /* Another place: other figures. */
  if (g_strcmp0 (self->location, location_of (self)) != 0)
    {
      g_free (self->location);
      self->location = g_strdup (location_of (self));
      forget_book (self);
      g_clear_handle_id (&self->pause, g_source_remove);
    }
  look_up (self);
  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (SbCountBar *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (LOOK_UP_PAUSE_MS, look_up_cb, self);
}

static void
book_changed_cb (SbCountBar *self, guint changes)
{
  if ((changes & SB_CHANGE_STOCK) != 0)
    look_up (self);
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbCountBar *self = SB_COUNT_BAR (widget);

  forget_book (self);
  look_up (self);
}

static void
sb_count_bar_dispose (GObject *object)
{
  SbCountBar *self = SB_COUNT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_COUNT_BAR);
  g_clear_object (&self->form);
  g_clear_object (&self->company);
  G_OBJECT_CLASS (sb_count_bar_parent_class)->dispose (object);
}

static void
sb_count_bar_finalize (GObject *object)
{
  SbCountBar *self = SB_COUNT_BAR (object);

  g_object_unref (self->cancellable);
  g_free (self->location);
  G_OBJECT_CLASS (sb_count_bar_parent_class)->finalize (object);
}

static void
sb_count_bar_class_init (SbCountBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_count_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_count_bar_finalize;
  g_type_ensure (SB_TYPE_FIELD);
  g_type_ensure (SB_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/widgets/count-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SbCountBar, scan_field);
  gtk_widget_class_bind_template_child (widget_class, SbCountBar, scan);
  gtk_widget_class_bind_template_child (widget_class, SbCountBar, moved);
  gtk_widget_class_bind_template_callback (widget_class, scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_install_action (widget_class, "count.refresh", NULL, refresh_action);
}

static void
sb_count_bar_init (SbCountBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sb_count_bar_new (SbCompany *company, SbDocumentForm *form)
{
  SbCountBar *self = g_object_new (SB_TYPE_COUNT_BAR, NULL);

  self->company = g_object_ref (company);
  self->form = g_object_ref (form);
  self->location = g_strdup (sb_document_form_get (form, "location"));
  g_signal_connect_object (form, "changed", G_CALLBACK (form_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sb_company_get_ledger (company), "changed",
                           G_CALLBACK (book_changed_cb), self, G_CONNECT_SWAPPED);
  look_up (self);
  return GTK_WIDGET (self);
}
