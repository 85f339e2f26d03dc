/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-floor.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <time.h>

/* Rows of a table that came with an event, and how they are written. */
static const struct
{
  const char *read;
  const char *write;
} tables[] = {
  { "SELECT * FROM event WHERE seq = :event",
    "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)" },
  { "SELECT * FROM chain WHERE id IN (SELECT chain FROM document WHERE event = :event)",
    "INSERT OR IGNORE INTO chain VALUES (?, ?, ?, ?)" },
  { "SELECT * FROM document WHERE event = :event", NULL },
  { "SELECT * FROM document_line WHERE document IN"
    " (SELECT id FROM document WHERE event = :event)", NULL },
  { "SELECT * FROM movement WHERE event = :event", NULL },
  { "SELECT * FROM cost_part WHERE event = :event", NULL },
  { "SELECT * FROM layer WHERE movement IN (SELECT id FROM movement WHERE event = :event)", NULL },
  { "SELECT * FROM consumption WHERE movement IN (SELECT id FROM movement WHERE event = :event)",
    NULL },
  { "SELECT consumed, id FROM layer WHERE id IN (SELECT layer FROM consumption WHERE movement IN"
    " (SELECT id FROM movement WHERE event = :event))",
    "UPDATE layer SET consumed = ? WHERE id = ?" },
  { "SELECT DISTINCT stock_level.* FROM movement JOIN stock_level ON stock_level.product ="
    " movement.product AND stock_level.location = movement.location WHERE event = :event",
    "INSERT OR REPLACE INTO stock_level VALUES (?, ?, ?, ?)" },
  { "SELECT * FROM journal WHERE event = :event", NULL },
  { "SELECT * FROM journal_line WHERE journal IN (SELECT seq FROM journal WHERE event = :event)",
    NULL },
  { "SELECT * FROM value_entry WHERE trigger = :event", NULL },
};

/* For the tables without a statement of their own: their names, by place above. */
static const char *const names[] = {
  "event", "chain", "document", "document_line", "movement", "cost_part", "layer", "consumption",
  NULL, "stock_level", "journal", "journal_line", "value_entry",
};

typedef struct
{
  sqlite3_stmt *write;   /* (unowned) */
  guint n;
  sqlite3_value **values; /* (owned) */
} Row;

struct _SbFloor
{
  sqlite3 *source;       /* (owned): the ledger's book, read only */
  sqlite3 *copy;         /* (owned) */
  sqlite3_stmt *read[G_N_ELEMENTS (tables)];  /* (owned) */
  sqlite3_stmt *write[G_N_ELEMENTS (tables)]; /* (owned) */
  sqlite3_stmt *begin;   /* (owned) */
  sqlite3_stmt *commit;  /* (owned) */
  gint64 last;           /* event written last */
};

/* Microseconds: elapsed for durable transactions, of processor time for bulk work. */
static double
now (gboolean each)
{
  struct timespec time;

  clock_gettime (each ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

static sqlite3 *
open_handle (const char *path, int flags)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, flags, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 5000);
  return db;
}

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *st = NULL;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  return st;
}

static gint64
number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *st = prepare (db, sql);
  gint64 value = sqlite3_step (st) == SQLITE_ROW ? sqlite3_column_int64 (st, 0) : 0;

  sqlite3_finalize (st);
  return value;
}

static sqlite3 *
copy_book (SbLedger *ledger, const char *path)
{
  sqlite3 *source = open_handle (sb_ledger_get_path (ledger), SQLITE_OPEN_READWRITE);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);
  sqlite3 *copy;

  run (source, sql);
  sqlite3_close (source);
  copy = open_handle (path, SQLITE_OPEN_READWRITE);
  run (copy, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000");
  return copy;
}

static char *
insert_statement (const char *table, int columns)
{
  GString *sql = g_string_new ("INSERT INTO ");

  g_string_append_printf (sql, "%s VALUES (", table);
  for (int i = 0; i < columns; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  return g_string_free (g_string_append_c (sql, ')'), FALSE);
}

SbFloor *
sb_floor_new_copy (SbLedger *ledger, const char *path)
{
  SbFloor *self = g_new0 (SbFloor, 1);

  self->copy = copy_book (ledger, path);
  self->source = open_handle (sb_ledger_get_path (ledger), SQLITE_OPEN_READONLY);
  self->last = number (self->copy, "SELECT MAX (seq) FROM event");
  self->begin = prepare (self->copy, "BEGIN IMMEDIATE");
  self->commit = prepare (self->copy, "COMMIT");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = NULL;

      self->read[i] = prepare (self->source, tables[i].read);
      if (tables[i].write == NULL)
        sql = insert_statement (names[i], sqlite3_column_count (self->read[i]));
      self->write[i] = prepare (self->copy, sql != NULL ? sql : tables[i].write);
    }
  return self;
}

