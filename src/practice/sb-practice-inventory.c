/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-inventory.h"

#include "sb-practice-chart.h"
#include "sb-practice-references.h"

#include <string.h>

gboolean
sb_inventory_check_line (SbObject *item, const SbTree *detail, const SbWrite *write, GError **error)
{
  SbDay start;
  SbDay day;

  if (item == NULL || !sb_tree_get_truth (item->body, "TrackQtyOnHand") || write->voiding)
    return TRUE;
  if (sb_tree_get (detail, "Qty") == NULL)
    {
      sb_fault_set (error, 6520, "Line", "Tracked inventory item quantity missing : %s",
                    sb_object_name (item));
      return FALSE;
    }
  if (sb_day_parse (sb_tree_get_text (item->body, "InvStartDate"), &start, NULL)
      && sb_day_parse (sb_tree_get_text (write->body, "TxnDate"), &day, NULL) && day < start)
    {
      sb_fault_set (error, 6270, "TxnDate",
                    "Transaction date is prior to start date for inventory item");
      return FALSE;
    }
  return TRUE;
}

/* ---- first in, first out ---- */

typedef struct
{
  SbObject *txn;
  gint64 quantity; /* 10^-6; in positive, out negative */
  gint64 cents;    /* what it cost, when known; home currency */
  gboolean priced;
} Move;

typedef struct
{
  gint64 quantity; /* 10^-6, > 0 */
  gint64 cents;
} Layer;

typedef struct
{
  GArray *layers;     /* Layer, oldest first */
  gint64 short_of;    /* sold before it was there, 10^-6 */
  gint64 short_cents; /* what that was costed at */
  gint64 last_price;  /* cents per 1000 units */
  gint64 quantity;
  gint64 value;
} Stock;

static gint64
share_of (gint64 cents, gint64 part, gint64 whole)
{
  __int128 product = (__int128) cents * part;

  if (whole == 0)
    return 0;
  return (gint64) ((product >= 0 ? product + whole / 2 : product - whole / 2) / whole);
}

static gint64
at_last_price (const Stock *stock, gint64 quantity)
{
  return share_of (stock->last_price, quantity, 1000 * G_GINT64_CONSTANT (1000000));
}

/* Returns what is to be booked as cost: the difference on what had been sold too early. */
static gint64
stock_in (Stock *stock, gint64 quantity, gint64 cents)
{
  Layer layer = { quantity, cents };
  gint64 early = MIN (quantity, stock->short_of);
  gint64 cost = 0;

  if (quantity > 0)
    stock->last_price = share_of (cents, 1000 * G_GINT64_CONSTANT (1000000), quantity);
  if (early > 0)
    {
      gint64 real = share_of (cents, early, quantity);
      gint64 guessed = share_of (stock->short_cents, early, stock->short_of);

      cost = real - guessed;
      stock->short_of -= early;
      stock->short_cents -= guessed;
      layer.quantity -= early;
      layer.cents -= real;
    }
  if (layer.quantity > 0)
    g_array_append_val (stock->layers, layer);
  stock->quantity += quantity;
  stock->value += cents - cost;
  return cost;
}

static gint64
stock_out (Stock *stock, gint64 quantity)
{
  gint64 cost = 0;
  gint64 left = quantity;

  while (left > 0 && stock->layers->len > 0)
    {
      Layer *layer = &g_array_index (stock->layers, Layer, 0);
      gint64 part = MIN (left, layer->quantity);
      gint64 cents = share_of (layer->cents, part, layer->quantity);

      cost += cents;
      left -= part;
      layer->quantity -= part;
      layer->cents -= cents;
      if (layer->quantity == 0)
        g_array_remove_index (stock->layers, 0);
    }
  if (left > 0)
    {
      gint64 guessed = at_last_price (stock, left);

      stock->short_of += left;
      stock->short_cents += guessed;
      cost += guessed;
    }
  stock->quantity -= quantity;
  stock->value -= cost;
  return cost;
}

/* ---- which documents move an item ---- */

