/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-database.h"
#include "sb-day.h"

G_BEGIN_DECLS

/**
 * SbBecause: one place that a cost comes from, and where that had it from.
 * @kind: kind of document in the words of sb-document.h: "receipt", "bill", "landed_cost",
 *   "supplier_credit", "opening", "transfer", "assembly", ...; besides "by_product" (value fixed by
 *   hand, taken off what it was made with), "last_cost" (units that went out before any came in)
 *   and "rounding" (nothing in any book that was seen so far)
 *
 * Amounts of @because add up to @amount, at every level, to the minor unit.
 */
typedef struct
{
  gint64 event;        /* row id */
  char *event_id;      /* (owned): its id in the event format */
  const char *kind;    /* (not owned) */
  gint64 document;     /* row id, 0: none */
  char *number;        /* (owned) (nullable): of the document, as people see it */
  char date[SB_DAY_TEXT_SIZE]; /* of the event */
  gint64 movement;     /* row id of the movement that brought the units, 0: none */
  gint64 product;      /* row id, 0: none */
  char *sku;           /* (owned) (nullable) */
  gint64 quantity;     /* 10^-6 units that the amount is for, 0: none; negative: fewer than before */
  gint64 amount;       /* minor units of the base currency, debit positive */
  GPtrArray *because;  /* (owned) (nullable) (element-type SbBecause) */
} SbBecause;

/**
 * SbExplainLine: one line of a journal and what it is made of.
 */
typedef struct
{
  char *role;          /* (owned) */
  gint64 account;      /* row id, 0: not mapped when it was posted */
  char *account_name;  /* (owned) (nullable) */
  gint64 amount;       /* minor units of the base currency, debit positive */
  GPtrArray *because;  /* (owned) (element-type SbBecause): adds up to @amount */
} SbExplainLine;

/**
 * SbExplanation: a journal as it was posted, down to receipts, bills, shares of landed cost and
 * corrections.
 */
typedef struct
{
  gint64 journal;      /* row id: "J<journal>" */
  gint64 event;        /* row id of the event that triggered it */
  char *event_id;      /* (owned) */
  char *date;          /* (owned) */
  char *object;        /* (owned): what QuickBooks receives */
  char *kind;          /* (owned): "post", "correction", "reversal" or "repair" */
  gint64 document;     /* row id, 0: none */
  char *number;        /* (owned) (nullable): of the document */
  GPtrArray *lines;    /* (owned) (element-type SbExplainLine) */
} SbExplanation;

void sb_because_free (SbBecause *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbBecause, sb_because_free)
void sb_explanation_free (SbExplanation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbExplanation, sb_explanation_free)

/**
 * sb_ledger_explain:
 * @db: any connection of a book
 * @journal: row id of a journal
 * @error: return location
 *
 * Where every amount of a posted journal comes from, with what was known when it was posted: a
 * shipment before its bill came says the order's price, the correction afterwards says the bill.
 * Reads only; costs the movements of the products involved up to then. Worker thread.
 *
 * Fails with %SB_LEDGER_ERROR_UNKNOWN_REF or any %SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbExplanation *sb_ledger_explain (SbDatabase *db, gint64 journal, GError **error);

/**
 * sb_ledger_explain_movement:
 * @movement: row id of a movement of stock
 * @as_of: the day, or %SB_DAY_NONE for now
 *
 * What the movement's cost was made of on that day: what its journals dated up to then say,
 * together. Signed like the stock account: positive for what came in.
 *
 * Returns: (transfer full) (element-type SbBecause): adds up to the value posted up to that day
 */
GPtrArray *sb_ledger_explain_movement (SbDatabase *db, gint64 movement, SbDay as_of,
                                       GError **error);

/* The journal that @text names: "12", "J12" or "SB-J12"; 0 when it names none. */
gint64 sb_ledger_journal_of_text (const char *text);

G_END_DECLS
