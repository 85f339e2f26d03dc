/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-json-writer.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* First meeting of the book's contacts and products with those of QuickBooks. Works on the lists
 * that were pulled last. */

typedef enum
{
  SB_MATCH_CUSTOMERS,
  SB_MATCH_SUPPLIERS,
  SB_MATCH_PRODUCTS,
} SbMatchKind;

gboolean    sb_match_kind_parse (const char *word, SbMatchKind *kind);
const char *sb_match_kind_word (SbMatchKind kind);

typedef enum
{
  SB_MATCH_LINKED,
  SB_MATCH_SUGGESTED, /* exactly one candidate by the first rule that finds any */
  SB_MATCH_AMBIGUOUS, /* several: the owner chooses */
  SB_MATCH_NEW,       /* will be created in QuickBooks */
  SB_MATCH_REFUSED,   /* the only candidate may not be linked */
} SbMatchState;

const char *sb_match_state_word (SbMatchState state);

typedef struct
{
  char *id;    /* (owned): QBO id */
  char *name;  /* (owned) */
  char *type;  /* (owned): entity, for items NonInventory, Service, Inventory ... */
  gboolean active;
} SbMatchCandidate;

typedef struct
{
  gint64 local_id;          /* party or product row */
  char *local_name;         /* (owned) */
  char *local_key;          /* (owned) (nullable): SKU, or e-mail */
  SbMatchState state;
  char *rule;               /* (owned) (nullable): "id" "email" "name" "sku" */
  SbMatchCandidate *qbo;    /* (owned) (nullable): linked or suggested */
  GPtrArray *candidates;    /* (owned) (element-type SbMatchCandidate): when ambiguous */
  char *reason;             /* (owned) (nullable): refused: "tracked-item" "bundle" "category" */
} SbMatchRow;

typedef struct _SbMatching SbMatching;
struct _SbMatching
{
  SbMatchKind kind;
  GPtrArray *rows;        /* (owned) (element-type SbMatchRow): by local name */
  GPtrArray *only_in_qbo; /* (owned) (element-type SbMatchCandidate): nobody's */
};

void        sb_matching_free (SbMatching *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbMatching, sb_matching_free)

/* Any thread that owns @db. */
SbMatching *sb_matching_load (SbDatabase *db, SbMatchKind kind, GError **error);
char       *sb_matching_to_json (const SbMatching *self);

/**
 * sb_matching_link:
 * @local: id, key (SKU, e-mail) or unique name of the local row
 * @qbo_id: (nullable): NULL = it is new and will be created
 *
 * Links, or takes a link back while nothing of ours has been sent under it. Fails with
 * %SB_SYNC_ERROR_REFUSED: "unknown-local", "unknown-qbo", "tracked-item", "bundle", "category",
 * "taken" (linked to another row).
 */
gboolean sb_matching_link (SbTxn *txn, SbMatchKind kind, const char *local, const char *qbo_id,
                           gint64 now, GError **error);
/* Links every suggested row; those without candidate stay new. Returns how many were linked, -1 on
 * error. */
int      sb_matching_auto (SbTxn *txn, SbMatchKind kind, gint64 now, GError **error);

G_END_DECLS
