/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XML in: what is a list, a number or a reference, the table of members says. */
#include "sb-practice-xml.h"

#include "sb-practice-fault.h"
#include "sb-practice-members.h"

#include <string.h>

typedef struct
{
  SbTree *tree;      /* (owned) an object, until it is handed to the frame above */
  const char *type;  /* (nullable): its row in the table of members */
  const char *code;  /* (nullable): what the member that it fills may hold */
  char *name;        /* (owned) of the element, without prefix */
  GString *text;     /* (owned) */
} Frame;

typedef struct
{
  GPtrArray *frames; /* Frame, the innermost last */
  SbTree *done;      /* (owned) the root's members */
  char *root;        /* (owned) */
} XmlReader;

static void
frame_free (gpointer data)
{
  Frame *frame = data;

  sb_tree_free (frame->tree);
  g_free (frame->name);
  g_string_free (frame->text, TRUE);
  g_free (frame);
}

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static Frame *
top (XmlReader *reader)
{
  return reader->frames->len > 0 ? g_ptr_array_index (reader->frames, reader->frames->len - 1)
                                 : NULL;
}

/* The kind of the object that an element of @code holds: "*oLine" -> "Line". */
static const char *
object_type (const char *code, const char *name)
{
  if (code == NULL)
    return sb_members_has_type (name) ? name : NULL;
  if (code[0] == '*')
    code++;
  return code[0] == 'o' ? code + 1 : NULL;
}

/* JSON's grammar of numbers, without an exponent. */
static gboolean
is_number (const char *text)
{
  gint64 number;
  const char *digits = text[0] == '-' ? text + 1 : text;

  return g_ascii_isdigit (digits[0]) && (digits[0] != '0' || !g_ascii_isdigit (digits[1]))
         && g_ascii_isdigit (digits[strlen (digits) - 1])
         && sb_tree_scan_decimal (text, 5, &number);
}

static SbTree *
scalar (const char *code, const char *text)
{
  if (code != NULL && code[0] == '*')
    code++;
  if (code != NULL && code[0] == 'b' && (strcmp (text, "true") == 0 || strcmp (text, "1") == 0))
    return sb_tree_new_boolean (TRUE);
  if (code != NULL && code[0] == 'b' && (strcmp (text, "false") == 0 || strcmp (text, "0") == 0))
    return sb_tree_new_boolean (FALSE);
  if (code != NULL && (code[0] == 'n' || code[0] == 'i') && is_number (text))
    return sb_tree_new_number (text);
  return sb_tree_new_string (text);
}

static void
on_start (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer data, GError **error)
{
  XmlReader *reader = data;
  const Frame *above = top (reader);
  Frame *frame;

  if (reader->frames->len > SB_TREE_MAX_DEPTH)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "nested too deeply");
      return;
    }
  frame = g_new0 (Frame, 1);
  frame->name = g_strdup (local_name (element));
  frame->code = above != NULL ? sb_members_code (above->type, frame->name) : NULL;
  frame->type = object_type (frame->code, frame->name);
  frame->tree = sb_tree_new_object ();
  frame->text = g_string_new (NULL);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_has_prefix (names[i], "xmlns") && strchr (names[i], ':') == NULL)
      sb_tree_set (frame->tree, names[i],
                   scalar (sb_members_code (frame->type, names[i]), values[i]));
  g_ptr_array_add (reader->frames, frame);
}

static void
put (SbTree *into, const Frame *frame, SbTree *value)
{
  SbTree *before = sb_tree_get (into, frame->name);
  gboolean list = (frame->code != NULL && frame->code[0] == '*')
                  || strcmp (frame->name, "BatchItemRequest") == 0;

  if (!list)
    {
      sb_tree_set (into, frame->name, value);
      return;
    }
  if (before == NULL)
    {
      before = sb_tree_new_array ();
      sb_tree_set (into, frame->name, before);
    }
  sb_tree_append (before, value);
}

/* A reference or a memo has its text as "value"; an object its members; the rest is a scalar. */
static SbTree *
frame_value (Frame *frame)
{
  gboolean whole = sb_members_code (frame->type, "value") != NULL;
  gboolean object = frame->type != NULL || sb_tree_length (frame->tree) > 0;

  if (whole)
    sb_tree_set_text (frame->tree, "value", g_strstrip (frame->text->str));
  if (!object && frame->text->len > 0)
    return scalar (frame->code, frame->text->str);
  if (!object)
    return sb_tree_new_string ("");
  return g_steal_pointer (&frame->tree);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  XmlReader *reader = data;
  Frame *frame = g_ptr_array_steal_index (reader->frames, reader->frames->len - 1);
  Frame *above = top (reader);

  if (above != NULL)
    put (above->tree, frame, frame_value (frame));
  else
    {
      reader->done = g_steal_pointer (&frame->tree);
      reader->root = g_strdup (frame->name);
    }
  frame_free (frame);
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  Frame *frame = top (data);

  if (frame != NULL)
    g_string_append_len (frame->text, text, (gssize) length);
}

SbTree *
sb_xml_parse (const char *text, gssize length, char **root, GError **error)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  XmlReader reader = { .frames = g_ptr_array_new_with_free_func (frame_free) };
  GMarkupParseContext *context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  g_autoptr (GError) bad = NULL;
  gboolean good = g_markup_parse_context_parse (context, text, length, &bad)
                  && g_markup_parse_context_end_parse (context, &bad) && reader.done != NULL;

  g_markup_parse_context_free (context);
  g_ptr_array_unref (reader.frames);
  if (good)
    {
      *root = reader.root;
      return reader.done;
    }
  sb_tree_free (reader.done);
  g_free (reader.root);
  sb_fault_set (error, 2010, NULL, "Property Name:%s specified is unsupported or invalid",
                bad != NULL ? bad->message : "no document");
  return NULL;
}
