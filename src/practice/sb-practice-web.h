/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-page.h"

G_BEGIN_DECLS

/* Shared by the list pages (sb-practice-web.c) and the page of one object
 * (sb-practice-web-object.c). */
GString *sb_web_begin (SbExchange *x, SbBooks *books, const char *title, const char *here);
void     sb_web_money (GString *page, gint64 cents);
void sb_web_object_link (GString *page, SbBooks *books, const SbObject *object, const char *label);
void sb_web_object_page (SbExchange *x, SbBooks *books, SbObject *object);
/* The POST of the form on that page: changes the object as somebody in QuickBooks would. */
void sb_web_edit (SbExchange *x);

G_END_DECLS
