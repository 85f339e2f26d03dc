/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"

G_BEGIN_DECLS

/**
 * sb_undo_draft_async:
 * @company: whose book
 * @event_uid: id of an event that was undone
 *
 * Writes a draft of what that event said, so that it can be mended and entered again.
 * sb_undo_draft_finish() gives its row id; 0 without an error when such events are not typed in a
 * document. Fails with any SB_STORE_ERROR.
 */
void   sb_undo_draft_async (SbCompany *company, const char *event_uid, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gint64 sb_undo_draft_finish (SbCompany *company, GAsyncResult *result, GError **error);

G_END_DECLS
