/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Checks of what people type into products and contacts. Each fails with %SB_LEDGER_ERROR_BAD_EVENT
 * that names @field, a JSON pointer. */

/* @text (nullable): at most @max characters of valid UTF-8; when @required, not only blanks */
gboolean sb_check_text (const char *text, const char *field, glong max, gboolean required, GError **error);
/* @number: 10^-6 units, >= @least, less than eleven digits in front of the decimal point */
gboolean sb_check_number (gint64 number, const char *field, gint64 least, GError **error);

G_END_DECLS
