/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-tree.h"

#include <string.h>

struct _SbTree
{
  SbTreeKind kind;
  guint length; /* elements or members */
  guint capacity;
  gboolean truth;
  char *text;         /* (owned) (nullable) GRefString: string or number */
  SbTree **items;     /* (owned) (array length=length) */
  const char **names; /* (owned) interned names; objects only */
  const char *raw;    /* (not owned) (nullable) of SB_TREE_RAW: capacity bytes of JSON */
};

static SbTree *
tree_new (SbTreeKind kind)
{
  SbTree *self = g_slice_new0 (SbTree);

  self->kind = kind;
  return self;
}

/* Most short texts occur in thousands of documents ("USD", "NON", a customer's name): one copy of
 * each is enough. */
static char *
keep_text (const char *text)
{
  return strlen (text) <= 48 ? g_ref_string_new_intern (text) : g_ref_string_new (text);
}

static void
tree_grow (SbTree *self)
{
  if (self->length < self->capacity)
    return;
  self->capacity = self->capacity == 0 ? 4 : self->capacity * 2;
  self->items = g_renew (SbTree *, self->items, self->capacity);
  if (self->kind == SB_TREE_OBJECT)
    self->names = g_renew (const char *, self->names, self->capacity);
}

SbTree *
sb_tree_new_null (void)
{
  return tree_new (SB_TREE_NULL);
}

SbTree *
sb_tree_new_object (void)
{
  return tree_new (SB_TREE_OBJECT);
}

SbTree *
sb_tree_new_array (void)
{
  return tree_new (SB_TREE_ARRAY);
}

SbTree *
sb_tree_new_string (const char *text)
{
  SbTree *self = tree_new (SB_TREE_STRING);

  self->text = keep_text (text != NULL ? text : "");
  return self;
}

SbTree *
sb_tree_new_number (const char *decimal)
{
  SbTree *self = tree_new (SB_TREE_NUMBER);

  self->text = keep_text (decimal);
  return self;
}

SbTree *
sb_tree_new_int (gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  return sb_tree_new_number (text);
}

SbTree *
sb_tree_new_decimal (gint64 value, unsigned scale)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  guint64 unit = 1;
  g_autoptr (GString) text = NULL;

  if (value == 0)
    return sb_tree_new_int (0);
  for (unsigned i = 0; i < scale; i++)
    unit *= 10;
  text = g_string_new (value < 0 ? "-" : "");
  g_string_append_printf (text, "%" G_GUINT64_FORMAT, magnitude / unit);
  if (scale > 0)
    {
      g_string_append_printf (text, ".%0*" G_GUINT64_FORMAT, (int) scale, magnitude % unit);
      for (unsigned decimals = scale; decimals > 2 && text->str[text->len - 1] == '0'; decimals--)
        g_string_truncate (text, text->len - 1);
    }
  return sb_tree_new_number (text->str);
}

SbTree *
sb_tree_new_raw (const char *text, gsize length)
{
  SbTree *self = tree_new (SB_TREE_RAW);

  self->raw = text;
  self->capacity = (guint) length;
  return self;
}

GBytes *
sb_tree_raw_bytes (const SbTree *self, GBytes *file)
{
  const char *start = g_bytes_get_data (file, NULL);

  if (sb_tree_kind (self) != SB_TREE_RAW)
    {
      char *text = sb_tree_to_text (self);

      return g_bytes_new_take (text, strlen (text));
    }
  return g_bytes_new_from_bytes (file, (gsize) (self->raw - start), self->capacity);
}

SbTree *
sb_tree_new_boolean (gboolean value)
{
  SbTree *self = tree_new (SB_TREE_BOOLEAN);

  self->truth = value;
  return self;
}

void
sb_tree_free (SbTree *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->length; i++)
    sb_tree_free (self->items[i]);
  g_free (self->items);
  g_free (self->names);
  g_clear_pointer (&self->text, g_ref_string_release);
  g_slice_free (SbTree, self);
}

