/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-data.h"

#include "sb-practice-entities.h"
#include "sb-practice-inventory.h"
#include "sb-practice-replay.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define KEEP_REPLIES (7 * G_TIME_SPAN_DAY)

struct _SbPracticeData
{
  char *path;        /* (owned) (nullable) */
  int fd;            /* -1: none */
  gboolean unsynced; /* lines were written that are not on the disk for certain */
};

static gboolean
fail_errno (const char *what, const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s %s: %s", what, path,
               g_strerror (code));
  return FALSE;
}

static gboolean
write_all (SbPracticeData *self, int fd, const char *text, gsize length, GError **error)
{
  while (length > 0)
    {
      gssize written = write (fd, text, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return fail_errno ("cannot write", self->path, error);
      text += written;
      length -= (gsize) written;
    }
  return TRUE;
}

/* ---- reading ---- */

typedef struct
{
  GPtrArray *companies;
  SbPracticeTime *time;
  SbBooks *unapplied; /* the company whose snapshot is being read */
  SbTree *auth;       /* (owned) (nullable) */
} DataReader;

static SbBooks *
find_company (DataReader *reader, const char *realm)
{
  SbBooks *books;

  for (guint i = 0; i < reader->companies->len; i++)
    if (strcmp (((SbBooks *) g_ptr_array_index (reader->companies, i))->realm, realm) == 0)
      return g_ptr_array_index (reader->companies, i);
  books = sb_books_new (realm, reader->time);
  g_ptr_array_add (reader->companies, books);
  return books;
}

static gint64
whole (const SbTree *row, const char *name)
{
  return sb_tree_get_decimal (row, name, 0);
}

static void
fill_object (SbObject *object, const SbTree *row)
{
  object->id = whole (row, "id");
  object->created = whole (row, "ct");
  g_free (object->editor);
  object->editor = g_strdup (sb_tree_get_text (row, "by"));
}

static void
read_snapshot_row (SbBooks *books, SbTree *row)
{
  const SbEntity *entity = sb_entity_named (sb_tree_get_text (row, "e"));
  SbObject *object;

  if (entity == NULL)
    return;
  if (sb_tree_get (row, "gone") != NULL)
    {
      sb_books_note_deletion (books, entity, whole (row, "id"), whole (row, "gone"));
      return;
    }
  object = sb_books_new_object (books, entity);
  fill_object (object, row);
  object->token = whole (row, "tok");
  object->updated = whole (row, "ut");
  sb_books_insert (books, object, sb_tree_take (row, "body"));
}

static void
apply_snapshot (SbBooks *books)
{
  for (guint i = 0; i < sb_entity_count (); i++)
    {
      GPtrArray *rows = sb_books_table (books, sb_entity_at (i))->rows;

      for (guint j = 0; j < rows->len; j++)
        sb_books_apply (books, g_ptr_array_index (rows, j));
    }
  sb_inventory_recost_all (books);
  books->loading = FALSE;
}

static void
read_change (SbBooks *books, SbTree *row)
{
  const SbEntity *entity = sb_entity_named (sb_tree_get_text (row, "e"));
  SbObject *object = entity != NULL ? sb_books_find_id (books, entity, whole (row, "id")) : NULL;

  if (entity == NULL)
    return;
  if (sb_tree_get (row, "gone") != NULL)
    {
      books->moment = whole (row, "gone");
      if (object != NULL)
        sb_books_delete (books, object);
      return;
    }
  books->moment = whole (row, "ut");
  if (object == NULL)
    object = sb_books_new_object (books, entity);
  fill_object (object, row);
  sb_books_put (books, object, sb_tree_take (row, "body"));
  object->token = whole (row, "tok");
}

static void
read_line (DataReader *reader, SbTree *line)
{
  const char *realm = sb_tree_get_text (line, "realm");
  SbTree *changes = sb_tree_get (line, "changes");
  SbTree *reply = sb_tree_get (line, "reply");
  SbBooks *books;

  if (sb_tree_get (line, "auth") != NULL)
    {
      sb_tree_free (reader->auth);
      reader->auth = sb_tree_take (line, "auth");
    }
  if (realm == NULL)
    return;
  books = find_company (reader, realm);
  if (sb_tree_get (line, "seed") != NULL)
    {
      g_free (books->seed);
      books->seed = g_strdup (sb_tree_get_text (line, "seed"));
      books->next_txn_id = whole (line, "next");
      books->loading = TRUE;
    }
  if (sb_tree_get (line, "object") != NULL)
    read_snapshot_row (books, sb_tree_get (line, "object"));
  if (sb_tree_get (line, "end") != NULL)
    apply_snapshot (books);
  for (guint i = 0; i < sb_tree_length (changes); i++)
    read_change (books, sb_tree_nth (changes, i));
  if (reply != NULL)
    sb_replies_add (books->replies, sb_tree_get_text (reply, "key"),
                    sb_tree_get_text (reply, "text"), whole (reply, "at"));
  books->moment = 0;
}

static gboolean
read_file (SbPracticeData *self, DataReader *reader, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  char *at;

  if (!g_file_get_contents (self->path, &text, &length, error))
    return FALSE;
  for (at = text; *at != '\0';)
    {
      char *end = strchr (at, '\n');
      g_autoptr (SbTree) line = NULL;

      if (end == NULL)
        {
          g_message ("the last line of %s was cut and is dropped", self->path);
          return TRUE;
        }
      line = sb_tree_parse (at, end - at, error);
      if (line == NULL)
        {
          g_prefix_error (error, "%s is damaged: ", self->path);
          return FALSE;
        }
      read_line (reader, line);
      at = end + 1;
    }
  return TRUE;
}

SbPracticeData *
sb_practice_data_open (const char *path, GPtrArray *companies, SbPracticeTime *time, SbTree **auth,
                       GError **error)
{
  SbPracticeData *self = g_new0 (SbPracticeData, 1);
  DataReader reader = { .companies = companies, .time = time };

  self->fd = -1;
  self->path = g_strdup (path);
  *auth = NULL;
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) && !read_file (self, &reader, error))
    {
      sb_practice_data_free (self);
      return NULL;
    }
  *auth = reader.auth;
  return self;
}

