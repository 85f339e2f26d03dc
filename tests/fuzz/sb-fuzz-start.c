/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For libFuzzer, which brings its own main(): a warning of a library is a finding too. */
#include "sb-fuzz.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  return 0;
}
