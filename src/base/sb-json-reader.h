/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sb-day.h"
#include "sb-money.h"

G_BEGIN_DECLS

/*
 * Checked JSON in. A #JsonObject stays json-glib's; these functions read one member each, check its
 * type and range, and put the member's name into the error. The only place that touches a double:
 * json-glib reads every fractional number as one, so a number is rounded once to its scale, half away
 * from zero, as its shortest decimal text would be, and refused when |value| >= 2^52 / 10^scale.
 * Results that point into the document belong to it. Any thread, one at a time per document.
 */

#define SB_JSON_MAX_BYTES (64u * 1024u * 1024u)
#define SB_JSON_MAX_DEPTH 64u

/**
 * sb_json_parse:
 * @text: outside text, need not be NUL-terminated
 * @length: bytes, or -1
 * @error: return location
 *
 * Strict: what RFC 8259 does not know is refused. Fails with %SB_BASE_ERROR_FORMAT (not JSON, not
 * UTF-8), %SB_BASE_ERROR_TOO_LARGE (over %SB_JSON_MAX_BYTES or deeper than %SB_JSON_MAX_DEPTH) or
 * %SB_BASE_ERROR_RANGE (an integer that is no gint64); never aborts.
 *
 * Returns: (transfer full): the root
 */
JsonNode *sb_json_parse (const char *text, gssize length, GError **error);

/* Required members: missing or null is %SB_BASE_ERROR_MISSING, another type %SB_BASE_ERROR_TYPE.
 * (transfer none); an (out) value is untouched on failure. */
const char *sb_json_get_string (JsonObject *object, const char *name, GError **error);
JsonObject *sb_json_get_object (JsonObject *object, const char *name, GError **error);
JsonArray  *sb_json_get_array (JsonObject *object, const char *name, GError **error);
gboolean    sb_json_get_boolean (JsonObject *object, const char *name, gboolean *value,
                                 GError **error);
/* An integer, or a number without a fraction below 2^53. */
gboolean    sb_json_get_int (JsonObject *object, const char *name, gint64 *value, GError **error);
/* JSON number or decimal string -> value x 10^scale, scale 0 to 15. A string must be exact at that
 * scale (%SB_BASE_ERROR_FORMAT); out of reach is %SB_BASE_ERROR_OVERFLOW. */
gboolean    sb_json_get_decimal (JsonObject *object, const char *name, unsigned scale,
                                 gint64 *value, GError **error);
/* The same in minor units; %SB_BASE_ERROR_RANGE over %SB_MONEY_MAX. */
gboolean    sb_json_get_money (JsonObject *object, const char *name, SbCurrency currency,
                               gint64 *minor, GError **error);
/* "YYYY-MM-DD"; %SB_BASE_ERROR_FORMAT. */
gboolean    sb_json_get_day (JsonObject *object, const char *name, SbDay *day, GError **error);

/* Optional members: absent or null leaves @fallback. Of another type: also the fallback, because a
 * server may change what we do not need; use the required form for what decides something. */
const char *sb_json_string_or (JsonObject *object, const char *name, const char *fallback);
gboolean    sb_json_boolean_or (JsonObject *object, const char *name, gboolean fallback);
JsonObject *sb_json_object_or_null (JsonObject *object, const char *name);
JsonArray  *sb_json_array_or_null (JsonObject *object, const char *name);
gboolean    sb_json_has (JsonObject *object, const char *name); /* present and not null */
/* Element @index of @array as an object, or NULL with an error when it is something else. */
JsonObject *sb_json_array_object (JsonArray *array, guint index, GError **error);

G_END_DECLS
