/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Named texts of one object, in order: what both sides compare. An absent field and an empty one
 * are the same. Also the form of the snapshot that is kept with a link.
 */
typedef struct _SbFields SbFields;

SbFields   *sb_fields_new (void);
SbFields   *sb_fields_copy (const SbFields *self);
void        sb_fields_free (SbFields *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbFields, sb_fields_free)

void sb_fields_set (SbFields *self, const char *name, const char *value); /* @value nullable */
const char *sb_fields_get (const SbFields *self, const char *name);       /* "" when absent */
gboolean    sb_fields_has (const SbFields *self, const char *name);
guint       sb_fields_count (const SbFields *self);
const char *sb_fields_name (const SbFields *self, guint index);

/* One JSON object of strings. */
char       *sb_fields_to_json (const SbFields *self);
/* Members that are no strings are passed over; NULL or unreadable text gives no fields. */
SbFields   *sb_fields_from_json (const char *json);

G_END_DECLS
