/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document.h"

#include <glib/gi18n-lib.h>

#include "sb-ledger-error.h"
#include "sb-sql.h"

static const char SQL_LOAD[] =
  "SELECT document.id, document.kind, number, display, document.event, event.uid, document.chain,"
  " chain.name AS chain_name, document.party, party.name AS party_name, document.date, due,"
  " document.term, document.note, document.currency, rate, goods, discount, shipping,"
  " shipping_tax, shipping_rate, extra, tax, rounding, total, total_base, settled, settled_base,"
  " origin, send, account, state FROM document JOIN event ON event.seq = document.event"
  " LEFT JOIN chain ON chain.id = document.chain LEFT JOIN party ON party.id = document.party"
  " WHERE document.id = :id";

static const char SQL_LINES[] =
  "SELECT document_line.id, line, part, product, sku, name, location, role, account, against, qty,"
  " COALESCE (unit_price, -1) AS unit_price, discount_rate, net, discount_share, tax_rate, tax,"
  " recoverable, cost, matched_qty, matched_cost, taken_qty"
  " FROM document_line LEFT JOIN product ON product.id = document_line.product"
  " WHERE document = :id ORDER BY part = 'line' DESC, part, line";

static const char SQL_FIND[] =
  "SELECT id FROM document WHERE kind = :kind AND number = :number ORDER BY state = 'authorised'"
  " DESC, id DESC LIMIT 1";

static const char SQL_ALLOCATIONS[] =
  "SELECT source, target, amount, base, active FROM allocation WHERE source = :id OR target = :id"
  " ORDER BY id";

void
sb_document_line_free (SbDocumentLine *self)
{
  g_free (self->part);
  g_free (self->sku);
  g_free (self->product_name);
  g_free (self->role);
  g_free (self->against);
  g_free (self);
}

void
sb_document_free (SbDocument *self)
{
  g_free (self->kind);
  g_free (self->number);
  g_free (self->display);
  g_free (self->event_id);
  g_free (self->chain_name);
  g_free (self->party_name);
  g_free (self->date);
  g_free (self->due);
  g_free (self->note);
  g_free (self->currency);
  g_free (self->origin);
  g_free (self->state);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static SbDocumentLine *
read_line (SbStatement *st)
{
  SbDocumentLine *line = g_new0 (SbDocumentLine, 1);

  line->id = sb_statement_int64 (st, "id");
  line->line = sb_statement_int (st, "line");
  line->part = sb_statement_dup_text (st, "part");
  line->product = sb_statement_int64 (st, "product");
  line->sku = sb_statement_dup_text (st, "sku");
  line->product_name = sb_statement_dup_text (st, "name");
  line->location = sb_statement_int64 (st, "location");
  line->role = sb_statement_dup_text (st, "role");
  line->account = sb_statement_int64 (st, "account");
  line->against = sb_statement_dup_text (st, "against");
  line->qty = sb_statement_int64 (st, "qty");
  line->unit_price = sb_statement_int64 (st, "unit_price");
  line->discount_rate = sb_statement_int64 (st, "discount_rate");
  line->net = sb_statement_int64 (st, "net");
  line->discount_share = sb_statement_int64 (st, "discount_share");
  line->tax_rate = sb_statement_int64 (st, "tax_rate");
  line->tax = sb_statement_int64 (st, "tax");
  line->recoverable = sb_statement_boolean (st, "recoverable");
  line->cost = sb_statement_int64 (st, "cost");
  line->matched_qty = sb_statement_int64 (st, "matched_qty");
  line->matched_cost = sb_statement_int64 (st, "matched_cost");
  line->taken_qty = sb_statement_int64 (st, "taken_qty");
  return line;
}

static gboolean
load_lines (SbDatabase *db, SbDocument *document, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LINES, error, SB_INT (":id", document->id),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    g_ptr_array_add (document->lines, read_line (st));
  return step == SB_STEP_DONE;
}

static void
read_head (SbStatement *st, SbDocument *d)
{
  d->id = sb_statement_int64 (st, "id");
  d->kind = sb_statement_dup_text (st, "kind");
  d->number = sb_statement_dup_text (st, "number");
  d->display = sb_statement_dup_text (st, "display");
  d->event = sb_statement_int64 (st, "event");
  d->event_id = sb_statement_dup_text (st, "uid");
  d->chain = sb_statement_int64 (st, "chain");
  d->chain_name = sb_statement_dup_text (st, "chain_name");
  d->party = sb_statement_int64 (st, "party");
  d->party_name = sb_statement_dup_text (st, "party_name");
  d->date = sb_statement_dup_text (st, "date");
  d->due = sb_statement_dup_text (st, "due");
  d->term = sb_statement_int64 (st, "term");
  d->note = sb_statement_dup_text (st, "note");
  d->currency = sb_statement_dup_text (st, "currency");
  d->rate = sb_statement_int64 (st, "rate");
  d->goods = sb_statement_int64 (st, "goods");
  d->discount = sb_statement_int64 (st, "discount");
  d->shipping = sb_statement_int64 (st, "shipping");
  d->shipping_tax = sb_statement_int64 (st, "shipping_tax");
  d->shipping_rate = sb_statement_int64 (st, "shipping_rate");
  d->extra = sb_statement_int64 (st, "extra");
  d->tax = sb_statement_int64 (st, "tax");
  d->rounding = sb_statement_int64 (st, "rounding");
  d->total = sb_statement_int64 (st, "total");
  d->total_base = sb_statement_int64 (st, "total_base");
  d->settled = sb_statement_int64 (st, "settled");
  d->settled_base = sb_statement_int64 (st, "settled_base");
  d->origin = sb_statement_dup_text (st, "origin");
  d->send = sb_statement_boolean (st, "send");
  d->account = sb_statement_int64 (st, "account");
  d->state = sb_statement_dup_text (st, "state");
}

SbDocument *
sb_document_load (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbDocument) document = g_new0 (SbDocument, 1);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_INT (":id", id), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  step = sb_statement_step (st, error);
  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, _("there is no such document"));
  if (step != SB_STEP_ROW)
    return NULL;
  read_head (st, document);
  document->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_document_line_free);
  if (!load_lines (db, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

gint64
sb_document_find (SbDatabase *db, const char *kind, const char *number, GError **error)
{
  gint64 id = 0;

  if (!sb_sql_int64 (db, SQL_FIND, &id, error, SB_TEXT (":kind", kind), SB_TEXT (":number", number),
                     SB_END))
    return 0;
  if (id == 0)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, _("there is no document “%s”"),
                         number);
  return id;
}

GArray *
sb_document_allocations (SbDatabase *db, gint64 document, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbAllocation));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_ALLOCATIONS, error, SB_INT (":id", document),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbAllocation allocation = {
        sb_statement_int64_at (st, 0), sb_statement_int64_at (st, 1), sb_statement_int64_at (st, 2),
        sb_statement_int64_at (st, 3), sb_statement_int64_at (st, 4) != 0,
      };

      g_array_append_val (list, allocation);
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}
