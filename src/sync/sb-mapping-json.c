/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mapping as scripts read it. */
#include "sb-mapping.h"

static void
write_account (SbJsonWriter *writer, const SbQboAccountFact *fact, gboolean with_active)
{
  if (fact == NULL)
    {
      sb_json_writer_null (writer);
      return;
    }
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "qbo_id", fact->qbo_id);
  sb_json_writer_member_string (writer, "name", fact->name);
  sb_json_writer_member_string (writer, "type", fact->type);
  sb_json_writer_member_string (writer, "subtype", fact->subtype);
  if (with_active)
    sb_json_writer_member_boolean (writer, "active", fact->active);
  sb_json_writer_end_object (writer);
}

static void
write_role (SbJsonWriter *writer, const SbRoleMapping *role, gboolean suggest)
{
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "role", role->role);
  sb_json_writer_member_string (writer, "title", role->title);
  sb_json_writer_member_string (writer, "need", role->required ? "required" : "optional");
  sb_json_writer_name (writer, "account");
  write_account (writer, role->accounts->len > 0 ? g_ptr_array_index (role->accounts, 0) : NULL,
                 TRUE);
  sb_json_writer_name (writer, "accounts");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < role->accounts->len; i++)
    write_account (writer, g_ptr_array_index (role->accounts, i), TRUE);
  sb_json_writer_end_array (writer);
  sb_json_writer_member_string (writer, "falls_back_to", role->falls_back_to);
  sb_json_writer_name (writer, "effective");
  write_account (writer, role->effective, FALSE);
  sb_json_writer_name (writer, "suggestions");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; suggest && i < role->suggestions->len; i++)
    write_account (writer, g_ptr_array_index (role->suggestions, i), FALSE);
  sb_json_writer_end_array (writer);
  sb_json_writer_member_string (writer, "problem", sb_mapping_problem_word (role->problem));
  sb_json_writer_end_object (writer);
}

char *
sb_mapping_to_json (const SbMapping *self, gboolean suggest)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_name (writer, "roles");
  sb_json_writer_begin_array (writer);
  for (guint i = 0; i < self->roles->len; i++)
    write_role (writer, g_ptr_array_index (self->roles, i), suggest);
  sb_json_writer_end_array (writer);
  sb_json_writer_member_boolean (writer, "complete", self->complete);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}
