/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-process.h"

#include <errno.h>
#include <sys/resource.h>

/*
 * The limit is 1, not 0: a core file of one byte is never written, and the kernel takes 1 as the
 * word for "do not start a crash handler either", which a limit of 0 does not stop. Unlike
 * PR_SET_DUMPABLE it leaves /proc of this process to its owner, which portals look at.
 */
#define NO_CORE 1

void
sb_process_forbid_core_dumps (void)
{
  const struct rlimit limit = { NO_CORE, NO_CORE };

  if (setrlimit (RLIMIT_CORE, &limit) != 0)
    g_debug ("cannot forbid core dumps: %s", g_strerror (errno));
}
