/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice.h"

G_BEGIN_DECLS

/* HTML pages, rendered here, without scripts. Everything from outside goes through the escaper. */

/* The head of a page; @narrow: one column, as for a sign-in. Free with sb_page_send(). */
GString *sb_page_begin (const char *title, gboolean narrow);
/* Appends @text escaped; NULL counts as "". */
void sb_page_text (GString *page, const char *text);
/* Appends HTML with its %s escaped. */
void sb_page_format (GString *page, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Ends the page and answers the exchange with it. @page: (transfer full) */
void sb_page_send (SbExchange *exchange, guint status, GString *page);

G_END_DECLS
