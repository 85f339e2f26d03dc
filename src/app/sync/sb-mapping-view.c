/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-mapping-view.h"

#include "sb-dialogs.h"
#include "sb-ledger.h"
#include "sb-mapping-row.h"

#include <glib/gi18n.h>

struct _SbMappingView
{
  AdwBin parent_instance;

  GtkStack *states;                   /* (template): loading, ready */
  AdwPreferencesGroup *needed_group;  /* (template) */
  AdwPreferencesGroup *money_group;   /* (template) */
  AdwPreferencesGroup *detail_group;  /* (template) */
  GtkWidget *create_all_button;       /* (template) */

  SbCompany *company;        /* (owned) (nullable) */
  SbMapping *mapping;        /* (owned) (nullable): as the book holds it */
  GPtrArray *rows;           /* (owned) (element-type SbMappingRow): as the roles of @mapping */
  GCancellable *cancellable; /* (owned) */
  gboolean suggest;
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (SbMappingView, sb_mapping_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Roles that only payments and the opening need. */
static const char *const money_roles[] = { "Bank", "UndepositedFunds", "OpeningBalanceEquity",
                                           "SupplierDeposits", "CustomerCredits", NULL };

static void
report (SbMappingView *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static AdwPreferencesGroup *
group_of (SbMappingView *self, const SbRoleMapping *role)
{
  if (role->required)
    return self->needed_group;
  return g_strv_contains (money_roles, role->role) ? self->money_group : self->detail_group;
}

static const char *
role_title (SbMapping *mapping, const char *name)
{
  for (guint i = 0; name != NULL && i < mapping->roles->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (mapping->roles, i);

      if (g_str_equal (role->role, name))
        return role->title;
    }
  return NULL;
}

/* Required roles without an account for which one can be made. (array zero-terminated=1) */
static char **
missing_roles (SbMappingView *self)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (self->mapping->roles, i);
      g_auto (GStrv) choice = sb_mapping_row_get_choice (g_ptr_array_index (self->rows, i));
      const char *name, *type, *subtype;

      if (role->required && *choice == NULL &&
          sb_company_account_proposal (role->role, &name, &type, &subtype))
        g_ptr_array_add (missing, g_strdup (role->role));
    }
  g_ptr_array_add (missing, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&missing), FALSE);
}

static void
update_complete (SbMappingView *self)
{
  g_auto (GStrv) missing = missing_roles (self);
  gboolean complete = self->rows->len > 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (self->mapping->roles, i);
      g_auto (GStrv) choice = sb_mapping_row_get_choice (g_ptr_array_index (self->rows, i));

      complete = complete && (!role->required || *choice != NULL);
    }
  gtk_widget_set_visible (self->create_all_button, g_strv_length (missing) > 1);
  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
row_changed (SbMappingView *self)
{
  update_complete (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbMappingView) self = user_data;
  g_autoptr (GError) error = NULL;

  sb_company_create_accounts_finish (SB_COMPANY (source), result, &error);
  if (self->states == NULL) /* disposed */
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (error != NULL)
    report (self, error);
  /* Those made before a failure stay, so what is shown is read again either way. */
  sb_mapping_view_load (self, self->company, self->suggest);
}

/* What the dialog was opened for. */
typedef struct
{
  SbMappingView *view; /* (owned) */
  char **roles;        /* (owned) */
} Creation;

static void
creation_free (Creation *creation)
{
  g_object_unref (creation->view);
  g_strfreev (creation->roles);
  g_free (creation);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Creation, creation_free)

static void save_before_creating_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
creation_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Creation) creation = user_data;
  SbMappingView *self = creation->view;

  if (!sb_dialogs_confirm_finish (result, NULL) || self->states == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  /* Reading again after the creation would lose what was chosen and not saved. */
  sb_mapping_view_save_async (self, self->cancellable, save_before_creating_cb,
                              g_steal_pointer (&creation));
}

