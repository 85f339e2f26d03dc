/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-translate.h"

G_BEGIN_DECLS

/* What stands in QuickBooks for an account of the book. */
typedef struct
{
  char *qbo_id;  /* (owned) (nullable): not linked */
  char *name;    /* (owned) (nullable) */
  char *type;    /* (owned) (nullable): AccountType */
  gboolean known;  /* read from QuickBooks */
  gboolean active;
} SbAccountChoice;

GHashTable *sb_account_choices_new (void);
/* (transfer none): kept by the translator. NULL only with an error. */
const SbAccountChoice *sb_translator_choice (SbTranslator *self, gint64 account, GError **error);
/* Local account that @role resolves to by today's mapping and fallbacks; 0: none. */
gboolean sb_role_effective_account (SbDatabase *db, const char *role, gboolean exact,
                                    gint64 *account, GError **error);

G_END_DECLS
