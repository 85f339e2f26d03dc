/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

/* What a document was made from: an invoice from estimates, a bill from lines of orders. */

/* Keeps of LinkedTxn what a caller may say, and checks it: 2020 without TxnLineId, 6000 when there
 * is no such document, 620 when it is another party's. */
gboolean sb_origin_check (SbBooks *books, SbWrite *write, SbObject *party, GError **error);
/* Links @object, an invoice or a bill, to what it was made from. */
void sb_origin_post (SbBooks *books, SbObject *object);
/* Whether everything in @object, an estimate or purchase order, has been taken over. */
gboolean sb_origin_is_used_up (const SbObject *object);

G_END_DECLS
