/* SPDX-License-Identifier: GPL-3.0-or-later */
/* QuickBooks' lengths and name rules, told before sending in words that a person understands. */
#include "sb-qbo-field-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-qbo-error.h"

static const struct
{
  const char *member;
  const char *label;
} labels[] = {
  { "DisplayName", N_("The name") },
  { "Name", N_("The name") },
  { "CompanyName", N_("The company name") },
  { "Title", N_("The title") },
  { "GivenName", N_("The first name") },
  { "MiddleName", N_("The middle name") },
  { "FamilyName", N_("The last name") },
  { "Suffix", N_("The suffix") },
  { "Address", N_("The e-mail address") },
  { "FreeFormNumber", N_("The phone number") },
  { "Notes", N_("The note") },
  { "AcctNum", N_("The account number") },
  { "ResaleNum", N_("The resale number") },
  { "Description", N_("The description") },
  { "PurchaseDesc", N_("The purchase description") },
  { "Sku", N_("The SKU") },
  { "DocNumber", N_("The document number") },
  { "PaymentRefNum", N_("The payment reference") },
  { "PrivateNote", N_("The note") },
  { "value", N_("The memo") },
  { "Line1", N_("The address line") },
  { "Line2", N_("The address line") },
  { "Line3", N_("The address line") },
  { "Line4", N_("The address line") },
  { "Line5", N_("The address line") },
  { "City", N_("The city") },
  { "CountrySubDivisionCode", N_("The state or region") },
  { "PostalCode", N_("The postal code") },
  { "Country", N_("The country") },
};

static const char *
label_for (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].member, member) == 0)
      return _(labels[i].label);
  return member;
}

static gboolean
check_name (const char *label, const char *text, GError **error)
{
  if (strpbrk (text, ":\t\r\n") == NULL)
    return TRUE;
  /* Translators: %s is a whole subject like “The name”. */
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
               _("%s must not contain a colon, a tab or a line break; QuickBooks does not take "
                 "them."), label);
  return FALSE;
}

static gboolean
check_email (const char *label, const char *text, GError **error)
{
  const char *at = strchr (text, '@');
  gboolean blank = strpbrk (text, " \t\r\n") != NULL;

  if (*text == '\0' || (at != NULL && at != text && strchr (at, '.') != NULL && !blank))
    return TRUE;
  /* Translators: %s is a whole subject like “The e-mail address”. */
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
               _("%s does not look like one; QuickBooks wants something like name@example.com."),
               label);
  return FALSE;
}

/* QuickBooks keeps the characters of the basic plane; beyond it a save can end in an internal
 * error. */
static gboolean
check_characters (const char *label, const char *text, GError **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 0xFFFF)
        {
          /* Translators: the first %s is a whole subject like “The note”. */
          g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                       _("%s holds an emoji or another character that QuickBooks may not keep: "
                         "%.*s"), label, (int) (g_utf8_next_char (p) - p), p);
          return FALSE;
        }
      if ((c < 0x20 && strchr ("\t\r\n", (int) c) == NULL) || c == 0x7F)
        {
          /* Translators: %s is a whole subject like “The note”. */
          g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                       _("%s holds a control character, which QuickBooks does not take."), label);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_text (const SbQboField *field, const char *text, GError **error)
{
  gsize outer;
  const char *label = label_for (sb_qbo_field_split (field, &outer));
  glong length;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                   _("%s holds bytes that are not text."), label);
      return FALSE;
    }
  length = g_utf8_strlen (text, -1);
  if (field->max_length > 0 && length > (glong) field->max_length)
    {
      /* Translators: the first %s is a whole subject like “The phone number”. */
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION,
                   _("%s is too long: %ld characters, QuickBooks takes %u."), label, length,
                   field->max_length);
      return FALSE;
    }
  if (!check_characters (label, text, error) ||
      ((field->flags & SB_QBO_FIELD_NAME) != 0 && !check_name (label, text, error)))
    return FALSE;
  return (field->flags & SB_QBO_FIELD_EMAIL) == 0 || check_email (label, text, error);
}

typedef struct
{
  gconstpointer data;
  GError **error;
  gboolean good;
} CheckState;

static void
field_check (const SbQboField *field, CheckState *state)
{
  if (!state->good || (field->flags & SB_QBO_FIELD_READ_ONLY) != 0 ||
      !sb_qbo_field_is_set (field, state->data))
    return;
  if (field->kind == SB_QBO_FIELD_TEXT)
    {
      state->good = check_text (field, SB_QBO_SLOT (char *, state->data, field->offset),
                                state->error);
    }
  else if (field->kind == SB_QBO_FIELD_OBJECT)
    {
      state->good = sb_qbo_struct_check (field->table,
                                         SB_QBO_SLOT (gpointer, state->data, field->offset),
                                         state->error);
    }
  else if (field->kind == SB_QBO_FIELD_LIST)
    {
      GPtrArray *list = SB_QBO_SLOT (GPtrArray *, state->data, field->offset);

      for (guint i = 0; state->good && i < list->len; i++)
        state->good = sb_qbo_struct_check (field->table, g_ptr_array_index (list, i), state->error);
    }
}

gboolean
sb_qbo_struct_check (const SbQboTable *table, gconstpointer data, GError **error)
{
  CheckState state = { data, error, TRUE };

  sb_qbo_table_each (table, (SbQboFieldFunc) field_check, &state);
  return state.good;
}
