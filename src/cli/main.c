/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stockbook-cli: the company layer without a display, for scripts, timers and tests. */
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "sb-cli-verbs.h"
#include "sb-log.h"
#include "sb-process.h"

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

static void
print_verbs (void)
{
  gsize n = 0;
  const SbVerb *const *verbs = sb_cli_verbs (&n);

  sb_cli_print (_("Usage: %s VERB BOOK [ARGUMENTS] [--json]\n\nVerbs:\n"), g_get_prgname ());
  for (gsize i = 0; i < n; i++)
    sb_cli_print ("  %-12s %s\n", verbs[i]->name, _(verbs[i]->summary));
  sb_cli_print (_("\n%s VERB --help explains a verb.\n"), g_get_prgname ());
}

static SbExit
run_verb (const SbVerb *verb, int argc, char **argv)
{
  SbCli cli = { 0 };
  SbExit exit_code = SB_EXIT_DONE;
  guint int_source = 0;
  guint term_source = 0;

  cli.verb = verb;
  cli.argc = argc;
  cli.argv = g_strdupv (argv);
  cli.cancellable = g_cancellable_new ();
  int_source = g_unix_signal_add (SIGINT, cancel_cb, cli.cancellable);
  term_source = g_unix_signal_add (SIGTERM, cancel_cb, cli.cancellable);

  exit_code = verb->run (&cli);

  g_source_remove (int_source);
  g_source_remove (term_source);
  if (cli.company != NULL)
    sb_company_close (cli.company);
  g_clear_object (&cli.company);
  g_clear_object (&cli.cancellable);
  g_strfreev (cli.argv);
  return exit_code;
}

int
main (int argc, char **argv)
{
  const SbVerb *verb = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("stockbook-cli");
  sb_process_forbid_core_dumps ();
  sb_log_install ();
  /* A reader that went away (head, less) ends us like any other filter; a server that did must not. */
  signal (SIGPIPE, SIG_IGN);

  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_verbs ();
      return argc < 2 ? SB_EXIT_USAGE : SB_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      sb_cli_print ("stockbook-cli %s\n", PACKAGE_VERSION);
      return SB_EXIT_DONE;
    }

  verb = sb_cli_find_verb (argv[1]);
  if (verb == NULL)
    {
      SbCli cli = { 0 };
      g_autofree char *message = g_strdup_printf (_("there is no verb “%s”"), argv[1]);

      cli.json = g_strv_contains ((const char *const *) argv, "--json");
      return sb_cli_refuse (&cli, SB_EXIT_USAGE, "usage", "unknown-verb", message,
                            _("Run: stockbook-cli --help"), NULL);
    }
  return run_verb (verb, argc - 2, argv + 2);
}
