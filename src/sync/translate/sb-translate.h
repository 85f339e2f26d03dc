/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-mirror.h"
#include "sb-qbo-request.h"
#include "sb-record-private.h"
#include "sb-sync-report.h"

G_BEGIN_DECLS

/*
 * From a record to the object that QuickBooks gets: the one piece of code behind both sending and
 * preview. Reads the book only. Ids that QuickBooks has not given out yet stand as "@" and the id
 * of the record they belong to; such a translation may be shown, never sent.
 */
typedef struct
{
  SbDatabase *db;          /* (not owned) */
  SbQboCompany *company;   /* (owned) */
  char *realm;             /* (owned) */
  gboolean preview;        /* nothing is sent, and nothing was linked before */
  GHashTable *accounts;    /* (owned): local account id -> SbAccountChoice */
  GPtrArray *tax_codes;    /* (owned) (nullable): read when first needed (element-type SbTaxCode) */
} SbTranslator;

SbTranslator *sb_translator_new (SbDatabase *db, const char *realm, GError **error);
void          sb_translator_free (SbTranslator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTranslator, sb_translator_free)

typedef struct
{
  SbRecord *record;           /* (owned) */
  SbQboOperation operation;
  GBytes *body;               /* (owned) (nullable): NULL when it cannot be sent */
  char *qbo_id;               /* (owned) (nullable): of what is changed */
  char *sync_token;           /* (owned) (nullable) */
  char *snapshot;             /* (owned) (nullable): fields as sent, to compare an answer with */
  GArray *needs;              /* (owned) (element-type gint64): records whose ids are missing */
  GPtrArray *posting;         /* (owned) (element-type SbSyncPosting) */
  /* why it cannot be sent */
  gboolean refused;
  SbRecordState state;
  char *reason;               /* (owned) */
  char *message;              /* (owned) (nullable) */
} SbTranslation;

void sb_translation_free (SbTranslation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbTranslation, sb_translation_free)

/* NULL only with an error of the store. */
SbTranslation *sb_translate (SbTranslator *self, gint64 record, GError **error);

/* For the files that translate one kind: */

typedef gboolean (*SbTranslateFunc) (SbTranslator *self, SbTranslation *translation,
                                     GError **error);

gboolean sb_translate_list (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_own_item (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_sale (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_bill (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_purchase_order (SbTranslator *self, SbTranslation *translation,
                                      GError **error);
gboolean sb_translate_purchase (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_deposit (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_customer_link (SbTranslator *self, SbTranslation *translation,
                                     GError **error);
gboolean sb_translate_supplier_link (SbTranslator *self, SbTranslation *translation,
                                     GError **error);
gboolean sb_translate_payment (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean sb_translate_bill_payment (SbTranslator *self, SbTranslation *translation, GError **error);
gboolean
sb_translate_journal_entry (SbTranslator *self, SbTranslation *translation, GError **error);

/* Cannot be sent. The message (nullable) replaces the one of the reason. Returns TRUE, so that a
 * translation can end with it. The first refusal stays. */
gboolean sb_translation_refuse (SbTranslation *self, SbRecordState state, const char *reason,
                                const char *format, ...) G_GNUC_PRINTF (4, 5);

/* The account of QuickBooks for a journal line; a translation that has none is refused as pending
 * and
 * @qbo_id is NULL. @account 0: by today's mapping of @role. */
gboolean sb_translator_account (SbTranslator *self, SbTranslation *translation, const char *role,
                                gint64 account, char **qbo_id, GError **error);
/* By today's mapping; @exact: without fallbacks. NULL without error: not mapped. */
gboolean sb_translator_role (SbTranslator *self, const char *role, gboolean exact, char **qbo_id,
                             GError **error);
/* The id of the object of a local thing, "@12" when there is none yet, and then a need is noted. */
char *sb_translator_id (SbTranslator *self, SbTranslation *translation, const char *object,
                        const char *subject, gint64 subject_id, GError **error);
/* "SB:<uuid> text" for PrivateNote */
char    *sb_translation_note (const SbTranslation *self, const char *text);
/* What the record posts, out of its journals: adds to posting. */
gboolean sb_translator_posting (SbTranslator *self, SbTranslation *translation, GError **error);

/* One balance of a journal by account and entity. */
typedef struct
{
  char *qbo_id;   /* (owned) */
  char *role;     /* (owned): first role that posts there */
  gint64 party;   /* 0 = none; only on receivable and payable accounts */
  gint64 amount;  /* debit positive; never 0 */
} SbNetLine;

/* Lines of one journal, resolved and netted; zero lines gone. NULL: refused or error. */
GPtrArray *
sb_translator_net (SbTranslator *self, SbTranslation *translation, gint64 journal, GError **error);

G_END_DECLS
