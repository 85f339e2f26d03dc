/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every kind of object as QuickBooks sends it (data/corpus/codec, which the fuzzer uses too) and as
 * an update of ours sends it back (data/qbo/written), to the byte. A kind without both fails.
 */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-entity.h"
#include "sb-qbo-error.h"

static const SbCurrency USD = { "USD", 2 };

/* Members of another level than the API's are refused there with 2010, so these stay out. */
static const char *const never_written[] = { "domain", "MetaData", "TotalAmt", "Balance",
                                             "FullyQualifiedName" };

static char *
read_file (const char *folder, const char *sub, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, sub, name, NULL);
  g_autoptr(GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return g_strchomp (text);
}

/* "Invoice {..}" without its first word */
static JsonNode *
read_object (const SbQboEntity *entity)
{
  g_autofree char *text = read_file ("corpus", "codec", entity->table->entity);
  g_autoptr(GError) error = NULL;
  JsonNode *node = sb_json_parse (strchr (text, ' '), -1, &error);

  g_assert_no_error (error);
  return node;
}

static char *
text_of (GBytes *bytes)
{
  char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_bytes_unref (bytes);
  return text;
}

static void
test_round_trip (gconstpointer data)
{
  const SbQboEntity *entity = data;
  g_autoptr(JsonNode) in = read_object (entity);
  g_autofree char *name = g_strconcat (entity->table->entity, ".json", NULL);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr(GError) error = NULL;
  gpointer first;
  gpointer copy;

  first = sb_qbo_struct_from_json (entity->table, json_node_get_object (in), USD, &error);
  g_assert_no_error (error);
  copy = sb_qbo_struct_copy (entity->table, first);
  text = text_of (sb_qbo_struct_to_bytes (entity->table, first));
  again = text_of (sb_qbo_struct_to_bytes (entity->table, copy));
  sb_qbo_struct_free (entity->table, first);
  sb_qbo_struct_free (entity->table, copy);
  g_assert_cmpstr (again, ==, text);
  if ((entity->abilities & (SB_QBO_CAN_CREATE | SB_QBO_CAN_UPDATE)) == 0)
    return;
  expected = read_file ("qbo", "written", name);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_sparse (void)
{
  const SbQboEntity *entities;
  gsize n;

  entities = sb_qbo_entity_list (&n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(JsonNode) in = read_object (&entities[i]);
      gpointer data = sb_qbo_struct_from_json (entities[i].table, json_node_get_object (in), USD,
                                               NULL);
      g_autofree char *text = text_of (sb_qbo_struct_to_bytes (entities[i].table, data));
      g_autoptr(JsonNode) out = sb_json_parse (text, -1, NULL);
      JsonObject *object = json_node_get_object (out);

      sb_qbo_struct_free (entities[i].table, data);
      g_assert_true (sb_json_has (object, "Id") == sb_json_boolean_or (object, "sparse", FALSE));
      for (gsize j = 0; j < G_N_ELEMENTS (never_written); j++)
        if (strcmp (never_written[j], "TotalAmt") != 0 ||
            strstr (entities[i].table->entity, "Payment") == NULL)
          g_assert_false (sb_json_has (object, never_written[j]));
    }
}

/* Replaces every value in turn by one of another type: an error or a struct, never a crash. */
static void
try_values (const SbQboEntity *entity, const char *member)
{
  static const char *const values[] = { "null", "true", "-1", "1e300", "\"x\"", "[]", "{}", "[{}]",
                                        "[null]", "{\"value\":5}", "9223372036854775807",
                                        "\"9999999999999999999999.99\"", "0.123456789" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(JsonNode) object = read_object (entity);
      g_autoptr(JsonNode) value = json_from_string (values[i], NULL);
      g_autoptr(GError) error = NULL;
      gpointer read;

      if (value == NULL) /* json-glib's word for null */
        value = json_node_new (JSON_NODE_NULL);
      json_object_set_member (json_node_get_object (object), member, json_node_copy (value));
      read = sb_qbo_struct_from_json (entity->table, json_node_get_object (object), USD, &error);
      if (read == NULL)
        g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL);
      sb_qbo_struct_free (entity->table, read);
    }
}

static void
test_wrong_types (void)
{
  const SbQboEntity *entities;
  gsize n;

  entities = sb_qbo_entity_list (&n);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(JsonNode) in = read_object (&entities[i]);
      g_autoptr(GList) members = json_object_get_members (json_node_get_object (in));

      for (GList *l = members; l != NULL; l = l->next)
        try_values (&entities[i], l->data);
    }
}

