/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-verify-private.h"

#define MESSAGE_LINES 5

static void
check_free (gpointer data)
{
  SbVerifyCheck *check = data;

  g_free (check->message);
  g_free (check);
}

void
sb_verify_result_free (SbVerifyResult *self)
{
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_free (self);
}

SbVerifyRun
sb_verify_begin (SbVerifyResult *result, int number, const char *name)
{
  SbVerifyCheck *check;

  for (guint i = 0; i < result->checks->len; i++)
    {
      check = g_ptr_array_index (result->checks, i);
      if (check->number == number)
        return (SbVerifyRun) { check, 0 };
    }
  check = g_new0 (SbVerifyCheck, 1);
  check->number = number;
  check->name = name;
  check->ok = TRUE;
  g_ptr_array_add (result->checks, check);
  return (SbVerifyRun) { check, 0 };
}

void
sb_verify_count (SbVerifyRun *run, gint64 n)
{
  run->check->checked += n;
}

void
sb_verify_wrong (SbVerifyRun *run, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  run->check->ok = FALSE;
  if (++run->wrong > MESSAGE_LINES)
    return;
  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (run->check->message == NULL)
    run->check->message = g_steal_pointer (&line);
  else
    {
      char *both = g_strconcat (run->check->message, "; ", line, NULL);

      g_free (run->check->message);
      run->check->message = both;
    }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const SbVerifyCheck *x = *(const SbVerifyCheck *const *) a;
  const SbVerifyCheck *y = *(const SbVerifyCheck *const *) b;

  return x->number - y->number;
}

SbVerifyResult *
sb_ledger_verify (SbDatabase *db, GError **error)
{
  g_autoptr (SbVerifyResult) result = g_new0 (SbVerifyResult, 1);

  result->checks = g_ptr_array_new_with_free_func (check_free);
  if (!sb_verify_rows (result, db, error) || !sb_verify_values (result, db, error) ||
      !sb_verify_history (result, db, error))
    return NULL;
  g_ptr_array_sort (result->checks, compare_numbers);
  result->ok = TRUE;
  for (guint i = 0; i < result->checks->len; i++)
    result->ok = result->ok && ((const SbVerifyCheck *) g_ptr_array_index (result->checks, i))->ok;
  return g_steal_pointer (&result);
}
