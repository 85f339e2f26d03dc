/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-company-private.h"

#include "sb-qbo-error.h"

static void
a_refused_sign_in_becomes_an_error_of_the_company (void)
{
  GError *error = g_error_new (SB_QBO_ERROR, SB_QBO_ERROR_SIGN_IN_REFUSED, "the owner said no");

  sb_company_translate_error (&error);
  g_assert_error (error, SB_COMPANY_ERROR, SB_COMPANY_ERROR_SIGN_IN_REFUSED);
  g_assert_cmpstr (error->message, ==, "the owner said no");
  g_error_free (error);
}

/* GLib keeps the private data of an error in front of it: an error whose domain is overwritten is freed
 * at the wrong address. Freeing each one at once shows that before the allocator has forgotten. */
static void
translated_errors_are_freed_as_what_they_are (void)
{
  static const SbQboError codes[] = { SB_QBO_ERROR_SIGN_IN_NEEDED, SB_QBO_ERROR_REVOKED,
                                      SB_QBO_ERROR_SIGN_IN_REFUSED, SB_QBO_ERROR_SIGN_IN_TIMEOUT,
                                      SB_QBO_ERROR_NO_KEYRING };

  for (guint i = 0; i < 1000; i++)
    {
      GError *error = g_error_new (SB_QBO_ERROR, codes[i % G_N_ELEMENTS (codes)], "error %u", i);
      const GError *before = error;

      sb_company_translate_error (&error);
      g_assert_true (error->domain == SB_COMPANY_ERROR);
      g_assert_true (error != before);
      g_error_free (error);
    }
}

static void
other_errors_stay_as_they_are (void)
{
  GError *none = NULL;
  GError *error = g_error_new (SB_QBO_ERROR, SB_QBO_ERROR_OFFLINE, "no network");
  const GError *before = error;

  sb_company_translate_error (&none);
  g_assert_null (none);
  sb_company_translate_error (&error);
  g_assert_true (error == before);
  g_error_free (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/company/error/a-refused-sign-in-becomes-an-error-of-the-company",
                   a_refused_sign_in_becomes_an_error_of_the_company);
  g_test_add_func ("/company/error/translated-errors-are-freed-as-what-they-are",
                   translated_errors_are_freed_as_what_they_are);
  g_test_add_func ("/company/error/other-errors-stay-as-they-are", other_errors_stay_as_they_are);
  return g_test_run ();
}
