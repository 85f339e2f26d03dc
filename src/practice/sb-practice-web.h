/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-page.h"

G_BEGIN_DECLS

/* ---- sb-practice-web.c: the lists ---- */

/* A page with the company's name and the places; @here: the path of the one that is shown. */
GString *sb_web_begin (SbExchange *x, SbBooks *books, const char *title, const char *here);
/* Appends 1,234.50 */
void sb_web_money (GString *page, gint64 cents);
/* Appends a link to the page of @object. @label: (nullable): its name */
void sb_web_object_link (GString *page, SbBooks *books, const SbObject *object, const char *label);

/* ---- sb-practice-web-object.c ---- */

/* The page of one object; answers the exchange. */
void sb_web_object_page (SbExchange *x, SbBooks *books, SbObject *object);

/* ---- sb-practice-web-edit.c ---- */

/* Appends the forms that change @object as somebody in QuickBooks would. */
void sb_web_edit_card (SbExchange *x, GString *page, SbBooks *books, SbObject *object);
/* The POST of such a form; answers the exchange. */
void sb_web_edit (SbExchange *x);

G_END_DECLS
