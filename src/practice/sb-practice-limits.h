/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Intuit's limits for one company and program: 500 requests a minute, 10 a second, 10 in flight, 40
 * batches a minute. Each company has its own counts.
 */
typedef struct _SbLimits SbLimits;

/* @on: refuse what is beyond the limits, else only count. Free with sb_limits_free(). */
SbLimits *sb_limits_new (gboolean on);
void      sb_limits_free (SbLimits *self);
/* Switches refusing on or off. */
void sb_limits_set (SbLimits *self, gboolean on);
/* Counts a request at @now (microseconds, the practice company's time); FALSE: refuse it with 429.
 */
gboolean sb_limits_enter (SbLimits *self, const char *realm, gboolean batch, gint64 now);
void     sb_limits_leave (SbLimits *self, const char *realm);

G_END_DECLS
