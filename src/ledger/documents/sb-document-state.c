/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-document-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-apply.h"
#include "sb-book.h"
#include "sb-draft.h"
#include "sb-json-reader.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"

static const char SQL_HEAD[] =
  "SELECT kind, state, due, total, settled, chain FROM document WHERE id = :id";

/* Per product, so that too many of one do not make up for too few of another. */
static const char SQL_PROGRESS[] =
  "SELECT SUM (ordered), SUM (MIN (moved, ordered)), SUM (MIN (billed, ordered)),"
  " SUM (stock), SUM (MIN (moved, stock)) FROM ("
  " SELECT SUM (CASE WHEN l.kind = :order THEN qty ELSE 0 END) AS ordered,"
  " SUM (CASE WHEN l.kind = :order AND product.kind = 'stock' THEN qty ELSE 0 END) AS stock,"
  " SUM (CASE WHEN l.kind = :move THEN qty ELSE 0 END) AS moved,"
  " SUM (CASE WHEN l.kind = :bill THEN qty ELSE 0 END) AS billed"
  " FROM document_line AS l JOIN product ON product.id = l.product"
  " WHERE l.chain = :chain AND l.part = 'line' AND l.active = 1"
  " AND l.kind IN (:order, :move, :bill) GROUP BY l.product)";

static const char SQL_ARRIVED[] =
  "SELECT SUM (CASE kind WHEN 'transfer_send' THEN qty ELSE 0 END),"
  " SUM (CASE kind WHEN 'transfer_receive' THEN qty ELSE 0 END) FROM document_line"
  " WHERE chain = :chain AND active = 1 AND part = 'line'";

static const char SQL_OTHER[] =
  "SELECT COUNT (*) FROM document WHERE chain = :chain AND kind = :kind AND state = 'authorised'";

static const char SQL_EVENT[] =
  "SELECT event.uid, event.type, event.body, document.display FROM document"
  " JOIN event ON event.seq = document.event WHERE document.id = :id AND state = 'authorised'";

typedef struct
{
  char *kind;          /* (owned) */
  const char *undone;  /* (nullable): "undone", "void" */
  SbDay due;
  gint64 total;
  gint64 settled;
  gint64 chain;
} Head;

static gboolean
read_head (SbDatabase *db, gint64 document, Head *head, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_HEAD, error, SB_INT (":id", document), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  const char *state;

  *head = (Head) { .due = SB_DAY_NONE };
  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                         _("there is no such document"));
  if (step != SB_STEP_ROW)
    return FALSE;
  state = sb_statement_text_at (st, 1);
  if (strcmp (state, "authorised") != 0)
    head->undone = g_intern_string (state);
  if (sb_statement_text_at (st, 2) != NULL &&
      !sb_day_parse (sb_statement_text_at (st, 2), &head->due, error))
    return FALSE;
  head->kind = g_strdup (sb_statement_text_at (st, 0));
  head->total = sb_statement_int64_at (st, 3);
  head->settled = sb_statement_int64_at (st, 4);
  head->chain = sb_statement_int64_at (st, 5);
  return TRUE;
}

static gboolean
is_one_of (const char *kind, const char *const *kinds)
{
  return g_strv_contains (kinds, kind);
}

static gboolean
order_word (SbDatabase *db, const Head *head, const char **word, GError **error)
{
  gboolean is_sale = strcmp (head->kind, "sale_order") == 0;
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_PROGRESS, error, SB_INT (":chain", head->chain),
                  SB_TEXT (":order", head->kind),
                  SB_TEXT (":move", is_sale ? "shipment" : "receipt"),
                  SB_TEXT (":bill", is_sale ? "invoice" : "bill"), SB_END);
  gint64 ordered, billed, stock, moved;

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  ordered = sb_statement_int64_at (st, 0);
  billed = sb_statement_int64_at (st, 2);
  stock = sb_statement_int64_at (st, 3);
  moved = sb_statement_int64_at (st, 4);
  if (moved == stock && billed == ordered && ordered > 0)
    *word = "closed";
  else if (moved == stock && stock > 0)
    *word = is_sale ? "shipped" : "received";
  else if (moved > 0)
    *word = is_sale ? "part-shipped" : "part-received";
  else
    *word = "authorised";
  return TRUE;
}

static gboolean
transfer_word (SbDatabase *db, const Head *head, const char **word, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_ARRIVED, error, SB_INT (":chain", head->chain),
                                             SB_END);
  gint64 sent, arrived;

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  sent = sb_statement_int64_at (st, 0);
  arrived = sb_statement_int64_at (st, 1);
  *word = arrived == 0 ? "sent" : arrived < sent ? "part-received" : "received";
  return TRUE;
}

