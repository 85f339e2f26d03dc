/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sb-clock.h"

G_BEGIN_DECLS

/*
 * What every test needs: a folder of its own, a clock that stands still, and a main loop that fails
 * instead of hanging. All of it on the test's main thread.
 */

/* 2024-03-15T12:00:00Z: an ordinary working day, far from the ends of month and year. */
#define SB_TEST_NOW G_GINT64_CONSTANT (1710504000000000)

typedef struct
{
  char *dir;            /* (owned): empty folder, removed with what is in it by sb_test_tear_down() */
  SbManualClock *clock; /* (owned): stands at SB_TEST_NOW */
} SbTest;

/* For g_test_add (path, SbTest, NULL, sb_test_set_up, func, sb_test_tear_down). Also usable for a
 * fixture that has an SbTest as its first member. */
void sb_test_set_up (SbTest *test, gconstpointer data);
void sb_test_tear_down (SbTest *test, gconstpointer data);

/* g_test_add() for a test function that takes (SbTest *test, gconstpointer data). */
#define sb_test_add(path, func) \
  g_test_add (path, SbTest, NULL, sb_test_set_up, func, sb_test_tear_down)

/* Returns: (transfer full): @name inside the test's folder */
char *sb_test_path (SbTest *test, const char *name);

/* Removes @path with all that is below it; does not follow links. */
void sb_test_remove_tree (const char *path);

typedef gboolean (*SbTestCondition) (gpointer data);

/* Iterates the thread-default main context until @condition holds. Aborts the test after 60 s of
 * real time: that only guards against a hang. */
void sb_test_run_until (SbTestCondition condition, gpointer data);

/* Iterates the thread-default main context for as long as something is ready, without waiting. */
void sb_test_settle (void);

/*
 * Waiting for an asynchronous function:
 *
 *   g_auto(SbTestCall) call = SB_TEST_CALL_INIT;
 *   thing_do_async (thing, NULL, sb_test_call_done, &call);
 *   g_assert_true (thing_do_finish (thing, sb_test_call_wait (&call), &error));
 */
typedef struct
{
  GAsyncResult *result; /* (owned) (nullable) */
} SbTestCall;

#define SB_TEST_CALL_INIT { NULL }

/* A GAsyncReadyCallback; @call is the SbTestCall. */
void sb_test_call_done (GObject *source, GAsyncResult *result, gpointer call);
/* Runs the main context until the call is done. Returns: (transfer none): its result */
GAsyncResult *sb_test_call_wait (SbTestCall *call);
void sb_test_call_clear (SbTestCall *call);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbTestCall, sb_test_call_clear)

G_END_DECLS
