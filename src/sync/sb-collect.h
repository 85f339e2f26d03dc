/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-record-private.h"

G_BEGIN_DECLS

/* One round of collecting; on the stack of sb_record_collect(). */
typedef struct
{
  SbTxn *txn;
  SbDatabase *db;
  gint64 now;
  char first_date[SB_DAY_TEXT_SIZE]; /* "" = none */
  char currency[SB_CURRENCY_CODE_SIZE];
  gboolean orders; /* purchase orders are sent */
  gboolean quotes;
} SbCollect;

gboolean sb_collect_load_settings (SbCollect *self, GError **error);

gboolean sb_collect_customer (SbCollect *self, gint64 id, GError **error);
gboolean sb_collect_supplier (SbCollect *self, gint64 id, GError **error);
gboolean sb_collect_product (SbCollect *self, gint64 id, GError **error);
gboolean sb_collect_document (SbCollect *self, gint64 id, GError **error);
gboolean sb_collect_journal (SbCollect *self, gint64 id, GError **error);
gboolean sb_collect_shipment (SbCollect *self, gint64 id, GError **error);

gboolean sb_collect_is_supplier (SbCollect *self, gint64 party);

/* Records of our own items that only some companies need; after the company was read. */
gboolean sb_collect_own_items (SbTxn *txn, gint64 now, GError **error);
/* What a switch of the settings lets go or holds back now: only what was never sent. */
gboolean sb_record_follow_settings (SbTxn *txn, gint64 now, GError **error);

/* The service items of our own that documents need. */
#define SB_OWN_ITEM_SHIPPING 1
#define SB_OWN_ITEM_DISCOUNT 2

/* Whether something dated @date is before the first date to sync. */
gboolean sb_collect_too_early (const SbCollect *self, const char *date);

G_END_DECLS
