/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-json-writer.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* Which QuickBooks account fills which role. The chart of accounts is what was pulled last. */

typedef struct
{
  char *qbo_id;   /* (owned) */
  char *name;     /* (owned): full name */
  char *number;   /* (owned) (nullable) */
  char *type;     /* (owned): AccountType */
  char *subtype;  /* (owned) (nullable): AccountSubType */
  char *currency; /* (owned) (nullable) */
  gboolean active;
} SbQboAccountFact;

void sb_qbo_account_fact_free (SbQboAccountFact *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboAccountFact, sb_qbo_account_fact_free)

typedef enum
{
  SB_MAPPING_OK,
  SB_MAPPING_INACTIVE,
  SB_MAPPING_MISSING,  /* gone from QuickBooks */
  SB_MAPPING_TYPE,     /* of a type the role does not take */
  SB_MAPPING_CURRENCY, /* not in the home currency */
} SbMappingProblem;

/* (nullable): "inactive" "missing" "type" "currency", NULL for OK */
const char *sb_mapping_problem_word (SbMappingProblem problem);

typedef struct
{
  char *role;                  /* (owned): "Inventory" */
  char *title;                 /* (owned): translated name of the role */
  char *purpose;               /* (owned): one translated sentence: what is posted there */
  gboolean required;
  GPtrArray *
      accounts; /* (owned) (element-type SbQboAccountFact): set ones; more than one only for Bank */
  char *falls_back_to;         /* (owned) (nullable): role */
  SbQboAccountFact *effective; /* (owned) (nullable): after the fallbacks */
  GPtrArray *suggestions;      /* (owned) (element-type SbQboAccountFact): best first */
  GPtrArray *candidates; /* (owned) (element-type SbQboAccountFact): every account the role takes,
                            by name */
  SbMappingProblem problem;
} SbRoleMapping;

typedef struct _SbMapping SbMapping;
struct _SbMapping
{
  GPtrArray *roles;  /* (owned) (element-type SbRoleMapping): in the order of the specification */
  gboolean complete; /* every required role set and usable */
};

void sb_mapping_free (SbMapping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbMapping, sb_mapping_free)

/* Any thread that owns @db. Suggestions and candidates are filled always; json writes suggestions
 * only with @suggest. */
SbMapping *sb_mapping_load (SbDatabase *db, GError **error);
char      *sb_mapping_to_json (const SbMapping *self, gboolean suggest);
/* Every account that was read from QuickBooks, by name. (element-type SbQboAccountFact) */
GPtrArray *sb_mapping_chart (SbDatabase *db, GError **error);

/**
 * sb_mapping_set:
 * @role: a role
 * @qbo_ids: (array zero-terminated=1): accounts; empty clears; more than one only for Bank
 *
 * Fills the role from now on; journals posted before keep their accounts. Writes `role_account`,
 * `account` (a row for a QuickBooks account that has none yet) and `account_link`.
 *
 * Fails with %SB_SYNC_ERROR_REFUSED: "unknown-role", "unknown-account", "account-type",
 * "shared-account" (Inventory, A/R, A/P and Bank are nobody else's); nothing is written then.
 */
gboolean sb_mapping_set (SbTxn *txn, const char *role, const char *const *qbo_ids, GError **error);

/* qbo account that a local account stands for after redirects; NULL without error: not linked */
char *sb_mapping_resolve (SbDatabase *db, gint64 account, GError **error);

/* Translated name of @role, @role itself when it has none. (transfer none) */
const char *sb_mapping_role_title (const char *role);

G_END_DECLS
