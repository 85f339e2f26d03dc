/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML out. */
#include "sb-practice-xml.h"

#include <string.h>

#define NAMESPACE "http://schema.intuit.com/finance/v3"

static void write_member (GString *out, const char *name, const SbTree *value);

/* What XML 1.0 cannot hold at all becomes a question mark, as a caller could not read it anyway. */
static void
append_escaped (GString *out, const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    switch (*at)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        if ((guchar) *at < 0x20 && strchr ("\t\n\r", *at) == NULL)
          g_string_append_c (out, '?');
        else
          g_string_append_c (out, *at);
      }
}

static void
append_scalar (GString *out, const SbTree *value)
{
  if (sb_tree_kind (value) == SB_TREE_BOOLEAN)
    g_string_append (out, sb_tree_truth (value) ? "true" : "false");
  else if (sb_tree_text (value) != NULL)
    append_escaped (out, sb_tree_text (value));
}

static gboolean
is_scalar (const SbTree *value)
{
  return sb_tree_kind (value) != SB_TREE_OBJECT && sb_tree_kind (value) != SB_TREE_ARRAY;
}

/* Members that hold anything at all may be called anything at all. */
static gboolean
is_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]))
    return FALSE;
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("_-.", *at) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_attribute (const SbTree *holder, guint index)
{
  const char *name = sb_tree_nth_name (holder, index);

  return g_ascii_islower (name[0]) && is_name (name)
         && is_scalar (sb_tree_nth (holder, index));
}

static void
write_object (GString *out, const char *name, const SbTree *value)
{
  const SbTree *whole = strcmp (name, "ColData") != 0 ? sb_tree_get (value, "value") : NULL;
  gsize before;

  g_string_append_printf (out, "<%s", name);
  for (guint i = 0; i < sb_tree_length (value); i++)
    if (is_attribute (value, i) && sb_tree_nth (value, i) != whole)
      {
        g_string_append_printf (out, " %s=\"", sb_tree_nth_name (value, i));
        append_scalar (out, sb_tree_nth (value, i));
        g_string_append_c (out, '"');
      }
  g_string_append_c (out, '>');
  before = out->len;
  append_scalar (out, whole);
  for (guint i = 0; i < sb_tree_length (value); i++)
    if (!is_attribute (value, i))
      write_member (out, sb_tree_nth_name (value, i), sb_tree_nth (value, i));
  if (out->len == before)
    {
      g_string_truncate (out, before - 1);
      g_string_append (out, "/>");
    }
  else
    g_string_append_printf (out, "</%s>", name);
}

static void
write_member (GString *out, const char *name, const SbTree *value)
{
  if (!is_name (name))
    return;
  switch (sb_tree_kind (value))
    {
    case SB_TREE_ARRAY:
      for (guint i = 0; i < sb_tree_length (value); i++)
        write_member (out, name, sb_tree_nth (value, i));
      break;
    case SB_TREE_OBJECT:
      write_object (out, name, value);
      break;
    case SB_TREE_NULL:
    case SB_TREE_RAW:
      break;
    case SB_TREE_BOOLEAN:
    case SB_TREE_NUMBER:
    case SB_TREE_STRING:
    default:
      g_string_append_printf (out, "<%s>", name);
      append_scalar (out, value);
      g_string_append_printf (out, "</%s>", name);
    }
}

/* The gateway's envelope is all lower case in JSON; in XML its fault looks like any other. */
static void
write_gateway_fault (GString *out, const SbTree *fault)
{
  const SbTree *error = sb_tree_nth (sb_tree_get (fault, "error"), 0);

  g_string_append (out, "<Fault type=\"");
  append_scalar (out, sb_tree_get (fault, "type"));
  g_string_append (out, "\"><Error code=\"");
  append_scalar (out, sb_tree_get (error, "code"));
  g_string_append (out, "\"><Message>");
  append_scalar (out, sb_tree_get (error, "message"));
  g_string_append (out, "</Message><Detail>");
  append_scalar (out, sb_tree_get (error, "detail"));
  g_string_append (out, "</Detail></Error></Fault>");
}

static const char *
root_of (const SbTree *answer)
{
  if (sb_tree_get (answer, "Columns") != NULL)
    return "Report";
  if (sb_tree_get (answer, "TaxRateDetails") != NULL)
    return "TaxService";
  return "IntuitResponse";
}

char *
sb_xml_from_answer (const SbTree *answer)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
  const SbTree *gateway = sb_tree_get (answer, "fault");
  const char *root = root_of (answer);

  g_string_append_printf (out, "<%s xmlns=\"" NAMESPACE "\"", root);
  if (sb_tree_kind (sb_tree_get (answer, "time")) == SB_TREE_STRING)
    {
      g_string_append (out, " time=\"");
      append_scalar (out, sb_tree_get (answer, "time"));
      g_string_append_c (out, '"');
    }
  g_string_append_c (out, '>');
  if (gateway != NULL)
    write_gateway_fault (out, gateway);
  for (guint i = 0; gateway == NULL && i < sb_tree_length (answer); i++)
    if (strcmp (sb_tree_nth_name (answer, i), "time") != 0)
      write_member (out, sb_tree_nth_name (answer, i), sb_tree_nth (answer, i));
  g_string_append_printf (out, "</%s>", root);
  return g_string_free (out, FALSE);
}
