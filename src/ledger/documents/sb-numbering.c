/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-numbering.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-audit.h"
#include "sb-document-number.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"

#define PREFIX_MAX 12
#define NEXT_MAX G_GINT64_CONSTANT (999999999)
/* Beginning at 1 tells every customer that she is the first. */
#define FIRST_NUMBER 1001

/* What a new book starts with, in the order shown. Kinds that share a number with what they belong
 * to are not here. */
static const struct
{
  const char *kind;
  const char *prefix;
} KINDS[] = {
  { "sale_quote", "Q-" },       { "sale_order", "S-" },        { "shipment", "SH-" },
  { "invoice", "I-" },          { "payment", "P-" },           { "credit_note", "CN-" },
  { "customer_refund", "CR-" }, { "customer_deposit", "CD-" }, { "purchase_order", "PO-" },
  { "receipt", "R-" },          { "bill", "B-" },              { "bill_payment", "BP-" },
  { "supplier_credit", "SC-" }, { "purchase_return", "PR-" },  { "supplier_refund", "SR-" },
  { "supplier_deposit", "SD-" }, { "landed_cost", "LC-" },     { "adjustment", "A-" },
  { "stocktake", "ST-" },       { "revaluation", "RV-" },      { "transfer", "T-" },
  { "transfer_send", "T-" },    { "assembly", "AS-" },         { "disassembly", "DA-" },
  { "production_start", "MO-" }, { "opening", "OS-" },
};

static const char SQL_LOAD[] =
  "SELECT prefix, next, digits FROM numbering WHERE kind = :kind";

static const char SQL_SAVE[] =
  "INSERT INTO numbering (kind, prefix, next, digits) VALUES (:kind, :prefix, :next, :digits)"
  " ON CONFLICT (kind) DO UPDATE SET prefix = :prefix, next = :next, digits = :digits";

static const char SQL_TAKEN[] =
  "SELECT EXISTS (SELECT 1 FROM document WHERE kind = :kind AND display = :number"
  " AND state <> 'undone' AND id <> :document AND (:party = 0 OR party = :party))"
  " OR EXISTS (SELECT 1 FROM document WHERE kind = :kind AND number = :number"
  " AND state <> 'undone' AND id <> :document AND (:party = 0 OR party = :party))";

void
sb_numbering_free (SbNumbering *self)
{
  if (self == NULL)
    return;
  g_free (self->prefix);
  g_free (self);
}

/* NULL without an error for a kind without numbers. */
static SbNumbering *
load (SbDatabase *db, const char *kind, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (strcmp (KINDS[i].kind, kind) == 0)
      {
        g_autoptr (SbNumbering) self = g_new0 (SbNumbering, 1);
        g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_TEXT (":kind", kind),
                                                   SB_END);
        SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
        gint64 last = 0;

        if (step == SB_STEP_ERROR)
          return NULL;
        self->kind = KINDS[i].kind;
        self->digits = 1;
        if (step == SB_STEP_ROW)
          {
            self->prefix = g_strdup (sb_statement_text_at (st, 0));
            self->next = sb_statement_int64_at (st, 1);
            self->digits = (int) sb_statement_int64_at (st, 2);
            return g_steal_pointer (&self);
          }
        /* Never counted here yet: go on behind what there is. */
        self->prefix = g_strdup (KINDS[i].prefix);
        if (!sb_document_last_number (db, kind, self->prefix, &last, error))
          return NULL;
        self->next = MIN (MAX (last + 1, FIRST_NUMBER), NEXT_MAX);
        return g_steal_pointer (&self);
      }
  return NULL;
}

SbNumbering *
sb_numbering_load (SbDatabase *db, const char *kind, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  SbNumbering *self = load (db, kind, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self == NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, "/kind",
                         _("documents of the kind “%s” have no numbers of their own"), kind);
  return self;
}

GPtrArray *
sb_numbering_list (SbDatabase *db, GError **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sb_numbering_free);

  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    {
      SbNumbering *numbering = sb_numbering_load (db, KINDS[i].kind, error);

      if (numbering == NULL)
        return NULL;
      g_ptr_array_add (list, numbering);
    }
  return g_steal_pointer (&list);
}

static char *
number_text (const SbNumbering *self, gint64 number)
{
  return g_strdup_printf ("%s%0*" G_GINT64_FORMAT, self->prefix, self->digits, number);
}

static gboolean
is_taken (SbDatabase *db, const char *kind, const char *number, gint64 party, gint64 document,
          gboolean *taken, GError **error)
{
  gint64 n = 0;

  if (!sb_sql_int64 (db, SQL_TAKEN, &n, error, SB_TEXT (":kind", kind),
                     SB_TEXT (":number", number), SB_INT (":document", document),
                     SB_INT (":party", party), SB_END))
    return FALSE;
  *taken = n != 0;
  return TRUE;
}

