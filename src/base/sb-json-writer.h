/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "sb-money.h"

G_BEGIN_DECLS

/*
 * Exact JSON out: numbers are written from decimal text, members in the order given, no blanks.
 * Misuse (a value without a name in an object, unbalanced ends) is a programmer error. A writer
 * belongs to one thread at a time.
 */
typedef struct _SbJsonWriter SbJsonWriter;

SbJsonWriter *sb_json_writer_new (void);
void          sb_json_writer_free (SbJsonWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbJsonWriter, sb_json_writer_free)

/* One after the other: a value at the top, in an array, or after sb_json_writer_name() in an object. */
void sb_json_writer_begin_object (SbJsonWriter *self);
void sb_json_writer_end_object (SbJsonWriter *self);
void sb_json_writer_begin_array (SbJsonWriter *self);
void sb_json_writer_end_array (SbJsonWriter *self);
void sb_json_writer_name (SbJsonWriter *self, const char *name);
void sb_json_writer_string (SbJsonWriter *self, const char *text); /* %NULL writes null; invalid UTF-8 is made valid */
void sb_json_writer_int (SbJsonWriter *self, gint64 value);
void sb_json_writer_boolean (SbJsonWriter *self, gboolean value);
void sb_json_writer_null (SbJsonWriter *self);
/* value x 10^-scale as a JSON number: 1999 at 2 is 19.99; at least @min_decimals decimals */
void sb_json_writer_decimal (SbJsonWriter *self, gint64 value, unsigned scale, unsigned min_decimals);
/* Copies one JSON value that is known to be well formed. */
void sb_json_writer_raw (SbJsonWriter *self, const char *json);

/* name + value in one call */
void sb_json_writer_member_string (SbJsonWriter *self, const char *name, const char *text);
void sb_json_writer_member_int (SbJsonWriter *self, const char *name, gint64 value);
void sb_json_writer_member_boolean (SbJsonWriter *self, const char *name, gboolean value);
void sb_json_writer_member_money (SbJsonWriter *self, const char *name, gint64 minor, SbCurrency currency); /* number */
void sb_json_writer_member_money_text (SbJsonWriter *self, const char *name, gint64 minor, SbCurrency currency); /* string */

/* Ends the document. Returns: (transfer full): the text; @self is empty afterwards and may write
 * another one. */
char *sb_json_writer_finish (SbJsonWriter *self);

G_END_DECLS
