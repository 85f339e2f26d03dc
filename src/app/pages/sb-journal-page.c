/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-journal-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-book-facts.h"
#include "sb-cell-text.h"
#include "sb-company.h"
#include "sb-effect-view.h"
#include "sb-format.h"
#include "sb-journal-story.h"
#include "sb-ledger.h"

struct _SbJournalPage
{
  SbPage parent_instance;

  gint64          id;        /* row id, 0: none yet */
  SbPostingsOf    of;        /* what @id is of */
  SbJournalStory *story;     /* (owned) (nullable) */
  GtkBox         *groups;
};

G_DEFINE_FINAL_TYPE (SbJournalPage, sb_journal_page, SB_TYPE_PAGE)

static AdwActionRow *
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *markup = g_markup_escape_text (title, -1);
  g_autofree char *below = g_markup_escape_text (subtitle != NULL ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_subtitle (row, below);
  gtk_list_box_append (list, GTK_WIDGET (row));
  return row;
}

static void
add_value (AdwActionRow *row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  adw_action_row_add_suffix (row, label);
}

static void
open_on_activate (AdwActionRow *row, const char *target)
{
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (row, arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  /* The target first: a name without it does not fit the action, and GTK says so. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open");
}

/* "Stock Asset · Acme": the account and whom it is about. */
static char *
line_detail (const SbJournalFacts *facts, guint i)
{
  const SbJournalLine *line = g_ptr_array_index (facts->journal->lines, i);
  const char *account = g_ptr_array_index (facts->accounts, i);
  const char *party = g_ptr_array_index (facts->parties, i);
  const char *name = *account != '\0' ? account : _("No account was chosen when it was posted");
  g_autoptr (GString) text = g_string_new (name);

  if (*party != '\0')
    g_string_append_printf (text, " · %s", party);
  if (!line->exported)
    g_string_append_printf (text, " · %s", _("QuickBooks posts this by itself"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_lines (GtkListBox *list, const SbJournalFacts *facts, SbCurrency currency)
{
  for (guint i = 0; i < facts->journal->lines->len; i++)
    {
      const SbJournalLine *line = g_ptr_array_index (facts->journal->lines, i);
      g_autofree char *detail = line_detail (facts, i);
      g_autofree char *amount = sb_format_money (ABS (line->amount), currency);
      AdwActionRow *row = add_row (list, sb_role_text (line->role), detail);
      GtkWidget *side = gtk_label_new (line->amount > 0 ? _("Debit") : _("Credit"));

      gtk_widget_add_css_class (side, "caption");
      gtk_widget_add_css_class (side, "dim-label");
      adw_action_row_add_suffix (row, side);
      add_value (row, amount, "figures");
    }
}

static void
show_document (GtkListBox *list, const SbJournalFacts *facts)
{
  if (facts->document_kind == NULL)
    return;
  AdwActionRow *row = add_row (list, _("Document"), NULL);
  g_autofree char *name = g_strdup_printf (C_("document", "%s %s"),
                                           sb_word_text (facts->document_kind),
                                           facts->document_number);
  add_value (row, name, NULL);
  if (g_strcmp0 (facts->side, "sale") != 0 && g_strcmp0 (facts->side, "purchase") != 0)
    return;
  g_autofree char *target = g_strdup_printf ("%s/of-%" G_GINT64_FORMAT, facts->side,
                                             facts->journal->document);
  open_on_activate (row, target);
}

static void
show_proof (GtkListBox *list, const SbJournalFacts *facts, gboolean has_state, SbRecordState state)
{
  g_autofree char *entered = sb_format_moment (facts->entered);
  SbDay day;

  add_value (add_row (list, _("Posted"), NULL), entered, NULL);
  if (sb_day_parse (facts->event_date, &day, NULL)
      && g_strcmp0 (facts->event_date, facts->journal->date) != 0)
    {
      g_autofree char *text = sb_format_day (day);
      add_value (add_row (list, _("Because of"), NULL), text, NULL);
    }
  if (facts->journal->reverses != 0)
    {
      g_autofree char *number =
          g_strdup_printf ("SB-J%" G_GINT64_FORMAT, facts->journal->reverses);
      g_autofree char *target =
          g_strdup_printf ("journal/%" G_GINT64_FORMAT, facts->journal->reverses);
      AdwActionRow *row = add_row (list, _("Takes back"), NULL);
      add_value (row, number, NULL);
      open_on_activate (row, target);
    }
  add_value (add_row (list, _("In QuickBooks"), NULL),
             has_state ? sb_record_state_title (state) : _("Not sent by itself"), NULL);
  add_value (add_row (list, _("Seal"),
                      _("Made of the entry before and of this one: nobody can change either "
                        "without breaking it.")),
             facts->hash, "monospace");
}

/* What its costs are made of has a page of its own. */
static GtkWidget *
make_explain (gint64 seq)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("E_xplain"));
  g_autofree char *target = g_strdup_printf ("explain/%" G_GINT64_FORMAT, seq);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  return button;
}

static void
show_journal (SbJournalPage *self, guint i)
{
  const SbJournalFacts *facts = g_ptr_array_index (self->story->journals, i);
  SbCurrency currency = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *list = gtk_list_box_new ();
  SbDay day = SB_DAY_NONE;
  g_autofree char *title = NULL;
  g_autofree char *date = NULL;

  sb_day_parse (facts->journal->date, &day, NULL);
  date = sb_format_day (day);
  title = g_strdup_printf ("SB-J%" G_GINT64_FORMAT " · %s · %s", facts->journal->seq, date,
                           sb_word_text (facts->journal->kind));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group),
                                           make_explain (facts->journal->seq));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  show_lines (GTK_LIST_BOX (list), facts, currency);
  show_document (GTK_LIST_BOX (list), facts);
  show_proof (GTK_LIST_BOX (list), facts, self->story->has_state[i], self->story->states[i]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), list);
  gtk_box_append (self->groups, group);
}

