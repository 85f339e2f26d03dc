/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-bom.h"

#include <glib/gi18n-lib.h>

#include "sb-audit.h"
#include "sb-decimal.h"
#include "sb-field-check.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-quantity.h"
#include "sb-role.h"
#include "sb-sql.h"

#define NAME_MAX_LENGTH 100
#define NOTE_MAX 4000

static const char SQL_HEAD[] =
  "SELECT makes, note, sku FROM bill_of_materials JOIN product"
  " ON product.id = bill_of_materials.product WHERE bill_of_materials.product = :product";
static const char SQL_LINES[] =
  "SELECT component, sku, name, qty FROM bill_of_materials_line"
  " JOIN product ON product.id = component WHERE product = :product ORDER BY line";
static const char SQL_COSTS[] =
  "SELECT name, role, amount FROM bill_of_materials_cost WHERE product = :product ORDER BY line";
static const char SQL_CLEAR_LINES[] = "DELETE FROM bill_of_materials_line WHERE product = :product";
static const char SQL_CLEAR_COSTS[] = "DELETE FROM bill_of_materials_cost WHERE product = :product";
static const char SQL_CLEAR[] = "DELETE FROM bill_of_materials WHERE product = :product";
static const char SQL_ADD[] =
  "INSERT INTO bill_of_materials (product, makes, note) VALUES (:product, :makes, :note)";
static const char SQL_ADD_LINE[] =
  "INSERT INTO bill_of_materials_line (product, line, component, qty)"
  " VALUES (:product, :line, :component, :qty)";
static const char SQL_ADD_COST[] =
  "INSERT INTO bill_of_materials_cost (product, line, name, role, amount)"
  " VALUES (:product, :line, :name, :role, :amount)";
static const char SQL_SKU[] = "SELECT sku FROM product WHERE id = :product AND kind = 'stock'";
static const char SQL_USED_IN[] =
  "SELECT product FROM bill_of_materials_line WHERE component = :component ORDER BY product";
/* Everything that goes into a component, however deep. */
static const char SQL_CONTAINS[] =
  "WITH RECURSIVE part (product) AS (VALUES (:component) UNION"
  " SELECT component FROM bill_of_materials_line JOIN part"
  " ON part.product = bill_of_materials_line.product)"
  " SELECT COUNT (*) FROM part WHERE product = :product";

static void
line_free (SbBomLine *line)
{
  g_free (line->sku);
  g_free (line->name);
  g_free (line);
}

static void
cost_free (SbBomCost *cost)
{
  g_free (cost->name);
  g_free (cost->role);
  g_free (cost);
}

SbBom *
sb_bom_new (gint64 product)
{
  SbBom *self = g_new0 (SbBom, 1);

  self->product = product;
  self->makes = SB_QUANTITY_ONE;
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->costs = g_ptr_array_new_with_free_func ((GDestroyNotify) cost_free);
  return self;
}

void
sb_bom_free (SbBom *self)
{
  if (self == NULL)
    return;
  g_free (self->sku);
  g_free (self->note);
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->costs);
  g_free (self);
}

void
sb_bom_add_line (SbBom *self, gint64 component, gint64 quantity)
{
  SbBomLine *line = g_new0 (SbBomLine, 1);

  line->component = component;
  line->quantity = quantity;
  g_ptr_array_add (self->lines, line);
}

void
sb_bom_add_cost (SbBom *self, const char *name, const char *role, gint64 amount)
{
  SbBomCost *cost = g_new0 (SbBomCost, 1);

  cost->name = g_strdup (name);
  cost->role = g_strdup (role);
  cost->amount = amount;
  g_ptr_array_add (self->costs, cost);
}

static gboolean
load_lines (SbDatabase *db, SbBom *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LINES, error,
                                             SB_INT (":product", self->product), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbBomLine *line;

      sb_bom_add_line (self, sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 3));
      line = g_ptr_array_index (self->lines, self->lines->len - 1);
      line->sku = g_strdup (sb_statement_text_at (st, 1));
      line->name = g_strdup (sb_statement_text_at (st, 2));
    }
  return step == SB_STEP_DONE;
}

static gboolean
load_costs (SbDatabase *db, SbBom *self, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_COSTS, error,
                                             SB_INT (":product", self->product), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    sb_bom_add_cost (self, sb_statement_text_at (st, 0), sb_statement_text_at (st, 1),
                     sb_statement_int64_at (st, 2));
  return step == SB_STEP_DONE;
}

