/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-books.h"

#include "sb-practice-document.h"
#include "sb-practice-effects.h"
#include "sb-practice-entities.h"
#include "sb-practice-facts.h"
#include "sb-practice-inventory.h"
#include "sb-practice-record.h"
#include "sb-practice-replay.h"

#include <string.h>

#define FIRST_ATTACHABLE G_GINT64_CONSTANT (5000000000000000001)

static void
object_free (SbObject *object)
{
  sb_effects_clear (object);
  g_clear_pointer (&object->linked_by, g_array_unref);
  g_clear_pointer (&object->ledger, g_sequence_free);
  g_clear_pointer (&object->documents, g_ptr_array_unref);
  g_clear_pointer (&object->uses, g_ptr_array_unref);
  g_clear_pointer (&object->moves, g_array_unref);
  g_clear_pointer (&object->stock, sb_stock_free);
  g_clear_pointer (&object->editor, g_ref_string_release);
  g_clear_pointer (&object->number, g_ref_string_release);
  sb_object_forget_body (object);
  g_slice_free (SbObject, object);
}

SbBooks *
sb_books_new (const char *realm, SbPracticeTime *time)
{
  SbBooks *books = g_new0 (SbBooks, 1);

  books->realm = g_strdup (realm);
  books->time = time;
  books->next_txn_id = 1;
  books->tables = g_new0 (SbTable, sb_entity_count ());
  for (guint i = 0; i < sb_entity_count (); i++)
    {
      books->tables[i].rows = g_ptr_array_new_with_free_func ((GDestroyNotify) object_free);
      books->tables[i].by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
      books->tables[i].by_update = g_sequence_new (NULL);
      books->tables[i].by_day = g_sequence_new (NULL);
      books->tables[i].deleted = g_array_new (FALSE, FALSE, sizeof (SbDeletion));
      books->tables[i].next_id = 1;
    }
  /* Newer kinds have Ids that are no whole number any more for who reads them as floating point. */
  sb_books_table (books, sb_entity_named ("Attachable"))->next_id = FIRST_ATTACHABLE;
  books->touched = g_ptr_array_new ();
  books->parsed = g_ptr_array_new ();
  books->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  books->numbers
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  books->replies = sb_replies_new ();
  books->system = g_hash_table_new (g_str_hash, g_str_equal);
  return books;
}

void
sb_books_free (SbBooks *books)
{
  if (books == NULL)
    return;
  g_hash_table_unref (books->names);
  g_hash_table_unref (books->numbers);
  g_hash_table_unref (books->replies);
  g_hash_table_unref (books->system);
  if (books->pending != NULL)
    g_string_free (books->pending, TRUE);
  for (guint i = 0; i < sb_entity_count (); i++)
    {
      g_hash_table_unref (books->tables[i].by_id);
      g_sequence_free (books->tables[i].by_update);
      g_sequence_free (books->tables[i].by_day);
      g_array_unref (books->tables[i].deleted);
      g_ptr_array_unref (books->tables[i].rows);
    }
  g_ptr_array_unref (books->touched);
  g_ptr_array_unref (books->parsed);
  g_free (books->tables);
  g_free (books->realm);
  g_free (books->seed);
  g_free (books->address);
  g_free (books);
}

gint64
sb_books_now (SbBooks *books)
{
  return books->moment > 0 ? books->moment : sb_practice_time_now (books->time);
}

SbTable *
sb_books_table (SbBooks *books, const SbEntity *entity)
{
  return &books->tables[sb_entity_index (entity)];
}

SbObject *
sb_books_find_id (SbBooks *books, const SbEntity *entity, gint64 id)
{
  return g_hash_table_lookup (sb_books_table (books, entity)->by_id, &id);
}

SbObject *
sb_books_find (SbBooks *books, const SbEntity *entity, const char *id)
{
  gint64 number;

  if (id == NULL || !g_ascii_string_to_signed (id, 10, 0, G_MAXINT64, &number, NULL))
    return NULL;
  return sb_books_find_id (books, entity, number);
}

/* ---- names and numbers ---- */

static char *
name_key (const char *space, const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  return g_strconcat (space, "\n", folded, NULL);
}

SbObject *
sb_books_find_name (SbBooks *books, const char *space, const char *name)
{
  g_autofree char *key = name_key (space, name);

  return g_hash_table_lookup (books->names, key);
}

static const char *
object_unique_name (const SbObject *object)
{
  const char *full = NULL;

  if (object->entity->name_space == NULL)
    return NULL;
  if (strcmp (object->entity->name_member, "Name") == 0)
    full = sb_tree_get_text (sb_object_body (object), "FullyQualifiedName");
  return full != NULL
             ? full
             : sb_tree_get_text (sb_object_body (object), object->entity->name_member);
}

static char *
number_key (const SbEntity *entity, const char *number)
{
  g_autofree char *folded = g_utf8_casefold (number, -1);

  return g_strconcat (entity->name, "\n", folded, NULL);
}