/* +1: the lines of this kind bring goods in; -1: they take goods out; 0: neither. */
static int
direction (const SbObject *txn)
{
  static const char *const in[] = { "Bill", "CreditMemo", "RefundReceipt", NULL };
  static const char *const out[] = { "Invoice", "SalesReceipt", "VendorCredit", NULL };

  if (strcmp (txn->entity->name, "Purchase") == 0)
    return sb_tree_get_truth (txn->body, "Credit") ? -1 : 1;
  return g_strv_contains (in, txn->entity->name)    ? 1
         : g_strv_contains (out, txn->entity->name) ? -1
                                                    : 0;
}

static SbObject *
line_item (SbBooks *books, const SbTree *line, SbTree **detail)
{
  const char *type = sb_tree_get_text (line, "DetailType");
  SbObject *item;

  *detail = type != NULL ? sb_tree_get (line, type) : NULL;
  item = sb_reference (books, *detail, "ItemRef");
  return item != NULL && sb_tree_get_truth (item->body, "TrackQtyOnHand") ? item : NULL;
}

static void
collect_moves (SbBooks *books, SbObject *txn, SbObject *item, GArray *moves)
{
  SbTree *lines = sb_tree_get (txn->body, "Line");
  int sign = direction (txn);

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbTree *detail;
      Move move = { .txn = txn };

      if (line_item (books, line, &detail) != item)
        continue;
      move.quantity = sign * sb_tree_get_decimal (detail, "Qty", 6);
      move.priced
          = strcmp (sb_tree_get_text (line, "DetailType"), "ItemBasedExpenseLineDetail") == 0;
      move.cents
          = sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), sb_exchange_rate (txn->body));
      if (move.quantity != 0)
        g_array_append_val (moves, move);
    }
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const Move *left = a;
  const Move *right = b;

  if (left->txn->day != right->txn->day)
    return left->txn->day < right->txn->day ? -1 : 1;
  if ((left->quantity > 0) != (right->quantity > 0))
    return left->quantity > 0 ? -1 : 1; /* of one day, goods come in first */
  return left->txn->id < right->txn->id ? -1 : left->txn->id > right->txn->id;
}

static GArray *
moves_of (SbBooks *books, SbObject *item)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (Move));
  Move start = { .txn = item, .priced = TRUE };

  start.quantity = sb_tree_get_decimal (item->body, "QtyOnHand", 6);
  start.cents
      = item->postings != NULL ? ((SbPosting *) g_ptr_array_index (item->postings, 0))->cents : 0;
  if (start.quantity > 0)
    g_array_append_val (moves, start);
  for (guint i = 0; item->uses != NULL && i < item->uses->len; i++)
    collect_moves (books, g_ptr_array_index (item->uses, i), item, moves);
  g_array_sort (moves, compare_moves);
  return moves;
}

/* What one move costs, to be booked on its document. */
static gint64
play_move (Stock *stock, const Move *move)
{
  gint64 cents;

  if (move->quantity < 0)
    return stock_out (stock, -move->quantity) - (move->priced ? move->cents : 0);
  if (move->priced)
    return stock_in (stock, move->quantity, move->cents);
  /* Goods that a customer gives back return at the last price. */
  cents = at_last_price (stock, move->quantity);
  return stock_in (stock, move->quantity, cents) - cents;
}

static void
recost_item (SbBooks *books, SbObject *item)
{
  g_autoptr (GArray) moves = moves_of (books, item);
  g_autoptr (GHashTable) costs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Stock stock = { .layers = g_array_new (FALSE, FALSE, sizeof (Layer)) };
  SbObject *asset = sb_reference (books, item->body, "AssetAccountRef");
  SbObject *expense = sb_reference (books, item->body, "ExpenseAccountRef");
  GHashTableIter all;
  gpointer txn;
  gpointer value;

  stock.last_price = sb_tree_get_decimal (item->body, "PurchaseCost", 5);
  for (guint i = 0; i < moves->len; i++)
    {
      Move *move = &g_array_index (moves, Move, i);
      gint64 cost = play_move (&stock, move);
      gint64 *sum = g_hash_table_lookup (costs, move->txn);

      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (costs, move->txn, sum);
        }
      *sum += cost;
    }
  g_hash_table_iter_init (&all, costs);
  while (g_hash_table_iter_next (&all, &txn, &value))
    if (txn != item)
      sb_books_set_cost (books, txn, item, expense, asset, *(gint64 *) value);
  if (item->quantity != stock.quantity)
    sb_books_touch (books, item, FALSE);
  item->quantity = stock.quantity;
  item->asset = stock.value;
  g_array_unref (stock.layers);
}

