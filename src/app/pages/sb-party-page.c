/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-party-page.h"

#include <glib/gi18n.h>

#include "sb-book-facts.h"
#include "sb-company.h"
#include "sb-error-text.h"
#include "sb-field.h"
#include "sb-figure-bar.h"
#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-list-view.h"
#include "sb-record.h"

#define N_FIELDS 10

/* A field of the form and the member of #SbParty that it stands for. */
static const struct
{
  const char *entry;
  gsize       offset;
} FIELDS[N_FIELDS] = {
  { "name", G_STRUCT_OFFSET (SbParty, name) },
  { "company", G_STRUCT_OFFSET (SbParty, company) },
  { "email", G_STRUCT_OFFSET (SbParty, email) },
  { "phone", G_STRUCT_OFFSET (SbParty, phone) },
  { "line1", G_STRUCT_OFFSET (SbParty, billing) + G_STRUCT_OFFSET (SbAddress, line1) },
  { "line2", G_STRUCT_OFFSET (SbParty, billing) + G_STRUCT_OFFSET (SbAddress, line2) },
  { "postal", G_STRUCT_OFFSET (SbParty, billing) + G_STRUCT_OFFSET (SbAddress, postal) },
  { "city", G_STRUCT_OFFSET (SbParty, billing) + G_STRUCT_OFFSET (SbAddress, city) },
  { "region", G_STRUCT_OFFSET (SbParty, billing) + G_STRUCT_OFFSET (SbAddress, region) },
  { "country", G_STRUCT_OFFSET (SbParty, billing) + G_STRUCT_OFFSET (SbAddress, country) },
};

/* What is read for the page. */
typedef struct
{
  SbParty  *party;    /* (owned) */
  gint64    balance;  /* minor units */
  SbRecord *record;   /* (owned) (nullable) */
} Story;

typedef struct
{
  gint64   id;        /* 0: a new one */
  Story   *story;     /* (owned) (nullable) */
  gboolean showing;

  SbFigureBar *figures;
  GtkWidget   *switcher;
  GtkStack    *stack;
  SbField     *fields[N_FIELDS];
  GtkEditable *entries[N_FIELDS];
  GtkButton   *save;
  GtkButton   *status;
  GtkLabel    *link;
  SbListView  *documents;
} SbPartyPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SbPartyPage, sb_party_page, SB_TYPE_PAGE)

static SbPartyPagePrivate *
priv_of (SbPartyPage *self)
{
  return sb_party_page_get_instance_private (self);
}

static SbPartyKind
kind_of (SbPartyPage *self)
{
  return SB_PARTY_PAGE_GET_CLASS (self)->kind;
}

static void
story_free (Story *story)
{
  g_clear_pointer (&story->party, sb_party_free);
  g_clear_pointer (&story->record, sb_record_free);
  g_free (story);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Story, story_free)

static char **
member_of (const SbParty *party, guint field)
{
  return (char **) G_STRUCT_MEMBER_P (party, FIELDS[field].offset);
}

static void
clear_refusals (SbPartyPage *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    sb_field_set_error (priv_of (self)->fields[i], NULL);
}

static void
show_refusal (SbPartyPage *self, const GError *error)
{
  const char *pointer = sb_ledger_error_field (error);
  g_autofree char *text = sb_error_text_refusal (error);
  const char *member = pointer != NULL ? strrchr (pointer, '/') + 1 : "";

  if (pointer == NULL && g_error_matches (error, SB_LEDGER_ERROR, SB_LEDGER_ERROR_DUPLICATE))
    member = "name";
  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (FIELDS[i].entry, member))
      {
        sb_field_set_error (priv_of (self)->fields[i], text);
        gtk_widget_grab_focus (GTK_WIDGET (priv_of (self)->entries[i]));
        return;
      }
  sb_page_show_error (SB_PAGE (self), error);
}

static void
edited_cb (SbPartyPage *self)
{
  if (!priv_of (self)->showing)
    gtk_widget_set_sensitive (GTK_WIDGET (priv_of (self)->save), TRUE);
}

static void
show_party (SbPartyPage *self, const SbParty *party)
{
  SbPartyPagePrivate *priv = priv_of (self);

  priv->showing = TRUE;
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *text = *member_of (party, i);
      gtk_editable_set_text (priv->entries[i], text != NULL ? text : "");
    }
  priv->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (priv->save), FALSE);
  clear_refusals (self);
}

static void
show_link (SbPartyPage *self, const SbRecord *record)
{
  g_autofree char *text = NULL;

  if (record == NULL)
    text = g_strdup (_("Not in QuickBooks yet."));
  else if (record->qbo_id != NULL)
    /* Translators: number of the contact in QuickBooks, then the state of its record */
    text = g_strdup_printf (_("In QuickBooks as number %s · %s"), record->qbo_id,
                            sb_record_state_title (record->state));
  else
    text = g_strdup_printf (_("QuickBooks: %s"), sb_record_state_title (record->state));
  gtk_label_set_label (priv_of (self)->link, text);
}

