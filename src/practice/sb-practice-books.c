/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-books.h"

#include "sb-practice-entities.h"
#include "sb-practice-inventory.h"
#include "sb-practice-replay.h"

#include <string.h>

#define FIRST_ATTACHABLE G_GINT64_CONSTANT (5000000000000000001)

static void
object_clear_effects (SbObject *object)
{
  g_clear_pointer (&object->postings, g_ptr_array_unref);
  g_clear_pointer (&object->links, g_array_unref);
}

static void
object_free (SbObject *object)
{
  object_clear_effects (object);
  g_clear_pointer (&object->linked_by, g_array_unref);
  g_clear_pointer (&object->ledger, g_sequence_free);
  g_clear_pointer (&object->uses, g_ptr_array_unref);
  g_clear_pointer (&object->moved, g_ptr_array_unref);
  sb_tree_free (object->body);
  g_free (object->editor);
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
      books->tables[i].deleted = g_array_new (FALSE, FALSE, sizeof (SbDeletion));
      books->tables[i].next_id = 1;
    }
  /* Newer kinds have Ids that are no whole number any more for who reads them as floating point. */
  sb_books_table (books, sb_entity_named ("Attachable"))->next_id = FIRST_ATTACHABLE;
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
      g_array_unref (books->tables[i].deleted);
      g_ptr_array_unref (books->tables[i].rows);
    }
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
    full = sb_tree_get_text (object->body, "FullyQualifiedName");
  return full != NULL ? full : sb_tree_get_text (object->body, object->entity->name_member);
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
  const char *number = sb_tree_get_text (object->body, "DocNumber");

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

void
sb_books_touch (SbBooks *books, SbObject *object, gboolean bump)
{
  SbTable *table = sb_books_table (books, object->entity);

  if (!books->loading)
    {
      object->updated = sb_books_now (books);
      if (bump)
        object->token++;
    }
  g_clear_pointer (&object->by_update, g_sequence_remove);
  object->by_update = g_sequence_insert_sorted (table->by_update, object, compare_update, NULL);
}

/* ---- effects: postings and links ---- */

