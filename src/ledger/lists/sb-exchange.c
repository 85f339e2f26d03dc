/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns a kind has is a table; reading, comparing and writing go by it. */

#include "sb-exchange.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-base-error.h"
#include "sb-csv.h"
#include "sb-decimal.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-party.h"
#include "sb-product.h"
#include "sb-sql.h"

typedef enum
{
  COLUMN_TEXT,
  COLUMN_NUMBER,    /* x 10^6, -1: none */
  COLUMN_AMOUNT,    /* x 10^6, empty is 0 */
  COLUMN_ACTIVE,    /* true false yes no 1 0, active deprecated; kept the other way round */
  COLUMN_KIND,      /* stock service */
  COLUMN_ID,        /* of QuickBooks: out only */
} ColumnType;

typedef struct
{
  const char *name;
  ColumnType type;
  gsize offset;
} Column;

#define PARTY(name, type, member) { name, type, G_STRUCT_OFFSET (SbParty, member) }
#define PRODUCT(name, type, member) { name, type, G_STRUCT_OFFSET (SbProduct, member) }

/* The key first. "active" is read as another word for the status. */
static const Column PARTY_COLUMNS[] = {
  PARTY ("name", COLUMN_TEXT, name),
  PARTY ("email", COLUMN_TEXT, email),
  PARTY ("phone", COLUMN_TEXT, phone),
  PARTY ("status", COLUMN_ACTIVE, deprecated),
  PARTY ("qbo_id", COLUMN_ID, id),
  PARTY ("company", COLUMN_TEXT, company),
  PARTY ("given_name", COLUMN_TEXT, given_name),
  PARTY ("family_name", COLUMN_TEXT, family_name),
  PARTY ("mobile", COLUMN_TEXT, mobile),
  PARTY ("website", COLUMN_TEXT, website),
  PARTY ("currency", COLUMN_TEXT, currency),
  PARTY ("note", COLUMN_TEXT, note),
  PARTY ("billing_line1", COLUMN_TEXT, billing.line1),
  PARTY ("billing_line2", COLUMN_TEXT, billing.line2),
  PARTY ("billing_city", COLUMN_TEXT, billing.city),
  PARTY ("billing_region", COLUMN_TEXT, billing.region),
  PARTY ("billing_postal", COLUMN_TEXT, billing.postal),
  PARTY ("billing_country", COLUMN_TEXT, billing.country),
};

static const Column PRODUCT_COLUMNS[] = {
  PRODUCT ("sku", COLUMN_TEXT, sku),
  PRODUCT ("name", COLUMN_TEXT, name),
  PRODUCT ("price", COLUMN_NUMBER, sale_price),
  PRODUCT ("status", COLUMN_ACTIVE, deprecated),
  PRODUCT ("qbo_id", COLUMN_ID, id),
  PRODUCT ("kind", COLUMN_KIND, kind),
  PRODUCT ("description", COLUMN_TEXT, description),
  PRODUCT ("barcode", COLUMN_TEXT, barcode),
  PRODUCT ("unit", COLUMN_TEXT, unit),
  PRODUCT ("category", COLUMN_TEXT, category),
  PRODUCT ("purchase_price", COLUMN_NUMBER, purchase_price),
  PRODUCT ("default_cost", COLUMN_AMOUNT, default_cost),
  PRODUCT ("weight", COLUMN_AMOUNT, weight),
  PRODUCT ("reorder_point", COLUMN_NUMBER, reorder_point),
};

static const char *const WORDS[] = { "customers", "suppliers", "products" };

static const char SQL_PARTIES[] =
  "SELECT id FROM party WHERE kind = :kind ORDER BY name COLLATE NOCASE, id";
static const char SQL_PRODUCTS[] = "SELECT id FROM product WHERE :kind = 'product' ORDER BY sku";
static const char SQL_QBO_ID[] =
  "SELECT link.qbo_id FROM record JOIN link ON link.record = record.id"
  " WHERE record.subject = :kind AND record.subject_id = :id AND link.state = 'linked'";

const char *
sb_exchange_kind_word (SbExchangeKind kind)
{
  return WORDS[kind];
}

gboolean
sb_exchange_kind_parse (const char *word, SbExchangeKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (strcmp (WORDS[i], word) == 0)
      {
        *kind = (SbExchangeKind) i;
        return TRUE;
      }
  return FALSE;
}

static const Column *
columns_of (SbExchangeKind kind, gsize *n)
{
  *n = kind == SB_EXCHANGE_PRODUCTS ? G_N_ELEMENTS (PRODUCT_COLUMNS) : G_N_ELEMENTS (PARTY_COLUMNS);
  return kind == SB_EXCHANGE_PRODUCTS ? PRODUCT_COLUMNS : PARTY_COLUMNS;
}

