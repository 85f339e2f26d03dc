/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-someone.h"

#include "sb-practice-chart.h"
#include "sb-practice-entities.h"
#include "sb-practice-references.h"
#include "sb-practice-write.h"

#include <string.h>

#define SOMEONE "Pat Miller"

/* Preferences and company facts that a person changes on the settings page of QuickBooks. */
static void
merge (SbTree *into, const SbTree *from)
{
  for (guint i = 0; i < sb_tree_length (from); i++)
    {
      const char *name = sb_tree_nth_name (from, i);
      const SbTree *value = sb_tree_nth (from, i);
      SbTree *mine = sb_tree_get (into, name);

      if (sb_tree_kind (value) == SB_TREE_OBJECT && sb_tree_kind (mine) == SB_TREE_OBJECT)
        merge (mine, value);
      else
        sb_tree_set (into, name,
                     sb_tree_kind (value) == SB_TREE_NULL ? NULL : sb_tree_copy (value));
    }
}

static SbTree *
edit_single (SbBooks *books, const SbEntity *entity, const SbTree *changes)
{
  SbObject *object = sb_books_find_id (books, entity, 1);
  SbTree *body = sb_tree_copy (sb_object_body (object));

  merge (body, changes);
  sb_object_set_editor (object, SOMEONE);
  sb_books_put (books, object, body);
  return sb_object_render (books, object);
}

/* ---- merging ---- */

static gboolean
merge_document (SbBooks *books, SbObject *txn, SbObject *from, SbObject *into)
{
  g_autoptr (SbTree) body = sb_tree_copy (sb_object_body (txn));

  if (!sb_references_replace (body, from, into))
    return FALSE;
  sb_object_set_editor (txn, SOMEONE);
  sb_books_put (books, txn, g_steal_pointer (&body));
  return TRUE;
}

/* Only an item may be in documents that post nothing; there is no shorter way to those. */
static GPtrArray *
documents_with (SbBooks *books, const SbObject *object)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; object->documents != NULL && i < object->documents->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (object->documents, i));
  for (guint i = 0; object->documents == NULL && i < sb_entity_count (); i++)
    {
      GPtrArray *rows = sb_books_table (books, sb_entity_at (i))->rows;

      for (guint j = 0; j < rows->len; j++)
        g_ptr_array_add (found, g_ptr_array_index (rows, j));
    }
  return found;
}

static SbTree *
merge_into (SbBooks *books, SbObject *from, const char *into_id, const SbWriteOptions *options,
            GError **error)
{
  SbObject *into = into_id != NULL ? sb_books_read (books, from->entity, into_id, error) : NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (SbTree) request = NULL;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, from->id);
  g_autofree char *token = NULL;

  if (into_id == NULL || into == from || (from->entity->flags & SB_ENTITY_LIST) == 0)
    {
      sb_fault_set (error, 6000, "into",
                    "Business Validation Error: Two different names of one list can be merged.");
      return NULL;
    }
  if (into == NULL)
    return NULL;
  documents = documents_with (books, from);
  for (guint i = 0; i < documents->len; i++)
    merge_document (books, g_ptr_array_index (documents, i), from, into);
  token = g_strdup_printf ("%" G_GINT64_FORMAT, from->token);
  request = sb_tree_new_object ();
  sb_tree_set_text (request, "Id", id);
  sb_tree_set_text (request, "SyncToken", token);
  sb_tree_set_truth (request, "sparse", TRUE);
  sb_tree_set_truth (request, "Active", FALSE);
  return sb_books_write (books, from->entity, SB_WRITE_SAVE, request, options, error);
}

/* ---- paying ---- */

static SbObject *
first_bank (SbBooks *books)
{
  GPtrArray *rows = sb_books_table (books, sb_entity_named ("Account"))->rows;

  for (guint i = 0; i < rows->len; i++)
    if (sb_account_is_type (g_ptr_array_index (rows, i), "Bank")
        && sb_object_is_active (g_ptr_array_index (rows, i)))
      return g_ptr_array_index (rows, i);
  return NULL;
}

static SbTree *
payment_line (const SbObject *object, gint64 cents)
{
  SbTree *lines = sb_tree_new_array ();
  SbTree *line = sb_tree_new_object ();
  SbTree *links = sb_tree_new_array ();
  SbTree *link = sb_tree_new_object ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object->id);

  sb_tree_set_text (link, "TxnId", id);
  sb_tree_set_text (link, "TxnType", object->entity->name);
  sb_tree_append (links, link);
  sb_tree_set_cents (line, "Amount", cents);
  sb_tree_set (line, "LinkedTxn", links);
  sb_tree_append (lines, line);
  return lines;
}

