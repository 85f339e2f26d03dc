/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Histories made up at random, of every kind of event, in and out of order, with undos. After each
 * accepted event the invariants hold; a refused one leaves no trace; an undo brings back the
 * position before; costing everything again changes nothing; entering it all again gives the same
 * book. */

#include "sb-ledger-test.h"

#include <string.h>

#include "sb-book.h"
#include "sb-effect.h"
#include "sb-recost.h"
#include "sb-sql.h"

typedef struct
{
  GRand *rand;
  guint next;      /* number of the next event */
  guint accepted;
  guint refused;
  gboolean in_order; /* nothing entered late, nothing undone */
  guint closed;      /* last closed day of January, 0 for none */
  GPtrArray *days;   /* (owned) (element-type Remembered) */
} History;

/* A day, and the state at its end as it was told when the day was over. */
typedef struct
{
  char day[SB_DAY_TEXT_SIZE];
  char *state; /* (owned) */
} Remembered;

static void
remembered_free (gpointer data)
{
  Remembered *remembered = data;

  g_free (remembered->state);
  g_free (remembered);
}

static guint
pick (History *h, guint n)
{
  return (guint) g_rand_int_range (h->rand, 0, (gint32) n);
}

static const char *
sku (History *h)
{
  static const char *const all[] = { "A", "B", "C" };

  return all[pick (h, 3)];
}

static const char *
place (History *h)
{
  return pick (h, 4) == 0 ? "SHOP" : "MAIN";
}

static guint
today (const History *h)
{
  return MIN (27, h->next / 4 + 1);
}

/* Mostly forward, now and then some days back. */
static void
begin (History *h, GString *json, const char *type)
{
  guint day = today (h);

  if (!h->in_order && pick (h, 4) == 0)
    day = 1 + pick (h, day);
  g_string_printf (json, "{'id':'E%u','date':'2025-01-%02u','type':'%s'", h->next, day, type);
}

static guint
some (History *h)
{
  return 1 + pick (h, 7);
}

static void
line (History *h, GString *json, const char *format_after_sku)
{
  g_string_append_printf (json, ",'lines':[{'sku':'%s','qty':'%u.%u'%s}]", sku (h), some (h),
                          pick (h, 2) * 5, format_after_sku);
}

static char *
price (History *h, const char *name)
{
  return g_strdup_printf (",'%s':'%u.%03u'", name, pick (h, 9), pick (h, 1000));
}

static void
make_purchase (History *h, GString *json)
{
  g_autofree char *cost = price (h, "unit_price");

  switch (pick (h, 5))
    {
    case 0:
      begin (h, json, "purchase_order");
      g_string_append_printf (json, ",'po':'P%u','vendor':'V%u'", pick (h, 6), pick (h, 2));
      line (h, json, cost);
      break;
    case 1:
    case 2:
      begin (h, json, "receive");
      g_string_append_printf (json, ",'po':'P%u','location':'%s'", pick (h, 6), place (h));
      line (h, json, "");
      break;
    case 3:
      begin (h, json, "bill");
      g_string_append_printf (json,
                              ",'bill':'B%u','po':'P%u','vendor':'V%u','discount_amount':'0.%02u'",
                              h->next, pick (h, 6), pick (h, 2), pick (h, 3));
      g_string_append_printf (json,
                              ",'lines':[{'sku':'%s','qty':'%u','unit_price':'%u.%02u',"
                              "'tax_rate':'0.0%u',"
                                    "'tax_recoverable':%s}],"
                                    "'extra':[{'role':'LandedCostClearing','amount':'%u'}]",
                              sku (h), some (h), 1 + pick (h, 9), pick (h, 100), pick (h, 9),
                              pick (h, 2) == 0 ? "true" : "false", 1 + pick (h, 4));
      break;
    default:
      begin (h, json, "pay_bill");
      g_string_append_printf (json, ",'bill':'B%u','amount':'%u','account':'Bank'",
                              pick (h, h->next + 1), some (h));
    }
}

static void
make_supplier (History *h, GString *json)
{
  static const char *const against[] = { "return", "cost", "not_received" };
  static const char *const methods[] = { "value", "quantity", "weight" };

  switch (pick (h, 4))
    {
    case 0:
      begin (h, json, "purchase_return");
      g_string_append_printf (json, ",'po':'P%u','lines':[{'sku':'%s','qty':'1'}]", pick (h, 6),
                              sku (h));
      break;
    case 1:
    case 2:
      begin (h, json, "purchase_credit");
      g_string_append_printf (json,
                              ",'credit':'VC%u','po':'P%u','vendor':'V0','lines':[{'sku':'%s',"
                              "'qty':'1',"
                                    "'unit_price':'0.%02u','against':'%s'}]",
                              h->next, pick (h, 6), sku (h), pick (h, 100), against[pick (h, 3)]);
      break;
    default:
      begin (h, json, "landed_cost");
      g_string_append_printf (json, ",'amount':'%u.%02u','method':'%s','targets':['E%u']",
                              pick (h, 4), 1 + pick (h, 99), methods[pick (h, 3)],
                              pick (h, h->next + 1));
    }
}