static void
show_story (SbJournalPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < self->story->journals->len; i++)
    show_journal (self, i);
  sb_page_set_state (SB_PAGE (self),
                     self->story->journals->len > 0 ? SB_PAGE_READY : SB_PAGE_EMPTY);
}

typedef struct
{
  gint64       id;
  SbPostingsOf of;
} LoadOp;

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LoadOp *op = data;

  return sb_journal_story_load (db, op->of, op->id, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  SbJournalStory *story = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (story == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbJournalPage *self = SB_JOURNAL_PAGE (user_data);
  g_clear_pointer (&self->story, sb_journal_story_free);
  self->story = story;
  show_story (self);
}

static void
sb_journal_page_reload (SbPage *page)
{
  SbJournalPage *self = SB_JOURNAL_PAGE (page);
  LoadOp *op;

  if (self->id == 0)
    return;
  op = g_new0 (LoadOp, 1);
  op->id = self->id;
  op->of = self->of;
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), load, op, g_free,
                        (GDestroyNotify) sb_journal_story_free, sb_page_restart (page), loaded_cb,
                        page);
}

static void
sb_journal_page_open (SbPage *page, const char *argument)
{
  SbJournalPage *self = SB_JOURNAL_PAGE (page);
  static const struct
  {
    const char  *prefix;
    SbPostingsOf of;
  } FORMS[] = { { "event-", SB_POSTINGS_OF_EVENT }, { "document-", SB_POSTINGS_OF_DOCUMENT } };
  const char *number = argument != NULL ? argument : "";

  self->of = SB_POSTINGS_OF_JOURNAL;
  for (gsize i = 0; i < G_N_ELEMENTS (FORMS); i++)
    if (g_str_has_prefix (number, FORMS[i].prefix))
      {
        self->of = FORMS[i].of;
        number += strlen (FORMS[i].prefix);
        break;
      }
  self->id = g_ascii_strtoll (number, NULL, 10);
  sb_page_set_title (page, _("Postings"));
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_page_reload (page);
}

/* What was posted never changes; how far it is in QuickBooks does. */
static void
sb_journal_page_changed (SbPage *page, guint changes)
{
  if ((changes & (SB_CHANGE_SYNC | SB_CHANGE_JOURNALS)) != 0)
    SB_PAGE_CLASS (sb_journal_page_parent_class)->changed (page, changes);
}

static void
sb_journal_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_JOURNAL_PAGE);
  G_OBJECT_CLASS (sb_journal_page_parent_class)->dispose (object);
}

static void
sb_journal_page_finalize (GObject *object)
{
  g_clear_pointer (&SB_JOURNAL_PAGE (object)->story, sb_journal_story_free);
  G_OBJECT_CLASS (sb_journal_page_parent_class)->finalize (object);
}

static void
sb_journal_page_class_init (SbJournalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_journal_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_journal_page_finalize;
  page_class->open = sb_journal_page_open;
  page_class->reload = sb_journal_page_reload;
  page_class->changed = sb_journal_page_changed;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbJournalPage, groups);
}

static void
sb_journal_page_init (SbJournalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
