/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-store-error-private.h"

#include <errno.h>
#include <gio/gio.h>

G_DEFINE_QUARK (sb-store-error-quark, sb_store_error)

static SbStoreError
code_for_errno (int errsv, SbStoreError otherwise)
{
  switch (errsv)
    {
    case ENOSPC:
    case EDQUOT:
      return SB_STORE_ERROR_FULL;
    case EROFS:
      return SB_STORE_ERROR_READ_ONLY;
    default:
      return otherwise;
    }
}

static SbStoreError
code_for_result (sqlite3 *handle, int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return SB_STORE_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return SB_STORE_ERROR_CONSTRAINT;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return SB_STORE_ERROR_CORRUPT;
    case SQLITE_FULL:
      return SB_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return SB_STORE_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return SB_STORE_ERROR_OPEN;
    case SQLITE_IOERR:
      return code_for_errno (sqlite3_system_errno (handle), SB_STORE_ERROR_FAILED);
    default:
      return SB_STORE_ERROR_FAILED;
    }
}

gboolean
sb_store_error_set (GError **error, sqlite3 *handle, int rc)
{
  if ((rc & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else
    g_set_error (error, SB_STORE_ERROR, (int) code_for_result (handle, rc), "%s (sqlite %d)",
                 sqlite3_errmsg (handle), rc);
  return FALSE;
}

gboolean
sb_store_error_set_errno (GError **error, int errsv, const char *what)
{
  g_set_error (error, SB_STORE_ERROR, (int) code_for_errno (errsv, SB_STORE_ERROR_OPEN), "%s: %s",
               what, g_strerror (errsv));
  return FALSE;
}
