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

  if (item == NULL || !sb_tree_get_truth (sb_object_body (item), "TrackQtyOnHand")
      || write->voiding)
    return TRUE;
  if (sb_tree_get (detail, "Qty") == NULL)
    {
      sb_fault_set (error, 6520, "Line", "Tracked inventory item quantity missing : %s",
                    sb_object_name (item));
      return FALSE;
    }
  if (sb_day_parse (sb_tree_get_text (sb_object_body (item), "InvStartDate"), &start, NULL)
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
  SbMove move;
} Move;

typedef struct
{
  gint64 quantity; /* 10^-6, > 0 */
  gint64 cents;
} Layer;

/* Where an item's stock stands after its last move. */
struct _SbStock
{
  GArray *layers;     /* Layer, oldest first */
  gint64 short_of;    /* sold before it was there, 10^-6 */
  gint64 short_cents; /* what that was costed at */
  gint64 last_price;  /* cents per 1000 units */
  gint64 quantity;
  gint64 value;
  SbDay last_day; /* of the last move */
  gint64 last_id; /* of its document */
};
typedef struct _SbStock Stock;

static Stock *
stock_new (const SbObject *item)
{
  Stock *stock = g_new0 (Stock, 1);

  stock->layers = g_array_new (FALSE, FALSE, sizeof (Layer));
  stock->last_price = sb_tree_get_decimal (sb_object_body (item), "PurchaseCost", 5);
  stock->last_day = SB_DAY_NONE;
  return stock;
}

void
sb_stock_free (Stock *stock)
{
  if (stock == NULL)
    return;
  g_array_unref (stock->layers);
  g_free (stock);
}

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
  static const char *const in[]
      = { "Bill", "CreditMemo", "RefundReceipt", "InventoryAdjustment", NULL };
  static const char *const out[] = { "Invoice", "SalesReceipt", "VendorCredit", NULL };

  if (strcmp (txn->entity->name, "Purchase") == 0)
    return sb_tree_get_truth (sb_object_body (txn), "Credit") ? -1 : 1;
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
  return item != NULL && sb_tree_get_truth (sb_object_body (item), "TrackQtyOnHand") ? item : NULL;
}

static void
collect_moves (SbObject *txn, const SbObject *item, GArray *moves)
{
  for (guint i = 0; txn->moves != NULL && i < txn->moves->len; i++)
    {
      Move move = { txn, g_array_index (txn->moves, SbMove, i) };

      if (move.move.item == item)
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
  if ((left->move.quantity > 0) != (right->move.quantity > 0))
    return left->move.quantity > 0 ? -1 : 1; /* of one day, goods come in first */
  return left->txn->id < right->txn->id ? -1 : left->txn->id > right->txn->id;
}

static GArray *
moves_of (SbObject *item)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (Move));
  Move start = { item, { .item = item, .priced = TRUE } };

  start.move.quantity = sb_tree_get_decimal (sb_object_body (item), "QtyOnHand", 6);
  start.move.cents
      = item->postings != NULL ? ((SbPosting *) g_ptr_array_index (item->postings, 0))->cents : 0;
  if (start.move.quantity > 0)
    g_array_append_val (moves, start);
  for (guint i = 0; item->uses != NULL && i < item->uses->len; i++)
    collect_moves (g_ptr_array_index (item->uses, i), item, moves);
  g_array_sort (moves, compare_moves);
  return moves;
}

/* What one move costs, to be booked on its document. */
static gint64
play_move (Stock *stock, const Move *at)
{
  const SbMove *move = &at->move;
  gint64 cents;

  stock->last_day = at->txn->day;
  stock->last_id = at->txn->id;
  if (move->quantity < 0)
    return stock_out (stock, -move->quantity) - (move->priced ? move->cents : 0);
  if (move->priced)
    return stock_in (stock, move->quantity, move->cents);
  /* Goods that a customer gives back return at the last price. */
  cents = at_last_price (stock, move->quantity);
  return stock_in (stock, move->quantity, cents) - cents;
}

