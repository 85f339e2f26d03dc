/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form becomes an event: texts as typed by a person turn into the ledger's spelling, and what
 * cannot be read is refused at its field, before the ledger sees it. */

#include "sb-document-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-format.h"
#include "sb-json-writer.h"
#include "sb-ledger-error.h"
#include "sb-quantity.h"

/* A field that is only not filled in yet. The ledger gives this code to edits of records,
 * never to an event. */
#define MISSING_CODE SB_LEDGER_ERROR_STALE

/* Before the decimal point. */
#define MOST_DIGITS 10

typedef gboolean (*ParseFunc) (const char *text, gint64 *value, GError **error);

static void
set_missing (GError **error, const char *field, const char *message)
{
  sb_ledger_set_error (error, MISSING_CODE, field, "%s", message);
}

gboolean
sb_document_form_is_missing (const GError *error)
{
  return g_error_matches (error, SB_LEDGER_ERROR, MISSING_CODE);
}

static void
set_bad (GError **error, const char *field, const char *message)
{
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, field, "%s", message);
}

/* (transfer full): the ledger's spelling of a typed number */
static char *
read_number (const char *text, ParseFunc parse, const char *field, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *ascii = sb_format_read_number (text, NULL);
  gint64 value;

  if (ascii == NULL)
    {
      set_bad (error, field, _("This is not a number."));
      return NULL;
    }
  /* Nobody means a price or quantity of eleven digits: a finger stayed on a key. */
  if (strcspn (ascii + (*ascii == '-'), ".") > MOST_DIGITS)
    {
      set_bad (error, field, _("This number is too large."));
      return NULL;
    }
  if (!parse (ascii, &value, &local))
    {
      set_bad (error, field,
               strchr (ascii, '.') != NULL
                       && strlen (strchr (ascii, '.')) > 1 + SB_QUANTITY_SCALE
                   ? _("This has too many decimals.")
                   : _("This number is too large."));
      return NULL;
    }
  return g_steal_pointer (&ascii);
}

static gboolean
write_day (SbJsonWriter *writer, SbDocumentForm *self, const char *field, gint32 today,
           gboolean required, GError **error)
{
  const char *text = sb_document_form_get (self, field);
  g_autofree char *pointer = g_strconcat ("/", field, NULL);
  char buffer[SB_DAY_TEXT_SIZE];
  SbDay day;

  if (*text == '\0')
    {
      if (required)
        set_missing (error, pointer, _("Enter the day."));
      return !required;
    }
  if (!sb_format_read_day (text, today, &day, NULL))
    {
      set_bad (error, pointer, _("This is not a day. Write it like 2025-03-15."));
      return FALSE;
    }
  sb_json_writer_member_string (writer, field, sb_day_format (day, buffer));
  return TRUE;
}

static gboolean
money_parse (const char *text, gint64 *value, GError **error)
{
  /* Decimals beyond the currency's are the ledger's to refuse; here only what is a number. */
  return sb_price_parse (text, value, error);
}

/* The ledger refuses these too; here it is known what the field is called. */
static gboolean
check_sign (const char *number, const char *form_field, gboolean allow_negative,
            const char *pointer, GError **error)
{
  gboolean quantity = g_str_equal (form_field, "qty");
  gboolean zero = strspn (number, "-0.") == strlen (number);

  if (quantity && zero)
    set_bad (error, pointer, _("A quantity cannot be zero."));
  else if (*number == '-' && !zero && !allow_negative)
    set_bad (error, pointer,
             quantity ? _("A quantity must be above zero.") : _("This cannot be negative."));
  else
    return TRUE;
  return FALSE;
}

/* An optional number of a line; FALSE with the error at its field. */
static gboolean
write_number (SbJsonWriter *writer, SbFormLine *line, int position, const char *form_field,
              const char *member, ParseFunc parse, gboolean allow_negative, const char *missing,
              GError **error)
{
  const char *text = sb_form_line_get (line, form_field);
  g_autofree char *pointer = g_strdup_printf ("/lines/%d/%s", position, member);

  if (*text == '\0')
    {
      if (missing != NULL)
        set_missing (error, pointer, missing);
      return missing == NULL;
    }
  g_autofree char *number = read_number (text, parse, pointer, error);
  if (number == NULL)
    return FALSE;
  if (!check_sign (number, form_field, allow_negative, pointer, error))
    return FALSE;
  sb_json_writer_member_string (writer, member, number);
  return TRUE;
}

