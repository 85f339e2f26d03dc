/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "sb-party.h"

G_BEGIN_DECLS

/* What a document of a kind has. */
typedef enum
{
  SB_DOCUMENT_PARTY = 1 << 0,     /* a customer or supplier */
  SB_DOCUMENT_LINES = 1 << 1,
  SB_DOCUMENT_PRICE = 1 << 2,     /* lines: unit price */
  SB_DOCUMENT_DISCOUNT = 1 << 3,  /* lines: percent */
  SB_DOCUMENT_TAX = 1 << 4,       /* lines: percent */
  SB_DOCUMENT_COST = 1 << 5,      /* lines: unit cost */
  SB_DOCUMENT_SIGNED = 1 << 6,    /* lines: quantities may be negative */
  SB_DOCUMENT_DUE = 1 << 7,       /* a due day */
  SB_DOCUMENT_AMOUNT = 1 << 8,    /* an amount of money */
  SB_DOCUMENT_ACCOUNT = 1 << 9,   /* an account that the money goes to or comes from */
  SB_DOCUMENT_SERVICES = 1 << 10, /* lines: also services */
  SB_DOCUMENT_CARRIED = 1 << 11,  /* whether QuickBooks carries the balance already */
} SbDocumentParts;

/**
 * SbDocumentKind:
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
 * @page: page that shows the result: "purchase", "sale", or a list
 * @parts: what it has
 *
 * One kind of document, as data: the document component draws and reads it from this row alone, so
 * that another kind is another row. The rules are the ledger's.
 */
typedef struct
{
  const char *event;
  const char *document;
  const char *title;
  const char *confirm;
  const char *done;
  const char *own;
  const char *prefix;
  const char *chain;
  const char *target;
  const char *party_member;
  SbPartyKind party;
  const char *page;
  guint       parts;
} SbDocumentKind;

/* %NULL when there is no such kind */
const SbDocumentKind *sb_document_kind_find (const char *event);

G_END_DECLS
