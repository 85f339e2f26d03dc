/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-reopen.h"

#include "sb-base-error.h"
#include "sb-document-field.h"
#include "sb-format.h"
#include "sb-json-reader.h"
#include "sb-quantity.h"

/* The ledger's fraction as a person types it: "0.0825" is 8.25. */
static char *
percent_text (const char *fraction)
{
  gint64 rate;

  return sb_rate_parse (fraction, &rate, NULL) ? sb_format_percent_entry (rate)
                                               : g_strdup (fraction);
}

static gboolean
is_number (SbColumnType type)
{
  return type != SB_COLUMN_CHOICE && type != SB_COLUMN_CHECK;
}

static char *
cell_text (JsonObject *object, const SbLineColumn *column)
{
  const char *text;

  if (column->type == SB_COLUMN_CHECK)
    return g_strdup (sb_json_boolean_or (object, column->member, TRUE) ? "" : "yes");
  if (column->part == SB_LINE_EXPENSE && json_object_has_member (object, "account_id"))
    return g_strdup_printf ("#%" G_GINT64_FORMAT,
                            json_object_get_int_member (object, "account_id"));
  text = sb_json_string_or (object, column->member, "");
  if (*text == '\0')
    return g_strdup ("");
  if (column->type == SB_COLUMN_RATE)
    return percent_text (text);
  return is_number (column->type) ? sb_format_decimal (text) : g_strdup (text);
}

static void
read_line (SbDocumentForm *form, const SbDocumentList *list, JsonObject *object)
{
  SbFormLine *line = sb_document_form_add_to (form, list->member);
  const char *item = sb_json_string_or (object, "item", NULL);
  gsize n;
  const SbLineColumn *columns = sb_line_columns (&n);

  sb_form_line_set (line, "sku", item != NULL ? item : sb_json_string_or (object, "sku", ""));
  g_object_set (line, "service", item != NULL, NULL);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = NULL;
      if ((list->columns & columns[i].part) == 0)
        continue;
      text = cell_text (object, &columns[i]);
      sb_form_line_set (line, columns[i].field, text);
    }
}

/* What was picked; what else there was to pick is not part of the event. */
static void
read_picked (SbDocumentForm *form, const SbDocumentList *list, const char *name)
{
  SbFormLine *line = sb_document_form_add_to (form, list->member);

  sb_form_line_set (line, "sku", name);
  sb_form_line_set (line, "name", name);
  sb_form_line_set (line, "pick", "yes");
}

static gboolean
read_list (SbDocumentForm *form, const SbDocumentList *list, JsonArray *array, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if ((list->columns & SB_LINE_PICK) != 0)
        {
          const char *name = json_array_get_string_element (array, i);
          read_picked (form, list, name != NULL ? name : "");
          continue;
        }
      JsonObject *object = sb_json_array_object (array, i, error);
      if (object == NULL)
        return FALSE;
      read_line (form, list, object);
    }
  return TRUE;
}

static char *
account_text (JsonObject *object, const char *role)
{
  if (*role == '\0' || !json_object_has_member (object, "account_id"))
    return g_strdup (role);
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, role,
                          json_object_get_int_member (object, "account_id"));
}

static char *
field_text (JsonObject *object, const SbDocumentField *field)
{
  const char *text;

  if (field->type == SB_FIELD_CHECK)
    return g_strdup (sb_json_has (object, field->member)
                             && sb_json_boolean_or (object, field->member, FALSE) == field->checked
                         ? "yes"
                         : "");
  text = sb_json_string_or (object, field->member, "");
  if (*text == '\0')
    return g_strdup ("");
  switch (field->type)
    {
    case SB_FIELD_MONEY:
    case SB_FIELD_RATE:
      return sb_format_decimal (text);
    case SB_FIELD_PERCENT:
      return percent_text (text);
    case SB_FIELD_ACCOUNT:
      return account_text (object, text);
    case SB_FIELD_TEXT:
    case SB_FIELD_DAY:
    case SB_FIELD_PARTY:
    case SB_FIELD_CHOICE:
    case SB_FIELD_CHECK:
    default:
      return g_strdup (text);
    }
}

static void
read_fields (SbDocumentForm *form, JsonObject *object)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  gsize n;
  const SbDocumentField *fields = sb_document_fields (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = NULL;
      if (fields[i].member == NULL || !sb_document_field_is_of (&fields[i], kind))
        continue;
      text = field_text (object, &fields[i]);
      sb_document_form_set (form, fields[i].name, text);
    }
}

static void
read_names (SbDocumentForm *form, JsonObject *object)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  const char *own = kind->own != NULL ? sb_json_string_or (object, kind->own, "") : "";
  const char *number = sb_json_string_or (object, "number", own);

  sb_document_form_set (form, "number", number);
  sb_document_form_set (form, "date", sb_json_string_or (object, "date", ""));
  if (kind->party_member != NULL)
    sb_document_form_set (form, "party", sb_json_string_or (object, kind->party_member, ""));
  if (kind->target != NULL)
    sb_document_form_set (form, "target", sb_json_string_or (object, kind->target, ""));
  if (kind->chain == NULL)
    return;
  /* An order of its own is its own chain. */
  const char *chain = sb_json_string_or (object, kind->chain, "");
  if (g_strcmp0 (kind->chain, kind->own) != 0 || !g_str_equal (chain, number))
    sb_document_form_set (form, "chain", chain);
}

static const SbDocumentKind *
kind_of (JsonObject *object)
{
  const char *type = sb_json_string_or (object, "type", "");

  /* A credit is used for an invoice or for a bill: one event, two sides. */
  if (g_str_equal (type, "apply_credit") && sb_json_has (object, "bill"))
    type = "apply_supplier_credit";
  /* What is missing of goods on their way was lost there. */
  if (g_str_equal (type, "adjust")
      && g_str_has_prefix (sb_json_string_or (object, "location", ""), "@"))
    type = "lost";
  return sb_document_kind_find (type);
}

SbDocumentForm *
sb_document_reopen (const char *event, GError **error)
{
  g_autoptr (JsonNode) root = sb_json_parse (event, -1, error);
  g_autoptr (SbDocumentForm) form = NULL;
  const SbDocumentKind *kind = NULL;

  if (root == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    kind = kind_of (json_node_get_object (root));
  if (kind == NULL)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_RANGE,
                   "no document is typed for this event");
      return NULL;
    }
  JsonObject *object = json_node_get_object (root);
  form = sb_document_form_new (kind);
  read_names (form, object);
  read_fields (form, object);
  for (const SbDocumentList *list = kind->lists; list->member != NULL; list++)
    if ((list->columns & SB_LINE_ONE) != 0)
      read_line (form, list, object);
    else if (!read_list (form, list, sb_json_array_or_null (object, list->member), error))
      return NULL;
  return g_steal_pointer (&form);
}