static void
make_sale (History *h, GString *json)
{
  switch (pick (h, 5))
    {
    case 0:
    case 1:
      begin (h, json, "ship");
      g_string_append_printf (json, ",'sale':'S%u','location':'%s'", pick (h, 5), place (h));
      line (h, json, "");
      break;
    case 2:
      begin (h, json, "invoice");
      g_string_append_printf (json, ",'invoice':'I%u','sale':'S%u','customer':'C%u'", h->next,
                              pick (h, 5), pick (h, 2));
      line (h, json, ",'unit_price':'9.99','tax_rate':'0.0825','discount_pct':'5'");
      break;
    case 3:
      begin (h, json, "credit_note");
      g_string_append_printf (json,
                              ",'credit':'CN%u'%s,'lines':[%s],'restock':[{'sku':'%s','qty':'1'}]",
                              h->next, pick (h, 5) == 0 ? "" : pick (h,
                                                                     2) == 0 ? ",'sale':'S0'"
                                                                       : ",'sale':'S1'",
                              pick (h, 2) == 0 ? "" : "{'sku':'A','qty':'1','unit_price':'9'}",
                              sku (h));
      break;
    default:
      begin (h, json, "payment");
      g_string_append_printf (json, ",'invoice':'I%u','amount':'%u','account':'UndepositedFunds'",
                              pick (h, h->next + 1), some (h));
    }
}

static void
make_stock (History *h, GString *json)
{
  g_autofree char *cost = price (h, "unit_cost");

  switch (pick (h, 7))
    {
    case 0:
      begin (h, json, "opening");
      line (h, json, cost);
      break;
    case 1:
      begin (h, json, "adjust");
      g_string_append_printf (json, ",'lines':[{'sku':'%s','qty':'%s%u'%s}]", sku (h),
                              pick (h, 2) == 0 ? "-" : "", 1 + pick (h, 3),
                              pick (h, 2) == 0 ? cost : "");
      break;
    case 2:
      begin (h, json, "revalue");
      g_string_append_printf (json, ",'location':'%s','lines':[{'sku':'%s'%s}]", place (h), sku (h),
                              cost);
      break;
    case 3:
      begin (h, json, "transfer");
      g_string_append (json, ",'from':'MAIN','to':'SHOP'");
      line (h, json, "");
      break;
    case 4:
      begin (h, json, "transfer_send");
      g_string_append_printf (json, ",'transfer':'T%u','from':'MAIN'", pick (h, 3));
      line (h, json, "");
      break;
    case 5:
      begin (h, json, "transfer_receive");
      g_string_append_printf (json,
                              ",'transfer':'T%u','to':'SHOP','lines':[{'sku':'%s','qty':'1'}]",
                              pick (h, 3), sku (h));
      break;
    default:
      begin (h, json, "stocktake");
      g_string_append_printf (json, ",'location':'SHOP','lines':[{'sku':'%s','counted':'%u'}]",
                              sku (h), pick (h, 4));
    }
}

static void
make_production (History *h, GString *json)
{
  switch (pick (h, 5))
    {
    case 0:
    case 1:
      begin (h, json, "assemble");
      g_string_append_printf (json,
                              ",'components':[{'sku':'A','qty':'%u'},{'sku':'B','qty':'1'}],"
                              "'costs':[{'amount':'0.%02u'}],"
                                    "'outputs':[{'sku':'C','qty':'3'},{'sku':'A','qty':'1',"
                                    "'unit_value':'0.01'}]",
                              some (h), 1 + pick (h, 90));
      break;
    case 2:
      begin (h, json, "disassemble");
      g_string_append (json,
                       ",'sku':'C','qty':'2','outputs':[{'sku':'A','qty':'1','share':'2'},"
                       "{'sku':'B','qty':'3'}]");
      break;
    case 3:
      begin (h, json, pick (h, 2) == 0 ? "production_start" : "production_cost");
      g_string_append_printf (json,
                              ",'order':'W%u','amount':'1.01','components':[{'sku':'A','qty':'1'}]",
                              pick (h, 3));
      break;
    default:
      begin (h, json, "production_finish");
      g_string_append_printf (json,
                              ",'order':'W%u','outputs':[{'sku':'B','qty':'3'}],"
                              "'scrap_value':'0.10'", pick (h, 3));
    }
}

