/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ENTITY/ID/pdf and ENTITY/ID/send: the document as paper and as mail. */
#include "sb-practice.h"

#include "sb-practice-entities.h"
#include "sb-practice-pdf.h"
#include "sb-practice-write.h"

#include <string.h>

static const struct
{
  const char *entity;
  const char *title;
  const char *mail; /* the member with the address it goes to */
} papers[] = {
  { "Invoice", "INVOICE", "BillEmail" },
  { "SalesReceipt", "SALES RECEIPT", "BillEmail" },
  { "Estimate", "ESTIMATE", "BillEmail" },
  { "CreditMemo", "CREDIT MEMO", "BillEmail" },
  { "RefundReceipt", "REFUND RECEIPT", "BillEmail" },
  { "PurchaseOrder", "PURCHASE ORDER", "POEmail" },
  { "Payment", "PAYMENT RECEIPT", NULL },
};

static int
paper_index (const SbEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (strcmp (papers[i].entity, entity->name) == 0)
      return (int) i;
  return -1;
}

/* ---- paper ---- */

static void
draw_pair (SbPdf *pdf, const char *label, const char *value)
{
  if (value == NULL)
    return;
  sb_pdf_line (pdf, 10);
  sb_pdf_text (pdf, 56, FALSE, label);
  sb_pdf_text (pdf, 180, FALSE, value);
}

static void
draw_line (SbPdf *pdf, const SbTree *line)
{
  const char *type = sb_tree_get_text (line, "DetailType");
  const SbTree *detail = type != NULL ? sb_tree_get (line, type) : NULL;
  const char *what = sb_tree_text (sb_tree_get_path (detail, "ItemRef.name"));

  if (g_strcmp0 (type, "SubTotalLineDetail") == 0)
    return;
  if (what == NULL)
    what = sb_tree_text (sb_tree_get_path (detail, "AccountRef.name"));
  if (what == NULL)
    what = sb_tree_get_text (line, "Description");
  sb_pdf_line (pdf, 10);
  sb_pdf_text (pdf, 56, FALSE, what);
  sb_pdf_text (pdf, 400, TRUE, sb_tree_get_text (detail, "Qty"));
  sb_pdf_text (pdf, 470, TRUE, sb_tree_get_text (detail, "UnitPrice"));
  sb_pdf_text (pdf, 539, TRUE, sb_tree_get_text (line, "Amount"));
}

static GBytes *
draw (SbBooks *books, const SbObject *object, const char *title)
{
  g_autoptr (SbPdf) pdf = sb_pdf_new ();
  const SbTree *lines = sb_tree_get (sb_object_body (object), "Line");
  const char *party = sb_tree_text (sb_tree_get_path (sb_object_body (object), "CustomerRef.name"));
  const char *supplier
      = sb_tree_text (sb_tree_get_path (sb_object_body (object), "VendorRef.name"));

  sb_pdf_line (pdf, 11);
  sb_pdf_text (pdf, 56, FALSE, sb_tree_get_text (sb_books_info (books), "CompanyName"));
  sb_pdf_line (pdf, 20);
  sb_pdf_text (pdf, 56, FALSE, title);
  draw_pair (pdf, "Number", sb_tree_get_text (sb_object_body (object), "DocNumber"));
  draw_pair (pdf, "Date", sb_tree_get_text (sb_object_body (object), "TxnDate"));
  draw_pair (pdf, "Due", sb_tree_get_text (sb_object_body (object), "DueDate"));
  draw_pair (pdf, "Name", party != NULL ? party : supplier);
  sb_pdf_line (pdf, 10);
  for (guint i = 0; i < sb_tree_length (lines); i++)
    draw_line (pdf, sb_tree_nth (lines, i));
  sb_pdf_line (pdf, 10);
  draw_pair (pdf, "Tax",
             sb_tree_text (sb_tree_get_path (sb_object_body (object), "TxnTaxDetail.TotalTax")));
  draw_pair (pdf, "Total", sb_tree_get_text (sb_object_body (object), "TotalAmt"));
  draw_pair (pdf, "Currency", sb_tree_get_ref (sb_object_body (object), "CurrencyRef"));
  draw_pair (pdf, "Note",
             sb_tree_text (sb_tree_get_path (sb_object_body (object), "CustomerMemo.value")));
  return sb_pdf_finish (pdf);
}

