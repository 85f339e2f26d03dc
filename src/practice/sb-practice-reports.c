/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice.h"

void
sb_practice_handle_report (SbExchange *x, SbBooks *books, const char *name)
{
  g_autoptr (GError) error = NULL;

  sb_fault_set (&error, 500, NULL, "Operation %s is not supported.", name);
  sb_exchange_reply_fault (x, error);
}
