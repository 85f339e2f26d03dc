/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-paged-model.h"

/* Pages of cells that are kept for rows that come back into view. */
#define KEPT_PAGES 16

typedef struct
{
  guint      index;
  GPtrArray *rows;  /* (owned) (element-type SbListRow) */
} Page;

struct _SbPagedModel
{
  GObject parent_instance;

  SbLedger           *ledger;  /* (owned) */
  const SbListSource *source;
  char               *search;  /* (owned) (nullable) */
  SbListRequest       request; /* without its search */

  GArray       *ids;        /* (owned) (element-type gint64) */
  GHashTable   *live;       /* (owned): id -> SbRow, not owned; leaves when the row dies */
  GQueue       *pages;      /* (owned) (element-type Page): used last first */
  GHashTable   *wanted;     /* (owned): page indexes to read */
  GHashTable   *reading;    /* (owned): page indexes on their way */
  GCancellable *cancellable; /* (owned): of everything of this generation */
  guint64       generation;
  guint         idle;       /* source id, 0 when none */
  gboolean      loading;
  gboolean      loaded;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbPagedModel, sb_paged_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

enum
{
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* One question to the reader thread. */
typedef struct
{
  const SbListSource *source;
  SbListRequest       request;
  char               *search;     /* (owned) (nullable) */
  guint64             generation;
  guint               page;
  GArray             *ids;        /* (owned) (nullable): of a page */
} ReadOp;

static void
read_op_free (ReadOp *op)
{
  g_free (op->search);
  g_clear_pointer (&op->ids, g_array_unref);
  g_free (op);
}

static void
page_free (Page *page)
{
  g_ptr_array_unref (page->rows);
  g_free (page);
}

static gint64 *
key_of (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
row_gone_cb (gpointer user_data, GObject *row)
{
  SbPagedModel *self = user_data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == (gpointer) row)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static Page *
find_page (SbPagedModel *self, guint index)
{
  for (GList *l = self->pages->head; l != NULL; l = l->next)
    {
      Page *page = l->data;
      if (page->index != index)
        continue;
      g_queue_unlink (self->pages, l);
      g_queue_push_head_link (self->pages, l);
      return page;
    }
  return NULL;
}

static gpointer
read_page (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ReadOp *op = data;
  return op->source->rows (op->source, db, (const gint64 *) (void *) op->ids->data, op->ids->len,
                           error);
}

static void
fill_rows (SbPagedModel *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SbListRow *cells = g_ptr_array_index (rows, i);
      SbRow *row = g_hash_table_lookup (self->live, &cells->id);
      if (row != NULL)
        sb_row_take_cells (row, sb_list_row_copy (cells));
    }
}

/* Which page a question asked for travels beside it, because its data is gone when it answers. */
typedef struct
{
  SbPagedModel *self;  /* (owned) */
  guint64       generation;
  guint         page;
} Answer;

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->self);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
answer_new (SbPagedModel *self, guint page)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->self = g_object_ref (self);
  answer->generation = self->generation;
  answer->page = page;
  return answer;
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  SbPagedModel *self = answer->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || answer->generation != self->generation)
    return;
  g_hash_table_remove (self->reading, GUINT_TO_POINTER (answer->page));
  if (rows == NULL)
    {
      g_warning ("cannot read rows of a list: %s", error->message);
      return;
    }

  Page *page = g_new0 (Page, 1);
  page->index = answer->page;
  page->rows = g_ptr_array_ref (rows);
  g_queue_push_head (self->pages, page);
  if (g_queue_get_length (self->pages) > KEPT_PAGES)
    page_free (g_queue_pop_tail (self->pages));
  fill_rows (self, rows);
}

static void
start_page (SbPagedModel *self, guint page)
{
  guint first = page * SB_PAGE_ROWS;

  if (first >= self->ids->len || !g_hash_table_add (self->reading, GUINT_TO_POINTER (page)))
    return;

  ReadOp *op = g_new0 (ReadOp, 1);
  op->source = self->source;
  op->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (op->ids, &g_array_index (self->ids, gint64, first),
                       MIN (SB_PAGE_ROWS, self->ids->len - first));
  sb_ledger_read_async (self->ledger, read_page, op, (GDestroyNotify) read_op_free,
                        (GDestroyNotify) g_ptr_array_unref, self->cancellable, page_read_cb,
                        answer_new (self, page));
}

