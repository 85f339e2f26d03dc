/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-json-writer.h"

G_BEGIN_DECLS

/**
 * SbExit: exit codes of stockbook-cli; scripts rely on the numbers.
 */
typedef enum
{
  SB_EXIT_DONE = 0,
  SB_EXIT_USAGE = 1,       /* wrong call */
  SB_EXIT_REFUSED = 2,     /* refused input, nothing changed */
  SB_EXIT_BOOK = 3,        /* the book is missing, locked, newer or damaged */
  SB_EXIT_SIGN_IN = 4,     /* sign-in needed, refused or timed out */
  SB_EXIT_FAILURES = 5,    /* the run finished with failures */
  SB_EXIT_NETWORK = 6,
  SB_EXIT_DIFFERENCES = 7, /* a check found differences */
  SB_EXIT_CANCELLED = 130,
} SbExit;

typedef struct _SbCli SbCli;
typedef struct _SbVerb SbVerb;

/**
 * SbVerb: one row of the table of verbs; static data.
 */
struct _SbVerb
{
  const char *name;
  const char *arguments;   /* after the verb, for --help: "BOOK FILE|-"; untranslated */
  const char *summary;     /* one line, marked for translation */
  const char *description; /* (nullable): more for --help, marked for translation */
  SbExit (*run) (SbCli *cli);
};

/**
 * SbCli: one call of the program. Main thread.
 */
struct _SbCli
{
  const SbVerb *verb;
  gboolean json;             /* --json: one document on standard output, errors as JSON */
  int argc;                  /* what follows the verb, options taken out by sb_cli_parse() */
  char **argv;               /* (owned) (array zero-terminated=1): argv[0] is the first argument */
  GCancellable *cancellable; /* (owned): cancelled by SIGINT and SIGTERM */
  SbCompany *company;        /* (owned) (nullable): opened by sb_cli_open() */
};

/**
 * sb_cli_parse:
 * @entries: (nullable) (array zero-terminated=1): the verb's own options besides --json
 * @min: least number of arguments that must remain
 * @max: most, or -1
 * @exit_code: (out): what to return when FALSE (help was asked for, or a wrong call was reported)
 */
gboolean sb_cli_parse (SbCli *cli, const GOptionEntry *entries, int min, int max, SbExit *exit_code);

/* Opens the book argv[0] names into cli->company; on failure reports and sets @exit_code. */
gboolean sb_cli_open (SbCli *cli, SbExit *exit_code);

/* Reports @error on standard error in the form asked for. Returns: the exit code that belongs to it. */
SbExit sb_cli_fail (SbCli *cli, const GError *error);
/* The same for what a verb finds out by itself: @domain usage, book, ...; remedy and details
 * (a JSON object) may be NULL. Returns @exit_code. */
SbExit sb_cli_refuse (SbCli *cli, SbExit exit_code, const char *domain, const char *code,
                      const char *message, const char *remedy, const char *details);

/* Ends the document in @writer and prints it with a newline. */
void sb_cli_print_json (SbJsonWriter *writer);
/* printf to standard output for people. */
void sb_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Waiting for an asynchronous call: pass sb_cli_ready as callback and a zeroed SbCliWait. */
typedef struct
{
  GAsyncResult *result; /* (owned) (nullable) */
} SbCliWait;
void          sb_cli_ready (GObject *source, GAsyncResult *result, gpointer wait);
/* Runs the main context until the callback came. Returns: (transfer full): its result */
GAsyncResult *sb_cli_wait (SbCliWait *wait);

G_END_DECLS
