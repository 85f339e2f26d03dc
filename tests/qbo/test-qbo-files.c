/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files up and documents down: the parts of an upload, what becomes of each, a page to print. */
#include "sb-qbo-rig.h"

#include <string.h>

#include "sb-qbo-error.h"

/* The test's answer, whatever is asked. */
typedef struct
{
  guint status;
  const char *type;
  const char *body;
  guint unauthorized; /* so many times a 401 first */
} Script;

static SbWireAction
scripted (const SbWireRequest *request, GString *out, gpointer user_data)
{
  Script *script = user_data;

  if (script->unauthorized > 0)
    {
      script->unauthorized--;
      sb_wire_reply (out, 401, "application/json", "", NULL);
    }
  else
    sb_wire_reply (out, script->status, script->type, script->body, NULL);
  return SB_WIRE_ANSWER;
}

static SbQboUpload *
upload_new (const char *file_name, const char *content)
{
  g_autoptr(SbQboAttachable) metadata = sb_qbo_attachable_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static (content, strlen (content));
  g_autoptr(GError) error = NULL;
  SbQboUpload *upload;

  metadata->meta.currency = (SbCurrency) { "USD", 2 };
  sb_qbo_text_set (&metadata->file_name, file_name);
  sb_qbo_attachable_add (metadata, "Bill", "25");
  upload = sb_qbo_upload_new (metadata, bytes, &error);
  g_assert_no_error (error);
  return upload;
}

static GPtrArray *
uploads_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sb_qbo_upload_free);
}

static SbQboRequest *
two_files (void)
{
  g_autoptr(GPtrArray) uploads = uploads_new ();
  g_autoptr(GError) error = NULL;
  SbQboRequest *request;

  g_ptr_array_add (uploads, upload_new ("bill \"77\".pdf", "%PDF-1.4 first"));
  g_ptr_array_add (uploads, upload_new ("note.txt", "second"));
  request = sb_qbo_request_upload (uploads, "request-9", &error);
  g_assert_no_error (error);
  return request;
}

#define UPLOAD_ANSWER                                                                              \
  "{\"AttachableResponse\":[{\"Attachable\":{\"Id\":\"5000000000000503624\",\"SyncToken\":\"0\","  \
  "\"FileName\":\"bill.pdf\",\"Size\":14}},{\"Fault\":{\"Error\":[{\"Message\":\"A business "      \
  "validation error\",\"Detail\":\"Business Validation Error: The entity Bill 25 that you are "    \
  "trying to link does not exist. Bill 25\",\"code\":\"6000\"}],\"type\":\"ValidationFault\"}}],"  \
  "\"time\":\"2024-03-15T05:00:01.250-07:00\"}"

static void
test_upload (Rig *rig, gconstpointer data)
{
  Script script = { 200, "application/json", UPLOAD_ANSWER, 0 };
  g_autoptr(SbQboRequest) request = two_files ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  const SbWireRequest *sent;
  g_autofree char *boundary = NULL;
  g_autofree char *expected = NULL;

  rig->func = scripted;
  rig->data = &script;
  answer = rig_send (rig, request, &error);
  g_assert_no_error (error);
  sent = g_ptr_array_index (sb_wire_server_get_requests (rig->server), 0);
  g_assert_cmpstr (sent->target, ==,
                   "/v3/company/" RIG_REALM "/upload?minorversion=75&requestid=request-9");
  g_assert_true (g_str_has_prefix (sb_wire_request_header (sent, "content-type"),
                                   "multipart/form-data; boundary="));
  boundary = g_strdup (strchr (sb_wire_request_header (sent, "content-type"), '=') + 1);
  expected = g_strdup_printf (
    "--%s\r\nContent-Disposition: form-data; name=\"file_metadata_01\"; "
    "filename=\"attachment.json\"\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
    "{\"FileName\":\"bill \\\"77\\\".pdf\",\"ContentType\":\"application/pdf\",\"AttachableRef\":"
    "[{\"EntityRef\":{\"value\":\"25\",\"type\":\"Bill\"}}]}\r\n"
    "--%s\r\nContent-Disposition: form-data; name=\"file_content_01\"; "
    "filename=\"bill _77_.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%%PDF-1.4 first\r\n"
    "--%s\r\nContent-Disposition: form-data; name=\"file_metadata_02\"; "
    "filename=\"attachment.json\"\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
    "{\"FileName\":\"note.txt\",\"ContentType\":\"text/plain\",\"AttachableRef\":"
    "[{\"EntityRef\":{\"value\":\"25\",\"type\":\"Bill\"}}]}\r\n"
    "--%s\r\nContent-Disposition: form-data; name=\"file_content_02\"; filename=\"note.txt\"\r\n"
    "Content-Type: text/plain\r\n\r\nsecond\r\n--%s--\r\n",
    boundary, boundary, boundary, boundary, boundary);
  g_assert_cmpstr (sent->body, ==, expected);
}

