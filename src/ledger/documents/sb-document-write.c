/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-apply-private.h"

#include "sb-decimal.h"
#include "sb-due.h"
#include "sb-numbering.h"
#include "sb-quantity.h"
#include "sb-sql.h"

static const char SQL_TERM_OF_PARTY[] = "SELECT term FROM party WHERE id = :party";
static const char SQL_TERM[] = "SELECT id FROM term WHERE name = :name AND active = 1";

static const char SQL_DOCUMENT[] =
  "INSERT INTO document (kind, number, display, event, chain, party, date, due, term, note,"
  " currency, rate, goods, discount, shipping, shipping_tax, shipping_rate, extra, tax, rounding,"
  " total, total_base, origin, send, account)"
  " VALUES (:kind, :number, :display, :event, :chain, :party, :date, :due, :term, :note,"
  " :currency, :rate, :goods, :discount, :shipping, :shipping_tax, :shipping_rate, :extra, :tax,"
  " :rounding, :total, :total_base, :origin, :send, :account)";

static const char SQL_LINE[] =
  "INSERT INTO document_line (document, line, part, kind, chain, product, location, role,"
  " account, against, qty, unit_price, discount_rate, net, discount_share, tax_rate, tax,"
  " recoverable, cost, matched_qty, matched_cost, taken_qty)"
  " VALUES (:document, :line, :part, :kind, :chain, :product, :location, :role, :account, :against,"
  " :qty, :unit_price, :discount_rate, :net, :discount_share, :tax_rate, :tax, :recoverable,"
  " :cost, :matched_qty, :matched_cost, :taken_qty)";

SbDocument *
sb_apply_new_document (SbApply *self, const char *kind, const char *number)
{
  const SbEventData *data = self->data;
  SbDocument *document = g_new0 (SbDocument, 1);

  document->kind = g_strdup (kind);
  document->number = g_strdup (number);
  document->display = g_strdup (data->number != NULL ? data->number : number);
  document->event = self->seq;
  document->date = g_strdup (self->date);
  document->due = g_strdup (data->due);
  document->note = g_strdup (data->note);
  document->currency = g_strdup (self->book.currency.code);
  document->rate = SB_RATE_ONE;
  document->origin = g_strdup (g_strcmp0 (data->origin, "qbo") == 0 ? "qbo" : "local");
  document->send = data->send;
  document->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_document_line_free);
  return document;
}

SbDocumentLine *
sb_document_add_line (SbDocument *document, const char *part, int line)
{
  SbDocumentLine *added = g_new0 (SbDocumentLine, 1);

  added->part = g_strdup (part);
  added->line = line;
  added->recoverable = TRUE;
  added->unit_price = -1;
  g_ptr_array_add (document->lines, added);
  return added;
}

void
sb_apply_set_currency (SbApply *self, SbDocument *document)
{
  g_free (document->currency);
  document->currency = g_strdup (sb_event_get_currency (self->event).code);
  document->rate = self->data->rate != 0 ? self->data->rate : SB_RATE_ONE;
}

gboolean
sb_document_sum (SbDocument *d, GError **error)
{
  for (guint i = 0; i < d->lines->len; i++)
    {
      const SbDocumentLine *line = g_ptr_array_index (d->lines, i);
      gboolean is_extra = g_str_equal (line->part, "extra");

      if (!sb_add (is_extra ? d->extra : d->goods, line->net, is_extra ? &d->extra : &d->goods,
                   error) ||
          !sb_add (d->tax, line->tax, &d->tax, error))
        return FALSE;
    }
  return sb_add (d->tax, d->shipping_tax, &d->tax, error) &&
  sb_subtract (d->goods, d->discount, &d->total, error) &&
         sb_add (d->total, d->shipping, &d->total, error) &&
         sb_add (d->total, d->extra, &d->total, error) &&
         sb_add (d->total, d->tax, &d->total, error) &&
         sb_add (d->total, d->rounding, &d->total, error);
}

