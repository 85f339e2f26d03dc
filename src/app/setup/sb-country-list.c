/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-country-list.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static const SbCountry countries[] = {
  { "AR", N_ ("Argentina"), "ARS" },
  { "AU", N_ ("Australia"), "AUD" },
  { "AT", N_ ("Austria"), "EUR" },
  { "BE", N_ ("Belgium"), "EUR" },
  { "BR", N_ ("Brazil"), "BRL" },
  { "BG", N_ ("Bulgaria"), "BGN" },
  { "CA", N_ ("Canada"), "CAD" },
  { "CL", N_ ("Chile"), "CLP" },
  { "CO", N_ ("Colombia"), "COP" },
  { "CY", N_ ("Cyprus"), "EUR" },
  { "CZ", N_ ("Czechia"), "CZK" },
  { "DK", N_ ("Denmark"), "DKK" },
  { "EE", N_ ("Estonia"), "EUR" },
  { "FI", N_ ("Finland"), "EUR" },
  { "FR", N_ ("France"), "EUR" },
  { "DE", N_ ("Germany"), "EUR" },
  { "GR", N_ ("Greece"), "EUR" },
  { "HK", N_ ("Hong Kong"), "HKD" },
  { "HU", N_ ("Hungary"), "HUF" },
  { "IS", N_ ("Iceland"), "ISK" },
  { "IN", N_ ("India"), "INR" },
  { "ID", N_ ("Indonesia"), "IDR" },
  { "IE", N_ ("Ireland"), "EUR" },
  { "IL", N_ ("Israel"), "ILS" },
  { "IT", N_ ("Italy"), "EUR" },
  { "JP", N_ ("Japan"), "JPY" },
  { "KE", N_ ("Kenya"), "KES" },
  { "LV", N_ ("Latvia"), "EUR" },
  { "LT", N_ ("Lithuania"), "EUR" },
  { "LU", N_ ("Luxembourg"), "EUR" },
  { "MY", N_ ("Malaysia"), "MYR" },
  { "MT", N_ ("Malta"), "EUR" },
  { "MX", N_ ("Mexico"), "MXN" },
  { "NL", N_ ("Netherlands"), "EUR" },
  { "NZ", N_ ("New Zealand"), "NZD" },
  { "NG", N_ ("Nigeria"), "NGN" },
  { "NO", N_ ("Norway"), "NOK" },
  { "PH", N_ ("Philippines"), "PHP" },
  { "PL", N_ ("Poland"), "PLN" },
  { "PT", N_ ("Portugal"), "EUR" },
  { "RO", N_ ("Romania"), "RON" },
  { "SA", N_ ("Saudi Arabia"), "SAR" },
  { "SG", N_ ("Singapore"), "SGD" },
  { "SK", N_ ("Slovakia"), "EUR" },
  { "SI", N_ ("Slovenia"), "EUR" },
  { "ZA", N_ ("South Africa"), "ZAR" },
  { "KR", N_ ("South Korea"), "KRW" },
  { "ES", N_ ("Spain"), "EUR" },
  { "SE", N_ ("Sweden"), "SEK" },
  { "CH", N_ ("Switzerland"), "CHF" },
  { "TW", N_ ("Taiwan"), "TWD" },
  { "TH", N_ ("Thailand"), "THB" },
  { "TR", N_ ("Turkey"), "TRY" },
  { "AE", N_ ("United Arab Emirates"), "AED" },
  { "GB", N_ ("United Kingdom"), "GBP" },
  { "US", N_ ("United States"), "USD" },
};

const SbCountry *
sb_country_list (guint *n_countries)
{
  *n_countries = G_N_ELEMENTS (countries);
  return countries;
}

guint
sb_country_list_index (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (g_strcmp0 (countries[i].code, code) == 0)
      return i;
  return G_N_ELEMENTS (countries) - 1;
}

char *
sb_country_list_from_locale (void)
{
  const char *locale = setlocale (LC_MONETARY, NULL);
  const char *mark = locale != NULL ? strchr (locale, '_') : NULL;

  if (mark == NULL || !g_ascii_isupper (mark[1]) || !g_ascii_isupper (mark[2]) ||
      g_ascii_isalnum (mark[3]))
    return g_strdup ("US");
  return g_strndup (mark + 1, 2);
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
sb_country_list_currencies (void)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    if (!g_ptr_array_find_with_equal_func (codes, countries[i].currency, g_str_equal, NULL))
      g_ptr_array_add (codes, g_strdup (countries[i].currency));
  g_ptr_array_sort (codes, compare_codes);
  g_ptr_array_add (codes, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}
