/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts and products on their way out: all fields when new, the changed ones when not. */
#include "sb-translate.h"

#include <glib/gi18n-lib.h>

#include "sb-bind.h"
#include "sb-collect.h"
#include "sb-list-entity.h"
#include "sb-matching-rules.h"

static const char SQL_PRODUCT[]
    = "SELECT p.kind, p.revenue_account, p.cogs_account, c.revenue_account AS category_revenue,"
      " c.cogs_account AS category_cogs FROM product p LEFT JOIN category c ON c.id = p.category "
      "WHERE p.id = :id";

/* What was said, else that of the first document: there it is fixed for ever. */
static const char SQL_PARTY_CURRENCY[]
    = "SELECT coalesce (p.currency, (SELECT d.currency FROM document d WHERE d.party = p.id"
      " ORDER BY d.currency = :home, d.id LIMIT 1), :home) FROM party p WHERE p.id = :id";
static const char SQL_CONFIRMED[] = "SELECT confirmed FROM record WHERE id = :id";

typedef struct
{
  gboolean is_service;
  char *income;
  char *expense;
} ItemFacts;

static void
item_facts_clear (ItemFacts *facts)
{
  g_free (facts->income);
  g_free (facts->expense);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ItemFacts, item_facts_clear)

/* Product, then category, then mapping. */
static gboolean
read_item_facts (SbTranslator *self, SbTranslation *translation, ItemFacts *facts, GError **error)
{
  g_autoptr (SbStatement) st = sb_bind_query (self->db, SQL_PRODUCT, error,
                                              ":id", 'i', translation->record->subject_id, NULL);
  gint64 revenue;
  gint64 cogs;

  if (st == NULL || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  facts->is_service = g_str_equal (sb_statement_text (st, "kind"), "service");
  revenue = sb_statement_int64 (
      st, sb_statement_is_null (st, "revenue_account") ? "category_revenue" : "revenue_account");
  cogs = sb_statement_int64 (st, sb_statement_is_null (st, "cogs_account") ? "category_cogs"
                                                                           : "cogs_account");
  return sb_translator_account (self, translation, "Revenue", revenue, &facts->income, error)
         && sb_translator_account (self, translation, "COGS", cogs, &facts->expense, error);
}

/* Several there could be this one: creating another would be the double that nobody wants. */
static gboolean
refuse_ambiguous (SbTranslator *self, SbTranslation *translation, const SbListEntity *entity,
                  GError **error)
{
  g_autoptr (GPtrArray) candidates = NULL;
  gint64 confirmed = 0;

  if (!sb_bind_int64 (self->db, SQL_CONFIRMED, &confirmed, NULL, error, ":id", 'i',
                      translation->record->id, NULL))
    return FALSE;
  if (confirmed)
    return TRUE;
  candidates = sb_matching_candidates (self->db, self->realm, entity,
                                       translation->record->subject_id, NULL, error);
  if (candidates == NULL)
    return FALSE;
  /* A run would have linked the two before it came here. */
  if (candidates->len == 1 && self->preview)
    return sb_translation_refuse (translation, SB_RECORD_SYNCED, NULL, NULL);
  if (candidates->len > 1)
    sb_translation_refuse (translation, SB_RECORD_BLOCKED, "possible-duplicate",
                           _("%u in QuickBooks could be this one: choose on the matching page, or "
                              "say that it is new."),
                           candidates->len);
  return TRUE;
}

static gboolean
translate_new (SbTranslator *self, SbTranslation *translation, const SbListEntity *entity,
               const SbFields *local, GError **error)
{
  g_auto (ItemFacts) facts = { 0 };
  g_autofree char *currency = NULL;
  SbListRefs refs = { .home = self->company->home };
  GError *failure = NULL;

  if (!refuse_ambiguous (self, translation, entity, error))
    return FALSE;
  if (self->company->multi_currency && !g_str_equal (entity->object, "Item"))
    {
      currency = sb_bind_text (self->db, SQL_PARTY_CURRENCY, &failure, ":id", 'i',
                               translation->record->subject_id, ":home", 't',
                               self->company->home.code, NULL);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      refs.currency = currency;
    }
  if (g_str_equal (entity->object, "Item"))
    {
      if (!read_item_facts (self, translation, &facts, error))
        return FALSE;
      refs.income_account = facts.income;
      refs.expense_account = facts.expense;
    }
  if (translation->refused)
    return TRUE;

  translation->body
      = entity->to_bytes (local, local, facts.is_service, &refs, NULL, NULL, &failure);
  if (failure != NULL)
    {
      sb_translation_refuse (translation, SB_RECORD_FAILED, "validation", "%s", failure->message);
      g_clear_error (&failure);
    }
  return TRUE;
}

static gboolean
translate_change (SbTranslator *self, SbTranslation *translation, const SbListEntity *entity,
                  const SbFields *local, GError **error)
{
  GError *failure = NULL;
  g_autoptr (SbLink) link = sb_link_of_record (self->db, translation->record->id, &failure);
  g_autoptr (SbMirrorRow) row = NULL;
  g_autoptr (SbFields) base = NULL;
  g_autoptr (SbFields) theirs = NULL;
  g_autoptr (SbMerge) merge = NULL;
  SbListRefs refs = { .home = self->company->home };

  if (failure == NULL)
    row = sb_mirror_get (self->db, entity->object, translation->qbo_id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }

  base = sb_fields_from_json (link != NULL ? link->snapshot : NULL);
  theirs = row != NULL
               ? entity->read_qbo (json_node_get_object (row->body), self->company->home, error)
               : sb_fields_copy (base);
  if (theirs == NULL)
    return FALSE;

  merge = sb_merge (entity->specs, entity->n_specs, base, local, theirs);
  if (sb_fields_count (merge->push) == 0)
    return sb_translation_refuse (translation, SB_RECORD_SYNCED, NULL, NULL);
  translation->body = entity->to_bytes (local, merge->push, FALSE, &refs, translation->qbo_id,
                                        translation->sync_token, &failure);
  if (failure != NULL)
    {
      sb_translation_refuse (translation, SB_RECORD_FAILED, "validation", "%s", failure->message);
      g_clear_error (&failure);
    }
  return TRUE;
}

gboolean
sb_translate_list (SbTranslator *self, SbTranslation *translation, GError **error)
{
  const SbListEntity *entity = sb_list_entity_find (translation->record->subject);
  GError *failure = NULL;
  g_autoptr (SbFields) local
      = entity->read_local (self->db, translation->record->subject_id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (local == NULL)
    return sb_translation_refuse (translation, SB_RECORD_SUPERSEDED, NULL, NULL);

  translation->snapshot = sb_fields_to_json (local);
  if (translation->operation == SB_QBO_OPERATION_CREATE)
    return translate_new (self, translation, entity, local, error);
  return translate_change (self, translation, entity, local, error);
}

/* The service item that carries shipping on our invoices: QuickBooks' own shipping line posts to an
 * account that is not ours to choose. */
gboolean
sb_translate_own_item (SbTranslator *self, SbTranslation *translation, GError **error)
{
  const char *role = translation->record->subject_id == SB_OWN_ITEM_DISCOUNT ? "SalesDiscounts"
                                                                             : "ShippingIncome";
  g_autoptr (SbFields) fields = sb_fields_new ();
  g_autofree char *income = NULL;
  g_autofree char *expense = NULL;
  SbListRefs refs = { .home = self->company->home };

  if (translation->operation != SB_QBO_OPERATION_CREATE)
    return sb_translation_refuse (translation, SB_RECORD_SYNCED, NULL, NULL);
  if (!sb_translator_account (self, translation, role, 0, &income, error)
      || !sb_translator_account (self, translation, "COGS", 0, &expense, error))
    return FALSE;
  if (translation->refused)
    return TRUE;

  refs.income_account = income;
  refs.expense_account = expense;
  sb_fields_set (fields, "Name", translation->record->local);
  translation->snapshot = sb_fields_to_json (fields);
  translation->body = sb_list_item.to_bytes (fields, fields, TRUE, &refs, NULL, NULL, error);
  return translation->body != NULL;
}
