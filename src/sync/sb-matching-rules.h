/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-entity.h"
#include "sb-mirror.h"

G_BEGIN_DECLS

#define SB_SETTING_REALM "sync.realm" /* the company that links belong to */
#define SB_SETTING_WEB "sync.web"     /* where its objects are shown in a browser */

/**
 * sb_matching_candidates:
 * @rule: (out) (optional): "email" "name" "sku"
 *
 * Objects of QuickBooks that could be the local row, by the first rule that finds any: nobody's
 * yet, active, and of a kind that may be linked. Reads the lists that were pulled last.
 *
 * Returns: (transfer full) (element-type SbMirrorRow)
 */
GPtrArray *sb_matching_candidates (SbDatabase *db, const char *realm, const SbListEntity *entity,
                                   gint64 local_id, const char **rule, GError **error);
/* The reason why the only object of that name or SKU may not be linked ("tracked-item"); NULL: no
 * such.
 * @row: (out) (optional): that object */
gboolean sb_matching_refused (SbDatabase *db, const SbListEntity *entity, gint64 local_id,
                              const char **reason, SbMirrorRow **row, GError **error);
/* Whether some local row that is not linked would take @row as a candidate. */
gboolean sb_matching_wanted (SbDatabase *db, const char *realm, const SbListEntity *entity,
                             const SbMirrorRow *row, gboolean *wanted, GError **error);
/* Links the record of the local row; both sides keep what differs. */
gboolean sb_matching_make_link (SbTxn *txn, const char *realm, const SbListEntity *entity,
                                gint64 record, const SbMirrorRow *row, gint64 now, GError **error);

G_END_DECLS
