/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <string.h>

#include "sb-cli-json.h"
#include "sb-cli-verbs.h"

typedef struct
{
  char *name;
  char *currency;
  char *country;
  char *negative_stock;
  char *provisional_cost;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->name);
  g_free (options->currency);
  g_free (options->country);
  g_free (options->negative_stock);
  g_free (options->provisional_cost);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* "Shop" of "/home/ann/Shop.stockbook" */
static char *
name_of_path (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".stockbook"))
    name[strlen (name) - strlen (".stockbook")] = '\0';
  return name;
}

static gboolean
is_choice (SbCli *cli, const char *value, const char *first, const char *second, const char *option, SbExit *exit_code)
{
  g_autofree char *message = NULL;

  if (value == NULL || g_str_equal (value, first) || g_str_equal (value, second))
    return TRUE;
  message = g_strdup_printf (_("%s takes %s or %s"), option, first, second);
  *exit_code = sb_cli_refuse (cli, SB_EXIT_USAGE, "usage", "option", message, NULL, NULL);
  return FALSE;
}

static SbExit
create_book (SbCli *cli, const Options *options)
{
  SbLedgerSettings settings = { .closing_date = SB_DAY_NONE };
  g_autoptr(GError) error = NULL;
  g_autofree char *name = options->name != NULL ? g_strdup (options->name) : name_of_path (cli->argv[0]);
  const char *currency = options->currency != NULL ? options->currency : "USD";

  if (!sb_currency_from_code (currency, &settings.currency, &error))
    return sb_cli_refuse (cli, SB_EXIT_REFUSED, "usage", "currency", error->message,
                          _("Give three letters, for example --currency USD."), NULL);
  settings.name = name;
  settings.country = options->country != NULL ? options->country : "US";
  settings.negative_stock_allowed = g_strcmp0 (options->negative_stock, "allow") == 0;
  settings.provisional_cost = g_strcmp0 (options->provisional_cost, "none") != 0;
  cli->company = sb_company_create (cli->argv[0], &settings, &error);
  if (cli->company == NULL)
    return sb_cli_fail (cli, error);

  if (cli->json)
    {
      g_autoptr(SbJsonWriter) writer = sb_json_writer_new ();

      sb_json_writer_begin_object (writer);
      sb_json_writer_name (writer, "book");
      sb_cli_write_book (writer, cli->argv[0], name, currency, NULL);
      sb_json_writer_end_object (writer);
      sb_cli_print_json (writer);
    }
  else
    sb_cli_print (_("Created %s (%s, %s).\n"), cli->argv[0], name, currency);
  return SB_EXIT_DONE;
}

static SbExit
run (SbCli *cli)
{
  g_auto(Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_("Name of the business (default: the file's)"), N_("NAME") },
    { "currency", 0, 0, G_OPTION_ARG_STRING, &options.currency, N_("Home currency (default USD)"), N_("CODE") },
    { "country", 0, 0, G_OPTION_ARG_STRING, &options.country, N_("Country, two letters (default US)"), N_("CODE") },
    { "negative-stock", 0, 0, G_OPTION_ARG_STRING, &options.negative_stock,
      N_("Whether shipments may go below zero: block or allow"), N_("WORD") },
    { "provisional-cost", 0, 0, G_OPTION_ARG_STRING, &options.provisional_cost,
      N_("What received goods are worth before their bill: po or none"), N_("WORD") },
    { NULL },
  };
  SbExit exit_code = SB_EXIT_DONE;

  if (!sb_cli_parse (cli, entries, 1, 1, &exit_code) ||
      !is_choice (cli, options.negative_stock, "block", "allow", "--negative-stock", &exit_code) ||
      !is_choice (cli, options.provisional_cost, "po", "none", "--provisional-cost", &exit_code))
    return exit_code;
  if (g_file_test (cli->argv[0], G_FILE_TEST_EXISTS))
    return sb_cli_refuse (cli, SB_EXIT_REFUSED, "book", "exists", _("there is a file of that name already"),
                          _("Choose another name; nothing is overwritten."), NULL);
  return create_book (cli, &options);
}

const SbVerb sb_verb_new = {
  .name = "new",
  .arguments = "BOOK",
  .summary = N_("create a book"),
  .run = run,
};