/* ---- mail ---- */

static SbTree *
mail_changes (SbBooks *books, const SbObject *object, const char *member, const char *address)
{
  g_autofree char *now = sb_pacific_format (sb_books_now (books), FALSE);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object->id);
  g_autofree char *token = g_strdup_printf ("%" G_GINT64_FORMAT, object->token);
  SbTree *changes = sb_tree_new_object ();
  SbTree *delivery = sb_tree_new_object ();
  SbTree *mail = sb_tree_new_object ();

  sb_tree_set_text (changes, "Id", id);
  sb_tree_set_text (changes, "SyncToken", token);
  sb_tree_set_truth (changes, "sparse", TRUE);
  sb_tree_set_text (changes, "EmailStatus", "EmailSent");
  sb_tree_set_text (mail, "Address", address);
  sb_tree_set (changes, member, mail);
  sb_tree_set_text (delivery, "DeliveryType", "Email");
  sb_tree_set_text (delivery, "DeliveryTime", now);
  if (strcmp (object->entity->name, "PurchaseOrder") != 0)
    sb_tree_set (changes, "DeliveryInfo", delivery);
  else
    sb_tree_free (delivery);
  return changes;
}

static void
send_mail (SbExchange *x, SbBooks *books, SbObject *object, const char *member)
{
  const char *given = sb_exchange_query (x, "sendTo");
  const char *stored
      = member != NULL ? sb_tree_get_text (sb_tree_get (sb_object_body (object), member), "Address")
                       : NULL;
  const char *address = given != NULL && given[0] != '\0' ? given : stored;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) changes = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *time = sb_pacific_format (sb_books_now (books), TRUE);
  SbSave save = { 0 };

  if (address == NULL)
    sb_fault_set (&error, 6420, "EmailAddress",
                  "Email address required : there is no address to send the document to");
  else if (strchr (address, '@') == NULL || strchr (strchr (address, '@'), '.') == NULL)
    sb_fault_set (&error, 2210, "EmailAddress",
                  "Email Address does not conform to the syntax rules of RFC 822. Supplied "
                  "value:%s",
                  address);
  else if (member == NULL) /* a payment has no member that says so */
    {
      g_autoptr (SbTree) as_is = sb_object_render (books, object);
      g_autofree char *text = sb_tree_to_text (as_is);

      answer = g_strdup_printf ("\"%s\":%s", object->entity->name, text);
    }
  else
    {
      changes = mail_changes (books, object, member, address);
      answer = sb_practice_save (x->practice, books, sb_exchange_query (x, "requestid"),
                                 object->entity, &save, changes, &error);
    }
  if (answer == NULL)
    sb_exchange_reply_fault (x, error);
  else
    sb_exchange_reply_json (x, 200, g_strdup_printf ("{%s,\"time\":\"%s\"}", answer, time));
}

gboolean
sb_practice_handle_paper (SbExchange *x, SbBooks *books, const SbEntity *entity)
{
  gboolean pdf = strcmp (x->segments[5], "pdf") == 0;
  int paper = paper_index (entity);
  g_autoptr (GError) error = NULL;
  SbObject *object;

  if (paper < 0 || pdf == (strcmp (x->method, "POST") == 0))
    return FALSE;
  object = sb_books_read (books, entity, x->segments[4], &error);
  if (object == NULL)
    sb_exchange_reply_fault (x, error);
  else if (pdf)
    sb_exchange_reply_blob (x, "application/pdf", draw (books, object, papers[paper].title));
  else
    send_mail (x, books, object, papers[paper].mail);
  return TRUE;
}
