/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-ledger.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "sb-book.h"
#include "sb-damage.h"
#include "sb-damaged-book.h"
#include "sb-ledger-error.h"
#include "sb-migrator.h"
#include "sb-schema.h"
#include "sb-sql.h"
#include "sb-store-error.h"
#include "sb-worker.h"

struct _SbLedger
{
  GObject parent;

  char *path;             /* (owned) */
  SbDatabase *write_db;   /* (owned): writer thread only, once open */
  SbDatabase *read_db;    /* (owned): reader thread only, once open */
  SbWorker *writer;       /* (owned) */
  SbWorker *reader;       /* (owned) */
  GMainContext *context;  /* (owned): where "changed" is emitted */
  GMutex blocking_lock;   /* one blocking call at a time */
  GMainContext *blocking; /* (owned): which those serve; under blocking_lock */
  gboolean closed;
  int read_only;          /* atomic: opened so, or damage was met since */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbLedger, sb_ledger, G_TYPE_OBJECT)

#define CHANGES_KEY "sb-ledger-changes"
#define CHECKED_AT_OPEN (32 * 1024 * 1024)

static const char SQL_ADD_LOCATION[] = "INSERT INTO location (name) VALUES (:name)";

static void
sb_ledger_finalize (GObject *object)
{
  SbLedger *self = SB_LEDGER (object);

  sb_ledger_close (self);
  g_clear_object (&self->write_db);
  g_clear_object (&self->read_db);
  g_clear_object (&self->writer);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->blocking, g_main_context_unref);
  g_mutex_clear (&self->blocking_lock);
  g_free (self->path);
  G_OBJECT_CLASS (sb_ledger_parent_class)->finalize (object);
}

static void
sb_ledger_class_init (SbLedgerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_ledger_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", SB_TYPE_LEDGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  G_TYPE_UINT);
}

static void
sb_ledger_init (SbLedger *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->blocking = g_main_context_new ();
  g_mutex_init (&self->blocking_lock);
}

const char *
sb_ledger_get_path (SbLedger *self)
{
  return self->path;
}

void
sb_ledger_close (SbLedger *self)
{
  if (self->closed)
    return;
  self->closed = TRUE;
  if (self->reader != NULL)
    sb_worker_shutdown (self->reader);
  if (self->writer != NULL)
    sb_worker_shutdown (self->writer);
  g_clear_object (&self->read_db);
  g_clear_object (&self->write_db);
}

gboolean
sb_ledger_is_read_only (SbLedger *self)
{
  return g_atomic_int_get (&self->read_only) != 0;
}

/* @write_db: (nullable): for reading only. Both connections are opened here and belong to their
 * threads afterwards. */
static SbLedger *
start (const char *path, SbDatabase *write_db, GError **error)
{
  g_autoptr (SbLedger) self = NULL;
  g_autoptr (SbDatabase) read_db = sb_database_open (path, SB_DATABASE_READ_ONLY, error);

  if (read_db == NULL)
    return NULL;
  self = g_object_new (SB_TYPE_LEDGER, NULL);
  self->path = g_strdup (path);
  if (write_db != NULL)
    self->write_db = g_object_ref (write_db);
  self->read_only = write_db == NULL;
  self->read_db = g_steal_pointer (&read_db);
  self->writer = sb_worker_new ("book-writer");
  self->reader = sb_worker_new ("book-reader");
  return g_steal_pointer (&self);
}

static gboolean
write_facts (SbDatabase *db, const SbLedgerSettings *s, const char *default_location,
             GError **error)
{
  char day[SB_DAY_TEXT_SIZE];
  const char *closing = s->closing_date != SB_DAY_NONE ? sb_day_format (s->closing_date,
                                                                        day) : NULL;

  return sb_book_set (db, SB_BOOK_NAME, s->name, error) &&
         sb_book_set (db, SB_BOOK_COUNTRY, s->country, error) &&
         sb_book_set (db, SB_BOOK_CURRENCY, s->currency.code, error) &&
         sb_book_set (db, SB_BOOK_NEGATIVE_STOCK, s->negative_stock_allowed ? "allow" : "block",
                      error) &&
         sb_book_set (db, SB_BOOK_PROVISIONAL_COST, s->provisional_cost ? "po" : "none", error) &&
         sb_book_set (db, SB_BOOK_ALLOW_BEFORE_STOCKTAKE, s->allow_before_stocktake ? "yes" : "no",
                      error) &&
         sb_book_set (db, SB_BOOK_FIRST_CLOSING_DATE, closing, error) &&
         sb_book_set (db, SB_BOOK_CLOSING_DATE, closing, error) &&
         sb_book_set (db, SB_BOOK_DEFAULT_LOCATION, default_location, error);
}

