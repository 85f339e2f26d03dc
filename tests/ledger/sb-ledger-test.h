/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sb-apply.h"
#include "sb-ledger.h"
#include "sb-test.h"

G_BEGIN_DECLS

/* Books and events for tests of the ledger. All functions fail the test instead of returning
 * errors, unless they say otherwise. */

/* A new book with locations MAIN and SHOP, products A, B, C (C: default cost 2.50, weight 3), all
 * roles but ExchangeGainLoss mapped each to an account "acct ROLE". @flags: "allow" negative stock,
 * "none" provisional cost; anything else is ignored. */
SbLedger *sb_ledger_test_book (SbTest *test, const char *name, const char *flags);

/* @json with ' for ". Enters one event. */
void  sb_ledger_test_enter (SbLedger *ledger, const char *json);
/* Enters one event that must be refused with @code at @field (nullable: not looked at), and checks
 * that nothing changed. */
void  sb_ledger_test_refuse (SbLedger *ledger, const char *json, const char *code,
                             const char *field);
/* The code of the refusal, or NULL when accepted. (transfer full) */
char *sb_ledger_test_try (SbLedger *ledger, const char *json);

/* The state object. @as_of NULL: now. (transfer full) */
JsonNode *sb_ledger_test_state (SbLedger *ledger, const char *as_of);
/* A number in it: "valuation", "account_balances.COGS", "on_hand.A"; "0.00"-like text or "-" when
 * absent. */
char     *sb_ledger_test_figure (SbLedger *ledger, const char *path);
#define sb_ledger_test_assert_figure(ledger, path, expected) \
  G_STMT_START { \
    g_autofree char *figure_ = sb_ledger_test_figure (ledger, path); \
    g_assert_cmpstr (figure_, ==, expected); \
  } G_STMT_END

/* Layers, balances and on hand, without journals: what an undo restores. (transfer full) */
char *sb_ledger_test_position (SbLedger *ledger);
/* Journals of the last event as "date object kind Dr Role 1.00 Cr Role 1.00", joined by "; ". */
char *sb_ledger_test_last_journals (SbLedger *ledger);

/* All rows of all tables of the ledger, for "nothing changed". (transfer full) */
char *sb_ledger_test_dump (SbLedger *ledger);

/* Every line of every journal is explained to the cent, at every level, and by documents alone. */
void  sb_ledger_test_explain (SbLedger *ledger);

/* Every invariant holds. */
void  sb_ledger_test_verify (SbLedger *ledger);

G_END_DECLS