char *
sb_numbering_propose (SbDatabase *db, const char *kind, GError **error)
{
  g_autoptr (SbNumbering) self = sb_numbering_load (db, kind, error);

  if (self == NULL)
    return NULL;
  /* Somebody may have typed numbers ahead of the count. */
  for (gint64 number = self->next; ; number++)
    {
      g_autofree char *text = number_text (self, number);
      gboolean taken = FALSE;

      if (!is_taken (db, kind, text, 0, 0, &taken, error))
        return NULL;
      if (!taken)
        return g_steal_pointer (&text);
    }
}

gboolean
sb_numbering_check (SbDatabase *db, const char *kind, const char *number, gint64 party,
                    gint64 document, GError **error)
{
  gboolean taken = FALSE;

  if (!is_taken (db, kind, number, strcmp (kind, "bill") == 0 ? party : 0, document, &taken, error))
    return FALSE;
  if (taken)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/number",
                         _("the number “%s” is used already"), number);
  return !taken;
}

static gboolean
refuse (GError **error, const char *field, const char *message)
{
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", message);
  return FALSE;
}

static gboolean
check (SbDatabase *db, const SbNumbering *self, GError **error)
{
  const char *prefix = self->prefix != NULL ? self->prefix : "";
  g_autofree char *text = NULL;
  gboolean taken = FALSE;

  if (!g_utf8_validate (prefix, -1, NULL) || g_utf8_strlen (prefix, -1) > PREFIX_MAX)
    return refuse (error, "/prefix", _("a prefix has at most twelve characters"));
  for (const char *p = prefix; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return refuse (error, "/prefix", _("this character cannot be in a number"));
  if (prefix[0] != '\0' && g_ascii_isdigit (prefix[strlen (prefix) - 1]))
    return refuse (error, "/prefix", _("a prefix cannot end in a digit"));
  if (self->next < 1 || self->next > NEXT_MAX)
    return refuse (error, "/next", _("the next number lies between 1 and 999999999"));
  if (self->digits < 1 || self->digits > 9)
    return refuse (error, "/digits", _("a number has one to nine digits"));
  text = g_strdup_printf ("%s%0*" G_GINT64_FORMAT, prefix, self->digits, self->next);
  if (!is_taken (db, self->kind, text, 0, 0, &taken, error))
    return FALSE;
  if (taken)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/next",
                         _("the number “%s” is used already"), text);
  return !taken;
}

static gboolean
write_row (SbDatabase *db, const SbNumbering *self, GError **error)
{
  return sb_sql_run (db, SQL_SAVE, error, SB_TEXT (":kind", self->kind),
                     SB_TEXT (":prefix", self->prefix != NULL ? self->prefix : ""),
                     SB_INT (":next", self->next), SB_INT (":digits", self->digits), SB_END);
}

gboolean
sb_numbering_save (SbTxn *txn, const SbNumbering *self, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbNumbering) known = sb_numbering_load (db, self->kind, error);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *detail = NULL;

  if (known == NULL || !check (db, self, error) || !write_row (db, self, error))
    return FALSE;
  before = number_text (known, known->next);
  after = g_strdup_printf ("%s%0*" G_GINT64_FORMAT, self->prefix != NULL ? self->prefix : "",
                           self->digits, self->next);
  detail = g_strdup_printf ("%s → %s", before, after);
  sb_ledger_note_change (txn, SB_CHANGE_SETTINGS);
  return sb_audit_add (txn, "set", SB_SUBJECT_BOOK, 0, self->kind, detail, 0, error);
}

/* The number behind the prefix; 0 when @number is not of this kind of number. */
static gint64
count_of (const SbNumbering *self, const char *number)
{
  const char *digits = NULL;
  guint64 count = 0;

  if (!g_str_has_prefix (number, self->prefix))
    return 0;
  digits = number + strlen (self->prefix);
  return g_ascii_string_to_unsigned (digits, 10, 1, NEXT_MAX - 1, &count, NULL) ? (gint64) count : 0;
}

gboolean
sb_numbering_note_used (SbDatabase *db, const char *kind, const char *number, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LOAD, error, SB_TEXT (":kind", kind), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  g_autoptr (SbNumbering) self = NULL;
  gint64 first;

  if (step == SB_STEP_ERROR)
    return FALSE;
  if (step == SB_STEP_DONE)
    return TRUE; /* counted from what there is, whenever it is asked for */
  self = g_new0 (SbNumbering, 1);
  self->kind = kind;
  self->prefix = g_strdup (sb_statement_text_at (st, 0));
  self->next = sb_statement_int64_at (st, 1);
  self->digits = (int) sb_statement_int64_at (st, 2);
  first = self->next;
  /* What lies ahead of the count stays there: the count steps over it when it comes to it. */
  while (count_of (self, number) >= first && self->next < NEXT_MAX)
    {
      g_autofree char *text = number_text (self, self->next);
      gboolean taken = FALSE;

      if (!is_taken (db, kind, text, 0, 0, &taken, error))
        return FALSE;
      if (!taken)
        break;
      self->next++;
    }
  if (self->next == first)
    return TRUE;
  return write_row (db, self, error);
}
