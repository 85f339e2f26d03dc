/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/**
 * SbSettlement:
 * @kind: kind of the paying document: "payment"
 * @object: what QuickBooks receives: "Payment"
 * @target: kind of what is paid: "invoice"
 * @number: of what is paid
 * @field: member that names it, "/invoice"
 * @owed_role: "AccountsReceivable" or "AccountsPayable"
 * @sign: +1 when the money account is debited, -1 when it is credited
 * @spreads: what exceeds the open amount goes to the party's other open documents of that kind and
 * currency, oldest first
 *
 * Money that settles a document: payments of both sides, refunds of credits.
 */
typedef struct
{
  const char *kind;
  const char *object;
  const char *target;
  const char *number;
  const char *field;
  const char *owed_role;
  int sign;
  gboolean spreads;
} SbSettlement;

/* Fails with BAD_EVENT when `account` is no money account. */
gboolean sb_settlement_check_form (const SbEvent *event, GError **error);

/* Writes the paying document, settles the target, posts. Fails with UNKNOWN_REF. */
gboolean sb_settlement_apply (SbApply *self, const SbSettlement *settlement, GError **error);

/* Brings an amount given with the base currency's decimals to those of @currency; BAD_EVENT when
 * it has too many. */
gboolean sb_settlement_amount (SbApply *self, const char *currency, gint64 *amount, GError **error);

/* Refuses with HAS_DEPENDENTS while the document of @event is settled by another. */
gboolean sb_document_check_unsettled (SbApply *self, gint64 event, GError **error);

/**
 * SbDeposit:
 * @kind: of the document
 * @side, @chain: the purchase or sale it is for
 * @party_kind, @party: who; %NULL: the party of the chain
 * @role: where the money waits
 * @sign: +1 when @role is debited
 * @object: what QuickBooks receives
 *
 * Money that changed hands before there is anything to settle.
 */
typedef struct
{
  const char *kind;
  const char *side;
  const char *chain;
  const char *party_kind;
  const char *party;
  const char *role;
  int sign;
  const char *object;
} SbDeposit;

/* Writes the deposit and posts it. Fails with BAD_EVENT for an unknown account. */
gboolean sb_deposit_apply (SbApply *self, const SbDeposit *deposit, GError **error);

/**
 * SbDepositUse:
 * @kind: of the document
 * @target, @number, @field: what it settles, and the member that names it
 * @owed_role: debited for @sign +1, against @role
 * @object: what QuickBooks receives
 */
typedef struct
{
  const char *kind;
  const char *target;
  const char *number;
  const char *field;
  const char *owed_role;
  const char *role;
  int sign;
  const char *object;
} SbDepositUse;

/* Fails with UNKNOWN_REF. */
gboolean sb_deposit_use (SbApply *self, const SbDepositUse *use, GError **error);

G_END_DECLS
