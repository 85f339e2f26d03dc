/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The account types QBO knows, their classification and the subtypes each takes. All (nullable). */
const char *sb_account_classification (
    const char *type); /* "Asset", "Liability", "Equity", "Revenue", "Expense" */
const char *sb_account_default_subtype (const char *type);
const char *sb_account_type_of_subtype (const char *subtype);
gboolean    sb_account_type_allows (const char *type, const char *subtype);
/* Position in a balance sheet or profit and loss, from 0. */
guint sb_account_type_order (const char *type);

G_END_DECLS
