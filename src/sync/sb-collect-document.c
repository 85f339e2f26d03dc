/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: a record when authorised; a deletion, a void or nothing at all when taken back. */
#include "sb-collect.h"

#include "sb-bind.h"
#include "sb-document.h"
#include "sb-mirror.h"
#include "sb-setting.h"

static const char SQL_FORMER[] =
  "SELECT r.id FROM record r JOIN document d ON d.id = r.subject_id"
  " WHERE r.subject = 'document' AND r.object = :object AND d.kind = :kind AND d.number = :number"
  " AND d.state = 'undone' AND d.id <> :id AND r.state IN ('waiting', 'sent', 'failed', 'blocked')"
  " AND r.action IN ('delete', 'void') ORDER BY r.id DESC LIMIT 1";

/* The further documents of one payment that came from QuickBooks. */
static const char SQL_IMPORTED[] = "SELECT count (*) FROM record_import WHERE document = :id";

static const char SQL_REPOINT[] = "UPDATE record SET subject_id = :id WHERE id = :record";

static const char SQL_JOURNAL_OBJECT[]
    = "SELECT object FROM journal WHERE document = :id AND kind = 'post' ORDER BY seq LIMIT 1";

static const char SQL_PARTY_KIND[] = "SELECT kind FROM party WHERE id = :id";

static const char SQL_DISCOUNTED[]
    = "SELECT count (*) FROM (SELECT 1 FROM document WHERE discount <> 0"
      " AND kind IN ('invoice', 'credit_note', 'sale_quote') LIMIT 1)";

static const char SQL_NEIGHBOURS[]
    = "SELECT r.id FROM record r JOIN document d ON d.id = r.subject_id AND r.subject = 'document'"
      " JOIN link l ON l.record = r.id AND l.state = 'linked'"
      " WHERE r.state = 'synced' AND d.state = 'authorised' AND ("
      " (:kind IN ('receipt', 'bill') AND r.object = 'PurchaseOrder' AND d.chain = :chain)"
      " OR (:kind IN ('sale_order', 'invoice') AND r.object = 'Estimate' AND d.chain = :chain)"
      " OR (:kind = 'customer_deposit_application' AND r.object = 'Payment'"
      "     AND d.kind = 'customer_deposit' AND d.party = :party))";

#define OPEN_STATES "('waiting', 'failed', 'blocked', 'pending')"
#define UNSENT " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.record = r.id)"

static const char SQL_NOW_ON[]
    = "SELECT r.id FROM record r WHERE r.state = 'not_needed' AND r.reason = 'export-off'"
      " AND ((r.object = 'PurchaseOrder' AND :orders = 1)"
      "      OR (r.object = 'Estimate' AND :quotes = 1)) AND :first = :first";
static const char SQL_NOW_OFF[]
    = "SELECT r.id FROM record r WHERE r.state IN " OPEN_STATES
      " AND ((r.object = 'PurchaseOrder' AND :orders = 0)"
      "      OR (r.object = 'Estimate' AND :quotes = 0)) AND :first = :first" UNSENT;
static const char SQL_NOW_LATE[]
    = "SELECT r.id FROM record r WHERE r.state = 'not_needed' AND r.reason = 'before-first-date'"
      " AND r.date >= :first AND :orders = :orders AND :quotes = :quotes";
static const char SQL_NOW_EARLY[]
    = "SELECT r.id FROM record r WHERE r.state IN " OPEN_STATES
      " AND r.subject IN ('document', 'journal') AND r.date < :first"
      " AND :orders = :orders AND :quotes = :quotes" UNSENT;

static const char SQL_CURRENCY[] = "SELECT value FROM setting WHERE key = 'currency'";

/* A document type that QuickBooks takes is a row here, a translation, and nothing else in this
 * layer. Some become two objects: the money, and a payment of 0 that says what it settles. */
typedef struct
{
  const char *kind;
  const char *object; /* (nullable): by the journal: see objects_of() */
  const char *link;   /* (nullable) */
} DocumentKind;

