/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>
#include "sb-day.h"
#include "sb-money.h"

G_BEGIN_DECLS

/**
 * SbEvent:
 *
 * One change of stock or books, as asked for: the only form in which pages, command line, sync and
 * files tell the ledger what happened. Immutable; may be handed between threads.
 */
typedef struct _SbEvent SbEvent;

#define SB_TYPE_EVENT (sb_event_get_type ())
GType sb_event_get_type (void);

/**
 * sb_event_parse:
 * @json: one event object, UTF-8, from outside
 * @length: bytes, or -1
 * @base: the book's base currency
 * @error: return location
 *
 * Checks the form alone: type known, members of that type there, numbers in range and with no more
 * decimals than allowed, quantities above 0 unless the type says signed. Members that the type does
 * not know are kept in the JSON and ignored.
 *
 * Fails with %SB_LEDGER_ERROR_BAD_EVENT, with the field.
 *
 * Returns: (transfer full)
 */
SbEvent *sb_event_parse (const char *json, gssize length, SbCurrency base, GError **error);
SbEvent *sb_event_parse_object (JsonObject *object, SbCurrency base, GError **error);
SbEvent *sb_event_ref (SbEvent *self);
void     sb_event_unref (SbEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbEvent, sb_event_unref)

/* The facts that every event has; texts belong to the event. */
const char *sb_event_get_id (const SbEvent *self);
/* Its date as a day. */
SbDay       sb_event_get_day (const SbEvent *self);
const char *sb_event_get_date (const SbEvent *self); /* "YYYY-MM-DD" */
const char *sb_event_get_type_name (const SbEvent *self); /* "purchase_order" */
const char *sb_event_get_json (const SbEvent *self); /* canonical: no blanks, members as given */
/* "E_..." that the file expects, or %NULL. Only sb_ledger_replay() looks at it. */
const char *sb_event_get_expected_error (const SbEvent *self);

G_END_DECLS
