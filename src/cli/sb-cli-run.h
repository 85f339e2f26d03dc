/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-cli.h"
#include "sb-sync-report.h"

G_BEGIN_DECLS

/* One run, waited for. @flags: SbSyncRunFlags. NULL with an error when it could not begin. */
SbSyncReport *sb_cli_run_engine (SbCli *cli, guint flags, gboolean show_progress, GError **error);

/* Exit code that belongs to how a run ended. */
SbExit        sb_cli_exit_of_report (const SbSyncReport *report);

/**
 * sb_cli_ensure_lists:
 *
 * Mapping and matching choose from what was read from QuickBooks: reads it now when the book is
 * connected and nothing was read yet. FALSE: reported, and @exit_code set.
 */
gboolean      sb_cli_ensure_lists (SbCli *cli, SbExit *exit_code);

G_END_DECLS