static const DocumentKind KINDS[] = {
  { "invoice", "Invoice", NULL },
  { "bill", "Bill", NULL },
  { "payment", "Payment", NULL },
  { "bill_payment", "BillPayment", NULL },
  { "credit_note", NULL, NULL },
  { "supplier_credit", "VendorCredit", NULL },
  { "customer_refund", "Purchase", "Payment" },
  { "supplier_refund", "Deposit", "BillPayment" },
  { "supplier_deposit", "Purchase", NULL },
  { "deposit_application", NULL, "BillPayment" },
  { "customer_deposit", NULL, NULL },
  { "customer_deposit_application", NULL, "Payment" },
  { "credit_application", NULL, NULL },
  { "purchase_order", "PurchaseOrder", NULL },
  { "sale_quote", "Estimate", NULL },
};

static const char *const VOIDABLE[] = { "Invoice", "Payment", "BillPayment", NULL };

static const DocumentKind *
find_kind (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      if (g_strcmp0 (KINDS[i].kind, kind) == 0)
        return &KINDS[i];
    }
  return NULL;
}

gboolean
sb_collect_load_settings (SbCollect *self, GError **error)
{
  GError *failure = NULL;
  g_autofree char *first = sb_setting_get (self->db, SB_SETTING_FIRST_DATE, &failure);
  g_autofree char *currency
      = failure == NULL ? sb_bind_text (self->db, SQL_CURRENCY, &failure, NULL) : NULL;
  g_autofree char *orders
      = failure == NULL ? sb_setting_get (self->db, SB_SETTING_EXPORT_PURCHASE_ORDERS, &failure)
                        : NULL;
  g_autofree char *quotes
      = failure == NULL ? sb_setting_get (self->db, SB_SETTING_EXPORT_QUOTES, &failure) : NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  self->orders = g_strcmp0 (orders, "on") == 0;
  self->quotes = g_strcmp0 (quotes, "on") == 0;
  g_strlcpy (self->first_date, first != NULL ? first : "", sizeof self->first_date);
  g_strlcpy (self->currency, currency != NULL ? currency : "", sizeof self->currency);
  return TRUE;
}

gboolean
sb_collect_too_early (const SbCollect *self, const char *date)
{
  return self->first_date[0] != '\0' && strcmp (date, self->first_date) < 0;
}

static void
describe (const SbDocument *document, SbRecordDraft *draft)
{
  draft->subject = "document";
  draft->subject_id = document->id;
  draft->local = document->display;
  draft->event = document->event_id;
  draft->date = document->date;
  draft->sequence = document->event;
  draft->has_amount = TRUE;
  draft->amount = document->total;
  draft->currency = document->currency;
  draft->party = document->party_name;
}

static gboolean
is_switched_off (const SbCollect *self, const char *object)
{
  return (g_str_equal (object, "PurchaseOrder") && !self->orders)
         || (g_str_equal (object, "Estimate") && !self->quotes);
}

static void
decide_state (const SbCollect *self, const SbDocument *document, gboolean quiet,
              SbRecordDraft *draft)
{
  draft->action = "create";
  draft->state = SB_RECORD_WAITING;
  if (!g_str_equal (document->state, "authorised"))
    {
      draft->state = SB_RECORD_SUPERSEDED;
    }
  else if (quiet || !document->send || g_str_equal (document->origin, "qbo"))
    {
      draft->state = SB_RECORD_NOT_NEEDED;
      draft->reason = "nothing-to-send";
    }
  else if (is_switched_off (self, draft->object))
    {
      draft->state = SB_RECORD_NOT_NEEDED;
      draft->reason = "export-off";
    }
  else if (sb_collect_too_early (self, document->date))
    {
      draft->state = SB_RECORD_NOT_NEEDED;
      draft->reason = "before-first-date";
    }
}

static gboolean
need_own_item (SbCollect *self, gint64 which, const char *name, GError **error)
{
  SbRecordDraft draft = {
    .object = "Item", .subject = "own-item", .subject_id = which, .action = "create", .local = name,
    .state = SB_RECORD_WAITING,
  };
  gint64 record;

  if (!sb_record_lookup (self->db, "Item", "own-item", which, &record, error))
    return FALSE;
  return record != 0 || sb_record_insert (self->txn, &draft, self->now, error) != 0;
}

