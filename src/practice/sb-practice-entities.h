/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-books.h"

G_BEGIN_DECLS

/* One request on its way into the books, and what its entity makes of it. */
struct _SbWrite
{
  const SbEntity *entity;
  SbObject       *old;             /* (nullable): NULL when it is new */
  SbTree         *body;            /* (owned): the whole new content */
  SbTree         *request;         /* (not owned): what was sent */
  const char     *editor;          /* who writes */
  gboolean        voiding;         /* amounts are 0 on purpose */
  gboolean        allow_duplicate; /* include=allowduplicatedocnum */
  gboolean        trusted;         /* the seed: may write read-only entities, Ids and numbers */
  gint64          file_size;       /* bytes of the file that comes with an Attachable; 0: none */
};

/* How many kinds there are. */
guint sb_entity_count (void);
/* Position in the table, from 0. */
guint sb_entity_index (const SbEntity *entity);
/* The kind at a position below sb_entity_count(). */
const SbEntity *sb_entity_at (guint index);
const SbEntity *sb_entity_named (const char *name);    /* "JournalEntry", exact; (nullable) */
const SbEntity *sb_entity_for_path (const char *word); /* "journalentry", any case; (nullable) */
/* What LinkedTxn.TxnType calls a document of this kind: BillPayment by check is "BillPaymentCheck".
 */
const char *sb_object_txn_type (const SbObject *object);
/* What reports call it: "Bill Payment (Check)". */
const char *sb_object_report_type (const SbObject *object);

/* sb-practice-lists.c */
gboolean sb_prepare_party (SbBooks *books, SbWrite *write, GError **error);
gboolean sb_prepare_account (SbBooks *books, SbWrite *write, GError **error);
gboolean sb_prepare_named (SbBooks *books, SbWrite *write, GError **error);
gboolean sb_prepare_term (SbBooks *books, SbWrite *write, GError **error);
void     sb_render_party (SbBooks *books, SbObject *object, SbTree *answer);
void     sb_render_account (SbBooks *books, SbObject *object, SbTree *answer);
/* sb-practice-item.c */
gboolean sb_prepare_item (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_item (SbBooks *books, SbObject *object);
void     sb_render_item (SbBooks *books, SbObject *object, SbTree *answer);
/* sb-practice-sale.c */
gboolean sb_prepare_sale (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_sale (SbBooks *books, SbObject *object);
void     sb_render_open (SbBooks *books, SbObject *object, SbTree *answer);
/* sb-practice-purchase.c */
gboolean sb_prepare_purchase (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_purchase (SbBooks *books, SbObject *object);
/* sb-practice-payment.c */
gboolean sb_prepare_payment (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_payment (SbBooks *books, SbObject *object);
void     sb_render_payment (SbBooks *books, SbObject *object, SbTree *answer);
/* sb-practice-money-move.c */
gboolean sb_prepare_deposit (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_deposit (SbBooks *books, SbObject *object);
gboolean sb_prepare_transfer (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_transfer (SbBooks *books, SbObject *object);
/* sb-practice-adjustment.c */
gboolean sb_prepare_adjustment (SbBooks *books, SbWrite *write, GError **error);
/* sb-practice-currency.c */
gboolean sb_prepare_currency (SbBooks *books, SbWrite *write, GError **error);
/* sb-practice-attachable.c */
gboolean sb_prepare_attachable (SbBooks *books, SbWrite *write, GError **error);
void     sb_render_attachable (SbBooks *books, SbObject *object, SbTree *answer);
/* (transfer full): where the file of @object, an Attachable with one, is for a quarter of an hour
 */
char *sb_attachable_link (SbBooks *books, const SbObject *object);
/* sb-practice-journal-entry.c */
gboolean sb_prepare_journal_entry (SbBooks *books, SbWrite *write, GError **error);
void     sb_post_journal_entry (SbBooks *books, SbObject *object);

G_END_DECLS
