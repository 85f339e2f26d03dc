/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-entities.h"

G_BEGIN_DECLS

/*
 * Follows every reference of a body: an unknown target is 2500, an inactive one 610 unless the
 * stored document already had it. Fills in the name that QBO answers with.
 */
gboolean sb_references_check (SbBooks *books, SbWrite *write, GError **error);
/* (nullable): the object that member @name of @tree refers to; only after the check */
SbObject *sb_reference (SbBooks *books, const SbTree *tree, const char *name);
/* Makes every reference to @from inside @tree one to @to, an object of the same kind. Returns:
 * whether there was any. */
gboolean sb_references_replace (SbTree *tree, const SbObject *from, const SbObject *to);

G_END_DECLS
