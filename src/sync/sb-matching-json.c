/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matching as scripts read it. */
#include "sb-matching.h"

static void
write_candidate (SbJsonWriter *writer, const SbMatchCandidate *candidate)
{
  if (candidate == NULL)
    {
      sb_json_writer_null (writer);
      return;
    }
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", candidate->id);
  sb_json_writer_member_string (writer, "name", candidate->name);
  sb_json_writer_member_string (writer, "type", candidate->type);
  sb_json_writer_member_boolean (writer, "active", candidate->active);
  sb_json_writer_end_object (writer);
}

static void
write_candidates (SbJsonWriter *writer, const char *name, GPtrArray *candidates)
{
  sb_json_writer_name (writer, name);
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < candidates->len; i++)
    write_candidate (writer, g_ptr_array_index (candidates, i));
  sb_json_writer_end_array (writer);
}

static void
write_row (SbJsonWriter *writer, const SbMatchRow *row)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, row->local_id);

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "local");
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  sb_json_writer_member_string (writer, "name", row->local_name);
  sb_json_writer_member_string (writer, "key", row->local_key);
  sb_json_writer_end_object (writer);
  sb_json_writer_member_string (writer, "state", sb_match_state_word (row->state));
  sb_json_writer_member_string (writer, "rule", row->rule);
  sb_json_writer_name (writer, "qbo");
  write_candidate (writer, row->qbo);
  write_candidates (writer, "candidates", row->candidates);
  sb_json_writer_member_string (writer, "reason", row->reason);
  sb_json_writer_end_object (writer);
}

char *
sb_matching_to_json (const SbMatching *self)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  guint counts[SB_MATCH_REFUSED + 1] = { 0 };

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "kind", sb_match_kind_word (self->kind));
  sb_json_writer_name (writer, "rows");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SbMatchRow *row = g_ptr_array_index (self->rows, i);

      counts[row->state]++;
      write_row (writer, row);
    }
  sb_json_writer_end_array (writer);
  write_candidates (writer, "only_in_qbo", self->only_in_qbo);
  sb_json_writer_name (writer, "counts");
  sb_json_writer_begin_object (writer);
  for (guint i = 0; i <= SB_MATCH_REFUSED; i++)
    sb_json_writer_member_int (writer, sb_match_state_word ((SbMatchState) i), counts[i]);
  sb_json_writer_end_object (writer);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}
