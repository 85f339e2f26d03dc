/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company-error.h"
#include "sb-connection.h"

G_BEGIN_DECLS

/**
 * sb_company_check_all:
 * @facts: the company just read
 * @realm: its id
 * @book_currency: three letters
 * @book_country: (nullable): two letters
 * @book_realm: (nullable): the company this book belongs to already
 * @refusal: (out): the worst finding, when the result says that the connection is refused
 * @refused: (out): whether the company cannot be connected
 *
 * Says of everything that matters whether the company and the book fit. Pure.
 *
 * Returns: (transfer full) (element-type SbCompanyCheck): every check, always in the same order
 */
GPtrArray *sb_company_check_all (const SbCompanyFacts *facts, const char *realm, const char *book_currency,
                                 const char *book_country, const char *book_realm, SbCompanyError *refusal,
                                 gboolean *refused);

G_END_DECLS