/* ---- writing ---- */

static void
write_company (SbBooks *books, GString *out)
{
  GHashTableIter replies;
  gpointer key;
  gpointer value;
  gint64 now = sb_books_now (books);

  g_string_append_printf (out, "{\"realm\":\"%s\",\"seed\":\"%s\",\"next\":%" G_GINT64_FORMAT "}\n",
                          books->realm, books->seed, books->next_txn_id);
  for (guint i = 0; i < sb_entity_count (); i++)
    {
      SbTable *table = sb_books_table (books, sb_entity_at (i));

      for (guint j = 0; j < table->rows->len; j++)
        {
          g_string_append_printf (out, "{\"realm\":\"%s\",\"object\":", books->realm);
          sb_object_write_record (g_ptr_array_index (table->rows, j), out);
          g_string_append (out, "}\n");
        }
      for (guint j = 0; j < table->deleted->len; j++)
        {
          SbDeletion *deletion = &g_array_index (table->deleted, SbDeletion, j);

          g_string_append_printf (out,
                                  "{\"realm\":\"%s\",\"object\":{\"e\":\"%s\",\"id\":"
                                  "%" G_GINT64_FORMAT ",\"gone\":%" G_GINT64_FORMAT "}}\n",
                                  books->realm, sb_entity_at (i)->name, deletion->id, deletion->at);
        }
    }
  g_string_append_printf (out, "{\"realm\":\"%s\",\"end\":true}\n", books->realm);
  g_hash_table_iter_init (&replies, books->replies);
  while (g_hash_table_iter_next (&replies, &key, &value))
    {
      SbReply *reply = value;
      g_autoptr (SbTree) name = sb_tree_new_string (key);
      g_autoptr (SbTree) text = sb_tree_new_string (reply->text);

      if (now - reply->at > KEEP_REPLIES)
        continue;
      g_string_append_printf (
          out, "{\"realm\":\"%s\",\"reply\":{\"at\":%" G_GINT64_FORMAT ",\"key\":", books->realm,
          reply->at);
      sb_tree_write (name, out);
      g_string_append (out, ",\"text\":");
      sb_tree_write (text, out);
      g_string_append (out, "}}\n");
    }
}

