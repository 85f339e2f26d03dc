/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One named thread that runs GTaskThreadFuncs one after the other, lower priority numbers first,
 * equal priorities in order of arrival. GTask's own pool is wrong for a database connection: it
 * runs tasks side by side and in no order. All functions may be called from any thread.
 */
#define SB_TYPE_WORKER (sb_worker_get_type ())
G_DECLARE_FINAL_TYPE (SbWorker, sb_worker, SB, WORKER, GObject)

/* @name: shown by debuggers; starts the thread */
SbWorker *sb_worker_new (const char *name);

/**
 * sb_worker_queue:
 * @self: a worker that was not shut down
 * @priority: lower runs first; G_PRIORITY_DEFAULT for most
 * @func: runs on the worker's thread and returns through g_task_return_*()
 * @task: (transfer full): the task
 *
 * @task returns to its own main context as usual, and its last reference of ours is dropped there
 * too, so its data and source are never freed on the worker's thread. A task that is cancelled
 * while it waits returns G_IO_ERROR_CANCELLED and @func does not run.
 */
void      sb_worker_queue (SbWorker *self, int priority, GTaskThreadFunc func, GTask *task);

/* Runs what is queued, then ends the thread and waits for it (except on the worker's own thread);
 * later sb_worker_queue() calls are a programmer error. Calling it again does nothing. */
void      sb_worker_shutdown (SbWorker *self);

/* Whether the caller is on the worker's thread. */
gboolean  sb_worker_is_current (SbWorker *self);

G_END_DECLS