static int
compare_posting (gconstpointer a, gconstpointer b, gpointer data)
{
  const SbPosting *left = a;
  const SbPosting *right = b;

  if (left->txn->day != right->txn->day)
    return left->txn->day < right->txn->day ? -1 : 1;
  if (left->txn->id != right->txn->id)
    return left->txn->id < right->txn->id ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static void
posting_free (gpointer data)
{
  g_slice_free (SbPosting, data);
}

void
sb_books_post (SbObject *txn, SbObject *account, SbObject *party, gint64 cents, const char *memo)
{
  SbPosting *posting;

  g_return_if_fail (account != NULL);

  if (cents == 0)
    return;
  if (txn->postings == NULL)
    txn->postings = g_ptr_array_new_with_free_func (posting_free);
  posting = g_slice_new0 (SbPosting);
  posting->txn = txn;
  posting->account = account;
  posting->party = party;
  posting->cents = cents;
  posting->memo = memo;
  posting->index = txn->postings->len;
  g_ptr_array_add (txn->postings, posting);
}

void
sb_books_link (SbObject *txn, SbObject *target, gint64 cents)
{
  SbLink link = { target, cents };
  SbLink back = { txn, cents };

  if (txn->links == NULL)
    txn->links = g_array_new (FALSE, FALSE, sizeof (SbLink));
  if (target->linked_by == NULL)
    target->linked_by = g_array_new (FALSE, FALSE, sizeof (SbLink));
  g_array_append_val (txn->links, link);
  g_array_append_val (target->linked_by, back);
}

static gint64
party_sign (const SbObject *party)
{
  return strcmp (party->entity->name, "Vendor") == 0 ? -1 : 1;
}

static gboolean
counts_for_party (const SbPosting *posting)
{
  const char *type = sb_tree_get_text (posting->account->body, "AccountType");

  return posting->party != NULL && type != NULL && g_str_has_prefix (type, "Accounts ");
}

static void
post_one (SbBooks *books, SbPosting *posting)
{
  SbObject *account = posting->account;

  if (account->ledger == NULL)
    account->ledger = g_sequence_new (NULL);
  posting->row = g_sequence_insert_sorted (account->ledger, posting, compare_posting, NULL);
  account->balance += posting->cents;
  sb_books_touch (books, account, FALSE);
  if (counts_for_party (posting))
    {
      posting->party->balance += party_sign (posting->party) * posting->cents;
      sb_books_touch (books, posting->party, FALSE);
    }
}

static void
unpost_one (SbBooks *books, SbPosting *posting)
{
  g_clear_pointer (&posting->row, g_sequence_remove);
  posting->account->balance -= posting->cents;
  sb_books_touch (books, posting->account, FALSE);
  if (counts_for_party (posting))
    {
      posting->party->balance -= party_sign (posting->party) * posting->cents;
      sb_books_touch (books, posting->party, FALSE);
    }
}

static void
post_to_ledgers (SbBooks *books, SbObject *object)
{
  gint64 sum = 0;

  for (guint i = 0; object->postings != NULL && i < object->postings->len; i++)
    {
      SbPosting *posting = g_ptr_array_index (object->postings, i);

      post_one (books, posting);
      sum += posting->cents;
    }
  if (sum != 0)
    g_critical ("%s %" G_GINT64_FORMAT " does not balance", object->entity->name, object->id);
}

static gint64
cost_so_far (const SbObject *txn, const SbObject *item)
{
  gint64 sum = 0;

  for (guint i = 0; txn->postings != NULL && i < txn->postings->len; i++)
    {
      const SbPosting *posting = g_ptr_array_index (txn->postings, i);

      if (posting->item == item)
        sum += MAX (posting->cents, 0);
    }
  return sum;
}

static void
add_cost (SbBooks *books, SbObject *txn, SbObject *item, SbObject *account, gint64 cents)
{
  SbPosting *posting;

  sb_books_post (txn, account, NULL, cents, NULL);
  posting = g_ptr_array_index (txn->postings, txn->postings->len - 1);
  posting->item = item;
  post_one (books, posting);
}

void
sb_books_set_cost (SbBooks *books, SbObject *txn, SbObject *item, SbObject *cost_account,
                   SbObject *asset, gint64 cents)
{
  if (cost_so_far (txn, item) == ABS (cents))
    return;
  for (guint i = txn->postings != NULL ? txn->postings->len : 0; i > 0; i--)
    {
      SbPosting *posting = g_ptr_array_index (txn->postings, i - 1);

      if (posting->item == item)
        {
          unpost_one (books, posting);
          g_ptr_array_remove_index (txn->postings, i - 1);
        }
    }
  if (cents == 0)
    return;
  add_cost (books, txn, item, cost_account, cents);
  add_cost (books, txn, item, asset, -cents);
}

void
sb_books_apply (SbBooks *books, SbObject *object)
{
  if (object->entity->post == NULL)
    return;
  object->entity->post (books, object);
  post_to_ledgers (books, object);
  for (guint i = 0; object->links != NULL && i < object->links->len; i++)
    if (!books->loading)
      sb_books_touch (books, g_array_index (object->links, SbLink, i).object, TRUE);
}

static void
drop_back_links (SbBooks *books, SbObject *object)
{
  for (guint i = 0; object->links != NULL && i < object->links->len; i++)
    {
      SbObject *target = g_array_index (object->links, SbLink, i).object;

      for (guint j = target->linked_by->len; j > 0; j--)
        if (g_array_index (target->linked_by, SbLink, j - 1).object == object)
          g_array_remove_index (target->linked_by, j - 1);
      sb_books_touch (books, target, TRUE);
    }
}

static void
unapply (SbBooks *books, SbObject *object)
{
  for (guint i = 0; object->postings != NULL && i < object->postings->len; i++)
    unpost_one (books, g_ptr_array_index (object->postings, i));
  drop_back_links (books, object);
  object_clear_effects (object);
}

/* ---- putting and deleting ---- */

SbObject *
sb_books_new_object (SbBooks *books, const SbEntity *entity)
{
  SbObject *object = g_slice_new0 (SbObject);

  object->entity = entity;
  object->day = SB_DAY_NONE;
  return object;
}

static void
object_read_facts (SbObject *object)
{
  const char *day = sb_tree_get_text (object->body, "TxnDate");

  object->day = SB_DAY_NONE;
  if (day != NULL)
    sb_day_parse (day, &object->day, NULL);
  object->total = sb_tree_get_decimal (object->body, "TotalAmt", 2);
}

void
sb_books_insert (SbBooks *books, SbObject *object, SbTree *body)
{
  SbTable *table = sb_books_table (books, object->entity);
  gboolean txn = (object->entity->flags & SB_ENTITY_TXN) != 0;
  gint64 *next = txn ? &books->next_txn_id : &table->next_id;

  if (object->id == 0)
    object->id = *next;
  *next = MAX (*next, object->id + 1);
  object->body = body;
  object_read_facts (object);
  g_ptr_array_add (table->rows, object);
  g_hash_table_insert (table->by_id, &object->id, object);
  index_words (books, object, TRUE);
  if (object->created == 0)
    object->created = sb_books_now (books);
  sb_books_touch (books, object, FALSE);
}

void
sb_object_write_record (SbObject *object, GString *out)
{
  g_autoptr (SbTree) editor = sb_tree_new_string (object->editor);

  g_string_append_printf (out,
                          "{\"e\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"tok\":%" G_GINT64_FORMAT
                          ",\"ct\":%" G_GINT64_FORMAT ",\"ut\":%" G_GINT64_FORMAT ",\"by\":",
                          object->entity->name, object->id, object->token, object->created,
                          object->updated);
  sb_tree_write (editor, out);
  g_string_append (out, ",\"body\":");
  sb_tree_write (object->body, out);
  g_string_append_c (out, '}');
}

static void
record (SbBooks *books, SbObject *object, gboolean gone)
{
  if (books->pending == NULL)
    return;
  if (books->pending->len > 0)
    g_string_append_c (books->pending, ',');
  if (gone)
    g_string_append_printf (
        books->pending, "{\"e\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"gone\":%" G_GINT64_FORMAT "}",
        object->entity->name, object->id, sb_books_now (books));
  else
    sb_object_write_record (object, books->pending);
}

void
sb_books_put (SbBooks *books, SbObject *object, SbTree *body)
{
  if (object->body == NULL)
    sb_books_insert (books, object, body);
  else
    {
      unapply (books, object);
      index_words (books, object, FALSE);
      sb_tree_free (object->body);
      object->body = body;
      object_read_facts (object);
      index_words (books, object, TRUE);
      sb_books_touch (books, object, TRUE);
    }
  record (books, object, FALSE);
  sb_books_apply (books, object);
  sb_inventory_recost (books, object);
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

  record (books, object, TRUE);
  unapply (books, object);
  sb_inventory_forget (books, object);
  index_words (books, object, FALSE);
  g_clear_pointer (&object->by_update, g_sequence_remove);
  g_hash_table_remove (table->by_id, &object->id);
  sb_books_note_deletion (books, object->entity, object->id, sb_books_now (books));
  g_ptr_array_remove_index (table->rows, row_index (table, object));
}

/* ---- what is open ---- */

gint64
sb_books_linked (const SbObject *object, const SbObject *except)
{
  gint64 sum = 0;

  for (guint i = 0; object->linked_by != NULL && i < object->linked_by->len; i++)
    {
      SbLink *link = &g_array_index (object->linked_by, SbLink, i);

      if (link->object != except)
        sum += link->cents;
    }
  return sum;
}

gint64
sb_books_open (SbBooks *books, SbObject *object, SbObject *party, SbObject *except)
{
  gint64 whole = object->total;

  if (strcmp (object->entity->name, "JournalEntry") == 0)
    {
      whole = 0;
      for (guint i = 0; object->postings != NULL && i < object->postings->len; i++)
        {
          SbPosting *posting = g_ptr_array_index (object->postings, i);

          if (posting->party == party && counts_for_party (posting))
            whole += posting->cents;
        }
      whole = ABS (whole);
    }
  return whole - sb_books_linked (object, except);
}
