/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Things that belong to no record: a tracked item, an inactive account. @object, @qbo_id: "" for
 * none. */
gboolean sb_notice_add (SbTxn *txn, const char *code, const char *object, const char *qbo_id,
                        const char *message, const char *remedy, gint64 now, GError **error);
gboolean sb_notice_remove (SbTxn *txn, const char *code, const char *object, const char *qbo_id,
                           GError **error);
/* All of one code. */
gboolean sb_notice_clear (SbTxn *txn, const char *code, GError **error);

G_END_DECLS
