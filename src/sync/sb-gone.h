/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sb-database.h"

G_BEGIN_DECLS

/* Objects of ours that the change list calls deleted. It has been seen to be wrong about that, so
 * they are asked for by id before anybody believes it. */
typedef struct
{
  char *entity; /* (owned) */
  char *query;  /* (owned): statement that finds those that live */
} SbGone;

/**
 * sb_gone_list:
 * @db: connection; reads only
 * @pulled: (element-type SbPulled)
 *
 * What to ask: one query for some hundred ids each, and only for objects that are linked and that
 * we did not take away ourselves. Fails with SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbGone)
 */
GPtrArray *sb_gone_list (SbDatabase *db, const char *realm, GPtrArray *pulled, GError **error);

/* @living: objects of @entity that are there after all: their deleted rows leave @pulled, they take
 * the place. */
void sb_gone_keep_living (GPtrArray *pulled, const char *entity, JsonArray *living);

G_END_DECLS
