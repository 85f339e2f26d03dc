/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-data.h"

#include "sb-practice-entities.h"
#include "sb-practice-record.h"
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
  gboolean stale;    /* to be written anew: missing, cut, or mostly overtaken */
  gboolean granted;  /* the grants are in it */
  guint known;       /* companies that are in it */
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
  GBytes *file;     /* (owned) the mapped file: documents stay in it until they are looked at */
  gboolean snapshot; /* between a company's first line and its "end" */
  SbTree *auth;     /* (owned) (nullable) */
  guint lines;
  guint useless; /* lines that a later one has overtaken */
} DataReader;

static SbBooks *
find_company (DataReader *reader, const char *realm)
{
  SbBooks *books;

  for (guint i = 0; i < reader->companies->len; i++)
    if (strcmp (((SbBooks *) g_ptr_array_index (reader->companies, i))->realm, realm) == 0)
      return g_ptr_array_index (reader->companies, i);
  books = sb_books_new (realm, reader->time);
  books->loading = books->replaying = TRUE;
  g_ptr_array_add (reader->companies, books);
  return books;
}

static void
begin_company (DataReader *reader, SbBooks *books, const SbTree *line)
{
  g_free (books->seed);
  books->seed = g_strdup (sb_tree_get_text (line, "seed"));
  books->next_txn_id = sb_tree_get_decimal (line, "next", 0);
  reader->snapshot = TRUE;
}

static void
end_company (DataReader *reader, SbBooks *books)
{
  sb_record_apply (books);
  reader->snapshot = FALSE;
}

static void
read_change (DataReader *reader, SbBooks *books, const SbTree *row)
{
  const SbEntity *entity = sb_entity_named (sb_tree_get_text (row, "e"));

  if (entity != NULL
      && sb_books_find_id (books, entity, sb_tree_get_decimal (row, "id", 0)) != NULL)
    reader->useless++;
  sb_record_read (books, row, reader->file, FALSE);
}

static void
read_reply (DataReader *reader, SbBooks *books, const SbTree *reply)
{
  g_autoptr (GBytes) quoted = sb_tree_raw_bytes (sb_tree_get (reply, "text"), reader->file);

  sb_replies_add (books->replies, sb_tree_get_text (reply, "key"), quoted,
                  sb_tree_get_decimal (reply, "at", 0));
}

static void
read_line (DataReader *reader, SbTree *line)
{
  const char *realm = sb_tree_get_text (line, "realm");
  const SbTree *changes = sb_tree_get (line, "changes");
  SbBooks *books;

  reader->lines++;
  if (sb_tree_get (line, "auth") != NULL)
    {
      reader->useless += reader->auth != NULL;
      sb_tree_free (reader->auth);
      reader->auth = sb_tree_take (line, "auth");
    }
  if (realm == NULL)
    return;
  books = find_company (reader, realm);
  if (sb_tree_get (line, "seed") != NULL)
    begin_company (reader, books, line);
  if (sb_tree_get (line, "object") != NULL)
    sb_record_read (books, sb_tree_get (line, "object"), reader->file, TRUE);
  if (sb_tree_get (line, "end") != NULL)
    end_company (reader, books);
  for (guint i = 0; i < sb_tree_length (changes); i++)
    read_change (reader, books, sb_tree_nth (changes, i));
  if (sb_tree_get_text (line, "touched") != NULL)
    sb_record_read_touched (books, sb_tree_get_text (line, "touched"));
  if (sb_tree_get (line, "reply") != NULL)
    read_reply (reader, books, sb_tree_get (line, "reply"));
  books->moment = 0;
  sb_books_rest (books);
}

static gboolean
read_file (SbPracticeData *self, DataReader *reader, GError **error)
{
  static const char *const raw[] = { "body", "text", NULL };
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (self->path, FALSE, error);
  gsize length;
  const char *at;
  const char *end;

  if (mapped == NULL)
    return FALSE;
  reader->file = g_mapped_file_get_bytes (mapped);
  at = g_bytes_get_data (reader->file, &length);
  for (end = at + length; at < end;)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      g_autoptr (SbTree) line = NULL;

      if (stop == NULL)
        {
          g_message ("the last line of %s was cut and is dropped", self->path);
          self->stale = TRUE;
          return TRUE;
        }
      line = sb_tree_parse_record (at, (gsize) (stop - at), raw, error);
      if (line == NULL)
        {
          g_prefix_error (error, "%s is damaged: ", self->path);
          return FALSE;
        }
      read_line (reader, line);
      at = stop + 1;
    }
  self->stale = reader->useless > reader->lines / 2;
  return TRUE;
}

