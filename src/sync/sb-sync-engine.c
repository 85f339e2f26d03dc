/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run, phase after phase: begin, settle what was lost, pull, push, finish. */
#include "sb-sync-engine.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sb-run-private.h"
#include "sb-store-error.h"
#include "sb-sync-error.h"

struct _SbSyncEngine
{
  GObject parent_instance;

  SbLedger *ledger;
  SbQboClient *client; /* (nullable) */
  SbClock *clock;
  char *label;
  SbRun *run;          /* (owned) (nullable): while running */
  SbSyncProgress progress;
  char *progress_text;
};

enum
{
  PROP_RUNNING = 1,
  N_PROPS,
};

enum
{
  PROGRESS,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SbSyncEngine, sb_sync_engine, G_TYPE_OBJECT)

static void
sb_sync_engine_dispose (GObject *object)
{
  SbSyncEngine *self = SB_SYNC_ENGINE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->ledger);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->progress_text, g_free);
  G_OBJECT_CLASS (sb_sync_engine_parent_class)->dispose (object);
}

static void
sb_sync_engine_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_RUNNING)
    g_value_set_boolean (value, sb_sync_engine_is_running (SB_SYNC_ENGINE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sb_sync_engine_class_init (SbSyncEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_sync_engine_dispose;
  object_class->get_property = sb_sync_engine_get_property;

  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PROGRESS] = g_signal_new ("progress", SB_TYPE_SYNC_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
sb_sync_engine_init (SbSyncEngine *self)
{
  self->progress_text = g_strdup ("");
  self->progress.text = self->progress_text;
}

SbSyncEngine *
sb_sync_engine_new (SbLedger *ledger, SbQboClient *client, SbClock *clock)
{
  SbSyncEngine *self = g_object_new (SB_TYPE_SYNC_ENGINE, NULL);

  self->ledger = g_object_ref (ledger);
  self->client = client != NULL ? g_object_ref (client) : NULL;
  self->clock = g_object_ref (clock);
  self->label = g_strdup (g_get_prgname () != NULL ? g_get_prgname () : "stockbook");
  return self;
}

void
sb_sync_engine_set_client (SbSyncEngine *self, SbQboClient *client)
{
  g_return_if_fail (self->run == NULL);
  g_set_object (&self->client, client);
}

SbQboClient *
sb_sync_engine_get_client (SbSyncEngine *self)
{
  return self->client;
}

SbLedger *
sb_sync_engine_get_ledger (SbSyncEngine *self)
{
  return self->ledger;
}

SbClock *
sb_sync_engine_get_clock (SbSyncEngine *self)
{
  return self->clock;
}

gboolean
sb_sync_engine_is_running (SbSyncEngine *self)
{
  return self->run != NULL;
}

void
sb_sync_engine_get_progress (SbSyncEngine *self, SbSyncProgress *progress)
{
  *progress = self->progress;
}

void
sb_sync_engine_set_label (SbSyncEngine *self, const char *label)
{
  char *copy = g_strdup (label);

  g_free (self->label);
  self->label = copy;
}

const char *
sb_sync_engine_get_label (SbSyncEngine *self)
{
  return self->label;
}

void
sb_sync_engine_emit_progress (SbSyncEngine *self, const SbSyncProgress *progress)
{
  char *text;

  if (self->progress.phase == progress->phase && self->progress.done == progress->done
      && self->progress.total == progress->total
      && g_strcmp0 (self->progress.text, progress->text) == 0)
    return;
  text = g_strdup (progress->text != NULL ? progress->text : "");
  g_free (self->progress_text);
  self->progress_text = text;
  self->progress = *progress;
  self->progress.text = text;
  g_signal_emit (self, signals[PROGRESS], 0, &self->progress);
}

/* What made a run impossible from its very beginning is an error of the call, not an outcome. */
static gboolean
never_began (const SbRun *run)
{
  return run->failure != NULL
         && (run->failure->domain == SB_SYNC_ERROR || run->failure->domain == SB_STORE_ERROR
             || run->failure->domain == G_FILE_ERROR)
         && run->id == 0;
}

static void
run_ended (SbRun *run)
{
  SbSyncEngine *self = g_object_ref (run->engine);
  GTask *task = g_steal_pointer (&run->task);
  SbSyncProgress idle = { SB_SYNC_IDLE, 0, 0, "" };

  if (never_began (run))
    g_task_return_error (task, g_steal_pointer (&run->failure));
  else
    g_task_return_pointer (task, g_steal_pointer (&run->report),
                           (GDestroyNotify)sb_sync_report_free);

  self->run = NULL;
  sb_run_free (run);
  sb_sync_engine_emit_progress (self, &idle);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_unref (task);
  g_object_unref (self);
}

static void
run_finishing (SbRun *run)
{
  sb_run_progress (run, SB_SYNC_FINISHING, _("Finishing"));
  if (run->lease == NULL || never_began (run))
    run_ended (run);
  else
    sb_run_finish (run, run_ended);
}

/* A preview lists what the book holds as failed already; what it found itself comes on top, so it
 * goes after the finishing count. */
static void
previewed_all (SbRun *run)
{
  run_ended (run);
}

static void
finished_before_preview (SbRun *run)
{
  if (run->failure != NULL)
    run_ended (run);
  else
    sb_run_preview (run, previewed_all);
}

static void
run_pulled (SbRun *run)
{
  if (run->report->dry_run)
    sb_run_finish (run, finished_before_preview);
  else if (run->report->pull_only)
    run_finishing (run);
  else
    sb_run_push (run, run_finishing);
}

static void
run_settled (SbRun *run)
{
  sb_run_pull (run, run_pulled);
}

static void
run_begun (SbRun *run)
{
  if (sb_run_is_stopping (run))
    run_finishing (run);
  else if (run->report->dry_run)
    sb_run_pull (run, run_pulled);
  else
    sb_run_settle_open (run, run_settled);
}

void
sb_sync_engine_run_async (SbSyncEngine *self, SbSyncRunFlags flags, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sb_sync_engine_run_async);
  g_task_set_name (task, "sync run");
  if (self->client == NULL || self->run != NULL)
    {
      GError *error = NULL;

      if (self->client == NULL)
        sb_sync_set_error (&error, SB_SYNC_ERROR_NOT_CONNECTED, "sign-in-needed",
                           _("This book is not connected to QuickBooks."));
      else
        sb_sync_set_error (&error, SB_SYNC_ERROR_LOCKED, "locked",
                           _("A sync of this book is running already."));
      g_task_return_error (task, error);
      return;
    }
  self->run = sb_run_new (self, flags, cancellable);
  self->run->task = g_steal_pointer (&task);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  sb_run_begin (self->run, run_begun);
}

SbSyncReport *
sb_sync_engine_run_finish (SbSyncEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