static gboolean
replace_file (SbPracticeData *self, const GString *out, GError **error)
{
  g_autofree char *fresh = g_strconcat (self->path, ".new", NULL);
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd = g_open (fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int folder_fd;

  if (fd < 0)
    return fail_errno ("cannot create", fresh, error);
  if (!write_all (self, fd, out->str, out->len, error) || fdatasync (fd) != 0
      || g_rename (fresh, self->path) != 0)
    {
      if (error != NULL && *error == NULL)
        fail_errno ("cannot replace", self->path, error);
      close (fd);
      return FALSE;
    }
  folder_fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (folder_fd >= 0)
    {
      fsync (folder_fd);
      close (folder_fd);
    }
  self->fd = fd; /* further lines go to the same file */
  return TRUE;
}

static void
append_auth (const SbTree *auth, GString *out)
{
  g_string_append (out, "{\"auth\":");
  sb_tree_write (auth, out);
  g_string_append (out, "}\n");
}

gboolean
sb_practice_data_compact (SbPracticeData *self, GPtrArray *companies, const SbTree *auth,
                          GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (self->path == NULL)
    return TRUE;
  for (guint i = 0; i < companies->len; i++)
    {
      SbBooks *books = g_ptr_array_index (companies, i);

      write_company (books, out);
      books->pending = g_string_new (NULL);
    }
  append_auth (auth, out);
  return replace_file (self, out, error);
}

static gboolean
append_line (SbPracticeData *self, const GString *line, GError **error)
{
  self->unsynced = TRUE;
  return write_all (self, self->fd, line->str, line->len, error);
}

gboolean
sb_practice_data_sync (SbPracticeData *self, GError **error)
{
  if (!self->unsynced)
    return TRUE;
  self->unsynced = FALSE;
  return fdatasync (self->fd) == 0 || fail_errno ("cannot sync", self->path, error);
}

gboolean
sb_practice_data_commit (SbPracticeData *self, SbBooks *books, const char *reply_key,
                         const char *reply, GError **error)
{
  g_autoptr (GString) line = NULL;

  if (self->path == NULL || books->pending == NULL
      || (books->pending->len == 0 && reply_key == NULL))
    return TRUE;
  line = g_string_new (NULL);
  g_string_append_printf (line, "{\"realm\":\"%s\",\"changes\":[%s]", books->realm,
                          books->pending->str);
  if (reply_key != NULL)
    {
      g_autoptr (SbTree) key = sb_tree_new_string (reply_key);
      g_autoptr (SbTree) text = sb_tree_new_string (reply);

      g_string_append_printf (
          line, ",\"reply\":{\"at\":%" G_GINT64_FORMAT ",\"key\":", sb_books_now (books));
      sb_tree_write (key, line);
      g_string_append (line, ",\"text\":");
      sb_tree_write (text, line);
      g_string_append_c (line, '}');
    }
  g_string_append (line, "}\n");
  g_string_truncate (books->pending, 0);
  return append_line (self, line, error);
}

gboolean
sb_practice_data_write_auth (SbPracticeData *self, const SbTree *auth, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (self->path == NULL || self->fd < 0)
    return TRUE;
  append_auth (auth, line);
  return append_line (self, line, error);
}

void
sb_practice_data_free (SbPracticeData *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}
