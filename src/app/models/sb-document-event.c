/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A form becomes an event: texts as typed by a person turn into the ledger's spelling, and what
 * cannot be read is refused at its field, before the ledger sees it. */

#include "sb-document-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-decimal.h"
#include "sb-document-field.h"
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
check_sign (const char *number, gboolean quantity, gboolean allow_negative, const char *pointer,
            GError **error)
{
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

/* A typed number as @member; percent becomes a fraction when @as_rate. */
static gboolean
write_number (SbJsonWriter *writer, const char *text, const char *member, ParseFunc parse,
              gboolean as_rate, gboolean allow_negative, const char *pointer, GError **error)
{
  gint64 rate;
  g_autofree char *number = read_number (text, parse, pointer, error);

  if (number == NULL
      || !check_sign (number, parse == sb_quantity_parse, allow_negative, pointer, error))
    return FALSE;
  if (!as_rate)
    {
      sb_json_writer_member_string (writer, member, number);
      return TRUE;
    }
  if (!sb_percent_parse (number, &rate, error))
    return FALSE;
  g_autofree char *fraction = sb_rate_format (rate);
  sb_json_writer_member_string (writer, member, fraction);
  return TRUE;
}

/* Not sb_quantity_parse() itself: what was counted may be none. */
static gboolean
count_parse (const char *text, gint64 *value, GError **error)
{
  return sb_quantity_parse (text, value, error);
}

static ParseFunc
parse_of_column (SbColumnType type)
{
  switch (type)
    {
    case SB_COLUMN_QUANTITY:
      return sb_quantity_parse;
    case SB_COLUMN_COUNT:
      return count_parse;
    case SB_COLUMN_PERCENT:
    case SB_COLUMN_RATE:
      return sb_percent_parse;
    case SB_COLUMN_MONEY:
    case SB_COLUMN_PRICE:
    case SB_COLUMN_CHOICE:
    case SB_COLUMN_CHECK:
    default:
      return money_parse;
    }
}

/* "#12" is an account, anything else a role. */
static void
write_choice (SbJsonWriter *writer, const char *member, const char *text)
{
  if (*text == '#')
    sb_json_writer_member_int (writer, "account_id", g_ascii_strtoll (text + 1, NULL, 10));
  else if (*text != '\0')
    sb_json_writer_member_string (writer, member, text);
}

static gboolean
write_cell (SbJsonWriter *writer, const SbDocumentList *list, const SbLineColumn *column,
            SbFormLine *line, int position, GError **error)
{
  const char *text = sb_form_line_get (line, column->field);
  g_autofree char *pointer = NULL;

  if (column->type == SB_COLUMN_CHOICE)
    {
      write_choice (writer, column->member, text);
      return TRUE;
    }
  if (column->type == SB_COLUMN_CHECK)
    {
      if (g_str_equal (text, "yes"))
        sb_json_writer_member_boolean (writer, column->member, FALSE);
      return TRUE;
    }
  pointer = g_strdup_printf ("/%s/%d/%s", list->member, position, column->member);
  if (*text == '\0')
    {
      if (column->missing == NULL || (list->optional & column->part) != 0)
        return TRUE;
      set_missing (error, pointer, _(column->missing));
      return FALSE;
    }
  return write_number (writer, text, column->member, parse_of_column (column->type),
                       column->type == SB_COLUMN_RATE, (list->columns & SB_LINE_SIGNED) != 0,
                       pointer, error);
}

static gboolean
write_line (SbJsonWriter *writer, const SbDocumentList *list, SbFormLine *line, int position,
            GError **error)
{
  const char *sku = sb_form_line_get (line, "sku");
  gboolean service = (list->columns & SB_LINE_SERVICES) != 0 && sb_form_line_is_service (line);
  gsize n;
  const SbLineColumn *columns = sb_line_columns (&n);

  if ((list->columns & SB_LINE_PRODUCT) != 0)
    {
      if (*sku == '\0')
        {
          g_autofree char *pointer = g_strdup_printf ("/%s/%d/sku", list->member, position);
          set_missing (error, pointer, _("Choose a product."));
          return FALSE;
        }
      sb_json_writer_member_string (writer, service ? "item" : "sku", sku);
    }
  for (gsize i = 0; i < n; i++)
    if ((list->columns & columns[i].part) != 0
        && !write_cell (writer, list, &columns[i], line, position, error))
      return FALSE;
  return TRUE;
}

/* A list of what was picked: names alone. Returns how many. */
static int
write_picked (SbJsonWriter *writer, SbDocumentForm *self, const SbDocumentList *list)
{
  SbFormLine *line;
  int n = 0;

  for (int i = 0; (line = sb_document_form_line_in (self, list->member, i)) != NULL; i++)
    if (g_str_equal (sb_form_line_get (line, "pick"), "yes"))
      {
        sb_json_writer_string (writer, sb_form_line_get (line, "sku"));
        n++;
      }
  return n;
}

/* The members of the only line stand in the event itself. */
static gboolean
write_only_line (SbJsonWriter *writer, SbDocumentForm *self, const SbDocumentList *list,
                 GError **error)
{
  SbFormLine *line = sb_document_form_line_in (self, list->member, 0);
  g_autofree char *pointer = g_strconcat ("/", list->member, NULL);

  if (line == NULL)
    {
      set_missing (error, pointer,
                   (list->columns & SB_LINE_PRODUCT) != 0 ? _("Choose a product.")
                                                          : _("Enter the amount."));
      return FALSE;
    }
  if (sb_document_form_line_in (self, list->member, 1) != NULL)
    {
      set_bad (error, pointer, _("Only one at a time."));
      return FALSE;
    }
  return write_line (writer, list, line, 0, error);
}

static gboolean
write_object (SbJsonWriter *writer, const SbDocumentList *list, SbFormLine *line, int position,
              GError **error)
{
  sb_json_writer_begin_object (writer);
  if (!write_line (writer, list, line, position, error))
    return FALSE;
  sb_json_writer_end_object (writer);
  return TRUE;
}

static gboolean
write_list (SbJsonWriter *writer, SbDocumentForm *self, const SbDocumentList *list, GError **error)
{
  g_autofree char *pointer = g_strconcat ("/", list->member, NULL);
  SbFormLine *line;
  int n = 0;

  if ((list->columns & SB_LINE_ONE) != 0)
    return write_only_line (writer, self, list, error);
  /* "lines" has to be there, even empty; the others only with something in them. */
  if (sb_document_form_line_in (self, list->member, 0) == NULL && list->empty_ok
      && list != sb_document_form_get_kind (self)->lists)
    return TRUE;
  sb_json_writer_name (writer, list->member);
  sb_json_writer_begin_array (writer);
  if ((list->columns & SB_LINE_PICK) != 0)
    n = write_picked (writer, self, list);
  else
    while ((line = sb_document_form_line_in (self, list->member, n)) != NULL)
      if (!write_object (writer, list, line, n++, error))
        return FALSE;
  sb_json_writer_end_array (writer);
  if (n == 0 && !list->empty_ok)
    set_missing (error, pointer,
                 (list->columns & SB_LINE_PICK) != 0 ? _("Choose at least one.")
                                                     : _("Add a product."));
  return n > 0 || list->empty_ok;
}

static gboolean
write_party (SbJsonWriter *writer, SbDocumentForm *self, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  const char *party = sb_document_form_get (self, "party");

  if (*party == '\0' && (kind->parts & SB_DOCUMENT_PARTY) != 0)
    {
      g_autofree char *pointer = g_strconcat ("/", kind->party_member, NULL);
      set_missing (error, pointer,
                   kind->party == SB_PARTY_SUPPLIER ? _("Choose a supplier.")
                                                    : _("Choose a customer."));
      return FALSE;
    }
  if (*party != '\0')
    sb_json_writer_member_string (writer, kind->party_member, party);
  return TRUE;
}

/* "Bank:12": the role, and which of its accounts. */
static void
write_account (SbJsonWriter *writer, const char *member, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  sb_json_writer_member_string (writer, member, parts[0]);
  if (parts[1] != NULL)
    sb_json_writer_member_int (writer, "account_id", g_ascii_strtoll (parts[1], NULL, 10));
}

static gboolean
write_filled (SbJsonWriter *writer, const SbDocumentField *field, const char *text, gint32 today,
              SbDocumentForm *self, GError **error)
{
  g_autofree char *pointer = g_strconcat ("/", field->member, NULL);

  switch (field->type)
    {
    case SB_FIELD_DAY:
      return write_day (writer, self, field->member, today, FALSE, error);
    case SB_FIELD_MONEY:
      return write_number (writer, text, field->member, money_parse, FALSE, field->negative,
                           pointer, error);
    case SB_FIELD_RATE:
      return write_number (writer, text, field->member, sb_rate_parse, FALSE, FALSE, pointer,
                           error);
    case SB_FIELD_PERCENT:
      return write_number (writer, text, field->member, sb_percent_parse, TRUE, FALSE, pointer,
                           error);
    case SB_FIELD_ACCOUNT:
      write_account (writer, field->member, text);
      return TRUE;
    case SB_FIELD_CHECK:
      sb_json_writer_member_boolean (writer, field->member, field->checked);
      return TRUE;
    case SB_FIELD_TEXT:
    case SB_FIELD_PARTY:
    case SB_FIELD_CHOICE:
    default:
      sb_json_writer_member_string (writer, field->member, text);
      return TRUE;
    }
}

/* Money of another currency is worth nothing known without its rate. */
static gboolean
check_rate (SbDocumentForm *self, GError **error)
{
  gboolean own = (sb_document_form_get_kind (self)->parts & SB_DOCUMENT_CURRENCY) != 0;

  if (!own || *sb_document_form_get (self, "currency") == '\0'
      || *sb_document_form_get (self, "rate") != '\0')
    return TRUE;
  set_missing (error, "/rate", _("Enter the exchange rate."));
  return FALSE;
}

/* The fields above the lines, or those below. */
static gboolean
write_fields (SbJsonWriter *writer, SbDocumentForm *self, gboolean foot, gint32 today,
              GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  gsize n;
  const SbDocumentField *fields = sb_document_fields (&n);

  for (gsize i = 0; i < n; i++)
    {
      const char *text = sb_document_form_get (self, fields[i].name);
      if (fields[i].member == NULL || fields[i].foot != foot
          || !sb_document_field_is_of (&fields[i], kind))
        continue;
      if (*text == '\0' && fields[i].missing != NULL)
        {
          g_autofree char *pointer = g_strconcat ("/", fields[i].member, NULL);
          set_missing (error, pointer, _(fields[i].missing));
          return FALSE;
        }
      if (*text != '\0' && !write_filled (writer, &fields[i], text, today, self, error))
        return FALSE;
    }
  return TRUE;
}

/* What the document is called, and what it belongs to. */
static gboolean
write_names (SbJsonWriter *writer, SbDocumentForm *self, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  const char *number = sb_document_form_get (self, "number");
  const char *chain = sb_document_form_get (self, "chain");
  const char *target = sb_document_form_get (self, "target");
  /* An order that follows a quote bears the quote's name in the chain, and a number of its own. */
  gboolean continues = g_strcmp0 (kind->own, kind->chain) == 0 && *chain != '\0';

  if (kind->own != NULL)
    {
      if (*number == '\0')
        {
          set_missing (error, "/number", _("Enter a number."));
          return FALSE;
        }
      sb_json_writer_member_string (writer, kind->own, continues ? chain : number);
    }
  if (*number != '\0')
    sb_json_writer_member_string (writer, "number", number);
  if (kind->chain != NULL && *chain != '\0' && !continues)
    sb_json_writer_member_string (writer, kind->chain, chain);
  if (kind->target != NULL)
    sb_json_writer_member_string (writer, kind->target, target);
  return TRUE;
}

static gboolean
write_lists (SbJsonWriter *writer, SbDocumentForm *self, GError **error)
{
  const SbDocumentKind *kind = sb_document_form_get_kind (self);

  for (const SbDocumentList *list = kind->lists; list->member != NULL; list++)
    if (!write_list (writer, self, list, error))
      return FALSE;
  return TRUE;
}

char *
sb_document_form_to_event (SbDocumentForm *self, const char *id, SbCurrency currency, gint32 today,
                           GError **error)
{
  g_return_val_if_fail (SB_IS_DOCUMENT_FORM (self), NULL);
  const SbDocumentKind *kind = sb_document_form_get_kind (self);
  g_autoptr (SbJsonWriter) writer = sb_json_writer_new ();

  sb_json_writer_begin_object (writer);
  sb_json_writer_member_string (writer, "id", id);
  if (!write_day (writer, self, "date", today, TRUE, error))
    return NULL;
  sb_json_writer_member_string (writer, "type", kind->event);
  if (!write_names (writer, self, error)
      || (kind->party_member != NULL && !write_party (writer, self, error))
      || !write_fields (writer, self, FALSE, today, error) || !check_rate (self, error)
      || !write_lists (writer, self, error)
      || !write_fields (writer, self, TRUE, today, error))
    return NULL;
  sb_json_writer_end_object (writer);
  return sb_json_writer_finish (writer);
}

static gboolean
amount_net (const char *text, SbCurrency currency, gint64 *net)
{
  g_autofree char *amount = sb_format_read_number (text, NULL);

  return amount != NULL && sb_money_parse (amount, currency, net, NULL);
}

gboolean
sb_document_form_line_difference (SbFormLine *line, gint64 *difference)
{
  g_return_val_if_fail (SB_IS_FORM_LINE (line), FALSE);
  g_autofree char *counted = sb_format_read_number (sb_form_line_get (line, "qty"), NULL);
  gint64 there, held;

  return counted != NULL && sb_quantity_parse (counted, &there, NULL)
         && sb_quantity_parse (sb_form_line_get (line, "book"), &held, NULL)
         && sb_subtract (there, held, difference, NULL);
}

gboolean
sb_document_form_line_net (SbFormLine *line, SbCurrency currency, gint64 *net)
{
  g_return_val_if_fail (SB_IS_FORM_LINE (line), FALSE);
  g_autofree char *qty = sb_format_read_number (sb_form_line_get (line, "qty"), NULL);
  g_autofree char *price = sb_format_read_number (sb_form_line_get (line, "price"), NULL);
  g_autofree char *discount = sb_format_read_number (sb_form_line_get (line, "discount"), NULL);
  gint64 quantity, unit, rate = 0;

  if (*sb_form_line_get (line, "amount") != '\0')
    return amount_net (sb_form_line_get (line, "amount"), currency, net);
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