SbTree *
sb_tree_copy (const SbTree *self)
{
  SbTree *copy;

  if (self == NULL)
    return NULL;
  copy = tree_new (self->kind);
  copy->truth = self->truth;
  copy->text = self->text != NULL ? g_ref_string_acquire (self->text) : NULL;
  copy->length = copy->capacity = self->length;
  if (self->length > 0)
    {
      copy->items = g_new (SbTree *, self->length);
      for (guint i = 0; i < self->length; i++)
        copy->items[i] = sb_tree_copy (self->items[i]);
      if (self->kind == SB_TREE_OBJECT)
        copy->names = g_memdup2 (self->names, sizeof (char *) * self->length);
    }
  return copy;
}

SbTreeKind
sb_tree_kind (const SbTree *self)
{
  return self != NULL ? self->kind : SB_TREE_NULL;
}

gboolean
sb_tree_truth (const SbTree *self)
{
  if (self == NULL)
    return FALSE;
  if (self->kind == SB_TREE_STRING)
    return g_ascii_strcasecmp (self->text, "true") == 0;
  return self->kind == SB_TREE_BOOLEAN && self->truth;
}

const char *
sb_tree_text (const SbTree *self)
{
  return self != NULL ? self->text : NULL;
}

gboolean
sb_tree_scan_decimal (const char *text, unsigned scale, gint64 *value)
{
  const char *at = text;
  gboolean negative = FALSE;
  gboolean digits = FALSE;
  gboolean point = FALSE;
  unsigned decimals = 0;
  int round_up = 0;
  gint64 sum = 0;

  if (text == NULL)
    return FALSE;
  if (*at == '-' || *at == '+')
    negative = *at++ == '-';
  for (; *at != '\0' && *at != 'e' && *at != 'E'; at++)
    {
      if (*at == '.' && !point)
        {
          point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*at))
        return FALSE;
      digits = TRUE;
      if (point && decimals >= scale)
        {
          if (decimals == scale && *at >= '5')
            round_up = 1;
          decimals = scale + 1;
          continue;
        }
      if (__builtin_mul_overflow (sum, 10, &sum) || __builtin_add_overflow (sum, *at - '0', &sum))
        return FALSE;
      if (point)
        decimals++;
    }
  if (!digits || *at != '\0')
    return FALSE;
  for (; decimals < scale; decimals++)
    if (__builtin_mul_overflow (sum, 10, &sum))
      return FALSE;
  if (__builtin_add_overflow (sum, round_up, &sum))
    return FALSE;
  *value = negative ? -sum : sum;
  return TRUE;
}

gboolean
sb_tree_decimal (const SbTree *self, unsigned scale, gint64 *value)
{
  if (self == NULL || self->text == NULL)
    return FALSE;
  return sb_tree_scan_decimal (self->text, scale, value);
}

static int
tree_index (const SbTree *self, const char *name)
{
  if (self == NULL || self->kind != SB_TREE_OBJECT)
    return -1;
  for (guint i = 0; i < self->length; i++)
    if (self->names[i] == name || strcmp (self->names[i], name) == 0)
      return (int) i;
  return -1;
}

SbTree *
sb_tree_get (const SbTree *self, const char *name)
{
  int index = tree_index (self, name);

  return index < 0 ? NULL : self->items[index];
}

SbTree *
sb_tree_get_path (const SbTree *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", 8);
  const SbTree *at = self;

  for (guint i = 0; parts[i] != NULL && at != NULL; i++)
    at = sb_tree_get (at, parts[i]);
  return (SbTree *) at;
}

const char *
sb_tree_get_text (const SbTree *self, const char *name)
{
  return sb_tree_text (sb_tree_get (self, name));
}

const char *
sb_tree_get_ref (const SbTree *self, const char *name)
{
  return sb_tree_get_text (sb_tree_get (self, name), "value");
}

gboolean
sb_tree_get_truth (const SbTree *self, const char *name)
{
  return sb_tree_truth (sb_tree_get (self, name));
}

