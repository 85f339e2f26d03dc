/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers and suppliers <-> Customer and Vendor. */
#include "sb-list-entity.h"

#include "sb-party.h"
#include "sb-qbo-customer.h"
#include "sb-qbo-vendor.h"

#define NAME_MAX_CHARS 500
#define ADDRESS "BillAddr."

/* Where both sides changed an address, QuickBooks is the one that the accountant works in. */
static const SbFieldSpec SPECS[] = {
  { "DisplayName", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { "CompanyName", SB_FIELD_SUGGEST_QBO, FALSE },
  { "PrimaryEmailAddr", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { "PrimaryPhone", SB_FIELD_SUGGEST_LOCAL, FALSE },
  { ADDRESS "Line1", SB_FIELD_SUGGEST_QBO, TRUE },
  { ADDRESS "Line2", SB_FIELD_SUGGEST_QBO, TRUE },
  { ADDRESS "City", SB_FIELD_SUGGEST_QBO, TRUE },
  { ADDRESS "CountrySubDivisionCode", SB_FIELD_SUGGEST_QBO, TRUE },
  { ADDRESS "PostalCode", SB_FIELD_SUGGEST_QBO, TRUE },
  { ADDRESS "Country", SB_FIELD_SUGGEST_QBO, TRUE },
};

/* The same field in the three structs. */
static const struct
{
  const char *field;
  gsize party;
  gsize customer;
  gsize vendor;
} TEXTS[] = {
  { "DisplayName", G_STRUCT_OFFSET (SbParty, name), G_STRUCT_OFFSET (SbQboCustomer, display_name),
    G_STRUCT_OFFSET (SbQboVendor, display_name) },
  { "CompanyName", G_STRUCT_OFFSET (SbParty, company),
    G_STRUCT_OFFSET (SbQboCustomer, company_name), G_STRUCT_OFFSET (SbQboVendor, company_name) },
  { "PrimaryEmailAddr", G_STRUCT_OFFSET (SbParty, email), G_STRUCT_OFFSET (SbQboCustomer, email),
    G_STRUCT_OFFSET (SbQboVendor, email) },
  { "PrimaryPhone", G_STRUCT_OFFSET (SbParty, phone), G_STRUCT_OFFSET (SbQboCustomer, phone),
    G_STRUCT_OFFSET (SbQboVendor, phone) },
};

static const struct
{
  const char *field;
  gsize local;
  gsize qbo;
} PARTS[] = {
  { ADDRESS "Line1", G_STRUCT_OFFSET (SbAddress, line1), G_STRUCT_OFFSET (SbQboAddress, line1) },
  { ADDRESS "Line2", G_STRUCT_OFFSET (SbAddress, line2), G_STRUCT_OFFSET (SbQboAddress, line2) },
  { ADDRESS "City", G_STRUCT_OFFSET (SbAddress, city), G_STRUCT_OFFSET (SbQboAddress, city) },
  { ADDRESS "CountrySubDivisionCode", G_STRUCT_OFFSET (SbAddress, region),
    G_STRUCT_OFFSET (SbQboAddress, region) },
  { ADDRESS "PostalCode", G_STRUCT_OFFSET (SbAddress, postal),
    G_STRUCT_OFFSET (SbQboAddress, postal_code) },
  { ADDRESS "Country", G_STRUCT_OFFSET (SbAddress, country),
    G_STRUCT_OFFSET (SbQboAddress, country) },
};

#define TEXT_AT(object, offset) (G_STRUCT_MEMBER (char *, (object), (offset)))

static SbFields *
party_read_local (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbParty) party = sb_party_load (db, id, error);
  g_autofree char *name = NULL;
  SbFields *fields;

  if (party == NULL)
    return NULL;

  fields = sb_fields_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    sb_fields_set (fields, TEXTS[i].field, TEXT_AT (party, TEXTS[i].party));
  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    sb_fields_set (fields, PARTS[i].field, TEXT_AT (&party->billing, PARTS[i].local));
  name = sb_list_clean_name (party->name, NAME_MAX_CHARS);
  sb_fields_set (fields, "DisplayName", name);
  return fields;
}

static void
read_address (SbFields *fields, SbQboAddress *address)
{
  for (gsize i = 0; address != NULL && i < G_N_ELEMENTS (PARTS); i++)
    sb_fields_set (fields, PARTS[i].field, TEXT_AT (address, PARTS[i].qbo));
}

static SbFields *
customer_read_qbo (JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboCustomer) customer = sb_qbo_customer_from_json (object, home, error);
  SbFields *fields;

  if (customer == NULL)
    return NULL;
  fields = sb_fields_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    sb_fields_set (fields, TEXTS[i].field, TEXT_AT (customer, TEXTS[i].customer));
  read_address (fields, customer->bill_address);
  return fields;
}

static SbFields *
vendor_read_qbo (JsonObject *object, SbCurrency home, GError **error)
{
  g_autoptr (SbQboVendor) vendor = sb_qbo_vendor_from_json (object, home, error);
  SbFields *fields;

  if (vendor == NULL)
    return NULL;
  fields = sb_fields_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    sb_fields_set (fields, TEXTS[i].field, TEXT_AT (vendor, TEXTS[i].vendor));
  read_address (fields, vendor->address);
  return fields;
}

