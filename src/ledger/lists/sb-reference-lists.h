/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* The short lists that documents choose from: locations of our own, and terms and tax codes as they
 * came from QuickBooks. Each list is whole and sorted by name; they are short. */

typedef struct
{
  gint64 id;
  char *name;       /* (owned) */
  gboolean active;
} SbLocation;

typedef struct
{
  gint64 id;
  char *name;       /* (owned) */
  int due_days;     /* after the date of the document; -1 = not counted in days */
  gboolean active;
} SbTerm;

typedef struct
{
  gint64 id;
  char *name;       /* (owned) */
  gint64 rate;      /* 10^-8 as a fraction */
  gboolean sales;
  gboolean purchases;
  gboolean active;
} SbTaxCode;

void sb_location_free (SbLocation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLocation, sb_location_free)
void sb_term_free (SbTerm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTerm, sb_term_free)
void sb_tax_code_free (SbTaxCode *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTaxCode, sb_tax_code_free)

/* (transfer full) (element-type SbLocation): normal ones, without goods on their way */
GPtrArray *sb_location_list (SbDatabase *db, GError **error);
/**
 * sb_location_create:
 * @name: not empty, at most 100 characters, not beginning with "@" (those are goods on their way)
 *
 * Writes one row of `location`. Fails with %SB_LEDGER_ERROR_BAD_EVENT (field "/name"), %SB_LEDGER_ERROR_DUPLICATE or
 * any SB_STORE_ERROR. Returns: its row id, 0 on failure
 */
gint64     sb_location_create (SbTxn *txn, const char *name, GError **error);
GPtrArray *sb_term_list (SbDatabase *db, GError **error);     /* (transfer full) (element-type SbTerm) */
GPtrArray *sb_tax_code_list (SbDatabase *db, GError **error); /* (transfer full) (element-type SbTaxCode) */

G_END_DECLS
