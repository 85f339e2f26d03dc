/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

/* What a statement asks for. */
typedef struct
{
  char      *property; /* (owned) as the entity spells it */
  char      *op;       /* (owned) "=", "<", .., "IN", "LIKE" */
  GPtrArray *values;   /* (owned) char* */
} SbQueryTerm;

typedef struct
{
  char    *property; /* (owned) */
  gboolean descending;
} SbQueryOrder;

typedef struct
{
  const SbEntity *entity;
  gboolean        count;
  GPtrArray      *columns; /* (owned) char*: top-level members wanted; empty: all */
  GPtrArray      *terms;  /* (owned) SbQueryTerm */
  GPtrArray      *orders; /* (owned) SbQueryOrder */
  guint           start;  /* 1-based */
  guint           most;   /* 1 to 1000 */
} SbQuery;

/* @statement: as it was sent. Returns: (transfer full); fails with 4000 (does not parse) or 4001
 * (unknown entity or property, bad paging). */
SbQuery *sb_query_parse (const char *statement, GError **error);
void     sb_query_free (SbQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQuery, sb_query_free)

/* sb-practice-query-run.c. Returns: (transfer full): what stands beside "QueryResponse" */
SbTree *sb_query_run (SbBooks *books, const SbQuery *query);

G_END_DECLS