static gboolean
fill_new_book (SbDatabase *db, const SbLedgerSettings *s, GError **error)
{
  static const char *const main_only[] = { "MAIN", NULL };
  const char *const *locations = s->locations != NULL &&
  s->locations[0] != NULL ? s->locations : main_only;
  const char *default_location = s->default_location != NULL ? s->default_location : locations[0];
  g_autoptr (SbTxn) txn = NULL;
  SbCurrency currency;

  if (!sb_currency_from_code (s->currency.code, &currency, NULL) ||
      !g_strv_contains (locations, default_location))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/settings",
                           _("the book needs a currency, and a default location that is one of"
                             " its locations"));
      return FALSE;
    }
  txn = sb_txn_begin (db, error);
  if (txn == NULL)
    return FALSE;
  for (const char *const *name = locations; *name != NULL; name++)
    if (!sb_sql_run (db, SQL_ADD_LOCATION, error, SB_TEXT (":name", *name), SB_END))
      return FALSE;
  return write_facts (db, s, default_location, error) && sb_txn_commit (txn, error);
}

static void
discard (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

SbLedger *
sb_ledger_create (const char *path, const SbLedgerSettings *settings, GError **error)
{
  gsize n = 0;
  const SbMigration *steps = sb_schema_migrations (&n);
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_CREATE, error);
  g_autoptr (SbLedger) self = NULL;

  if (db == NULL)
    return NULL;
  if (sb_migrate (db, steps, n, NULL, error) && fill_new_book (db, settings, error))
    self = start (path, db, error);
  if (self == NULL)
    {
      g_clear_object (&db);
      discard (path);
    }
  return g_steal_pointer (&self);
}

/* Reads the whole file, if that takes no time worth speaking of. Larger books are checked when the
 * owner asks, and when something turns out to be damaged. */
static gboolean
check_small_book (SbDatabase *db, const char *path, GError **error)
{
  g_autoptr (GPtrArray) damages = NULL;
  g_autofree char *line = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size > CHECKED_AT_OPEN ||
      sb_database_check (db, FALSE, NULL, NULL))
    return TRUE;
  damages = sb_damage_list (db, error);
  if (damages == NULL)
    return FALSE;
  line = damages->len > 0 ? sb_damage_describe (g_ptr_array_index (damages, 0)) : NULL;
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT, _("the book is damaged: %s"),
               line != NULL ? line : path);
  return FALSE;
}

SbLedger *
sb_damaged_book_open (const char *path, GError **error)
{
  return start (path, NULL, error);
}

SbLedger *
sb_ledger_open (const char *path, GError **error)
{
  gsize n = 0;
  const SbMigration *steps = sb_schema_migrations (&n);
  g_autoptr (SbDatabase) db = sb_database_open (path, SB_DATABASE_READ_WRITE, error);
  g_autofree char *backup = NULL;
  int version;

  if (db == NULL)
    return NULL;
  version = sb_schema_version (db, error);
  if (version < 0 || !check_small_book (db, path, error))
    return NULL;
  if (version < (int) n)
    backup = g_strdup_printf ("%s.before-v%d", path, (int) n);
  if (!sb_migrate (db, steps, n, backup, error))
    return NULL;
  return start (path, db, error);
}

guint
sb_ledger_get_noted_changes (SbTxn *txn)
{
  return GPOINTER_TO_UINT (
      g_object_get_data (G_OBJECT (sb_txn_get_database (txn)), CHANGES_KEY));
}

void
sb_ledger_reset_noted_changes (SbTxn *txn, guint noted)
{
  g_object_set_data (G_OBJECT (sb_txn_get_database (txn)), CHANGES_KEY, GUINT_TO_POINTER (noted));
}

void
sb_ledger_note_change (SbTxn *txn, SbChange flags)
{
  sb_ledger_reset_noted_changes (txn, sb_ledger_get_noted_changes (txn) | (guint) flags);
}

typedef struct
{
  SbLedgerReadFunc read;     /* one of the two */
  SbLedgerWriteFunc write;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->data_free != NULL)
    job->data_free (job->data);
  g_free (job);
}

/* What is damaged is not written to any more. */
static void
note_damage (SbLedger *self, const GError *error)
{
  if (g_error_matches (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT))
    g_atomic_int_set (&self->read_only, 1);
}

static void
return_result (GTask *task, const Job *job, gpointer result, GError *error)
{
  if (error == NULL)
    {
      g_task_return_pointer (task, result, job->result_free);
      return;
    }
  if (result != NULL && job->result_free != NULL)
    job->result_free (result);
  g_task_return_error (task, error);
}

static void
run_read (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SbLedger *self = SB_LEDGER (source);
  Job *job = task_data;
  GError *error = NULL;
  gpointer result = NULL;

  sb_database_set_cancellable (self->read_db, cancellable);
  if (sb_database_begin_read (self->read_db, &error))
    {
      result = job->read (self->read_db, job->data, cancellable, &error);
      sb_database_end_read (self->read_db);
    }
  sb_database_set_cancellable (self->read_db, NULL);
  note_damage (self, error);
  return_result (task, job, result, error);
}

