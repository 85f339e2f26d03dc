/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* What was posted: one journal ("journal/12"), or all that an event or the event of a document made
 * ("journal/event-7", "journal/document-28"), with accounts, the document, the state in QuickBooks and the proof that it never changed. */
#define SB_TYPE_JOURNAL_PAGE (sb_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (SbJournalPage, sb_journal_page, SB, JOURNAL_PAGE, SbPage)

G_END_DECLS
