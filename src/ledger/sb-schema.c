/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripts come out of a resource that is registered by hand: the constructor of a resource in a
 * static library is dropped at link. */

#include "sb-schema.h"

#include <gio/gio.h>

#include "sb-core-resources.h"

#define SB_SCHEMA_STEPS 5

static const char *const paths[SB_SCHEMA_STEPS] = {
  "/io/github/stockbook/core/schema/0001-initial.sql",
  "/io/github/stockbook/core/schema/0002-sync.sql",
  "/io/github/stockbook/core/schema/0003-cover.sql",
  "/io/github/stockbook/core/schema/0004-master-change.sql",
  "/io/github/stockbook/core/schema/0005-masters.sql",
};

void
sb_schema_register (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      sb_core_register_resource ();
      g_once_init_leave (&once, 1);
    }
}

static const SbMigration *
load_migrations (void)
{
  static GBytes *scripts[SB_SCHEMA_STEPS]; /* kept for good: the steps point into them */
  SbMigration *steps = g_new0 (SbMigration, SB_SCHEMA_STEPS);

  sb_schema_register ();
  for (int i = 0; i < SB_SCHEMA_STEPS; i++)
    {
      g_autoptr (GError) error = NULL;

      scripts[i] = g_resources_lookup_data (paths[i], G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      /* Compiled in: cannot fail but by a mistake in the build. */
      if (scripts[i] == NULL)
        g_error ("schema script missing: %s", error->message);
      steps[i].version = i + 1;
      steps[i].script = g_bytes_get_data (scripts[i], NULL); /* resource data end with NUL */
    }
  return steps;
}

const SbMigration *
sb_schema_migrations (gsize *n)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) load_migrations ());
  *n = SB_SCHEMA_STEPS;
  return (const SbMigration *) once;
}
