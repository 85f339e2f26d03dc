/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-party.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-money.h"

/* What QuickBooks takes, so that it is refused where it is typed and not in the night's run. */
#define NAME_MAX_LENGTH 100
#define EMAIL_MAX 100
#define PHONE_MAX 30
#define PERSON_MAX 100
#define LINE_MAX_LENGTH 500
#define NOTE_MAX 4000

#define PARTY_COLUMNS                                                                               \
  "id, kind, name, company, given_name, family_name, email, phone, mobile, website, currency, "     \
  "term, tax_code, billing_line1, billing_line2, billing_city, billing_region, billing_postal, "    \
  "billing_country, shipping_line1, shipping_line2, shipping_city, shipping_region, "               \
  "shipping_postal, shipping_country, note, status FROM party "

static const char SQL_BY_ID[] = "SELECT " PARTY_COLUMNS "WHERE id = :id";
static const char SQL_BY_NAME[] = "SELECT " PARTY_COLUMNS "WHERE kind = :kind AND name = :name";

static const char SQL_INSERT[] =
  "INSERT INTO party (kind, name, company, given_name, family_name, email, phone, mobile, website, "
  "  currency, term, tax_code, billing_line1, billing_line2, billing_city, billing_region, "
  "  billing_postal, billing_country, shipping_line1, shipping_line2, shipping_city, shipping_region, "
  "  shipping_postal, shipping_country, note, status, created, updated) "
  "VALUES (:kind, :name, :company, :given_name, :family_name, :email, :phone, :mobile, :website, "
  "  :currency, :term, :tax_code, :billing_line1, :billing_line2, :billing_city, :billing_region, "
  "  :billing_postal, :billing_country, :shipping_line1, :shipping_line2, :shipping_city, "
  "  :shipping_region, :shipping_postal, :shipping_country, :note, :status, :now, :now)";

static const char SQL_UPDATE[] =
  "UPDATE party SET kind = :kind, name = :name, company = :company, given_name = :given_name, "
  "  family_name = :family_name, email = :email, phone = :phone, mobile = :mobile, "
  "  website = :website, currency = :currency, term = :term, tax_code = :tax_code, "
  "  billing_line1 = :billing_line1, billing_line2 = :billing_line2, billing_city = :billing_city, "
  "  billing_region = :billing_region, billing_postal = :billing_postal, "
  "  billing_country = :billing_country, shipping_line1 = :shipping_line1, "
  "  shipping_line2 = :shipping_line2, shipping_city = :shipping_city, "
  "  shipping_region = :shipping_region, shipping_postal = :shipping_postal, "
  "  shipping_country = :shipping_country, note = :note, status = :status, updated = :now "
  "WHERE id = :id";

static const char SQL_STATUS[] = "UPDATE party SET status = :status, updated = :now WHERE id = :id";

static const char SQL_BALANCE[] =
  "SELECT coalesce (sum (CASE l.role WHEN 'AccountsReceivable' THEN l.amount "
  "                                  WHEN 'AccountsPayable' THEN -l.amount END), 0) AS balance "
  "FROM journal_line AS l WHERE l.party = :id AND l.role IN ('AccountsReceivable', 'AccountsPayable')";

G_DEFINE_BOXED_TYPE (SbParty, sb_party, sb_party_copy, sb_party_free)

const char *
sb_party_kind_word (SbPartyKind kind)
{
  return kind == SB_PARTY_SUPPLIER ? "supplier" : "customer";
}

SbParty *
sb_party_new (SbPartyKind kind, const char *name)
{
  SbParty *self = g_new0 (SbParty, 1);

  self->kind = kind;
  self->name = g_strdup (name);
  return self;
}

static void
copy_address (SbAddress *to, const SbAddress *from)
{
  to->line1 = g_strdup (from->line1);
  to->line2 = g_strdup (from->line2);
  to->city = g_strdup (from->city);
  to->region = g_strdup (from->region);
  to->postal = g_strdup (from->postal);
  to->country = g_strdup (from->country);
}

