/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The frame of the assistant: the list of steps, Back, Later, Continue. It knows the steps by one
 * table and what they do by none. */

#include "sb-setup-window.h"

#include "sb-error-text.h"
#include "sb-notice-bar.h"
#include "sb-setup-accounts.h"
#include "sb-setup-check.h"
#include "sb-setup-connect.h"
#include "sb-setup-done.h"
#include "sb-setup-facts.h"
#include "sb-setup-keys.h"
#include "sb-setup-matching.h"
#include "sb-setup-mode-step.h"
#include "sb-setup-opening.h"
#include "sb-setup-preview.h"
#include "sb-setup-step-row.h"
#include "sb-setup-step.h"
#include "sb-setup-taxes.h"
#include "sb-setup-welcome.h"
#include "sb-setup.h"

#include <glib/gi18n.h>

#define FOR(mode) (1u << (mode))
#define FOR_QUICKBOOKS FOR (SB_SETUP_MODE_QUICKBOOKS)
#define FOR_CONNECTED (FOR_QUICKBOOKS | FOR (SB_SETUP_MODE_PRACTICE))
#define FOR_ALL (FOR_CONNECTED | FOR (SB_SETUP_MODE_STANDALONE))

typedef struct
{
  const char *id;    /* kept in the book: where to go on */
  const char *title; /* untranslated */
  GType (*get_type) (void);
  guint modes; /* bits of SbSetupMode */
} StepEntry;

static const StepEntry entries[] = {
  { "welcome", N_ ("Welcome"), sb_setup_welcome_get_type, FOR_ALL },
  { "mode", N_ ("Way of working"), sb_setup_mode_step_get_type, FOR_ALL },
  { "facts", N_ ("Your business"), sb_setup_facts_get_type, FOR_ALL },
  { "keys", N_ ("Intuit keys"), sb_setup_keys_get_type, FOR_QUICKBOOKS },
  { "connect", N_ ("Sign in"), sb_setup_connect_get_type, FOR_CONNECTED },
  { "check", N_ ("Company check"), sb_setup_check_get_type, FOR_CONNECTED },
  { "accounts", N_ ("Accounts"), sb_setup_accounts_get_type, FOR_CONNECTED },
  { "taxes", N_ ("Taxes and terms"), sb_setup_taxes_get_type, FOR_CONNECTED },
  { "matching", N_ ("Names and products"), sb_setup_matching_get_type, FOR_CONNECTED },
  { "opening", N_ ("Opening stock"), sb_setup_opening_get_type, FOR_ALL },
  { "preview", N_ ("First sync"), sb_setup_preview_get_type, FOR_CONNECTED },
  { "done", N_ ("Done"), sb_setup_done_get_type, FOR_ALL },
};

struct _SbSetupWindow
{
  AdwWindow parent_instance;

  GtkListBox *step_list;    /* (template) */
  GtkStack *stack;          /* (template) */
  SbNoticeBar *notice;      /* (template) */
  GtkLabel *narrow_title;   /* (template) */
  GtkButton *back_button;   /* (template) */
  GtkButton *later_button;  /* (template) */
  GtkButton *next_button;   /* (template) */
  GtkSpinner *spinner;      /* (template) */
  GtkScrolledWindow *scroll; /* (template) */

  SbSetup *setup;                                /* (owned) */
  SbSetupStep *steps[G_N_ELEMENTS (entries)];    /* (nullable): owned by the stack; made when first shown */
  SbSetupStepRow *rows[G_N_ELEMENTS (entries)];  /* owned by the list */
  GCancellable *applying;                        /* (owned) (nullable): set while Continue works */
  guint current;                                 /* index into entries */
  gboolean finished;                             /* "finished" has been emitted */
};

G_DEFINE_FINAL_TYPE (SbSetupWindow, sb_setup_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
step_applies (SbSetupWindow *self, guint index)
{
  return (entries[index].modes & FOR (sb_setup_get_mode (self->setup))) != 0;
}

/* Index of the next (direction 1) or previous (-1) step that the chosen way of working has; the
 * current one when there is none. */
static guint
neighbour (SbSetupWindow *self, int direction)
{
  int index = (int) self->current + direction;

  while (index >= 0 && index < (int) G_N_ELEMENTS (entries))
    {
      if (step_applies (self, (guint) index))
        return (guint) index;
      index += direction;
    }
  return self->current;
}

static void
update_buttons (SbSetupWindow *self)
{
  SbSetupStep *step = self->steps[self->current];
  gboolean working = self->applying != NULL;
  const char *label = sb_setup_step_get_continue_label (step);

  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button),
                            !working && sb_setup_step_get_ready (step));
  gtk_button_set_label (self->next_button, label != NULL ? label : _ ("_Continue"));
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), self->current > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->later_button), sb_setup_step_get_optional (step));
  gtk_widget_set_sensitive (GTK_WIDGET (self->later_button), !working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), working);
  gtk_spinner_set_spinning (self->spinner, working);
}

