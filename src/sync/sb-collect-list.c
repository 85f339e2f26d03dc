/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts and products: a record each, waiting again when a field changed here. */
#include "sb-collect.h"

#include "sb-list-entity.h"

static gboolean
revise_when_changed (SbCollect *self, const SbListEntity *entity, const SbFields *local,
                     gint64 record, GError **error)
{
  g_autoptr (SbRecord) row = sb_record_load (self->db, record, error);
  g_autoptr (SbLink) link = NULL;
  g_autoptr (SbFields) base = NULL;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  link = sb_link_of_record (self->db, record, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  if (link == NULL)
    {
      /* Not there yet: what failed may go with the corrected fields; what waits just reads them. */
      if (row->state == SB_RECORD_FAILED || row->state == SB_RECORD_SENT)
        return sb_record_revise (self->txn, record, "create", self->now, error);
      return TRUE;
    }

  base = sb_fields_from_json (link->snapshot);
  if (!sb_merge_changed_here (entity->specs, entity->n_specs, base, local))
    return TRUE;
  if (row->state == SB_RECORD_SKIPPED || row->state == SB_RECORD_CONFLICT)
    return TRUE;
  return sb_record_revise (self->txn, record, "update", self->now, error);
}

static gboolean
collect_list (SbCollect *self, const SbListEntity *entity, gint64 id, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbFields) local = entity->read_local (self->db, id, &failure);
  SbRecordDraft draft = {
    .object = entity->object,
    .subject = entity->subject,
    .subject_id = id,
    .action = "create",
    .state = SB_RECORD_WAITING,
  };
  gint64 record;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (local == NULL)
    return TRUE;

  draft.local = sb_fields_get (
      local, g_str_equal (entity->subject, "product") ? "Sku" : entity->name_field);
  if (!sb_record_lookup (self->db, entity->object, entity->subject, id, &record, error))
    return FALSE;
  if (record == 0)
    return sb_record_insert (self->txn, &draft, self->now, error) != 0;

  return sb_record_describe (self->txn, record, &draft, error)
         && revise_when_changed (self, entity, local, record, error);
}

gboolean
sb_collect_customer (SbCollect *self, gint64 id, GError **error)
{
  return collect_list (self, &sb_list_customer, id, error);
}

gboolean
sb_collect_supplier (SbCollect *self, gint64 id, GError **error)
{
  return collect_list (self, &sb_list_vendor, id, error);
}

gboolean
sb_collect_product (SbCollect *self, gint64 id, GError **error)
{
  return collect_list (self, &sb_list_item, id, error);
}
