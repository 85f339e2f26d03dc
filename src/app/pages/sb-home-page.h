/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* Where the owner stands: what needs her, how far the set-up is, how the business does, what
 * happened lately. */
#define SB_TYPE_HOME_PAGE (sb_home_page_get_type ())
G_DECLARE_FINAL_TYPE (SbHomePage, sb_home_page, SB, HOME_PAGE, SbPage)

G_END_DECLS