/* Written down a second time, after the reference pages. */
static const struct
{
  const char *entity;
  const char *void_body;   /* "": not offered */
  const char *delete_body; /* "": not offered, "whole": the object without "sparse" */
} ways[] = {
#define IDENTITY "{\"Id\":\"7\",\"SyncToken\":\"3\"}"
#define SPARSE "{\"Id\":\"7\",\"SyncToken\":\"3\",\"sparse\":true}"
#define INACTIVE "{\"Id\":\"7\",\"SyncToken\":\"3\",\"sparse\":true,\"Active\":false}"
  { "Account", "", INACTIVE },
  { "Attachable", "", "whole" },
  { "Bill", "", IDENTITY },
  { "BillPayment", SPARSE, IDENTITY },
  { "Class", "", INACTIVE },
  { "CompanyCurrency", "", INACTIVE },
  { "CompanyInfo", "", "" },
  { "CreditMemo", "", IDENTITY },
  { "Customer", "", INACTIVE },
  { "Department", "", INACTIVE },
  { "Deposit", "", "whole" },
  { "Estimate", "", IDENTITY },
  { "ExchangeRate", "", "" },
  { "Invoice", IDENTITY, IDENTITY },
  { "Item", "", INACTIVE },
  { "JournalEntry", "", IDENTITY },
  { "Payment", IDENTITY, IDENTITY },
  { "PaymentMethod", "", INACTIVE },
  { "Preferences", "", "" },
  { "Purchase", "", IDENTITY },
  { "PurchaseOrder", "", IDENTITY },
  { "RefundReceipt", "", IDENTITY },
  { "SalesReceipt", SPARSE, IDENTITY },
  { "TaxAgency", "", "" },
  { "TaxCode", "", "" },
  { "TaxRate", "", "" },
  { "Term", "", INACTIVE },
  { "Transfer", "", "whole" },
  { "Vendor", "", INACTIVE },
  { "VendorCredit", "", IDENTITY },
};

static char *
delete_text (const SbQboEntity *entity)
{
  SbQboMeta *meta = sb_qbo_struct_new (entity->table);
  GBytes *bytes;

  meta->currency = USD;
  meta->id = g_strdup ("7");
  meta->sync_token = g_strdup ("3");
  bytes = sb_qbo_entity_delete_body (entity, meta);
  sb_qbo_struct_free (entity->table, meta);
  return bytes != NULL ? text_of (bytes) : g_strdup ("");
}

static void
test_ways (void)
{
  gsize n;

  sb_qbo_entity_list (&n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (ways));
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      const SbQboEntity *entity = sb_qbo_entity_find (ways[i].entity);
      g_autofree char *deletion = NULL;
      g_autofree char *voiding = NULL;

      g_test_message ("%s", ways[i].entity);
      g_assert_nonnull (entity);
      deletion = delete_text (entity);
      /* An object of which nothing else is set is its identity, also as a whole. */
      g_assert_cmpstr (deletion, ==,
                       strcmp (ways[i].delete_body, "whole") == 0 ? IDENTITY : ways[i].delete_body);
      g_assert_true ((entity->delete_way == SB_QBO_DELETE_WHOLE) ==
                     (strcmp (ways[i].delete_body, "whole") == 0));
      g_assert_true ((entity->void_way == SB_QBO_VOID_NONE) == (*ways[i].void_body == '\0'));
      voiding = text_of (sb_qbo_void_body (ways[i].entity, "7", "3"));
      if (entity->void_way != SB_QBO_VOID_NONE)
        g_assert_cmpstr (voiding, ==, ways[i].void_body);
    }
}

static void
test_whole_deposit (void)
{
  const SbQboEntity *entity = sb_qbo_entity_find ("Deposit");
  g_autoptr(JsonNode) in = read_object (entity);
  gpointer data;
  g_autofree char *text = NULL;

  json_object_set_string_member (json_node_get_object (in), "Id", "9");
  json_object_set_string_member (json_node_get_object (in), "SyncToken", "2");
  data = sb_qbo_struct_from_json (entity->table, json_node_get_object (in), USD, NULL);
  text = text_of (sb_qbo_entity_delete_body (entity, data));
  sb_qbo_struct_free (entity->table, data);
  g_assert_true (g_str_has_prefix (text, "{\"Id\":\"9\",\"SyncToken\":\"2\",\"DepositTo"));
  g_assert_nonnull (strstr (text, "\"Line\":["));
  g_assert_null (strstr (text, "sparse"));
}

int
main (int argc, char *argv[])
{
  const SbQboEntity *entities;
  gsize n;

  g_test_init (&argc, &argv, NULL);

  entities = sb_qbo_entity_list (&n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/qbo/entities/%s-keeps-what-may-be-written-exactly",
                                               entities[i].table->entity);

      g_test_add_data_func (path, &entities[i], test_round_trip);
    }
  g_test_add_func ("/qbo/entities/an-update-is-always-sparse-and-holds-nothing-that-is-theirs",
                   test_sparse);
  g_test_add_func ("/qbo/entities/members-of-wrong-types-are-refused-and-never-crash",
                   test_wrong_types);
  g_test_add_func ("/qbo/entities/each-kind-is-voided-and-deleted-in-its-own-way", test_ways);
  g_test_add_func ("/qbo/entities/a-deposit-is-deleted-with-the-whole-of-it", test_whole_deposit);
  return g_test_run ();
}