static void
show_story (SbPartyPage *self)
{
  SbPartyPagePrivate *priv = priv_of (self);
  const Story *story = priv->story;
  SbCurrency currency = sb_book_facts_get (sb_page_get_company (SB_PAGE (self)))->currency;
  g_autofree char *balance = sb_format_money_code (story->balance, currency);

  sb_page_set_title (SB_PAGE (self), story->party->name);
  gtk_widget_set_visible (priv->switcher, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (priv->status), TRUE);
  gtk_button_set_label (priv->status,
                        story->party->deprecated ? _("_Use Again") : _("_Deprecate"));
  sb_figure_bar_clear (priv->figures);
  gtk_widget_set_visible (GTK_WIDGET (priv->figures), TRUE);
  sb_figure_bar_add (priv->figures,
                     kind_of (self) == SB_PARTY_SUPPLIER ? _("We owe") : _("Owes us"), balance);
  if (!gtk_widget_get_sensitive (GTK_WIDGET (priv->save)))
    show_party (self, story->party);
  show_link (self, story->record);
  sb_list_view_set_parent_id (priv->documents, story->party->id);
  sb_list_view_reload (priv->documents);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

/* What to read; the word is that of the records of such contacts. */
typedef struct
{
  gint64      id;
  SbPartyKind kind;
} LoadOp;

static gpointer
load (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  const LoadOp *op = data;
  g_autoptr (Story) story = g_new0 (Story, 1);
  g_autoptr (GError) local = NULL;

  story->party = sb_party_load (db, op->id, &local);
  if (story->party != NULL && sb_party_balance (db, op->id, &story->balance, &local))
    story->record = sb_record_find (db, sb_party_kind_word (op->kind), op->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (story->party == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                           _("This contact is not there any more."));
      return NULL;
    }
  return g_steal_pointer (&story);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Story *story = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (story == NULL)
    {
      sb_page_set_error (user_data, error);
      return;
    }
  SbPartyPage *self = user_data;
  g_clear_pointer (&priv_of (self)->story, story_free);
  priv_of (self)->story = story;
  show_story (self);
}

static void
sb_party_page_reload (SbPage *page)
{
  SbPartyPage *self = SB_PARTY_PAGE (page);
  LoadOp *op;

  if (priv_of (self)->id == 0)
    return;
  op = g_new0 (LoadOp, 1);
  op->id = priv_of (self)->id;
  op->kind = kind_of (self);
  sb_ledger_read_async (sb_company_get_ledger (sb_page_get_company (page)), load, op, g_free,
                        (GDestroyNotify) story_free, sb_page_restart (page), loaded_cb, self);
}

static void
start_new (SbPartyPage *self)
{
  SbPartyPagePrivate *priv = priv_of (self);
  g_autoptr (SbParty) party = sb_party_new (kind_of (self), "");

  g_clear_pointer (&priv->story, story_free);
  sb_page_restart (SB_PAGE (self));
  sb_page_set_title (SB_PAGE (self), kind_of (self) == SB_PARTY_SUPPLIER ? _("New Supplier")
                                                                         : _("New Customer"));
  gtk_stack_set_visible_child_name (priv->stack, "details");
  gtk_widget_set_visible (priv->switcher, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (priv->status), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (priv->figures), FALSE);
  gtk_label_set_label (priv->link, "");
  show_party (self, party);
  sb_page_set_state (SB_PAGE (self), SB_PAGE_READY);
}

static void
sb_party_page_open (SbPage *page, const char *argument)
{
  SbPartyPage *self = SB_PARTY_PAGE (page);
  SbPartyPagePrivate *priv = priv_of (self);
  gint64 id = argument != NULL ? g_ascii_strtoll (argument, NULL, 10) : 0;

  if (id != 0 && id == priv->id)
    return;
  priv->id = id;
  gtk_widget_set_sensitive (GTK_WIDGET (priv->save), FALSE);
  if (id == 0)
    {
      start_new (self);
      return;
    }
  sb_page_set_state (page, SB_PAGE_LOADING);
  sb_page_reload (page);
}

static void
sb_party_page_changed (SbPage *page, guint changes)
{
  if ((changes & (SB_CHANGE_PARTIES | SB_CHANGE_DOCUMENTS | SB_CHANGE_SYNC)) != 0)
    SB_PAGE_CLASS (sb_party_page_parent_class)->changed (page, changes);
}

static SbParty *
read_form (SbPartyPage *self)
{
  SbPartyPagePrivate *priv = priv_of (self);
  SbParty *party = priv->story != NULL ? sb_party_copy (priv->story->party)
                                       : sb_party_new (kind_of (self), "");

  for (guint i = 0; i < N_FIELDS; i++)
    {
      char **member = member_of (party, i);
      char *text = g_strstrip (g_strdup (gtk_editable_get_text (priv->entries[i])));
      g_free (*member);
      /* Only the name may not be missing: an empty one is the ledger's to refuse. */
      *member = *text != '\0' || i == 0 ? text : (g_free (text), NULL);
    }
  return party;
}

typedef struct
{
  SbParty *party;  /* (owned) */
  gint64   now;
} SaveOp;

static void
save_op_free (SaveOp *op)
{
  sb_party_free (op->party);
  g_free (op);
}

static gpointer
save (SbTxn *txn, gpointer data, GCancellable *cancellable, GError **error)
{
  SaveOp *op = data;
  gint64 id = op->party->id;

  if (id == 0)
    id = sb_party_create (txn, op->party, op->now, error);
  else if (!sb_party_update (txn, op->party, op->now, error))
    return NULL;
  if (id == 0 || !sb_record_collect (txn, op->now, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbPartyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = sb_ledger_write_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (id == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (priv_of (self)->save), TRUE);
      show_refusal (self, error);
      return;
    }
  sb_page_toast (SB_PAGE (self), _("Contact saved"));
  if (priv_of (self)->id == 0)
    {
      g_autofree char *target = g_strdup_printf (
          "%s/%" G_GINT64_FORMAT, sb_party_kind_word (kind_of (self)), *id);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.replace", "s", target);
    }
  else
    sb_page_reload (SB_PAGE (self));
}

static void
write_party (SbPartyPage *self, SbParty *party)
{
  SbCompany *company = sb_page_get_company (SB_PAGE (self));
  SaveOp *op = g_new0 (SaveOp, 1);

  op->party = party;
  op->now = sb_clock_now (sb_company_get_clock (company));
  clear_refusals (self);
  gtk_widget_set_sensitive (GTK_WIDGET (priv_of (self)->save), FALSE);
  sb_ledger_write_async (sb_company_get_ledger (company), save, op, (GDestroyNotify) save_op_free,
                         g_free, NULL, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  write_party (SB_PARTY_PAGE (widget), read_form (SB_PARTY_PAGE (widget)));
}

static void
status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SbPartyPage *self = SB_PARTY_PAGE (widget);

  if (priv_of (self)->story == NULL)
    return;
  SbParty *party = sb_party_copy (priv_of (self)->story->party);
  party->deprecated = !party->deprecated;
  write_party (self, party);
}

static void
sb_party_page_constructed (GObject *object)
{
  SbPartyPage *self = SB_PARTY_PAGE (object);
  SbCompany *company = sb_page_get_company (SB_PAGE (self));

  G_OBJECT_CLASS (sb_party_page_parent_class)->constructed (object);
  if (company != NULL)
    sb_list_view_set_source (priv_of (self)->documents, company,
                             sb_list_source_for_kind (SB_LIST_DOCUMENTS));
}

static void
sb_party_page_finalize (GObject *object)
{
  g_clear_pointer (&priv_of (SB_PARTY_PAGE (object))->story, story_free);
  G_OBJECT_CLASS (sb_party_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  const gssize start = SbPartyPage_private_offset;

  g_type_ensure (SB_TYPE_FIGURE_BAR);
  g_type_ensure (SB_TYPE_FIELD);
  g_type_ensure (SB_TYPE_LIST_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stockbook/Stockbook/ui/pages/party-page.ui");
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *field = g_strconcat (FIELDS[i].entry, "_field", NULL);
      gtk_widget_class_bind_template_child_full (
          widget_class, g_intern_string (field), FALSE,
          start + (gssize) (G_STRUCT_OFFSET (SbPartyPagePrivate, fields)
                            + i * sizeof (SbField *)));
      gtk_widget_class_bind_template_child_full (
          widget_class, FIELDS[i].entry, FALSE,
          start + (gssize) (G_STRUCT_OFFSET (SbPartyPagePrivate, entries)
                            + i * sizeof (GtkEditable *)));
    }
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, figures);
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, switcher);
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, save);
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, status);
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, link);
  gtk_widget_class_bind_template_child_private (widget_class, SbPartyPage, documents);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
sb_party_page_class_init (SbPartyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SbPageClass *page_class = SB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = sb_party_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = sb_party_page_finalize;
  page_class->open = sb_party_page_open;
  page_class->reload = sb_party_page_reload;
  page_class->changed = sb_party_page_changed;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "party.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "party.status", NULL, status_action);
}

static void
sb_party_page_init (SbPartyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

struct _SbCustomerPage
{
  SbPartyPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbCustomerPage, sb_customer_page, SB_TYPE_PARTY_PAGE)

static void
sb_customer_page_class_init (SbCustomerPageClass *klass)
{
  SB_PARTY_PAGE_CLASS (klass)->kind = SB_PARTY_CUSTOMER;
}

static void
sb_customer_page_init (SbCustomerPage *self)
{
}

struct _SbSupplierPage
{
  SbPartyPage parent_instance;
};

G_DEFINE_FINAL_TYPE (SbSupplierPage, sb_supplier_page, SB_TYPE_PARTY_PAGE)

static void
sb_supplier_page_class_init (SbSupplierPageClass *klass)
{
  SB_PARTY_PAGE_CLASS (klass)->kind = SB_PARTY_SUPPLIER;
}

static void
sb_supplier_page_init (SbSupplierPage *self)
{
}