static void
save_before_creating_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Creation) creation = user_data;
  SbMappingView *self = SB_MAPPING_VIEW (source);
  g_autoptr (GError) error = NULL;

  if (!sb_mapping_view_save_finish (self, result, &error))
    {
      if (self->states != NULL)
        gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      report (self, error);
      return;
    }
  sb_company_create_accounts_async (self->company, (const char *const *) creation->roles,
                                    self->cancellable, created_cb, g_object_ref (self));
}

/* Nothing is made in QuickBooks before the owner has seen its name and type. */
static void
ask_to_create (SbMappingView *self, char **roles)
{
  g_autoptr (GString) body =
      g_string_new (_ ("These accounts will be added to the chart of accounts in QuickBooks:"));
  Creation *creation = g_new0 (Creation, 1);

  for (gsize i = 0; roles[i] != NULL; i++)
    {
      const char *name, *type, *subtype;

      if (sb_company_account_proposal (roles[i], &name, &type, &subtype))
        g_string_append_printf (body, "\n\n%s\n%s, %s", name, type, subtype);
    }
  creation->view = g_object_ref (self);
  creation->roles = g_strdupv (roles);
  sb_dialogs_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                            _ ("Create in QuickBooks?"), body->str, _ ("_Create"), FALSE,
                            self->cancellable, creation_answered_cb, creation);
}

static void
row_create (SbMappingView *self, SbMappingRow *row)
{
  char *role = g_strdup (sb_mapping_row_get_role (row));
  char *roles[] = { role, NULL };

  ask_to_create (self, roles);
  g_free (role);
}

static void
create_all_clicked (SbMappingView *self)
{
  g_auto (GStrv) roles = missing_roles (self);

  if (*roles != NULL)
    ask_to_create (self, roles);
}

static void
clear_rows (SbMappingView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group_of (self, g_ptr_array_index (self->mapping->roles, i)),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* The first suggestion that nobody else has taken: an account in two roles is for the owner to say. */
static void
choose_suggestions (SbMappingView *self)
{
  g_autoptr (GHashTable) taken =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_auto (GStrv) choice = sb_mapping_row_get_choice (g_ptr_array_index (self->rows, i));

      for (gsize k = 0; choice[k] != NULL; k++)
        g_hash_table_add (taken, g_strdup (choice[k]));
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (self->mapping->roles, i);
      SbMappingRow *row = g_ptr_array_index (self->rows, i);
      g_auto (GStrv) choice = sb_mapping_row_get_choice (row);

      for (guint k = 0; *choice == NULL && k < role->suggestions->len; k++)
        {
          const SbQboAccountFact *fact = g_ptr_array_index (role->suggestions, k);

          if (g_hash_table_contains (taken, fact->qbo_id) ||
              !sb_mapping_row_choose (row, fact->qbo_id))
            continue;
          g_hash_table_add (taken, g_strdup (fact->qbo_id));
          break;
        }
    }
}

static void
show_mapping (SbMappingView *self)
{
  gboolean connected =
      sb_company_get_connection (self->company)->state == SB_CONNECTION_CONNECTED;

  for (guint i = 0; i < self->mapping->roles->len; i++)
    {
      const SbRoleMapping *role = g_ptr_array_index (self->mapping->roles, i);
      const char *name, *type, *subtype;
      gboolean can_create =
          connected && sb_company_account_proposal (role->role, &name, &type, &subtype);
      GtkWidget *row =
          sb_mapping_row_new (role, role_title (self->mapping, role->falls_back_to), can_create);

      adw_preferences_group_add (group_of (self, role), row);
      g_ptr_array_add (self->rows, row);
      g_signal_connect_object (row, "changed", G_CALLBACK (row_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "create", G_CALLBACK (row_create), self, G_CONNECT_SWAPPED);
    }
  if (self->suggest)
    choose_suggestions (self);
  gtk_stack_set_visible_child_name (self->states, "ready");
  update_complete (self);
}

static gpointer
read_mapping (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  return sb_mapping_load (db, error);
}

static void
mapping_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbMappingView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbMapping) mapping = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (self->states == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (mapping == NULL)
    {
      report (self, error);
      return;
    }
  if (self->mapping != NULL)
    clear_rows (self);
  g_clear_pointer (&self->mapping, sb_mapping_free);
  self->mapping = g_steal_pointer (&mapping);
  show_mapping (self);
}

