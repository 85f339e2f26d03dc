/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-stock.h"

#include "sb-decimal.h"
#include "sb-last-cost.h"
#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_LATER[] =
  "SELECT SUM (qty) FROM movement WHERE product = :product AND location = :location AND active = 1"
  " AND (date, event, line, slice) >= (:date, :event, :line, :slice)";

static const char SQL_LEVEL[] =
  "SELECT qty FROM stock_level WHERE product = :product AND location = :location";

gboolean
sb_stock_write_document (SbApply *self, SbDocument *document, GArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SbStockLine *line = &g_array_index (lines, SbStockLine, i);
      SbDocumentLine *added = sb_document_add_line (document, "line", (int) i);

      added->product = line->product;
      added->location = line->location;
      added->qty = sb_event_line_has (line->line,
                                      "counted") ? line->line->counted : line->line->qty;
      if (sb_event_line_has (line->line, "unit_cost"))
        added->unit_price = MAX (0, line->line->unit_cost);
    }
  return sb_apply_require_known (self, error) && sb_apply_write_document (self, document, error);
}

static gboolean
value_in (SbApply *self, const SbStockLine *line, const SbMovement *m, gint64 *value,
          GError **error)
{
  gint64 num = 0;
  gint64 den = 1;

  if (sb_event_line_has (line->line, "unit_cost"))
    return sb_extend (m->qty, line->line->unit_cost, 0, self->book.currency, value, error);
  return sb_last_cost (self->db, m->product, &m->key, self->book.currency, &num, &den, error) &&
         sb_round_ratio ((__int128) m->qty * num, den, value, error);
}

gboolean
sb_stock_change (SbApply *self, const SbStockLine *line, const char *kind, gint64 qty,
                 const char *role, GError **error)
{
  gint64 value = 0;
  SbMovement m;

  if (!sb_apply_new_movement (self, &m, kind, line->index, 0, line->product, line->location, qty,
                              error))
    return FALSE;
  m.contra_role = g_intern_string (role);
  if (!sb_role_resolve (self->db, role, line->product, &m.contra_account, error) ||
      !sb_recost_insert (self->recost, &m, error))
    return FALSE;
  if (qty <= 0)
    return TRUE;
  return value_in (self, line, &m, &value, error) &&
         sb_apply_add_part (self, m.id, "own", value, role, m.contra_account, error);
}

gboolean
sb_stock_on_hand (SbApply *self, gint64 product, gint64 location, const SbMovementKey *key,
                  gint64 *qty, GError **error)
{
  gint64 later = 0;

  /* The level of today less what moved since: little for an entry of today. */
  if (!sb_sql_int64 (self->db, SQL_LEVEL, qty, error, SB_INT (":product", product),
                     SB_INT (":location", location), SB_END) ||
      !sb_sql_int64 (self->db, SQL_LATER, &later, error, SB_INT (":product", product),
                     SB_INT (":location", location), SB_TEXT (":date", key->date),
                     SB_INT (":event", key->event), SB_INT (":line", key->line),
                     SB_INT (":slice", key->slice), SB_END))
    return FALSE;
  *qty -= later;
  return TRUE;
}
