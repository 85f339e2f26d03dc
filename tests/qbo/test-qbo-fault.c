/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sb-json-reader.h"
#include "sb-qbo-error.h"
#include "sb-qbo-fault.h"

#define D(name) SB_QBO_DECISION_##name

/* What each code must lead to, written down a second time. */
static const struct
{
  const char *code;
  SbQboDecision decision;
  const char *reason;
  gboolean maybe_done;
} codes[] = {
  { "100", D (RECONNECT), "sign-in-needed", FALSE },
  { "110", D (RECONNECT), "sign-in-needed", FALSE },
  { "120", D (RECONNECT), "sign-in-needed", FALSE },
  { "130", D (RETRY), "server", FALSE },
  { "140", D (RETRY), "server", FALSE },
  { "150", D (RETRY), "server", FALSE },
  { "500", D (BUG), "validation", FALSE },
  { "600", D (LOOKUP_ADOPT), "possible-duplicate", TRUE },
  { "610", D (ASK_OWNER), "inactive-reference", FALSE },
  { "620", D (ASK_OWNER), "missing-reference", FALSE },
  { "630", D (LOOKUP_ADOPT), "possible-duplicate", TRUE },
  { "700", D (ASK_OWNER), "missing-reference", FALSE },
  { "800", D (ASK_OWNER), "validation", FALSE },
  { "900", D (ASK_OWNER), "missing-reference", FALSE },
  { "1000", D (RETRY), "server", TRUE },
  { "1010", D (RETRY), "server", TRUE },
  { "1020", D (RETRY), "server", TRUE },
  { "1040", D (RETRY), "server", FALSE },
  { "1050", D (BUG), "validation", FALSE },
  { "2000", D (BUG), "validation", FALSE },
  { "2010", D (BUG), "validation", FALSE },
  { "2020", D (BUG), "validation", FALSE },
  { "2030", D (BUG), "validation", FALSE },
  { "2040", D (ASK_OWNER), "validation", FALSE },
  { "2050", D (ASK_OWNER), "validation", FALSE },
  { "2060", D (BUG), "validation", FALSE },
  { "2110", D (BUG), "validation", FALSE },
  { "2120", D (BUG), "validation", FALSE },
  { "2130", D (BUG), "validation", FALSE },
  { "2140", D (BUG), "validation", FALSE },
  { "2160", D (BUG), "validation", FALSE },
  { "2170", D (BUG), "validation", FALSE },
  { "2210", D (ASK_OWNER), "validation", FALSE },
  { "2250", D (BUG), "validation", FALSE },
  { "2260", D (BUG), "validation", FALSE },
  { "2290", D (BUG), "validation", FALSE },
  { "2300", D (BUG), "validation", FALSE },
  { "2410", D (ASK_OWNER), "currency", FALSE },
  { "2500", D (ASK_OWNER), "missing-reference", FALSE },
  { "2600", D (BUG), "validation", FALSE },
  { "3000", D (BUG), "validation", FALSE },
  { "3001", D (WAIT), "throttled", FALSE },
  { "003001", D (WAIT), "throttled", FALSE },
  { "3100", D (RECONNECT), "sign-in-needed", FALSE },
  { "3200", D (REFRESH), "sign-in-needed", FALSE },
  { "3202", D (RECONNECT), "sign-in-needed", FALSE },
  { "4000", D (BUG), "validation", FALSE },
  { "4001", D (BUG), "validation", FALSE },
  { "4002", D (RETRY), "server", FALSE },
  { "5000", D (BUG), "validation", FALSE },
  { "5010", D (REREAD_MERGE), "stale", FALSE },
  { "5020", D (ASK_OWNER), "plan", FALSE },
  { "5030", D (ASK_OWNER), "plan", FALSE },
  { "6000", D (ASK_OWNER), "validation", FALSE },
  { "6010", D (ASK_OWNER), "account", FALSE },
  { "6030", D (ASK_OWNER), "validation", FALSE },
  { "6040", D (ASK_OWNER), "validation", FALSE },
  { "6041", D (ASK_OWNER), "validation", FALSE },
  { "6050", D (ASK_OWNER), "validation", FALSE },
  { "6070", D (BUG), "validation", FALSE },
  { "6080", D (ASK_OWNER), "validation", FALSE },
  { "6090", D (BUG), "validation", FALSE },
  { "6100", D (ASK_OWNER), "tax-code", FALSE },
  { "6140", D (LOOKUP_ADOPT), "duplicate-number", FALSE },
  { "6150", D (ASK_OWNER), "missing-reference", FALSE },
  { "6160", D (ASK_OWNER), "tax-code", FALSE },
  { "6170", D (ASK_OWNER), "tax-code", FALSE },
  { "6180", D (ASK_OWNER), "validation", FALSE },
  { "6190", D (ASK_OWNER), "plan", FALSE },
  { "6200", D (ASK_OWNER), "closed-period", FALSE },
  { "6210", D (ASK_OWNER), "closed-period", FALSE },
  { "6220", D (ASK_OWNER), "validation", FALSE },
  { "6230", D (ASK_OWNER), "tax-code", FALSE },
  { "6240", D (LOOKUP_ADOPT), "duplicate-name", FALSE },
  { "6250", D (ASK_OWNER), "inactive-reference", FALSE },
  { "6270", D (ASK_OWNER), "tracked-item", FALSE },
  { "6280", D (ASK_OWNER), "validation", FALSE },
  { "6290", D (ASK_OWNER), "missing-reference", FALSE },
  { "6300", D (ASK_OWNER), "missing-reference", FALSE },
  { "6310", D (ASK_OWNER), "missing-reference", FALSE },
  { "6420", D (ASK_OWNER), "validation", FALSE },
  { "6430", D (ASK_OWNER), "account", FALSE },
  { "6440", D (BUG), "validation", FALSE },
  { "6450", D (ASK_OWNER), "reconciled", FALSE },
  { "6470", D (ASK_OWNER), "tax-code", FALSE },
  { "6480", D (ASK_OWNER), "reconciled", FALSE },
  { "6520", D (ASK_OWNER), "tracked-item", FALSE },
  { "6540", D (ASK_OWNER), "in-deposit", FALSE },
  { "10000", D (RETRY), "server", TRUE },
  { "10100", D (BUG), "validation", FALSE },
  { "10200", D (ASK_OWNER), "deleted-in-qbo", FALSE },
  { "6999", D (ASK_OWNER), "validation", FALSE }, /* a code nobody knows */
  { "", D (ASK_OWNER), "validation", FALSE },
};

