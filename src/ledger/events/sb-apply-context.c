/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kinds of event look up and check, in one place so that every kind refuses alike. */

#include "sb-apply-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-ledger-error.h"
#include "sb-role.h"
#include "sb-sql.h"

static const char SQL_PRODUCT[] = "SELECT id FROM product WHERE sku = :sku";
static const char SQL_STOCK_PRODUCT[] =
  "SELECT id FROM product WHERE sku = :sku AND kind = 'stock'";
static const char SQL_LOCATION[] = "SELECT id FROM location WHERE name = :name AND kind = 'normal'";
static const char SQL_TRANSIT[] = "SELECT id FROM location WHERE name = :name";
static const char SQL_ADD_TRANSIT[] = "INSERT INTO location (name, kind) VALUES (:name, 'transit')";
static const char SQL_LOCATION_KIND[] =
  "SELECT COUNT (*) FROM location WHERE id = :id AND kind = 'transit'";
static const char SQL_PARTY[] = "SELECT id FROM party WHERE kind = :kind AND name = :name";

static const char SQL_ADD_PARTY[] =
  "INSERT INTO party (kind, name, created, updated) VALUES (:kind, :name, :now, :now)";

static const char SQL_ADD_SERVICE[] =
  "INSERT INTO product (sku, name, kind, created, updated) VALUES (:sku, :sku, 'service', :now,"
  " :now)";

static const char SQL_CHAIN[] = "SELECT id FROM chain WHERE side = :side AND name = :name";
static const char SQL_ADD_CHAIN[] =
  "INSERT INTO chain (side, name, party) VALUES (:side, :name, :party)";
static const char SQL_CHAIN_PARTY[] =
  "UPDATE chain SET party = :party WHERE id = :id AND party IS NULL";
static const char SQL_PARTY_OF_CHAIN[] = "SELECT party FROM chain WHERE id = :id";
static const char SQL_ACCOUNT[] = "SELECT id FROM account WHERE id = :id";

static const char SQL_NUMBER_TAKEN[] =
  "SELECT COUNT (*) FROM document WHERE kind = :kind AND number = :number AND state <> 'undone'";

static const char SQL_COUNTED_LATER[] =
  "SELECT COUNT (*) FROM (SELECT 1 FROM movement WHERE product = :product AND location = :location"
  " AND kind = 'stocktake' AND active = 1 AND date > :date LIMIT 1)";

static const char SQL_DOCUMENT[] =
  "SELECT id FROM document WHERE kind = :kind AND number = :number AND state = 'authorised' ORDER"
  " BY id LIMIT 1";

static const char SQL_DOCUMENT_OF_EVENT[] =
  "SELECT document.id FROM document JOIN event ON event.seq = document.event"
  " WHERE event.uid = :uid AND document.kind = :kind AND state = 'authorised'";

static const char SQL_SUM_QTY[] =
  "SELECT SUM (qty) FROM document_line WHERE chain = :chain AND product = :product AND kind = :kind"
  " AND part = :part AND active = 1";

static const char SQL_SETTLE[] =
  "UPDATE document SET settled = settled + :amount, settled_base = settled_base + :base WHERE id"
  " = :target";

static const char SQL_ALLOCATE[] =
  "INSERT INTO allocation (event, source, target, amount, base) VALUES (:event, :source, :target,"
  " :amount, :base)";

static const char SQL_ADD_PART[] =
  "INSERT INTO cost_part (movement, event, kind, amount, role, account)"
  " VALUES (:movement, :event, :kind, :amount, :role, :account)";

char *
sb_apply_field (const char *list, guint index, const char *member)
{
  return g_strdup_printf ("/%s/%u/%s", list, index, member);
}

static void
note_unknown (SbApply *self, const char *field, const char *format, const char *name)
{
  if (self->unknown_message != NULL)
    return;
  self->unknown_field = g_strdup (field);
  self->unknown_message = g_strconcat (format, " “", name, "”", NULL);
}

gboolean
sb_apply_product (SbApply *self, const char *sku, const char *field, gint64 *product,
                  GError **error)
{
  if (!sb_sql_int64 (self->db, SQL_PRODUCT, product, error, SB_TEXT (":sku", sku), SB_END))
    return FALSE;
  if (*product == 0)
    note_unknown (self, field, _("there is no product"), sku);
  return TRUE;
}

gboolean
sb_apply_stock_product (SbApply *self, const char *sku, const char *field, gint64 *product,
                        GError **error)
{
  if (!sb_sql_int64 (self->db, SQL_STOCK_PRODUCT, product, error, SB_TEXT (":sku", sku), SB_END))
    return FALSE;
  if (*product == 0)
    note_unknown (self, field, _("no product is kept in stock as"), sku);
  return TRUE;
}

