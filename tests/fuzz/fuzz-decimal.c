/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, days and moments as text: what is read and written is read again as the same. */
#include "sb-fuzz.h"

#include "sb-day.h"
#include "sb-decimal.h"

static void
decimal (const char *text, unsigned scale)
{
  gint64 value = 0;
  gint64 again = 0;
  g_autofree char *written = NULL;

  if (!sb_decimal_parse (text, scale, &value, NULL))
    return;
  written = sb_decimal_format (value, scale, scale / 2);
  g_assert_true (sb_decimal_parse (written, scale, &again, NULL));
  g_assert_cmpint (again, ==, value);
}

static void
day (const char *text)
{
  char buffer[SB_DAY_TEXT_SIZE];
  SbDay value;

  if (sb_day_parse (text, &value, NULL))
    g_assert_cmpstr (sb_day_format (value, buffer), ==, text);
}

static void
moment (const char *text)
{
  gint64 value = 0;
  gint64 again = 0;
  g_autofree char *written = NULL;

  if (!sb_moment_parse (text, &value, NULL))
    return;
  written = sb_moment_format (value);
  if (sb_moment_parse (written, &again, NULL))
    g_assert_true (again == value || again / G_USEC_PER_SEC == value / G_USEC_PER_SEC);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  for (unsigned scale = 0; scale <= SB_DECIMAL_MAX_SCALE; scale++)
    decimal (text, scale);
  day (text);
  moment (text);
  return 0;
}
