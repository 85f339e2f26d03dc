/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-fault.h"

typedef struct
{
  char *element; /* (owned) (nullable) */
} SbFaultPrivate;

static void
sb_fault_private_init (SbFaultPrivate *private)
{
}

static void
sb_fault_private_copy (const SbFaultPrivate *from, SbFaultPrivate *to)
{
  if (from != NULL && to != NULL)
    to->element = g_strdup (from->element);
}

static void
sb_fault_private_clear (SbFaultPrivate *private)
{
  if (private != NULL)
    g_free (private->element);
}

GQuark sb_fault_quark (void);
G_DEFINE_EXTENDED_ERROR (SbFault, sb_fault)

static const struct
{
  int code;
  guint status;
  const char *type;
  const char *message;
} fault_table[] = {
  { 500, 400, "ValidationFault", "Unsupported Operation" },
  { 610, 400, "ValidationFault", "Object Not Found" },
  { 620, 400, "ValidationFault", "Transaction cannot be linked" },
  { 800, 400, "ValidationFault", "Cannot delete object" },
  { 1040, 400, "ValidationFault", "Batch size exceeds limit" },
  { 1050, 400, "ValidationFault", "Invalid content type" },
  { 2000, 400, "ValidationFault", "Invalid or unsupported object name" },
  { 2010, 400, "ValidationFault", "Request has invalid or unsupported property" },
  { 2020, 400, "ValidationFault",
    "Required param missing, need to supply the required value for the API" },
  { 2030, 400, "ValidationFault", "Invalid ID" },
  { 2040, 400, "ValidationFault", "Invalid String" },
  { 2050, 400, "ValidationFault", "Invalid String Length" },
  { 2060, 400, "ValidationFault", "Invalid Date" },
  { 2090, 400, "ValidationFault", "Invalid Number" },
  { 2130, 400, "ValidationFault", "Invalid Request Id format" },
  { 2140, 400, "ValidationFault", "Invalid Amount" },
  { 2170, 400, "ValidationFault", "Invalid Enumeration" },
  { 2210, 400, "ValidationFault", "Invalid Email Address format" },
  { 2250, 400, "ValidationFault", "Missing lines" },
  { 2260, 400, "ValidationFault", "Posting type missing" },
  { 2270, 400, "ValidationFault", "TaxApplicableOn missing" },
  { 2280, 400, "ValidationFault", "Tax amount missing" },
  { 2290, 400, "ValidationFault", "Negative amount on line" },
  { 2300, 400, "ValidationFault", "Amount on debits not equal to credits" },
  { 2410, 400, "ValidationFault", "Curreny, ExchangeRate is missing." },
  { 2500, 400, "ValidationFault", "Invalid Reference Id" },
  { 3001, 429, "SERVICE", "message=ThrottleExceeded; errorCode=003001; statusCode=429" },
  { 4000, 400, "ValidationFault", "Error parsing query" },
  { 4001, 400, "ValidationFault", "Invalid query" },
  { 5010, 400, "ValidationFault", "Stale Object Error" },
  { 5020, 400, "ValidationFault", "Permission Denied" },
  { 5030, 400, "ValidationFault", "Feature Not Supported" },
  { 6000, 400, "ValidationFault",
    "A business validation error has occurred while processing your request" },
  { 6010, 400, "ValidationFault", "Invalid AccountType/SubType" },
  { 6030, 400, "ValidationFault", "Upload failed, the file is too large" },
  { 6040, 400, "ValidationFault", "Upload failed, invalid metadata" },
  { 6041, 400, "ValidationFault", "Upload failed, invalid file" },
  { 6070, 400, "ValidationFault", "Amount calculation incorrect in the request" },
  { 6080, 400, "ValidationFault", "No Name Provided" },
  { 6090, 400, "ValidationFault", "Discount line missing info" },
  { 6100, 400, "ValidationFault", "Invalid Line TaxCode in the request" },
  { 6140, 400, "ValidationFault", "Duplicate Document Number Error" },
  { 6170, 400, "ValidationFault", "TxnTaxDetail not allowed" },
  { 6190, 400, "ValidationFault", "Invalid Company Status" },
  { 6210, 400, "ValidationFault", "Account Period Closed, Cannot Update Through Services Error" },
  { 6240, 400, "ValidationFault", "Duplicate Name Exists Error" },
  { 6270, 400, "ValidationFault", "Invalid inventory transaction date" },
  { 6420, 400, "ValidationFault", "Email address required" },
  { 6430, 400, "ValidationFault", "Invalid account type used" },
  { 6440, 400, "ValidationFault", "Transaction detail required" },
  { 6520, 400, "ValidationFault", "Tracked inventory item quantity missing" },
  { 6540, 400, "ValidationFault", "Deposited Transaction cannot be changed" },
  { 10000, 500, "SystemFault", "An application error has occurred while processing your request" },
};

