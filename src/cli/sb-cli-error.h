/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "sb-cli.h"

G_BEGIN_DECLS

/**
 * SbCliError: a failure in the words of the command line.
 */
typedef struct
{
  SbExit exit_code;
  const char *domain;  /* usage book ledger connect sync qbo network check */
  const char *code;    /* the word that scripts read */
  char *message;       /* (owned): one line for a person */
  char *remedy;        /* (owned) (nullable): what to do */
  char *details;       /* (owned) (nullable): a JSON object */
} SbCliError;

SbCliError *sb_cli_error_describe (const GError *error);
void        sb_cli_error_free (SbCliError *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbCliError, sb_cli_error_free)

/* One line of JSON; @details is a JSON object or NULL. Secrets are taken out. */
char *sb_cli_error_json (const char *domain, const char *code, const char *message,
                         const char *remedy, const char *details);
/* For a person: message, and the remedy on a line of its own. Secrets are taken out. */
char *sb_cli_error_text (const char *message, const char *remedy);

G_END_DECLS