/* What a document becomes, out of its kind and its journal. @objects: NULL-terminated, room for
 * three.
 * @quiet: the first is told by another record (a deposit's payment) and only stands in the list. */
static gboolean
objects_of (SbCollect *self, const SbDocument *document, const char **objects, char **journal,
            gboolean *quiet, GError **error)
{
  const DocumentKind *kind = find_kind (document->kind);
  GError *failure = NULL;
  gboolean as_entry;
  guint n = 0;

  *quiet = FALSE;
  *journal = sb_bind_text (self->db, SQL_JOURNAL_OBJECT, &failure, ":id", 'i', document->id, NULL);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  as_entry = g_strcmp0 (*journal, "JournalEntry") == 0;
  if (kind->object != NULL)
    objects[n++] = kind->object;
  else if (g_str_equal (document->kind, "credit_application"))
    objects[n++] = sb_collect_is_supplier (self, document->party) ? "BillPayment" : "Payment";
  else if (*journal != NULL && !as_entry && kind->link == NULL)
    objects[n++] = *journal;
  if (kind->link != NULL)
    objects[n++] = kind->link;
  *quiet = g_str_equal (document->kind, "customer_deposit_application") && !as_entry;
  objects[n] = NULL;
  return TRUE;
}

static gboolean
add_record (SbCollect *self, const SbDocument *document, const char *object, gboolean quiet,
            GError **error)
{
  SbRecordDraft draft = { .object = object };
  gint64 former = 0;

  describe (document, &draft);
  decide_state (self, document, quiet, &draft);
  if (draft.state == SB_RECORD_WAITING
      && !sb_bind_int64 (self->db, SQL_FORMER, &former, NULL, error, ":object", 't', draft.object,
                         ":kind", 't', document->kind, ":number", 't', document->number, ":id",
                         'i', document->id, NULL))
    return FALSE;

  if (former == 0)
    return sb_record_insert (self->txn, &draft, self->now, error) != 0;

  /* Taken back and authorised again before anybody told QuickBooks: the same object is updated. */
  return sb_bind_run (self->db, SQL_REPOINT, error, ":id", 'i', document->id, ":record", 'i',
                      former, NULL)
         && sb_record_describe (self->txn, former, &draft, error)
         && sb_record_revise (self->txn, former, "update", self->now, error);
}

static const char *
action_of_removal (const SbRecord *row, gboolean is_void)
{
  /* A quote that came to nothing is shown as rejected. */
  if (is_void && g_str_equal (row->object, "Estimate"))
    return "update";
  return is_void && g_strv_contains (VOIDABLE, row->object) ? "void" : "delete";
}

