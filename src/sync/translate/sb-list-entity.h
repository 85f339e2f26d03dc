/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-merge.h"
#include "sb-money.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* What the contacts and products have in common: fields that both sides may edit. A further list
 * is one more of these. */

/* What an object needs beside its fields. */
typedef struct
{
  SbCurrency home;
  const char *currency;        /* (nullable): of a new contact, where there are several */
  const char *income_account;  /* (nullable) */
  const char *expense_account; /* (nullable) */
} SbListRefs;

typedef struct
{
  const char *object;  /* "Customer" */
  const char *subject; /* "customer" */
  const char *name_field;
  const SbFieldSpec *specs;
  gsize n_specs;

  /* Fields as they go to QuickBooks. NULL without error: no such row. */
  SbFields *(*read_local) (SbDatabase *db, gint64 id, GError **error);
  SbFields *(*read_qbo) (JsonObject *object, SbCurrency home, GError **error);
  /* Writes the fields of @values alone. */
  gboolean (*write_local) (SbTxn *txn, gint64 id, const SbFields *values, gint64 now,
                           GError **error);
  /* A new local row out of an object of QuickBooks; row id, 0 on error. */
  gint64 (*create_local) (SbTxn *txn, JsonObject *object, const SbFields *values, gint64 now,
                          GError **error);
  /* The object to send: new when @id is NULL, else a sparse update with the fields of @values; @all
   * has the parts that go along with a changed one. */
  GBytes *(*to_bytes) (const SbFields *all, const SbFields *values, gboolean is_service,
                       const SbListRefs *refs, const char *id, const char *sync_token,
                       GError **error);
  /* Why an object of QuickBooks may never be linked: "tracked-item", "bundle", "category"; NULL: it
   * may. */
  const char *(*refusal) (JsonObject *object);
} SbListEntity;

extern const SbListEntity sb_list_customer;
extern const SbListEntity sb_list_vendor;
extern const SbListEntity sb_list_item;

/* By "Customer" or "customer"; NULL when it is none. */
const SbListEntity *sb_list_entity_find (const char *object_or_subject);
/* NULL-terminated. */
const SbListEntity *const *sb_list_entities (void);

/* A name as QuickBooks takes it: no colon, tab or newline, at most @max characters. */
char *sb_list_clean_name (const char *name, glong max);

G_END_DECLS