SbPracticeData *
sb_practice_data_open (const char *path, GPtrArray *companies, SbPracticeTime *time, SbTree **auth,
                       GError **error)
{
  SbPracticeData *self = g_new0 (SbPracticeData, 1);
  DataReader reader = { .companies = companies, .time = time };
  gboolean exists = path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean good = TRUE;

  self->fd = -1;
  self->stale = !exists;
  self->path = g_strdup (path);
  if (exists)
    good = read_file (self, &reader, error);
  for (guint i = 0; i < companies->len; i++)
    sb_books_settle (g_ptr_array_index (companies, i));
  self->known = companies->len;
  self->granted = reader.auth != NULL;
  g_clear_pointer (&reader.file, g_bytes_unref);
  *auth = reader.auth;
  if (good)
    return self;
  g_clear_pointer (auth, sb_tree_free);
  sb_practice_data_free (self);
  return NULL;
}

/* ---- writing ---- */

static void
write_objects (SbBooks *books, guint entity, GString *out)
{
  SbTable *table = &books->tables[entity];

  for (guint j = 0; j < table->rows->len; j++)
    {
      g_string_append_printf (out, "{\"realm\":\"%s\",\"object\":", books->realm);
      sb_record_write (g_ptr_array_index (table->rows, j), out);
      g_string_append (out, "}\n");
    }
  for (guint j = 0; j < table->deleted->len; j++)
    {
      SbDeletion *deletion = &g_array_index (table->deleted, SbDeletion, j);

      g_string_append_printf (out, "{\"realm\":\"%s\",\"object\":", books->realm);
      sb_record_write_deletion (sb_entity_at (entity), deletion->id, deletion->at, out);
      g_string_append (out, "}\n");
    }
}

static void
write_reply (const char *key, const SbReply *reply, GString *out)
{
  g_autoptr (SbTree) name = sb_tree_new_string (key);
  gsize length;
  const char *quoted = g_bytes_get_data (reply->quoted, &length);

  g_string_append_printf (out, "\"reply\":{\"at\":%" G_GINT64_FORMAT ",\"key\":", reply->at);
  sb_tree_write (name, out);
  g_string_append_printf (out, ",\"size\":%" G_GSIZE_FORMAT ",\"text\":", length);
  g_string_append_len (out, quoted, (gssize) length);
  g_string_append_c (out, '}');
}

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
    write_objects (books, i, out);
  g_string_append_printf (out, "{\"realm\":\"%s\",\"end\":true}\n", books->realm);
  g_hash_table_iter_init (&replies, books->replies);
  while (g_hash_table_iter_next (&replies, &key, &value))
    if (now - ((SbReply *) value)->at <= KEEP_REPLIES)
      {
        g_string_append_printf (out, "{\"realm\":\"%s\",", books->realm);
        write_reply (key, value, out);
        g_string_append (out, "}\n");
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

/* The file is good as it is: what comes is added to it. */
static gboolean
go_on (SbPracticeData *self, GError **error)
{
  self->fd = g_open (self->path, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  return self->fd >= 0 || fail_errno ("cannot open", self->path, error);
}

gboolean
sb_practice_data_begin (SbPracticeData *self, GPtrArray *companies, const SbTree *auth,
                        GError **error)
{
  g_autoptr (GString) out = NULL;

  if (self->path == NULL)
    return TRUE;
  for (guint i = 0; i < companies->len; i++)
    ((SbBooks *) g_ptr_array_index (companies, i))->pending = g_string_new (NULL);
  if (!self->stale && self->known == companies->len)
    return go_on (self, error)
           && (self->granted || sb_practice_data_write_auth (self, auth, error));
  out = g_string_new (NULL);
  for (guint i = 0; i < companies->len; i++)
    write_company (g_ptr_array_index (companies, i), out);
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

static GBytes *
quote (const char *text)
{
  g_autoptr (SbTree) string = sb_tree_new_string (text);
  GString *out = g_string_new (NULL);

  sb_tree_write (string, out);
  return g_string_free_to_bytes (out);
}

gboolean
sb_practice_data_commit (SbPracticeData *self, SbBooks *books, const char *reply_key,
                         const char *reply, GError **error)
{
  g_autoptr (GString) line = NULL;

  if (reply_key != NULL)
    {
      g_autoptr (GBytes) quoted = quote (reply);

      sb_replies_add (books->replies, reply_key, quoted, sb_books_now (books));
    }
  if (self->path == NULL || books->pending == NULL
      || (books->pending->len == 0 && reply_key == NULL))
    return TRUE;
  line = g_string_sized_new (books->pending->len * 3);
  g_string_append_printf (line, "{\"realm\":\"%s\",\"changes\":[", books->realm);
  g_string_append_len (line, books->pending->str, (gssize) books->pending->len);
  g_string_append (line, "],\"touched\":\"");
  sb_record_write_touched (books, line);
  g_string_append_c (line, '"');
  if (reply_key != NULL)
    {
      g_string_append_c (line, ',');
      write_reply (reply_key, g_hash_table_lookup (books->replies, reply_key), line);
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
