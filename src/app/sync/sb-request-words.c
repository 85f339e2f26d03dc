/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-request-words.h"

#include "sb-format.h"

#include <glib/gi18n.h>
#include <string.h>

/* Behind "/v3/company/REALM/"; another path from its first letter. */
static const char *
after_company (const char *path)
{
  static const char prefix[] = "/v3/company/";
  const char *slash;

  if (!g_str_has_prefix (path, prefix))
    return *path == '/' ? path + 1 : path;
  slash = strchr (path + strlen (prefix), '/');
  return slash != NULL ? slash + 1 : path + strlen (prefix);
}

static char *
decoded (const char *text)
{
  char *plain = g_uri_unescape_string (text, NULL);

  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? plain : (g_free (plain), g_strdup (text));
}

char *
sb_request_words_path (const char *path)
{
  const char *start = after_company (path);
  const char *mark = strchr (start, '?');
  g_autoptr (GString) text = g_string_new_len (start, mark != NULL ? mark - start : -1);
  g_auto (GStrv) parts = g_strsplit (mark != NULL ? mark + 1 : "", "&", -1);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *plain = decoded (*part);
      const char *value = strchr (plain, '=');

      if (*plain == '\0' || g_str_has_prefix (plain, "minorversion=") ||
          g_str_has_prefix (plain, "requestid="))
        continue;
      /* The names of these two say nothing that their values do not. */
      if (g_str_has_prefix (plain, "query=") || g_str_has_prefix (plain, "entities="))
        g_string_append_printf (text, " %s", value + 1);
      else
        g_string_append_printf (text, " %s", plain);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sb_request_words_title (const SbRequestLogEntry *entry)
{
  g_autofree char *moment = sb_format_moment (entry->time);
  g_autofree char *path = sb_request_words_path (entry->path);

  return g_strdup_printf ("%s · %s %s", moment, entry->method, path);
}

char *
sb_request_words_outcome (const SbRequestLogEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (entry->status > 0)
    g_string_append_printf (text, "%d ", entry->status);
  g_string_append (text, entry->result);
  /* Translators: milliseconds that a request took */
  g_string_append_printf (text, _ (" · %d ms"), entry->ms);
  if (entry->attempt > 1)
    g_string_append_printf (text, _ (" · attempt %d"), entry->attempt);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sb_request_words_full (const SbRequestLogEntry *entry)
{
  g_autofree char *path = decoded (entry->path);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s", entry->method, path);
  if (entry->requestid != NULL)
    g_string_append_printf (text, "\n%s: %s", _ ("Request id"), entry->requestid);
  if (entry->intuit_tid != NULL)
    g_string_append_printf (text, "\n%s: %s", _ ("Intuit’s number"), entry->intuit_tid);
  g_string_append_printf (text, "\n%s: %d", _ ("Attempt"), entry->attempt);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
