/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SELECT * | count(*) FROM Entity [WHERE p op v [AND ..]] [ORDERBY p ..] [STARTPOSITION n]
 * [MAXRESULTS n] */
#include "sb-practice-query.h"

#include "sb-practice-members.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *at;
  const char *token; /* start of the token that was read last */
  char *word;        /* (owned) its text, unescaped */
  gboolean quoted;
} QueryParser;

static void
term_free (gpointer data)
{
  SbQueryTerm *term = data;

  g_free (term->property);
  g_free (term->op);
  g_ptr_array_unref (term->values);
  g_free (term);
}

static void
order_free (gpointer data)
{
  SbQueryOrder *order = data;

  g_free (order->property);
  g_free (order);
}

void
sb_query_free (SbQuery *query)
{
  if (query == NULL)
    return;
  g_ptr_array_unref (query->columns);
  g_ptr_array_unref (query->terms);
  g_ptr_array_unref (query->orders);
  g_free (query);
}

static gboolean
fail_parse (QueryParser *p, const char *expected, GError **error)
{
  if (p->word == NULL)
    sb_fault_set (error, 4000, NULL,
                  "QueryParserError: Encountered \"<EOF>\" at line 1, column %d. Was expecting: %s",
                  (int) (p->token - p->text) + 1, expected);
  else
    sb_fault_set (error, 4000, NULL,
                  "QueryParserError: Encountered \" <STRING> \"%s \"\" at line 1, column %d. Was "
                  "expecting: %s",
                  p->word, (int) (p->token - p->text) + 1, expected);
  return FALSE;
}

/* A quoted string: a backslash escapes; a doubled quote is two strings and so an error. */
static gboolean
scan_quoted (QueryParser *p, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (p->at++; *p->at != '\0' && *p->at != '\''; p->at++)
    {
      if (*p->at == '\\' && p->at[1] != '\0')
        p->at++;
      g_string_append_c (out, *p->at);
    }
  if (*p->at != '\'')
    {
      sb_fault_set (error, 4000, NULL,
                    "QueryParserError: Lexical error at line 1, column %d.  Encountered: <EOF> "
                    "after : \"%s\"",
                    (int) (p->at - p->text) + 1, out->str);
      return FALSE;
    }
  p->at++;
  p->quoted = TRUE;
  p->word = g_string_free (g_steal_pointer (&out), FALSE);
  return TRUE;
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("._-+:", c) != NULL) || (guchar) c >= 0x80;
}

/* Reads the next token into word; NULL at the end. */
static gboolean
next (QueryParser *p, GError **error)
{
  const char *start;

  g_clear_pointer (&p->word, g_free);
  p->quoted = FALSE;
  while (g_ascii_isspace (*p->at))
    p->at++;
  start = p->token = p->at;
  if (*p->at == '\0')
    return TRUE;
  if (*p->at == '\'')
    return scan_quoted (p, error);
  if (is_word_char (*p->at))
    while (is_word_char (*p->at))
      p->at++;
  else if ((*p->at == '<' || *p->at == '>') && p->at[1] == '=')
    p->at += 2;
  else if (strchr ("=<>(),*", *p->at) != NULL)
    p->at++;
  else
    {
      sb_fault_set (error, 4000, NULL,
                    "QueryParserError: Lexical error at line 1, column %d.  Encountered: \"%c\"",
                    (int) (p->at - p->text) + 1, *p->at);
      return FALSE;
    }
  p->word = g_strndup (start, (gsize) (p->at - start));
  return TRUE;
}

static gboolean
is_word (const QueryParser *p, const char *word)
{
  return p->word != NULL && !p->quoted && g_ascii_strcasecmp (p->word, word) == 0;
}

static gboolean
expect (QueryParser *p, const char *word, GError **error)
{
  if (!is_word (p, word))
    return fail_parse (p, word, error);
  return next (p, error);
}

/* "*", "Id, DocNumber", "*, Sku": some libraries name members, and then get those. */
static gboolean
parse_columns (QueryParser *p, SbQuery *query, GError **error)
{
  gboolean all = FALSE;

  while (TRUE)
    {
      if (is_word (p, "*"))
        all = TRUE;
      else if (p->word != NULL && !p->quoted && g_ascii_isalpha (p->word[0])
               && !is_word (p, "from"))
        g_ptr_array_add (query->columns, g_strndup (p->word, strcspn (p->word, ".")));
      else
        return fail_parse (p, "\"*\" ... <IDENTIFIER> ...", error);
      if (!next (p, error))
        return FALSE;
      if (!is_word (p, ","))
        break;
      if (!next (p, error))
        return FALSE;
    }
  if (all)
    g_ptr_array_set_size (query->columns, 0);
  return TRUE;
}

