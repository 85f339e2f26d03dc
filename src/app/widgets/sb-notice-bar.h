/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A line of words above the content with at most one button; spoken by screen readers as an
 * alert. (AdwBanner is newer than the libadwaita that we build with.) */
#define SB_TYPE_NOTICE_BAR (sb_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (SbNoticeBar, sb_notice_bar, SB, NOTICE_BAR, AdwBin)

GtkWidget *sb_notice_bar_new (void);

/**
 * sb_notice_bar_show:
 * @self: a notice bar
 * @text: (nullable): plain text; %NULL hides the bar
 * @label: (nullable): words of the button
 * @action: (nullable): detailed action name of the button
 */
void sb_notice_bar_show (SbNoticeBar *self, const char *text, const char *label,
                         const char *action);

G_END_DECLS
