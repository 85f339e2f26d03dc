/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A JSON value that keeps numbers as the text they came in. The practice company has to answer
 * 10.10 with 10.10 and to compute in whole cents, so a double must not come between; and it holds
 * 100,000 documents, so members are two plain arrays with interned names instead of a hash table.
 *
 * A tree owns its children. Not thread safe; the practice company has one thread.
 */
typedef enum
{
  SB_TREE_NULL,
  SB_TREE_BOOLEAN,
  SB_TREE_NUMBER,
  SB_TREE_STRING,
  SB_TREE_ARRAY,
  SB_TREE_OBJECT,
  SB_TREE_RAW, /* only in a record of the data file: a value that was stepped over */
} SbTreeKind;

typedef struct _SbTree SbTree;

#define SB_TREE_MAX_DEPTH 64u

/* Strict JSON (RFC 8259), UTF-8. Fails with %G_IO_ERROR_INVALID_DATA and the byte offset: not JSON,
 * a member twice, deeper than %SB_TREE_MAX_DEPTH, or text after the value. @length -1: up to NUL.
 */
SbTree *sb_tree_parse (const char *text, gssize length, GError **error);
/* A line of the company's own data file, which is not checked for UTF-8: a member whose name is in
 * @raw is stepped over by the "size" that stands before it in its object, and only remembered by
 * its place; @text must outlive the tree. */
SbTree *sb_tree_parse_record (const char *text, gsize length, const char *const *raw,
                              GError **error);
/* (transfer full): the text of a raw value as a part of @file, in which it lies */
GBytes *sb_tree_raw_bytes (const SbTree *self, GBytes *file);
SbTree *sb_tree_new_raw (const char *text, gsize length);
/* Appends @self as JSON without blanks. */
void sb_tree_write (const SbTree *self, GString *out);
/* (transfer full): the same as text of its own */
char *sb_tree_to_text (const SbTree *self);
/* (transfer full) (nullable): a deep copy, NULL of NULL */
SbTree *sb_tree_copy (const SbTree *self);
/* @self: (nullable) */
void sb_tree_free (SbTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTree, sb_tree_free)

/* New values, each (transfer full). */
SbTree *sb_tree_new_null (void);
SbTree *sb_tree_new_object (void);
SbTree *sb_tree_new_array (void);
SbTree *sb_tree_new_string (const char *text);
/* @decimal must be a JSON number. */
SbTree *sb_tree_new_number (const char *decimal);
SbTree *sb_tree_new_int (gint64 value);
/* @value / 10^@scale with at least two decimals, 0 as 0. */
SbTree *sb_tree_new_decimal (gint64 value, unsigned scale);
SbTree *sb_tree_new_boolean (gboolean value);

/* NULL counts as null. */
SbTreeKind sb_tree_kind (const SbTree *self);
/* Of true and "true" TRUE, of everything else FALSE. */
gboolean sb_tree_truth (const SbTree *self);
/* (nullable): the text of a string or number; owned by @self */
const char *sb_tree_text (const SbTree *self);
/* Value x 10^@scale rounded half away from zero; a number, or a string that holds one. */
gboolean sb_tree_decimal (const SbTree *self, unsigned scale, gint64 *value);

/* Objects. A NULL or other @self has no members. */
/* (transfer none) (nullable): the member @name */
SbTree *sb_tree_get (const SbTree *self, const char *name);
/* (transfer none) (nullable): a member of members: "MetaData.CreateTime", at most eight deep */
SbTree *sb_tree_get_path (const SbTree *self, const char *path);
/* (nullable): text of the member, see sb_tree_text() */
const char *sb_tree_get_text (const SbTree *self, const char *name);
/* (nullable): what the reference @name points to, NAME.value */
const char *sb_tree_get_ref (const SbTree *self, const char *name);
/* Truth of the member, see sb_tree_truth(). */
gboolean sb_tree_get_truth (const SbTree *self, const char *name);
/* The member's value x 10^@scale, see sb_tree_decimal(); 0 when it is absent or no number. */
gint64 sb_tree_get_decimal (const SbTree *self, const char *name, unsigned scale);
/* Sets the member, where it stands or at the end. @value: (transfer full); NULL removes it. */
void sb_tree_set (SbTree *self, const char *name, SbTree *value);
/* The same with a new value. @text: (nullable): NULL removes the member */
void sb_tree_set_text (SbTree *self, const char *name, const char *text);
void sb_tree_set_truth (SbTree *self, const char *name, gboolean value);
void sb_tree_set_int (SbTree *self, const char *name, gint64 value);
/* @cents as "12.34", 0 as "0" */
void sb_tree_set_cents (SbTree *self, const char *name, gint64 cents);
/* {"value":@value,"name":@label}; @label: (nullable) */
void sb_tree_set_ref (SbTree *self, const char *name, const char *value, const char *label);

/* (transfer full) (nullable): the member, which @self has no longer. */
SbTree *sb_tree_take (SbTree *self, const char *name);
/* Takes out, at every depth, what QBO reads as "not there": nulls, empty texts, and references
 * that are empty then. */
void sb_tree_drop_blanks (SbTree *self);

/* Arrays (elements) and objects (members in order). */
guint sb_tree_length (const SbTree *self);
/* (transfer none) (nullable): NULL beyond the end */
SbTree *sb_tree_nth (const SbTree *self, guint index);
/* The name of a member, which lives as long as the program; "" of an array. */
const char *sb_tree_nth_name (const SbTree *self, guint index);
/* Adds to an array. @value: (transfer full) */
void sb_tree_append (SbTree *self, SbTree *value);
/* Removes and frees an element or member; @index must be below the length. */
void sb_tree_remove_nth (SbTree *self, guint index);

/* Scans a decimal text to value x 10^scale, half away from zero; FALSE when it is none or too big.
 */
gboolean sb_tree_scan_decimal (const char *text, unsigned scale, gint64 *value);

G_END_DECLS
