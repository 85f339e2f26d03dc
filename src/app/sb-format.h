/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sb-day.h"
#include "sb-money.h"
#include "sb-quantity.h"

G_BEGIN_DECLS

/*
 * The one place where numbers and days become text for a person and come back. Shown with the
 * locale's decimal point and grouping, and U+2212 as minus. All results are (transfer full).
 */

char *sb_format_money (gint64 minor, SbCurrency currency);    /* "1,234.50"; no currency */
char *sb_format_money_code (gint64 minor, SbCurrency currency); /* "1,234.50 USD" */
char *sb_format_quantity (gint64 quantity);                   /* "1,234.5", no trailing zeros */
char *sb_format_difference (gint64 quantity);                 /* the same with its sign: "+3" */
char *sb_format_price (gint64 price, SbCurrency currency);    /* at least the currency's decimals */
char *sb_format_percent (gint64 rate);                        /* 8250000 -> "8.25 %" */
char *sb_format_percent_entry (gint64 rate);                  /* as typed: "8.25" */
char *sb_format_decimal (const char *ascii); /* "1234.5" as typed: the locale's point, no grouping */
char *sb_format_day (SbDay day);       /* "15 Jan 2025" in the order of the locale; "" for none */
char *sb_format_day_entry (SbDay day); /* as typed: the locale's short date */
char *sb_format_moment (gint64 moment); /* local time; "today 14:05", else day and time */
char *sb_format_count (gint64 count);

/**
 * sb_format_read_number:
 * @text: as typed by a person: the locale's decimal point or "." and grouping, any minus, blanks
 *   around it
 * @error: return location
 *
 * Turns it into the form that sb_decimal_parse() and its kin read. A group separator is taken
 * only where it separates groups of three, so that "1,50" typed where "," groups is refused and
 * not read as 150.
 *
 * Fails with %SB_BASE_ERROR_FORMAT.
 *
 * Returns: (transfer full): ASCII decimal text
 */
char *sb_format_read_number (const char *text, GError **error);

/**
 * sb_format_read_day:
 * @text: ISO day, or the locale's short date; "today", or "+3" / "-1" days from @today
 * @today: the calendar day of now
 * @day: (out): the day
 * @error: return location
 *
 * Fails with %SB_BASE_ERROR_FORMAT.
 */
gboolean sb_format_read_day (const char *text, SbDay today, SbDay *day, GError **error);

G_END_DECLS