static void
clear_address (SbAddress *address)
{
  g_free (address->line1);
  g_free (address->line2);
  g_free (address->city);
  g_free (address->region);
  g_free (address->postal);
  g_free (address->country);
}

SbParty *
sb_party_copy (const SbParty *self)
{
  SbParty *copy = g_new (SbParty, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->email = g_strdup (self->email);
  copy->phone = g_strdup (self->phone);
  copy->mobile = g_strdup (self->mobile);
  copy->website = g_strdup (self->website);
  copy->company = g_strdup (self->company);
  copy->given_name = g_strdup (self->given_name);
  copy->family_name = g_strdup (self->family_name);
  copy->currency = g_strdup (self->currency);
  copy->note = g_strdup (self->note);
  copy_address (&copy->billing, &self->billing);
  copy_address (&copy->shipping, &self->shipping);
  return copy;
}

void
sb_party_free (SbParty *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->mobile);
  g_free (self->website);
  g_free (self->company);
  g_free (self->given_name);
  g_free (self->family_name);
  g_free (self->currency);
  g_free (self->note);
  clear_address (&self->billing);
  clear_address (&self->shipping);
  g_free (self);
}

/* NULL without an error when the statement has no row. */
static SbParty *
read_party (SbStatement *st, GError **error)
{
  SbParty *self = NULL;

  if (sb_statement_step (st, error) != SB_STEP_ROW)
    return NULL;
  self = g_new0 (SbParty, 1);
  self->id = sb_statement_int64 (st, "id");
  self->kind = g_str_equal (sb_statement_text (st, "kind"), "supplier") ? SB_PARTY_SUPPLIER : SB_PARTY_CUSTOMER;
  self->name = sb_statement_dup_text (st, "name");
  self->company = sb_statement_dup_text (st, "company");
  self->given_name = sb_statement_dup_text (st, "given_name");
  self->family_name = sb_statement_dup_text (st, "family_name");
  self->email = sb_statement_dup_text (st, "email");
  self->phone = sb_statement_dup_text (st, "phone");
  self->mobile = sb_statement_dup_text (st, "mobile");
  self->website = sb_statement_dup_text (st, "website");
  self->currency = sb_statement_dup_text (st, "currency");
  self->note = sb_statement_dup_text (st, "note");
  self->term = sb_statement_int64 (st, "term");
  self->tax_code = sb_statement_int64 (st, "tax_code");
  self->billing.line1 = sb_statement_dup_text (st, "billing_line1");
  self->billing.line2 = sb_statement_dup_text (st, "billing_line2");
  self->billing.city = sb_statement_dup_text (st, "billing_city");
  self->billing.region = sb_statement_dup_text (st, "billing_region");
  self->billing.postal = sb_statement_dup_text (st, "billing_postal");
  self->billing.country = sb_statement_dup_text (st, "billing_country");
  self->shipping.line1 = sb_statement_dup_text (st, "shipping_line1");
  self->shipping.line2 = sb_statement_dup_text (st, "shipping_line2");
  self->shipping.city = sb_statement_dup_text (st, "shipping_city");
  self->shipping.region = sb_statement_dup_text (st, "shipping_region");
  self->shipping.postal = sb_statement_dup_text (st, "shipping_postal");
  self->shipping.country = sb_statement_dup_text (st, "shipping_country");
  self->deprecated = g_str_equal (sb_statement_text (st, "status"), "deprecated");
  return self;
}

SbParty *
sb_party_load (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_BY_ID, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error))
    return NULL;
  return read_party (st, error);
}

SbParty *
sb_party_find (SbDatabase *db, SbPartyKind kind, const char *name, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_BY_NAME, error);

  if (st == NULL || !sb_statement_bind_text (st, ":kind", sb_party_kind_word (kind), error) ||
      !sb_statement_bind_text (st, ":name", name, error))
    return NULL;
  return read_party (st, error);
}

