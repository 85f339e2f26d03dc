/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice.h"

#include "sb-practice-page.h"

void
sb_practice_handle_web (SbExchange *x)
{
  GString *page = sb_page_begin ("Practice company", TRUE);

  g_string_append (page, "<div class=\"card\"><h1>Practice company</h1></div>");
  sb_page_send (x, 200, page);
}
