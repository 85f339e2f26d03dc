/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-error.h"

G_BEGIN_DECLS

/* An error of this domain with its extra facts still unset. (transfer full) */
GError *sb_qbo_error_new (SbQboError code, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Each sets one fact of an error that sb_qbo_error_new() or g_set_error() made in this domain. */
void sb_qbo_error_set_maybe_done (GError *error, gboolean maybe_done);
void sb_qbo_error_set_retry_after (GError *error, guint seconds);
void sb_qbo_error_set_intuit_tid (GError *error, const char *intuit_tid);
/* @remedy: (nullable): static, translated */
void sb_qbo_error_set_fault (GError *error, const char *fault_code, const char *reason,
                             const char *remedy);

G_END_DECLS
