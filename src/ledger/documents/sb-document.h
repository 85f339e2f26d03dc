/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"

G_BEGIN_DECLS

/*
 * Kinds of document, in the words of the document table:
 *   purchase_order receipt bill bill_payment purchase_return supplier_credit supplier_refund
 *   supplier_deposit deposit_application landed_cost
 *   sale_quote sale_order shipment invoice payment credit_note customer_refund credit_application
 *   customer_deposit customer_deposit_application
 *   adjustment stocktake revaluation transfer transfer_send transfer_receive assembly disassembly
 *   production_start production_cost production_finish opening
 */

/**
 * SbDocumentLine: see the columns of document_line for units. Money in the document's currency but
 * for @cost and @matched_cost (base).
 */
typedef struct
{
  gint64 id;
  int line;
  char *part;         /* "line", "extra", "restock", "output", "cost" */
  gint64 product;     /* 0: none */
  char *sku;          /* (nullable) */
  char *product_name; /* (nullable) */
  gint64 location;    /* 0: none */
  char *role;         /* (nullable) */
  gint64 account;     /* 0: none; expense account, or the resolved account of an extra */
  char *against;      /* (nullable) */
  gint64 qty;
  gint64 unit_price;  /* -1: none */
  gint64 discount_rate;
  gint64 net;
  gint64 discount_share;
  gint64 tax_rate;
  gint64 tax;
  gboolean recoverable;
  gint64 cost;
  gint64 matched_qty;
  gint64 matched_cost;
  gint64 taken_qty;
} SbDocumentLine;

/* SbDocument: see the columns of document for units. */
typedef struct
{
  gint64 id;
  char *kind;
  char *number;
  char *display;
  gint64 event;       /* row id */
  char *event_id;
  gint64 chain;       /* 0: none */
  char *chain_name;   /* (nullable) */
  gint64 party;       /* 0: none */
  char *party_name;   /* (nullable) */
  char *date;
  char *due;          /* (nullable) */
  gint64 term;        /* 0: none */
  char *note;         /* (nullable) */
  char *currency;
  gint64 rate;
  gint64 goods, discount, shipping, shipping_tax, shipping_rate, extra, tax, rounding, total;
  gint64 total_base;
  gint64 settled, settled_base;
  char *origin;       /* "local" or "qbo" */
  gboolean send;
  gint64 account;     /* 0: none */
  char *state;        /* "authorised", "undone", "void" */
  GPtrArray *lines;   /* (element-type SbDocumentLine), by part and line */
} SbDocument;

void sb_document_line_free (SbDocumentLine *self);
void sb_document_free (SbDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbDocument, sb_document_free)

/* (transfer full). Fails with %SB_LEDGER_ERROR_UNKNOWN_REF or any %SB_STORE_ERROR. */
SbDocument *sb_document_load (SbDatabase *db, gint64 id, GError **error);
/* Row id of the authorised (else the latest) document with this number, or 0 with UNKNOWN_REF. */
gint64      sb_document_find (SbDatabase *db, const char *kind, const char *number, GError **error);

/* What a payment, credit or deposit settles. */
typedef struct
{
  gint64 source;      /* document row */
  gint64 target;      /* document row */
  gint64 amount;      /* currency of the target */
  gint64 base;
  gboolean active;
} SbAllocation;

/* Allocations made by, or settling, a document: (element-type SbAllocation), entry order. */
GArray *sb_document_allocations (SbDatabase *db, gint64 document, GError **error);

G_END_DECLS
