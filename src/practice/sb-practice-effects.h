/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/* What sb-practice-books.c does with the effects of an object; others use the functions of
 * sb-practice-books.h for them. */

/* Puts the postings that @object has into the ledgers, and counts them. */
void sb_effects_post (SbBooks *books, SbObject *object);
/* Takes postings and links out again and frees them. */
void sb_effects_withdraw (SbBooks *books, SbObject *object);
/* Frees them, when the ledgers are gone too. */
void sb_effects_clear (SbObject *object);
/* Puts the ledger of @account, to which postings were only appended, in order. */
void sb_effects_sort (SbObject *account);

G_END_DECLS
