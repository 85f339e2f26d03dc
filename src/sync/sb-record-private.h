/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-record.h"

G_BEGIN_DECLS

/* Writing records and links; inside the sync layer only. */

/* What a record is made of. Strings belong to the caller. */
typedef struct
{
  const char *object;
  const char *subject;
  gint64 subject_id;
  const char *action;
  SbRecordState state;
  const char *reason;   /* (nullable): message and remedy come from the table of reasons */
  const char *origin;   /* (nullable): "local" */
  const char *local;    /* (nullable): "" */
  const char *event;    /* (nullable) */
  const char *date;     /* (nullable) */
  gint64 sequence;
  gboolean has_amount;
  gint64 amount;
  const char *currency; /* (nullable) */
  const char *party;    /* (nullable) */
} SbRecordDraft;

/* Returns: row id, 0 on error */
gint64   sb_record_insert (SbTxn *txn, const SbRecordDraft *draft, gint64 now, GError **error);
/* Writes what is shown of the local thing: local, event, date, sequence, amount, currency, party.
 */
gboolean sb_record_describe (SbTxn *txn, gint64 id, const SbRecordDraft *draft, GError **error);

/* @message, @remedy: (nullable): from the table of reasons when NULL. A state without reason clears
 * all three. */
gboolean sb_record_set_state (SbTxn *txn, gint64 id, SbRecordState state, const char *reason,
                              const char *message, const char *remedy, const char *code, gint64 now,
                              GError **error);
/* A new revision that waits to be sent. While a request is in the air the state stays sent; the
 * answer then finds the newer revision and lets it wait. */
gboolean sb_record_revise (SbTxn *txn, gint64 id, const char *action, gint64 now, GError **error);

/* Journals of a record */
gboolean sb_record_attach_journal (SbTxn *txn, gint64 record, gint64 journal, GError **error);
/* 0 without error: none */
gboolean sb_record_of_journal (SbDatabase *db, gint64 journal, gint64 *record, GError **error);
GArray *
sb_record_journals (SbDatabase *db, gint64 record, GError **error); /* (element-type gint64) */
/* 0: none. By subject, of one object. */
gboolean sb_record_lookup (SbDatabase *db, const char *object, const char *subject,
                           gint64 subject_id, gint64 *record, GError **error);

gboolean
sb_record_set_needs (SbTxn *txn, gint64 record, const gint64 *needs, gsize n, GError **error);

/* The object of a record in QuickBooks. */
typedef struct
{
  gint64 record;
  char *realm;
  char *object;
  char *qbo_id;
  char *sync_token; /* (nullable) */
  char *doc_number; /* (nullable) */
  char *snapshot;   /* (nullable) */
  gboolean active;
  char *state;      /* "linked" "voided" "deleted" "broken" */
} SbLink;

void     sb_link_free (SbLink *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbLink, sb_link_free)

/* NULL without error when there is none. */
SbLink  *sb_link_of_record (SbDatabase *db, gint64 record, GError **error);
SbLink *sb_link_find (SbDatabase *db, const char *realm, const char *object, const char *qbo_id,
                      GError **error);
/* Inserts or replaces the link of the record. */
gboolean sb_link_save (SbTxn *txn, const SbLink *link, gint64 now, GError **error);
gboolean sb_link_remove (SbTxn *txn, gint64 record, GError **error);

gboolean sb_conflict_clear (SbTxn *txn, gint64 record, GError **error);
gboolean
sb_conflict_add (SbTxn *txn, gint64 record, const char *field, const char *base, const char *local,
                 const char *qbo, const char *suggested, GError **error);

G_END_DECLS