/* Marks, order numbers and the title that stands in for the list when the window is narrow. */
static void
update_list (SbSetupWindow *self)
{
  g_autofree char *text = NULL;
  guint number = 0, position = 0;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      gboolean applies = step_applies (self, i);

      gtk_widget_set_visible (GTK_WIDGET (self->rows[i]), applies);
      if (!applies)
        continue;
      number++;
      if (i == self->current)
        position = number;
      sb_setup_step_row_set_number (self->rows[i], number);
      sb_setup_step_row_set_state (self->rows[i], i < self->current    ? SB_SETUP_STEP_DONE
                                                  : i == self->current ? SB_SETUP_STEP_CURRENT
                                                                       : SB_SETUP_STEP_AHEAD);
    }
  gtk_list_box_select_row (self->step_list, GTK_LIST_BOX_ROW (self->rows[self->current]));
  /* Translators: shown when the window is too narrow for the list of steps. */
  text = g_strdup_printf (_ ("Step %u of %u"), position, number);
  gtk_label_set_label (self->narrow_title, text);
}

static void
step_changed (SbSetupWindow *self, GParamSpec *pspec, SbSetupStep *step)
{
  /* While the window is taken apart its steps still tell of themselves. */
  if (self->setup != NULL && step == self->steps[self->current])
    update_buttons (self);
}

static void
step_reported (SbSetupWindow *self, const GError *error, SbSetupStep *step)
{
  g_autoptr (SbErrorText) text = NULL;
  g_autofree char *line = NULL;

  if (step != self->steps[self->current])
    return;
  if (error == NULL)
    {
      sb_notice_bar_show (self->notice, NULL, NULL, NULL);
      return;
    }
  text = sb_error_text_new (error);
  line = sb_error_text_line (text);
  sb_notice_bar_show (self->notice, line, NULL, NULL);
}

static void go_on (SbSetupWindow *self);

static void
make_step (SbSetupWindow *self, guint index)
{
  SbSetupStep *step;

  if (self->steps[index] != NULL)
    return;
  step = g_object_new (entries[index].get_type (), "setup", self->setup, NULL);
  self->steps[index] = step;
  gtk_stack_add_named (self->stack, GTK_WIDGET (step), entries[index].id);
  g_signal_connect_object (step, "notify", G_CALLBACK (step_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "report", G_CALLBACK (step_reported), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (step, "advance", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);
}

static void
show_step (SbSetupWindow *self, guint index)
{
  if (index != self->current)
    sb_setup_step_leave (self->steps[self->current]);
  make_step (self, index);
  self->current = index;
  sb_notice_bar_show (self->notice, NULL, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, entries[index].id);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroll), 0);
  sb_setup_keep_step (self->setup, entries[index].id);
  update_list (self);
  sb_setup_step_enter (self->steps[index]);
  update_buttons (self);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
finish (SbSetupWindow *self)
{
  SbCompany *company = sb_setup_get_company (self->setup);

  if (!self->finished && company != NULL)
    {
      self->finished = TRUE;
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0, company);
    }
}

static void
step_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = sb_setup_step_apply_finish (SB_SETUP_STEP (source), result, &error);

  g_clear_object (&self->applying);
  if (self->setup == NULL) /* closed meanwhile */
    return;
  update_buttons (self);
  if (!ok)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        step_reported (self, error, SB_SETUP_STEP (source));
      return;
    }
  if (self->current + 1 == G_N_ELEMENTS (entries))
    {
      sb_setup_keep_step (self->setup, "done");
      finish (self);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  show_step (self, neighbour (self, 1));
}