/* The word by which records name such a thing. */
static const char *
subject_of (SbExchangeKind kind)
{
  static const char *const subjects[] = { "customer", "supplier", "product" };

  return subjects[kind];
}

static void
refusal_free (SbImportRefusal *refusal)
{
  g_free (refusal->code);
  g_free (refusal->field);
  g_free (refusal->message);
  g_free (refusal);
}

void
sb_import_result_free (SbImportResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_free (self);
}

/* --- one thing of either kind --- */

static gpointer
thing_find (SbDatabase *db, SbExchangeKind kind, const char *key, GError **error)
{
  if (kind == SB_EXCHANGE_PRODUCTS)
    return sb_product_find (db, key, error);
  return sb_party_find (db, kind == SB_EXCHANGE_CUSTOMERS ? SB_PARTY_CUSTOMER : SB_PARTY_SUPPLIER,
                        key, error);
}

static gpointer
thing_new (SbExchangeKind kind, const char *key)
{
  if (kind == SB_EXCHANGE_PRODUCTS)
    return sb_product_new (key, key);
  return sb_party_new (kind == SB_EXCHANGE_CUSTOMERS ? SB_PARTY_CUSTOMER : SB_PARTY_SUPPLIER, key);
}

static gpointer
thing_load (SbDatabase *db, SbExchangeKind kind, gint64 id, GError **error)
{
  return kind == SB_EXCHANGE_PRODUCTS ? (gpointer) sb_product_load (db, id, error)
                                      : (gpointer) sb_party_load (db, id, error);
}

static void
thing_free (SbExchangeKind kind, gpointer thing)
{
  if (kind == SB_EXCHANGE_PRODUCTS)
    sb_product_free (thing);
  else
    sb_party_free (thing);
}

static gboolean
thing_write (SbTxn *txn, SbExchangeKind kind, gpointer thing, gboolean is_new, gint64 now,
             GError **error)
{
  if (kind == SB_EXCHANGE_PRODUCTS)
    return is_new ? sb_product_create (txn, thing, now, error) != 0
                  : sb_product_update (txn, thing, now, error);
  return is_new ? sb_party_create (txn, thing, now, error) != 0
                : sb_party_update (txn, thing, now, error);
}

/* --- cells --- */

static gboolean
refuse_cell (const Column *column, GError **error, const char *message)
{
  g_autofree char *field = g_strconcat ("/", column->name, NULL);

  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", message);
  return FALSE;
}

static gboolean
read_number (const Column *column, const char *cell, gint64 none, gint64 *value, gboolean *changed,
             GError **error)
{
  gint64 number = none;

  if (*cell != '\0' && !sb_decimal_parse (cell, 6, &number, NULL))
    return refuse_cell (column, error, _("this is not a number, written as 12.50"));
  if (*cell != '\0' && number < 0)
    return refuse_cell (column, error, _("this cannot be below 0"));
  *changed = *changed || *value != number;
  *value = number;
  return TRUE;
}

static gboolean
read_flag (const Column *column, const char *cell, gboolean *deprecated, gboolean *changed,
           GError **error)
{
  static const char *const yes[] = { "", "true", "yes", "1", "active", NULL };
  static const char *const no[] = { "false", "no", "0", "deprecated", NULL };
  g_autofree char *word = g_ascii_strdown (cell, -1);
  gboolean value = g_strv_contains (no, word);

  if (!value && !g_strv_contains (yes, word))
    return refuse_cell (column, error, _("this is neither true nor false"));
  *changed = *changed || *deprecated != value;
  *deprecated = value;
  return TRUE;
}

static gboolean
read_kind (const Column *column, const char *cell, SbProductKind *kind, gboolean *changed,
           GError **error)
{
  SbProductKind value = strcmp (cell, "service") == 0 ? SB_PRODUCT_SERVICE : SB_PRODUCT_STOCK;

  if (value == SB_PRODUCT_STOCK && *cell != '\0' && strcmp (cell, "stock") != 0)
    return refuse_cell (column, error, _("a product is “stock” or “service”"));
  *changed = *changed || *kind != value;
  *kind = value;
  return TRUE;
}