static gboolean
check_email (const char *email, GError **error)
{
  const char *at = NULL;

  if (email == NULL || email[0] == '\0')
    return TRUE;
  if (!sb_check_text (email, "/email", EMAIL_MAX, FALSE, error))
    return FALSE;
  at = strchr (email, '@');
  if (at != NULL && at > email && strchr (at, '.') != NULL && strpbrk (email, " \t\n<>") == NULL)
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/email", "%s", _("this is not an e-mail address"));
  return FALSE;
}

static gboolean
check_address (const SbAddress *address, const char *field, GError **error)
{
  const char *const parts[] = { address->line1, address->line2, address->city, address->region,
                                address->postal, address->country };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!sb_check_text (parts[i], field, LINE_MAX_LENGTH, FALSE, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_party (const SbParty *party, GError **error)
{
  SbCurrency currency;

  if (!sb_check_text (party->name, "/name", NAME_MAX_LENGTH, TRUE, error) ||
      !sb_check_text (party->company, "/company", PERSON_MAX, FALSE, error) ||
      !sb_check_text (party->given_name, "/given_name", PERSON_MAX, FALSE, error) ||
      !sb_check_text (party->family_name, "/family_name", PERSON_MAX, FALSE, error) ||
      !sb_check_text (party->phone, "/phone", PHONE_MAX, FALSE, error) ||
      !sb_check_text (party->mobile, "/mobile", PHONE_MAX, FALSE, error) ||
      !sb_check_text (party->website, "/website", LINE_MAX_LENGTH, FALSE, error) ||
      !sb_check_text (party->note, "/note", NOTE_MAX, FALSE, error) ||
      !check_address (&party->billing, "/billing", error) ||
      !check_address (&party->shipping, "/shipping", error) ||
      !check_email (party->email, error))
    return FALSE;
  /* A colon makes a sub-customer of it in QuickBooks. */
  if (strpbrk (party->name, ":\t\n") != NULL)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/name", "%s",
                           _("a name cannot have a colon, tab or line break"));
      return FALSE;
    }
  if (party->currency != NULL && !sb_currency_from_code (party->currency, &currency, NULL))
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/currency", "%s", _("this is not a currency"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_name_free (SbTxn *txn, const SbParty *party, gint64 own_id, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SbParty) other = sb_party_find (sb_txn_get_database (txn), party->kind, party->name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (other == NULL || other->id == own_id)
    return TRUE;
  sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/name", _("the name “%s” is taken"), party->name);
  return FALSE;
}

static gboolean
bind_optional (SbStatement *st, const char *name, const char *text, GError **error)
{
  return sb_statement_bind_text (st, name, text != NULL && text[0] != '\0' ? text : NULL, error);
}

static gboolean
bind_reference (SbStatement *st, const char *name, gint64 id, GError **error)
{
  return id == 0 ? sb_statement_bind_null (st, name, error) : sb_statement_bind_int64 (st, name, id, error);
}

static gboolean
bind_addresses (SbStatement *st, const SbParty *party, GError **error)
{
  return bind_optional (st, ":billing_line1", party->billing.line1, error) &&
         bind_optional (st, ":billing_line2", party->billing.line2, error) &&
         bind_optional (st, ":billing_city", party->billing.city, error) &&
         bind_optional (st, ":billing_region", party->billing.region, error) &&
         bind_optional (st, ":billing_postal", party->billing.postal, error) &&
         bind_optional (st, ":billing_country", party->billing.country, error) &&
         bind_optional (st, ":shipping_line1", party->shipping.line1, error) &&
         bind_optional (st, ":shipping_line2", party->shipping.line2, error) &&
         bind_optional (st, ":shipping_city", party->shipping.city, error) &&
         bind_optional (st, ":shipping_region", party->shipping.region, error) &&
         bind_optional (st, ":shipping_postal", party->shipping.postal, error) &&
         bind_optional (st, ":shipping_country", party->shipping.country, error);
}

