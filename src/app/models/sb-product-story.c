/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-product-story.h"

#include <glib/gi18n.h>

#include "sb-ledger-error.h"

void
sb_product_story_free (SbProductStory *self)
{
  g_clear_pointer (&self->product, sb_product_free);
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  g_clear_pointer (&self->record, sb_record_free);
  g_free (self);
}

static gboolean
read_levels (SbDatabase *db, SbProductStory *self, gint64 id, GError **error)
{
  self->levels = sb_stock_level_list (db, id, error);
  return self->levels != NULL
         && sb_stock_level_total (db, id, &self->on_hand, &self->reserved, &self->value, error);
}

SbProductStory *
sb_product_story_load (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbProductStory) self = g_new0 (SbProductStory, 1);
  g_autoptr (GError) local = NULL;

  self->product = sb_product_load (db, id, &local);
  if (self->product == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                             _("This product is not there any more."));
      return NULL;
    }
  if (!read_levels (db, self, id, error))
    return NULL;
  self->record = sb_record_find (db, "product", id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&self);
}
