/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-column-tag.h"

struct _SbColumnTag
{
  GtkSorter parent_instance;
  guint     column;
};

G_DEFINE_FINAL_TYPE (SbColumnTag, sb_column_tag, GTK_TYPE_SORTER)

/* The two things that are compared to find out who is asked first: their order is by serial. */
#define SB_TYPE_PROBE (sb_probe_get_type ())
G_DECLARE_FINAL_TYPE (SbProbe, sb_probe, SB, PROBE, GObject)

struct _SbProbe
{
  GObject  parent_instance;
  int      serial;
  guint   *asked;  /* (not owned): where the leading column is put */
};

G_DEFINE_FINAL_TYPE (SbProbe, sb_probe, G_TYPE_OBJECT)

static void
sb_probe_class_init (SbProbeClass *klass)
{
}

static void
sb_probe_init (SbProbe *self)
{
}

static GtkOrdering
sb_column_tag_compare (GtkSorter *sorter, gpointer a, gpointer b)
{
  SbColumnTag *self = SB_COLUMN_TAG (sorter);

  if (!SB_IS_PROBE (a) || !SB_IS_PROBE (b))
    return GTK_ORDERING_EQUAL;

  SbProbe *first = a;
  SbProbe *second = b;
  *first->asked = self->column;
  return gtk_ordering_from_cmpfunc (first->serial - second->serial);
}

static GtkSorterOrder
sb_column_tag_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_PARTIAL;
}

static void
sb_column_tag_class_init (SbColumnTagClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = sb_column_tag_compare;
  GTK_SORTER_CLASS (klass)->get_order = sb_column_tag_get_order;
}

static void
sb_column_tag_init (SbColumnTag *self)
{
}

GtkSorter *
sb_column_tag_new (guint column)
{
  SbColumnTag *self = g_object_new (SB_TYPE_COLUMN_TAG, NULL);

  self->column = column;
  return GTK_SORTER (self);
}

gboolean
sb_column_tag_probe (GtkColumnView *view, guint *column, gboolean *descending)
{
  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  g_autoptr (SbProbe) low = g_object_new (SB_TYPE_PROBE, NULL);
  g_autoptr (SbProbe) high = g_object_new (SB_TYPE_PROBE, NULL);
  guint asked = G_MAXUINT;

  low->serial = 0;
  high->serial = 1;
  low->asked = high->asked = &asked;
  GtkOrdering order = gtk_sorter_compare (sorter, low, high);
  if (order == GTK_ORDERING_EQUAL || asked == G_MAXUINT)
    return FALSE;

  *column = asked;
  *descending = order == GTK_ORDERING_LARGER;
  return TRUE;
}