void
sb_mapping_view_load (SbMappingView *self, SbCompany *company, gboolean suggest)
{
  g_return_if_fail (SB_IS_COMPANY (company));

  g_set_object (&self->company, company);
  self->suggest = suggest;
  sb_ledger_read_async (sb_company_get_ledger (company), read_mapping, NULL, NULL,
                        (GDestroyNotify) sb_mapping_free, self->cancellable, mapping_read_cb,
                        g_object_ref (self));
}

gboolean
sb_mapping_view_get_complete (SbMappingView *self)
{
  return self->complete;
}

/* One role and the accounts chosen for it. */
typedef struct
{
  char *role;
  char **choice;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->role);
  g_strfreev (edit->choice);
  g_free (edit);
}

static gpointer
write_edits (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *edits = data;

  for (guint i = 0; i < edits->len; i++)
    {
      const Edit *edit = g_ptr_array_index (edits, i);

      if (!sb_mapping_set (txn, edit->role, (const char *const *) edit->choice, error))
        return NULL;
    }
  sb_ledger_note_change (txn, SB_CHANGE_ACCOUNTS | SB_CHANGE_SYNC);
  return NULL;
}

static void
edits_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  sb_ledger_write_finish (SB_LEDGER (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
sb_mapping_view_save_async (SbMappingView *self, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GPtrArray *edits = g_ptr_array_new_with_free_func (edit_free);

  g_task_set_source_tag (task, sb_mapping_view_save_async);
  g_task_set_name (task, "write the account mapping");
  for (guint i = 0; i < self->rows->len; i++)
    {
      SbMappingRow *row = g_ptr_array_index (self->rows, i);
      Edit *edit;

      if (!sb_mapping_row_is_edited (row))
        continue;
      edit = g_new0 (Edit, 1);
      edit->role = g_strdup (sb_mapping_row_get_role (row));
      edit->choice = sb_mapping_row_get_choice (row);
      g_ptr_array_add (edits, edit);
    }
  if (edits->len == 0)
    {
      g_ptr_array_unref (edits);
      g_task_return_boolean (task, TRUE);
      return;
    }
  sb_ledger_write_async (sb_company_get_ledger (self->company), write_edits, edits,
                         (GDestroyNotify) g_ptr_array_unref, NULL, cancellable, edits_written_cb,
                         g_steal_pointer (&task));
}

gboolean
sb_mapping_view_save_finish (SbMappingView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sb_mapping_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_COMPLETE)
    g_value_set_boolean (value, SB_MAPPING_VIEW (object)->complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sb_mapping_view_dispose (GObject *object)
{
  SbMappingView *self = SB_MAPPING_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->company);
  /* The template takes its bound children away by itself; the bin must not do it once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), SB_TYPE_MAPPING_VIEW);
  G_OBJECT_CLASS (sb_mapping_view_parent_class)->dispose (object);
}

static void
sb_mapping_view_finalize (GObject *object)
{
  SbMappingView *self = SB_MAPPING_VIEW (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->mapping, sb_mapping_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (sb_mapping_view_parent_class)->finalize (object);
}

static void
sb_mapping_view_class_init (SbMappingViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sb_mapping_view_get_property;
  object_class->dispose = sb_mapping_view_dispose;
  object_class->finalize = sb_mapping_view_finalize;
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SB_TYPE_MAPPING_VIEW, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", SB_TYPE_MAPPING_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/mapping-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SbMappingView, states);
  gtk_widget_class_bind_template_child (widget_class, SbMappingView, needed_group);
  gtk_widget_class_bind_template_child (widget_class, SbMappingView, money_group);
  gtk_widget_class_bind_template_child (widget_class, SbMappingView, detail_group);
  gtk_widget_class_bind_template_child (widget_class, SbMappingView, create_all_button);
  gtk_widget_class_bind_template_callback (widget_class, create_all_clicked);
}

static void
sb_mapping_view_init (SbMappingView *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