static gboolean
write_line (SbApply *self, const SbDocument *document, SbDocumentLine *line, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (self->db, SQL_LINE, error,
                  SB_INT (":document", document->id), SB_INT (":line", line->line),
                  SB_TEXT (":part", line->part), SB_TEXT (":kind", document->kind),
                  SB_REF (":chain", document->chain), SB_REF (":product", line->product),
                  SB_REF (":location", line->location), SB_TEXT (":role", line->role),
                  SB_REF (":account", line->account), SB_TEXT (":against", line->against),
                  SB_INT (":qty", line->qty), SB_INT (":discount_rate", line->discount_rate),
                  SB_INT (":net", line->net), SB_INT (":discount_share", line->discount_share),
                  SB_INT (":tax_rate", line->tax_rate), SB_INT (":tax", line->tax),
                  SB_INT (":recoverable", line->recoverable), SB_INT (":cost", line->cost),
                  SB_INT (":matched_qty", line->matched_qty),
                  SB_INT (":matched_cost", line->matched_cost),
                  SB_INT (":taken_qty", line->taken_qty), SB_END);

  if (st == NULL)
    return FALSE;
  if (line->unit_price < 0 ? !sb_statement_bind_null (st, ":unit_price", error)
                           : !sb_statement_bind_int64 (st, ":unit_price", line->unit_price, error))
    return FALSE;
  if (!sb_statement_run (st, error))
    return FALSE;
  line->id = sb_database_last_row_id (self->db);
  return TRUE;
}

/* Terms as the event says, else as agreed with the contact; and the day they lead to. */
static gboolean
set_due (SbApply *self, SbDocument *d, GError **error)
{
  gboolean owes = g_str_equal (d->kind, "bill") || g_str_equal (d->kind, "invoice");
  char text[SB_DAY_TEXT_SIZE];
  SbDay date = SB_DAY_NONE;
  SbDay due = SB_DAY_NONE;

  if (self->data->terms != NULL
        ? !sb_sql_int64 (self->db, SQL_TERM, &d->term, error,
                         SB_TEXT (":name", self->data->terms), SB_END)
        : owes && d->party != 0 && !sb_sql_int64 (self->db, SQL_TERM_OF_PARTY, &d->term, error,
                                                  SB_INT (":party", d->party), SB_END))
    return FALSE;
  if (!owes || d->due != NULL || d->term == 0)
    return TRUE;
  if (!sb_day_parse (d->date, &date, error) ||
      !sb_due_day (self->db, d->term, date, &due, error))
    return FALSE;
  if (due != SB_DAY_NONE)
    d->due = g_strdup (sb_day_format (due, text));
  return TRUE;
}

/* Numbers that we give out are given once. Those of others (a bill's, a payment's) are theirs. */
static gboolean
check_number (SbApply *self, const SbDocument *d, GError **error)
{
  static const char *const ours[] = {
    "sale_quote", "sale_order", "shipment", "invoice", "credit_note", "purchase_order", "receipt",
    NULL,
  };

  return self->data->number == NULL || !g_strv_contains (ours, d->kind) ||
         sb_numbering_check (self->db, d->kind, d->display, d->party, 0, error);
}

gboolean
sb_apply_write_document (SbApply *self, SbDocument *d, GError **error)
{
  if (!check_number (self, d, error) || !set_due (self, d, error))
    return FALSE;
  if (!sb_sql_insert (self->db, SQL_DOCUMENT, &d->id, error,
                      SB_TEXT (":kind", d->kind), SB_TEXT (":number", d->number),
                      SB_TEXT (":display", d->display), SB_INT (":event", d->event),
                      SB_REF (":chain", d->chain), SB_REF (":party", d->party),
                      SB_TEXT (":date", d->date), SB_TEXT (":due", d->due),
                      SB_REF (":term", d->term), SB_TEXT (":note", d->note),
                      SB_TEXT (":currency", d->currency), SB_INT (":rate", d->rate),
                      SB_INT (":goods", d->goods), SB_INT (":discount", d->discount),
                      SB_INT (":shipping", d->shipping), SB_INT (":shipping_tax", d->shipping_tax),
                      SB_INT (":shipping_rate", d->shipping_rate), SB_INT (":extra", d->extra),
                      SB_INT (":tax", d->tax), SB_INT (":rounding", d->rounding),
                      SB_INT (":total", d->total), SB_INT (":total_base", d->total_base),
                      SB_TEXT (":origin", d->origin), SB_INT (":send", d->send),
                      SB_REF (":account", d->account), SB_END))
    return FALSE;
  for (guint i = 0; i < d->lines->len; i++)
    if (!write_line (self, d, g_ptr_array_index (d->lines, i), error))
      return FALSE;
  if (!sb_numbering_note_used (self->db, d->kind, d->display, error))
    return FALSE;
  self->document = d->id;
  sb_posting_set_document (self->posting, d->id, d->send);
  return TRUE;
}
