/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

/* What every document has: date, closing date, currency, number, due date, line ids. */

/* (nullable): the customer or vendor that a document names */
SbObject *sb_document_party (SbBooks *books, const SbObject *object);

/* Fills in TxnDate, CurrencyRef and DocNumber. Fails with 6210, 6140, 2410 or 6000. @party:
 * (nullable) the customer or vendor, whose currency the document must have. */
gboolean sb_document_begin (SbBooks *books, SbWrite *write, SbObject *party, GError **error);
/* 6210 when @day is on or before the closing date. */
gboolean sb_document_check_open (SbBooks *books, SbDay day, GError **error);
void     sb_document_complete_due (SbBooks *books, SbWrite *write, SbObject *party,
                                   const char *term_member, int days);
/* The request's lines without those QBO writes itself; fails with 2020 when there are none. */
gboolean sb_document_take_lines (SbWrite *write, GError **error);
/* Gives Id and LineNum to lines; a line keeps the Id it had in the stored document. */
void sb_document_number_lines (SbWrite *write, gboolean from_zero);
/* DetailType and its detail member; 2020 with the element when missing. */
const char *sb_line_detail_type (const SbTree *line, GError **error);
/* Amount in cents; 2020 when missing, 2140 when it has more than two decimals that matter. */
gboolean sb_line_amount (const SbTree *line, gint64 *cents, GError **error);
/* 6070 when Qty, UnitPrice and Amount are all given and do not fit. @detail: the detail member */
gboolean sb_line_check_product (const SbTree *line, const SbTree *detail, gint64 cents,
                                GError **error);
void     sb_default (SbTree *body, const char *name, SbTree *value); /* (transfer full) value */

G_END_DECLS
