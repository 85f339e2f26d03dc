/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"

G_BEGIN_DECLS

/* Switches of the integration, and the connection. */
#define SB_TYPE_SETTINGS_PAGE (sb_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSettingsPage, sb_settings_page, SB, SETTINGS_PAGE, SbPage)

G_END_DECLS
