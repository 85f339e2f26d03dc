/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One place that takes secrets out of text, and a log writer that cannot be passed by. */

#include "sb-log.h"

#include <string.h>

#define SECRET_NAMES "access_token|refresh_token|id_token|client_secret|code_verifier|code|state"
#define REDACTED "[redacted]"

typedef struct
{
  const char *pattern;
  const char *replacement;
} Rule;

/* A "code" of up to six digits is a fault code of the API, which is not a secret and is needed in a
 * log; an authorization code is far longer. */
static const Rule RULES[] = {
  { "\\b(bearer|basic)\\s++[A-Za-z0-9._~+/=-]++", "\\1 " REDACTED },
  { "\"(" SECRET_NAMES ")\"(\\s*+:\\s*+)\"(?!\\d{0,6}\")(?:[^\"\\\\]++|\\\\.)*+",
    "\"\\1\"\\2\"" REDACTED },
  /* the same inside a JSON string */
  { "\\\\\"(" SECRET_NAMES ")\\\\\"(\\s*+:\\s*+)\\\\\"(?!\\d{0,6}\\\\\")(?:[^\"\\\\]++|\\\\[^\"])*+",
    "\\\\\"\\1\\\\\"\\2\\\\\"" REDACTED },
  { "(?<![A-Za-z0-9_])(" SECRET_NAMES ")=(?!\\d{0,6}(?:[&\\s\"'<>]|$))[^&\\s\"'<>]++",
    "\\1=" REDACTED },
};

static GRegex *
compiled_rule (gsize index)
{
  static GRegex *compiled[G_N_ELEMENTS (RULES)];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
        {
          compiled[i] = g_regex_new (RULES[i].pattern,
                                     G_REGEX_CASELESS | G_REGEX_RAW | G_REGEX_OPTIMIZE, 0, NULL);
          g_assert (compiled[i] != NULL);
        }
      g_once_init_leave (&ready, 1);
    }
  return compiled[index];
}

char *
sb_log_redact (const char *text)
{
  g_autofree char *safe = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  safe = g_strdup (text);
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    {
      char *next = g_regex_replace (compiled_rule (i), safe, -1, 0, RULES[i].replacement, 0, NULL);

      /* The engine gave up on this text: say nothing rather than too much. */
      if (next == NULL)
        return g_strdup (REDACTED);
      g_free (safe);
      safe = next;
    }
  return g_steal_pointer (&safe);
}

static GLogWriterOutput
write_redacted (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree GLogField *copy = g_memdup2 (fields, n_fields * sizeof *fields);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n_fields; i++)
    {
      g_autofree char *text = NULL;
      char *safe;

      if (strcmp (fields[i].key, "MESSAGE") != 0)
        continue;
      text = fields[i].length < 0 ? g_strdup (fields[i].value)
                                  : g_strndup (fields[i].value, (gsize) fields[i].length);
      safe = sb_log_redact (text);
      g_ptr_array_add (texts, safe);
      copy[i].value = safe;
      copy[i].length = -1;
    }
  return g_log_writer_default (level, copy, n_fields, user_data);
}

void
sb_log_install (void)
{
  g_log_set_writer_func (write_redacted, NULL, NULL);
}