gboolean
sb_apply_location (SbApply *self, const char *name, const char *field, gboolean transit,
                   gint64 *location, GError **error)
{
  *location = self->book.default_location;
  if (name == NULL && *location != 0)
    return TRUE;
  if (name == NULL)
    name = "";
  if (!sb_sql_int64 (self->db, transit ? SQL_TRANSIT : SQL_LOCATION, location, error,
                     SB_TEXT (":name", name), SB_END))
    return FALSE;
  if (*location == 0)
    note_unknown (self, field, _("there is no location"), name);
  return TRUE;
}

static gboolean
look_up_stock_line (SbApply *self, const char *list, gboolean transit, SbStockLine *found,
                    GError **error)
{
  g_autofree char *sku_field = sb_apply_field (list, found->index, "sku");
  g_autofree char *place_field = sb_apply_field (list, found->index, "location");
  const char *place = found->line->location;

  if (!sb_apply_stock_product (self, found->line->sku, sku_field, &found->product, error))
    return FALSE;
  return sb_apply_location (self, place != NULL ? place : self->data->location,
                            place != NULL ? place_field : "/location", transit, &found->location,
                            error) &&
         sb_apply_check_stocktake (self, found->product, found->location, sku_field, error);
}

GArray *
sb_apply_stock_lines (SbApply *self, GArray *lines, const char *list, gboolean transit,
                      GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (SbStockLine));

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      SbStockLine line = { .line = &g_array_index (lines, SbEventLine, i), .index = i };

      if (!look_up_stock_line (self, list, transit, &line, error))
        return NULL;
      g_array_append_val (found, line);
    }
  return g_steal_pointer (&found);
}

gboolean
sb_apply_role (SbApply *self, const char *name, const char *fallback, const char *field,
               const char **role, GError **error)
{
  /* What control accounts and stock hold is proved document by document: nothing else may post
   * there. */
  static const char *const kept[] = { "Inventory", "AccountsReceivable", "AccountsPayable", "GRNI",
                                      "GoodsInTransit", "WIP", NULL };

  *role = name != NULL ? g_intern_string (name) : g_intern_string (fallback);
  if (name != NULL && (sb_role_find (name) == NULL || g_strv_contains (kept, name)))
    note_unknown (self, field, _("no account can be chosen by the role"), name);
  return TRUE;
}

gboolean
sb_apply_require_known (SbApply *self, GError **error)
{
  if (self->unknown_message != NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, self->unknown_field, "%s",
                         self->unknown_message);
  return self->unknown_message == NULL;
}

gboolean
sb_apply_party (SbApply *self, const char *kind, const char *name, gint64 *party, GError **error)
{
  *party = 0;
  if (name == NULL)
    return TRUE;
  if (!sb_sql_int64 (self->db, SQL_PARTY, party, error, SB_TEXT (":kind", kind),
                     SB_TEXT (":name", name), SB_END))
    return FALSE;
  return *party != 0 ||
         sb_sql_insert (self->db, SQL_ADD_PARTY, party, error, SB_TEXT (":kind", kind),
                        SB_TEXT (":name", name), SB_INT (":now", g_get_real_time ()), SB_END);
}

gboolean
sb_apply_service (SbApply *self, const char *name, gint64 *product, GError **error)
{
  if (!sb_sql_int64 (self->db, SQL_PRODUCT, product, error, SB_TEXT (":sku", name), SB_END))
    return FALSE;
  return *product != 0 ||
         sb_sql_insert (self->db, SQL_ADD_SERVICE, product, error, SB_TEXT (":sku", name),
                        SB_INT (":now", g_get_real_time ()), SB_END);
}

gboolean
sb_apply_transit_location (SbApply *self, const char *transfer, gint64 *location, GError **error)
{
  g_autofree char *name = g_strconcat ("@transit:", transfer, NULL);

  if (!sb_sql_int64 (self->db, SQL_TRANSIT, location, error, SB_TEXT (":name", name), SB_END))
    return FALSE;
  return *location != 0 ||
  sb_sql_insert (self->db, SQL_ADD_TRANSIT, location, error, SB_TEXT (":name", name), SB_END);
}

gboolean
sb_apply_chain (SbApply *self, const char *side, const char *name, gint64 party, gboolean create,
                gint64 *chain, GError **error)
{
  if (!sb_sql_int64 (self->db, SQL_CHAIN, chain, error, SB_TEXT (":side", side),
                     SB_TEXT (":name", name), SB_END))
    return FALSE;
  if (*chain == 0)
    return !create || sb_sql_insert (self->db, SQL_ADD_CHAIN, chain, error, SB_TEXT (":side", side),
                                     SB_TEXT (":name", name), SB_REF (":party", party), SB_END);
  return party == 0 ||
         sb_sql_run (self->db, SQL_CHAIN_PARTY, error, SB_INT (":party", party),
                     SB_INT (":id", *chain), SB_END);
}

gboolean
sb_apply_chain_party (SbApply *self, gint64 chain, gint64 *party, GError **error)
{
  return sb_sql_int64 (self->db, SQL_PARTY_OF_CHAIN, party, error, SB_INT (":id", chain), SB_END);
}

