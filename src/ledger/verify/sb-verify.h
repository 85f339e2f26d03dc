/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/**
 * SbVerifyCheck:
 * @number: number of the invariant, 1 to 26
 * @name: (not nullable): "journals balance"
 * @ok: holds
 * @checked: how many things were looked at
 * @message: (nullable): the first things that are wrong
 */
typedef struct
{
  int number;
  const char *name;
  gboolean ok;
  gint64 checked;
  char *message;
} SbVerifyCheck;

typedef struct
{
  gboolean ok;
  GPtrArray *checks; /* (element-type SbVerifyCheck) (owned), by number */
} SbVerifyResult;

void sb_verify_result_free (SbVerifyResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbVerifyResult, sb_verify_result_free)

/**
 * sb_ledger_verify:
 * @db: a connection inside a read transaction
 * @error: return location
 *
 * Checks every invariant of the books against the rows themselves; changes nothing.
 *
 * Returns: (transfer full): %NULL only when the book cannot be read
 */
SbVerifyResult *sb_ledger_verify (SbDatabase *db, GError **error);

G_END_DECLS