gint64
sb_tree_get_decimal (const SbTree *self, const char *name, unsigned scale)
{
  gint64 value = 0;

  sb_tree_decimal (sb_tree_get (self, name), scale, &value);
  return value;
}

void
sb_tree_remove_nth (SbTree *self, guint index)
{
  g_return_if_fail (index < self->length);

  sb_tree_free (self->items[index]);
  for (guint i = index + 1; i < self->length; i++)
    {
      self->items[i - 1] = self->items[i];
      if (self->names != NULL)
        self->names[i - 1] = self->names[i];
    }
  self->length--;
}

void
sb_tree_set (SbTree *self, const char *name, SbTree *value)
{
  int index;

  g_return_if_fail (self != NULL && self->kind == SB_TREE_OBJECT);

  index = tree_index (self, name);
  if (index >= 0 && value == NULL)
    sb_tree_remove_nth (self, (guint) index);
  else if (index >= 0)
    {
      sb_tree_free (self->items[index]);
      self->items[index] = value;
    }
  else if (value != NULL)
    {
      tree_grow (self);
      self->names[self->length] = g_intern_string (name);
      self->items[self->length++] = value;
    }
}

void
sb_tree_set_text (SbTree *self, const char *name, const char *text)
{
  sb_tree_set (self, name, text != NULL ? sb_tree_new_string (text) : NULL);
}

void
sb_tree_set_truth (SbTree *self, const char *name, gboolean value)
{
  sb_tree_set (self, name, sb_tree_new_boolean (value));
}

void
sb_tree_set_int (SbTree *self, const char *name, gint64 value)
{
  sb_tree_set (self, name, sb_tree_new_int (value));
}

void
sb_tree_set_cents (SbTree *self, const char *name, gint64 cents)
{
  sb_tree_set (self, name, sb_tree_new_decimal (cents, 2));
}

void
sb_tree_set_ref (SbTree *self, const char *name, const char *value, const char *label)
{
  SbTree *ref = sb_tree_new_object ();

  sb_tree_set_text (ref, "value", value);
  if (label != NULL)
    sb_tree_set_text (ref, "name", label);
  sb_tree_set (self, name, ref);
}

SbTree *
sb_tree_take (SbTree *self, const char *name)
{
  int index = tree_index (self, name);
  SbTree *value;

  if (index < 0)
    return NULL;
  value = self->items[index];
  self->items[index] = sb_tree_new_null ();
  sb_tree_remove_nth (self, (guint) index);
  return value;
}

static gboolean
is_blank (const SbTree *self, guint index)
{
  const SbTree *value = self->items[index];

  if (value->kind == SB_TREE_NULL || (value->kind == SB_TREE_STRING && value->text[0] == '\0'))
    return TRUE;
  return value->kind == SB_TREE_OBJECT && value->length == 0 && self->kind == SB_TREE_OBJECT
         && g_str_has_suffix (self->names[index], "Ref");
}

void
sb_tree_drop_blanks (SbTree *self)
{
  for (guint i = sb_tree_length (self); i > 0; i--)
    {
      sb_tree_drop_blanks (self->items[i - 1]);
      if (is_blank (self, i - 1))
        sb_tree_remove_nth (self, i - 1);
    }
}

guint
sb_tree_length (const SbTree *self)
{
  return self != NULL ? self->length : 0;
}

SbTree *
sb_tree_nth (const SbTree *self, guint index)
{
  return self != NULL && index < self->length ? self->items[index] : NULL;
}

const char *
sb_tree_nth_name (const SbTree *self, guint index)
{
  return self != NULL && self->kind == SB_TREE_OBJECT && index < self->length ? self->names[index]
                                                                              : "";
}

void
sb_tree_append (SbTree *self, SbTree *value)
{
  g_return_if_fail (self != NULL && self->kind == SB_TREE_ARRAY);

  tree_grow (self);
  self->items[self->length++] = value;
}
