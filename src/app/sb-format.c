/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-format.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "sb-base-error.h"

#define TRUE_MINUS "\xe2\x88\x92"
#define NO_BREAK_SPACE "\xc2\xa0"

static const char *
decimal_point (void)
{
  const struct lconv *conv = localeconv ();
  return conv->decimal_point != NULL && *conv->decimal_point != '\0' ? conv->decimal_point : ".";
}

/* The C locale has no grouping; a person without a locale still wants to read large amounts. */
static const char *
group_separator (void)
{
  const struct lconv *conv = localeconv ();
  if (conv->thousands_sep != NULL && *conv->thousands_sep != '\0')
    return conv->thousands_sep;
  return strcmp (decimal_point (), ",") == 0 ? NO_BREAK_SPACE : ",";
}

/* ASCII decimal -> what is shown */
static char *
localise (const char *ascii)
{
  GString *out = g_string_new (NULL);
  const char *digits = ascii;

  if (*digits == '-')
    {
      g_string_append (out, TRUE_MINUS);
      digits++;
    }

  const char *point = strchr (digits, '.');
  gsize whole = point != NULL ? (gsize) (point - digits) : strlen (digits);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append (out, group_separator ());
      g_string_append_c (out, digits[i]);
    }
  if (point != NULL)
    {
      g_string_append (out, decimal_point ());
      g_string_append (out, point + 1);
    }
  return g_string_free (out, FALSE);
}

char *
sb_format_money (gint64 minor, SbCurrency currency)
{
  g_autofree char *ascii = sb_money_format (minor, currency);
  return localise (ascii);
}

char *
sb_format_money_code (gint64 minor, SbCurrency currency)
{
  g_autofree char *amount = sb_format_money (minor, currency);
  return g_strdup_printf ("%s" NO_BREAK_SPACE "%s", amount, currency.code);
}

char *
sb_format_quantity (gint64 quantity)
{
  g_autofree char *ascii = sb_quantity_format (quantity);
  return localise (ascii);
}

char *
sb_format_difference (gint64 quantity)
{
  g_autofree char *text = sb_format_quantity (quantity);

  return quantity > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

char *
sb_format_price (gint64 price, SbCurrency currency)
{
  g_autofree char *ascii = sb_price_format (price, currency);
  return localise (ascii);
}

char *
sb_format_percent_entry (gint64 rate)
{
  g_autofree char *ascii = sb_percent_format (rate);
  return localise (ascii);
}

char *
sb_format_percent (gint64 rate)
{
  g_autofree char *number = sb_format_percent_entry (rate);
  return g_strdup_printf ("%s" NO_BREAK_SPACE "%%", number);
}

char *
sb_format_count (gint64 count)
{
  g_autofree char *ascii = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  return localise (ascii);
}

char *
sb_format_decimal (const char *ascii)
{
  GString *text = g_string_new (ascii);

  g_string_replace (text, ".", decimal_point (), 1);
  return g_string_free (text, FALSE);
}

static GDateTime *
day_to_date_time (SbDay day)
{
  int year, month, mday;

  sb_day_to_ymd (day, &year, &month, &mday);
  return g_date_time_new_utc (year, month, mday, 0, 0, 0);
}

char *
sb_format_day (SbDay day)
{
  if (day == SB_DAY_NONE)
    return g_strdup ("");

  g_autoptr (GDateTime) date = day_to_date_time (day);
  /* Translators: a day in a list, as in "15 Jan 2025"; see g_date_time_format() */
  return g_date_time_format (date, _("%-d %b %Y"));
}

char *
sb_format_day_entry (SbDay day)
{
  char buffer[SB_DAY_TEXT_SIZE];

  return g_strdup (day == SB_DAY_NONE ? "" : sb_day_format (day, buffer));
}

char *
sb_format_moment (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (then == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (then) == g_date_time_get_year (now)
      && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: a moment of today; see g_date_time_format() */
    return g_date_time_format (then, _("today %H:%M"));
  /* Translators: a moment of another day; see g_date_time_format() */
  return g_date_time_format (then, _("%-d %b %Y %H:%M"));
}

/* Whether the digits at @text are a group of three that ends the whole part or is followed by
 * another separator. */
static gboolean
is_group (const char *text, const char *separator)
{
  for (int i = 0; i < 3; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return !g_ascii_isdigit (text[3]) || g_str_has_prefix (text + 3, separator);
}

static const char *
skip_sign (const char *text, gboolean *negative)
{
  static const char *const MINUSES[] = { "-", TRUE_MINUS, "\xe2\x80\x93" };

  *negative = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (MINUSES); i++)
    if (g_str_has_prefix (text, MINUSES[i]))
      {
        *negative = TRUE;
        return text + strlen (MINUSES[i]);
      }
  return text;
}

/* Copies digits, drops separators of groups, turns the point into "."; FALSE at anything else. */
static gboolean
copy_digits (const char *text, GString *out)
{
  const char *separator = group_separator ();
  const char *point = decimal_point ();
  gboolean fraction = FALSE;

  while (*text != '\0')
    {
      if (g_ascii_isdigit (*text))
        g_string_append_c (out, *text++);
      else if (!fraction && out->len > 0 && g_str_has_prefix (text, separator)
               && is_group (text + strlen (separator), separator))
        text += strlen (separator);
      else if (!fraction && g_str_has_prefix (text, point))
        {
          fraction = TRUE;
          g_string_append_c (out, '.');
          text += strlen (point);
        }
      else if (!fraction && *text == '.' && strcmp (separator, ".") != 0)
        {
          fraction = TRUE;
          g_string_append_c (out, *text++);
        }
      else
        return FALSE;
    }
  return TRUE;
}

char *
sb_format_read_number (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean negative;
  const char *digits = skip_sign (trimmed, &negative);

  if (!copy_digits (digits, out) || out->len == 0 || strcmp (out->str, ".") == 0)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "not a number: “%s”", trimmed);
      return NULL;
    }
  if (out->str[0] == '.')
    g_string_prepend_c (out, '0');
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
  if (negative)
    g_string_prepend_c (out, '-');
  return g_strdup (out->str);
}

