/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-home-facts.h"

#include "sb-draft.h"
#include "sb-page-query.h"
#include "sb-setting.h"

#define MOST_RECENT 6

void
sb_home_facts_free (SbHomeFacts *self)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_pointer (&self->recent, g_ptr_array_unref);
  g_free (self->setup_step);
  g_free (self);
}

static gboolean
count (SbDatabase *db, SbListKind kind, SbListFilter filter, guint *n, GError **error)
{
  const SbPageQuery query = { .kind = kind, .filter = filter };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  *n = ids != NULL ? ids->len : 0;
  return ids != NULL;
}

static gboolean
read_recent (SbDatabase *db, SbHomeFacts *self, GError **error)
{
  /* Column 2 of documents is the day. */
  const SbPageQuery query = {
    .kind = SB_LIST_DOCUMENTS, .sorted = TRUE, .sort = 2, .descending = TRUE
  };
  g_autoptr (GArray) ids = sb_page_query_ids (db, &query, error);

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    self->recent = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_list_row_free);
  else
    self->recent = sb_page_query_rows (db, SB_LIST_DOCUMENTS,
                                       (const gint64 *) (void *) ids->data,
                                       MIN (ids->len, MOST_RECENT), error);
  return self->recent != NULL;
}

static gboolean
read_setup (SbDatabase *db, SbHomeFacts *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *step = sb_setting_get (db, "setup-step", &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (step != NULL && !g_str_equal (step, "done"))
    self->setup_step = g_steal_pointer (&step);
  return TRUE;
}

SbHomeFacts *
sb_home_facts_load (SbDatabase *db, SbDay today, GError **error)
{
  g_autoptr (SbHomeFacts) self = g_new0 (SbHomeFacts, 1);

  self->drafts = sb_draft_list (db, NULL, error);
  if (self->drafts == NULL || !sb_book_figures_read (db, today, &self->figures, error)
      || !count (db, SB_LIST_PRODUCTS, SB_FILTER_ALL, &self->products, error)
      || !count (db, SB_LIST_PRODUCTS, SB_FILTER_OUT, &self->out_of_stock, error)
      || !count (db, SB_LIST_PRODUCTS, SB_FILTER_LOW, &self->low, error)
      || !count (db, SB_LIST_PURCHASES, SB_FILTER_OPEN, &self->open_purchases, error)
      || !count (db, SB_LIST_SALES, SB_FILTER_OPEN, &self->open_sales, error)
      || !read_recent (db, self, error) || !read_setup (db, self, error))
    return NULL;
  return g_steal_pointer (&self);
}
