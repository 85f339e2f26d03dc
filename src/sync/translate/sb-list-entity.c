/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-list-entity.h"

const SbListEntity *const *
sb_list_entities (void)
{
  static const SbListEntity *const ENTITIES[]
      = { &sb_list_customer, &sb_list_vendor, &sb_list_item, NULL };

  return ENTITIES;
}

const SbListEntity *
sb_list_entity_find (const char *name)
{
  for (const SbListEntity *const *entity = sb_list_entities (); *entity != NULL; entity++)
    {
      if (g_strcmp0 ((*entity)->object, name) == 0 || g_strcmp0 ((*entity)->subject, name) == 0)
        return *entity;
    }
  return NULL;
}

char *
sb_list_clean_name (const char *name, glong max)
{
  g_autofree char *flat = g_strdup (name);

  g_strdelimit (flat, ":", '-');
  g_strdelimit (flat, "\t\r\n", ' ');
  g_strstrip (flat);
  if (g_utf8_strlen (flat, -1) <= max)
    return g_steal_pointer (&flat);
  return g_utf8_substring (flat, 0, max);
}
