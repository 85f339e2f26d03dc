/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Edit as someone in QuickBooks": forms with which two-way sync can be tried by hand. */
#include "sb-practice-web.h"

#include "sb-practice-entities.h"
#include "sb-practice-members.h"
#include "sb-practice-someone.h"
#include "sb-uid.h"

#include <string.h>

/* Members that a person may change, where the kind has them. */
static const struct
{
  const char *member; /* with a path into an object: "PrimaryEmailAddr.Address" */
  const char *label;
  const char *type; /* of the field */
} fields[] = {
  { "DisplayName", "Name", "text" },
  { "Name", "Name", "text" },
  { "DocNumber", "Number", "text" },
  { "TxnDate", "Date", "date" },
  { "DueDate", "Due", "date" },
  { "Sku", "SKU", "text" },
  { "UnitPrice", "Price", "text" },
  { "CompanyName", "Company", "text" },
  { "PrimaryEmailAddr.Address", "E-mail", "text" },
  { "Notes", "Notes", "text" },
  { "Description", "Description", "text" },
  { "PrivateNote", "Note", "text" },
};

static gboolean
has_field (const SbEntity *entity, guint index)
{
  g_autofree char *top = g_strndup (fields[index].member, strcspn (fields[index].member, "."));

  /* A person is renamed by the name that is shown. */
  if (strcmp (top, "Name") == 0 && g_strcmp0 (entity->name_member, "Name") != 0)
    return FALSE;
  return sb_members_has (entity->name, top);
}

/* ---- forms ---- */

static void
begin_form (SbExchange *x, GString *page, SbBooks *books, const SbObject *object,
            const char *operation, const char *class)
{
  sb_page_format (page,
                  "<form method=\"post\" action=\"/edit\" class=\"%s\"><input type=\"hidden\" "
                  "name=\"form\" value=\"%s\"><input type=\"hidden\" name=\"realm\" value=\"%s\">"
                  "<input type=\"hidden\" name=\"entity\" value=\"%s\"><input type=\"hidden\" "
                  "name=\"id\" value=\"%" G_GINT64_FORMAT "\"><input type=\"hidden\" "
                  "name=\"operation\" value=\"%s\">",
                  class, x->practice->form_key, books->realm, object->entity->name, object->id,
                  operation);
}

static void
button_form (SbExchange *x, GString *page, SbBooks *books, const SbObject *object,
             const char *operation, const char *label)
{
  begin_form (x, page, books, object, operation, "inline");
  sb_page_format (page, "<button>%s</button></form>", label);
}

static void
text_field (GString *page, const char *name, const char *label, const char *type, const char *value)
{
  sb_page_format (page,
                  "<div><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\" "
                  "value=\"%s\"></div>",
                  name, label, name, name, type, value != NULL ? value : "");
}

/* A line with an amount of its own: what it is called, and the amount. */
static void
line_fields (GString *page, const SbObject *object)
{
  const SbTree *lines = sb_tree_get (sb_object_body (object), "Line");

  for (guint i = 0; i < sb_tree_length (lines) && i < 20; i++)
    {
      const SbTree *line = sb_tree_nth (lines, i);
      g_autofree char *name = g_strdup_printf ("line.%u", i);
      g_autofree char *label = g_strdup_printf ("Amount of line %u", i + 1);

      if (sb_tree_get (line, "LinkedTxn") != NULL
          || g_strcmp0 (sb_tree_get_text (line, "DetailType"), "SubTotalLineDetail") == 0
          || sb_tree_get_text (line, "Amount") == NULL)
        continue;
      text_field (page, name, label, "text", sb_tree_get_text (line, "Amount"));
    }
}

static void
change_form (SbExchange *x, GString *page, SbBooks *books, const SbObject *object)
{
  begin_form (x, page, books, object, "change", "");
  g_string_append (page, "<div class=\"grid\">");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (has_field (object->entity, i))
      text_field (page, fields[i].member, fields[i].label, fields[i].type,
                  sb_tree_text (sb_tree_get_path (sb_object_body (object), fields[i].member)));
  if (strcmp (object->entity->name, "JournalEntry") != 0)
    line_fields (page, object);
  g_string_append (page, "</div><details><summary>Any other member, as JSON</summary><textarea "
                         "name=\"changes\" aria-label=\"Members as JSON\" rows=\"3\"></textarea>"
                         "</details><div class=\"row\"><button class=\"go\">Save</button></div>"
                         "</form>");
}

