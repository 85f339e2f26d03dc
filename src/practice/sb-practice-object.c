/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an object looks like in an answer, and what the company's two single objects say. */
#include "sb-practice-books.h"

#include "sb-practice-entities.h"

#include <string.h>

gboolean
sb_object_is_active (const SbObject *object)
{
  SbTree *active = sb_tree_get (sb_object_body (object), "Active");

  return active == NULL || sb_tree_truth (active);
}

const char *
sb_object_name (const SbObject *object)
{
  const char *full;

  if (object->entity->name_member == NULL)
    return NULL;
  full = strcmp (object->entity->name_member, "Name") == 0
             ? sb_tree_get_text (sb_object_body (object), "FullyQualifiedName")
             : NULL;
  return full != NULL ? full
                      : sb_tree_get_text (sb_object_body (object), object->entity->name_member);
}

static SbTree *
render_meta (SbObject *object)
{
  SbTree *meta = sb_tree_new_object ();
  g_autofree char *created = sb_pacific_format (object->created, FALSE);
  g_autofree char *updated = sb_pacific_format (object->updated, FALSE);

  sb_tree_set_text (meta, "CreateTime", created);
  sb_tree_set_text (meta, "LastUpdatedTime", updated);
  return meta;
}

SbTree *
sb_object_render (SbBooks *books, SbObject *object)
{
  SbTree *answer = sb_tree_copy (sb_object_body (object));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, object->id);
  g_autofree char *token = g_strdup_printf ("%" G_GINT64_FORMAT, object->token);

  sb_tree_set_text (answer, "domain", "QBO");
  sb_tree_set_truth (answer, "sparse", FALSE);
  sb_tree_set_text (answer, "Id", id);
  sb_tree_set_text (answer, "SyncToken", token);
  sb_tree_set (answer, "MetaData", render_meta (object));
  if (object->entity->render != NULL)
    object->entity->render (books, object, answer);
  return answer;
}

static gboolean
is_computed (const SbObject *object, const char *path)
{
  return object->entity->render != NULL
         && (strstr (path, "Balance") != NULL || strcmp (path, "QtyOnHand") == 0
             || strcmp (path, "UnappliedAmt") == 0 || strcmp (path, "POStatus") == 0
             || strcmp (path, "TxnStatus") == 0);
}

char *
sb_object_property (SbBooks *books, SbObject *object, const char *path)
{
  g_autoptr (SbTree) answer = NULL;
  SbTree *found;

  if (strcmp (path, "Id") == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, object->id);
  if ((object->entity->flags & SB_ENTITY_TXN) != 0 && strcmp (path, "DocNumber") == 0)
    return g_strdup (object->number);
  if (object->day != SB_DAY_NONE && strcmp (path, "TxnDate") == 0)
    {
      char day[SB_DAY_TEXT_SIZE];

      return g_strdup (sb_day_format (object->day, day));
    }
  if (strcmp (path, "SyncToken") == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, object->token);
  if (is_computed (object, path))
    answer = sb_object_render (books, object);
  found = sb_tree_get_path (answer != NULL ? answer : sb_object_body (object), path);
  if (sb_tree_kind (found) == SB_TREE_OBJECT)
    found = sb_tree_get (found, "value");
  if (sb_tree_kind (found) == SB_TREE_BOOLEAN)
    return g_strdup (sb_tree_truth (found) ? "true" : "false");
  return g_strdup (sb_tree_text (found));
}

static SbTree *
single_body (SbBooks *books, const char *entity)
{
  SbObject *object = sb_books_find_id (books, sb_entity_named (entity), 1);

  return object != NULL ? sb_object_body (object) : NULL;
}

SbTree *
sb_books_preferences (SbBooks *books)
{
  return single_body (books, "Preferences");
}

SbTree *
sb_books_info (SbBooks *books)
{
  return single_body (books, "CompanyInfo");
}

gboolean
sb_books_prefers (SbBooks *books, const char *path)
{
  return sb_tree_truth (sb_tree_get_path (sb_books_preferences (books), path));
}

const char *
sb_books_currency (SbBooks *books)
{
  const char *code = sb_tree_text (
      sb_tree_get_path (sb_books_preferences (books), "CurrencyPrefs.HomeCurrency.value"));

  return code != NULL ? code : "USD";
}

gboolean
sb_books_is_us (SbBooks *books)
{
  return g_strcmp0 (sb_tree_get_text (sb_books_info (books), "Country"), "US") == 0;
}

const char *
sb_books_plan (SbBooks *books)
{
  SbTree *facts = sb_tree_get (sb_books_info (books), "NameValue");

  for (guint i = 0; i < sb_tree_length (facts); i++)
    if (g_strcmp0 (sb_tree_get_text (sb_tree_nth (facts, i), "Name"), "OfferingSku") == 0)
      return sb_tree_get_text (sb_tree_nth (facts, i), "Value");
  return "";
}

gboolean
sb_books_has_plus (SbBooks *books)
{
  const char *plan = sb_books_plan (books);

  return strstr (plan, "Plus") != NULL || strstr (plan, "Advanced") != NULL;
}
