/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *word;
  const char *title;
} StateName;

static const StateName STATES[SB_N_RECORD_STATES] = {
  [SB_RECORD_WAITING] = { "waiting", N_("Waiting") },
  [SB_RECORD_SENT] = { "sent", N_("Sent") },
  [SB_RECORD_SYNCED] = { "synced", N_("Synced") },
  [SB_RECORD_PENDING] = { "pending", N_("Pending") },
  [SB_RECORD_FAILED] = { "failed", N_("Failed") },
  [SB_RECORD_BLOCKED] = { "blocked", N_("Blocked") },
  [SB_RECORD_SKIPPED] = { "skipped", N_("Skipped") },
  [SB_RECORD_NOT_NEEDED] = { "not_needed", N_("Not needed") },
  [SB_RECORD_SUPERSEDED] = { "superseded", N_("Superseded") },
  [SB_RECORD_CONFLICT] = { "conflict", N_("Conflict") },
};

static const struct
{
  SbRecordActions action;
  const char *word;
} ACTIONS[] = {
  { SB_RECORD_CAN_RETRY, "retry" },
  { SB_RECORD_CAN_SKIP, "skip" },
  { SB_RECORD_CAN_RESOLVE_LOCAL, "resolve-local" },
  { SB_RECORD_CAN_RESOLVE_QBO, "resolve-qbo" },
  { SB_RECORD_CAN_REMAP, "remap" },
  { SB_RECORD_CAN_REACTIVATE, "reactivate" },
  { SB_RECORD_CAN_RECONNECT, "reconnect" },
  { SB_RECORD_CAN_UNTRACK, "untrack" },
};

G_DEFINE_BOXED_TYPE (SbRecord, sb_record, sb_record_copy, sb_record_free)

const char *
sb_record_state_word (SbRecordState state)
{
  g_return_val_if_fail ((guint) state < SB_N_RECORD_STATES, "waiting");
  return STATES[state].word;
}

const char *
sb_record_state_title (SbRecordState state)
{
  g_return_val_if_fail ((guint) state < SB_N_RECORD_STATES, "");
  return _(STATES[state].title);
}

gboolean
sb_record_state_parse (const char *word, SbRecordState *state)
{
  for (guint i = 0; word != NULL && i < SB_N_RECORD_STATES; i++)
    {
      if (g_str_equal (STATES[i].word, word))
        {
          *state = (SbRecordState) i;
          return TRUE;
        }
    }
  return FALSE;
}

void
sb_conflict_field_free (SbConflictField *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_free (self->base);
  g_free (self->local);
  g_free (self->qbo);
  g_free (self->suggested);
  g_free (self);
}

static gpointer
conflict_field_copy (gconstpointer source, gpointer data)
{
  const SbConflictField *field = source;
  SbConflictField *copy = g_new0 (SbConflictField, 1);

  copy->field = g_strdup (field->field);
  copy->base = g_strdup (field->base);
  copy->local = g_strdup (field->local);
  copy->qbo = g_strdup (field->qbo);
  copy->suggested = g_strdup (field->suggested);
  return copy;
}

SbRecord *
sb_record_copy (const SbRecord *self)
{
  SbRecord *copy;

  if (self == NULL)
    return NULL;

  copy = g_memdup2 (self, sizeof *self);
  copy->uid = g_strdup (self->uid);
  copy->object = g_strdup (self->object);
  copy->action = g_strdup (self->action);
  copy->subject = g_strdup (self->subject);
  copy->local = g_strdup (self->local);
  copy->event = g_strdup (self->event);
  copy->party = g_strdup (self->party);
  copy->reason = g_strdup (self->reason);
  copy->message = g_strdup (self->message);
  copy->remedy = g_strdup (self->remedy);
  copy->code = g_strdup (self->code);
  copy->blocked_by = g_array_copy (self->blocked_by);
  copy->conflict = g_ptr_array_copy (self->conflict, conflict_field_copy, NULL);
  g_ptr_array_set_free_func (copy->conflict, (GDestroyNotify) sb_conflict_field_free);
  copy->qbo_id = g_strdup (self->qbo_id);
  copy->sync_token = g_strdup (self->sync_token);
  copy->doc_number = g_strdup (self->doc_number);
  copy->url = g_strdup (self->url);
  return copy;
}

void
sb_record_free (SbRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->uid);
  g_free (self->object);
  g_free (self->action);
  g_free (self->subject);
  g_free (self->local);
  g_free (self->event);
  g_free (self->party);
  g_free (self->reason);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self->code);
  g_clear_pointer (&self->blocked_by, g_array_unref);
  g_clear_pointer (&self->conflict, g_ptr_array_unref);
  g_free (self->qbo_id);
  g_free (self->sync_token);
  g_free (self->doc_number);
  g_free (self->url);
  g_free (self);
}

