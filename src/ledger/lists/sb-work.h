/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document.h"

G_BEGIN_DECLS

/*
 * What was done with stock, as one page shows it: a transfer from sending to the last arrival, a
 * production order from its start to its end, or one document that stands for itself. Plain
 * records, read in one go; any thread.
 */

/* What moved of one product at one place, or what is still under way of it. */
typedef struct
{
  gint64 product;  /* row id */
  char *sku;       /* (owned) */
  char *name;      /* (owned) */
  char *place;     /* (owned): name of the location */
  gint64 quantity; /* 10^-6 units: came (+) or went (-) */
  gint64 value;    /* minor units of the home currency, likewise */
} SbWorkMove;

/* One document and what it did. */
typedef struct
{
  SbDocument *document; /* (owned) */
  GPtrArray *moves;     /* (owned) (element-type SbWorkMove): what went before what came */
  GPtrArray *journals;  /* (owned) (element-type SbJournal): what its event posted */
} SbWorkStep;

/**
 * SbWork:
 * @chain: row id, 0 for a document of its own
 * @side: (nullable) (not owned): "transfer" or "production"
 * @key: (nullable): what its events call it
 * @open: something is under way, or in production
 * @value: minor units: what is under way or in production is worth
 * @rest: (element-type SbWorkMove): what has been sent and has not arrived, or what went into an
 *   order that is not finished
 * @steps: (element-type SbWorkStep): in order of entry, undone ones too
 */
typedef struct
{
  gint64 chain;
  const char *side;
  char *key;
  gboolean open;
  gint64 value;
  GPtrArray *rest;
  GPtrArray *steps;
} SbWork;

void sb_work_free (SbWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWork, sb_work_free)

/**
 * sb_work_load:
 * @db: connection
 * @chain: row id of a transfer or production order
 * @error: return location
 *
 * Fails with %SB_LEDGER_ERROR_UNKNOWN_REF when there is no such work, or any %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbWork *sb_work_load (SbDatabase *db, gint64 chain, GError **error);
/* The work that document row @document belongs to, or that document alone. Errors likewise. */
SbWork *sb_work_load_document (SbDatabase *db, gint64 document, GError **error);

G_END_DECLS
