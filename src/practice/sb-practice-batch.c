/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch: up to 30 writes and queries that do not see each other. */
#include "sb-practice.h"

#include "sb-practice-cdc.h"
#include "sb-practice-entities.h"
#include "sb-practice-query.h"

#include <string.h>

#define ITEMS_MOST 30u
#define REQUESTID_MOST 36u
#define BID_MOST 10u

static void
append_fault (GString *out, const GError *error)
{
  g_autoptr (SbTree) fault = sb_fault_to_tree (error);

  g_string_append (out, "\"Fault\":");
  sb_tree_write (fault, out);
}

static gboolean
run_query (SbBooks *books, const char *statement, GString *out, GError **error)
{
  g_autoptr (SbQuery) query = sb_query_parse (statement, error);
  g_autoptr (SbTree) answer = NULL;

  if (query == NULL)
    return FALSE;
  answer = sb_query_run (books, query);
  g_string_append (out, "\"QueryResponse\":");
  sb_tree_write (answer, out);
  return TRUE;
}

static gboolean
run_cdc (SbBooks *books, const SbTree *wanted, GString *out, GError **error)
{
  g_autoptr (SbTree) answer = sb_cdc_answer (books, sb_tree_get_text (wanted, "Entities"),
                                             sb_tree_get_text (wanted, "ChangedSince"), error);

  if (answer == NULL)
    return FALSE;
  g_string_append (out, "\"CDCResponse\":");
  sb_tree_write (answer, out);
  return TRUE;
}

static const SbEntity *
item_entity (const SbTree *item, SbTree **body)
{
  for (guint i = 0; i < sb_tree_length (item); i++)
    {
      const SbEntity *entity = sb_entity_named (sb_tree_nth_name (item, i));

      if (entity != NULL)
        {
          *body = sb_tree_nth (item, i);
          return entity;
        }
    }
  return NULL;
}

/* An item must not use what another item of the same batch has just made. */
static gboolean
refers_to_fresh (SbBooks *books, const SbTree *tree, const char *member, GHashTable *fresh)
{
  for (guint i = 0; i < sb_tree_length (tree); i++)
    {
      const SbTree *child = sb_tree_nth (tree, i);
      const char *name
          = sb_tree_kind (tree) == SB_TREE_OBJECT ? sb_tree_nth_name (tree, i) : member;

      if (sb_tree_kind (child) == SB_TREE_OBJECT || sb_tree_kind (child) == SB_TREE_ARRAY)
        {
          if (refers_to_fresh (books, child, name, fresh))
            return TRUE;
        }
      else if (sb_tree_text (child) != NULL
               && (strcmp (name, "value") == 0 || strcmp (name, "TxnId") == 0))
        {
          const char *kind
              = strcmp (name, "TxnId") == 0 ? sb_tree_get_text (tree, "TxnType") : member;
          g_autofree char *key
              = g_strconcat (kind != NULL ? kind : "", "\n", sb_tree_text (child), NULL);

          if (g_hash_table_contains (fresh, key))
            return TRUE;
        }
    }
  return FALSE;
}

static void
remember_fresh (const SbEntity *entity, const char *answer, GHashTable *fresh)
{
  g_autofree char *whole = g_strconcat ("{", answer, "}", NULL);
  g_autoptr (SbTree) tree = sb_tree_parse (whole, -1, NULL);
  const char *id = sb_tree_get_text (sb_tree_get (tree, entity->name), "Id");

  if (id == NULL)
    return;
  g_hash_table_add (fresh, g_strconcat (entity->name, "\n", id, NULL));
  g_hash_table_add (fresh, g_strconcat (entity->name, "Ref\n", id, NULL));
}

