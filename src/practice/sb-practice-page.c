/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-page.h"

static const char STYLE[]
    = ":root{--ink:#22303c;--soft:#5d6b78;--line:#e3e8ec;--paper:#fff;--back:#f4f6f8;--brand:#"
      "1a7f37;--bad:#b3261e}"
      "@media(prefers-color-scheme:dark){:root{--ink:#e8edf1;--soft:#9fb0bd;--line:#313d47;--paper:"
      "#1c242b;--back:#12181d;--brand:#57c77a;"
      "--bad:#ff8a80}}"
      "*{box-sizing:border-box}body{margin:0;font:16px/1.5 "
      "system-ui,sans-serif;color:var(--ink);background:var(--back)}"
      "header{background:var(--paper);border-bottom:1px solid var(--line);padding:14px 20px}header "
      "strong{font-size:1.15rem}"
      "header "
      "span{color:var(--soft);margin-left:.6rem}nav{display:flex;gap:6px;flex-wrap:wrap;margin-top:"
      "10px}"
      "nav a,button,.button{display:inline-block;border:1px solid "
      "var(--line);border-radius:8px;padding:7px 14px;text-decoration:none;"
      "color:var(--ink);background:var(--paper);font:inherit;cursor:pointer}nav "
      "a.here{border-color:var(--brand);color:var(--brand)}"
      "button.go{background:var(--brand);border-color:var(--brand);color:#fff;font-weight:600}"
      "@media(prefers-color-scheme:dark){button.go{color:#0d1a11}}"
      "main{max-width:1080px;margin:20px auto;padding:0 "
      "16px}main.narrow{max-width:430px;margin-top:6vh}"
      ".card{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:18px "
      "20px;margin-bottom:18px;overflow-x:auto}"
      "h1{font-size:1.3rem;margin:.2rem 0 .8rem}h2{font-size:1.05rem;margin:.2rem 0 "
      ".6rem}table{width:100%;border-collapse:collapse}"
      "th{text-align:left;font-weight:600;color:var(--soft);font-size:.85rem}th,td{padding:7px "
      "10px;border-bottom:1px solid var(--line)}"
      "tr:last-child>*{border-bottom:0}"
      ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
      "td a{color:inherit}"
      ".soft{color:var(--soft)}.bad{color:var(--bad);font-weight:600}label{display:block;margin:."
      "7rem 0 .25rem;font-weight:600}"
      "input,select,textarea{width:100%;padding:9px 11px;border:1px solid "
      "var(--line);border-radius:8px;font:inherit;color:inherit;"
      "background:var(--back)}.row{display:flex;gap:10px;margin-top:18px;flex-wrap:wrap}.pick{"
      "display:flex;gap:10px;align-items:center;"
      "font-weight:400;border:1px solid var(--line);border-radius:8px;padding:10px 12px}.pick "
      "input{width:auto}"
      ".grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:0 14px}"
      "form.inline{display:inline}h3{font-size:1rem;margin:1.4rem 0 .2rem}details{margin-top:.9rem}"
      "summary{cursor:pointer;color:var(--soft)}"
      "@media(max-width:640px){th,td{padding:6px 6px}.wide{display:none}header{padding:12px 14px}}";

GString *
sb_page_begin (const char *title, gboolean narrow)
{
  GString *page = g_string_new (
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");

  sb_page_text (page, title);
  g_string_append (page, "</title><style>");
  g_string_append (page, STYLE);
  g_string_append (page, "</style></head><body>");
  if (narrow)
    g_string_append (page, "<main class=\"narrow\">");
  return page;
}

void
sb_page_text (GString *page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (page, escaped);
}

void
sb_page_format (GString *page, const char *format, ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  g_string_append (page, text);
}

void
sb_page_send (SbExchange *exchange, guint status, GString *page)
{
  g_string_append (page, "</main></body></html>");
  sb_exchange_reply (exchange, status, "text/html;charset=utf-8", g_string_free (page, FALSE));
}
