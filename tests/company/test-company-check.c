/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-company-check.h"

typedef struct
{
  const char *edition;
  const char *currency;
  const char *realm;
  gboolean refused;
  SbCompanyError refusal;
} Case;

static const SbCompanyCheck *
find_check (GPtrArray *checks, const char *name)
{
  for (guint i = 0; i < checks->len; i++)
    if (g_str_equal (((const SbCompanyCheck *) g_ptr_array_index (checks, i))->check, name))
      return g_ptr_array_index (checks, i);
  g_assert_not_reached ();
}

static SbCompanyFacts *
facts_new (const char *edition, const char *currency)
{
  SbCompanyFacts *facts = g_new0 (SbCompanyFacts, 1);

  facts->name = g_strdup ("Shop");
  facts->edition = g_strdup (edition);
  facts->country = g_strdup ("US");
  facts->home_currency = g_strdup (currency);
  facts->sales_tax = g_strdup ("automated");
  return facts;
}

static void
test_a_company_that_does_not_fit_is_refused_for_the_first_reason (void)
{
  static const Case cases[] = {
    { "Plus", "USD", "9", FALSE, 0 },
    { "unknown", "USD", "9", FALSE, 0 },
    { "Essentials", NULL, "9", FALSE, 0 },
    { "Simple Start", "USD", "9", TRUE, SB_COMPANY_ERROR_EDITION },
    { "Plus", "CAD", "9", TRUE, SB_COMPANY_ERROR_CURRENCY },
    { "Plus", "USD", "8", TRUE, SB_COMPANY_ERROR_OTHER_COMPANY },
    { "Simple Start", "CAD", "8", TRUE, SB_COMPANY_ERROR_OTHER_COMPANY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SbCompanyFacts) facts = facts_new (cases[i].edition, cases[i].currency);
      g_autoptr(GPtrArray) checks = NULL;
      SbCompanyError refusal = SB_COMPANY_ERROR_LOCKED;
      gboolean refused = FALSE;

      checks = sb_company_check_all (facts, cases[i].realm, "USD", "US", "9", &refusal, &refused);
      g_assert_cmpint (refused, ==, cases[i].refused);
      g_assert_cmpuint (checks->len, ==, 8);
      if (refused)
        g_assert_cmpint (refusal, ==, cases[i].refusal);
      for (guint c = 0; c < checks->len; c++)
        {
          const SbCompanyCheck *check = g_ptr_array_index (checks, c);

          g_assert_cmpstr (check->message, !=, "");
          /* What is wrong always says what to do; what is right never does. */
          g_assert_cmpint (check->remedy == NULL, ==, check->ok);
        }
    }
}

static void
test_quantities_kept_in_quickbooks_are_a_warning_not_a_refusal (void)
{
  g_autoptr(SbCompanyFacts) facts = facts_new ("Plus", "USD");
  g_autoptr(GPtrArray) checks = NULL;
  SbCompanyError refusal = SB_COMPANY_ERROR_LOCKED;
  gboolean refused = TRUE;

  facts->quantity_tracking = TRUE;
  checks = sb_company_check_all (facts, "9", "USD", "US", NULL, &refusal, &refused);
  g_assert_false (refused);
  g_assert_false (find_check (checks, "quantity_tracking")->ok);
  g_assert_false (find_check (checks, "quantity_tracking")->fatal);
}

static void
test_another_country_is_said_but_not_refused (void)
{
  g_autoptr(SbCompanyFacts) facts = facts_new ("Plus", "USD");
  g_autoptr(GPtrArray) checks = NULL;
  SbCompanyError refusal = SB_COMPANY_ERROR_LOCKED;
  gboolean refused = TRUE;

  checks = sb_company_check_all (facts, "9", "USD", "CA", NULL, &refusal, &refused);
  g_assert_false (refused);
  g_assert_false (find_check (checks, "country")->ok);
}

static void
test_every_error_has_a_word_of_its_own (void)
{
  g_autoptr(GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

  for (SbCompanyError code = 0; code <= SB_COMPANY_ERROR_INTEGRATION_OFF; code++)
    g_assert_true (g_hash_table_add (words, (gpointer) sb_company_error_code (code)));
  g_assert_false (g_hash_table_contains (words, "failed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/company/check/a-company-that-does-not-fit-is-refused-for-the-first-reason",
                   test_a_company_that_does_not_fit_is_refused_for_the_first_reason);
  g_test_add_func ("/company/check/quantities-kept-in-quickbooks-are-a-warning-not-a-refusal",
                   test_quantities_kept_in_quickbooks_are_a_warning_not_a_refusal);
  g_test_add_func ("/company/check/another-country-is-said-but-not-refused",
                   test_another_country_is_said_but_not_refused);
  g_test_add_func ("/company/error/every-error-has-a-word-of-its-own", test_every_error_has_a_word_of_its_own);
  return g_test_run ();
}
