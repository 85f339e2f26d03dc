/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-cli.h"

G_BEGIN_DECLS

/* One row a verb; a new verb is a file and a row in sb-cli-verbs.c. */
extern const SbVerb sb_verb_new;
extern const SbVerb sb_verb_replay;
extern const SbVerb sb_verb_state;
extern const SbVerb sb_verb_verify;
extern const SbVerb sb_verb_explain;
extern const SbVerb sb_verb_products;
extern const SbVerb sb_verb_import;
extern const SbVerb sb_verb_export;
extern const SbVerb sb_verb_connect;
extern const SbVerb sb_verb_disconnect;
extern const SbVerb sb_verb_status;
extern const SbVerb sb_verb_settings;
extern const SbVerb sb_verb_pull;
extern const SbVerb sb_verb_accounts;
extern const SbVerb sb_verb_taxes;
extern const SbVerb sb_verb_match;
extern const SbVerb sb_verb_sync;
extern const SbVerb sb_verb_log;
extern const SbVerb sb_verb_retry;
extern const SbVerb sb_verb_skip;
extern const SbVerb sb_verb_resolve;
extern const SbVerb sb_verb_reconcile;
extern const SbVerb sb_verb_backup;
extern const SbVerb sb_verb_info;

/* Prints the document of `status` for the open book; other verbs end with it, too. */
SbExit sb_cli_print_status (SbCli *cli);

/* (array length=n) (transfer none): every verb, in the order of --help */
const SbVerb *const *sb_cli_verbs (gsize *n);
const SbVerb *sb_cli_find_verb (const char *name); /* (nullable) */

G_END_DECLS
