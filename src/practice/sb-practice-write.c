/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-write.h"

#include "sb-practice-document.h"
#include "sb-practice-members.h"
#include "sb-practice-references.h"

#include <string.h>

/* What a caller may send and QBO ignores. */
static const char *const read_only[] = {
  "Id",
  "SyncToken",
  "MetaData",
  "domain",
  "sparse",
  "status",
  "Balance",
  "BalanceWithJobs",
  "CurrentBalance",
  "CurrentBalanceWithSubAccounts",
  "UnappliedAmt",
  "HomeTotalAmt",
  "HomeBalance",
  "RemainingCredit",
  "Classification",
  "FullyQualifiedName",
  "Level",
  "AttachableRef",
  NULL,
};

SbObject *
sb_books_read (SbBooks *books, const SbEntity *entity, const char *id, GError **error)
{
  gint64 number;
  SbObject *object;

  if (!g_ascii_string_to_signed (id, 10, 0, G_MAXINT64, &number, NULL))
    {
      sb_fault_set (error, 2030, "Id", "Id should be a valid number. Supplied value:%s", id);
      return NULL;
    }
  object = sb_books_find_id (books, entity, number);
  if (object == NULL)
    sb_fault_set (error, 610, NULL,
                  "Object Not Found : Something you're trying to use has been made inactive. Check "
                  "the fields with "
                  "accounts, customers, items, vendors or employees.");
  return object;
}

static gboolean
check_token (SbObject *object, const SbTree *request, GError **error)
{
  const char *token = sb_tree_get_text (request, "SyncToken");
  gint64 number;
  const char *editor = object->editor != NULL ? object->editor : "Someone else";

  /* QuickBooks deletes an Attachable by its Id alone. */
  if (token == NULL && strcmp (object->entity->name, "Attachable") == 0)
    return TRUE;
  if (token == NULL)
    {
      sb_fault_set (error, 2020, "SyncToken",
                    "Required parameter SyncToken is missing in the request");
      return FALSE;
    }
  if (g_ascii_string_to_signed (token, 10, 0, G_MAXINT64, &number, NULL) && number == object->token)
    return TRUE;
  sb_fault_set (error, 5010, "",
                "Stale Object Error : You and %s were working on this at the same time. %s "
                "finished before you did, "
                "so your work was not saved.",
                editor, editor);
  return FALSE;
}

/* What a file or note is attached to is the point of an Attachable; elsewhere QBO keeps it. */
static gboolean
is_read_only (const SbEntity *entity, const char *name)
{
  if (strcmp (entity->name, "Attachable") == 0 && strcmp (name, "AttachableRef") == 0)
    return FALSE;
  return g_strv_contains (read_only, name);
}

static void
overlay (const SbEntity *entity, SbTree *body, const SbTree *request)
{
  for (guint i = 0; i < sb_tree_length (request); i++)
    {
      const char *name = sb_tree_nth_name (request, i);
      const SbTree *value = sb_tree_nth (request, i);

      if (!is_read_only (entity, name))
        sb_tree_set (body, name,
                     sb_tree_kind (value) == SB_TREE_NULL ? NULL : sb_tree_copy (value));
    }
}

/* Sparse: what is not sent stays. Full: what is not sent is emptied. Lines are always a set. */
static SbTree *
compose (const SbEntity *entity, SbObject *old, const SbTree *request)
{
  gboolean sparse = old != NULL && sb_tree_get_truth (request, "sparse");
  SbTree *body = sparse ? sb_tree_copy (sb_object_body (old)) : sb_tree_new_object ();

  overlay (entity, body, request);
  sb_tree_drop_blanks (body);
  if (sparse && sb_tree_get (request, "Line") == NULL
      && sb_tree_get (sb_object_body (old), "Line") != NULL)
    sb_tree_set (body, "Line", sb_tree_copy (sb_tree_get (sb_object_body (old), "Line")));
  if (old != NULL && sb_tree_get (request, "DueDate") == NULL
      && sb_tree_get (request, "SalesTermRef") != NULL)
    sb_tree_set (body, "DueDate", NULL);
  return body;
}

static gboolean
plan_allows (SbBooks *books, const SbEntity *entity)
{
  static const char *const payables[] = { "Bill", "BillPayment", "VendorCredit", NULL };

  if ((entity->flags & SB_ENTITY_PLUS) != 0 && !sb_books_has_plus (books))
    return FALSE;
  return strstr (sb_books_plan (books), "Simple Start") == NULL
         || !g_strv_contains (payables, entity->name);
}