static void
check_fault (const SbQboFault *fault, SbQboDecision decision, const char *reason,
             gboolean maybe_done)
{
  g_autoptr(GError) error = sb_qbo_fault_to_error (fault, "tid-1");

  g_assert_cmpint (fault->decision, ==, decision);
  g_assert_cmpstr (fault->reason, ==, reason);
  g_assert_cmpint (fault->maybe_done, ==, maybe_done);
  g_assert_cmpstr (fault->sentence, !=, "");
  g_assert_cmpstr (fault->remedy, !=, "");
  g_assert_cmpstr (sb_qbo_error_reason (error), ==, reason);
  g_assert_cmpstr (sb_qbo_error_remedy (error), ==, fault->remedy);
  g_assert_cmpint (sb_qbo_error_maybe_done (error), ==, maybe_done);
  g_assert_cmpstr (sb_qbo_error_intuit_tid (error), ==, "tid-1");
}

static void
test_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr(SbQboFault) fault = sb_qbo_fault_new (400, "ValidationFault", codes[i].code, "m",
                                                      "d", "");

      g_test_message ("code %s", codes[i].code);
      check_fault (fault, codes[i].decision, codes[i].reason, codes[i].maybe_done);
    }
}

/* Texts of code 6000, of which their code says nothing; the case and what stands around them
 * differ. */