static void
pay_form (SbExchange *x, GString *page, SbBooks *books, SbObject *object)
{
  gboolean invoice = strcmp (object->entity->name, "Invoice") == 0;
  gint64 open = sb_books_open (books, object, NULL, NULL);
  g_autoptr (SbTree) amount = NULL;

  if ((!invoice && strcmp (object->entity->name, "Bill") != 0) || open <= 0)
    return;
  amount = sb_tree_new_decimal (open, 2);
  sb_page_format (page, "<h3>%s</h3>", invoice ? "Receive a payment" : "Pay the bill");
  begin_form (x, page, books, object, "pay", "");
  g_string_append (page, "<div class=\"grid\">");
  text_field (page, "amount", "Amount", "text", sb_tree_text (amount));
  text_field (page, "date", "Date (today when empty)", "date", NULL);
  sb_page_format (page, "</div><div class=\"row\"><button>%s</button></div></form>",
                  invoice ? "Receive" : "Pay");
}

static void
merge_form (SbExchange *x, GString *page, SbBooks *books, const SbObject *object)
{
  GPtrArray *rows = sb_books_table (books, object->entity)->rows;
  const SbEntity *entity = object->entity;
  guint shown = 0;

  if (strcmp (entity->name, "Customer") != 0 && strcmp (entity->name, "Vendor") != 0
      && strcmp (entity->name, "Item") != 0 && strcmp (entity->name, "Account") != 0)
    return;
  g_string_append (page, "<h3>Merge into another</h3><p class=\"soft\">Its documents go over, and "
                         "it becomes inactive.</p>");
  begin_form (x, page, books, object, "merge", "");
  g_string_append (page, "<label for=\"into\">Which one stays</label><select id=\"into\" "
                         "name=\"into\">");
  for (guint i = 0; i < rows->len && shown < 500; i++)
    {
      SbObject *other = g_ptr_array_index (rows, i);

      if (other == object || !sb_object_is_active (other))
        continue;
      sb_page_format (page, "<option value=\"%" G_GINT64_FORMAT "\">%s</option>", other->id,
                      sb_object_name (other));
      shown++;
    }
  g_string_append (page, "</select><div class=\"row\"><button>Merge</button></div></form>");
}

void
sb_web_edit_card (SbExchange *x, GString *page, SbBooks *books, SbObject *object)
{
  guint flags = object->entity->flags;

  if ((flags & (SB_ENTITY_UPDATE | SB_ENTITY_DELETE)) == 0)
    return;
  g_string_append (page, "<div class=\"card\" id=\"edit\"><h2>Edit as someone in QuickBooks</h2><p "
                         "class=\"soft\">Pat Miller works in this company too. What she does here, "
                         "Stockbook finds at its next sync.</p>");
  change_form (x, page, books, object);
  pay_form (x, page, books, object);
  merge_form (x, page, books, object);
  g_string_append (page, "<div class=\"row\">");
  if ((flags & SB_ENTITY_VOID) != 0)
    button_form (x, page, books, object, "void", "Void it");
  if ((flags & SB_ENTITY_DELETE) != 0)
    button_form (x, page, books, object, "delete", "Delete it");
  if ((flags & SB_ENTITY_LIST) != 0 && sb_object_is_active (object))
    button_form (x, page, books, object, "deactivate", "Make it inactive");
  if ((flags & SB_ENTITY_LIST) != 0 && !sb_object_is_active (object))
    button_form (x, page, books, object, "activate", "Make it active again");
  g_string_append (page, "</div></div>");
}

/* ---- what a form says ---- */

static void
set_path (SbTree *changes, const char *path, const char *value)
{
  const char *dot = strchr (path, '.');
  g_autofree char *top = NULL;
  SbTree *inner;

  if (dot == NULL)
    {
      sb_tree_set_text (changes, path, value);
      return;
    }
  top = g_strndup (path, (gsize) (dot - path));
  inner = sb_tree_new_object ();
  sb_tree_set_text (inner, dot + 1, value);
  sb_tree_set (changes, top, inner);
}

