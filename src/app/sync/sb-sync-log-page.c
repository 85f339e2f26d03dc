/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-log-page.h"

#include "sb-company.h"
#include "sb-file-picker.h"
#include "sb-ledger.h"
#include "sb-log-item.h"
#include "sb-sync-log.h"

#include <glib/gi18n.h>

/* Newest requests on screen; the export has all that the search finds. */
#define MAX_SHOWN 500

struct _SbSyncLogPage
{
  SbPage parent_instance;

  GtkSearchEntry *search; /* (template) */
  GListStore *lines;      /* (template) (element-type SbLogItem): newest first */
  GtkStack *states;       /* (template): list, nothing */
};

G_DEFINE_FINAL_TYPE (SbSyncLogPage, sb_sync_log_page, SB_TYPE_PAGE)

/* What is asked for, on its way to the reader. */
typedef struct
{
  char *search; /* (owned) (nullable) */
  guint limit;
} LogQuery;

static void
log_query_free (gpointer data)
{
  LogQuery *query = data;

  g_free (query->search);
  g_free (query);
}

static LogQuery *
log_query_new (SbSyncLogPage *self, guint limit)
{
  LogQuery *query = g_new0 (LogQuery, 1);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  query->search = *text != '\0' ? g_strdup (text) : NULL;
  query->limit = limit;
  return query;
}

static gpointer
read_log (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LogQuery *query = data;
  SbRequestLogFilter filter = { .search = query->search, .limit = query->limit };

  return sb_request_log_list (db, &filter, error);
}

static void
log_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncLogPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = sb_ledger_read_finish (SB_LEDGER (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (self->lines == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (entries == NULL)
    {
      sb_page_set_error (SB_PAGE (self), error);
      return;
    }
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = entries->len; i > 0; i--)
    g_ptr_array_add (items, sb_log_item_new (g_ptr_array_index (entries, i - 1)));
  g_list_store_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                       items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->states, entries->len > 0 ? "list" : "nothing");
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
sb_sync_log_page_reload (SbPage *page)
{
  SbSyncLogPage *self = SB_SYNC_LOG_PAGE (page);
  SbCompany *company = sb_page_get_company (page);

  if (company != NULL)
    sb_ledger_read_async (sb_company_get_ledger (company), read_log,
                          log_query_new (self, MAX_SHOWN), log_query_free,
                          (GDestroyNotify) g_ptr_array_unref, sb_page_restart (page), log_read_cb,
                          g_object_ref (page));
}

static void
sb_sync_log_page_changed (SbPage *page, guint changes)
{
  if ((changes & SB_CHANGE_SYNC) != 0)
    SB_PAGE_CLASS (sb_sync_log_page_parent_class)->changed (page, changes);
}

static void
search_changed (SbSyncLogPage *self)
{
  sb_page_reload (SB_PAGE (self));
}

/* An export on its way: where to, and whose page it is. */
typedef struct
{
  SbSyncLogPage *page; /* (owned) */
  GFile *file;         /* (owned) */
} ExportOp;

static void
export_op_free (ExportOp *op)
{
  g_object_unref (op->page);
  g_object_unref (op->file);
  g_free (op);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExportOp, export_op_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncLogPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->lines == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    sb_page_toast (SB_PAGE (self), _ ("The log was saved"));
  else
    sb_page_show_error (SB_PAGE (self), error);
}

static void
export_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ExportOp) op = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = sb_ledger_read_finish (SB_LEDGER (source), result, &error);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (entries == NULL)
    {
      if (op->page->lines != NULL)
        sb_page_show_error (SB_PAGE (op->page), error);
      return;
    }
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < entries->len; i++)
    sb_request_log_entry_write_json (g_ptr_array_index (entries, i), writer);
  sb_json_writer_end_array (writer);
  text = sb_json_writer_finish (writer);
  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (op->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_object_ref (op->page));
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncLogPage) self = user_data;
  g_autoptr (GFile) file = sb_file_picker_finish (result, NULL);
  ExportOp *op;

  if (file == NULL || self->lines == NULL)
    return;
  op = g_new0 (ExportOp, 1);
  op->page = g_object_ref (self);
  op->file = g_steal_pointer (&file);
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (SB_PAGE (self))), read_log,
                        log_query_new (self, 0), log_query_free, (GDestroyNotify) g_ptr_array_unref,
                        NULL, export_read_cb, op);
}

static void
export_clicked (SbSyncLogPage *self)
{
  sb_file_picker_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                             _ ("Save the Log"), "stockbook-requests.json", _ ("JSON"), "*.json",
                             place_chosen_cb, g_object_ref (self));
}

static void
line_activated (SbSyncLogPage *self, guint position)
{
  g_autoptr (SbLogItem) item = g_list_model_get_item (G_LIST_MODEL (self->lines), position);

  if (item != NULL)
    sb_log_item_toggle (item);
}

static void
search_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (SB_SYNC_LOG_PAGE (widget)->search));
}

static void
sb_sync_log_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SB_TYPE_SYNC_LOG_PAGE);
  G_OBJECT_CLASS (sb_sync_log_page_parent_class)->dispose (object);
}

static void
sb_sync_log_page_class_init (SbSyncLogPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sb_sync_log_page_dispose;
  SB_PAGE_CLASS (klass)->reload = sb_sync_log_page_reload;
  SB_PAGE_CLASS (klass)->changed = sb_sync_log_page_changed;
  g_type_ensure (SB_TYPE_LOG_ITEM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/sync/sync-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SbSyncLogPage, search);
  gtk_widget_class_bind_template_child (widget_class, SbSyncLogPage, lines);
  gtk_widget_class_bind_template_child (widget_class, SbSyncLogPage, states);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_bind_template_callback (widget_class, line_activated);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_activated);
}

static void
sb_sync_log_page_init (SbSyncLogPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
