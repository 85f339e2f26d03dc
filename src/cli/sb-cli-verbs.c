/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-cli-verbs.h"

static const SbVerb *const VERBS[] = {
  &sb_verb_new,
  &sb_verb_replay,
  &sb_verb_state,
  &sb_verb_verify,
  &sb_verb_explain,
  &sb_verb_products,
  &sb_verb_import,
  &sb_verb_export,
  &sb_verb_connect,
  &sb_verb_disconnect,
  &sb_verb_status,
  &sb_verb_settings,
  &sb_verb_pull,
  &sb_verb_accounts,
  &sb_verb_match,
  &sb_verb_taxes,
  &sb_verb_sync,
  &sb_verb_log,
  &sb_verb_retry,
  &sb_verb_skip,
  &sb_verb_resolve,
  &sb_verb_reconcile,
  &sb_verb_backup,
  &sb_verb_info,
};

const SbVerb *const *
sb_cli_verbs (gsize *n)
{
  *n = G_N_ELEMENTS (VERBS);
  return VERBS;
}

const SbVerb *
sb_cli_find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (g_str_equal (VERBS[i]->name, name))
      return VERBS[i];
  return NULL;
}
