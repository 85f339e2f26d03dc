/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole body, taken for each kind of answer in turn: an answer or an error, never both. */
#include "sb-fuzz.h"

#include "sb-qbo-answer-private.h"
#include "sb-qbo-discovery.h"
#include "sb-qbo-tokens.h"

static void
read_batch (const SbQboAnswer *answer)
{
  g_autoptr(GPtrArray) results = sb_qbo_answer_get_batch (answer, NULL);

  for (guint i = 0; results != NULL && i < results->len; i++)
    {
      const SbQboBatchResult *result = g_ptr_array_index (results, i);
      g_autoptr(JsonArray) rows = sb_qbo_batch_result_get_rows (result, "Item");

      g_assert_nonnull (result->bid);
      g_assert_nonnull (rows);
      g_assert_true (result->fault == NULL || result->object == NULL);
    }
}

static void
read_answer (const guint8 *data, gsize size)
{
  static const guint statuses[] = { 200, 400, 401, 403, 429, 500 };
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  SbQboReply reply = { statuses[size % G_N_ELEMENTS (statuses)], bytes, NULL, 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(SbQboAnswer) answer = sb_qbo_answer_parse (&reply, &error);
  g_autoptr(GPtrArray) changes = NULL;
  g_autoptr(JsonArray) rows = NULL;
  guint total;
  gint64 count;

  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer == NULL)
    return;
  (void) sb_qbo_answer_get_object (answer, "Invoice", NULL);
  (void) sb_qbo_answer_get_count (answer, &count, NULL);
  rows = sb_qbo_answer_get_rows (answer, "Customer", NULL);
  changes = sb_qbo_answer_get_changes (answer, &total, NULL);
  read_batch (answer);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr(SbQboEnv) env = sb_qbo_env_new_for_name ("sandbox", NULL, NULL);
  g_autoptr(SbQboTokens) tokens = sb_qbo_tokens_from_answer ((const char *) data, (gssize) size, 0,
                                                             NULL);
  g_autoptr(SbQboEndpoints) endpoints = sb_qbo_endpoints_parse (env, (const char *) data,
                                                                (gssize) size, NULL);

  if (endpoints != NULL)
    g_assert_cmpint (g_ascii_strncasecmp (endpoints->token, "https://", 8), ==, 0);
  read_answer (data, size);
  return 0;
}