void
sb_floor_free (SbFloor *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      sqlite3_finalize (self->read[i]);
      sqlite3_finalize (self->write[i]);
    }
  sqlite3_finalize (self->begin);
  sqlite3_finalize (self->commit);
  sqlite3_close (self->source);
  sqlite3_close (self->copy);
  g_free (self);
}

static void
row_clear (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < row->n; i++)
    sqlite3_value_free (row->values[i]);
  g_free (row->values);
}

static void
read_rows (SbFloor *self, gsize table, gint64 event, GArray *rows)
{
  sqlite3_stmt *st = self->read[table];

  sqlite3_bind_int64 (st, 1, event);
  while (sqlite3_step (st) == SQLITE_ROW)
    {
      Row row = { self->write[table], (guint) sqlite3_column_count (st), NULL };

      row.values = g_new (sqlite3_value *, row.n);
      for (guint i = 0; i < row.n; i++)
        row.values[i] = sqlite3_value_dup (sqlite3_column_value (st, (int) i));
      g_array_append_val (rows, row);
    }
  sqlite3_reset (st);
}

static void
step_done (sqlite3 *db, sqlite3_stmt *st)
{
  if (sqlite3_step (st) != SQLITE_DONE)
    g_error ("%s: %s", sqlite3_sql (st), sqlite3_errmsg (db));
  sqlite3_reset (st);
}

static double
write_event (SbFloor *self, gint64 event, gboolean each)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  double start;

  g_array_set_clear_func (rows, row_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    read_rows (self, i, event, rows);
  start = now (each);
  if (each)
    step_done (self->copy, self->begin);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      for (guint j = 0; j < row->n; j++)
        sqlite3_bind_value (row->write, (int) j + 1, row->values[j]);
      step_done (self->copy, row->write);
    }
  if (each)
    step_done (self->copy, self->commit);
  return now (each) - start;
}

double
sb_floor_follow (SbFloor *self, SbLedger *ledger, gboolean each)
{
  gint64 until = number (self->source, "SELECT MAX (seq) FROM event");
  double start;
  double spent = 0;

  if (!each)
    step_done (self->copy, self->begin);
  while (self->last < until)
    spent += write_event (self, ++self->last, each);
  start = now (each);
  if (!each)
    step_done (self->copy, self->commit);
  return spent + now (each) - start;
}

static void
rewrite_takings (sqlite3 *db, gint64 movement, sqlite3_stmt *read, sqlite3_stmt *write)
{
  sqlite3_bind_int64 (read, 1, movement);
  while (sqlite3_step (read) == SQLITE_ROW)
    {
      for (int i = 0; i < 4; i++)
        sqlite3_bind_int64 (write, i + 1, sqlite3_column_int64 (read, i) + (i == 0));
      sqlite3_bind_int64 (write, 5, movement);
      step_done (db, write);
    }
  sqlite3_reset (read);
}

static void
rewrite_layers (sqlite3 *db)
{
  sqlite3_stmt *read = prepare (db, "SELECT value, consumed, id FROM layer");
  sqlite3_stmt *write = prepare (db, "UPDATE layer SET value = ? + 1, consumed = ? WHERE id = ?");

  while (sqlite3_step (read) == SQLITE_ROW)
    {
      for (int i = 0; i < 3; i++)
        sqlite3_bind_int64 (write, i + 1, sqlite3_column_int64 (read, i));
      step_done (db, write);
    }
  sqlite3_finalize (read);
  sqlite3_finalize (write);
}

static void
rewrite_all (sqlite3 *db)
{
  sqlite3_stmt *movements = prepare (db, "SELECT * FROM movement");
  sqlite3_stmt *cost = prepare (db, "UPDATE movement SET cost = cost + 1 WHERE id = ?");
  sqlite3_stmt *read = prepare (db, "SELECT cost, place, qty, layer FROM consumption WHERE"
                                    " movement = ?");
  sqlite3_stmt *write = prepare (db, "UPDATE consumption SET cost = ?1, place = ?2, qty = ?3 WHERE"
                                     " movement = ?5 AND layer = ?4");

  while (sqlite3_step (movements) == SQLITE_ROW)
    {
      gint64 movement = sqlite3_column_int64 (movements, 0);

      sqlite3_bind_int64 (cost, 1, movement);
      step_done (db, cost);
      rewrite_takings (db, movement, read, write);
    }
  sqlite3_finalize (movements);
  sqlite3_finalize (cost);
  sqlite3_finalize (read);
  sqlite3_finalize (write);
}

double
sb_floor_rewrite_costs (SbLedger *ledger)
{
  g_autofree char *path = g_strconcat (sb_ledger_get_path (ledger), ".floor", NULL);
  sqlite3 *db = copy_book (ledger, path);
  double start = now (FALSE);
  double spent;

  run (db, "BEGIN IMMEDIATE");
  rewrite_all (db);
  rewrite_layers (db);
  run (db, "COMMIT");
  spent = now (FALSE) - start;
  sqlite3_close (db);
  g_unlink (path);
  return spent;
}