static gboolean
parse_selection (QueryParser *p, SbQuery *query, GError **error)
{
  if (is_word (p, "count"))
    {
      query->count = TRUE;
      return next (p, error) && expect (p, "(", error) && expect (p, "*", error)
             && expect (p, ")", error);
    }
  return parse_columns (p, query, error);
}

/* The columns were read before the entity was known. */
static gboolean
check_columns (SbQuery *query, GError **error)
{
  for (guint i = 0; i < query->columns->len; i++)
    {
      const char *wanted = g_ptr_array_index (query->columns, i);
      const char *known = sb_members_spelling (query->entity->name, wanted);

      if (known == NULL)
        {
          sb_fault_set (error, 4001, NULL,
                        "QueryValidationError: Property %s not found for Entity %s", wanted,
                        query->entity->name);
          return FALSE;
        }
      g_free (query->columns->pdata[i]);
      query->columns->pdata[i] = g_strdup (known);
    }
  return TRUE;
}

static const char *const filterable[] = {
  "Id", "MetaData.CreateTime", "MetaData.LastUpdatedTime", "SyncToken", "DocNumber", "TxnDate",
  "DueDate", "CustomerRef", "VendorRef", "TotalAmt", "Balance", "Name", "DisplayName",
  "GivenName", "MiddleName", "FamilyName", "CompanyName", "PrintOnCheckName",
  "FullyQualifiedName", "Active", "Type", "Sku", "UnitPrice", "AccountType", "AccountSubType",
  "Classification", "AcctNum", "PaymentRefNum", "PaymentMethodRef", "PrimaryEmailAddr",
  "ParentRef", "SubAccount", "SubItem", "Job", "Taxable", "APAccountRef", "SalesTermRef",
  "ClassRef", "POStatus", "CurrentBalance", "Description", "DepartmentRef", "TxnStatus",
  "QtyOnHand", "PayType", "Code", "FileName", "Note", "AttachableRef.EntityRef.Type",
  "AttachableRef.EntityRef.Value", "SourceCurrencyCode", "AsOfDate", "EntityRef", "AccountRef",
  "PaymentType", "Rate",
};

static char *
known_property (const SbEntity *entity, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (filterable); i++)
    {
      g_autofree char *top = g_strndup (filterable[i], strcspn (filterable[i], "."));

      if (g_ascii_strcasecmp (filterable[i], word) == 0 && sb_members_has (entity->name, top)
          && !(strcmp (top, "DocNumber") == 0 && strcmp (entity->name, "Payment") == 0))
        return g_strdup (filterable[i]);
    }
  return NULL;
}

static char *
parse_property (QueryParser *p, SbQuery *query, GError **error)
{
  char *property;

  if (p->word == NULL || p->quoted || !g_ascii_isalpha (p->word[0]))
    {
      fail_parse (p, "<IDENTIFIER> ...", error);
      return NULL;
    }
  property = known_property (query->entity, p->word);
  if (property == NULL)
    {
      g_autofree char *top = g_strndup (p->word, strcspn (p->word, "."));

      if (sb_members_has (query->entity->name, top))
        sb_fault_set (error, 4001, NULL, "QueryValidationError: Property %s is not queryable",
                      p->word);
      else
        sb_fault_set (error, 4001, NULL,
                      "QueryValidationError: Property %s not found for Entity %s", p->word,
                      query->entity->name);
      return NULL;
    }
  if (!next (p, error))
    g_clear_pointer (&property, g_free);
  return property;
}

static gboolean
parse_value (QueryParser *p, SbQueryTerm *term, GError **error)
{
  if (p->word == NULL || (!p->quoted && !is_word_char (p->word[0])))
    return fail_parse (p, "<STRING> ...", error);
  g_ptr_array_add (term->values, g_steal_pointer (&p->word));
  return next (p, error);
}

static gboolean
parse_list (QueryParser *p, SbQueryTerm *term, GError **error)
{
  if (!expect (p, "(", error))
    return FALSE;
  while (TRUE)
    {
      if (!parse_value (p, term, error))
        return FALSE;
      if (is_word (p, ")"))
        return next (p, error);
      if (!expect (p, ",", error))
        return FALSE;
    }
}