static guint
fault_row (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (fault_table); i++)
    if (fault_table[i].code == code)
      return i;
  return G_N_ELEMENTS (fault_table) - 1;
}

void
sb_fault_set (GError **error, int code, const char *element, const char *detail, ...)
{
  va_list args;
  GError *fault;
  SbFaultPrivate *private;

  if (error == NULL)
    return;
  va_start (args, detail);
  fault = g_error_new_valist (SB_FAULT, code, detail, args);
  va_end (args);
  private = sb_fault_get_private (fault);
  if (private != NULL)
  private->element = g_strdup (element);
  g_propagate_error (error, fault);
}

const char *
sb_fault_element (const GError *error)
{
  const SbFaultPrivate *private = error->domain == SB_FAULT ? sb_fault_get_private (error) : NULL;

  return private != NULL ? private->element : NULL;
}

const char *
sb_fault_message (int code)
{
  return fault_table[fault_row (code)].message;
}

guint
sb_fault_status (const GError *error)
{
  return error->domain == SB_FAULT ? fault_table[fault_row (error->code)].status : 500;
}

SbTree *
sb_fault_to_tree (const GError *error)
{
  int code = error->domain == SB_FAULT ? error->code : 10000;
  g_autofree char *number = g_strdup_printf ("%d", code);
  const char *element = sb_fault_element (error);
  SbTree *fault = sb_tree_new_object ();
  SbTree *list = sb_tree_new_array ();
  SbTree *row = sb_tree_new_object ();

  sb_tree_set_text (row, "Message", sb_fault_message (code));
  sb_tree_set_text (row, "Detail", error->message);
  sb_tree_set_text (row, "code", number);
  if (element != NULL)
    sb_tree_set_text (row, "element", element);
  sb_tree_append (list, row);
  sb_tree_set (fault, "Error", list);
  sb_tree_set_text (fault, "type", fault_table[fault_row (code)].type);
  return fault;
}

char *
sb_fault_gateway_text (int code, guint status, const char *word, const char *type,
                       const char *detail, gint64 time_ms)
{
  g_autoptr (SbTree) text = sb_tree_new_string (detail);
  g_autofree char *quoted = sb_tree_to_text (text);

  return g_strdup_printf (
      "{\"warnings\":null,\"intuitObject\":null,\"fault\":{\"error\":[{\"message\":"
      "\"message=%s; errorCode=%06d; "
      "statusCode=%u\",\"detail\":%s,\"code\":\"%d\",\"element\":null}],"
      "\"type\":\"%s\"},\"report\":null,\"queryResponse\":null,\"batchItemResponse\":[],"
      "\"attachableResponse\":[],\"syncErrorResponse\":null,\"requestId\":null,\"time\":"
      "%" G_GINT64_FORMAT ",\"status\":null,\"cdcresponse\":[]}",
      word, code, status, quoted, code, type, time_ms);
}
