/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a browser, or somebody who pretends to be one, sends back, and what an owner pastes. */
#include "sb-fuzz.h"

#include <string.h>

#include "sb-redirect.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(SbRedirectAnswer) answer = sb_redirect_answer_parse (text);
  g_autoptr(GError) error = NULL;
  g_autoptr(SbRedirect) redirect = NULL;

  if (answer != NULL && answer->realm_id != NULL)
    g_assert_cmpuint (strspn (answer->realm_id, "0123456789"), ==, strlen (answer->realm_id));
  if (answer != NULL && answer->error != NULL)
    g_assert_cmpuint (strspn (answer->error, "abcdefghijklmnopqrstuvwxyz_"), ==,
                      strlen (answer->error));
  /* Settings are text: what is none never comes so far. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  redirect = sb_redirect_parse (text, &error);
  g_assert_true ((redirect == NULL) == (error != NULL));
  if (redirect != NULL && redirect->uri != NULL)
    g_assert_cmpstr (redirect->uri, ==, text);
  return 0;
}
