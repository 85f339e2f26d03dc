/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-chain-menu.h"

#include <glib/gi18n.h>

typedef gboolean (*Offered) (const SbChain *chain);

static gboolean
always (const SbChain *chain)
{
  return TRUE;
}

static gboolean
is_only_quoted (const SbChain *chain)
{
  return chain->quoted > 0 && chain->ordered == 0;
}

static gboolean
is_billed (const SbChain *chain)
{
  for (guint i = 0; i < chain->lines->len; i++)
    {
      const SbChainLine *line = g_ptr_array_index (chain->lines, i);
      if (line->billed > line->credited)
        return TRUE;
    }
  return FALSE;
}

static gboolean
can_go_back (const SbChain *chain)
{
  for (guint i = 0; i < chain->lines->len; i++)
    {
      const SbChainLine *line = g_ptr_array_index (chain->lines, i);
      if (MIN (line->moved, line->billed) > line->returned)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_moved (const SbChain *chain)
{
  return chain->moved > 0;
}

/* What can be done next with the whole; another is another row. */
static const struct
{
  gboolean    sale;
  const char *label;
  const char *kind;
  Offered     offered;
} ENTRIES[] = {
  { TRUE, N_("Take _Order…"), "sale_order", is_only_quoted },
  { TRUE, N_("_Ship…"), "ship", always },
  { TRUE, N_("Write _Invoice…"), "invoice", always },
  { TRUE, N_("Write _Credit Note…"), "credit_note", is_billed },
  { TRUE, N_("_Deposit of the Customer…"), "customer_deposit", always },
  { FALSE, N_("_Receive…"), "receive", always },
  { FALSE, N_("Enter _Bill…"), "bill", always },
  { FALSE, N_("_Landed Cost…"), "landed_cost", has_moved },
  { FALSE, N_("_Send Goods Back…"), "purchase_return", can_go_back },
  { FALSE, N_("Enter Supplier's _Credit…"), "purchase_credit", is_billed },
  { FALSE, N_("_Deposit to the Supplier…"), "supplier_deposit", always },
};

static void
add_entry (GMenu *menu, const char *label, const char *kind, gint64 id)
{
  g_autofree char *action =
      g_strdup_printf ("win.open::document/%s/%" G_GINT64_FORMAT, kind, id);

  g_menu_append (menu, label, action);
}

static void
add_about (GMenu *menu, const char *format, const SbChainStep *step, const char *kind)
{
  g_autoptr (GString) label = g_string_new (format);

  g_string_replace (label, "%s", step->number != NULL ? step->number : "", 1);
  add_entry (menu, label->str, kind, step->document);
}

/* Of bills and invoices that are not paid, and of credits that are not used. */
static void
add_money (GMenu *menu, const SbChain *chain, const SbChainStep *step)
{
  gboolean sale = chain->is_sale;

  if (step->open > 0)
    {
      /* Translators: menu entries; the number of a bill or invoice */
      add_about (menu, sale ? _("Payment of %s…") : _("Pay %s…"), step,
                 sale ? "payment" : "pay_bill");
      add_about (menu, _("Use a Credit for %s…"), step,
                 sale ? "apply_credit" : "apply_supplier_credit");
      add_about (menu, _("Use a Deposit for %s…"), step,
                 sale ? "apply_customer_deposit" : "apply_deposit");
    }
  if (step->unused > 0)
    /* Translators: a menu entry; the number of a credit */
    add_about (menu, sale ? _("Refund %s…") : _("Money Back for %s…"), step,
               sale ? "customer_refund" : "supplier_refund");
}

GMenu *
sb_chain_menu_new (const SbChain *chain)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) documents = g_menu_new ();
  g_autoptr (GMenu) money = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ENTRIES); i++)
    if (ENTRIES[i].sale == chain->is_sale && ENTRIES[i].offered (chain))
      add_entry (documents, _(ENTRIES[i].label), ENTRIES[i].kind, chain->id);
  for (guint i = 0; i < chain->steps->len; i++)
    add_money (money, chain, g_ptr_array_index (chain->steps, i));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (documents));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (money));
  return menu;
}

GMenu *
sb_chain_menu_new_for_step (const SbChain *chain, const SbChainStep *step)
{
  GMenu *menu = g_menu_new ();
  g_autofree char *postings =
      g_strdup_printf ("win.open::journal/event-%" G_GINT64_FORMAT, step->event);

  g_menu_append (menu, _("_Postings"), postings);
  if (step->undone)
    return menu;
  g_autofree char *undo = g_strdup_printf ("chain.undo::%s", step->event_uid);
  g_autofree char *cancel = g_strdup_printf ("chain.void::%s", step->event_uid);
  add_money (menu, chain, step);
  g_menu_append (menu, _("_Undo…"), undo);
  g_menu_append (menu, g_str_equal (step->kind, "sale_quote") ? _("_Lost…") : _("_Void…"),
                 cancel);
  return menu;
}
