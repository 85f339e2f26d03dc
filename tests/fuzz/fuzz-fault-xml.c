/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faults in XML, as the gateway sends them: read or not, but always short and always text. */
#include "sb-fuzz.h"

#include "sb-qbo-fault.h"

#define LONGEST 4100

static void
check_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, LONGEST);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr(SbQboFault) fault = sb_qbo_fault_from_xml ((const char *) data, (gssize) size, 400);
  g_autoptr(GError) error = NULL;

  if (fault == NULL)
    return 0;
  check_text (fault->type);
  check_text (fault->code);
  check_text (fault->message);
  check_text (fault->detail);
  check_text (fault->element);
  check_text (fault->sentence);
  g_assert_nonnull (fault->remedy);
  error = sb_qbo_fault_to_error (fault, NULL);
  check_text (error->message);
  return 0;
}