static gboolean
take_back (SbCollect *self, const SbDocument *document, gint64 record, GError **error)
{
  g_autoptr (SbRecord) row = sb_record_load (self->db, record, error);
  gboolean is_void = g_str_equal (document->state, "void");
  GError *failure = NULL;
  g_autoptr (SbLink) link = NULL;

  if (row == NULL)
    return FALSE;
  link = sb_link_of_record (self->db, record, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  /* Never sent, or gone there already: nothing to tell. */
  if (row->state != SB_RECORD_SENT
      && (link == NULL || g_str_equal (link->state, "deleted")
          || (is_void && g_str_equal (link->state, "voided"))))
    return sb_conflict_clear (self->txn, record, error)
           && sb_record_set_state (self->txn, record, SB_RECORD_SUPERSEDED, NULL, NULL, NULL, NULL,
                                   self->now, error);
  if (row->state == SB_RECORD_SKIPPED)
    return TRUE;
  return sb_conflict_clear (self->txn, record, error)
         && sb_record_revise (self->txn, record, action_of_removal (row, is_void), self->now,
                              error);
}

/* Orders, quotes and deposits tell QuickBooks how far they are: what is received, billed, invoiced
 * or used may change that. */
static gboolean
revise_neighbours (SbCollect *self, const SbDocument *document, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st
      = sb_bind_query (self->db, SQL_NEIGHBOURS, error, ":kind", 't', document->kind, ":chain",
                       'i', document->chain, ":party", 'i', document->party, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; !failed && i < ids->len; i++)
    {
      if (!sb_record_revise (self->txn, g_array_index (ids, gint64, i), "update", self->now,
                             error))
        return FALSE;
    }
  return !failed;
}

static gboolean
collect_object (SbCollect *self, const SbDocument *document, const char *object, gboolean quiet,
                GError **error)
{
  gint64 record = 0;
  gint64 imported = 0;

  if (!sb_record_lookup (self->db, object, "document", document->id, &record, error))
    return FALSE;
  if (record != 0)
    return g_str_equal (document->state, "authorised")
           || take_back (self, document, record, error);
  if (!sb_bind_int64 (self->db, SQL_IMPORTED, &imported, NULL, error, ":id", 'i', document->id,
                      NULL))
    return FALSE;
  return imported > 0 || add_record (self, document, object, quiet, error);
}

gboolean
sb_collect_is_supplier (SbCollect *self, gint64 party)
{
  g_autofree char *kind
      = sb_bind_text (self->db, SQL_PARTY_KIND, NULL, ":id", 'i', party, NULL);

  return g_strcmp0 (kind, "supplier") == 0;
}

gboolean
sb_collect_document (SbCollect *self, gint64 id, GError **error)
{
  g_autoptr (SbDocument) document = sb_document_load (self->db, id, error);
  g_autofree char *journal = NULL;
  const char *objects[3] = { NULL };
  gboolean quiet = FALSE;

  if (document == NULL || !revise_neighbours (self, document, error))
    return FALSE;
  if (find_kind (document->kind) == NULL)
    return TRUE;
  if (document->shipping != 0
      && !need_own_item (self, SB_OWN_ITEM_SHIPPING, "Shipping", error))
    return FALSE;
  if (!objects_of (self, document, objects, &journal, &quiet, error))
    return FALSE;
  for (guint i = 0; objects[i] != NULL; i++)
    {
      if (!collect_object (self, document, objects[i], quiet, error))
        return FALSE;
    }
  return TRUE;
}

/* Outside the United States a document discount is a line of its own item for each tax code. */
gboolean
sb_collect_own_items (SbTxn *txn, gint64 now, GError **error)
{
  SbCollect self = { .txn = txn, .db = sb_txn_get_database (txn), .now = now };
  g_autoptr (SbQboCompany) company = sb_qbo_company_load (self.db, error);
  gint64 discounted = 0;

  if (company == NULL)
    return FALSE;
  if (!company->known || company->is_us || !company->sales_tax)
    return TRUE;
  return sb_bind_int64 (self.db, SQL_DISCOUNTED, &discounted, NULL, error, NULL)
         && (discounted == 0 || need_own_item (&self, SB_OWN_ITEM_DISCOUNT, "Discount", error));
}

/* ---- switches ---- */

static gboolean
set_all (SbCollect *self, const char *sql, SbRecordState state, const char *reason,
         GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SbStatement) st
      = sb_bind_query (self->db, sql, error, ":first", 't', self->first_date, ":orders", 'i',
                       (gint64) self->orders, ":quotes", 'i', (gint64) self->quotes, NULL);
  gboolean failed;

  if (st == NULL)
    return FALSE;
  while (sb_bind_next (st, &failed, error))
    {
      gint64 id = sb_statement_int64_at (st, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; !failed && i < ids->len; i++)
    {
      if (!sb_record_set_state (self->txn, g_array_index (ids, gint64, i), state, reason, NULL,
                                NULL, NULL, self->now, error))
        return FALSE;
    }
  return !failed;
}

gboolean
sb_record_follow_settings (SbTxn *txn, gint64 now, GError **error)
{
  SbCollect self = { .txn = txn, .db = sb_txn_get_database (txn), .now = now };

  return sb_collect_load_settings (&self, error)
         && set_all (&self, SQL_NOW_ON, SB_RECORD_WAITING, NULL, error)
         && set_all (&self, SQL_NOW_OFF, SB_RECORD_NOT_NEEDED, "export-off", error)
         && set_all (&self, SQL_NOW_LATE, SB_RECORD_WAITING, NULL, error)
         && set_all (&self, SQL_NOW_EARLY, SB_RECORD_NOT_NEEDED, "before-first-date", error);
}
