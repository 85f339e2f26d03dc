/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Contacts and products in and out as tables: CSV both ways, JSON out. What is exported can be
 * imported again. */

typedef enum
{
  SB_EXCHANGE_CUSTOMERS,
  SB_EXCHANGE_SUPPLIERS,
  SB_EXCHANGE_PRODUCTS,
} SbExchangeKind;

/* "customers", "suppliers", "products" */
const char *sb_exchange_kind_word (SbExchangeKind kind);
gboolean    sb_exchange_kind_parse (const char *word, SbExchangeKind *kind);

/* A row that was not taken. */
typedef struct
{
  guint line;       /* of the file, from 1 */
  char *code;       /* (owned): "E_BAD_EVENT" */
  char *field;      /* (owned) (nullable): name of the column */
  char *message;    /* (owned): for the owner */
} SbImportRefusal;

typedef struct
{
  guint created;
  guint updated;
  guint unchanged;
  GPtrArray *refused; /* (owned) (element-type SbImportRefusal): by line */
} SbImportResult;

void sb_import_result_free (SbImportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbImportResult, sb_import_result_free)

/**
 * sb_import_csv:
 * @text: (array length=length): the file; its first row names the columns
 * @dry_run: says what would happen and writes nothing
 * @now: microseconds since the epoch
 *
 * Each row creates what its key (name, sku) does not name yet, else updates the columns that are
 * there; unknown columns are ignored. A row that is refused leaves no trace and stops no other.
 *
 * Fails with %SB_BASE_ERROR_FORMAT when the file as a whole cannot be read or lacks the key column, or
 * any %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbImportResult *sb_import_csv (SbTxn *txn, SbExchangeKind kind, const char *text, gsize length,
                               gboolean dry_run, gint64 now, GError **error);

/* (transfer full): the whole list as text, CSV or JSON. Fails with any %SB_STORE_ERROR. */
char *sb_export_csv (SbDatabase *db, SbExchangeKind kind, GError **error);
char *sb_export_json (SbDatabase *db, SbExchangeKind kind, GError **error);

G_END_DECLS
