/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "sb-txn.h"

G_BEGIN_DECLS

typedef enum
{
  SB_PARTY_CUSTOMER,
  SB_PARTY_SUPPLIER,
} SbPartyKind;

/* "customer", "supplier" */
const char *sb_party_kind_word (SbPartyKind kind);

/**
 * SbAddress:
 *
 * A postal address; every part (owned) (nullable).
 */
typedef struct
{
  char *line1;
  char *line2;
  char *city;
  char *region;
  char *postal;
  char *country;
} SbAddress;

/**
 * SbParty:
 *
 * A customer or a supplier. Boxed, a plain record.
 */
typedef struct
{
  gint64 id;
  SbPartyKind kind;
  char *name;        /* (owned): never empty; unique among its kind */
  char *email;       /* (owned) (nullable) */
  char *phone;       /* (owned) (nullable) */
  char *mobile;      /* (owned) (nullable) */
  char *website;     /* (owned) (nullable) */
  char *company;     /* (owned) (nullable) */
  char *given_name;  /* (owned) (nullable) */
  char *family_name; /* (owned) (nullable) */
  char *currency;    /* (owned) (nullable): three letters, NULL = the book's */
  char *note;        /* (owned) (nullable) */
  SbAddress billing;
  SbAddress shipping;
  gint64 term;       /* row id of `term`, 0 = none */
  gint64 tax_code;   /* row id of `tax_code`, 0 = none */
  gboolean deprecated;
} SbParty;

#define SB_TYPE_PARTY (sb_party_get_type ())
GType    sb_party_get_type (void);
SbParty *sb_party_new (SbPartyKind kind, const char *name);
SbParty *sb_party_copy (const SbParty *self);
void     sb_party_free (SbParty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbParty, sb_party_free)

/* NULL without an error when there is none. Reads only. */
SbParty *sb_party_load (SbDatabase *db, gint64 id, GError **error);
SbParty *sb_party_find (SbDatabase *db, SbPartyKind kind, const char *name, GError **error); /* exact name */

/**
 * sb_party_create:
 * @now: microseconds since the epoch
 *
 * Writes one row of `party`. Fails with %SB_LEDGER_ERROR_BAD_EVENT (field "/name", "/email", ... when empty or too
 * long), %SB_LEDGER_ERROR_DUPLICATE (name taken among its kind), or any SB_STORE_ERROR.
 *
 * Returns: its row id, 0 on failure
 */
gint64   sb_party_create (SbTxn *txn, const SbParty *party, gint64 now, GError **error);
/* Errors as sb_party_create(), and %SB_LEDGER_ERROR_UNKNOWN_REF. */
gboolean sb_party_update (SbTxn *txn, const SbParty *party, gint64 now, GError **error);
gboolean sb_party_set_deprecated (SbTxn *txn, gint64 id, gboolean deprecated, gint64 now, GError **error);
/* The row of that name, created on first use. Returns: row id, 0 on failure. */
gint64   sb_party_ensure (SbTxn *txn, SbPartyKind kind, const char *name, GError **error);
/* What a customer owes us, or we owe a supplier; minor units of the home currency, credit balances
 * negative. */
gboolean sb_party_balance (SbDatabase *db, gint64 id, gint64 *balance, GError **error);

G_END_DECLS