static char *
make_event (History *h)
{
  g_autoptr (GString) json = g_string_new (NULL);

  switch (pick (h, h->in_order ? 11 : 12))
    {
    case 0:
    case 1:
    case 2:
    case 3:
      make_purchase (h, json);
      break;
    case 4:
      make_supplier (h, json);
      break;
    case 5:
    case 6:
    case 7:
      make_sale (h, json);
      break;
    case 8:
    case 9:
      make_stock (h, json);
      break;
    case 10:
      make_production (h, json);
      break;
    default:
      g_string_printf (json, "{'id':'E%u','date':'2025-01-28','type':'undo','ref':'E%u'", h->next,
                       pick (h, h->next + 1));
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
check_posted (SbDatabase *db, GArray *changed, GError **error)
{
  for (guint i = 0; i < changed->len; i++)
    {
      SbMovement m;
      g_autoptr (GArray) wanted = NULL;
      g_autoptr (GArray) posted = NULL;
      g_autoptr (GArray) difference = NULL;

      g_assert_true (sb_movement_load (db, g_array_index (changed, SbMovementKeyed, i).movement, &m,
                                       error));
      wanted = sb_effect_list (db, &m, error);
      posted = sb_effect_list_posted (db, &m, error);
      difference = sb_effect_difference (wanted, posted, error);
      g_assert_cmpuint (difference->len, ==, 0);
    }
}

/* @forget: (nullable): what is dropped before, so that it has to be found anew. */
static gpointer
recost_all (SbTxn *txn, gpointer forget, GCancellable *cancellable, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbRecost) recost = NULL;
  g_autoptr (GArray) changed = NULL;
  SbBook book;

  g_assert_true (sb_book_load (db, &book, error));
  recost = sb_recost_new (db, &book, 0);
  if ((forget != NULL && !sb_database_execute (db, forget, error)) ||
      !sb_recost_touch_all (recost, error) || !sb_recost_run (recost, error))
    return NULL;
  changed = sb_recost_get_changed (recost);
  check_posted (db, changed, error);
  return NULL;
}

/* From nothing but movements, cost parts and matches the same layers and costs come out. */
static void
check_full_recost (SbLedger *ledger)
{
  static char forget[] =
    "DELETE FROM consumption; DELETE FROM layer; UPDATE movement SET cost = 0, deficit = 0";
  g_autofree char *before = sb_ledger_test_dump (ledger);
  g_autofree char *position = sb_ledger_test_position (ledger);
  g_autofree char *after = NULL;
  g_autofree char *position_after = NULL;
  g_autoptr (GError) error = NULL;

  sb_ledger_write (ledger, recost_all, NULL, &error);
  g_assert_no_error (error);
  after = sb_ledger_test_dump (ledger);
  g_assert_cmpstr (before, ==, after);
  sb_ledger_write (ledger, recost_all, forget, &error);
  g_assert_no_error (error);
  position_after = sb_ledger_test_position (ledger);
  g_assert_cmpstr (position, ==, position_after);
  sb_ledger_test_verify (ledger);
}

/* Undoes the event just entered and enters it again: the position must come back. */
static void
check_undo (SbLedger *ledger, History *h, const char *before)
{
  g_autofree char *undo =
    g_strdup_printf ("{'id':'U%u','date':'2025-01-28','type':'undo','ref':'E%u'}", h->next,
                     h->next);
  g_autofree char *code = sb_ledger_test_try (ledger, undo);
  g_autofree char *after = NULL;

  g_assert_cmpstr (code, ==, NULL);
  after = sb_ledger_test_position (ledger);
  g_assert_cmpstr (before, ==, after);
}

static void
step (SbLedger *ledger, History *h)
{
  g_autofree char *json = make_event (h);
  gboolean is_undo = strstr (json, "'undo'") != NULL;
  g_autofree char *before = sb_ledger_test_position (ledger);
  g_autofree char *dump = pick (h, 3) == 0 ? sb_ledger_test_dump (ledger) : NULL;
  g_autofree char *code = sb_ledger_test_try (ledger, json);

  g_test_message ("%s %s", json, code != NULL ? code : "");
  if (code != NULL)
    {
      h->refused++;
      g_assert_cmpstr (code, !=, "E_UNBALANCED");
      if (dump != NULL)
        {
          g_autofree char *after = sb_ledger_test_dump (ledger);

          g_assert_cmpstr (dump, ==, after);
        }
    }
  else
    {
      h->accepted++;
      if (!is_undo && !h->in_order && pick (h, 3) == 0)
        check_undo (ledger, h, before);
      sb_ledger_test_verify (ledger);
    }
  h->next++;
}

static void
remember (SbLedger *ledger, History *h, guint day, const char *as_of)
{
  Remembered *remembered = g_new0 (Remembered, 1);
  g_autoptr (JsonNode) state = NULL;

  g_snprintf (remembered->day, sizeof remembered->day, "2025-01-%02u", day);
  state = sb_ledger_test_state (ledger, as_of != NULL ? remembered->day : NULL);
  remembered->state = json_to_string (state, TRUE);
  g_ptr_array_add (h->days, remembered);
}

/* Closes the books some days back; what they say of that day then is what they always say. */
static void
close_some_day (SbLedger *ledger, History *h)
{
  guint day = today (h);
  g_autofree char *json = NULL;

  if (day < 5 || day - 4 <= h->closed || pick (h, 12) != 0)
    return;
  h->closed = day - 4;
  json = g_strdup_printf ("{'id':'K%u','date':'2025-01-28','type':'close_period',"
                          "'through':'2025-01-%02u'}", h->next, h->closed);
  sb_ledger_test_enter (ledger, json);
  remember (ledger, h, h->closed, "closed");
}

static void
check_remembered (SbLedger *ledger, History *h)
{
  for (guint i = 0; i < h->days->len; i++)
    {
      const Remembered *remembered = g_ptr_array_index (h->days, i);
      g_autoptr (JsonNode) state = sb_ledger_test_state (ledger, remembered->day);
      g_autofree char *now = json_to_string (state, TRUE);

      g_test_message ("asked again about %s", remembered->day);
      g_assert_cmpstr (remembered->state, ==, now);
    }
}

/* Something to buy for, sell and move, so that most of what follows is possible. */
static void
stock_up (SbLedger *ledger)
{
  sb_ledger_test_enter (ledger, "{'id':'O','date':'2025-01-01','type':'opening','lines':["
                                "{'sku':'A','qty':'9.5','unit_cost':'3.333'},"
                                "{'sku':'B','qty':'20','unit_cost':'0.07'},"
                                "{'sku':'C','qty':'4','unit_cost':'11'}]}");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'id':'PO%u','date':'2025-01-01','type':'purchase_order','po':'P%u',"
                         "'vendor':'V%u','lines':[{'sku':'A','qty':'5','unit_price':'4.1%u'},"
                         "{'sku':'B','qty':'9','unit_price':'0.09'},"
                         "{'sku':'C','qty':'3','unit_price':'9.999'}]}", i, i, i % 2, i);

      sb_ledger_test_enter (ledger, json);
    }
}

