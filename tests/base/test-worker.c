/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-test.h"
#include "sb-worker.h"

typedef struct
{
  SbWorker *worker;
  GString *trace; /* written by the worker's thread only, read after it ended */
  const char *name;
  GMutex *gate;   /* (nullable): the job waits for it */
} Job;

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_assert_true (sb_worker_is_current (job->worker));
  if (job->gate != NULL)
    {
      g_mutex_lock (job->gate);
      g_mutex_unlock (job->gate);
    }
  g_string_append (job->trace, job->name);
  g_task_return_pointer (task, g_strdup (job->name), g_free);
}

static void
queue (Job *job, int priority, GCancellable *cancellable, SbTestCall *call)
{
  GTask *task = g_task_new (NULL, cancellable, call != NULL ? sb_test_call_done : NULL, call);

  g_task_set_task_data (task, job, NULL);
  sb_worker_queue (job->worker, priority, run_job, task);
}

static void
jobs_run_one_by_one_by_priority_then_arrival (void)
{
  g_autoptr(SbWorker) worker = sb_worker_new ("test");
  g_autoptr(GString) trace = g_string_new (NULL);
  GMutex gate;
  Job jobs[] = { { worker, trace, "first ", &gate }, { worker, trace, "low1 " },
                 { worker, trace, "high1 " }, { worker, trace, "low2 " },
                 { worker, trace, "high2 " }, { worker, trace, "middle " } };
  static const int priorities[] = { 0, 10, -10, 10, -10, 0 };

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    queue (&jobs[i], priorities[i], NULL, NULL);
  g_mutex_unlock (&gate);
  sb_worker_shutdown (worker);

  /* Whether the first was taken before the others arrived is a race; the rest is not. */
  if (g_str_has_prefix (trace->str, "first "))
    g_assert_cmpstr (trace->str, ==, "first high1 high2 middle low1 low2 ");
  else
    g_assert_cmpstr (trace->str, ==, "high1 high2 first middle low1 low2 ");
  g_mutex_clear (&gate);
  sb_test_settle ();
}

static void
a_result_arrives_on_the_main_context (void)
{
  g_autoptr(SbWorker) worker = sb_worker_new ("test");
  g_autoptr(GString) trace = g_string_new (NULL);
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  Job job = { worker, trace, "job" };
  g_autofree char *result = NULL;

  queue (&job, 0, NULL, &call);
  g_assert_null (call.result);
  g_assert_false (sb_worker_is_current (worker));
  result = g_task_propagate_pointer (G_TASK (sb_test_call_wait (&call)), NULL);
  g_assert_cmpstr (result, ==, "job");
}

static void
a_job_cancelled_while_it_waits_never_runs (void)
{
  g_autoptr(SbWorker) worker = sb_worker_new ("test");
  g_autoptr(GString) trace = g_string_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_auto(SbTestCall) first_call = SB_TEST_CALL_INIT;
  g_auto(SbTestCall) second_call = SB_TEST_CALL_INIT;
  g_autoptr(GError) error = NULL;
  GMutex gate;
  Job first = { worker, trace, "first", &gate }, second = { worker, trace, "second" };

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  queue (&first, 0, NULL, &first_call);
  queue (&second, 0, cancellable, &second_call);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&gate);
  sb_test_call_wait (&first_call);
  g_assert_null (g_task_propagate_pointer (G_TASK (sb_test_call_wait (&second_call)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sb_worker_shutdown (worker);
  g_assert_cmpstr (trace->str, ==, "first");
  g_mutex_clear (&gate);
}

typedef struct
{
  GThread *thread; /* where it was freed */
} Freed;

static void
note_thread (gpointer data)
{
  ((Freed *) data)->thread = g_thread_self ();
}

static void
return_nothing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static gboolean
was_freed (gpointer data)
{
  return ((Freed *) data)->thread != NULL;
}

static void
task_data_is_freed_on_the_callers_thread (void)
{
  for (int i = 0; i < 200; i++)
    {
      g_autoptr(SbWorker) worker = sb_worker_new ("test");
      GTask *task = g_task_new (NULL, NULL, NULL, NULL);
      Freed freed = { NULL };

      g_task_set_task_data (task, &freed, note_thread);
      sb_worker_queue (worker, 0, return_nothing, task);
      sb_test_run_until (was_freed, &freed);
      g_assert_true (freed.thread == g_thread_self ());
    }
}

static void
drop_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_object_unref (data); /* the last one */
  g_task_return_boolean (task, TRUE);
}

static void
the_last_reference_may_be_dropped_on_its_own_thread (void)
{
  SbWorker *worker = sb_worker_new ("test");
  g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
  GTask *task = g_task_new (NULL, NULL, sb_test_call_done, &call);

  g_task_set_task_data (task, worker, NULL);
  sb_worker_queue (worker, 0, drop_worker, task);
  g_assert_true (g_task_propagate_boolean (G_TASK (sb_test_call_wait (&call)), NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/worker/jobs-run-one-by-one-by-priority-then-arrival",
                   jobs_run_one_by_one_by_priority_then_arrival);
  g_test_add_func ("/base/worker/a-result-arrives-on-the-main-context",
                   a_result_arrives_on_the_main_context);
  g_test_add_func ("/base/worker/a-job-cancelled-while-it-waits-never-runs",
                   a_job_cancelled_while_it_waits_never_runs);
  g_test_add_func ("/base/worker/task-data-is-freed-on-the-callers-thread",
                   task_data_is_freed_on_the_callers_thread);
  g_test_add_func ("/base/worker/the-last-reference-may-be-dropped-on-its-own-thread",
                   the_last_reference_may_be_dropped_on_its_own_thread);
  return g_test_run ();
}