static gboolean
bind_party (SbStatement *st, const SbParty *party, gint64 now, GError **error)
{
  return sb_statement_bind_text (st, ":kind", sb_party_kind_word (party->kind), error) &&
         sb_statement_bind_text (st, ":name", party->name, error) &&
         bind_optional (st, ":company", party->company, error) &&
         bind_optional (st, ":given_name", party->given_name, error) &&
         bind_optional (st, ":family_name", party->family_name, error) &&
         bind_optional (st, ":email", party->email, error) &&
         bind_optional (st, ":phone", party->phone, error) &&
         bind_optional (st, ":mobile", party->mobile, error) &&
         bind_optional (st, ":website", party->website, error) &&
         bind_optional (st, ":currency", party->currency, error) &&
         bind_optional (st, ":note", party->note, error) &&
         bind_reference (st, ":term", party->term, error) &&
         bind_reference (st, ":tax_code", party->tax_code, error) &&
         bind_addresses (st, party, error) &&
         sb_statement_bind_text (st, ":status", party->deprecated ? "deprecated" : "active", error) &&
         sb_statement_bind_int64 (st, ":now", now, error);
}

gint64
sb_party_create (SbTxn *txn, const SbParty *party, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = NULL;

  if (!check_party (party, error) || !check_name_free (txn, party, 0, error))
    return 0;
  st = sb_txn_prepare (txn, SQL_INSERT, error);
  if (st == NULL || !bind_party (st, party, now, error) || !sb_statement_run (st, error))
    return 0;
  sb_ledger_note_change (txn, SB_CHANGE_PARTIES);
  return sb_database_last_row_id (sb_txn_get_database (txn));
}

static gboolean
check_changed (SbTxn *txn, GError **error)
{
  if (sb_database_changes (sb_txn_get_database (txn)) == 0)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s", _("there is no such contact"));
      return FALSE;
    }
  sb_ledger_note_change (txn, SB_CHANGE_PARTIES);
  return TRUE;
}

gboolean
sb_party_update (SbTxn *txn, const SbParty *party, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = NULL;

  if (!check_party (party, error) || !check_name_free (txn, party, party->id, error))
    return FALSE;
  st = sb_txn_prepare (txn, SQL_UPDATE, error);
  if (st == NULL || !bind_party (st, party, now, error) ||
      !sb_statement_bind_int64 (st, ":id", party->id, error) || !sb_statement_run (st, error))
    return FALSE;
  return check_changed (txn, error);
}

gboolean
sb_party_set_deprecated (SbTxn *txn, gint64 id, gboolean deprecated, gint64 now, GError **error)
{
  g_autoptr(SbStatement) st = sb_txn_prepare (txn, SQL_STATUS, error);

  if (st == NULL || !sb_statement_bind_text (st, ":status", deprecated ? "deprecated" : "active", error) ||
      !sb_statement_bind_int64 (st, ":now", now, error) || !sb_statement_bind_int64 (st, ":id", id, error) ||
      !sb_statement_run (st, error))
    return FALSE;
  return check_changed (txn, error);
}

gint64
sb_party_ensure (SbTxn *txn, SbPartyKind kind, const char *name, GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(SbParty) found = sb_party_find (sb_txn_get_database (txn), kind, name, &local_error);
  g_autoptr(SbParty) made = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return 0;
    }
  if (found != NULL)
    return found->id;
  made = sb_party_new (kind, name);
  return sb_party_create (txn, made, 0, error);
}

gboolean
sb_party_balance (SbDatabase *db, gint64 id, gint64 *balance, GError **error)
{
  g_autoptr(SbStatement) st = sb_database_prepare (db, SQL_BALANCE, error);

  if (st == NULL || !sb_statement_bind_int64 (st, ":id", id, error) || sb_statement_step (st, error) != SB_STEP_ROW)
    return FALSE;
  *balance = sb_statement_int64 (st, "balance");
  return TRUE;
}
