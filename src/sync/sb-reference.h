/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/* A tax code, tax rate, term or payment method as it was read from QuickBooks last; read only here.
 */
typedef struct
{
  char *qbo_id;        /* (owned) */
  char *name;          /* (owned) */
  char *description;   /* (owned) (nullable): QuickBooks' own words */
  gboolean has_percent;
  gint64 percent;      /* tax rates: fraction in 10^-8; 8.25 % is 8250000 */
  gboolean has_days;
  gint64 days;         /* terms: days until due */
  gboolean active;
} SbReference;

void sb_reference_free (SbReference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReference, sb_reference_free)

/**
 * sb_reference_list:
 * @db: connection; reads only
 * @object: QBO entity: "TaxCode", "TaxRate", "Term", "PaymentMethod"
 * @read: (out) (optional): when the newest of them was read, microseconds since the epoch; 0 never
 *
 * Fails with SB_STORE_ERROR.
 *
 * Returns: (transfer full) (element-type SbReference): by name, inactive ones last
 */
GPtrArray *sb_reference_list (SbDatabase *db, const char *object, gint64 *read, GError **error);

G_END_DECLS