static gboolean
read_wanted_cb (gpointer user_data)
{
  SbPagedModel *self = user_data;
  GHashTableIter iter;
  gpointer page;

  self->idle = 0;
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &page, NULL))
    start_page (self, GPOINTER_TO_UINT (page));
  g_hash_table_remove_all (self->wanted);
  return G_SOURCE_REMOVE;
}

static void
want_page (SbPagedModel *self, guint page)
{
  if (g_hash_table_contains (self->reading, GUINT_TO_POINTER (page)))
    return;
  g_hash_table_add (self->wanted, GUINT_TO_POINTER (page));
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, read_wanted_cb, self, NULL);
}

static GType
get_item_type (GListModel *model)
{
  return SB_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return SB_PAGED_MODEL (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  SbPagedModel *self = SB_PAGED_MODEL (model);

  if (position >= self->ids->len)
    return NULL;

  gint64 id = g_array_index (self->ids, gint64, position);
  SbRow *row = g_hash_table_lookup (self->live, &id);
  if (row != NULL)
    return g_object_ref (row);

  row = sb_row_new (id);
  g_hash_table_insert (self->live, key_of (id), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);

  Page *page = find_page (self, position / SB_PAGE_ROWS);
  if (page != NULL && position % SB_PAGE_ROWS < page->rows->len)
    sb_row_take_cells (row,
                       sb_list_row_copy (g_ptr_array_index (page->rows, position % SB_PAGE_ROWS)));
  else
    want_page (self, position / SB_PAGE_ROWS);
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
forget_pages (SbPagedModel *self)
{
  g_queue_clear_full (self->pages, (GDestroyNotify) page_free);
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->reading);
}

/* Rows in view keep their old cells until the new ones are there. */
static void
want_live_pages (SbPagedModel *self)
{
  guint left = g_hash_table_size (self->live);

  for (guint i = 0; left > 0 && i < self->ids->len; i++)
    if (g_hash_table_contains (self->live, &g_array_index (self->ids, gint64, i)))
      {
        want_page (self, i / SB_PAGE_ROWS);
        left--;
      }
}

/* Tells only the stretch that differs, so that scrolling and selection elsewhere stay. */
static void
replace_ids (SbPagedModel *self, GArray *ids)
{
  g_autoptr (GArray) old = self->ids;
  guint shorter = MIN (old->len, ids->len);
  guint head = 0, tail = 0;

  while (head < shorter
         && g_array_index (old, gint64, head) == g_array_index (ids, gint64, head))
    head++;
  while (tail < shorter - head
         && g_array_index (old, gint64, old->len - 1 - tail)
                == g_array_index (ids, gint64, ids->len - 1 - tail))
    tail++;

  self->ids = g_array_ref (ids);
  forget_pages (self);
  want_live_pages (self);
  if (old->len - head - tail > 0 || ids->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                ids->len - head - tail);
}

static void
set_loading (SbPagedModel *self, gboolean loading)
{
  if (self->loading == loading)
    return;
  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static gpointer
read_ids (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  ReadOp *op = data;
  SbListRequest request = op->request;

  request.search = op->search;
  return op->source->ids (op->source, db, &request, error);
}

static void
ids_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Answer) answer = user_data;
  SbPagedModel *self = answer->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || answer->generation != self->generation)
    return;
  if (ids != NULL)
    {
      self->loaded = TRUE;
      replace_ids (self, ids);
    }
  else
    g_signal_emit (self, signals[FAILED], 0, error);
  set_loading (self, FALSE);
}

static void
new_generation (SbPagedModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  /* Answers of pages on their way are dropped; those in view are asked for again. */
  g_hash_table_remove_all (self->reading);
}

