/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-record-sides.h"

#include "sb-list-entity.h"
#include "sb-mirror.h"
#include "sb-record-private.h"

static void
add_side (GPtrArray *sides, const char *field, const char *base, const char *local, const char *qbo,
          const char *suggested)
{
  SbConflictField *side = g_new0 (SbConflictField, 1);

  side->field = g_strdup (field);
  side->base = g_strdup (base);
  side->local = g_strdup (local);
  side->qbo = g_strdup (qbo);
  side->suggested = g_strdup (suggested);
  g_ptr_array_add (sides, side);
}

/* Contacts and products: both sides as they are now. */
static gboolean
add_list_sides (SbDatabase *db, const SbListEntity *entity, const SbRecord *record, const SbLink *link,
                GPtrArray *sides, GError **error)
{
  g_autoptr (SbFields) base = sb_fields_from_json (link->snapshot);
  g_autoptr (SbFields) theirs = NULL;
  g_autoptr (SbFields) local = NULL;
  g_autoptr (SbMirrorRow) row = NULL;
  GError *failure = NULL;
  SbCurrency home;

  local = entity->read_local (db, record->subject_id, &failure);
  if (failure == NULL)
    row = sb_mirror_get (db, record->object, link->qbo_id, &failure);
  if (failure == NULL && row != NULL && sb_book_currency (db, &home, &failure))
    theirs = entity->read_qbo (json_node_get_object (row->body), home, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  for (gsize i = 0; local != NULL && i < entity->n_specs; i++)
    {
      const char *name = entity->specs[i].name;

      add_side (sides, name, sb_fields_get (base, name), sb_fields_get (local, name),
                theirs != NULL ? sb_fields_get (theirs, name) : NULL, NULL);
    }
  return TRUE;
}

/* A document that was sent does not change any more here: what was agreed is what both sides have. */
static void
add_document_sides (const SbLink *link, GPtrArray *sides)
{
  g_autoptr (SbFields) base = sb_fields_from_json (link->snapshot);

  for (guint i = 0; i < sb_fields_count (base); i++)
    {
      const char *name = sb_fields_name (base, i);
      const char *value = sb_fields_get (base, name);

      add_side (sides, name, value, value, value, NULL);
    }
}

GPtrArray *
sb_record_sides (SbDatabase *db, const SbRecord *record, GError **error)
{
  g_autoptr (GPtrArray) sides =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sb_conflict_field_free);
  const SbListEntity *entity = sb_list_entity_find (record->subject);
  GError *failure = NULL;
  g_autoptr (SbLink) link = NULL;

  for (guint i = 0; i < record->conflict->len; i++)
    {
      const SbConflictField *field = g_ptr_array_index (record->conflict, i);

      add_side (sides, field->field, field->base, field->local, field->qbo, field->suggested);
    }
  if (sides->len > 0)
    return g_steal_pointer (&sides);

  link = sb_link_of_record (db, record->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (link == NULL)
    return g_steal_pointer (&sides);
  if (entity == NULL)
    add_document_sides (link, sides);
  else if (!add_list_sides (db, entity, record, link, sides, error))
    return NULL;
  return g_steal_pointer (&sides);
}
