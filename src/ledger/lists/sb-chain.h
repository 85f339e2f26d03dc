/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"
#include "sb-money.h"

G_BEGIN_DECLS

/*
 * A chain is one purchase from order to payment, or one sale: everything that one page shows. The
 * two are mirrors, so they share their shape. Plain records, read in one go; any thread.
 */

/**
 * SbChainLine: one product of a chain.
 */
typedef struct
{
  gint64 product;        /* row id */
  char *sku;             /* (owned) */
  char *name;            /* (owned) */
  gboolean is_stock;     /* FALSE: a service, never received or shipped */
  gint64 ordered;        /* 10^-6 units */
  gint64 unit_price;     /* 10^-6 units of the document currency, of the order or else of the first bill/invoice */
  gint64 discount;       /* 10^-8 as a fraction, of the order line */
  gint64 tax_rate;       /* 10^-8 as a fraction, -1 = none given */
  gint64 moved;          /* received or shipped, 10^-6 units, >= 0 */
  gint64 billed;         /* billed or invoiced, 10^-6 units, >= 0 */
  gint64 quoted;         /* offered; sales */
  gint64 credited;       /* taken back by credits, 10^-6 units, >= 0 */
  gint64 returned;       /* sent back to the supplier, or come back from the customer */
  gboolean tax_lost;     /* its tax cannot be recovered */
  gint64 billed_price;   /* as it was billed or invoiced last, what a credit takes back; units as above */
  gint64 billed_discount;
  gint64 billed_tax;     /* -1 = none given */
} SbChainLine;

/**
 * SbChainStep: one document of a chain, in order of date and entry.
 */
typedef struct
{
  gint64 document;       /* row id */
  gint64 event;          /* row id */
  char *event_uid;       /* (owned): what undo names */
  char *kind;            /* (owned): kind of document: "purchase_order", "receipt", "bill", "bill_payment", "sale_order", ... */
  char *number;          /* (owned) (nullable): as shown to people */
  SbDay date;
  SbDay due;             /* SB_DAY_NONE when it has none */
  gint64 quantity;       /* 10^-6 units of all lines; 0 for payments */
  gint64 total;          /* minor units of the document currency; 0 for receipts and shipments */
  gint64 open;           /* left to pay, minor units; bills and invoices */
  gint64 unused;         /* left of a credit, minor units of the document currency */
  gboolean undone;       /* reversed; shown struck through */
  gboolean is_void;      /* undone for good */
} SbChainStep;

/**
 * SbChain: one purchase or sale.
 */
typedef struct
{
  gint64 id;             /* row id of `chain` */
  gboolean is_sale;
  char *number;          /* (owned): as shown to people */
  char *key;             /* (owned): the po or sale of its events */
  const char *state;     /* (not owned): word of sb_chain_state_word() */
  gint64 party;          /* row id, 0 when unknown yet */
  char *party_name;      /* (owned) (nullable) */
  SbDay date;
  SbCurrency currency;
  GPtrArray *lines;      /* (owned) (element-type SbChainLine) */
  GPtrArray *steps;      /* (owned) (element-type SbChainStep) */
  gint64 quoted;         /* 10^-6 units; in a quote only */
  gint64 ordered;        /* 10^-6 units */
  gint64 moved;          /* 10^-6 units */
  gint64 billed;         /* 10^-6 units */
  gint64 ordered_total;  /* minor units of the document currency, net of discount, before tax */
  gint64 billed_total;   /* minor units, with tax */
  gint64 paid;           /* minor units */
  gint64 open;           /* minor units: billed and not paid */
  gint64 credited;       /* minor units, with tax */
  gint64 unused;         /* minor units: credited and neither used nor refunded */
  gint64 deposits;       /* minor units, home currency: paid before and not used yet */
  gint64 freight;        /* minor units, home currency: landed cost billed here and not shared out;
                            0 when more was shared out than billed */
  /* What it did so far, minor units of the home currency, debit positive */
  gint64 effect_quantity;  /* 10^-6 units that came (+) or went (-) */
  gint64 effect_inventory;
  gint64 effect_owed;      /* payable or receivable still open; < 0: more was credited than is owed */
  gint64 effect_in_transit;
  gint64 effect_accrued;   /* received not billed */
  gint64 effect_cogs;
  gint64 effect_revenue;
} SbChain;

void sb_chain_free (SbChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbChain, sb_chain_free)

/**
 * SbChainSums: what the state of a chain follows from. Quantities in 10^-6 units, money in minor
 * units; all of documents that are in force.
 */
typedef struct
{
  gboolean alive;      /* some document is in force */
  gboolean quoted;     /* something was offered */
  gint64 ordered;
  gint64 stock_ordered;
  gint64 moved;        /* received or shipped */
  gint64 billed;
  gint64 stock_billed;
  gint64 billed_total;
  gint64 paid;
} SbChainSums;

/* How far it is: "void" "quoted" "ordered" "part-received" "received" "part-billed" "billed" "part-paid" "paid", and for
 * sales "part-shipped" "shipped" "part-invoiced" "invoiced" instead. "billed" means that moved and billed
 * are whole, "paid" that nothing is left to do. */
const char *sb_chain_state_word (const SbChainSums *sums, gboolean is_sale);

/**
 * sb_purchase_chain_load:
 * @db: connection
 * @id: row id of `chain`, as in the lists of purchases and sales
 * @error: return location
 *
 * Fails with %SB_LEDGER_ERROR_UNKNOWN_REF when there is no such purchase, or any SB_STORE_ERROR.
 *
 * Returns: (transfer full): the whole purchase
 */
SbChain *sb_purchase_chain_load (SbDatabase *db, gint64 id, GError **error);
SbChain *sb_sale_chain_load (SbDatabase *db, gint64 id, GError **error);

/* Chain that a document belongs to, 0 without an error for none. */
gint64   sb_chain_of_document (SbDatabase *db, gint64 document, GError **error);
/* Chain of that name ("PO-1042"), 0 without an error when there is none. */
gint64   sb_chain_find (SbDatabase *db, gboolean is_sale, const char *key, GError **error);

G_END_DECLS
