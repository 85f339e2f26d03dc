/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-members.h"

#include "sb-day.h"

#include <gio/gio.h>
#include <string.h>

static gboolean check_object (const char *type, const SbTree *value, const char *path,
                              GError **error);

static const SbTree *
members (void)
{
  static SbTree *table;

  if (g_once_init_enter (&table))
    {
      g_autoptr (GBytes) bytes
          = g_resources_lookup_data ("/io/github/stockbook/practice/members.json", 0, NULL);
      SbTree *parsed
          = sb_tree_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);

      g_assert (parsed != NULL);
      g_once_init_leave (&table, parsed);
    }
  return table;
}

static gboolean
fail_type (const char *path, GError **error)
{
  sb_fault_set (error, 2010, path, "Property Name:%s specified is unsupported or invalid", path);
  return FALSE;
}

static gboolean
fail_unknown (const char *type, const SbTree *known, const char *name, GError **error)
{
  sb_fault_set (error, 2010, NULL,
                "Property Name:Unrecognized field \"%s\" (class com.intuit.schema.finance.v3.%s), "
                "not marked as ignorable "
                "(%u known properties)\n specified is unsupported or invalid",
                name, type, sb_tree_length (known));
  return FALSE;
}

static gboolean
check_string (const char *code, const SbTree *value, const char *path, GError **error)
{
  SbTreeKind kind = sb_tree_kind (value);
  guint64 most = code[1] != '\0' ? g_ascii_strtoull (code + 1, NULL, 10) : 0;
  glong length;

  if (kind != SB_TREE_STRING && kind != SB_TREE_NUMBER)
    return fail_type (path, error);
  length = g_utf8_strlen (sb_tree_text (value), -1);
  if (most == 0 || length <= (glong) most)
    return TRUE;
  sb_fault_set (error, 2050, path, "Min:0 Max:%" G_GUINT64_FORMAT " supported. Supplied length:%ld",
                most, length);
  return FALSE;
}

static gboolean
check_number (const char *code, const SbTree *value, const char *path, GError **error)
{
  gint64 number;
  SbTreeKind kind = sb_tree_kind (value);

  if (kind != SB_TREE_NUMBER && kind != SB_TREE_STRING)
    return fail_type (path, error);
  if (!sb_tree_decimal (value, 5, &number))
    {
      sb_fault_set (error, 2090, path, "Invalid Number : %s", sb_tree_text (value));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_word (const char *code, const SbTree *value, const char *path, GError **error)
{
  const SbTree *words = sb_tree_get (sb_tree_get (members (), "enums"), code + 1);

  if (sb_tree_kind (value) != SB_TREE_STRING)
    return fail_type (path, error);
  for (guint i = 0; i < sb_tree_length (words); i++)
    if (strcmp (sb_tree_text (sb_tree_nth (words, i)), sb_tree_text (value)) == 0)
      return TRUE;
  sb_fault_set (error, 2170, path, "Invalid Enumeration : %s", sb_tree_text (value));
  return FALSE;
}

static gboolean
check_day (const SbTree *value, const char *path, GError **error)
{
  g_autofree char *day = NULL;
  SbDay parsed;

  if (sb_tree_kind (value) != SB_TREE_STRING)
    return fail_type (path, error);
  day = g_strndup (sb_tree_text (value), 10);
  if (sb_day_parse (day, &parsed, NULL))
    return TRUE;
  sb_fault_set (error, 2060, path, "Invalid Date Format : %s", sb_tree_text (value));
  return FALSE;
}

static gboolean
check_value (const char *code, const SbTree *value, const char *path, GError **error)
{
  /* An empty text empties the member, whatever the member holds. */
  if (sb_tree_kind (value) == SB_TREE_NULL
      || (sb_tree_kind (value) == SB_TREE_STRING && sb_tree_text (value)[0] == '\0'
          && strchr ("snibdte", code[0]) != NULL))
    return TRUE;
  switch (code[0])
    {
    case 's':
      return check_string (code, value, path, error);
    case 'n':
    case 'i':
      return check_number (code, value, path, error);
    case 'b':
      return sb_tree_kind (value) == SB_TREE_BOOLEAN
             || g_strcmp0 (sb_tree_text (value), "true") == 0
             || g_strcmp0 (sb_tree_text (value), "false") == 0 || fail_type (path, error);
    case 'd':
      return check_day (value, path, error);
    case 't':
      return sb_tree_kind (value) == SB_TREE_STRING || fail_type (path, error);
    case 'e':
      return check_word (code, value, path, error);
    case 'o':
      return check_object (code + 1, value, path, error);
    case '*':
      if (sb_tree_kind (value) != SB_TREE_ARRAY)
        return fail_type (path, error);
      for (guint i = 0; i < sb_tree_length (value); i++)
        if (!check_value (code + 1, sb_tree_nth (value, i), path, error))
          return FALSE;
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
check_object (const char *type, const SbTree *value, const char *path, GError **error)
{
  const SbTree *known = sb_tree_get (sb_tree_get (members (), "types"), type);

  if (sb_tree_kind (value) != SB_TREE_OBJECT)
    return fail_type (path, error);
  for (guint i = 0; i < sb_tree_length (value); i++)
    {
      const char *name = sb_tree_nth_name (value, i);
      const char *code = sb_tree_get_text (known, name);
      g_autofree char *inner = path != NULL ? g_strconcat (path, ".", name, NULL) : g_strdup (name);

      if (code == NULL)
        return fail_unknown (type, known, name, error);
      if (!check_value (code, sb_tree_nth (value, i), inner, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sb_members_check (const char *entity, const SbTree *body, GError **error)
{
  return check_object (entity, body, NULL, error);
}

gboolean
sb_members_has (const char *entity, const char *member)
{
  return sb_members_code (entity, member) != NULL;
}

const char *
sb_members_spelling (const char *entity, const char *member)
{
  const SbTree *known = sb_tree_get (sb_tree_get (members (), "types"), entity);

  for (guint i = 0; i < sb_tree_length (known); i++)
    if (g_ascii_strcasecmp (sb_tree_nth_name (known, i), member) == 0)
      return sb_tree_nth_name (known, i);
  return NULL;
}

gboolean
sb_members_has_type (const char *type)
{
  return sb_tree_get (sb_tree_get (members (), "types"), type) != NULL;
}

const char *
sb_members_code (const char *type, const char *member)
{
  if (type == NULL)
    return NULL;
  return sb_tree_get_text (sb_tree_get (sb_tree_get (members (), "types"), type), member);
}