static gboolean
write_tax (SbJsonWriter *writer, SbFormLine *line, int position, GError **error)
{
  const char *text = sb_form_line_get (line, "tax");
  g_autofree char *pointer = g_strdup_printf ("/lines/%d/tax_rate", position);
  gint64 rate;

  if (*text == '\0')
    return TRUE;
  g_autofree char *percent = read_number (text, sb_percent_parse, pointer, error);
  if (percent == NULL || !sb_percent_parse (percent, &rate, error))
    return FALSE;
  g_autofree char *fraction = sb_rate_format (rate);
  sb_json_writer_member_string (writer, "tax_rate", fraction);
  return TRUE;
}

static gboolean
write_line (SbJsonWriter *writer, const SbDocumentKind *kind, SbFormLine *line, int position,
            GError **error)
{
  const char *sku = sb_form_line_get (line, "sku");
  guint parts = kind->parts;
  gboolean service = (parts & SB_DOCUMENT_SERVICES) != 0 && sb_form_line_is_service (line);
  const char *member = service ? "item" : "sku";

  if (*sku == '\0')
    {
      g_autofree char *pointer = g_strdup_printf ("/lines/%d/sku", position);
      set_missing (error, pointer, _("Choose a product."));
      return FALSE;
    }

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, member, sku);
  if (!write_number (writer, line, position, "qty", "qty", sb_quantity_parse,
                     (parts & SB_DOCUMENT_SIGNED) != 0, _("Enter a quantity."), error))
    return FALSE;
  if ((parts & SB_DOCUMENT_PRICE) != 0
      && !write_number (writer, line, position, "price", "unit_price", sb_price_parse, FALSE,
                        g_str_equal (kind->event, "purchase_order") ? NULL : _("Enter a price."),
                        error))
    return FALSE;
  if ((parts & SB_DOCUMENT_COST) != 0
      && !write_number (writer, line, position, "price", "unit_cost", sb_price_parse, FALSE,
                        (parts & SB_DOCUMENT_SIGNED) != 0 ? NULL : _("Enter a cost."), error))
    return FALSE;
  if ((parts & SB_DOCUMENT_DISCOUNT) != 0
      && !write_number (writer, line, position, "discount", "discount_pct", sb_percent_parse,
                        FALSE, NULL, error))
    return FALSE;
  if ((parts & SB_DOCUMENT_TAX) != 0 && !write_tax (writer, line, position, error))
    return FALSE;
  sb_json_writer_end_object (writer);
  return TRUE;
}

static gboolean
write_lines (SbJsonWriter *writer, SbDocumentForm *self, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  SbFormLine *line;
  int n = 0;

  sb_json_writer_name (writer, "lines");
  sb_json_writer_begin_array (writer);
  while ((line = sb_document_form_line_at (self, n)) != NULL)
    if (!write_line (writer, kind, line, n++, error))
      return FALSE;
  sb_json_writer_end_array (writer);
  if (n == 0)
    set_missing (error, "/lines", _("Add a product."));
  return n > 0;
}

static gboolean
write_party (SbJsonWriter *writer, SbDocumentForm *self, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  const char *party = sb_document_form_get (self, "party");

  if (*party == '\0')
    {
      g_autofree char *pointer = g_strconcat ("/", kind->party_member, NULL);
      set_missing (error, pointer,
                   kind->party == SB_PARTY_SUPPLIER ? _("Choose a supplier.")
                                                    : _("Choose a customer."));
      return FALSE;
    }
  sb_json_writer_member_string (writer, kind->party_member, party);
  return TRUE;
}