static gboolean
check_allowed (SbBooks *books, const SbEntity *entity, SbWriteKind kind, const SbTree *request,
               const SbWriteOptions *options, GError **error)
{
  guint needed = kind == SB_WRITE_DELETE               ? SB_ENTITY_DELETE
                 : kind == SB_WRITE_VOID               ? SB_ENTITY_VOID
                 : sb_tree_get (request, "Id") != NULL ? SB_ENTITY_UPDATE
                                                       : SB_ENTITY_CREATE;

  if (options->trusted)
    return TRUE;
  if ((entity->flags & needed) == 0)
    {
      sb_fault_set (error, 500, NULL, "Operation %s on %s is not supported.",
                    kind == SB_WRITE_DELETE ? "delete"
                    : kind == SB_WRITE_VOID ? "void"
                                            : "write",
                    entity->name);
      return FALSE;
    }
  if (plan_allows (books, entity))
    return TRUE;
  sb_fault_set (
      error, 5020, NULL,
      "Permission Denied Error : Sorry, the subscription of this company (%s) does not include %s.",
      sb_books_plan (books), entity->name);
  return FALSE;
}

static gboolean
check_deposited (SbObject *object, GError **error)
{
  for (guint i = 0; object->linked_by != NULL && i < object->linked_by->len; i++)
    if (strcmp (g_array_index (object->linked_by, SbLink, i).object->entity->name, "Deposit") == 0
        && strcmp (object->entity->name, "Invoice") != 0)
      {
        sb_fault_set (error, 6540, NULL,
                      "The transaction is part of a deposit and cannot be changed. Change the "
                      "deposit first.");
        return FALSE;
      }
  return TRUE;
}

/* A second "make inactive" changes nothing, not even the SyncToken. */
static gboolean
is_idle_deactivation (SbObject *old, const SbTree *request)
{
  SbTree *active = sb_tree_get (request, "Active");

  return old != NULL && active != NULL && !sb_tree_truth (active) && !sb_object_is_active (old)
         && sb_tree_get_truth (request, "sparse") && sb_tree_length (request) <= 4;
}

static gboolean
prepare (SbBooks *books, SbWrite *write, GError **error)
{
  if ((write->entity->flags & SB_ENTITY_SINGLE) == 0 && !sb_references_check (books, write, error))
    return FALSE;
  return write->entity->prepare == NULL || write->entity->prepare (books, write, error);
}

static SbTree *
store (SbBooks *books, SbWrite *write, gint64 id)
{
  SbObject *object = write->old;

  if (object == NULL)
    {
      object = sb_books_new_object (books, write->entity);
      object->id = id;
    }
  sb_object_set_editor (object, write->editor);
  sb_books_put (books, object, g_steal_pointer (&write->body));
  return sb_object_render (books, object);
}

static SbTree *
save (SbBooks *books, const SbEntity *entity, const SbTree *request, const SbWriteOptions *options,
      GError **error)
{
  SbWrite write = { .entity = entity,
                    .request = (SbTree *) request,
                    .editor = options->editor,
                    .file_size = options->file_size,
                    .allow_duplicate = options->allow_duplicate,
                    .trusted = options->trusted };
  const char *id = sb_tree_get_text (request, "Id");
  gint64 given = 0;

  if (!sb_members_check (entity->name, request, error))
    return NULL;
  if (id != NULL && options->trusted)
    given = sb_tree_get_decimal (request, "Id", 0);
  else if (id != NULL)
    {
      write.old = sb_books_read (books, entity, id, error);
      if (write.old == NULL || !check_token (write.old, request, error)
          || !check_deposited (write.old, error))
        return NULL;
    }
  if (is_idle_deactivation (write.old, request))
    return sb_object_render (books, write.old);
  write.body = compose (entity, write.old, request);
  if (prepare (books, &write, error))
    return store (books, &write, given);
  sb_tree_free (write.body);
  return NULL;
}

static void
remove_link (SbTree *links, const SbObject *object)
{
  for (guint i = sb_tree_length (links); i > 0; i--)
    {
      SbTree *link = sb_tree_nth (links, i - 1);

      if (sb_tree_get_decimal (link, "TxnId", 0) == object->id
          && g_strcmp0 (sb_tree_get_text (link, "TxnType"), object->entity->name) == 0)
        sb_tree_remove_nth (links, i - 1);
    }
}