/* Returns how many events were accepted. */
static guint
run_history (SbTest *test, const char *flags, guint seed, guint length)
{
  g_autofree char *name = g_strdup_printf ("history-%u.stockbook", seed);
  g_autoptr (SbLedger) ledger = sb_ledger_test_book (test, name, flags);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (remembered_free);
  History h = { .rand = rand, .days = days, .in_order = strstr (flags, "in order") != NULL };

  g_test_message ("seed %u, %s", seed, flags);
  if (seed % 4 != 0)
    stock_up (ledger);
  for (guint i = 0; i < length; i++)
    {
      guint day = today (&h);

      step (ledger, &h);
      if (!h.in_order)
        close_some_day (ledger, &h);
      else if (today (&h) > day)
        remember (ledger, &h, day, NULL);
    }
  check_remembered (ledger, &h);
  check_full_recost (ledger);
  sb_ledger_test_explain (ledger);
  g_test_message ("%u accepted, %u refused", h.accepted, h.refused);
  return h.accepted;
}

static guint
histories (void)
{
  const char *n = g_getenv ("SB_TEST_HISTORIES");

  return n != NULL ? (guint) g_ascii_strtoull (n, NULL, 10) : 3;
}

static void
run_histories (SbTest *test, const char *flags)
{
  guint n = histories ();
  guint accepted = 0;

  for (guint i = 0; i < n; i++)
    accepted += run_history (test, flags, (guint) g_test_rand_int (), 60);
  g_test_message ("%u histories, %u events accepted", n, accepted);
  g_assert_cmpuint (accepted, >, n * 60 / 10);
}

static void
test_blocked (SbTest *test, gconstpointer data)
{
  run_histories (test, "block");
}

static void
test_provisional_none (SbTest *test, gconstpointer data)
{
  run_histories (test, "block none");
}

static void
test_negative (SbTest *test, gconstpointer data)
{
  run_histories (test, "allow");
}

static void
test_in_order (SbTest *test, gconstpointer data)
{
  run_histories (test, "block, in order");
}

static void
test_in_order_negative (SbTest *test, gconstpointer data)
{
  run_histories (test, "allow, in order");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  sb_test_add ("/ledger/history/invariants-hold-after-every-event", test_blocked);
  sb_test_add ("/ledger/history/without-provisional-cost", test_provisional_none);
  sb_test_add ("/ledger/history/with-negative-stock", test_negative);
  sb_test_add ("/ledger/history/what-was-true-at-the-end-of-a-day-is-told-later", test_in_order);
  sb_test_add ("/ledger/history/what-was-true-of-a-day-with-negative-stock",
               test_in_order_negative);
  return g_test_run ();
}