typedef struct
{
  SbLedger *self; /* (owned) */
  guint flags;
} Emission;

static gboolean
emit_changed (gpointer data)
{
  Emission *emission = data;

  g_signal_emit (emission->self, signals[SIGNAL_CHANGED], 0, emission->flags);
  return G_SOURCE_REMOVE;
}

static void
emission_free (gpointer data)
{
  Emission *emission = data;

  g_object_unref (emission->self);
  g_free (emission);
}

static void
announce (SbLedger *self)
{
  guint flags = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self->write_db), CHANGES_KEY));
  g_autoptr (GSource) source = NULL;
  Emission *emission;

  if (flags == 0)
    return;
  emission = g_new0 (Emission, 1);
  emission->self = g_object_ref (self);
  emission->flags = flags;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "SbLedger changed");
  g_source_set_callback (source, emit_changed, emission, emission_free);
  g_source_attach (source, self->context);
}

static void
run_write (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  SbLedger *self = SB_LEDGER (source);
  g_autoptr (SbTxn) txn = NULL;
  Job *job = task_data;
  GError *error = NULL;
  gpointer result = NULL;

  g_object_set_data (G_OBJECT (self->write_db), CHANGES_KEY, NULL);
  sb_database_set_cancellable (self->write_db, cancellable);
  txn = sb_txn_begin (self->write_db, &error);
  if (txn != NULL)
    result = job->write (txn, job->data, cancellable, &error);
  sb_database_set_cancellable (self->write_db, NULL);
  if (error == NULL && sb_txn_commit (txn, &error))
    announce (self);
  g_clear_pointer (&txn, sb_txn_free);
  note_damage (self, error);
  return_result (task, job, result, error);
}

static void
queue (SbLedger *self, Job *job, GCancellable *cancellable, GAsyncReadyCallback callback,
       gpointer user_data, gpointer tag, const char *name)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  gboolean is_read = job->read != NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_name (task, name);
  g_task_set_task_data (task, job, job_free);
  if (self->closed)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("the book is closed"));
      return;
    }
  if (!is_read && sb_ledger_is_read_only (self))
    {
      g_task_return_new_error (task, SB_STORE_ERROR, SB_STORE_ERROR_READ_ONLY,
                               _("the book is open for reading only: it is damaged"));
      return;
    }
  /* What was committed was done, even if the caller meanwhile lost interest. */
  g_task_set_check_cancellable (task, is_read);
  sb_worker_queue (is_read ? self->reader : self->writer, G_PRIORITY_DEFAULT,
                   is_read ? run_read : run_write, g_steal_pointer (&task));
}

void
sb_ledger_read_async (SbLedger *self, SbLedgerReadFunc func, gpointer data,
                      GDestroyNotify data_free, GDestroyNotify result_free,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job) { .read = func, .data = data, .data_free = data_free, .result_free = result_free };
  queue (self, job, cancellable, callback, user_data, sb_ledger_read_async, "sb_ledger_read_async");
}

gpointer
sb_ledger_read_finish (SbLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
sb_ledger_write_async (SbLedger *self, SbLedgerWriteFunc func, gpointer data,
                       GDestroyNotify data_free, GDestroyNotify result_free,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job) { .write = func, .data = data, .data_free = data_free, .result_free = result_free };
  queue (self, job, cancellable, callback, user_data, sb_ledger_write_async,
         "sb_ledger_write_async");
}

gpointer
sb_ledger_write_finish (SbLedger *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
task_gone (gpointer gone, GObject *was)
{
  *(gboolean *) gone = TRUE;
}

/* A context of its own: the caller's main loop does not run meanwhile. It lives as long as the
 * workers, because one of them may still be letting go of a source of it when the answer is here
 * already. */
static gpointer
run_blocking (SbLedger *self, SbLedgerReadFunc read, SbLedgerWriteFunc write, gpointer data,
              GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->blocking_lock);
  GAsyncResult *result = NULL;
  gboolean gone = FALSE;
  gpointer value;

  g_main_context_push_thread_default (self->blocking);
  if (read != NULL)
    sb_ledger_read_async (self, read, data, NULL, NULL, NULL, keep_result, &result);
  else
    sb_ledger_write_async (self, write, data, NULL, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (self->blocking, TRUE);
  value = g_task_propagate_pointer (G_TASK (result), error);
  g_object_weak_ref (G_OBJECT (result), task_gone, &gone);
  g_object_unref (result);
  while (!gone)
    g_main_context_iteration (self->blocking, TRUE);
  g_main_context_pop_thread_default (self->blocking);
  return value;
}

gpointer
sb_ledger_read (SbLedger *self, SbLedgerReadFunc func, gpointer data, GError **error)
{
  return run_blocking (self, func, NULL, data, error);
}

gpointer
sb_ledger_write (SbLedger *self, SbLedgerWriteFunc func, gpointer data, GError **error)
{
  return run_blocking (self, NULL, func, data, error);
}