/* New amounts of lines; a price that no longer fits goes. */
static void
take_lines (GHashTable *form, const SbObject *object, SbTree *changes)
{
  g_autoptr (SbTree) lines = sb_tree_copy (sb_tree_get (sb_object_body (object), "Line"));
  gboolean changed = FALSE;

  for (guint i = 0; i < sb_tree_length (lines); i++)
    {
      SbTree *line = sb_tree_nth (lines, i);
      g_autofree char *name = g_strdup_printf ("line.%u", i);
      const char *value = g_hash_table_lookup (form, name);
      const char *type = sb_tree_get_text (line, "DetailType");
      gint64 cents;

      if (value == NULL || g_strcmp0 (value, sb_tree_get_text (line, "Amount")) == 0
          || !sb_tree_scan_decimal (value, 2, &cents))
        continue;
      sb_tree_set_cents (line, "Amount", cents);
      if (type != NULL && sb_tree_get (line, type) != NULL)
        sb_tree_set (sb_tree_get (line, type), "UnitPrice", NULL);
      changed = TRUE;
    }
  if (changed)
    sb_tree_set (changes, "Line", g_steal_pointer (&lines));
}

/* Only what the person has changed. */
static SbTree *
read_changes (GHashTable *form, const SbObject *object, GError **error)
{
  const char *json = g_hash_table_lookup (form, "changes");
  SbTree *changes
      = json != NULL && json[0] != '\0' ? sb_tree_parse (json, -1, error) : sb_tree_new_object ();

  if (changes == NULL || sb_tree_kind (changes) != SB_TREE_OBJECT)
    {
      if (changes != NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The members are no JSON object.");
      sb_tree_free (changes);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = g_hash_table_lookup (form, fields[i].member);
      const char *before
          = sb_tree_text (sb_tree_get_path (sb_object_body (object), fields[i].member));

      if (value != NULL && strcmp (value, before != NULL ? before : "") != 0)
        set_path (changes, fields[i].member, value);
    }
  take_lines (form, object, changes);
  return changes;
}

static SbTree *
read_extra (GHashTable *form)
{
  static const char *const members[] = { "into", "amount", "date" };
  SbTree *extra = sb_tree_new_object ();

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    sb_tree_set_text (extra, members[i], g_hash_table_lookup (form, members[i]));
  return extra;
}

static void
trouble_page (SbExchange *x, guint status, const char *text)
{
  GString *page = sb_page_begin ("Not changed", TRUE);

  sb_page_format (page,
                  "<div class=\"card\"><h1>Nothing was changed</h1><p>%s</p><p><a href=\"/\">To "
                  "the accounts</a></p></div>",
                  text);
  sb_page_send (x, status, page);
}

static void
go_back (SbExchange *x, SbBooks *books, const SbEntity *entity, const char *operation,
         const char *id)
{
  g_autofree char *lower = g_ascii_strdown (entity->name, -1);
  g_autofree char *back
      = g_strcmp0 (operation, "delete") == 0
            ? g_strdup_printf ("/transactions?realm=%s", books->realm)
            : g_strdup_printf ("/%s/%s?realm=%s", lower, id, books->realm);

  sb_exchange_redirect (x, back);
}

/* Whether the operation needs nothing but the object. */
static gboolean
is_plain (const char *operation)
{
  static const char *const words[] = { "void", "delete", "activate", "deactivate", NULL };

  return operation != NULL && g_strv_contains (words, operation);
}

void
sb_web_edit (SbExchange *x)
{
  g_autoptr (GHashTable) form = sb_exchange_form (x);
  const char *key = g_hash_table_lookup (form, "form");
  const char *realm = g_hash_table_lookup (form, "realm");
  const char *id = g_hash_table_lookup (form, "id");
  const char *operation = g_hash_table_lookup (form, "operation");
  const char *name = g_hash_table_lookup (form, "entity");
  const SbEntity *entity = name != NULL ? sb_entity_named (name) : NULL;
  SbBooks *books = realm != NULL ? sb_practice_find_company (x->practice, realm)
                                 : g_ptr_array_index (x->practice->companies, 0);
  SbObject *object = books != NULL && entity != NULL ? sb_books_find (books, entity, id) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbTree) changes = NULL;
  g_autoptr (SbTree) answer = NULL;

  /* Another page in the same browser must not be able to send this form. */
  if (key == NULL || !sb_constant_time_equal (key, x->practice->form_key))
    {
      trouble_page (x, 403, "The form is not from this page.");
      return;
    }
  if (object != NULL)
    changes = g_strcmp0 (operation, "change") == 0 ? read_changes (form, object, &error)
                                                   : read_extra (form);
  if (changes != NULL)
    answer = sb_practice_edit (x->practice, books, name, id, operation,
                               is_plain (operation) ? NULL : changes, &error);
  if (answer != NULL)
    go_back (x, books, entity, operation, id);
  else
    trouble_page (x, 400,
                  error != NULL ? error->message : "The company or the object is not known.");
}
