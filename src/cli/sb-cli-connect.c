/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sb-cli-json.h"
#include "sb-cli-verbs.h"
#include "sb-qbo-tokens.h"

#define SECRET_MAX 4096

typedef struct
{
  char *environment;
  char *client_id;
  char *client_secret_file;
  char *redirect_uri;
  gboolean no_browser;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->environment);
  g_free (options->client_id);
  g_free (options->client_secret_file);
  g_free (options->redirect_uri);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  SbCli *cli;
  gboolean no_browser;
} Browser;

static void
authorize_url_cb (SbCompany *company, const char *url, Browser *browser)
{
  if (browser->cli->json)
    {
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "authorize_url", url);
      sb_json_writer_end_object (writer);
      sb_cli_print_json (writer);
    }
  else
    sb_cli_print ("%s\n", url);
  fflush (stdout);
  /* Without a desktop nothing opens; the address is on the screen either way. */
  if (!browser->no_browser)
    g_app_info_launch_default_for_uri_async (url, NULL, NULL, NULL, NULL);
  if (isatty (STDIN_FILENO) && !browser->cli->json)
    sb_cli_print (_("Sign in there. If the browser cannot come back, paste the address it ended on here.\n"));
}

/* One line typed or pasted while the sign-in waits. */
static gboolean
pasted_cb (int fd, GIOCondition condition, gpointer user_data)
{
  SbCompany *company = user_data;
  g_autoptr(GError) error = NULL;
  char line[8192];

  if (fgets (line, sizeof line, stdin) == NULL)
    return G_SOURCE_REMOVE;
  g_strstrip (line);
  if (line[0] != '\0' && !sb_company_connect_paste (company, line, &error))
    fprintf (stderr, "%s\n", error->message);
  memset (line, 0, sizeof line);
  return G_SOURCE_CONTINUE;
}

static void
print_result (SbCli *cli, const SbConnectResult *result)
{
  if (cli->json)
    {
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

      sb_json_writer_begin_object (writer);
      sb_json_writer_name (writer, "connection");
      sb_cli_write_connection (writer, result->connection);
      sb_json_writer_name (writer, "company");
      sb_cli_write_company (writer, result->company);
      sb_json_writer_name (writer, "checks");
      sb_cli_write_checks (writer, result->checks);
      sb_json_writer_end_object (writer);
      sb_cli_print_json (writer);
      return;
    }
  sb_cli_print (_("Connected to %s.\n"), result->company->name);
  for (guint i = 0; i < result->checks->len; i++)
    {
      const SbCompanyCheck *check = g_ptr_array_index (result->checks, i);

      sb_cli_print ("  %s %s\n", check->ok ? "✓" : "!", check->message);
      if (check->remedy != NULL)
        sb_cli_print ("    %s\n", check->remedy);
    }
}

static gboolean
read_secret (SbCli *cli, const char *path, char **secret, SbExit *exit_code)
{
  g_autoptr(GError) error = NULL;
  gsize length = 0;

  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, secret, &length, &error))
    {
      *exit_code = sb_cli_fail (cli, error);
      return FALSE;
    }
  g_strchomp (*secret);
  if (length == 0 || length > SECRET_MAX || strlen (*secret) == 0)
    {
      *exit_code = sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "client-secret",
                                  _("the file does not hold a client secret"), NULL, NULL);
      return FALSE;
    }
  return TRUE;
}

static SbExit
sign_in (SbCli *cli, const Options *options, const char *secret)
{
  SbConnectOptions connect = { options->environment, options->client_id, secret, options->redirect_uri };
  Browser browser = { cli, options->no_browser };
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) async = NULL;
  g_autoptr(SbConnectResult) result = NULL;
  SbCliWait wait = { 0 };
  guint paste = 0;

  g_signal_connect (cli->company, "authorize-url", G_CALLBACK (authorize_url_cb), &browser);
  if (isatty (STDIN_FILENO))
    paste = g_unix_fd_add (STDIN_FILENO, G_IO_IN, pasted_cb, cli->company);
  sb_company_connect_async (cli->company, &connect, cli->cancellable, sb_cli_ready, &wait);
  async = sb_cli_wait (&wait);
  if (paste != 0 && g_main_context_find_source_by_id (NULL, paste) != NULL)
    g_source_remove (paste);
  g_signal_handlers_disconnect_by_data (cli->company, &browser);

  result = sb_company_connect_finish (cli->company, async, &error);
  if (result == NULL)
    return sb_cli_fail (cli, error);
  print_result (cli, result);
  return SB_EXIT_DONE;
}

static SbExit
run_connect (SbCli *cli)
{
  g_auto(Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "environment", 0, 0, G_OPTION_ARG_STRING, &options.environment,
      N_("practice, sandbox, production, or an address"), N_("NAME") },
    { "client-id", 0, 0, G_OPTION_ARG_STRING, &options.client_id, N_("Client id of your Intuit app"), N_("ID") },
    { "client-secret-file", 0, 0, G_OPTION_ARG_FILENAME, &options.client_secret_file,
      N_("File that holds the client secret"), N_("FILE") },
    { "redirect-uri", 0, 0, G_OPTION_ARG_STRING, &options.redirect_uri,
      N_("Redirect address as registered with Intuit"), N_("URI") },
    { "no-browser", 0, 0, G_OPTION_ARG_NONE, &options.no_browser, N_("Only print the address"), NULL },
    { NULL },
  };
  SbExit exit_code = SB_EXIT_DONE;
  char *secret = NULL;

  if (!sb_cli_parse (cli, entries, 1, 1, &exit_code))
    return exit_code;
  if (options.environment == NULL)
    return sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "environment", _("--environment is missing"),
                          _("Begin with: --environment practice"), NULL);
  if (!sb_cli_open (cli, &exit_code))
    return exit_code;
  if (read_secret (cli, options.client_secret_file, &secret, &exit_code))
    exit_code = sign_in (cli, &options, secret);
  sb_secret_free (secret);
  return exit_code;
}

static SbExit
run_disconnect (SbCli *cli)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  SbCliWait wait = { 0 };
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, NULL, 1, 1, &exit_code) || !sb_cli_open (cli, &exit_code))
    return exit_code;
  sb_company_disconnect_async (cli->company, cli->cancellable, sb_cli_ready, &wait);
  result = sb_cli_wait (&wait);
  if (!sb_company_disconnect_finish (cli->company, result, &error))
    return sb_cli_fail (cli, error);
  return sb_cli_print_status (cli);
}

const SbVerb sb_verb_connect = {
  .name = "connect",
  .arguments = "BOOK --environment practice|sandbox|production|URL",
  .summary = N_("sign in to QuickBooks Online"),
  .description = N_("Prints the address to open in a browser as its first line, then waits up to five minutes."),
  .run = run_connect,
};

const SbVerb sb_verb_disconnect = {
  .name = "disconnect",
  .arguments = "BOOK",
  .summary = N_("end the connection and forget its tokens"),
  .run = run_disconnect,
};