SbBom *
sb_bom_load (SbDatabase *db, gint64 product, GError **error)
{
  g_autoptr (SbBom) self = sb_bom_new (product);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_HEAD, error, SB_INT (":product", product),
                                             SB_END);

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  self->makes = sb_statement_int64_at (st, 0);
  self->note = g_strdup (sb_statement_text_at (st, 1));
  self->sku = g_strdup (sb_statement_text_at (st, 2));
  return load_lines (db, self, error) && load_costs (db, self, error) ? g_steal_pointer (&self)
                                                                      : NULL;
}

static gboolean
refuse_line (GError **error, guint index, const char *member, const char *message)
{
  g_autofree char *field = g_strdup_printf ("/lines/%u/%s", index, member);

  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", message);
  return FALSE;
}

static gboolean
check_line (SbDatabase *db, const SbBom *self, guint index, GError **error)
{
  const SbBomLine *line = g_ptr_array_index (self->lines, index);
  g_autofree char *field = g_strdup_printf ("/lines/%u/qty", index);
  g_autofree char *sku = NULL;
  gint64 circular = 0;

  if (!sb_check_number (line->quantity, field, 1, error) ||
      !sb_sql_text (db, SQL_SKU, &sku, error, SB_INT (":product", line->component), SB_END))
    return FALSE;
  if (sku == NULL)
    return refuse_line (error, index, "sku", _("only what is kept in stock can be built in"));
  for (guint i = 0; i < index; i++)
    if (((SbBomLine *) g_ptr_array_index (self->lines, i))->component == line->component)
      return refuse_line (error, index, "sku", _("this component is in the list twice"));
  if (!sb_sql_int64 (db, SQL_CONTAINS, &circular, error, SB_INT (":component", line->component),
                     SB_INT (":product", self->product), SB_END))
    return FALSE;
  return circular == 0 ||
         refuse_line (error, index, "sku", _("a product cannot be made of itself"));
}

static gboolean
check_cost (const SbBom *self, guint index, GError **error)
{
  const SbBomCost *cost = g_ptr_array_index (self->costs, index);
  g_autofree char *name = g_strdup_printf ("/costs/%u/name", index);
  g_autofree char *amount = g_strdup_printf ("/costs/%u/amount", index);
  g_autofree char *role = g_strdup_printf ("/costs/%u/role", index);

  if (!sb_check_text (cost->name, name, NAME_MAX_LENGTH, TRUE, error) ||
      !sb_check_number (cost->amount, amount, 1, error))
    return FALSE;
  if (cost->role == NULL || sb_role_find (cost->role) != NULL)
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, role, _("unknown account role “%s”"),
                       cost->role);
  return FALSE;
}

