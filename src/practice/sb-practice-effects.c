/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Double entry behind the documents: postings in the ledgers, and what settles what. */
#include "sb-practice-effects.h"

#include "sb-practice-entities.h"

#include <string.h>

void
sb_effects_clear (SbObject *object)
{
  g_clear_pointer (&object->postings, g_ptr_array_unref);
  g_clear_pointer (&object->links, g_array_unref);
}

static int
compare_posting (gconstpointer a, gconstpointer b, gpointer data)
{
  const SbPosting *left = a;
  const SbPosting *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  if (left->id != right->id)
    return left->id < right->id ? -1 : 1;
  return left->index < right->index ? -1 : left->index > right->index;
}

static void
posting_free (gpointer data)
{
  SbPosting *posting = data;

  g_clear_pointer (&posting->memo, g_ref_string_release);
  g_slice_free (SbPosting, posting);
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
  posting->day = txn->day;
  posting->id = txn->id;
  posting->account = account;
  posting->party = party;
  posting->cents = cents;
  posting->memo = memo != NULL && memo[0] != '\0' ? g_ref_string_new_intern (memo) : NULL;
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

gboolean
sb_posting_counts_for_party (const SbPosting *posting)
{
  const char *type = sb_tree_get_text (sb_object_body (posting->account), "AccountType");

  return posting->party != NULL && type != NULL && g_str_has_prefix (type, "Accounts ");
}

static void
post_one (SbBooks *books, SbPosting *posting)
{
  SbObject *account = posting->account;

  if (account->ledger == NULL)
    account->ledger = g_sequence_new (NULL);
  posting->row = books->replaying
                     ? g_sequence_append (account->ledger, posting)
                     : g_sequence_insert_sorted (account->ledger, posting, compare_posting, NULL);
  account->balance += posting->cents;
  sb_books_touch (books, account, FALSE);
  if (sb_posting_counts_for_party (posting))
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
  if (sb_posting_counts_for_party (posting))
    {
      posting->party->balance -= party_sign (posting->party) * posting->cents;
      sb_books_touch (books, posting->party, FALSE);
    }
}

void
sb_effects_post (SbBooks *books, SbObject *object)
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

void
sb_effects_withdraw (SbBooks *books, SbObject *object)
{
  for (guint i = 0; object->postings != NULL && i < object->postings->len; i++)
    unpost_one (books, g_ptr_array_index (object->postings, i));
  drop_back_links (books, object);
  sb_effects_clear (object);
}

void
sb_effects_sort (SbObject *account)
{
  g_sequence_sort (account->ledger, compare_posting, NULL);
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

  if (strcmp (object->entity->name, "JournalEntry") == 0
      || strcmp (object->entity->name, "Purchase") == 0
      || strcmp (object->entity->name, "Deposit") == 0)
    {
      whole = 0;
      for (guint i = 0; object->postings != NULL && i < object->postings->len; i++)
        {
          SbPosting *posting = g_ptr_array_index (object->postings, i);

          if (posting->party == party && sb_posting_counts_for_party (posting))
            whole += posting->cents;
        }
      whole = ABS (whole);
    }
  return whole - sb_books_linked (object, except);
}