static const struct
{
  const char *code;
  const char *detail;
  SbQboDecision decision;
  const char *reason;
} texts[] = {
  { "6000", "Business Validation Error: You can only use one foreign currency per transaction.", D (ASK_OWNER), "currency" },
  { "6000", "The transaction needs to be in the same currency as the A/R and A/P accounts you "
            "use", D (ASK_OWNER), "currency" },
  { "6000", "When you use Accounts Receivable, you must choose a customer in the Name field.", D (BUG), "validation" },
  { "6000", "When you use Accounts Payable, you must choose a vendor in the Name field.", D (BUG), "validation" },
  { "6000", "Make sure all your transactions have a GST/HST rate before you save.", D (ASK_OWNER), "tax-code" },
  { "6000", "Make sure all your transactions have a VAT rate before you save.", D (ASK_OWNER), "tax-code" },
  { "6000", "We're sorry, QuickBooks encountered an error while calculating tax.", D (ASK_OWNER), "tax-code" },
  { "6000", "When you create an item, if Track quantity on hand is turned off, the item cannot be "
            "of type Inventory.",
    D (ASK_OWNER), "plan" },
  { "6000", "We couldn't adjust the stock starting value of this item (-10600)", D (ASK_OWNER), "tracked-item" },
  { "6000", "another user was creating/editing/deleting a transaction with inventory products at "
            "exactly the same time",
    D (RETRY), "server" },
  { "6000", "Business Validation Error: The entity Estimate 75 that you are trying to link does "
            "not exist. Estimate 75",
    D (ASK_OWNER), "missing-reference" },
  { "6000", "Unexpected Internal Error. (-30000)", D (BUG), "validation" },
  { "6000", "Business Validation Error: something new", D (ASK_OWNER), "validation" },
  /* One company was told of its closed period with the code of a stale object. */
  { "5010", "The account period has closed and the account books cannot be updated", D (ASK_OWNER), "closed-period" },
};

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(SbQboFault) fault = sb_qbo_fault_new (400, "ValidationFault", texts[i].code,
                                                      "A business validation error",
                                                      texts[i].detail, NULL);

      g_test_message ("%s", texts[i].detail);
      check_fault (fault, texts[i].decision, texts[i].reason, FALSE);
    }
}

