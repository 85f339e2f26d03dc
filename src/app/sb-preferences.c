/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-preferences.h"

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  /* g_settings_new() ends the program when the schema is missing. */
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SB_APP_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

char *
sb_preferences_get_last_book (void)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autofree char *path = settings != NULL ? g_settings_get_string (settings, "last-book") : NULL;

  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : NULL;
}

void
sb_preferences_set_last_book (const char *path)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings != NULL)
    g_settings_set_string (settings, "last-book", path != NULL ? path : "");
}

void
sb_preferences_get_window (int *width, int *height, gboolean *maximized)
{
  g_autoptr (GSettings) settings = open_settings ();

  *width = settings != NULL ? g_settings_get_int (settings, "window-width") : 1180;
  *height = settings != NULL ? g_settings_get_int (settings, "window-height") : 760;
  *maximized = settings != NULL && g_settings_get_boolean (settings, "window-maximized");
}

void
sb_preferences_set_window (int width, int height, gboolean maximized)
{
  g_autoptr (GSettings) settings = open_settings ();

  if (settings == NULL)
    return;
  if (!maximized)
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  g_settings_set_boolean (settings, "window-maximized", maximized);
}
