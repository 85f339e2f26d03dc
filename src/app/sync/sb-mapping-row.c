/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-mapping-row.h"

#include <glib/gi18n.h>

struct _SbMappingRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *title;          /* (template) */
  GtkLabel *purpose;        /* (template) */
  GtkWidget *problem_box;   /* (template) */
  GtkLabel *problem;        /* (template) */
  GtkDropDown *picker;      /* (template): nothing first, then the candidates */
  GtkWidget *create_button; /* (template) */
  GtkBox *several;          /* (template): check buttons, for the role that takes several */

  char *role;          /* (owned) */
  GPtrArray *ids;      /* (owned) (element-type utf8): of the candidates, in the picker's order */
  GPtrArray *checks;   /* (owned) (element-type GtkCheckButton): as @ids; empty with a picker */
  char **before;       /* (owned): what the book holds */
  gboolean can_create;
  gboolean quiet;      /* choices made by the program are not told */
};

G_DEFINE_FINAL_TYPE (SbMappingRow, sb_mapping_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CREATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (SbMappingRow *self)
{
  g_auto (GStrv) choice = sb_mapping_row_get_choice (self);

  gtk_widget_set_visible (self->create_button, self->can_create && *choice == NULL);
}

static void
choice_changed (SbMappingRow *self)
{
  if (self->ids == NULL)
    return;
  update (self);
  if (!self->quiet)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
create_clicked (SbMappingRow *self)
{
  g_signal_emit (self, signals[SIGNAL_CREATE], 0);
}

static void
sb_mapping_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_MAPPING_ROW);
  G_OBJECT_CLASS (sb_mapping_row_parent_class)->dispose (object);
}

static void
sb_mapping_row_finalize (GObject *object)
{
  SbMappingRow *self = SB_MAPPING_ROW (object);

  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->before, g_strfreev);
  G_OBJECT_CLASS (sb_mapping_row_parent_class)->finalize (object);
}

static void
sb_mapping_row_class_init (SbMappingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_mapping_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sb_mapping_row_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SB_TYPE_MAPPING_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CREATE] = g_signal_new ("create", SB_TYPE_MAPPING_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/mapping-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, title);
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, purpose);
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, problem_box);
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, problem);
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, picker);
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, create_button);
  gtk_widget_class_bind_template_child (widget_class, SbMappingRow, several);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked);
}

static void
sb_mapping_row_init (SbMappingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
account_text (const SbQboAccountFact *account)
{
  if (account->number != NULL && *account->number != '\0')
    return g_strdup_printf ("%s · %s", account->number, account->name);
  return g_strdup (account->name);
}

static const char *
problem_text (SbMappingProblem problem)
{
  switch (problem)
    {
    case SB_MAPPING_INACTIVE:
      return _ ("The chosen account was made inactive in QuickBooks.");
    case SB_MAPPING_MISSING:
      return _ ("The chosen account is no longer in QuickBooks.");
    case SB_MAPPING_TYPE:
      return _ ("The chosen account is of a type that cannot be used here.");
    case SB_MAPPING_CURRENCY:
      return _ ("The chosen account is not in the home currency.");
    case SB_MAPPING_OK:
    default:
      return "";
    }
}

static void
fill_picker (SbMappingRow *self, const SbRoleMapping *role, const char *fallback_title)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *nothing = NULL;

  if (role->required || fallback_title == NULL)
    nothing = g_strdup (_ ("Choose an account"));
  else
    /* Translators: the account of another role is used; the role is quoted. */
    nothing = g_strdup_printf (_ ("Together with “%s”"), fallback_title);
  gtk_string_list_append (names, nothing);
  for (guint i = 0; i < role->candidates->len; i++)
    {
      g_autofree char *text = account_text (g_ptr_array_index (role->candidates, i));

      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_model (self->picker, G_LIST_MODEL (names));
  gtk_drop_down_set_enable_search (self->picker, role->candidates->len > 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picker), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  role->title, -1);
}

static void
fill_checks (SbMappingRow *self, const SbRoleMapping *role)
{
  gtk_widget_set_visible (GTK_WIDGET (self->picker), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->several), TRUE);
  for (guint i = 0; i < role->candidates->len; i++)
    {
      g_autofree char *text = account_text (g_ptr_array_index (role->candidates, i));
      GtkWidget *check = gtk_check_button_new_with_label (text);

      g_signal_connect_object (check, "toggled", G_CALLBACK (choice_changed), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->several, check);
      g_ptr_array_add (self->checks, check);
    }
}

GtkWidget *
sb_mapping_row_new (const SbRoleMapping *role, const char *fallback_title, gboolean can_create)
{
  SbMappingRow *self = g_object_new (SB_TYPE_MAPPING_ROW, NULL);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();

  self->quiet = TRUE;
  self->role = g_strdup (role->role);
  self->can_create = can_create;
  self->checks = g_ptr_array_new ();
  gtk_label_set_label (self->title, role->title);
  gtk_label_set_label (self->purpose, role->purpose);
  gtk_label_set_label (self->problem, problem_text (role->problem));
  gtk_widget_set_visible (self->problem_box, role->problem != SB_MAPPING_OK);
  if (g_str_equal (role->role, "Bank"))
    fill_checks (self, role);
  else
    fill_picker (self, role, fallback_title);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < role->candidates->len; i++)
    {
      const SbQboAccountFact *candidate = g_ptr_array_index (role->candidates, i);

      g_ptr_array_add (self->ids, g_strdup (candidate->qbo_id));
    }
  for (guint i = 0; i < role->accounts->len; i++)
    {
      const SbQboAccountFact *account = g_ptr_array_index (role->accounts, i);

      g_ptr_array_add (before, g_strdup (account->qbo_id));
      sb_mapping_row_choose (self, account->qbo_id);
    }
  g_ptr_array_add (before, NULL);
  self->before = (char **) g_ptr_array_free (g_steal_pointer (&before), FALSE);
  update (self);
  self->quiet = FALSE;
  return GTK_WIDGET (self);
}

const char *
sb_mapping_row_get_role (SbMappingRow *self)
{
  return self->role;
}

char **
sb_mapping_row_get_choice (SbMappingRow *self)
{
  g_autoptr (GPtrArray) choice = g_ptr_array_new_with_free_func (g_free);
  guint selected = gtk_drop_down_get_selected (self->picker);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_ptr_array_add (choice, g_strdup (g_ptr_array_index (self->ids, i)));
  if (self->checks->len == 0 && selected != GTK_INVALID_LIST_POSITION && selected > 0 &&
      selected <= self->ids->len)
    g_ptr_array_add (choice, g_strdup (g_ptr_array_index (self->ids, selected - 1)));
  g_ptr_array_add (choice, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&choice), FALSE);
}

gboolean
sb_mapping_row_choose (SbMappingRow *self, const char *qbo_id)
{
  gboolean quiet = self->quiet;
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->ids, qbo_id, g_str_equal, &index))
    return FALSE;
  self->quiet = TRUE;
  if (self->checks->len > 0)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, index), TRUE);
  else
    gtk_drop_down_set_selected (self->picker, index + 1);
  self->quiet = quiet;
  return TRUE;
}

gboolean
sb_mapping_row_is_edited (SbMappingRow *self)
{
  g_auto (GStrv) choice = sb_mapping_row_get_choice (self);

  return !g_strv_equal ((const char *const *) choice, (const char *const *) self->before);
}