static void
book_cost (SbBooks *books, SbObject *item, SbObject *txn, gint64 cents)
{
  gboolean adjusts = strcmp (txn->entity->name, "InventoryAdjustment") == 0;
  SbObject *against
      = adjusts ? sb_reference (books, sb_object_body (txn), "AdjustAccountRef")
                : sb_reference (books, sb_object_body (item), "ExpenseAccountRef");

  if (txn != item)
    sb_books_set_cost (books, txn, item, against,
                       sb_reference (books, sb_object_body (item), "AssetAccountRef"), cents);
}

/* Keeps @stock (transfer full) as where the item stands. */
static void
keep_stock (SbBooks *books, SbObject *item, Stock *stock)
{
  if (item->quantity != stock->quantity)
    sb_books_touch (books, item, FALSE);
  item->quantity = stock->quantity;
  item->asset = stock->value;
  if (item->stock != stock)
    sb_stock_free (item->stock);
  item->stock = stock;
}

static void
recost_item (SbBooks *books, SbObject *item)
{
  g_autoptr (GArray) moves = moves_of (item);
  g_autoptr (GHashTable) costs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Stock *stock = stock_new (item);
  GHashTableIter all;
  gpointer txn;
  gpointer value;

  for (guint i = 0; i < moves->len; i++)
    {
      Move *move = &g_array_index (moves, Move, i);
      gint64 cost = play_move (stock, move);
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
    book_cost (books, item, txn, *(gint64 *) value);
  keep_stock (books, item, stock);
}

/* A document later than all others of the item only goes on from where the stock stands. FALSE: it
 * is not later. */
static gboolean
append_moves (SbBooks *books, SbObject *item, SbObject *txn)
{
  g_autoptr (GArray) moves = NULL;
  Stock *stock = item->stock;
  gint64 cost = 0;

  if (stock == NULL || txn->day <= stock->last_day)
    {
      gboolean same_day = stock != NULL && txn->day == stock->last_day && txn->id > stock->last_id;

      /* Of one day, goods come in first: only what goes out can follow. */
      for (guint i = 0; same_day && i < txn->moves->len; i++)
        same_day = g_array_index (txn->moves, SbMove, i).quantity < 0;
      if (!same_day)
        return FALSE;
    }
  moves = g_array_new (FALSE, FALSE, sizeof (Move));
  collect_moves (txn, item, moves);
  g_array_sort (moves, compare_moves);
  for (guint i = 0; i < moves->len; i++)
    cost += play_move (stock, &g_array_index (moves, Move, i));
  book_cost (books, item, txn, cost);
  if (moves->len > 0)
    sb_books_touch (books, item, FALSE);
  keep_stock (books, item, stock);
  return TRUE;
}

/* ---- which items a document moves ---- */

static gboolean
uses_item (const SbObject *txn, const SbObject *item)
{
  for (guint i = 0; txn->moves != NULL && i < txn->moves->len; i++)
    if (g_array_index (txn->moves, SbMove, i).item == item)
      return TRUE;
  return FALSE;
}

void
sb_inventory_add_move (SbObject *txn, const SbMove *move)
{
  if (move->item->uses == NULL)
    move->item->uses = g_ptr_array_new ();
  if (!uses_item (txn, move->item))
    g_ptr_array_add (move->item->uses, txn);
  if (txn->moves == NULL)
    txn->moves = g_array_new (FALSE, FALSE, sizeof (SbMove));
  g_array_append_val (txn->moves, *move);
}

/* (element-type SbObject) (transfer container) (nullable): the items that @txn moved until now */
static GPtrArray *
unregister (SbObject *txn)
{
  GPtrArray *items;

  if (txn->moves == NULL)
    return NULL;
  items = g_ptr_array_new ();
  for (guint i = 0; i < txn->moves->len; i++)
    {
      SbObject *item = g_array_index (txn->moves, SbMove, i).item;

      if (g_ptr_array_find (items, item, NULL))
        continue;
      g_ptr_array_remove (item->uses, txn);
      g_ptr_array_add (items, item);
    }
  g_clear_pointer (&txn->moves, g_array_unref);
  return items;
}

static void
register_moves (SbBooks *books, SbObject *txn)
{
  SbTree *lines = direction (txn) != 0 ? sb_tree_get (sb_object_body (txn), "Line") : NULL;
  gint64 rate = sb_exchange_rate (sb_object_body (txn));

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      SbTree *detail;
      SbMove move = { .item = line_item (books, line, &detail) };
      const char *type = sb_tree_get_text (line, "DetailType");

      if (move.item == NULL)
        continue;
      if (strcmp (type, "ItemAdjustmentLineDetail") == 0)
        move.quantity = sb_tree_get_decimal (detail, "QtyDiff", 6);
      else
        move.quantity = direction (txn) * sb_tree_get_decimal (detail, "Qty", 6);
      move.priced = strcmp (type, "ItemBasedExpenseLineDetail") == 0;
      move.cents = sb_home_cents (sb_tree_get_decimal (line, "Amount", 2), rate);
      if (move.quantity != 0)
        sb_inventory_add_move (txn, &move);
    }
}

