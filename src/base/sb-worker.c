/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-worker.h"

typedef struct
{
  int priority;
  GTaskThreadFunc func;
  GTask *task; /* (owned) */
} Job;

/* What the thread shares with the object. Counted, because a worker whose last reference is
 * dropped on its own thread is finalized before that thread ends. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GQueue jobs;     /* (element-type Job) (owned): in running order; under mutex */
  gboolean ending; /* under mutex */
} Shared;

struct _SbWorker
{
  GObject parent;

  Shared *shared;   /* (owned) */
  GThread *thread;  /* (owned) (nullable): NULL after shutdown; under shared->mutex */
  gconstpointer identity; /* the thread, only ever compared; constant */
};

G_DEFINE_FINAL_TYPE (SbWorker, sb_worker, G_TYPE_OBJECT)

static void
shared_clear (gpointer data)
{
  Shared *shared = data;

  g_mutex_clear (&shared->mutex);
  g_cond_clear (&shared->cond);
}

static void
shared_unref (Shared *shared)
{
  g_atomic_rc_box_release_full (shared, shared_clear);
}

/* Waits for a job; %NULL when the queue is empty and the end was asked for. */
static Job *
next_job (Shared *shared)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&shared->mutex);

  while (g_queue_is_empty (&shared->jobs) && !shared->ending)
    g_cond_wait (&shared->cond, &shared->mutex);
  return g_queue_pop_head (&shared->jobs);
}

static gboolean
drop_task (gpointer task)
{
  return G_SOURCE_REMOVE; /* the source's destroy notify drops it */
}

static void
run_job (Job *job)
{
  GMainContext *context = g_task_get_context (job->task);
  g_autoptr(GSource) source = g_idle_source_new ();

  if (!g_task_return_error_if_cancelled (job->task))
    job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
               g_task_get_cancellable (job->task));

  g_source_set_static_name (source, "SbWorker task");
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, drop_task, job->task, g_object_unref);
  g_source_attach (source, context);
  g_free (job);
}

static gpointer
worker_main (gpointer data)
{
  Shared *shared = data;
  Job *job;

  while ((job = next_job (shared)) != NULL)
    run_job (job);
  shared_unref (shared);
  return NULL;
}

static void
sb_worker_finalize (GObject *object)
{
  SbWorker *self = SB_WORKER (object);

  sb_worker_shutdown (self);
  shared_unref (self->shared);
  G_OBJECT_CLASS (sb_worker_parent_class)->finalize (object);
}

static void
sb_worker_class_init (SbWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_worker_finalize;
}

static void
sb_worker_init (SbWorker *self)
{
  self->shared = g_atomic_rc_box_new0 (Shared);
  g_mutex_init (&self->shared->mutex);
  g_cond_init (&self->shared->cond);
  g_queue_init (&self->shared->jobs);
}

SbWorker *
sb_worker_new (const char *name)
{
  SbWorker *self = g_object_new (SB_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, worker_main, g_atomic_rc_box_acquire (self->shared));
  self->identity = self->thread;
  return self;
}

/* GQueue puts the new one before the first that does not compare below it; equals stay ahead. */
static int
compare_jobs (gconstpointer queued, gconstpointer added, gpointer user_data)
{
  return ((const Job *) queued)->priority <= ((const Job *) added)->priority ? -1 : 1;
}

void
sb_worker_queue (SbWorker *self, int priority, GTaskThreadFunc func, GTask *task)
{
  Job *job;

  g_return_if_fail (SB_IS_WORKER (self));
  g_return_if_fail (func != NULL && G_IS_TASK (task));

  job = g_new (Job, 1);
  *job = (Job) { priority, func, task };
  g_mutex_lock (&self->shared->mutex);
  if (self->shared->ending)
    {
      g_mutex_unlock (&self->shared->mutex);
      g_free (job);
      g_return_if_reached ();
    }
  g_queue_insert_sorted (&self->shared->jobs, job, compare_jobs, NULL);
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);
}

void
sb_worker_shutdown (SbWorker *self)
{
  GThread *thread;

  g_return_if_fail (SB_IS_WORKER (self));

  g_mutex_lock (&self->shared->mutex);
  self->shared->ending = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_cond_signal (&self->shared->cond);
  g_mutex_unlock (&self->shared->mutex);

  if (thread == NULL)
    return;
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

gboolean
sb_worker_is_current (SbWorker *self)
{
  g_return_val_if_fail (SB_IS_WORKER (self), FALSE);

  return self->identity == g_thread_self ();
}