static gboolean
parse_term (QueryParser *p, SbQuery *query, GError **error)
{
  static const char *const operators[] = { "=", "<", ">", "<=", ">=", "IN", "LIKE" };
  SbQueryTerm *term = g_new0 (SbQueryTerm, 1);

  term->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (query->terms, term);
  term->property = parse_property (p, query, error);
  if (term->property == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (is_word (p, operators[i]))
      term->op = g_strdup (operators[i]);
  if (term->op == NULL)
    return fail_parse (p, "\"=\" ... \"<\" ... \"in\" ... \"like\" ...", error);
  if (strcmp (term->property, "Id") == 0 && strcmp (term->op, "=") != 0
      && strcmp (term->op, "IN") != 0)
    {
      sb_fault_set (error, 4001, NULL,
                    "QueryValidationError: Operator %s is not supported for property Id", term->op);
      return FALSE;
    }
  if (!next (p, error))
    return FALSE;
  return strcmp (term->op, "IN") == 0 ? parse_list (p, term, error) : parse_value (p, term, error);
}

static gboolean
parse_orders (QueryParser *p, SbQuery *query, GError **error)
{
  while (TRUE)
    {
      SbQueryOrder *order = g_new0 (SbQueryOrder, 1);

      g_ptr_array_add (query->orders, order);
      order->property = parse_property (p, query, error);
      if (order->property == NULL)
        return FALSE;
      order->descending = is_word (p, "DESC");
      if ((order->descending || is_word (p, "ASC")) && !next (p, error))
        return FALSE;
      if (!is_word (p, ","))
        return TRUE;
      if (!next (p, error))
        return FALSE;
    }
}

static gboolean
parse_number (QueryParser *p, guint *number, GError **error)
{
  guint64 value;

  if (p->word == NULL || !g_ascii_string_to_unsigned (p->word, 10, 0, G_MAXINT32, &value, NULL))
    return fail_parse (p, "<INTEGER> ...", error);
  if (value == 0)
    {
      sb_fault_set (error, 4001, NULL,
                    "QueryValidationError: value 0 is too small. Min allowed value is 1");
      return FALSE;
    }
  *number = (guint) value;
  return next (p, error);
}

static gboolean
parse_tail (QueryParser *p, SbQuery *query, GError **error)
{
  if (is_word (p, "WHERE"))
    do
      {
        if (!next (p, error) || !parse_term (p, query, error))
          return FALSE;
      }
    while (is_word (p, "AND"));
  if (is_word (p, "ORDER"))
    {
      if (!next (p, error) || !expect (p, "BY", error) || !parse_orders (p, query, error))
        return FALSE;
    }
  else if (is_word (p, "ORDERBY") && (!next (p, error) || !parse_orders (p, query, error)))
    return FALSE;
  while (is_word (p, "STARTPOSITION") || is_word (p, "MAXRESULTS"))
    {
      guint *number = is_word (p, "MAXRESULTS") ? &query->most : &query->start;

      if (!next (p, error) || !parse_number (p, number, error))
        return FALSE;
    }
  return p->word == NULL || fail_parse (p, "<EOF>", error);
}

static gboolean
parse_statement (QueryParser *p, SbQuery *query, GError **error)
{
  if (!next (p, error) || !expect (p, "SELECT", error) || !parse_selection (p, query, error)
      || !expect (p, "FROM", error))
    return FALSE;
  if (p->word == NULL)
    return fail_parse (p, "<IDENTIFIER> ...", error);
  query->entity = sb_entity_for_path (p->word);
  if (query->entity == NULL)
    {
      sb_fault_set (error, 4001, NULL, "QueryValidationError: invalid context declaration: %s",
                    p->word);
      return FALSE;
    }
  return check_columns (query, error) && next (p, error) && parse_tail (p, query, error);
}

SbQuery *
sb_query_parse (const char *statement, GError **error)
{
  QueryParser p = { .text = statement, .at = statement, .token = statement };
  g_autoptr (SbQuery) query = g_new0 (SbQuery, 1);
  gboolean good;

  query->columns = g_ptr_array_new_with_free_func (g_free);
  query->terms = g_ptr_array_new_with_free_func (term_free);
  query->orders = g_ptr_array_new_with_free_func (order_free);
  query->start = 1;
  query->most = 100;
  good = parse_statement (&p, query, error);
  g_free (p.word);
  if (!good)
    return NULL;
  if (query->most > 1000)
    {
      sb_fault_set (error, 4001, NULL,
                    "QueryValidationError: value %u is too large. Max allowed value is 1000",
                    query->most);
      return NULL;
    }
  return g_steal_pointer (&query);
}
