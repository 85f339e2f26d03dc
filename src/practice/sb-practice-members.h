/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-fault.h"

G_BEGIN_DECLS

/*
 * Which members each entity knows, of what type and length (resources/practice/members.json). A
 * member type is a letter: s string (with its greatest length), n number, i whole number, b
 * boolean, d day, t moment, x anything, eNAME one of an enumeration, oNAME an object; * in front:
 * an array.
 */

/* Refuses the whole request for one unknown member (2010), a value of another type (2010), a text
 * that is too long (2050), an unknown word of an enumeration (2170) or a day that is none (2060).
 */
gboolean sb_members_check (const char *entity, const SbTree *body, GError **error);
/* Whether @entity (or an object inside one, "Line") knows @member at all. */
gboolean sb_members_has (const char *entity, const char *member);
/* (nullable): @member as the entity spells it, found without regard to case */
const char *sb_members_spelling (const char *entity, const char *member);
/* Whether there is an entity or object called @type. */
gboolean sb_members_has_type (const char *type);
/* What @member of @type may hold, in the letters above; NULL when it has none, or @type is NULL. */
const char *sb_members_code (const char *type, const char *member);

G_END_DECLS
