/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Refusals in every spelling: "Fault" of the accounting service, "fault" of the gateway, XML of
 * both. */
#include "sb-qbo-fault.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-json-reader.h"
#include "sb-log.h"
#include "sb-qbo-error-private.h"
#include "sb-qbo-fault-table.h"

G_DEFINE_BOXED_TYPE (SbQboFault, sb_qbo_fault, sb_qbo_fault_copy, sb_qbo_fault_free)

/* Texts of a server are shown and stored: no more of one than a person would read. */
#define TEXT_MAX 2000

SbQboFault *
sb_qbo_fault_copy (const SbQboFault *self)
{
  SbQboFault *copy = g_new (SbQboFault, 1);

  *copy = *self;
  copy->type = g_strdup (self->type);
  copy->code = g_strdup (self->code);
  copy->message = g_strdup (self->message);
  copy->detail = g_strdup (self->detail);
  copy->element = g_strdup (self->element);
  copy->more = g_strdup (self->more);
  copy->duplicate_type = g_strdup (self->duplicate_type);
  copy->duplicate_id = g_strdup (self->duplicate_id);
  copy->sentence = g_strdup (self->sentence);
  return copy;
}

void
sb_qbo_fault_free (SbQboFault *self)
{
  if (self == NULL)
    return;
  g_free (self->type);
  g_free (self->code);
  g_free (self->message);
  g_free (self->detail);
  g_free (self->element);
  g_free (self->more);
  g_free (self->duplicate_type);
  g_free (self->duplicate_id);
  g_free (self->sentence);
  g_free (self);
}

/* A token could be quoted back at us ("Token expired: ..."), so nothing is kept unredacted. */
static char *
clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *cut = g_utf8_strlen (valid, -1) > TEXT_MAX ? g_utf8_substring (valid, 0,
                                                                                  TEXT_MAX) : NULL;
  g_autofree char *safe = sb_log_redact (cut != NULL ? cut : valid);
  const char *expired = strstr (safe, "Token expired:");

  if (expired != NULL)
    return g_strndup (safe, (gsize) (expired - safe) + strlen ("Token expired"));
  return g_steal_pointer (&safe);
}

static void
find_duplicate (SbQboFault *self)
{
  g_autoptr(GRegex) regex = g_regex_new ("(?:TxnType=([A-Za-z]{1,40}) with TxnId=|\\bId=)([0-9]{1,"
                                         "20})\\b",
                                         G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  if (!g_regex_match (regex, self->detail, G_REGEX_MATCH_DEFAULT, &match))
    return;
  self->duplicate_type = g_match_info_fetch (match, 1);
  self->duplicate_id = g_match_info_fetch (match, 2);
  if (self->duplicate_type != NULL && *self->duplicate_type == '\0')
    g_clear_pointer (&self->duplicate_type, g_free);
}

/* Their detail repeats their message in front of what matters. */
static const char *
telling_text (const SbQboFault *self)
{
  static const char *const fillers[] = {
    "Business Validation Error: ",
    "Object Not Found : ",
    "Stale Object Error : ",
    "Invalid Reference Id : ",
    "Duplicate Document Number Error : ",
  };

  if (*self->detail == '\0')
    return self->message;
  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (g_str_has_prefix (self->detail, fillers[i]))
      return self->detail + strlen (fillers[i]);
  return self->detail;
}

static char *
make_sentence (const SbQboFault *self, const SbQboFaultRow *row)
{
  const char *text = telling_text (self);

  if (row->sentence == NULL)
    return *text != '\0' ? g_strdup_printf (_("QuickBooks says: %s"), text)
                         : g_strdup (_("QuickBooks refused it without a reason."));
  if (!row->show_detail || *text == '\0')
    return g_strdup (_(row->sentence));
  /* Translators: a sentence of ours, then what QuickBooks wrote. */
  return g_strdup_printf (_("%s QuickBooks says: %s"), _(row->sentence), text);
}

SbQboFault *
sb_qbo_fault_new (guint status, const char *type, const char *code, const char *message,
                  const char *detail, const char *element)
{
  SbQboFault *self = g_new0 (SbQboFault, 1);
  g_autofree char *text = NULL;
  const SbQboFaultRow *row;

  self->status = status;
  self->type = clean_text (type);
  self->code = clean_text (code);
  self->message = clean_text (message);
  self->detail = clean_text (detail);
  self->element = clean_text (element);
  text = g_strconcat (self->message, " ", self->detail, NULL);
  row = sb_qbo_fault_table_find (status, self->type,
                                 (int) CLAMP (g_ascii_strtoll (self->code, NULL, 10), 0, G_MAXINT),
                                 text);
  self->decision = row->decision;
  self->reason = row->reason;
  self->maybe_done = row->maybe_done;
  self->sentence = make_sentence (self, row);
  self->remedy = _(row->remedy);
  if (row->decision == SB_QBO_DECISION_LOOKUP_ADOPT)
    find_duplicate (self);
  return self;
}

static const char *
either (JsonObject *object, const char *name, const char *other_name)
{
  const char *text = sb_json_string_or (object, name, NULL);

  return text != NULL ? text : sb_json_string_or (object, other_name, "");
}

static void
append_more (GString *more, JsonObject *entry)
{
  g_autofree char *detail = clean_text (either (entry, "Detail", "detail"));

  if (more->len < TEXT_MAX)
    g_string_append_printf (more, "%s%s", more->len > 0 ? "; " : "", detail);
}

SbQboFault *
sb_qbo_fault_from_json (JsonObject *fault, guint status)
{
  JsonArray *errors = sb_json_array_or_null (fault, "Error");
  g_autoptr(GString) more = g_string_new (NULL);
  JsonObject *first = NULL;
  SbQboFault *self;

  if (errors == NULL)
    errors = sb_json_array_or_null (fault, "error");
  for (guint i = 0; errors != NULL && i < json_array_get_length (errors); i++)
    {
      JsonObject *entry = sb_json_array_object (errors, i, NULL);

      if (entry != NULL && first == NULL)
        first = entry;
      else if (entry != NULL)
        append_more (more, entry);
    }
  if (first == NULL)
    return sb_qbo_fault_new (status, either (fault, "type", "Type"), "", "", "", "");
  self = sb_qbo_fault_new (status, either (fault, "type", "Type"), either (first, "code", "Code"),
                           either (first, "Message", "message"), either (first, "Detail", "detail"),
                           either (first, "element", "Element"));
  if (more->len > 0)
    self->more = g_strdup (more->str);
  return self;
}

SbQboFault *
sb_qbo_fault_find (JsonObject *root, guint status)
{
  JsonObject *fault = sb_json_object_or_null (root, "Fault");

  if (fault == NULL)
    fault = sb_json_object_or_null (root, "fault");
  return fault != NULL ? sb_qbo_fault_from_json (fault, status) : NULL;
}

/* The first Error of an XML fault. */
typedef struct
{
  gboolean in_fault;
  guint errors;
  char *type;
  char *code;
  char *element;
  GString *text[2];  /* Message, Detail */
  GString *current;  /* (nullable): one of them */
} XmlFault;

static void
replace_text (char **slot, const char *text)
{
  g_free (*slot);
  *slot = g_strdup (text);
}

static void
xml_start (GMarkupParseContext *context, const char *name, const char **keys, const char **values,
           gpointer user_data, GError **error)
{
  XmlFault *xml = user_data;

  if (strcmp (name, "Fault") == 0)
    xml->in_fault = TRUE;
  else if (xml->in_fault && strcmp (name, "Error") == 0)
    xml->errors++;
  for (guint i = 0; xml->in_fault && xml->errors <= 1 && keys[i] != NULL; i++)
    {
      if (strcmp (keys[i], "type") == 0)
        replace_text (&xml->type, values[i]);
      else if (strcmp (keys[i], "code") == 0)
        replace_text (&xml->code, values[i]);
      else if (strcmp (keys[i], "element") == 0)
        replace_text (&xml->element, values[i]);
    }
  xml->current = NULL;
  if (xml->errors == 1 && strcmp (name, "Message") == 0)
    xml->current = xml->text[0];
  else if (xml->errors == 1 && strcmp (name, "Detail") == 0)
    xml->current = xml->text[1];
}

static void
xml_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  XmlFault *xml = user_data;

  xml->current = NULL;
}

