/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SB_ROLE_REQUIRED,       /* no sync without it */
  SB_ROLE_OPTIONAL,       /* has a fallback */
  SB_ROLE_WHEN_USED,      /* needed once something uses it; no fallback */
} SbRoleNeed;

/**
 * SbRole:
 * @name: "Inventory"
 * @need: whether the company must map it
 * @fallback: (nullable): the role whose account stands in
 * @types: (array zero-terminated=1): account types that may fill it, the usual one first
 * @subtypes: (array zero-terminated=1): detail types, the suggested one first
 * @several: may have more than one account
 */
typedef struct
{
  const char *name;
  SbRoleNeed need;
  const char *fallback;
  const char *const *types;
  const char *const *subtypes;
  gboolean several;
} SbRole;

/* All roles, required ones first. */
const SbRole *sb_role_table (gsize *n);
/* %NULL when there is no such role. */
const SbRole *sb_role_find (const char *name);

G_END_DECLS