static void
go_on (SbSetupWindow *self)
{
  SbSetupStep *step = self->steps[self->current];

  if (step == NULL || self->applying != NULL || !sb_setup_step_get_ready (step))
    return;
  sb_notice_bar_show (self->notice, NULL, NULL, NULL);
  self->applying = g_cancellable_new ();
  update_buttons (self);
  sb_setup_step_apply_async (step, self->applying, step_applied_cb, g_object_ref (self));
}

static void
next_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  go_on (SB_SETUP_WINDOW (widget));
}

static void
later_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSetupWindow *self = SB_SETUP_WINDOW (widget);

  if (self->applying == NULL && self->steps[self->current] != NULL &&
      sb_setup_step_get_optional (self->steps[self->current]))
    show_step (self, neighbour (self, 1));
}

static void
back_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SbSetupWindow *self = SB_SETUP_WINDOW (widget);

  if (self->applying != NULL)
    g_cancellable_cancel (self->applying);
  else if (self->steps[self->current] != NULL)
    show_step (self, neighbour (self, -1));
}

/* Only back: what lies ahead may need what has not been answered yet. */
static void
row_activated (SbSetupWindow *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (self->applying == NULL && index < self->current)
    show_step (self, index);
  else
    update_list (self);
}

static gboolean
sb_setup_window_close_request (GtkWindow *window)
{
  SbSetupWindow *self = SB_SETUP_WINDOW (window);

  g_cancellable_cancel (self->applying);
  finish (self);
  return GTK_WINDOW_CLASS (sb_setup_window_parent_class)->close_request (window);
}

static void
sb_setup_window_dispose (GObject *object)
{
  SbSetupWindow *self = SB_SETUP_WINDOW (object);

  g_cancellable_cancel (self->applying);
  g_clear_object (&self->setup);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_SETUP_WINDOW);
  G_OBJECT_CLASS (sb_setup_window_parent_class)->dispose (object);
}

static void
sb_setup_window_class_init (SbSetupWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_setup_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sb_setup_window_close_request;

  signals[SIGNAL_FINISHED] =
      g_signal_new ("finished", SB_TYPE_SETUP_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, SB_TYPE_COMPANY);

  g_type_ensure (SB_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/setup/setup-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, step_list);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, later_button);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SbSetupWindow, scroll);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_install_action (widget_class, "setup.next", NULL, next_activated);
  gtk_widget_class_install_action (widget_class, "setup.back", NULL, back_activated);
  gtk_widget_class_install_action (widget_class, "setup.later", NULL, later_activated);
}

static void
sb_setup_window_init (SbSetupWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      self->rows[i] = sb_setup_step_row_new (_ (entries[i].title));
      gtk_list_box_append (self->step_list, GTK_WIDGET (self->rows[i]));
    }
}

/* Where to go on: where it was left, or, once through, where the connection needs the owner. */
static const char *
resume_step (SbSetupWindow *self)
{
  SbCompany *company = sb_setup_get_company (self->setup);
  const char *step = sb_setup_get_step (self->setup);
  gboolean done = g_strcmp0 (step, "done") == 0;

  switch (sb_company_get_connection (company)->state)
    {
    case SB_CONNECTION_SIGN_IN_NEEDED:
    case SB_CONNECTION_DISCONNECTED:
      return "connect";
    case SB_CONNECTION_CONNECTED:
      return done ? "check" : step;
    case SB_CONNECTION_NEVER:
    default:
      return done ? "mode" : step;
    }
}

static guint
resume_index (SbSetupWindow *self)
{
  const char *step = resume_step (self);

  for (guint i = 0; step != NULL && i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].id, step) && step_applies (self, i))
      return i;
  return 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSetupWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint start;

  sb_setup_load_finish (SB_SETUP (source), result, &error);
  if (self->setup == NULL) /* closed meanwhile */
    return;
  start = resume_index (self);
  make_step (self, start);
  self->current = start;
  show_step (self, start);
  if (error != NULL)
    step_reported (self, error, self->steps[start]);
}

SbSetupWindow *
sb_setup_window_new (GtkApplication *application, SbCompany *company)
{
  SbSetupWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (company == NULL || SB_IS_COMPANY (company), NULL);

  self = g_object_new (SB_TYPE_SETUP_WINDOW, "application", application, NULL);
  self->setup = sb_setup_new (company);
  if (company == NULL)
    {
      make_step (self, 0);
      show_step (self, 0);
    }
  else
    sb_setup_load_async (self->setup, NULL, loaded_cb, g_object_ref (self));
  return self;
}
