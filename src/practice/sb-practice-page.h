/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice.h"

G_BEGIN_DECLS

/* HTML pages, rendered here, without scripts. Everything from outside goes through the escaper. */
GString *sb_page_begin (const char *title, gboolean narrow);
void     sb_page_text (GString *page, const char *text); /* escaped */
void     sb_page_format (GString *page, const char *format, ...)
    G_GNUC_PRINTF (2, 3);                                              /* strings escaped */
void sb_page_send (SbExchange *exchange, guint status, GString *page); /* (transfer full) page */

G_END_DECLS
