/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/**
 * sb_undo_ask:
 * @page: where it was asked for
 * @event_uid: id of the event to undo
 * @title: what it is, for people: "Adjustment A-12"
 *
 * Shows what undoing would change in stock and books, by the ledger's own preview, and does it
 * when the person agrees; the document is a draft again. What cannot be undone is said on the page,
 * with the reason: the closing date, or the documents that build on it, by name. Main thread.
 */
void sb_undo_ask (SbPage *page, const char *event_uid, const char *title);

/* The same for good: the document stays void, and its number used. */
void sb_undo_ask_void (SbPage *page, const char *event_uid, const char *title);

G_END_DECLS
