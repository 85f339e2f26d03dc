/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The next document of a transfer or a production order starts with what is under way; one that
 * starts from a product starts with that product. */

#include "sb-document-work.h"

#include <glib/gi18n.h>

#include "sb-format.h"
#include "sb-ledger-error.h"
#include "sb-product.h"
#include "sb-work.h"

static void
add_line (SbDocumentForm *form, const SbDocumentList *list, const char *sku, const char *name,
          gint64 quantity)
{
  SbFormLine *line = sb_document_form_add_to (form, list->member);
  g_autofree char *qty = sb_format_quantity (quantity);

  sb_form_line_set (line, "sku", sku);
  sb_form_line_set (line, "name", name);
  if (quantity != 0)
    sb_form_line_set (line, "qty", qty);
}

static gboolean
continue_work (SbDatabase *db, SbDocumentForm *form, gint64 chain, char **subtitle, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  gboolean lost = g_strcmp0 (kind->name, "lost") == 0;
  gboolean arrives = g_str_equal (kind->event, "transfer_receive");
  g_autoptr (SbWork) work = sb_work_load (db, chain, error);

  if (work == NULL)
    return FALSE;
  if (lost)
    {
      g_autofree char *location = g_strconcat ("@transit:", work->key, NULL);
      sb_document_form_set (form, "location", location);
    }
  else
    sb_document_form_set (form, "chain", work->key);
  for (guint i = 0; (lost || arrives) && i < work->rest->len; i++)
    {
      const SbWorkMove *rest = g_ptr_array_index (work->rest, i);
      add_line (form, kind->lists, rest->sku, rest->name, lost ? -rest->quantity : rest->quantity);
    }
  *subtitle = g_strdup (work->key);
  return TRUE;
}

static gboolean
start_with_product (SbDatabase *db, SbDocumentForm *form, gint64 id, char **subtitle,
                    GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);
  /* What is assembled comes out; everything else is about the first list. */
  const SbDocumentList *list = sb_document_kind_list (kind, "outputs");
  g_autoptr (GError) local = NULL;
  g_autoptr (SbProduct) product = sb_product_load (db, id, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (product == NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s",
                           _("This product is not there any more."));
      return FALSE;
    }
  if (!g_str_equal (kind->event, "assemble"))
    list = kind->lists;
  if (!g_str_equal (kind->event, "production_start"))
    add_line (form, list, product->sku, product->name, 0);
  *subtitle = g_strdup (product->name);
  return TRUE;
}

gboolean
sb_document_work_propose (SbDatabase *db, SbDocumentForm *form, gint64 ref, char **subtitle,
                          GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (form);

  if (kind->chain != NULL || g_strcmp0 (kind->name, "lost") == 0)
    return continue_work (db, form, ref, subtitle, error);
  return start_with_product (db, form, ref, subtitle, error);
}
