/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A prepared statement on loan from its connection's cache; freeing it gives it back.
 * Parameters and columns go by name; a wrong name is a programmer error and fails loudly.
 * Used on the thread of its connection.
 */
typedef struct _SbStatement SbStatement;

/* @self: (nullable) */
void sb_statement_free (SbStatement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbStatement, sb_statement_free)

/* @name with its colon: ":product". What is not bound is NULL. */
gboolean sb_statement_bind_int64 (SbStatement *self, const char *name, gint64 value,
                                  GError **error);
/* @text: (nullable): %NULL binds NULL; copied; must be UTF-8 or it fails */
gboolean sb_statement_bind_text (SbStatement *self, const char *name, const char *text,
                                 GError **error);
/* @bytes: (nullable): %NULL binds NULL; copied */
gboolean sb_statement_bind_blob (SbStatement *self, const char *name, GBytes *bytes,
                                 GError **error);
gboolean sb_statement_bind_null (SbStatement *self, const char *name, GError **error);

typedef enum
{
  SB_STEP_ERROR = -1,
  SB_STEP_DONE = 0,
  SB_STEP_ROW = 1,
} SbStep;

/* The next row. After SB_STEP_DONE or an error, reset before stepping again. Fails with any
 * %SB_STORE_ERROR, or G_IO_ERROR_CANCELLED. */
SbStep   sb_statement_step (SbStatement *self, GError **error);
/* For statements that return nothing: steps once and resets. */
gboolean sb_statement_run (SbStatement *self, GError **error);
/* Back to unbound, ready to bind again. */
void     sb_statement_reset (SbStatement *self);

/* Columns of the current row, by their (unique) names. NULL reads as 0, %FALSE or %NULL. Text is
 * (transfer none) and lives until the next step or reset; the dup forms are (transfer full). */
gint64      sb_statement_int64 (SbStatement *self, const char *column);
/* Clamped to the range of an int. */
int         sb_statement_int (SbStatement *self, const char *column);
gboolean    sb_statement_boolean (SbStatement *self, const char *column);
const char *sb_statement_text (SbStatement *self, const char *column); /* (nullable) */
char       *sb_statement_dup_text (SbStatement *self, const char *column); /* (nullable) */
GBytes     *sb_statement_dup_blob (SbStatement *self, const char *column); /* (nullable) */
gboolean    sb_statement_is_null (SbStatement *self, const char *column);
/* By position, for rows of many columns in a hot loop. */
gint64      sb_statement_int64_at (SbStatement *self, int column);
const char *sb_statement_text_at (SbStatement *self, int column);
int         sb_statement_column_count (SbStatement *self);
const char *sb_statement_column_name (SbStatement *self, int column);

G_END_DECLS