static gboolean
followed_word (SbDatabase *db, const Head *head, const char *follower, const char *before,
               const char *after, const char **word, GError **error)
{
  gint64 n = 0;

  if (!sb_sql_int64 (db, SQL_OTHER, &n, error, SB_INT (":chain", head->chain),
                     SB_TEXT (":kind", follower), SB_END))
    return FALSE;
  *word = n > 0 ? after : before;
  return TRUE;
}

/* How much of a claim is paid or used. */
static const char *
settled_word (const Head *head, const char *part, const char *whole)
{
  if (head->settled == 0 && head->total != 0)
    return "authorised";
  return ABS (head->settled) < ABS (head->total) ? part : whole;
}

static gboolean
word_of (SbDatabase *db, const Head *head, const char **word, GError **error)
{
  static const char *const claims[] = { "bill", "invoice", NULL };
  static const char *const credits[] = { "supplier_credit", "credit_note", NULL };
  static const char *const orders[] = { "purchase_order", "sale_order", NULL };

  *word = "completed";
  if (head->undone != NULL)
    /* A quote that is void is one that the customer declined. */
    *word = strcmp (head->kind, "sale_quote") == 0 && strcmp (head->undone, "void") == 0
              ? "lost" : head->undone;
  else if (is_one_of (head->kind, claims))
    *word = settled_word (head, "part-paid", "paid");
  else if (is_one_of (head->kind, credits))
    *word = settled_word (head, "part-applied", "applied");
  else if (is_one_of (head->kind, orders))
    return order_word (db, head, word, error);
  else if (strcmp (head->kind, "sale_quote") == 0)
    return followed_word (db, head, "sale_order", "authorised", "ordered", word, error);
  else if (strcmp (head->kind, "production_start") == 0)
    return followed_word (db, head, "production_finish", "started", "finished", word, error);
  else if (strcmp (head->kind, "transfer_send") == 0)
    return transfer_word (db, head, word, error);
  return TRUE;
}

gboolean
sb_document_state_read (SbDatabase *db, gint64 document, SbDay today, SbDocumentState *state,
                        GError **error)
{
  static const char *const claims[] = {
    "bill", "invoice", "supplier_credit", "credit_note", NULL,
  };
  Head head;
  gboolean ok;

  *state = (SbDocumentState) { .word = "completed" };
  if (!read_head (db, document, &head, error))
    return FALSE;
  ok = word_of (db, &head, &state->word, error);
  if (head.undone == NULL && is_one_of (head.kind, claims))
    state->open = head.total - head.settled;
  state->overdue = state->open > 0 && head.due != SB_DAY_NONE && head.due < today;
  g_free (head.kind);
  return ok;
}

static gboolean
enter_undo (SbTxn *txn, const char *ref, const char *event_id, SbDay date, GError **error)
{
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  g_autoptr (SbEvent) event = NULL;
  g_autoptr (SbApplied) applied = NULL;
  g_autofree char *json = NULL;
  char day[SB_DAY_TEXT_SIZE];
  SbBook book;

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", event_id);
  sb_json_writer_member_string (writer, "date", sb_day_format (date, day));
  sb_json_writer_member_string (writer, "type", "undo");
  sb_json_writer_member_string (writer, "ref", ref);
  sb_json_writer_end_object (writer);
  json = sb_json_writer_finish (writer);
  if (!sb_book_load (sb_txn_get_database (txn), &book, error))
    return FALSE;
  event = sb_event_parse (json, -1, book.currency, error);
  applied = event != NULL ? sb_ledger_apply (txn, event, error) : NULL;
  return applied != NULL;
}

/* The event as it was entered, without its id: it gets a new one when it is authorised again. */
static char *
body_of_draft (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = sb_json_parse (body, -1, error);

  if (node == NULL)
    return NULL;
  json_object_remove_member (json_node_get_object (node), "id");
  return json_to_string (node, FALSE);
}

gboolean
sb_document_undo_to_draft (SbTxn *txn, gint64 document, const char *event_id, SbDay date,
                           gint64 now, gint64 *draft, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_EVENT, error, SB_INT (":id", document),
                                             SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  g_autofree char *ref = NULL;
  g_autofree char *type = NULL;
  g_autofree char *body = NULL;

  if (step == SB_STEP_DONE)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                         _("there is no such document"));
  if (step != SB_STEP_ROW)
    return FALSE;
  ref = g_strdup (sb_statement_text_at (st, 0));
  type = g_strdup (sb_statement_text_at (st, 1));
  body = body_of_draft (sb_statement_text_at (st, 2), error);
  g_clear_pointer (&st, sb_statement_free);
  if (body == NULL || !enter_undo (txn, ref, event_id, date, error))
    return FALSE;
  *draft = sb_draft_save (txn, 0, type, body, now, error);
  return *draft != 0;
}
