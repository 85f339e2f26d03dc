/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The generated registration is called by hand, because a constructor inside a static library is
 * dropped at link time. */

#include "sb-resources.h"

#include "sb-app-resources.h"

void
sb_resources_register (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      sb_app_register_resource ();
      g_once_init_leave (&registered, 1);
    }
}
