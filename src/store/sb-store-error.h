/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbStoreError:
 * @SB_STORE_ERROR_BUSY: another process holds the book; try again
 * @SB_STORE_ERROR_CONSTRAINT: the schema refused a row
 * @SB_STORE_ERROR_CORRUPT: the file is damaged or is not a book
 * @SB_STORE_ERROR_FULL: no room left on the disk
 * @SB_STORE_ERROR_READ_ONLY: the file may not be written
 * @SB_STORE_ERROR_OPEN: the file is missing or may not be opened
 * @SB_STORE_ERROR_NEWER_SCHEMA: the book was written by a newer Stockbook
 * @SB_STORE_ERROR_MIGRATION: a migration failed; the book is as before
 * @SB_STORE_ERROR_FAILED: anything else SQLite reports
 */
typedef enum
{
  SB_STORE_ERROR_BUSY,
  SB_STORE_ERROR_CONSTRAINT,
  SB_STORE_ERROR_CORRUPT,
  SB_STORE_ERROR_FULL,
  SB_STORE_ERROR_READ_ONLY,
  SB_STORE_ERROR_OPEN,
  SB_STORE_ERROR_NEWER_SCHEMA,
  SB_STORE_ERROR_MIGRATION,
  SB_STORE_ERROR_FAILED,
} SbStoreError;

#define SB_STORE_ERROR (sb_store_error_quark ())
GQuark sb_store_error_quark (void);

G_END_DECLS
