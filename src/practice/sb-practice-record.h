/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/*
 * Objects as the data file keeps them: {"e":KIND,"id":..,"tok":..,"ct":..,"ut":..,"by":..,
 * "f":FACTS,"size":BYTES,"body":{..}}, or {"e":KIND,"id":..,"gone":WHEN}. The size lets a reader
 * step over the body.
 */

/* Appends the record of @object. */
void sb_record_write (SbObject *object, GString *out);
/* Appends the record of an object that is gone. @at: microseconds */
void sb_record_write_deletion (const SbEntity *entity, gint64 id, gint64 at, GString *out);
/* The same, to what @books has pending for the data file. */
void sb_record_object (SbBooks *books, SbObject *object);
void sb_record_deletion (SbBooks *books, SbObject *object);

/* Appends, as one text, tokens and times of what @books has touched, and forgets that; "" when it
 * has touched nothing. */
void sb_record_write_touched (SbBooks *books, GString *out);
void sb_record_read_touched (SbBooks *books, const char *touched);

/* Reads a record into the books. @row: with "body" raw, see sb_tree_parse_record(). @file: what
 * "body" lies in. @snapshot: effects wait for sb_record_apply(). FALSE: it is not of a known kind.
 */
gboolean sb_record_read (SbBooks *books, const SbTree *row, GBytes *file, gboolean snapshot);
/* The effects of all objects of a snapshot, which may point forward. */
void sb_record_apply (SbBooks *books);

G_END_DECLS
