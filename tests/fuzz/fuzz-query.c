/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Query text at the practice company: a query within its bounds, or one of two faults. */
#include "sb-fuzz.h"

#include "sb-practice-query.h"
#include "sb-practice-resources.h"

/* What members each entity has is read from there. */
static void
load_resource (void)
{
  static gsize loaded;

  if (g_once_init_enter (&loaded))
    {
      sb_practice_register_resource ();
      g_once_init_leave (&loaded, 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *statement = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQuery) query = NULL;

  load_resource ();
  /* The server takes nothing else out of an address or a body. */
  if (!g_utf8_validate (statement, -1, NULL))
    return 0;
  query = sb_query_parse (statement, &error);
  g_assert_true ((query == NULL) == (error != NULL));
  if (query == NULL)
    return 0;
  g_assert_nonnull (query->entity);
  g_assert_cmpuint (query->start, >=, 1);
  g_assert_cmpuint (query->most, <=, 1000);
  return 0;
}
