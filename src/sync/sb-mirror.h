/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sb-money.h"
#include "sb-day.h"
#include "sb-qbo-rules.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/* What was read from QuickBooks last: lists and company facts, as they came. */

typedef struct
{
  char *qbo_id;
  char *name;
  char *key;        /* (nullable): SKU, e-mail */
  gboolean active;
  char *sync_token; /* (nullable) */
  JsonNode *body;   /* object */
} SbMirrorRow;

void sb_mirror_row_free (SbMirrorRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbMirrorRow, sb_mirror_row_free)

/* Keeps @object; its name and key are read from it. Passed over when it has no Id. */
gboolean
sb_mirror_put (SbTxn *txn, const char *entity, JsonObject *object, gint64 now, GError **error);
gboolean     sb_mirror_remove (SbTxn *txn, const char *entity, const char *qbo_id, GError **error);
/* NULL without error when there is none. */
SbMirrorRow *sb_mirror_get (SbDatabase *db, const char *entity, const char *qbo_id, GError **error);
GPtrArray *sb_mirror_list (SbDatabase *db, const char *entity,
                           GError **error); /* by name (element-type SbMirrorRow) */
/* Active ones of that name without regard to case, or of exactly that key. */
GPtrArray *sb_mirror_by_name (SbDatabase *db, const char *entity, const char *name, GError **error);
GPtrArray   *sb_mirror_by_key (SbDatabase *db, const char *entity, const char *key, GError **error);

/* The company as it was read last; absent until the first pull. */
typedef struct
{
  gboolean known;
  SbCurrency home;             /* the book's */
  gboolean is_us;
  gboolean custom_numbers;     /* sales forms take our numbers */
  gboolean allow_discount;
  gboolean sales_tax;          /* some kind of it is on */
  char *tax_code;              /* (owned) (nullable): code for a document's TxnTaxDetail, US */
  SbDay close_date;            /* SB_DAY_NONE = open */
  gboolean multi_currency;
  SbQboRules rules;            /* when @known: what it demands of everything that is sent */
} SbQboCompany;

SbQboCompany *sb_qbo_company_load (SbDatabase *db, GError **error);
void          sb_qbo_company_free (SbQboCompany *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboCompany, sb_qbo_company_free)

/* The book's base currency. */
gboolean sb_book_currency (SbDatabase *db, SbCurrency *currency, GError **error);

G_END_DECLS