static void
unregister (SbObject *txn)
{
  for (guint i = 0; txn->moved != NULL && i < txn->moved->len; i++)
    {
      SbObject *item = g_ptr_array_index (txn->moved, i);

      g_ptr_array_remove (item->uses, txn);
    }
}

static void
register_moves (SbBooks *books, SbObject *txn)
{
  SbTree *lines = sb_tree_get (txn->body, "Line");

  g_clear_pointer (&txn->moved, g_ptr_array_unref);
  for (guint i = 0; direction (txn) != 0 && i < sb_tree_length (lines); i++)
    {
      SbTree *detail;
      SbObject *item = line_item (books, sb_tree_nth (lines, i), &detail);

      if (item == NULL || (txn->moved != NULL && g_ptr_array_find (txn->moved, item, NULL)))
        continue;
      if (txn->moved == NULL)
        txn->moved = g_ptr_array_new ();
      if (item->uses == NULL)
        item->uses = g_ptr_array_new ();
      g_ptr_array_add (txn->moved, item);
      g_ptr_array_add (item->uses, txn);
    }
}

void
sb_inventory_recost (SbBooks *books, SbObject *changed)
{
  g_autoptr (GPtrArray) before = NULL;

  if (strcmp (changed->entity->name, "Item") == 0)
    {
      if (sb_tree_get_truth (changed->body, "TrackQtyOnHand"))
        recost_item (books, changed);
      return;
    }
  if ((changed->entity->flags & SB_ENTITY_TXN) == 0)
    return;
  before = changed->moved != NULL ? g_ptr_array_ref (changed->moved) : NULL;
  unregister (changed);
  register_moves (books, changed);
  for (guint i = 0; before != NULL && i < before->len; i++)
    recost_item (books, g_ptr_array_index (before, i));
  for (guint i = 0; changed->moved != NULL && i < changed->moved->len; i++)
    recost_item (books, g_ptr_array_index (changed->moved, i));
}

void
sb_inventory_forget (SbBooks *books, SbObject *gone)
{
  unregister (gone);
  for (guint i = 0; gone->moved != NULL && i < gone->moved->len; i++)
    recost_item (books, g_ptr_array_index (gone->moved, i));
}

void
sb_inventory_recost_all (SbBooks *books)
{
  GPtrArray *items = sb_books_table (books, sb_entity_named ("Item"))->rows;

  for (guint i = 0; i < sb_entity_count (); i++)
    {
      GPtrArray *rows = sb_books_table (books, sb_entity_at (i))->rows;

      for (guint j = 0; (sb_entity_at (i)->flags & SB_ENTITY_TXN) != 0 && j < rows->len; j++)
        register_moves (books, g_ptr_array_index (rows, j));
    }
  for (guint i = 0; i < items->len; i++)
    if (sb_tree_get_truth (((SbObject *) g_ptr_array_index (items, i))->body, "TrackQtyOnHand"))
      recost_item (books, g_ptr_array_index (items, i));
}

void
sb_inventory_value (SbBooks *books, SbObject *item, SbDay day, gint64 *quantity, gint64 *value)
{
  g_autoptr (GArray) moves = moves_of (books, item);
  Stock stock = { .layers = g_array_new (FALSE, FALSE, sizeof (Layer)) };

  stock.last_price = sb_tree_get_decimal (item->body, "PurchaseCost", 5);
  for (guint i = 0; i < moves->len && g_array_index (moves, Move, i).txn->day <= day; i++)
    play_move (&stock, &g_array_index (moves, Move, i));
  *quantity = stock.quantity;
  *value = stock.value;
  g_array_unref (stock.layers);
}