/* The items that @txn moves now, and each only once. */
static void
cost_moves (SbBooks *books, SbObject *txn, gboolean fresh)
{
  for (guint i = 0; txn->moves != NULL && i < txn->moves->len; i++)
    {
      SbObject *item = g_array_index (txn->moves, SbMove, i).item;
      gboolean before = FALSE;

      for (guint j = 0; j < i && !before; j++)
        before = g_array_index (txn->moves, SbMove, j).item == item;
      if (!before && (!fresh || !append_moves (books, item, txn)))
        recost_item (books, item);
    }
}

void
sb_inventory_recost (SbBooks *books, SbObject *changed)
{
  g_autoptr (GPtrArray) before = NULL;

  if (books->replaying)
    return;
  if (strcmp (changed->entity->name, "Item") == 0)
    {
      if (sb_tree_get_truth (sb_object_body (changed), "TrackQtyOnHand"))
        recost_item (books, changed);
      return;
    }
  if ((changed->entity->flags & SB_ENTITY_TXN) == 0)
    return;
  before = unregister (changed);
  register_moves (books, changed);
  for (guint i = 0; before != NULL && i < before->len; i++)
    if (!uses_item (changed, g_ptr_array_index (before, i)))
      recost_item (books, g_ptr_array_index (before, i));
  cost_moves (books, changed, before == NULL);
}

void
sb_inventory_forget (SbBooks *books, SbObject *gone)
{
  g_autoptr (GPtrArray) before = unregister (gone);

  for (guint i = 0; before != NULL && !books->replaying && i < before->len; i++)
    recost_item (books, g_ptr_array_index (before, i));
}

void
sb_inventory_recost_all (SbBooks *books)
{
  GPtrArray *items = sb_books_table (books, sb_entity_named ("Item"))->rows;

  for (guint i = 0; i < items->len; i++)
    {
      SbObject *item = g_ptr_array_index (items, i);

      if (sb_tree_get_truth (sb_object_body (item), "TrackQtyOnHand"))
        recost_item (books, item);
    }
}

void
sb_inventory_value (SbObject *item, SbDay day, gint64 *quantity, gint64 *value)
{
  g_autoptr (GArray) moves = moves_of (item);
  Stock *stock = stock_new (item);

  for (guint i = 0; i < moves->len && g_array_index (moves, Move, i).txn->day <= day; i++)
    play_move (stock, &g_array_index (moves, Move, i));
  *quantity = stock->quantity;
  *value = stock->value;
  sb_stock_free (stock);
}
