/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SbFormLine:
 *
 * One line of a document that is being typed: everything as the text that stands in its field,
 * right or wrong. Properties "sku", "name", "qty", "price", "discount", "tax", "amount", "share",
 * "value", and the choices "expense", "against", "tax-lost", "pick" and "charge" (strings, never
 * %NULL, notify), and "service" (boolean). "book" is what the book held when the line of a count
 * was begun, in the ledger's spelling. "name" is what the line is called and is not written; of a line that is
 * only picked, "sku" is what it stands for.
 */
#define SB_TYPE_FORM_LINE (sb_form_line_get_type ())
G_DECLARE_FINAL_TYPE (SbFormLine, sb_form_line, SB, FORM_LINE, GObject)

SbFormLine        *sb_form_line_new (void);
/* Names of the string properties. (array zero-terminated=1) */
const char *const *sb_form_line_fields (void);
/* @field: name of a string property. (transfer none) */
const char        *sb_form_line_get (SbFormLine *self, const char *field);
void               sb_form_line_set (SbFormLine *self, const char *field, const char *text);
gboolean           sb_form_line_is_service (SbFormLine *self);
/* Whether nothing has been typed. A choice alone is nothing: it has a value from the start. */
gboolean           sb_form_line_is_blank (SbFormLine *self);

G_END_DECLS
