/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * One named thread that runs GTaskThreadFuncs one after the other, lower priority numbers first,
 * equal priorities in order of arrival. GTask's own pool is wrong for a database connection: it
 * runs tasks side by side and in no order.
 */
#define SB_TYPE_WORKER (sb_worker_get_type ())
G_DECLARE_FINAL_TYPE (SbWorker, sb_worker, SB, WORKER, GObject)

SbWorker *sb_worker_new (const char *name);
/* @task returns to its own main context as usual. (transfer full) of @task */
void      sb_worker_queue (SbWorker *self, int priority, GTaskThreadFunc func, GTask *task);
/* Runs what is queued, then ends the thread; later sb_worker_queue() calls are a programmer error. */
void      sb_worker_shutdown (SbWorker *self);
gboolean  sb_worker_is_current (SbWorker *self);

G_END_DECLS
