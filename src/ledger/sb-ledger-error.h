/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbLedgerError:
 * @SB_LEDGER_ERROR_DUPLICATE: event id, or number of a document, already accepted
 * @SB_LEDGER_ERROR_UNKNOWN_REF: refers to something that does not exist (any more)
 * @SB_LEDGER_ERROR_PERIOD_CLOSED: dated on or before the closing date
 * @SB_LEDGER_ERROR_HAS_DEPENDENTS: undo of what later events build on
 * @SB_LEDGER_ERROR_BEFORE_STOCKTAKE: moves stock before a completed stocktake of it
 * @SB_LEDGER_ERROR_OVER_RETURN: more sent back to a supplier than received and billed
 * @SB_LEDGER_ERROR_OVER_CREDIT: more credited than invoiced, restocked than shipped
 * @SB_LEDGER_ERROR_NO_BASIS: nothing to allocate on
 * @SB_LEDGER_ERROR_DEFICIT_OPEN: restock of units whose cost is not known yet
 * @SB_LEDGER_ERROR_INSUFFICIENT_STOCK: some issue, now or later in the queue, finds too little
 * @SB_LEDGER_ERROR_NEGATIVE_VALUE: a layer would be worth less than nothing
 * @SB_LEDGER_ERROR_BAD_EVENT: not in the form of its type; unknown product, location or role
 * @SB_LEDGER_ERROR_UNBALANCED: a journal would not balance; a fault of the program
 * @SB_LEDGER_ERROR_STALE: the object changed since it was read
 */
typedef enum
{
  SB_LEDGER_ERROR_DUPLICATE,
  SB_LEDGER_ERROR_UNKNOWN_REF,
  SB_LEDGER_ERROR_PERIOD_CLOSED,
  SB_LEDGER_ERROR_HAS_DEPENDENTS,
  SB_LEDGER_ERROR_BEFORE_STOCKTAKE,
  SB_LEDGER_ERROR_OVER_RETURN,
  SB_LEDGER_ERROR_OVER_CREDIT,
  SB_LEDGER_ERROR_NO_BASIS,
  SB_LEDGER_ERROR_DEFICIT_OPEN,
  SB_LEDGER_ERROR_INSUFFICIENT_STOCK,
  SB_LEDGER_ERROR_NEGATIVE_VALUE,
  SB_LEDGER_ERROR_BAD_EVENT,
  SB_LEDGER_ERROR_UNBALANCED,
  SB_LEDGER_ERROR_STALE,
} SbLedgerError;

#define SB_LEDGER_ERROR (sb_ledger_error_quark ())
GQuark sb_ledger_error_quark (void);

/**
 * sb_ledger_error_code:
 * @error: any error
 *
 * Returns: (nullable): the word of the code, "E_OVER_CREDIT"; %NULL for errors of other domains
 */
const char *sb_ledger_error_code (const GError *error);

/**
 * sb_ledger_error_from_code:
 * @code: "E_OVER_CREDIT"
 * @value: (out): the number that @code stands for
 *
 * Returns: %FALSE when no refusal has this word
 */
gboolean sb_ledger_error_from_code (const char *code, SbLedgerError *value);

/**
 * sb_ledger_error_field:
 * @error: any error
 *
 * Returns: (nullable): JSON pointer to the member of the event at fault, "/lines/0/qty"; %NULL when
 *   the whole event is, and for errors of other domains
 */
const char *sb_ledger_error_field (const GError *error);

/**
 * sb_ledger_set_error:
 * @error: (nullable): return location
 * @code: what is refused
 * @field: (nullable): JSON pointer to the member at fault
 * @format: printf format of the message, translated, for the owner
 *
 * Sets a ledger error that knows its field.
 */
void sb_ledger_set_error (GError **error, SbLedgerError code, const char *field,
                          const char *format, ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