static void
xml_text (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
          GError **error)
{
  XmlFault *xml = user_data;

  if (xml->current != NULL && xml->current->len < TEXT_MAX * 4)
    g_string_append_len (xml->current, text, (gssize) MIN (length, TEXT_MAX * 4));
}

#define XML_MAX (256 * 1024)

SbQboFault *
sb_qbo_fault_from_xml (const char *text, gssize length, guint status)
{
  static const GMarkupParser parser = {
    .start_element = xml_start,
    .end_element = xml_end,
    .text = xml_text,
  };
  XmlFault xml = { .text = { g_string_new (NULL), g_string_new (NULL) } };
  g_autoptr(GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &xml, NULL);
  SbQboFault *self = NULL;

  if (length < 0)
    length = (gssize) strlen (text);
  /* A torn page may still have told its fault: what was parsed before the error counts. */
  (void) g_markup_parse_context_parse (context, text, MIN (length, XML_MAX), NULL);
  if (xml.in_fault && xml.errors > 0)
    self = sb_qbo_fault_new (status, xml.type, xml.code, xml.text[0]->str, xml.text[1]->str,
                             xml.element);
  g_free (xml.type);
  g_free (xml.code);
  g_free (xml.element);
  g_string_free (xml.text[0], TRUE);
  g_string_free (xml.text[1], TRUE);
  return self;
}

static SbQboError
error_code_for (const SbQboFault *self)
{
  switch (self->decision)
    {
    case SB_QBO_DECISION_RETRY:
      return SB_QBO_ERROR_SERVER;
    case SB_QBO_DECISION_WAIT:
      return SB_QBO_ERROR_THROTTLED;
    case SB_QBO_DECISION_REFRESH:
    case SB_QBO_DECISION_RECONNECT:
      return SB_QBO_ERROR_SIGN_IN_NEEDED;
    case SB_QBO_DECISION_REREAD_MERGE:
      return SB_QBO_ERROR_STALE_OBJECT;
    case SB_QBO_DECISION_LOOKUP_ADOPT:
      return SB_QBO_ERROR_DUPLICATE_NAME;
    case SB_QBO_DECISION_ASK_OWNER:
    case SB_QBO_DECISION_BUG:
    default:
      break;
    }
  if (strcmp (self->code, "610") == 0)
    return SB_QBO_ERROR_NOT_FOUND;
  return SB_QBO_ERROR_VALIDATION;
}

GError *
sb_qbo_fault_to_error (const SbQboFault *self, const char *intuit_tid)
{
  GError *error = sb_qbo_error_new (error_code_for (self), "%s", self->sentence);

  sb_qbo_error_set_fault (error, self->code, self->reason, self->remedy);
  sb_qbo_error_set_maybe_done (error, self->maybe_done);
  sb_qbo_error_set_intuit_tid (error, intuit_tid);
  return error;
}