GPtrArray *
sb_books_find_number (SbBooks *books, const SbEntity *entity, const char *number)
{
  g_autofree char *key = number_key (entity, number);

  return g_hash_table_lookup (books->numbers, key);
}

static void
index_words (SbBooks *books, SbObject *object, gboolean add)
{
  const char *name = object_unique_name (object);
  const char *number = object->number;

  if (name != NULL)
    {
      g_autofree char *key = name_key (object->entity->name_space, name);

      if (add)
        g_hash_table_insert (books->names, g_steal_pointer (&key), object);
      else if (g_hash_table_lookup (books->names, key) == object)
        g_hash_table_remove (books->names, key);
    }
  if (number != NULL && number[0] != '\0')
    {
      g_autofree char *key = number_key (object->entity, number);
      GPtrArray *list = g_hash_table_lookup (books->numbers, key);

      if (add && list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (books->numbers, g_steal_pointer (&key), list);
        }
      if (add)
        g_ptr_array_add (list, object);
      else if (list != NULL)
        g_ptr_array_remove (list, object);
    }
}

/* ---- time of change ---- */

static int
compare_update (gconstpointer a, gconstpointer b, gpointer data)
{
  const SbObject *left = a;
  const SbObject *right = b;

  if (left->updated != right->updated)
    return left->updated < right->updated ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static int
compare_update_pointers (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_update (*(SbObject *const *) a, *(SbObject *const *) b, data);
}

/* What was changed last belongs at the end nearly always. */
static GSequenceIter *
insert_newest (GSequence *sequence, SbObject *object)
{
  GSequenceIter *end = g_sequence_get_end_iter (sequence);

  if (g_sequence_iter_is_begin (end)
      || compare_update (g_sequence_get (g_sequence_iter_prev (end)), object, NULL) < 0)
    return g_sequence_append (sequence, object);
  return g_sequence_insert_sorted (sequence, object, compare_update, NULL);
}

/* Tokens and times that a write changes beside its own object go into the data file as well. */
static void
note_touched (SbBooks *books, SbObject *object)
{
  if (object->touched || books->pending == NULL)
    return;
  object->touched = TRUE;
  g_ptr_array_add (books->touched, object);
}

void
sb_books_touch (SbBooks *books, SbObject *object, gboolean bump)
{
  SbTable *table = sb_books_table (books, object->entity);

  if (!books->loading)
    {
      object->updated = sb_books_now (books);
      if (bump)
        object->token++;
      note_touched (books, object);
    }
  if (books->replaying)
    return; /* put in order in the end */
  g_clear_pointer (&object->by_update, g_sequence_remove);
  object->by_update = insert_newest (table->by_update, object);
}

/* ---- day of a document, and whom it names ---- */

static int
compare_days (gconstpointer a, gconstpointer b, gpointer data)
{
  const SbObject *left = a;
  const SbObject *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

static void
index_day (SbBooks *books, SbObject *object, gboolean add)
{
  SbTable *table = sb_books_table (books, object->entity);

  g_clear_pointer (&object->by_day, g_sequence_remove);
  if (!add || (object->entity->flags & SB_ENTITY_TXN) == 0)
    return;
  if (books->replaying)
    object->by_day = g_sequence_append (table->by_day, object);
  else
    object->by_day = g_sequence_insert_sorted (table->by_day, object, compare_days, NULL);
}

void
sb_object_set_number (SbObject *object, const char *number)
{
  g_clear_pointer (&object->number, g_ref_string_release);
  if (number != NULL && number[0] != '\0')
    object->number = g_ref_string_new (number);
}

void
sb_object_set_party (SbObject *object, SbObject *party)
{
  if (object->party == party)
    return;
  if (object->party != NULL)
    g_ptr_array_remove (object->party->documents, object);
  object->party = party;
  if (party == NULL)
    return;
  if (party->documents == NULL)
    party->documents = g_ptr_array_new ();
  g_ptr_array_add (party->documents, object);
}

void
sb_books_apply (SbBooks *books, SbObject *object, const char *facts)
{
  if (facts == NULL && (object->entity->flags & SB_ENTITY_TXN) != 0)
    sb_object_set_party (object, sb_document_party (books, object));
  if (facts == NULL && object->entity->post != NULL)
    object->entity->post (books, object);
  if (facts != NULL && !sb_facts_read_effects (books, object, facts))
    g_critical ("%s %" G_GINT64_FORMAT " does not say what it posts", object->entity->name,
                object->id);
  sb_effects_post (books, object);
  for (guint i = 0; object->links != NULL && i < object->links->len; i++)
    if (!books->loading)
      sb_books_touch (books, g_array_index (object->links, SbLink, i).object, TRUE);
}

/* ---- putting and deleting ---- */

SbObject *
sb_books_new_object (SbBooks *books, const SbEntity *entity)
{
  SbObject *object = g_slice_new0 (SbObject);

  object->entity = entity;
  object->books = books;
  object->day = SB_DAY_NONE;
  return object;
}

static void
object_read_facts (SbObject *object)
{
  const SbTree *body = sb_object_body (object);
  const char *day = sb_tree_get_text (body, "TxnDate");

  object->day = SB_DAY_NONE;
  if (day != NULL)
    sb_day_parse (day, &object->day, NULL);
  object->total = sb_tree_get_decimal (body, "TotalAmt", 2);
  sb_object_set_number (object, sb_tree_get_text (body, "DocNumber"));
}

/* Everything that finds the object by what it says. */
static void
index_object (SbBooks *books, SbObject *object, const char *facts)
{
  if (facts == NULL || !sb_facts_read_head (books, object, facts))
    object_read_facts (object);
  index_words (books, object, TRUE);
  index_day (books, object, TRUE);
}

void
sb_books_insert (SbBooks *books, SbObject *object, const char *facts)
{
  SbTable *table = sb_books_table (books, object->entity);
  gboolean txn = (object->entity->flags & SB_ENTITY_TXN) != 0;
  gint64 *next = txn ? &books->next_txn_id : &table->next_id;

  if (object->id == 0)
    object->id = *next;
  *next = MAX (*next, object->id + 1);
  object->stored = TRUE;
  g_ptr_array_add (table->rows, object);
  g_hash_table_insert (table->by_id, &object->id, object);
  index_object (books, object, facts);
  if (object->created == 0)
    object->created = sb_books_now (books);
  sb_books_touch (books, object, FALSE);
}

void
sb_books_withdraw (SbBooks *books, SbObject *object)
{
  sb_effects_withdraw (books, object);
  sb_object_set_party (object, NULL);
  index_words (books, object, FALSE);
  index_day (books, object, FALSE);
}

void
sb_books_reinstate (SbBooks *books, SbObject *object, const char *facts)
{
  index_object (books, object, facts);
  sb_books_touch (books, object, TRUE);
}

void
sb_object_set_editor (SbObject *object, const char *name)
{
  g_clear_pointer (&object->editor, g_ref_string_release);
  object->editor = name != NULL ? g_ref_string_new_intern (name) : NULL;
}

void
sb_books_put (SbBooks *books, SbObject *object, SbTree *body)
{
  if (object->stored)
    {
      sb_books_withdraw (books, object);
      sb_object_set_body (object, body);
      sb_books_reinstate (books, object, NULL);
    }
  else
    {
      sb_object_set_body (object, body);
      sb_books_insert (books, object, NULL);
    }
  sb_books_apply (books, object, NULL);
  sb_inventory_recost (books, object);
  sb_record_object (books, object);
}

/* ---- after loading ---- */

static void
settle_table (SbTable *table, gboolean txn)
{
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (table->rows->len);

  for (guint i = 0; i < table->rows->len; i++)
    {
      SbObject *object = g_ptr_array_index (table->rows, i);

      g_ptr_array_add (order, object);
      if (object->ledger != NULL)
        sb_effects_sort (object);
    }
  g_ptr_array_sort_with_data (order, compare_update_pointers, NULL);
  for (guint i = 0; i < order->len; i++)
    {
      SbObject *object = g_ptr_array_index (order, i);

      g_clear_pointer (&object->by_update, g_sequence_remove);
      object->by_update = g_sequence_append (table->by_update, object);
    }
  if (txn)
    g_sequence_sort (table->by_day, compare_days, NULL);
}

void
sb_books_settle (SbBooks *books)
{
  books->replaying = FALSE;
  for (guint i = 0; i < sb_entity_count (); i++)
    settle_table (&books->tables[i], (sb_entity_at (i)->flags & SB_ENTITY_TXN) != 0);
  books->loading = TRUE; /* costing anew is no change */
  sb_inventory_recost_all (books);
  books->loading = FALSE;
}

void
sb_books_note_deletion (SbBooks *books, const SbEntity *entity, gint64 id, gint64 at)
{
  SbDeletion deletion = { id, at };

  g_array_append_val (sb_books_table (books, entity)->deleted, deletion);
}

static guint
row_index (const SbTable *table, const SbObject *object)
{
  guint low = 0;
  guint high = table->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const SbObject *at = g_ptr_array_index (table->rows, middle);

      if (at->id < object->id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
sb_books_delete (SbBooks *books, SbObject *object)
{
  SbTable *table = sb_books_table (books, object->entity);

  sb_record_deletion (books, object);
  sb_books_withdraw (books, object);
  sb_inventory_forget (books, object);
  if (object->touched)
    g_ptr_array_remove_fast (books->touched, object);
  g_clear_pointer (&object->by_update, g_sequence_remove);
  g_hash_table_remove (table->by_id, &object->id);
  sb_books_note_deletion (books, object->entity, object->id, sb_books_now (books));
  g_ptr_array_remove_index (table->rows, row_index (table, object));
}
