/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-ledger.h"

G_BEGIN_DECLS

/**
 * SbReplayFailure:
 * @event: (nullable): id of the first event that went otherwise than the file says
 * @index: its place in the file
 * @expected: (nullable): the refusal that the file expects, "E_OVER_CREDIT"
 * @actual: (nullable): the refusal that came; %NULL when the event was accepted
 * @message: (nullable): the refusal's message
 * @field: (nullable): the member at fault
 */
typedef struct
{
  char *event;
  guint index;
  char *expected;
  char *actual;
  char *message;
  char *field;
} SbReplayFailure;

void sb_replay_failure_free (SbReplayFailure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbReplayFailure, sb_replay_failure_free)

/**
 * sb_ledger_settings_from_json:
 * @json: a file in the event format
 *
 * The book settings of such a file, for creating the book it goes into. Returns a new book at
 * @path. Fails with %SB_LEDGER_ERROR_BAD_EVENT or any %SB_STORE_ERROR.
 */
SbLedger *sb_ledger_create_for_replay (const char *path, const char *json, gssize length,
                                       GError **error);

/**
 * sb_ledger_replay:
 * @self: a book
 * @json: a file in the event format, or a plain array of events; from outside
 * @length: bytes, or -1
 * @failure: (out) (optional): (transfer full): which event stopped it
 * @error: return location
 *
 * Applies the events in order, some hundred in a transaction. `settings` (locations, products, switches) and
 * `accounts` of the file are taken over when the book has no events yet, else only their new
 * products and locations. Stops at the first event that went otherwise than the file says; those
 * before it stay. Blocks.
 *
 * Returns: %FALSE with an error when it stopped
 */
gboolean sb_ledger_replay (SbLedger *self, const char *json, gssize length,
                           SbReplayFailure **failure, GError **error);

G_END_DECLS