static gboolean
run_write (SbExchange *x, SbBooks *books, const SbTree *item, const char *key, GHashTable *fresh,
           GString *out, GError **error)
{
  static const char *const operations[] = { "create", "update", "delete", "void", NULL };
  const char *operation = sb_tree_get_text (item, "operation");
  SbTree *body = NULL;
  const SbEntity *entity = item_entity (item, &body);
  g_autofree char *answer = NULL;
  gboolean known = key != NULL && g_hash_table_contains (books->replies, key);
  SbSave save = { .operation = operation,
                  .include = sb_tree_get_text (item, "optionsData") };

  if (entity == NULL || operation == NULL || !g_strv_contains (operations, operation))
    {
      sb_fault_set (error, 2010, NULL,
                    "Property Name:BatchItemRequest specified is unsupported or invalid");
      return FALSE;
    }
  if (!known && refers_to_fresh (books, body, "", fresh))
    {
      sb_fault_set (error, 610, NULL,
                    "Object Not Found : Something you're trying to use has been made inactive. "
                    "Check the fields with "
                    "accounts, customers, items, vendors or employees.");
      return FALSE;
    }
  answer = sb_practice_save (x->practice, books, key, entity, &save, body, error);
  if (answer == NULL)
    return FALSE;
  if (!known && strcmp (operation, "create") == 0)
    remember_fresh (entity, answer, fresh);
  g_string_append (out, answer);
  return TRUE;
}

static void
run_item (SbExchange *x, SbBooks *books, const SbTree *item, const char *requestid,
          GHashTable *fresh, GString *out)
{
  const char *bid = sb_tree_get_text (item, "bId");
  const char *statement = sb_tree_get_text (item, "Query");
  g_autoptr (SbTree) quoted = sb_tree_new_string (bid);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = requestid != NULL ? g_strconcat (requestid, "\n", bid, NULL) : NULL;
  gboolean good;

  g_string_append (out, "{\"bId\":");
  sb_tree_write (quoted, out);
  g_string_append_c (out, ',');
  if (bid == NULL || (requestid != NULL && strlen (bid) > BID_MOST))
    {
      sb_fault_set (&error, 2130, "bId",
                    "Invalid Request Id format : bId has at most %u characters", BID_MOST);
      good = FALSE;
    }
  else if (statement != NULL)
    good = run_query (books, statement, out, &error);
  else if (sb_tree_get (item, "CDCQuery") != NULL)
    good = run_cdc (books, sb_tree_get (item, "CDCQuery"), out, &error);
  else
    good = run_write (x, books, item, key, fresh, out, &error);
  if (!good)
    append_fault (out, error);
  g_string_append_c (out, '}');
}

static SbTree *
parse_items (SbExchange *x, const char *requestid, GError **error)
{
  g_autoptr (SbTree) body = sb_tree_parse (x->body, (gssize) x->body_length, NULL);
  SbTree *items = sb_tree_get (body, "BatchItemRequest");

  if (requestid != NULL && strlen (requestid) > REQUESTID_MOST)
    sb_fault_set (error, 2130, "requestid",
                  "Invalid Request Id format : at most %u characters on a batch", REQUESTID_MOST);
  else if (sb_tree_kind (items) != SB_TREE_ARRAY || sb_tree_length (items) == 0)
    sb_fault_set (error, 2010, NULL,
                  "Property Name:BatchItemRequest specified is unsupported or invalid");
  else if (sb_tree_length (items) > ITEMS_MOST)
    sb_fault_set (error, 1040, NULL, "Batch size exceeds limit : %u items, at most %u are allowed",
                  sb_tree_length (items), ITEMS_MOST);
  else
    return sb_tree_copy (items);
  return NULL;
}

void
sb_practice_handle_batch (SbExchange *x, SbBooks *books)
{
  const char *requestid = sb_exchange_query (x, "requestid");
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) items = parse_items (x, requestid, &error);
  g_autoptr (GHashTable) fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *time = sb_pacific_format (sb_practice_time_now (&x->practice->time), TRUE);
  GString *out;

  if (items == NULL)
    {
      sb_exchange_reply_fault (x, error);
      return;
    }
  out = g_string_new ("{\"BatchItemResponse\":[");
  for (guint i = 0; i < sb_tree_length (items); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      run_item (x, books, sb_tree_nth (items, i), requestid, fresh, out);
    }
  g_string_append_printf (out, "],\"time\":\"%s\"}", time);
  sb_exchange_reply_json (x, 200, g_string_free (out, FALSE));
}