static void
test_upload_results (Rig *rig, gconstpointer data)
{
  Script script = { 200, "application/json", UPLOAD_ANSWER, 0 };
  g_autoptr(SbQboRequest) request = two_files ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  g_autoptr(GPtrArray) results = NULL;
  const SbQboBatchResult *result;
  g_autoptr(SbQboAttachable) attachable = NULL;

  rig->func = scripted;
  rig->data = &script;
  answer = rig_send (rig, request, &error);
  results = sb_qbo_answer_get_uploads (answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  result = g_ptr_array_index (results, 0);
  attachable = sb_qbo_attachable_from_json (result->object, (SbCurrency) { "USD", 2 }, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (attachable->meta.id, ==, "5000000000000503624");
  g_assert_cmpint (attachable->size, ==, 14);
  result = g_ptr_array_index (results, 1);
  g_assert_cmpint (result->fault->decision, ==, SB_QBO_DECISION_ASK_OWNER);
  g_assert_cmpstr (result->fault->reason, ==, "missing-reference");
}

/* The stream has been read by then; the second sending must hold all of it again. */
static void
test_upload_again (Rig *rig, gconstpointer data)
{
  Script script = { 200, "application/json", UPLOAD_ANSWER, 1 };
  g_autoptr(SbQboRequest) request = two_files ();
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  GPtrArray *requests;
  g_autoptr(GPtrArray) uploads = g_ptr_array_new ();

  rig->func = scripted;
  rig->data = &script;
  answer = rig_send (rig, request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->attempts, ==, 2);
  requests = sb_wire_server_get_requests (rig->server);
  for (guint i = 0; i < requests->len; i++)
    {
      SbWireRequest *one = g_ptr_array_index (requests, i);

      if (strstr (one->target, "/upload") != NULL)
        g_ptr_array_add (uploads, one->body);
    }
  g_assert_cmpuint (uploads->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (uploads, 0), ==, g_ptr_array_index (uploads, 1));
  g_assert_nonnull (strstr (g_ptr_array_index (uploads, 1), "second"));
}

static void
test_boundary (void)
{
  g_autoptr(GPtrArray) uploads = uploads_new ();
  g_autoptr(SbQboRequest) first = NULL;
  g_autoptr(SbQboRequest) second = NULL;
  g_autofree char *boundary = NULL;

  g_ptr_array_add (uploads, upload_new ("a.txt", "x"));
  first = sb_qbo_request_upload (uploads, "r", NULL);
  boundary = g_strdup (strchr (first->content_type, '=') + 1);
  g_ptr_array_set_size (uploads, 0);
  g_ptr_array_add (uploads, upload_new ("a.txt", boundary));
  second = sb_qbo_request_upload (uploads, "r", NULL);
  g_assert_cmpstr (strchr (second->content_type, '=') + 1, !=, boundary);
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    gsize size;
    const char *type; /* NULL: refused */
    const char *word; /* that the sentence must hold */
  } files[] = {
    { "bill.pdf", 10, "application/pdf", NULL },
    { "Bild.JPG", 10, "image/jpeg", NULL },
    { "a.b.xlsx", 10, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", NULL },
    { "run.exe", 10, NULL, "run.exe" },
    { "noend", 10, NULL, "noend" },
    { "", 10, NULL, "name" },
    { "a/b.pdf", 10, NULL, "name" },
    { "a\nb.pdf", 10, NULL, "name" },
    { "empty.pdf", 0, NULL, "empty" },
    { "large.pdf", 100 * 1024 * 1024, NULL, "too large" },
    { "just.pdf", 99 * 1024 * 1024, "application/pdf", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;
      const char *type = sb_qbo_attachable_check_file (files[i].name, files[i].size, &error);

      g_assert_cmpstr (type, ==, files[i].type);
      if (files[i].type != NULL)
        continue;
      g_assert_error (error, SB_QBO_ERROR, SB_QBO_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, files[i].word));
    }
}

static void
test_pdf (Rig *rig, gconstpointer data)
{
  Script script = { 200, "application/pdf", "%PDF-1.4\n%%EOF\n", 0 };
  g_autoptr(SbQboRequest) request = sb_qbo_request_pdf ("Invoice", "130");
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = NULL;
  const SbWireRequest *sent;
  GBytes *file;

  rig->func = scripted;
  rig->data = &script;
  answer = rig_send (rig, request, &error);
  g_assert_no_error (error);
  file = sb_qbo_answer_get_file (answer, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "%PDF-1.4\n%%EOF\n", 15);
  sent = g_ptr_array_index (sb_wire_server_get_requests (rig->server), 0);
  g_assert_cmpstr (sent->target, ==, "/v3/company/" RIG_REALM "/invoice/130/pdf?minorversion=75");
  g_assert_cmpstr (sb_wire_request_header (sent, "accept"), ==, "application/pdf");
}

static void
test_no_pdf (Rig *rig, gconstpointer data)
{
  static const Script scripts[] = {
    { 200, "application/json", "{\"Invoice\":{}}", 0 },
    { 200, "application/pdf", "", 0 },
    { 200, "text/html", "<html>sign in</html>", 0 },
    { 400, "application/json", "{\"Fault\":{\"Error\":[{\"code\":\"610\"}]}}", 0 },
    { 500, "application/pdf", "%PDF-1.4 not really", 0 },
  };

  rig->func = scripted;
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      Script script = scripts[i];
      g_autoptr(SbQboRequest) request = sb_qbo_request_pdf ("Invoice", "130");
      g_autoptr(GError) error = NULL;
      g_autoptr(SbQboAnswer) answer = NULL;

      rig->data = &script;
      answer = rig_send (rig, request, &error);
      g_assert_true (answer == NULL || sb_qbo_answer_get_file (answer, &error) == NULL);
      g_assert_true (error->domain == SB_QBO_ERROR);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  rig_add ("/qbo/files/an-upload-is-a-pair-of-parts-for-each-file", test_upload);
  rig_add ("/qbo/files/a-link-to-nothing-is-a-fault-of-that-file-alone", test_upload_results);
  rig_add ("/qbo/files/after-a-401-the-whole-upload-goes-again", test_upload_again);
  g_test_add_func ("/qbo/files/a-file-that-holds-the-boundary-gets-another", test_boundary);
  g_test_add_func ("/qbo/files/kinds-names-and-sizes-are-checked-before-sending", test_files);
  rig_add ("/qbo/files/a-document-comes-as-a-pdf", test_pdf);
  rig_add ("/qbo/files/what-is-no-pdf-is-never-taken-for-one", test_no_pdf);
  return g_test_run ();
}
