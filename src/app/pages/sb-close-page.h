/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* Closing a period: through which day, what is still open on that day, and what happens when goods
 * run out. */
#define SB_TYPE_CLOSE_PAGE (sb_close_page_get_type ())
G_DECLARE_FINAL_TYPE (SbClosePage, sb_close_page, SB, CLOSE_PAGE, SbPage)

G_END_DECLS
