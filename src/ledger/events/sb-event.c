/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-event-data.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-event-kind.h"
#include "sb-json-reader.h"
#include "sb-ledger-error.h"

struct _SbEvent
{
  gatomicrefcount refs;
  JsonNode *node;            /* (owned): the texts below live in it */
  const char *id;
  const char *date;
  SbDay day;
  const char *expected_error; /* (nullable) */
  const SbEventKind *kind;
  SbCurrency currency;
  char *json;                /* (owned) */
  SbEventData data;          /* (owned) */
};

G_DEFINE_BOXED_TYPE (SbEvent, sb_event, sb_event_ref, sb_event_unref)

SbEvent *
sb_event_ref (SbEvent *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sb_event_unref (SbEvent *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  sb_event_data_clear (&self->data);
  g_clear_pointer (&self->node, json_node_unref);
  g_free (self->json);
  g_free (self);
}

static const char *
required_text (JsonObject *object, const char *name, GError **error)
{
  g_autofree char *pointer = g_strconcat ("/", name, NULL);
  const char *text = sb_json_get_string (object, name, NULL);

  if (text != NULL && *text != '\0' && strlen (text) <= 200)
    return text;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, pointer, _("%s: missing"), name);
  return NULL;
}

static gboolean
read_header (SbEvent *self, JsonObject *object, GError **error)
{
  const char *type;

  self->id = required_text (object, "id", error);
  if (self->id == NULL)
    return FALSE;
  self->date = required_text (object, "date", error);
  if (self->date == NULL)
    return FALSE;
  if (!sb_day_parse (self->date, &self->day, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/date", _("date: not a day"));
      return FALSE;
    }
  type = required_text (object, "type", error);
  if (type == NULL)
    return FALSE;
  self->kind = sb_event_kind_find (type);
  if (self->kind == NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/type", _("unknown type of event “%s”"),
                         type);
  return self->kind != NULL;
}

/* What the file expects is no part of what happened. */
static char *
canonical_json (JsonNode *node)
{
  g_autoptr (JsonNode) copy = json_node_copy (node);
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    if (strcmp (name, "expect_error") != 0)
      json_object_set_member (object, name, json_node_copy (member));
  json_node_set_object (copy, object);
  return json_to_string (copy, FALSE);
}

static SbEvent *
parse_node (JsonNode *node, SbCurrency base, GError **error)
{
  g_autoptr (SbEvent) self = g_new0 (SbEvent, 1);
  JsonObject *object;
  const char *currency;

  g_atomic_ref_count_init (&self->refs);
  self->data.send = TRUE;
  self->node = json_node_ref (node);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL, _("an event must be an object"));
      return NULL;
    }
  object = json_node_get_object (node);
  if (!read_header (self, object, error))
    return NULL;
  self->currency = base;
  currency = sb_json_string_or (object, "currency", NULL);
  if (currency != NULL && !sb_currency_from_code (currency, &self->currency, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/currency",
                           _("unknown currency “%s”"), currency);
      return NULL;
    }
  if (!sb_event_data_read (&self->data, object, self->kind->form, self->currency, error))
    return NULL;
  if (self->kind->check_form != NULL && !self->kind->check_form (self, error))
    return NULL;
  self->expected_error = sb_json_string_or (object, "expect_error", NULL);
  self->json = canonical_json (node);
  return g_steal_pointer (&self);
}

SbEvent *
sb_event_parse (const char *json, gssize length, SbCurrency base, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) node = sb_json_parse (json, length, &local);

  if (node == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL, "%s", local->message);
      return NULL;
    }
  return parse_node (node, base, error);
}

SbEvent *
sb_event_parse_object (JsonObject *object, SbCurrency base, GError **error)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, object);
  return parse_node (node, base, error);
}

const char *
sb_event_get_id (const SbEvent *self)
{
  return self->id;
}

SbDay
sb_event_get_day (const SbEvent *self)
{
  return self->day;
}

const char *
sb_event_get_date (const SbEvent *self)
{
  return self->date;
}

const char *
sb_event_get_type_name (const SbEvent *self)
{
  return self->kind->type;
}

const char *
sb_event_get_json (const SbEvent *self)
{
  return self->json;
}

const char *
sb_event_get_expected_error (const SbEvent *self)
{
  return self->expected_error;
}

const SbEventData *
sb_event_get_data (const SbEvent *self)
{
  return &self->data;
}

const SbEventKind *
sb_event_get_kind (const SbEvent *self)
{
  return self->kind;
}

SbCurrency
sb_event_get_currency (const SbEvent *self)
{
  return self->currency;
}
