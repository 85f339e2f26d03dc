/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* The member of @data at @offset, as an lvalue. Constness of the struct is the caller's care. */
#define SB_QBO_SLOT(Type, data, offset) (*(Type *) (gsize) ((gsize) (data) + (offset)))

typedef void (*SbQboFieldFunc) (const SbQboField *field, gpointer user_data);

/* Rows of a table: struct, member of the struct, name on the wire. */
#define SB_QBO_ROW(Type, member, name, kind, flags, table, length)                                 \
  { name, SB_QBO_FIELD_##kind, G_STRUCT_OFFSET (Type, member), flags, table, length }
#define SB_QBO_READ(Type, member, name, kind)                                                      \
  SB_QBO_ROW (Type, member, name, kind, SB_QBO_FIELD_READ_ONLY, NULL, 0)
#define SB_QBO_BOTH(Type, member, name, kind)                                                      \
  SB_QBO_ROW (Type, member, name, kind, SB_QBO_FIELD_DEFAULT, NULL, 0)
#define SB_QBO_TEXT(Type, member, name, length)                                                    \
  SB_QBO_ROW (Type, member, name, TEXT, SB_QBO_FIELD_DEFAULT, NULL, length)
#define SB_QBO_PART(Type, member, name, kind, table)                                               \
  SB_QBO_ROW (Type, member, name, kind, SB_QBO_FIELD_DEFAULT, &table, 0)

/* Calls @func for the table's own fields and those of each variant. */
void sb_qbo_table_each (const SbQboTable *table, SbQboFieldFunc func, gpointer user_data);

/* The variant that the struct's own text chooses, or NULL. */
const SbQboVariant *sb_qbo_table_find_variant (const SbQboTable *table, gconstpointer data);

/* Whether the member has a value. */
gboolean sb_qbo_field_is_set (const SbQboField *field, gconstpointer data);

/* "Outer.Member" -> "Member"; @outer: length of "Outer", 0 when there is none. */
const char *sb_qbo_field_split (const SbQboField *field, gsize *outer);

G_END_DECLS