/* A line of a payment is nothing but its link; a line of a bill stays without it. */
static void
remove_links (SbTree *body, const SbObject *object, gboolean with_lines)
{
  SbTree *lines = sb_tree_get (body, "Line");

  remove_link (sb_tree_get (body, "LinkedTxn"), object);
  for (guint i = sb_tree_length (lines); i > 0; i--)
    {
      SbTree *links = sb_tree_get (sb_tree_nth (lines, i - 1), "LinkedTxn");
      guint before = sb_tree_length (links);

      remove_link (links, object);
      if (with_lines && sb_tree_length (links) < before)
        sb_tree_remove_nth (lines, i - 1);
    }
}

/* Documents that settled @object, or were made from it, no longer do; money becomes unapplied. */
static void
drop_settlements (SbBooks *books, SbObject *object)
{
  while (object->linked_by != NULL && object->linked_by->len > 0)
    {
      SbObject *other = g_array_index (object->linked_by, SbLink, 0).object;
      SbTree *body = sb_tree_copy (sb_object_body (other));
      guint before = object->linked_by->len;
      gboolean settles = g_str_has_suffix (other->entity->name, "Payment")
                         || strcmp (other->entity->name, "Deposit") == 0;

      remove_links (body, object, settles);
      sb_books_put (books, other, body);
      g_return_if_fail (object->linked_by->len < before);
    }
}

static SbTree *
remove_object (SbBooks *books, SbObject *object)
{
  SbTree *answer = sb_tree_new_object ();
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object->id);

  sb_tree_set_text (answer, "domain", "QBO");
  sb_tree_set_text (answer, "status", "Deleted");
  sb_tree_set_text (answer, "Id", id);
  drop_settlements (books, object);
  sb_books_delete (books, object);
  return answer;
}

static void
zero_lines (SbTree *lines)
{
  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      const char *type = sb_tree_get_text (line, "DetailType");
      SbTree *detail = type != NULL ? sb_tree_get (line, type) : NULL;

      sb_tree_set_int (line, "Amount", 0);
      if (detail != NULL && sb_tree_get (detail, "Qty") != NULL)
        sb_tree_set_int (detail, "Qty", 0);
      if (detail != NULL && sb_tree_get (detail, "DiscountPercent") != NULL)
        sb_tree_set_int (detail, "DiscountPercent", 0);
    }
}

static SbTree *
void_object (SbBooks *books, SbObject *object, const SbWriteOptions *options, GError **error)
{
  SbWrite write = { .entity = object->entity,
                    .old = object,
                    .editor = options->editor,
                    .voiding = TRUE,
                    .allow_duplicate = TRUE };
  const char *note = sb_tree_get_text (sb_object_body (object), "PrivateNote");
  g_autofree char *marked = note != NULL && note[0] != '\0' ? g_strconcat ("Voided - ", note, NULL)
                                                            : g_strdup ("Voided");
  g_autoptr (SbTree) empty = sb_tree_new_object ();
  gboolean settles = g_str_has_suffix (object->entity->name, "Payment");

  write.request = empty;
  write.body = sb_tree_copy (sb_object_body (object));
  if (settles)
    sb_tree_set (write.body, "Line", sb_tree_new_array ());
  else
    zero_lines (sb_tree_get (write.body, "Line"));
  sb_tree_set_int (write.body, "TotalAmt", 0);
  sb_tree_set (write.body, "TxnTaxDetail", NULL);
  sb_tree_set_text (write.body, "PrivateNote", marked);
  if (!prepare (books, &write, error))
    {
      sb_tree_free (write.body);
      return NULL;
    }
  drop_settlements (books, object);
  return store (books, &write, 0);
}

SbTree *
sb_books_write (SbBooks *books, const SbEntity *entity, SbWriteKind kind, const SbTree *request,
                const SbWriteOptions *options, GError **error)
{
  SbObject *object;
  const char *id = sb_tree_get_text (request, "Id");

  if (!check_allowed (books, entity, kind, request, options, error))
    return NULL;
  if (kind == SB_WRITE_SAVE)
    return save (books, entity, request, options, error);
  if (!sb_members_check (entity->name, request, error))
    return NULL;
  if (id == NULL)
    {
      sb_fault_set (error, 2020, "Id", "Required parameter Id is missing in the request");
      return NULL;
    }
  object = sb_books_read (books, entity, id, error);
  if (object == NULL || !check_token (object, request, error) || !check_deposited (object, error)
      || !sb_document_check_open (books, object->day, error))
    return NULL;
  return kind == SB_WRITE_DELETE ? remove_object (books, object)
                                 : void_object (books, object, options, error);
}