static gboolean
read_cell (const Column *column, gpointer thing, const char *cell, gboolean *changed,
           GError **error)
{
  gpointer member = G_STRUCT_MEMBER_P (thing, column->offset);
  char **text = member;

  switch (column->type)
    {
    case COLUMN_NUMBER:
      return read_number (column, cell, -1, member, changed, error);
    case COLUMN_AMOUNT:
      return read_number (column, cell, 0, member, changed, error);
    case COLUMN_ACTIVE:
      return read_flag (column, cell, member, changed, error);
    case COLUMN_KIND:
      return read_kind (column, cell, member, changed, error);
    case COLUMN_ID:
      return TRUE;
    case COLUMN_TEXT:
    default:
      break;
    }
  if (g_strcmp0 (*text != NULL ? *text : "", cell) == 0)
    return TRUE;
  *changed = TRUE;
  g_free (*text);
  *text = *cell != '\0' ? g_strdup (cell) : NULL;
  return TRUE;
}

/* --- in --- */

typedef struct
{
  SbTxn *txn;
  SbExchangeKind kind;
  const Column *columns;
  gsize n_columns;
  const Column **map;      /* which column each cell of a row is; NULL: none of ours */
  guint n_map;
  guint key;               /* index of the cell that names the thing */
  gint64 now;
  SbImportResult *result;
} Import;

static const Column *
find_column (const Import *self, const char *title)
{
  g_autofree char *name = g_strstrip (g_utf8_strdown (title, -1));

  if (strcmp (name, "active") == 0)
    return find_column (self, "status");
  for (gsize i = 0; i < self->n_columns; i++)
    if (strcmp (self->columns[i].name, name) == 0)
      return &self->columns[i];
  return NULL;
}

static gboolean
read_titles (Import *self, const SbCsvRow *row, GError **error)
{
  gboolean found = FALSE;

  self->n_map = row->cells->len;
  self->map = g_new0 (const Column *, self->n_map);
  for (guint i = 0; i < self->n_map; i++)
    {
      self->map[i] = find_column (self, g_ptr_array_index (row->cells, i));
      if (self->map[i] != &self->columns[0] || found)
        continue;
      self->key = i;
      found = TRUE;
    }
  if (!found)
    g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT,
                 _("the first line must name the columns, and one of them must be “%s”"),
                 self->columns[0].name);
  return found;
}

