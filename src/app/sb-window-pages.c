/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of pages: the only place that names them all. */

#include "sb-window-private.h"

#include <glib/gi18n.h>

static const SbPageInfo PAGES[] = {
  { NULL }
};

const SbPageInfo *
sb_window_pages (gsize *n)
{
  *n = G_N_ELEMENTS (PAGES) - 1;
  return PAGES;
}

const SbPageInfo *
sb_window_page_info (const char *id)
{
  for (gsize i = 0; PAGES[i].id != NULL; i++)
    if (strcmp (PAGES[i].id, id) == 0)
      return &PAGES[i];
  return NULL;
}
