/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-merge.h"

static char *
squash (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != ',')
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

gboolean
sb_field_equal (const SbFieldSpec *spec, const char *a, const char *b)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  if (!spec->loose)
    return FALSE;
  left = squash (a);
  right = squash (b);
  return g_str_equal (left, right);
}

static char *
qbo_name (const char *name)
{
  return g_strconcat (name, "/qbo", NULL);
}

static const char *
base_of_qbo (const SbFields *base, const char *name)
{
  g_autofree char *key = qbo_name (name);

  return sb_fields_has (base, key) ? sb_fields_get (base, key) : sb_fields_get (base, name);
}

static void
keep_both (SbFields *snapshot, const SbFieldSpec *spec, const char *local, const char *qbo)
{
  g_autofree char *key = qbo_name (spec->name);

  sb_fields_set (snapshot, spec->name, local);
  if (g_strcmp0 (local, qbo) != 0)
    sb_fields_set (snapshot, key, qbo);
}

static void
add_conflict (SbMerge *merge, const SbFieldSpec *spec, const char *base, const char *local,
              const char *qbo)
{
  SbMergeConflict *conflict = g_new0 (SbMergeConflict, 1);

  conflict->field = g_strdup (spec->name);
  conflict->base = g_strdup (base);
  conflict->local = g_strdup (local);
  conflict->qbo = g_strdup (qbo);
  conflict->suggest_qbo = spec->rule == SB_FIELD_SUGGEST_QBO;
  g_ptr_array_add (merge->conflicts, conflict);
}

static void
conflict_free (gpointer data)
{
  SbMergeConflict *conflict = data;

  g_free (conflict->field);
  g_free (conflict->base);
  g_free (conflict->local);
  g_free (conflict->qbo);
  g_free (conflict);
}

void
sb_merge_free (SbMerge *self)
{
  if (self == NULL)
    return;
  sb_fields_free (self->take);
  sb_fields_free (self->push);
  g_ptr_array_unref (self->conflicts);
  sb_fields_free (self->snapshot);
  g_free (self);
}

/* Two that meet for the first time: an empty side is filled, different values stay as they are. */
static void
meet (SbMerge *merge, const SbFieldSpec *spec, const char *local, const char *qbo)
{
  if (local[0] == '\0' && spec->rule != SB_FIELD_LOCAL_ONLY)
    {
      sb_fields_set (merge->take, spec->name, qbo);
      sb_fields_set (merge->snapshot, spec->name, qbo);
    }
  else if (qbo[0] == '\0' || spec->rule == SB_FIELD_LOCAL_ONLY)
    {
      /* As if it had been changed here since: that is what a later look at the snapshot must find.
       */
      sb_fields_set (merge->push, spec->name, local);
      sb_fields_set (merge->snapshot, spec->name, qbo);
    }
  else
    {
      keep_both (merge->snapshot, spec, local, qbo);
    }
}

static void
merge_field (SbMerge *merge, const SbFieldSpec *spec, const SbFields *base, const char *local,
             const char *qbo)
{
  const char *base_local = sb_fields_get (base, spec->name);
  const char *base_qbo = base_of_qbo (base, spec->name);
  gboolean here = !sb_field_equal (spec, local, base_local);
  gboolean there = !sb_field_equal (spec, qbo, base_qbo);

  if (there && spec->rule == SB_FIELD_LOCAL_ONLY)
    {
      sb_fields_set (merge->push, spec->name, local);
      keep_both (merge->snapshot, spec, base_local, base_qbo);
    }
  else if (here && there)
    {
      add_conflict (merge, spec, base_local, local, qbo);
      keep_both (merge->snapshot, spec, base_local, base_qbo);
    }
  else if (there)
    {
      sb_fields_set (merge->take, spec->name, qbo);
      sb_fields_set (merge->snapshot, spec->name, qbo);
    }
  else
    {
      if (here)
        sb_fields_set (merge->push, spec->name, local);
      keep_both (merge->snapshot, spec, base_local, base_qbo);
    }
}

SbMerge *
sb_merge (const SbFieldSpec *specs, gsize n, const SbFields *base, const SbFields *local,
          const SbFields *qbo)
{
  SbMerge *merge = g_new0 (SbMerge, 1);

  merge->take = sb_fields_new ();
  merge->push = sb_fields_new ();
  merge->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  merge->snapshot = sb_fields_new ();

  for (gsize i = 0; i < n; i++)
    {
      const char *here = sb_fields_get (local, specs[i].name);
      const char *there = sb_fields_get (qbo, specs[i].name);

      if (sb_field_equal (&specs[i], here, there))
        keep_both (merge->snapshot, &specs[i], here, there);
      else if (base == NULL)
        meet (merge, &specs[i], here, there);
      else
        merge_field (merge, &specs[i], base, here, there);
    }
  return merge;
}

gboolean
sb_merge_changed_here (const SbFieldSpec *specs, gsize n, const SbFields *base,
                       const SbFields *local)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!sb_field_equal (&specs[i], sb_fields_get (local, specs[i].name),
                           sb_fields_get (base, specs[i].name)))
        return TRUE;
    }
  return FALSE;
}

SbFields *
sb_merge_agree (const SbFieldSpec *specs, gsize n, const SbFields *local, const SbFields *qbo)
{
  SbFields *snapshot = sb_fields_new ();

  for (gsize i = 0; i < n; i++)
    keep_both (snapshot, &specs[i], sb_fields_get (local, specs[i].name),
               sb_fields_get (qbo, specs[i].name));
  return snapshot;
}