static gboolean
write_amount (SbJsonWriter *writer, SbDocumentForm *self, GError **error)
{
  const char *text = sb_document_form_get (self, "amount");
  const char *account = sb_document_form_get (self, "account");
  const char *account_id = sb_document_form_get (self, "account-id");

  if (*text == '\0')
    {
      set_missing (error, "/amount", _("Enter the amount."));
      return FALSE;
    }
  g_autofree char *amount = read_number (text, money_parse, "/amount", error);
  if (amount == NULL)
    return FALSE;
  sb_json_writer_member_string (writer, "amount", amount);
  sb_json_writer_member_string (writer, "account", *account != '\0' ? account : "Bank");
  if (*account_id != '\0')
    sb_json_writer_member_int (writer, "account_id", g_ascii_strtoll (account_id, NULL, 10));
  return TRUE;
}

/* What the document is called, and what it belongs to. */
static gboolean
write_names (SbJsonWriter *writer, SbDocumentForm *self, const char *id, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  const char *number = sb_document_form_get (self, "number");
  const char *chain = sb_document_form_get (self, "chain");
  const char *target = sb_document_form_get (self, "target");

  if (kind->own != NULL)
    {
      if (*number == '\0')
        {
          set_missing (error, "/number", _("Enter a number."));
          return FALSE;
        }
      sb_json_writer_member_string (writer, kind->own, number);
    }
  if (*number != '\0')
    sb_json_writer_member_string (writer, "number", number);
  if (kind->chain != NULL && *chain != '\0')
    sb_json_writer_member_string (writer, kind->chain, chain);
  if (kind->target != NULL)
    sb_json_writer_member_string (writer, kind->target, target);
  return TRUE;
}

char *
sb_document_form_to_event (SbDocumentForm *self, const char *id, SbCurrency currency, gint32 today,
                           GError **error)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();
  const char *note = sb_document_form_get (self, "note");
  const char *location = sb_document_form_get (self, "location");

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  if (!write_day (writer, self, "date", today, TRUE, error))
    return NULL;
  sb_json_writer_member_string (writer, "type", kind->event);
  if (!write_names (writer, self, id, error)
      || ((kind->parts & SB_DOCUMENT_PARTY) != 0 && !write_party (writer, self, error))
      || ((kind->parts & SB_DOCUMENT_DUE) != 0
          && !write_day (writer, self, "due", today, FALSE, error))
      || ((kind->parts & SB_DOCUMENT_AMOUNT) != 0 && !write_amount (writer, self, error))
      || ((kind->parts & SB_DOCUMENT_LINES) != 0 && !write_lines (writer, self, error)))
    return NULL;
  if (*location != '\0')
    sb_json_writer_member_string (writer, "location", location);
  if (*note != '\0')
    sb_json_writer_member_string (writer, "note", note);
  if ((kind->parts & SB_DOCUMENT_CARRIED) != 0
      && g_str_equal (sb_document_form_get (self, "carried"), "yes"))
    sb_json_writer_member_boolean (writer, "send", FALSE);
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

gboolean
sb_document_form_line_net (SbFormLine *line, SbCurrency currency, gint64 *net)
{
  g_return_val_if_fail (SB_IS_FORM_LINE (line), FALSE);
  g_autofree char *qty = sb_format_read_number (sb_form_line_get (line, "qty"), NULL);
  g_autofree char *price = sb_format_read_number (sb_form_line_get (line, "price"), NULL);
  g_autofree char *discount = sb_format_read_number (sb_form_line_get (line, "discount"), NULL);
  gint64 quantity, unit, rate = 0;

  return qty != NULL && price != NULL && sb_quantity_parse (qty, &quantity, NULL)
         && sb_price_parse (price, &unit, NULL)
         && (discount == NULL || sb_percent_parse (discount, &rate, NULL))
         && sb_extend (quantity, unit, rate, currency, net, NULL);
}

gboolean
sb_document_form_net (SbDocumentForm *self, SbCurrency currency, gint64 *net)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), FALSE);
  SbFormLine *line;
  gint64 sum = 0;

  for (int i = 0; (line = sb_document_form_line_at (self, i)) != NULL; i++)
    {
      gint64 part;
      if (!sb_document_form_line_net (line, currency, &part) || !sb_add (sum, part, &sum, NULL))
        return FALSE;
    }
  *net = sum;
  return TRUE;
}