gboolean
sb_apply_account (SbApply *self, gint64 id, const char *field, gint64 *account, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (!sb_sql_int64 (self->db, SQL_ACCOUNT, account, error, SB_INT (":id", id), SB_END))
    return FALSE;
  if (*account == 0)
    note_unknown (self, field, _("there is no account"), name);
  return TRUE;
}

gboolean
sb_apply_money_account (SbApply *self, const char *role, gint64 *account, GError **error)
{
  if (self->data->account_id == 0)
    return sb_role_resolve (self->db, role, 0, account, error);
  return sb_apply_account (self, self->data->account_id, "/account_id", account, error);
}

gboolean
sb_apply_asset (SbApply *self, gint64 product, gint64 location, const char **role, gint64 *account,
                GError **error)
{
  gint64 transit = 0;

  if (!sb_sql_int64 (self->db, SQL_LOCATION_KIND, &transit, error, SB_INT (":id", location),
                     SB_END))
    return FALSE;
  *role = transit != 0 ? "GoodsInTransit" : "Inventory";
  return sb_role_resolve (self->db, *role, product, account, error);
}

gboolean
sb_apply_check_number (SbApply *self, const char *kind, const char *number, const char *field,
                       GError **error)
{
  gint64 taken = 0;

  if (!sb_sql_int64 (self->db, SQL_NUMBER_TAKEN, &taken, error, SB_TEXT (":kind", kind),
                     SB_TEXT (":number", number), SB_END))
    return FALSE;
  if (taken != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, field, _("number “%s” is used already"),
                         number);
  return taken == 0;
}

gboolean
sb_apply_check_stocktake (SbApply *self, gint64 product, gint64 location, const char *field,
                          GError **error)
{
  gint64 counted = 0;

  if (self->book.allow_before_stocktake || product == 0 || location == 0)
    return TRUE;
  if (!sb_sql_int64 (self->db, SQL_COUNTED_LATER, &counted, error, SB_INT (":product", product),
                     SB_INT (":location", location), SB_TEXT (":date", self->date), SB_END))
    return FALSE;
  if (counted != 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_BEFORE_STOCKTAKE, field,
                         _("the product was counted after that day"));
  return counted == 0;
}

gboolean
sb_apply_find_document (SbApply *self, const char *kind, const char *number, gint64 *document,
                        GError **error)
{
  return sb_sql_int64 (self->db, SQL_DOCUMENT, document, error, SB_TEXT (":kind", kind),
                       SB_TEXT (":number", number), SB_END);
}

gboolean
sb_apply_find_document_of_event (SbApply *self, const char *uid, const char *kind, gint64 *document,
                                 GError **error)
{
  return sb_sql_int64 (self->db, SQL_DOCUMENT_OF_EVENT, document, error, SB_TEXT (":uid", uid),
                       SB_TEXT (":kind", kind), SB_END);
}

gboolean
sb_apply_sum_qty (SbApply *self, const char *kind, const char *part, gint64 chain, gint64 product,
                  gint64 *qty, GError **error)
{
  return sb_sql_int64 (self->db, SQL_SUM_QTY, qty, error, SB_INT (":chain", chain),
                       SB_INT (":product", product), SB_TEXT (":kind", kind),
                       SB_TEXT (":part", part), SB_END);
}

gboolean
sb_apply_settle (SbApply *self, gint64 target, gint64 amount, gint64 base, GError **error)
{
  return sb_sql_run (self->db, SQL_SETTLE, error, SB_INT (":amount", amount),
                     SB_INT (":base", base), SB_INT (":target", target), SB_END) &&
         sb_sql_run (self->db, SQL_ALLOCATE, error, SB_INT (":event", self->seq),
                     SB_INT (":source", self->document), SB_INT (":target", target),
                     SB_INT (":amount", amount), SB_INT (":base", base), SB_END);
}

gboolean
sb_apply_add_part (SbApply *self, gint64 movement, const char *kind, gint64 amount,
                   const char *role, gint64 account, GError **error)
{
  if (amount == 0)
    return TRUE;
  return sb_sql_run (self->db, SQL_ADD_PART, error, SB_INT (":movement", movement),
                     SB_INT (":event", self->seq), SB_TEXT (":kind", kind),
                     SB_INT (":amount", amount), SB_TEXT (":role", role),
                     SB_REF (":account", account), SB_END) &&
         sb_recost_touch (self->recost, movement, error);
}

gboolean
sb_apply_new_movement (SbApply *self, SbMovement *m, const char *kind, gint64 line, gint64 slice,
                       gint64 product, gint64 location, gint64 qty, GError **error)
{
  *m = (SbMovement) {
    .key = { .event = self->seq, .line = line, .slice = slice },
    .document = self->document,
    .kind = kind,
    .product = product,
    .location = location,
    .qty = qty,
  };
  g_strlcpy (m->key.date, self->date, sizeof m->key.date);
  return sb_apply_asset (self, product, location, &m->asset_role, &m->asset_account, error);
}
