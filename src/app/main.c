/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "sb-application.h"
#include "sb-log.h"
#include "sb-process.h"

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SB_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  sb_process_forbid_core_dumps ();
  sb_log_install ();

  g_autoptr (SbApplication) app = sb_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
