/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "sb-line-column.h"
#include "sb-party.h"

G_BEGIN_DECLS

/* What a document of a kind has; each brings fields of sb-document-field.c. */
typedef enum
{
  SB_DOCUMENT_PARTY = 1 << 0,     /* a customer or supplier */
  SB_DOCUMENT_NUMBER = 1 << 1,
  SB_DOCUMENT_DUE = 1 << 2,       /* a due day */
  SB_DOCUMENT_CURRENCY = 1 << 3,  /* its own currency and rate, where the book has several */
  SB_DOCUMENT_RATE = 1 << 4,      /* the rate of the day, in the currency of what it continues */
  SB_DOCUMENT_LOCATION = 1 << 5,
  SB_DOCUMENT_AMOUNT = 1 << 6,    /* an amount of money */
  SB_DOCUMENT_ACCOUNT = 1 << 7,   /* an account that the money goes to or comes from */
  SB_DOCUMENT_FULL = 1 << 8,      /* foreign: whether it clears the rest */
  SB_DOCUMENT_CREDIT = 1 << 9,    /* an open credit to use */
  SB_DOCUMENT_METHOD = 1 << 10,   /* how an amount is shared out */
  SB_DOCUMENT_DISCOUNT = 1 << 11, /* on all lines */
  SB_DOCUMENT_SHIPPING = 1 << 12, /* charged to the customer */
  SB_DOCUMENT_ROUNDING = 1 << 13,
  SB_DOCUMENT_REFUND = 1 << 14,   /* money goes back at once */
  SB_DOCUMENT_CARRIED = 1 << 15,  /* whether QuickBooks carries the balance already */
  SB_DOCUMENT_FROM = 1 << 16,     /* the place that goods leave */
  SB_DOCUMENT_TO = 1 << 17,       /* the place that they come to */
  SB_DOCUMENT_REASON = 1 << 18,   /* what a difference is booked to */
  SB_DOCUMENT_SCRAP = 1 << 19,    /* value of waste beyond the usual */
} SbDocumentParts;

/* What of a purchase or sale is proposed as lines of the next document. */
typedef enum
{
  SB_REST_NONE,
  SB_REST_QUOTED,    /* what was offered */
  SB_REST_MOVE,      /* what is still to come or to go */
  SB_REST_BILL,      /* what is still to be billed or invoiced */
  SB_REST_CREDIT,    /* what was billed or invoiced and not credited */
  SB_REST_RESTOCK,   /* what was shipped and did not come back */
  SB_REST_RETURN,    /* what was received and billed and not sent back */
  SB_REST_RECEIPTS,  /* the receipts themselves */
} SbRest;

#define SB_DOCUMENT_MAX_LISTS 3

/**
 * SbDocumentList:
 * @member: member of the event: "lines", "extra", "restock"
 * @title: (nullable): untranslated heading; not above the first list
 * @columns: %SbLineParts of its lines
 * @optional: of these, what may be left out
 * @empty_ok: whether it may have no line
 * @rest: what is proposed
 */
typedef struct
{
  const char *member;
  const char *title;
  guint       columns;
  guint       optional;
  gboolean    empty_ok;
  SbRest      rest;
} SbDocumentList;

/**
 * SbDocumentKind:
 * @name: (nullable): its name where several kinds become events of one type; else @event
 * @event: type of the event that it becomes: "bill"
 * @document: kind of the document row it makes: "bill"
 * @title: untranslated: "New bill"
 * @confirm: untranslated words of the button, with mnemonic
 * @done: untranslated word of success
 * @own: (nullable): member of the event that carries the document's own number
 * @prefix: (nullable): what a proposed number starts with
 * @chain: (nullable): member that names the order it belongs to
 * @target: (nullable): member that names the document it pays
 * @party_member: (nullable): member that names the party
 * @party: which kind of party
 * @page: page that shows the result: "purchase", "sale", "stock-document", or a list
 * @parts: what it has
 * @lists: its lists of lines, until one without a member
 *
 * One kind of document, as data: the document component draws and reads it from this row alone, so
 * that another kind is another row. The rules are the ledger's.
 */
typedef struct
{
  const char    *name;
  const char    *event;
  const char    *document;
  const char    *title;
  const char    *confirm;
  const char    *done;
  const char    *own;
  const char    *prefix;
  const char    *chain;
  const char    *target;
  const char    *party_member;
  SbPartyKind    party;
  const char    *page;
  guint          parts;
  SbDocumentList lists[SB_DOCUMENT_MAX_LISTS + 1];
} SbDocumentKind;

/* %NULL when there is no such kind */
const SbDocumentKind *sb_document_kind_find (const char *name);
/* The kind that documents of this kind ("credit_note") are typed in; %NULL when none is. */
const SbDocumentKind *sb_document_kind_of_document (const char *document);
const char           *sb_document_kind_name (const SbDocumentKind *self);
/* %NULL when it has no such list */
const SbDocumentList *sb_document_kind_list (const SbDocumentKind *self, const char *member);

G_END_DECLS
