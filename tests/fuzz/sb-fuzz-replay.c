/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A target without libFuzzer: every file of its corpus, then damaged copies of them. The damage is
 * the same in every run; FUZZ_SEED gives other damage, FUZZ_ROUNDS more of it.
 */
#include "sb-fuzz.h"

#include <string.h>

#include "sb-test-damage.h"

#define SEED 20240315
#define ROUNDS 3000
/* However large the corpus grows, the everyday suite stays quick. */
#define BYTES_MAX (24 * 1024 * 1024)

static guint32
number_from (const char *variable, guint32 fallback)
{
  const char *text = g_getenv (variable);
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &value, NULL))
    return fallback;
  return (guint32) value;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
read_corpus (void)
{
  GPtrArray *inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *folder = g_build_filename (g_getenv ("FUZZ_CORPUS"), FUZZ_NAME, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      char *data;
      gsize size;

      g_file_get_contents (g_ptr_array_index (names, i), &data, &size, &error);
      g_assert_no_error (error);
      g_ptr_array_add (inputs, g_bytes_new_take (data, size));
    }
  return inputs;
}

static void
run_one (GBytes *input)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (input, &size);
  /* A copy of exactly this size, so that a sanitizer sees a byte too far. */
  g_autofree guint8 *copy = g_malloc (MAX (size, 1));

  if (size > 0)
    memcpy (copy, data, size);
  LLVMFuzzerTestOneInput (copy, size);
}

static void
test_corpus (void)
{
  g_autoptr(GPtrArray) inputs = read_corpus ();

  g_assert_cmpuint (inputs->len, >=, 5);
  for (guint i = 0; i < inputs->len; i++)
    run_one (g_ptr_array_index (inputs, i));
}

static void
test_damaged (void)
{
  g_autoptr(GPtrArray) inputs = read_corpus ();
  guint32 seed = number_from ("FUZZ_SEED", SEED);
  guint32 rounds = number_from ("FUZZ_ROUNDS", ROUNDS);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  gsize bytes = 0;
  guint32 i;

  for (i = 0; i < rounds && bytes < BYTES_MAX; i++)
    {
      gint32 at = g_rand_int_range (rand, 0, (gint32) inputs->len);
      g_autoptr(GBytes) damaged = sb_test_damage (rand, g_ptr_array_index (inputs, at));

      bytes += g_bytes_get_size (damaged);
      run_one (damaged);
    }
  g_test_message ("seed %u, %u damaged inputs, %zu bytes", seed, i, bytes);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fuzz/" FUZZ_NAME "/every-kept-input-is-read-or-refused", test_corpus);
  g_test_add_func ("/fuzz/" FUZZ_NAME "/damaged-inputs-are-read-or-refused", test_damaged);
  return g_test_run ();
}