static SbTree *
pay (SbBooks *books, SbObject *object, const SbTree *how, const SbWriteOptions *options,
     GError **error)
{
  gboolean invoice = strcmp (object->entity->name, "Invoice") == 0;
  g_autoptr (SbTree) request = sb_tree_new_object ();
  const char *party = invoice ? "CustomerRef" : "VendorRef";
  SbObject *bank = first_bank (books);
  gint64 open = sb_books_open (books, object, NULL, NULL);
  gint64 cents = sb_tree_get_text (how, "amount") != NULL && sb_tree_get_text (how, "amount")[0]
                     ? sb_tree_get_decimal (how, "amount", 2)
                     : open;

  if ((!invoice && strcmp (object->entity->name, "Bill") != 0) || cents <= 0
      || (!invoice && bank == NULL))
    {
      sb_fault_set (error, 6000, "amount",
                    "Business Validation Error: There is nothing here that could be paid so.");
      return NULL;
    }
  sb_tree_set (request, party, sb_tree_copy (sb_tree_get (sb_object_body (object), party)));
  sb_tree_set_cents (request, "TotalAmt", cents);
  if (sb_tree_get_text (how, "date") != NULL && sb_tree_get_text (how, "date")[0] != '\0')
    sb_tree_set_text (request, "TxnDate", sb_tree_get_text (how, "date"));
  if (sb_tree_get (sb_object_body (object), "ExchangeRate") != NULL)
    sb_tree_set (request, "ExchangeRate",
                 sb_tree_copy (sb_tree_get (sb_object_body (object), "ExchangeRate")));
  sb_tree_set (request, "Line", payment_line (object, MIN (cents, open)));
  if (!invoice)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, bank->id);
      SbTree *check = sb_tree_new_object ();

      sb_tree_set_ref (check, "BankAccountRef", id, NULL);
      sb_tree_set (request, "CheckPayment", check);
      sb_tree_set_text (request, "PayType", "Check");
    }
  return sb_books_write (books, sb_entity_named (invoice ? "Payment" : "BillPayment"),
                         SB_WRITE_SAVE, request, options, error);
}

/* ---- the rest ---- */

static SbTree *
change (SbBooks *books, const SbEntity *entity, SbObject *object, const char *operation,
        const SbTree *changes, const SbWriteOptions *options, GError **error)
{
  SbWriteKind kind = g_strcmp0 (operation, "delete") == 0 ? SB_WRITE_DELETE
                     : g_strcmp0 (operation, "void") == 0 ? SB_WRITE_VOID
                                                          : SB_WRITE_SAVE;
  g_autoptr (SbTree) request = sb_tree_new_object ();

  merge (request, changes);
  if (object != NULL)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object->id);
      g_autofree char *token = g_strdup_printf ("%" G_GINT64_FORMAT, object->token);

      sb_tree_set_text (request, "Id", id);
      sb_tree_set_text (request, "SyncToken", token);
      sb_tree_set_truth (request, "sparse", TRUE);
      if (g_strcmp0 (operation, "deactivate") == 0 || g_strcmp0 (operation, "activate") == 0)
        sb_tree_set_truth (request, "Active", strcmp (operation, "activate") == 0);
    }
  return sb_books_write (books, entity, kind, request, options, error);
}

SbTree *
sb_practice_edit (SbPractice *practice, SbBooks *books, const char *entity_name, const char *id,
                  const char *operation, const SbTree *changes, GError **error)
{
  const SbEntity *entity = entity_name != NULL ? sb_entity_for_path (entity_name) : NULL;
  SbWriteOptions options = { .editor = SOMEONE, .allow_duplicate = TRUE };
  SbObject *object = NULL;
  SbTree *answer;

  if (entity == NULL)
    {
      sb_fault_set (error, 2000, "entity", "Invalid or unsupported object name : %s",
                    entity_name != NULL ? entity_name : "");
      return NULL;
    }
  if (id != NULL && (object = sb_books_read (books, entity, id, error)) == NULL)
    return NULL;
  if ((entity->flags & SB_ENTITY_SINGLE) != 0)
    answer = edit_single (books, entity, changes);
  else if (object != NULL && g_strcmp0 (operation, "merge") == 0)
    answer = merge_into (books, object, sb_tree_get_text (changes, "into"), &options, error);
  else if (object != NULL && g_strcmp0 (operation, "pay") == 0)
    answer = pay (books, object, changes, &options, error);
  else
    answer = change (books, entity, object, operation, changes, &options, error);
  if (answer != NULL)
    sb_practice_data_commit (practice->data, books, NULL, NULL, NULL);
  return answer;
}