/* The order of day, month and year in the locale's short date. */
static const char *
field_order (void)
{
  const char *format = nl_langinfo (D_FMT);
  const char *day = strpbrk (format, "de");
  const char *month = strpbrk (format, "mbB");

  if (strstr (format, "%D") != NULL)
    return "mdy";
  if (format[0] == '%' && (format[1] == 'Y' || format[1] == 'F'))
    return "ymd";
  return day != NULL && month != NULL && day < month ? "dmy" : "mdy";
}

static gboolean
read_short_date (const char *text, SbDay *day)
{
  g_auto (GStrv) parts = g_regex_split_simple ("[./ -]+", text, 0, 0);
  const char *order = field_order ();
  int year = 0, month = 0, mday = 0;

  if (g_strv_length (parts) != 3)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      guint64 value;
      if (!g_ascii_string_to_unsigned (parts[i], 10, 1, 9999, &value, NULL))
        return FALSE;
      if (order[i] == 'y')
        year = (int) value < 100 ? 2000 + (int) value : (int) value;
      else if (order[i] == 'm')
        month = (int) value;
      else
        mday = (int) value;
    }
  if (month > 12 || mday > 31 || !g_date_valid_dmy ((GDateDay) mday, (GDateMonth) month,
                                                     (GDateYear) year))
    return FALSE;
  *day = sb_day_from_ymd (year, month, mday);
  return TRUE;
}

gboolean
sb_format_read_day (const char *text, SbDay today, SbDay *day, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  gint64 offset;

  if (sb_day_parse (trimmed, day, NULL) || read_short_date (trimmed, day))
    return TRUE;
  if (g_utf8_collate (trimmed, _("today")) == 0)
    {
      *day = today;
      return TRUE;
    }
  if ((*trimmed == '+' || *trimmed == '-')
      && g_ascii_string_to_signed (trimmed + (*trimmed == '+'), 10, -3660, 3660, &offset, NULL))
    {
      *day = today + (SbDay) offset;
      return TRUE;
    }

  g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "not a day: “%s”", trimmed);
  return FALSE;
}