static void
write_id (SbJsonWriter *writer, const char *name, gint64 id)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, id);
  sb_json_writer_member_string (writer, name, id != 0 ? text : NULL);
}

static void
write_actions (SbJsonWriter *writer, SbRecordActions actions)
{
  sb_json_writer_name (writer, "actions");
  sb_json_writer_begin_array (writer);
  for (gsize i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    {
      if ((actions & ACTIONS[i].action) != 0)
        sb_json_writer_string (writer, ACTIONS[i].word);
    }
  sb_json_writer_end_array (writer);
}

static void
write_blocked_by (SbJsonWriter *writer, GArray *ids)
{
  sb_json_writer_name (writer, "blocked_by");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < ids->len; i++)
    {
      char text[24];

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));
      sb_json_writer_string (writer, text);
    }
  sb_json_writer_end_array (writer);
}

static void
write_conflict (SbJsonWriter *writer, GPtrArray *fields)
{
  sb_json_writer_name (writer, "conflict");
  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "fields");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < fields->len; i++)
    {
      const SbConflictField *field = g_ptr_array_index (fields, i);

      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "field", field->field);
      sb_json_writer_member_string (writer, "base", field->base);
      sb_json_writer_member_string (writer, "local", field->local);
      sb_json_writer_member_string (writer, "qbo", field->qbo);
      sb_json_writer_member_string (writer, "suggested", field->suggested);
      sb_json_writer_end_object (writer);
    }
  sb_json_writer_end_array (writer);
  sb_json_writer_end_object (writer);
}

static void
write_what (const SbRecord *self, SbJsonWriter *writer)
{
  char day[SB_DAY_TEXT_SIZE];

  write_id (writer, "id", self->id);
  sb_json_writer_member_string (writer, "object", self->object);
  sb_json_writer_member_string (writer, "action", self->action);
  sb_json_writer_member_string (writer, "local", self->local);
  sb_json_writer_member_string (writer, "event", self->event);
  sb_json_writer_member_string (writer, "date",
                                self->date != SB_DAY_NONE ? sb_day_format (self->date, day) : NULL);
  if (self->has_amount)
    sb_json_writer_member_money_text (writer, "amount", self->amount, self->currency);
  else
    sb_json_writer_member_string (writer, "amount", NULL);
  sb_json_writer_member_string (writer, "currency", self->has_amount ? self->currency.code : NULL);
  sb_json_writer_member_string (writer, "party", self->party);
}

static void
write_qbo (const SbRecord *self, SbJsonWriter *writer)
{
  sb_json_writer_name (writer, "qbo");
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", self->qbo_id);
  sb_json_writer_member_string (writer, "sync_token", self->sync_token);
  sb_json_writer_member_string (writer, "doc_number", self->doc_number);
  sb_json_writer_member_string (writer, "url", self->url);
  sb_json_writer_end_object (writer);
}

void
sb_record_write_json (const SbRecord *self, SbJsonWriter *writer)
{
  g_autofree char *updated = sb_moment_format (self->updated);

  sb_json_writer_begin_object (writer);
  write_what (self, writer);
  sb_json_writer_member_string (writer, "state", sb_record_state_word (self->state));
  sb_json_writer_member_string (writer, "reason", self->reason);
  sb_json_writer_member_string (writer, "message", self->message);
  sb_json_writer_member_string (writer, "remedy", self->remedy);
  write_actions (writer, self->actions);
  sb_json_writer_member_string (writer, "code", self->code);
  write_blocked_by (writer, self->blocked_by);
  if (self->state == SB_RECORD_CONFLICT)
    write_conflict (writer, self->conflict);
  write_qbo (self, writer);
  sb_json_writer_member_int (writer, "revision", self->revision);
  write_id (writer, "run", self->run);
  sb_json_writer_member_int (writer, "attempts", self->attempts);
  sb_json_writer_member_string (writer, "updated", updated);
  sb_json_writer_end_object (writer);
}

void
sb_record_counts_write_json (const gint64 *counts, SbJsonWriter *writer)
{
  sb_json_writer_begin_object (writer);
  for (guint i = 0; i < SB_N_RECORD_STATES; i++)
    sb_json_writer_member_int (writer, STATES[i].word, counts[i]);
  sb_json_writer_end_object (writer);
}

void
sb_record_refusal_free (SbRecordRefusal *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->message);
  g_free (self);
}
