/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply.h"
#include "sb-book.h"
#include "sb-document.h"
#include "sb-event-kind.h"
#include "sb-movement.h"
#include "sb-posting.h"
#include "sb-recost.h"

G_BEGIN_DECLS

/*
 * An event being applied; what the kinds of event work with. Everything runs inside a savepoint,
 * so a kind may write first and refuse later.
 */
struct _SbApply
{
  SbTxn *txn;
  SbDatabase *db;          /* of txn */
  const SbEvent *event;
  const SbEventData *data;
  SbBook book;
  gint64 seq;              /* event row */
  gint64 own;              /* event row whose effects are applied or, by an undo, taken back */
  char date[SB_DAY_TEXT_SIZE]; /* of own */
  gint64 document;         /* document row made, or 0 */
  SbRecost *recost;
  SbPosting *posting;
  char *unknown_field;     /* (owned) (nullable): first unknown product, location or role */
  char *unknown_message;   /* (owned) (nullable) */
};

/* "/lines/3/qty" (transfer full) */
char *sb_apply_field (const char *list, guint index, const char *member);

/* Row ids by name. An unknown one gives 0 and is refused later by sb_apply_require_known(), because
 * the refusals of the document itself come first. */
gboolean sb_apply_product (SbApply *self, const char *sku, const char *field, gint64 *product,
                           GError **error);
/* The same for one that is kept in stock. */
gboolean sb_apply_stock_product (SbApply *self, const char *sku, const char *field, gint64 *product,
                                 GError **error);
/* @name %NULL: the default location. Goods under way ("@transit:ID") count only with @transit. */
gboolean sb_apply_location (SbApply *self, const char *name, const char *field, gboolean transit,
                            gint64 *location, GError **error);
/* A role that may be chosen in an event; @fallback when @name is %NULL. (out) @role: interned. */
gboolean sb_apply_role (SbApply *self, const char *name, const char *fallback, const char *field,
                        const char **role, GError **error);
gboolean sb_apply_require_known (SbApply *self, GError **error);

/* One line that moves stock, looked up. */
typedef struct
{
  const SbEventLine *line;
  guint index;
  gint64 product;  /* 0: unknown, refused later */
  gint64 location; /* likewise */
} SbStockLine;

/* Looks up the products and locations of the @lines in member @list and refuses those before a
 * stocktake. (transfer full) (element-type SbStockLine) */
GArray  *sb_apply_stock_lines (SbApply *self, GArray *lines, const char *list, gboolean transit,
                               GError **error);

/* Created on first use. */
gboolean sb_apply_party (SbApply *self, const char *kind, const char *name, gint64 *party,
                         GError **error);
gboolean sb_apply_service (SbApply *self, const char *name, gint64 *product, GError **error);
gboolean sb_apply_transit_location (SbApply *self, const char *transfer, gint64 *location,
                                    GError **error);

/* The chain of @name; made when missing and @create, else 0. Sets its party when it has none. */
gboolean sb_apply_chain (SbApply *self, const char *side, const char *name, gint64 party,
                         gboolean create, gint64 *chain, GError **error);

/* Whose purchase or sale it is; 0 when nobody said so yet. */
gboolean sb_apply_chain_party (SbApply *self, gint64 chain, gint64 *party, GError **error);

/* An account named by its row; an unknown one is refused later. */
gboolean sb_apply_account (SbApply *self, gint64 id, const char *field, gint64 *account,
                           GError **error);
/* Account of a role; see sb_role_resolve(). Money accounts: `account_id` of the event wins. */
gboolean sb_apply_money_account (SbApply *self, const char *role, gint64 *account, GError **error);

/* The role and account of stock at a location: goods under way are not Inventory. */
gboolean sb_apply_asset (SbApply *self, gint64 product, gint64 location, const char **role,
                         gint64 *account, GError **error);

/* Refuses with DUPLICATE when the number is taken. */
gboolean sb_apply_check_number (SbApply *self, const char *kind, const char *number,
                                const char *field, GError **error);
/* Refuses with BEFORE_STOCKTAKE. */
gboolean sb_apply_check_stocktake (SbApply *self, gint64 product, gint64 location,
                                   const char *field, GError **error);

/* Row of the authorised document of @kind and @number, 0 when there is none. */
gboolean sb_apply_find_document (SbApply *self, const char *kind, const char *number,
                                 gint64 *document, GError **error);
/* Of the authorised document that an event made, 0 when there is none. */
gboolean sb_apply_find_document_of_event (SbApply *self, const char *uid, const char *kind,
                                          gint64 *document, GError **error);

/* Sum of active lines of a kind of document in a chain for a product (quantity). */
gboolean sb_apply_sum_qty (SbApply *self, const char *kind, const char *part, gint64 chain,
                           gint64 product, gint64 *qty, GError **error);

/* A document with the facts that every event carries filled in. (transfer full) */
SbDocument     *sb_apply_new_document (SbApply *self, const char *kind, const char *number);
SbDocumentLine *sb_document_add_line (SbDocument *document, const char *part, int line);
/* Currency and rate of the event; base and 1 when it names none. */
void            sb_apply_set_currency (SbApply *self, SbDocument *document);
/* Sums the lines, discount, shipping and rounding into goods, tax and total. */
gboolean        sb_document_sum (SbDocument *document, GError **error);
/* Writes it with its lines (sets their ids) and makes it the event's document. */
gboolean        sb_apply_write_document (SbApply *self, SbDocument *document, GError **error);

/* Settles @target by @amount (its currency) / @base. */
gboolean sb_apply_settle (SbApply *self, gint64 target, gint64 amount, gint64 base, GError **error);

/* Adds a part to the value of a receipt and has it costed again. */
gboolean sb_apply_add_part (SbApply *self, gint64 movement, const char *kind, gint64 amount,
                            const char *role, gint64 account, GError **error);

/* A movement of a document line of this event, with asset role and account. */
gboolean sb_apply_new_movement (SbApply *self, SbMovement *movement, const char *kind, gint64 line,
                                gint64 slice, gint64 product, gint64 location, gint64 qty,
                                GError **error);

/* Undo of an event: see sb-undo.c. */
gboolean sb_undo_find (SbApply *self, GError **error);
gboolean sb_undo_check (SbApply *self, GError **error);

G_END_DECLS