static gboolean
take_cells (Import *self, const SbCsvRow *row, gpointer thing, gboolean *changed, GError **error)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      g_autofree char *cell = g_strstrip (g_strdup (g_ptr_array_index (row->cells, i)));

      if (i >= self->n_map && *cell != '\0')
        {
          sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, NULL, "%s",
                               _("there are more cells than columns"));
          return FALSE;
        }
      if (i < self->n_map && self->map[i] != NULL &&
          !read_cell (self->map[i], thing, cell, changed, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_row (Import *self, const SbCsvRow *row, GError **error)
{
  SbDatabase *db = sb_txn_get_database (self->txn);
  g_autofree char *key = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean changed = FALSE;
  gboolean is_new;
  gpointer thing;

  if (self->key < row->cells->len)
    key = g_strstrip (g_strdup (g_ptr_array_index (row->cells, self->key)));
  if (key == NULL || *key == '\0')
    return refuse_cell (&self->columns[0], error, _("this cannot be empty"));
  thing = thing_find (db, self->kind, key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  is_new = thing == NULL;
  if (is_new)
    thing = thing_new (self->kind, key);
  if (take_cells (self, row, thing, &changed, &local_error) &&
      (!is_new && !changed ? TRUE : thing_write (self->txn, self->kind, thing, is_new, self->now,
                                                 &local_error)))
    (*(is_new ? &self->result->created : changed ? &self->result->updated
                                                 : &self->result->unchanged))++;
  thing_free (self->kind, thing);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
note_refusal (Import *self, const SbCsvRow *row, const GError *error)
{
  SbImportRefusal *refusal = g_new0 (SbImportRefusal, 1);
  const char *field = sb_ledger_error_field (error);

  refusal->line = row->line;
  refusal->code = g_strdup (sb_ledger_error_code (error));
  refusal->field = field != NULL ? g_strdup (field + 1) : NULL;
  refusal->message = g_strdup (error->message);
  g_ptr_array_add (self->result->refused, refusal);
}

static gboolean
import_rows (Import *self, GPtrArray *rows, GError **error)
{
  for (guint i = 1; i < rows->len; i++)
    {
      const SbCsvRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GError) refusal = NULL;

      if (!sb_txn_savepoint (self->txn, error))
        return FALSE;
      if (import_row (self, row, &refusal))
        {
          if (!sb_txn_release (self->txn, error))
            return FALSE;
          continue;
        }
      sb_txn_rollback_to (self->txn, NULL);
      /* What is wrong with the book is not wrong with the row. */
      if (sb_ledger_error_code (refusal) == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      note_refusal (self, row, refusal);
    }
  return TRUE;
}

SbImportResult *
sb_import_csv (SbTxn *txn, SbExchangeKind kind, const char *text, gsize length, gboolean dry_run,
               gint64 now, GError **error)
{
  g_autoptr (SbImportResult) result = g_new0 (SbImportResult, 1);
  g_autoptr (GPtrArray) rows = sb_csv_parse (text, length, error);
  Import self = { .txn = txn, .kind = kind, .now = now, .result = result };
  gboolean ok;

  if (rows == NULL)
    return NULL;
  result->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) refusal_free);
  self.columns = columns_of (kind, &self.n_columns);
  if (rows->len == 0)
    {
      g_set_error (error, SB_BASE_ERROR, SB_BASE_ERROR_FORMAT, "%s", _("the file is empty"));
      return NULL;
    }
  ok = read_titles (&self, g_ptr_array_index (rows, 0), error) && sb_txn_savepoint (txn, error);
  if (ok)
    {
      ok = import_rows (&self, rows, error);
      if (!ok || dry_run)
        sb_txn_rollback_to (txn, NULL);
      else
        ok = sb_txn_release (txn, error);
    }
  g_free (self.map);
  return ok ? g_steal_pointer (&result) : NULL;
}

/* --- out --- */

/* (transfer full) (nullable): what a cell says */
static char *
cell_text (SbDatabase *db, SbExchangeKind kind, const Column *column, gpointer thing,
           GError **error)
{
  gconstpointer member = G_STRUCT_MEMBER_P (thing, column->offset);
  gint64 number = 0;
  char *text = NULL;

  switch (column->type)
    {
    case COLUMN_NUMBER:
    case COLUMN_AMOUNT:
      number = *(const gint64 *) member;
      return number < 0 ? NULL : sb_decimal_format (number, 6, 0);
    case COLUMN_ACTIVE:
      return g_strdup (*(const gboolean *) member ? "deprecated" : "active");
    case COLUMN_KIND:
      return g_strdup (*(const SbProductKind *) member == SB_PRODUCT_SERVICE ? "service" : "stock");
    case COLUMN_ID:
      if (!sb_sql_text (db, SQL_QBO_ID, &text, error, SB_TEXT (":kind", subject_of (kind)),
                        SB_INT (":id", *(const gint64 *) member), SB_END))
        return NULL;
      return text;
    case COLUMN_TEXT:
    default:
      return g_strdup (*(char *const *) member);
    }
}

typedef gboolean (*RowFunc) (SbDatabase *db, SbExchangeKind kind, gpointer thing, gpointer out,
                             GError **error);

static gboolean
each_thing (SbDatabase *db, SbExchangeKind kind, RowFunc write_row, gpointer out, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, kind == SB_EXCHANGE_PRODUCTS ? SQL_PRODUCTS : SQL_PARTIES, error,
                  SB_TEXT (":kind", subject_of (kind)), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gpointer thing = thing_load (db, kind, sb_statement_int64_at (st, 0), error);
      gboolean ok = thing != NULL && write_row (db, kind, thing, out, error);

      if (thing != NULL)
        thing_free (kind, thing);
      if (!ok)
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

static gboolean
write_csv_row (SbDatabase *db, SbExchangeKind kind, gpointer thing, gpointer out, GError **error)
{
  gsize n = 0;
  const Column *columns = columns_of (kind, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *text = cell_text (db, kind, &columns[i], thing, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (i > 0)
        g_string_append_c (out, ',');
      sb_csv_append (out, text != NULL ? text : "", TRUE);
    }
  g_string_append (out, "\r\n");
  return TRUE;
}

char *
sb_export_csv (SbDatabase *db, SbExchangeKind kind, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize n = 0;
  const Column *columns = columns_of (kind, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append (out, "\r\n");
  return each_thing (db, kind, write_csv_row, out, error)
           ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static gboolean
write_json_row (SbDatabase *db, SbExchangeKind kind, gpointer thing, gpointer out, GError **error)
{
  gsize n = 0;
  const Column *columns = columns_of (kind, &n);

  sb_json_writer_begin_object (out);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autofree char *text = cell_text (db, kind, &columns[i], thing, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      sb_json_writer_member_string (out, columns[i].name, text);
    }
  sb_json_writer_end_object (out);
  return TRUE;
}

char *
sb_export_json (SbDatabase *db, SbExchangeKind kind, GError **error)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_array (writer);
  if (!each_thing (db, kind, write_json_row, writer, error))
    return NULL;
  sb_json_writer_end_array (writer);
  return sb_json_writer_finish (writer);
}
