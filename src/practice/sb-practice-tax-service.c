/* SPDX-License-Identifier: GPL-3.0-or-later */
/* taxservice/taxcode: makes a tax code with its rates. */
#include "sb-practice.h"

#include "sb-practice-entities.h"
#include "sb-practice-write.h"

#include <string.h>

static gboolean
fail_required (const char *member, GError **error)
{
  sb_fault_set (error, 2020, member, "Required parameter %s is missing in the request", member);
  return FALSE;
}

static SbTree *
plant (SbBooks *books, const char *entity, SbTree *body, GError **error)
{
  SbWriteOptions options = { .trusted = TRUE, .editor = "Stockbook" };

  return sb_books_write (books, sb_entity_named (entity), SB_WRITE_SAVE, body, &options, error);
}

static gboolean
check_name_free (SbBooks *books, const char *space, const char *name, GError **error)
{
  if (sb_books_find_name (books, space, name) == NULL)
    return TRUE;
  sb_fault_set (error, 6240, NULL,
                "The name supplied already exists. : A %s of this name exists. Please use a "
                "different name.",
                space);
  return FALSE;
}

static gboolean
check_rate (SbBooks *books, const SbTree *detail, GHashTable *seen, GError **error)
{
  const char *id = sb_tree_get_text (detail, "TaxRateId");
  const char *name = sb_tree_get_text (detail, "TaxRateName");
  gint64 value;

  if (id != NULL)
    {
      if (sb_books_find (books, sb_entity_named ("TaxRate"), id) != NULL
          && g_hash_table_add (seen, g_strdup (id)))
        return TRUE;
      sb_fault_set (error, 2500, "TaxRateId",
                    "Invalid Reference Id : TaxRates element id %s not found", id);
      return FALSE;
    }
  if (name == NULL)
    return fail_required ("TaxRateName", error);
  if (!sb_tree_decimal (sb_tree_get (detail, "RateValue"), 6, &value) || value < 0
      || value > 100000000)
    {
      sb_fault_set (error, 2140, "RateValue", "Invalid Amount : %s",
                    sb_tree_get_text (detail, "RateValue"));
      return FALSE;
    }
  if (sb_books_find (books, sb_entity_named ("TaxAgency"), sb_tree_get_text (detail, "TaxAgencyId"))
      == NULL)
    {
      sb_fault_set (error, 2500, "TaxAgencyId",
                    "Invalid Reference Id : TaxAgencies element not found");
      return FALSE;
    }
  return check_name_free (books, "tax rate", name, error);
}

static char *
rate_id (SbBooks *books, const SbTree *detail, GError **error)
{
  g_autoptr (SbTree) rate = NULL;
  SbTree *body;
  const char *id = sb_tree_get_text (detail, "TaxRateId");

  if (id != NULL)
    return g_strdup (id);
  body = sb_tree_new_object ();
  sb_tree_set_text (body, "Name", sb_tree_get_text (detail, "TaxRateName"));
  sb_tree_set (body, "RateValue", sb_tree_new_number (sb_tree_get_text (detail, "RateValue")));
  sb_tree_set_ref (body, "AgencyRef", sb_tree_get_text (detail, "TaxAgencyId"), NULL);
  sb_tree_set_truth (body, "Active", TRUE);
  sb_tree_set_text (body, "SpecialTaxType", "NONE");
  rate = plant (books, "TaxRate", body, error);
  sb_tree_free (body);
  return g_strdup (sb_tree_get_text (rate, "Id"));
}

static void
add_rate (SbTree *code, gboolean purchase, const char *id)
{
  const char *member = purchase ? "PurchaseTaxRateList" : "SalesTaxRateList";
  SbTree *list = sb_tree_get_path (code, purchase ? "PurchaseTaxRateList.TaxRateDetail"
                                                  : "SalesTaxRateList.TaxRateDetail");
  SbTree *row = sb_tree_new_object ();

  if (list == NULL)
    {
      SbTree *holder = sb_tree_new_object ();

      list = sb_tree_new_array ();
      sb_tree_set (holder, "TaxRateDetail", list);
      sb_tree_set (code, member, holder);
    }
  sb_tree_set_ref (row, "TaxRateRef", id, NULL);
  sb_tree_set_text (row, "TaxTypeApplicable", "TaxOnAmount");
  sb_tree_set_int (row, "TaxOrder", 0);
  sb_tree_append (list, row);
}

static SbTree *
make_code (SbBooks *books, const char *name, const SbTree *details, GError **error)
{
  g_autoptr (SbTree) code = sb_tree_new_object ();

  sb_tree_set_text (code, "Name", name);
  sb_tree_set_text (code, "Description", name);
  sb_tree_set_truth (code, "Active", TRUE);
  sb_tree_set_truth (code, "Taxable", TRUE);
  sb_tree_set_truth (code, "TaxGroup", TRUE);
  for (guint i = 0; i < sb_tree_length (details); i++)
    {
      const SbTree *detail = sb_tree_nth (details, i);
      gboolean purchase = g_strcmp0 (sb_tree_get_text (detail, "TaxApplicableOn"), "Purchase") == 0;
      g_autofree char *id = rate_id (books, detail, error);

      if (id == NULL)
        return NULL;
      add_rate (code, purchase, id);
    }
  return plant (books, "TaxCode", code, error);
}

void
sb_practice_handle_tax_service (SbExchange *x, SbBooks *books)
{
  g_autoptr (SbTree) body = sb_tree_parse (x->body, (gssize) x->body_length, NULL);
  SbTree *details = sb_tree_get (body, "TaxRateDetails");
  const char *name = sb_tree_get_text (body, "TaxCode");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) code = NULL;
  gboolean good = name != NULL && sb_tree_length (details) > 0
                      ? TRUE
                      : fail_required (name == NULL ? "TaxCode" : "TaxRateDetails", &error);

  /* Everything is checked before anything is made. */
  good = good && check_name_free (books, "tax code", name, &error);
  for (guint i = 0; good && i < sb_tree_length (details); i++)
    good = check_rate (books, sb_tree_nth (details, i), seen, &error);
  if (good)
    code = make_code (books, name, details, &error);
  if (code == NULL)
    {
      sb_exchange_reply_fault (x, error);
      return;
    }
  sb_practice_data_commit (x->practice->data, books, NULL, NULL, NULL);
  sb_tree_set_text (body, "TaxCodeId", sb_tree_get_text (code, "Id"));
  sb_exchange_reply_json (x, 200, sb_tree_to_text (body));
}
