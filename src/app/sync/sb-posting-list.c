/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-posting-list.h"

#include "sb-format.h"
#include "sb-sync-report.h"

#include <glib/gi18n.h>

struct _SbPostingList
{
  GtkWidget parent_instance;

  GtkGrid *grid; /* (owned): the only child */
};

G_DEFINE_FINAL_TYPE (SbPostingList, sb_posting_list, GTK_TYPE_WIDGET)

static void
sb_posting_list_dispose (GObject *object)
{
  SbPostingList *self = SB_POSTING_LIST (object);

  g_clear_pointer ((GtkWidget **) &self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (sb_posting_list_parent_class)->dispose (object);
}

static void
sb_posting_list_class_init (SbPostingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sb_posting_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "postinglist");
}

static void
sb_posting_list_init (SbPostingList *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
}

GtkWidget *
sb_posting_list_new (void)
{
  return g_object_new (SB_TYPE_POSTING_LIST, NULL);
}

static void
attach (SbPostingList *self, const char *text, int column, int row, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  if (column > 0)
    gtk_widget_add_css_class (label, "money");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
attach_amounts (SbPostingList *self, gint64 debit, gint64 credit, SbCurrency currency, int row,
                const char *css_class)
{
  g_autofree char *left = debit != 0 ? sb_format_money (debit, currency) : g_strdup ("");
  g_autofree char *right = credit != 0 ? sb_format_money (credit, currency) : g_strdup ("");

  attach (self, left, 1, row, css_class);
  attach (self, right, 2, row, css_class);
}

void
sb_posting_list_set (SbPostingList *self, GPtrArray *postings, SbCurrency currency, gboolean totals)
{
  g_autofree char *debit_title = NULL;
  gint64 debit = 0, credit = 0;
  int row = 1;

  while (gtk_widget_get_first_child (GTK_WIDGET (self->grid)) != NULL)
    gtk_grid_remove (self->grid, gtk_widget_get_first_child (GTK_WIDGET (self->grid)));
  /* Translators: titles of columns of amounts, with the currency: "Debit (USD)" */
  debit_title = g_strdup_printf (_ ("Debit (%s)"), currency.code);
  attach (self, _ ("Account"), 0, 0, "dim-label");
  attach (self, debit_title, 1, 0, "dim-label");
  attach (self, _ ("Credit"), 2, 0, "dim-label");
  for (guint i = 0; i < postings->len; i++, row++)
    {
      const SbSyncPosting *posting = g_ptr_array_index (postings, i);

      attach (self, posting->name, 0, row, NULL);
      attach_amounts (self, posting->debit, posting->credit, currency, row, NULL);
      debit += posting->debit;
      credit += posting->credit;
    }
  if (totals && postings->len > 0)
    {
      attach (self, _ ("Total"), 0, row, "heading");
      attach_amounts (self, debit, credit, currency, row, "heading");
    }
}

static void
posting_free (gpointer data)
{
  SbSyncPosting *posting = data;

  g_free (posting->qbo_id);
  g_free (posting->name);
  g_free (posting->role);
  g_free (posting);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const SbSyncPosting *left = *(SbSyncPosting *const *) a;
  const SbSyncPosting *right = *(SbSyncPosting *const *) b;

  return g_utf8_collate (left->name, right->name);
}

static SbSyncPosting *
posting_of (GPtrArray *net, const SbSyncPosting *like)
{
  SbSyncPosting *posting;

  for (guint i = 0; i < net->len; i++)
    {
      posting = g_ptr_array_index (net, i);
      if (g_strcmp0 (posting->qbo_id, like->qbo_id) == 0 && g_str_equal (posting->name, like->name))
        return posting;
    }
  posting = g_new0 (SbSyncPosting, 1);
  posting->qbo_id = g_strdup (like->qbo_id);
  posting->name = g_strdup (like->name);
  posting->role = g_strdup (like->role);
  g_ptr_array_add (net, posting);
  return posting;
}

GPtrArray *
sb_posting_list_net (GPtrArray *planned)
{
  g_autoptr (GPtrArray) net = g_ptr_array_new_with_free_func (posting_free);

  for (guint i = 0; i < planned->len; i++)
    {
      const SbSyncPlanned *request = g_ptr_array_index (planned, i);

      for (guint k = 0; k < request->posting->len; k++)
        {
          const SbSyncPosting *posting = g_ptr_array_index (request->posting, k);

          /* Debit positive until all are in. */
          posting_of (net, posting)->debit += posting->debit - posting->credit;
        }
    }
  for (guint i = net->len; i > 0; i--)
    {
      SbSyncPosting *posting = g_ptr_array_index (net, i - 1);

      if (posting->debit == 0)
        g_ptr_array_remove_index (net, i - 1);
      else if (posting->debit < 0)
        {
          posting->credit = -posting->debit;
          posting->debit = 0;
        }
    }
  g_ptr_array_sort (net, compare_names);
  return g_steal_pointer (&net);
}
