/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every verb does the same way: options, opening the book, waiting, printing. */
#include "sb-cli.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>

#include "sb-cli-error.h"

static GOptionContext *
make_context (SbCli *cli, const GOptionEntry *entries)
{
  const GOptionEntry common[] = {
    { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &cli->json,
      N_("Print one JSON document, and errors as JSON"), NULL },
    { NULL },
  };
  g_autofree char *parameters = NULL;
  GOptionContext *context = NULL;

  parameters = g_strdup_printf ("%s %s — %s", cli->verb->name, cli->verb->arguments,
                                _(cli->verb->summary));
  context = g_option_context_new (parameters);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (cli->verb->description != NULL)
    g_option_context_set_description (context, _(cli->verb->description));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

/* GOptionContext's own --help leaves the process; ours returns like everything else. */
static gboolean
asks_for_help (SbCli *cli)
{
  for (int i = 0; i < cli->argc; i++)
    {
      if (g_str_equal (cli->argv[i], "--"))
        return FALSE;
      if (g_str_equal (cli->argv[i], "--help") || g_str_equal (cli->argv[i], "-h"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
wants_json (SbCli *cli)
{
  for (int i = 0; i < cli->argc; i++)
    if (g_str_equal (cli->argv[i], "--json"))
      return TRUE;
  return FALSE;
}

/* GOptionContext expects the program's name in front and returns what it did not take. */
static gboolean
parse_strv (SbCli *cli, GOptionContext *context, GError **error)
{
  g_autoptr(GPtrArray) with_name = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) all = NULL;
  gboolean parsed = FALSE;

  g_ptr_array_add (with_name, g_strdup (g_get_prgname ()));
  for (int i = 0; i < cli->argc; i++)
    g_ptr_array_add (with_name, g_strdup (cli->argv[i]));
  g_ptr_array_add (with_name, NULL);
  all = (char **) g_ptr_array_steal (with_name, NULL);

  parsed = g_option_context_parse_strv (context, &all, error);
  if (!parsed)
    return FALSE;

  g_strfreev (cli->argv);
  /* A "--" that separates options from arguments is not an argument itself. */
  if (all[0] != NULL && g_strcmp0 (all[1], "--") == 0)
    cli->argv = g_strdupv (all + 2);
  else
    cli->argv = g_strdupv (all + 1);
  cli->argc = (int) g_strv_length (cli->argv);
  return TRUE;
}

gboolean
sb_cli_parse (SbCli *cli, const GOptionEntry *entries, int min, int max, SbExit *exit_code)
{
  g_autoptr(GOptionContext) context = make_context (cli, entries);
  g_autoptr(GError) error = NULL;
  g_autofree char *remedy = NULL;

  if (asks_for_help (cli))
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      sb_cli_print ("%s", help);
      *exit_code = SB_EXIT_DONE;
      return FALSE;
    }

  cli->json = wants_json (cli);
  remedy = g_strdup_printf (_("Run: %s %s --help"), g_get_prgname (), cli->verb->name);
  if (!parse_strv (cli, context, &error))
    {
      *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "option", error->message, remedy, NULL);
      return FALSE;
    }
  if (cli->argc < min || (max >= 0 && cli->argc > max))
    {
      g_autofree char *message = NULL;

      message = g_strdup_printf (cli->argc < min ? _("something is missing: %s %s") : _("too many arguments: %s %s"),
                                 cli->verb->name, cli->verb->arguments);
      *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "arguments", message, remedy, NULL);
      return FALSE;
    }
  return TRUE;
}

gboolean
sb_cli_open (SbCli *cli, SbExit *exit_code)
{
  g_autoptr(GError) error = NULL;

  cli->company = sb_company_open (cli->argv[0], &error);
  if (cli->company == NULL)
    {
      *exit_code = sb_cli_fail (cli, error);
      return FALSE;
    }
  return TRUE;
}

SbExit
sb_cli_refuse (SbCli *cli, SbExit exit_code, const char *domain, const char *code,
               const char *message, const char *remedy, const char *details)
{
  g_autofree char *text = NULL;

  text = cli->json ? sb_cli_error_json (domain, code, message, remedy, details)
                   : sb_cli_error_text (message, remedy);
  fprintf (stderr, "%s\n", text);
  return exit_code;
}

SbExit
sb_cli_fail (SbCli *cli, const GError *error)
{
  g_autoptr(SbCliError) described = sb_cli_error_describe (error);

  return sb_cli_refuse (cli, described->exit_code, described->domain, described->code,
                        described->message, described->remedy, described->details);
}

void
sb_cli_print_json (SbJsonWriter *writer)
{
  g_autofree char *text = sb_json_writer_finish (writer);

  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

void
sb_cli_print (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
}

void
sb_cli_ready (GObject *source, GAsyncResult *result, gpointer wait)
{
  SbCliWait *self = wait;

  g_set_object (&self->result, result);
}

GAsyncResult *
sb_cli_wait (SbCliWait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&wait->result);
}
