/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* A document while it is typed: the document component, its draft, and the button that makes it
 * take effect. Targets: "document/bill", "document/bill/12", "document/pay_bill/13",
 * "document/draft/3" (see sb_document_start_async()). */
#define SB_TYPE_DOCUMENT_PAGE (sb_document_page_get_type ())
G_DECLARE_FINAL_TYPE (SbDocumentPage, sb_document_page, SB, DOCUMENT_PAGE, SbPage)

G_END_DECLS