static void
take_text (const SbFields *values, const char *name, char **slot)
{
  const char *value = sb_fields_get (values, name);

  if (!sb_fields_has (values, name))
    return;
  g_free (*slot);
  *slot = value[0] != '\0' ? g_strdup (value) : NULL;
}

static void
take_fields (SbParty *party, const SbFields *values)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      /* A name is never cleared. */
      if (i > 0 || sb_fields_get (values, TEXTS[i].field)[0] != '\0')
        take_text (values, TEXTS[i].field, &TEXT_AT (party, TEXTS[i].party));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    take_text (values, PARTS[i].field, &TEXT_AT (&party->billing, PARTS[i].local));
}

static gboolean
party_write_local (SbTxn *txn, gint64 id, const SbFields *values, gint64 now, GError **error)
{
  g_autoptr (SbParty) party = sb_party_load (sb_txn_get_database (txn), id, error);

  if (party == NULL)
    return FALSE;
  take_fields (party, values);
  return sb_party_update (txn, party, now, error);
}

static gint64
party_create (SbTxn *txn, SbPartyKind kind, const SbFields *values, gint64 now, GError **error)
{
  g_autoptr (SbParty) party = sb_party_new (kind, sb_fields_get (values, "DisplayName"));

  take_fields (party, values);
  return sb_party_create (txn, party, now, error);
}

static gint64
customer_create_local (SbTxn *txn, JsonObject *object, const SbFields *values, gint64 now,
                       GError **error)
{
  return party_create (txn, SB_PARTY_CUSTOMER, values, now, error);
}

static gint64
vendor_create_local (SbTxn *txn, JsonObject *object, const SbFields *values, gint64 now,
                     GError **error)
{
  return party_create (txn, SB_PARTY_SUPPLIER, values, now, error);
}

/* An empty text clears the field there; on a new object it is left out. */
static void
give_text (const SbFields *values, const char *name, gboolean is_new, char **slot)
{
  const char *value = sb_fields_get (values, name);

  if (sb_fields_has (values, name) && !(is_new && value[0] == '\0'))
    sb_qbo_text_set (slot, value);
}

/* An address goes as a whole: its parts are no fields of their own there. */
static SbQboAddress *
give_address (const SbFields *all, const SbFields *values, gboolean is_new)
{
  SbQboAddress *address;
  gboolean wanted = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      if (sb_fields_has (values, PARTS[i].field)
          && (!is_new || sb_fields_get (values, PARTS[i].field)[0] != '\0'))
        wanted = TRUE;
    }
  if (!wanted)
    return NULL;

  address = sb_qbo_address_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      const char *value = sb_fields_get (all, PARTS[i].field);

      if (value[0] != '\0' || (!is_new && sb_fields_has (values, PARTS[i].field)))
        sb_qbo_text_set (&TEXT_AT (address, PARTS[i].qbo), value);
    }
  return address;
}

static GBytes *
customer_to_bytes (const SbFields *all, const SbFields *values, gboolean is_service,
                   const SbListRefs *refs, const char *id, const char *sync_token, GError **error)
{
  g_autoptr (SbQboCustomer) customer = sb_qbo_customer_new ();

  customer->meta.id = g_strdup (id);
  customer->meta.currency = refs->home;
  sb_qbo_ref_set (&customer->currency_ref, refs->currency);
  customer->meta.sync_token = g_strdup (sync_token);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    give_text (values, TEXTS[i].field, id == NULL, &TEXT_AT (customer, TEXTS[i].customer));
  customer->bill_address = give_address (all, values, id == NULL);
  return sb_qbo_customer_check (customer, error) ? sb_qbo_customer_to_bytes (customer) : NULL;
}

static GBytes *
vendor_to_bytes (const SbFields *all, const SbFields *values, gboolean is_service,
                 const SbListRefs *refs, const char *id, const char *sync_token, GError **error)
{
  g_autoptr (SbQboVendor) vendor = sb_qbo_vendor_new ();

  vendor->meta.id = g_strdup (id);
  vendor->meta.currency = refs->home;
  sb_qbo_ref_set (&vendor->currency_ref, refs->currency);
  vendor->meta.sync_token = g_strdup (sync_token);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    give_text (values, TEXTS[i].field, id == NULL, &TEXT_AT (vendor, TEXTS[i].vendor));
  vendor->address = give_address (all, values, id == NULL);
  return sb_qbo_vendor_check (vendor, error) ? sb_qbo_vendor_to_bytes (vendor) : NULL;
}

static const char *
party_refusal (JsonObject *object)
{
  return NULL;
}

const SbListEntity sb_list_customer = {
  "Customer",
  "customer",
  "DisplayName",
  SPECS,
  G_N_ELEMENTS (SPECS),
  party_read_local,
  customer_read_qbo,
  party_write_local,
  customer_create_local,
  customer_to_bytes,
  party_refusal,
};

const SbListEntity sb_list_vendor = {
  "Vendor",        "supplier",           "DisplayName",
  SPECS,           G_N_ELEMENTS (SPECS), party_read_local,
  vendor_read_qbo, party_write_local,    vendor_create_local,
  vendor_to_bytes, party_refusal,
};