void
sb_paged_model_reload (SbPagedModel *self)
{
  g_return_if_fail (SB_IS_PAGED_MODEL (self));

  new_generation (self);
  ReadOp *op = g_new0 (ReadOp, 1);
  op->source = self->source;
  op->request = self->request;
  op->search = g_strdup (self->search);
  set_loading (self, TRUE);
  sb_ledger_read_async (self->ledger, read_ids, op, (GDestroyNotify) read_op_free,
                        (GDestroyNotify) g_array_unref, self->cancellable, ids_read_cb,
                        answer_new (self, 0));
}

static void
sb_paged_model_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_LOADING)
    g_value_set_boolean (value, SB_PAGED_MODEL (object)->loading);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
sb_paged_model_dispose (GObject *object)
{
  SbPagedModel *self = SB_PAGED_MODEL (object);
  GHashTableIter iter;
  gpointer row;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_remove_all (self->live);

  G_OBJECT_CLASS (sb_paged_model_parent_class)->dispose (object);
}

static void
sb_paged_model_finalize (GObject *object)
{
  SbPagedModel *self = SB_PAGED_MODEL (object);

  g_queue_free_full (self->pages, (GDestroyNotify) page_free);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->reading);
  g_array_unref (self->ids);
  g_object_unref (self->cancellable);
  g_object_unref (self->ledger);
  g_free (self->search);
  G_OBJECT_CLASS (sb_paged_model_parent_class)->finalize (object);
}

static void
sb_paged_model_class_init (SbPagedModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sb_paged_model_get_property;
  object_class->dispose = sb_paged_model_dispose;
  object_class->finalize = sb_paged_model_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FAILED] = g_signal_new ("failed", SB_TYPE_PAGED_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
sb_paged_model_init (SbPagedModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pages = g_queue_new ();
  self->wanted = g_hash_table_new (NULL, NULL);
  self->reading = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

SbPagedModel *
sb_paged_model_new (SbLedger *ledger, const SbListSource *source)
{
  g_return_val_if_fail (SB_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (source != NULL, NULL);
  SbPagedModel *self = g_object_new (SB_TYPE_PAGED_MODEL, NULL);

  self->ledger = g_object_ref (ledger);
  self->source = source;
  if (source->n_filters > 0)
    self->request.filter = source->filters[0].id;
  return self;
}

void
sb_paged_model_set_search (SbPagedModel *self, const char *search)
{
  g_return_if_fail (SB_IS_PAGED_MODEL (self));
  g_free (self->search);
  self->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
}

void
sb_paged_model_set_filter (SbPagedModel *self, guint filter)
{
  g_return_if_fail (SB_IS_PAGED_MODEL (self));
  self->request.filter = filter;
}

void
sb_paged_model_set_sort (SbPagedModel *self, gboolean sorted, guint column, gboolean descending)
{
  g_return_if_fail (SB_IS_PAGED_MODEL (self));
  self->request.sorted = sorted;
  self->request.sort = column;
  self->request.descending = descending;
}

void
sb_paged_model_set_parent (SbPagedModel *self, gint64 parent)
{
  g_return_if_fail (SB_IS_PAGED_MODEL (self));
  self->request.parent = parent;
}

gboolean
sb_paged_model_get_loading (SbPagedModel *self)
{
  g_return_val_if_fail (SB_IS_PAGED_MODEL (self), FALSE);
  return self->loading;
}

gboolean
sb_paged_model_get_loaded (SbPagedModel *self)
{
  g_return_val_if_fail (SB_IS_PAGED_MODEL (self), FALSE);
  return self->loaded;
}

const SbListSource *
sb_paged_model_get_source (SbPagedModel *self)
{
  g_return_val_if_fail (SB_IS_PAGED_MODEL (self), NULL);
  return self->source;
}

const gint64 *
sb_paged_model_get_ids (SbPagedModel *self, gsize *n)
{
  g_return_val_if_fail (SB_IS_PAGED_MODEL (self), NULL);
  *n = self->ids->len;
  return (const gint64 *) (void *) self->ids->data;
}

guint
sb_paged_model_get_n_live (SbPagedModel *self)
{
  g_return_val_if_fail (SB_IS_PAGED_MODEL (self), 0);
  return g_hash_table_size (self->live);
}
