/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-verify.h"

G_BEGIN_DECLS

/* One invariant being checked. What is wrong is gathered in its message, the first few of it. */
typedef struct
{
  SbVerifyCheck *check;
  guint wrong;
} SbVerifyRun;

/* Adds a check of an invariant to the result. A number begun before goes on under its first
 * name. */
SbVerifyRun sb_verify_begin (SbVerifyResult *result, int number, const char *name);
void        sb_verify_count (SbVerifyRun *run, gint64 n);
void        sb_verify_wrong (SbVerifyRun *run, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Those that rows alone can answer. */
gboolean sb_verify_rows (SbVerifyResult *result, SbDatabase *db, GError **error);
/* Those that need the arithmetic of layers and matches. */
gboolean sb_verify_values (SbVerifyResult *result, SbDatabase *db, GError **error);
/* Those that need the history entered again into an empty book. */
gboolean sb_verify_history (SbVerifyResult *result, SbDatabase *db, GError **error);

G_END_DECLS