static gboolean
check (SbDatabase *db, const SbBom *self, char **sku, GError **error)
{
  if (!sb_check_number (self->makes, "/makes", 1, error) ||
      !sb_check_text (self->note, "/note", NOTE_MAX, FALSE, error) ||
      !sb_sql_text (db, SQL_SKU, sku, error, SB_INT (":product", self->product), SB_END))
    return FALSE;
  if (*sku == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                           _("no product of that kind is kept in stock"));
      return FALSE;
    }
  for (guint i = 0; i < self->lines->len; i++)
    if (!check_line (db, self, i, error))
      return FALSE;
  for (guint i = 0; i < self->costs->len; i++)
    if (!check_cost (self, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
clear (SbDatabase *db, gint64 product, GError **error)
{
  return sb_sql_run (db, SQL_CLEAR_LINES, error, SB_INT (":product", product), SB_END) &&
         sb_sql_run (db, SQL_CLEAR_COSTS, error, SB_INT (":product", product), SB_END) &&
         sb_sql_run (db, SQL_CLEAR, error, SB_INT (":product", product), SB_END);
}

static gboolean
write_rows (SbDatabase *db, const SbBom *self, GError **error)
{
  if (!sb_sql_run (db, SQL_ADD, error, SB_INT (":product", self->product),
                   SB_INT (":makes", self->makes), SB_TEXT (":note", self->note), SB_END))
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SbBomLine *line = g_ptr_array_index (self->lines, i);

      if (!sb_sql_run (db, SQL_ADD_LINE, error, SB_INT (":product", self->product),
                       SB_INT (":line", i), SB_INT (":component", line->component),
                       SB_INT (":qty", line->quantity), SB_END))
        return FALSE;
    }
  for (guint i = 0; i < self->costs->len; i++)
    {
      const SbBomCost *cost = g_ptr_array_index (self->costs, i);

      if (!sb_sql_run (db, SQL_ADD_COST, error, SB_INT (":product", self->product),
                       SB_INT (":line", i), SB_TEXT (":name", cost->name),
                       SB_TEXT (":role", cost->role), SB_INT (":amount", cost->amount), SB_END))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_bom_save (SbTxn *txn, const SbBom *self, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  gboolean is_empty = self->lines->len == 0 && self->costs->len == 0;
  g_autofree char *sku = NULL;

  if (!check (db, self, &sku, error) || !clear (db, self->product, error) ||
      (!is_empty && !write_rows (db, self, error)))
    return FALSE;
  sb_ledger_note_change (txn, SB_CHANGE_PRODUCTS);
  return sb_audit_add (txn, "bill-of-materials", SB_SUBJECT_PRODUCT, self->product, sku, NULL, 0,
                       error);
}

static void
write_quantity (SbJsonWriter *writer, gint64 quantity)
{
  g_autofree char *text = sb_quantity_format (quantity);

  sb_json_writer_member_string (writer, "qty", text);
}

static gboolean
write_components (const SbBom *self, SbJsonWriter *writer, gint64 quantity, GError **error)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const SbBomLine *line = g_ptr_array_index (self->lines, i);
      __int128 scaled = (__int128) line->quantity * quantity;

      if (scaled % self->makes != 0 || scaled / self->makes > G_MAXINT64)
        {
          sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/qty",
                               _("that many take no exact quantity of “%s”"), line->sku);
          return FALSE;
        }
      sb_json_writer_begin_object (writer);
      sb_json_writer_member_string (writer, "sku", line->sku);
      write_quantity (writer, (gint64) (scaled / self->makes));
      sb_json_writer_end_object (writer);
    }
  return TRUE;
}

static gboolean
write_costs (const SbBom *self, SbJsonWriter *writer, SbCurrency currency, gint64 quantity,
             GError **error)
{
  for (guint i = 0; i < self->costs->len; i++)
    {
      const SbBomCost *cost = g_ptr_array_index (self->costs, i);
      gint64 amount = 0;

      if (!sb_round_ratio ((__int128) cost->amount * quantity, self->makes, &amount, error))
        return FALSE;
      if (amount == 0)
        continue;
      sb_json_writer_begin_object (writer);
      if (cost->role != NULL)
        sb_json_writer_member_string (writer, "role", cost->role);
      sb_json_writer_member_money_text (writer, "amount", amount, currency);
      sb_json_writer_member_string (writer, "note", cost->name);
      sb_json_writer_end_object (writer);
    }
  return TRUE;
}

static void
write_output (const SbBom *self, SbJsonWriter *writer, gint64 quantity)
{
  sb_json_writer_name (writer, "outputs");
  sb_json_writer_begin_array (writer);
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "sku", self->sku);
  write_quantity (writer, quantity);
  sb_json_writer_end_object (writer);
  sb_json_writer_end_array (writer);
}

char *
sb_bom_event (const SbBom *self, SbCurrency currency, gint64 quantity, const char *type,
              const char *id, const char *order, const char *date, const char *location,
              GError **error)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  gboolean is_order = g_str_equal (type, "production_start");

  if (!sb_check_number (quantity, "/qty", 1, error))
    return NULL;
  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  sb_json_writer_member_string (writer, "date", date);
  sb_json_writer_member_string (writer, "type", type);
  if (is_order)
    sb_json_writer_member_string (writer, "order", order);
  if (location != NULL)
    sb_json_writer_member_string (writer, "location", location);
  sb_json_writer_name (writer, "components");
  sb_json_writer_begin_array (writer);
  if (!write_components (self, writer, quantity, error))
    return NULL;
  sb_json_writer_end_array (writer);
  if (!is_order && self->costs->len > 0)
    {
      sb_json_writer_name (writer, "costs");
      sb_json_writer_begin_array (writer);
      if (!write_costs (self, writer, currency, quantity, error))
        return NULL;
      sb_json_writer_end_array (writer);
    }
  if (!is_order)
    write_output (self, writer, quantity);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

GArray *
sb_bom_used_in (SbDatabase *db, gint64 component, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_USED_IN, error,
                                             SB_INT (":component", component), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 product = sb_statement_int64_at (st, 0);

      g_array_append_val (list, product);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