static void
test_types (void)
{
  static const struct
  {
    guint status;
    const char *type;
    SbQboDecision decision;
    gboolean maybe_done;
  } types[] = {
    { 401, "AUTHENTICATION", D (REFRESH), FALSE },     { 401, "AuthenticationFault", D (REFRESH), FALSE },
    { 401, "", D (REFRESH), FALSE },
                      { 403, "AuthorizationFault", D (RECONNECT), FALSE },
    { 403, "", D (RECONNECT), FALSE },                 { 429, "SERVICE", D (WAIT), FALSE },
    { 500, "SystemFault", D (RETRY), TRUE },           { 200, "SystemFault", D (RETRY), TRUE },
    { 503, "", D (RETRY), TRUE },
                         { 400, "ValidationFault", D (ASK_OWNER), FALSE },
    { 200, "UnknownFault", D (ASK_OWNER), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(SbQboFault) fault = sb_qbo_fault_new (types[i].status, types[i].type, NULL, NULL,
                                                      NULL, NULL);

      g_test_message ("%u %s", types[i].status, types[i].type);
      g_assert_cmpint (fault->decision, ==, types[i].decision);
      g_assert_cmpint (fault->maybe_done, ==, types[i].maybe_done);
    }
}

static SbQboFault *
find_in (const char *json, guint status)
{
  g_autoptr(JsonNode) node = sb_json_parse (json, -1, NULL);

  return sb_qbo_fault_find (json_node_get_object (node), status);
}

static void
test_spellings (void)
{
  g_autoptr(SbQboFault) service =
    find_in ("{\"Fault\":{\"Error\":[{\"Message\":\"M\",\"Detail\":\"D\",\"code\":\"2020\","
             "\"element\":\"Line.DetailType\"},"
             "{\"Message\":\"M2\",\"Detail\":\"D2\",\"code\":\"6000\"}],\"type\":\"ValidationFault"
             "\"}}", 400);
  g_autoptr(SbQboFault) gateway =
    find_in ("{\"fault\":{\"error\":[{\"message\":\"M\",\"detail\":\"D\",\"code\":\"3100\","
             "\"element\":null}],\"type\":\"AUTH\"}}", 403);
  g_autoptr(SbQboFault) empty = find_in ("{\"Fault\":{}}", 400);
  g_autoptr(SbQboFault) odd = find_in ("{\"Fault\":{\"Error\":[5,null,{\"code\":6240,"
                                       "\"Message\":[]}],\"type\":7}}", 400);
  g_autoptr(SbQboFault) none = find_in ("{\"fault\":null,\"Invoice\":{}}", 200);

  g_assert_cmpstr (service->code, ==, "2020");
  g_assert_cmpstr (service->element, ==, "Line.DetailType");
  g_assert_cmpstr (service->more, ==, "D2");
  g_assert_cmpstr (gateway->message, ==, "M");
  g_assert_cmpstr (gateway->code, ==, "3100");
  g_assert_cmpstr (empty->code, ==, "");
  g_assert_nonnull (odd);
  g_assert_null (none);
}

static void
test_xml (void)
{
  static const char whole[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
    "<IntuitResponse time=\"2024-01-01T00:00:00-08:00\" xmlns=\"http://schema.intuit.com/finance/v"
    "3\">"
    "<Fault type=\"ValidationFault\"><Error code=\"6240\" element=\"DisplayName\"><Message>Duplica"
    "te &amp; Name</Message>"
    "<Detail>Id=12</Detail></Error><Error code=\"1\"><Message>other</Message></Error></Fault></Int"
    "uitResponse>";
  g_autoptr(SbQboFault) fault = sb_qbo_fault_from_xml (whole, -1, 400);

  g_assert_cmpstr (fault->type, ==, "ValidationFault");
  g_assert_cmpstr (fault->code, ==, "6240");
  g_assert_cmpstr (fault->element, ==, "DisplayName");
  g_assert_cmpstr (fault->message, ==, "Duplicate & Name");
  g_assert_cmpstr (fault->duplicate_id, ==, "12");
  g_assert_null (sb_qbo_fault_from_xml ("<html><body>Fault</body></html>", -1, 503));
  for (gsize i = 0; i < strlen (whole); i++)
    sb_qbo_fault_free (sb_qbo_fault_from_xml (whole, (gssize) i, 400));
}

static void
test_duplicate_number (void)
{
  g_autoptr(SbQboFault) fault = sb_qbo_fault_new (
    400, "ValidationFault", "6140", "Duplicate Document Number Error",
    "Duplicate Document Number Error : You must specify a different number. This number has "
    "already been used. "
    "DocNumber=I1 is assigned to TxnType=Invoice with TxnId=45823", "");

  g_assert_cmpstr (fault->duplicate_type, ==, "Invoice");
  g_assert_cmpstr (fault->duplicate_id, ==, "45823");
}

static void
test_quoted_token (void)
{
  g_autoptr(SbQboFault) fault = sb_qbo_fault_new (401, "AUTHENTICATION", "3200",
                                                  "message=AuthenticationFailed",
                                                  "Token expired: planted-access-token", NULL);

  g_assert_null (strstr (fault->detail, "planted"));
  g_assert_null (strstr (fault->sentence, "planted"));
}

static void
test_long_texts (void)
{
  g_autofree char *text = g_strnfill (5 * 1000 * 1000, 'x');
  g_autoptr(SbQboFault) fault = sb_qbo_fault_new (400, text, text, text, text, text);
  g_autoptr(SbQboFault) bytes = sb_qbo_fault_new (400, "", "6000", "\xff\xfe", "\xc3", "");

  g_assert_cmpuint (strlen (fault->detail), <=, 2000);
  g_assert_true (g_utf8_validate (bytes->sentence, -1, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/qbo/fault/every-code-has-its-decision-and-words", test_codes);
  g_test_add_func ("/qbo/fault/a-telling-text-wins-over-its-code", test_texts);
  g_test_add_func ("/qbo/fault/without-a-code-type-and-status-decide", test_types);
  g_test_add_func ("/qbo/fault/both-spellings-are-read-and-odd-members-tolerated", test_spellings);
  g_test_add_func ("/qbo/fault/xml-is-read-also-when-torn", test_xml);
  g_test_add_func ("/qbo/fault/a-duplicate-number-names-the-document-that-has-it",
                   test_duplicate_number);
  g_test_add_func ("/qbo/fault/a-token-that-is-quoted-back-is-not-kept", test_quoted_token);
  g_test_add_func ("/qbo/fault/long-and-broken-texts-are-cut-and-made-valid", test_long_texts);
  return g_test_run ();
}
