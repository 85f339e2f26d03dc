/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-attachment.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sb-audit.h"
#include "sb-field-check.h"
#include "sb-ledger-error.h"
#include "sb-ledger.h"
#include "sb-sql.h"
#include "sb-store-error.h"

#define NAME_MAX_LENGTH 200
#define TYPE_MAX 100

static const char SQL_ADD[] =
  "INSERT INTO attachment (subject, subject_id, name, type, bytes, sha256, added, who, content)"
  " VALUES (:subject, :id, :name, :type, :bytes, :sha256, :now, :who, :content)";
static const char SQL_KNOWN[] =
  "SELECT name FROM attachment WHERE subject = :subject AND subject_id = :id AND sha256 = :sha256";
static const char SQL_LIST[] =
  "SELECT id, name, type, bytes, sha256, added, who FROM attachment"
  " WHERE subject = :subject AND subject_id = :id ORDER BY id";
static const char SQL_READ[] = "SELECT content, sha256, bytes FROM attachment WHERE id = :id";
static const char SQL_HEAD[] =
  "SELECT subject, subject_id, name, bytes, sha256 FROM attachment WHERE id = :id";
static const char SQL_REMOVE[] = "DELETE FROM attachment WHERE id = :id";

void
sb_attachment_free (SbAttachment *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->type);
  g_free (self->sha256);
  g_free (self->who);
  g_free (self);
}

/* What is behind the last folder; NULL, with an error, when nothing is or it cannot be a name. */
static char *
clean_name (const char *name, GError **error)
{
  const char *slash = name != NULL ? strrchr (name, '/') : NULL;
  const char *last = slash != NULL ? slash + 1 : name;
  gboolean clean = last != NULL && g_utf8_validate (last, -1, NULL) && strcmp (last, ".") != 0 &&
                   strcmp (last, "..") != 0;

  if (clean && !sb_check_text (last, "/name", NAME_MAX_LENGTH, TRUE, error))
    return NULL;
  for (const char *p = last; clean && *p != '\0'; p = g_utf8_next_char (p))
    clean = !g_unichar_iscntrl (g_utf8_get_char (p)) && *p != '\\';
  if (clean)
    return g_strdup (last);
  sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/name", "%s",
                       _("this is not the name of a file"));
  return NULL;
}

static char *
guess_type (const char *name, GBytes *content)
{
  gsize length = 0;
  const guchar *data = g_bytes_get_data (content, &length);
  g_autofree char *guessed = g_content_type_guess (name, data, MIN (length, 4096), NULL);
  char *type = g_content_type_get_mime_type (guessed);

  return type != NULL ? type : g_strdup ("application/octet-stream");
}

static gboolean
check_content (SbDatabase *db, const char *subject, gint64 id, GBytes *content, const char *sha256,
               GError **error)
{
  g_autofree char *known = NULL;
  gsize length = g_bytes_get_size (content);

  if (length == 0 || length > SB_ATTACHMENT_MAX)
    {
      sb_ledger_set_error (error, SB_LEDGER_ERROR_BAD_EVENT, "/file", "%s",
                           length == 0 ? _("the file is empty")
                                       : _("a file kept in the book has at most 16 MiB"));
      return FALSE;
    }
  if (!sb_sql_text (db, SQL_KNOWN, &known, error, SB_TEXT (":subject", subject), SB_INT (":id", id),
                    SB_TEXT (":sha256", sha256), SB_END))
    return FALSE;
  if (known != NULL)
    sb_ledger_set_error (error, SB_LEDGER_ERROR_DUPLICATE, "/file",
                         _("the same file is here already as “%s”"), known);
  return known == NULL;
}

static gboolean
insert (SbDatabase *db, const SbAttachment *file, GBytes *content, GError **error)
{
  g_autoptr (SbStatement) st =
    sb_sql_query (db, SQL_ADD, error, SB_TEXT (":subject", file->subject),
                  SB_INT (":id", file->subject_id), SB_TEXT (":name", file->name),
                  SB_TEXT (":type", file->type), SB_INT (":bytes", file->bytes),
                  SB_TEXT (":sha256", file->sha256), SB_INT (":now", file->added),
                  SB_TEXT (":who", sb_audit_who ()), SB_END);

  return st != NULL && sb_statement_bind_blob (st, ":content", content, error) &&
         sb_statement_run (st, error);
}

static gboolean
audit (SbTxn *txn, const char *action, const SbAttachment *file, const char *owner, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s, %" G_GINT64_FORMAT ", SHA-256 %s", file->name,
                                             file->bytes, file->sha256);

  sb_ledger_note_change (txn, SB_CHANGE_DOCUMENTS);
  return sb_audit_add (txn, action, file->subject, file->subject_id, owner, detail, file->added,
                       error);
}

gint64
sb_attachment_add (SbTxn *txn, const char *subject, gint64 subject_id, const char *name,
                   const char *type, GBytes *content, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autofree char *owner = sb_subject_name (db, subject, subject_id, error);
  g_autoptr (SbAttachment) file = g_new0 (SbAttachment, 1);
  gint64 id = 0;

  if (owner == NULL)
    return 0;
  file->subject = subject;
  file->subject_id = subject_id;
  file->added = now;
  file->bytes = (gint64) g_bytes_get_size (content);
  file->name = clean_name (name, error);
  if (file->name == NULL || !sb_check_text (type, "/type", TYPE_MAX, FALSE, error))
    return 0;
  file->type = type != NULL ? g_strdup (type) : guess_type (file->name, content);
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (!check_content (db, subject, subject_id, content, file->sha256, error) ||
      !insert (db, file, content, error))
    return 0;
  id = sb_database_last_row_id (db);
  return audit (txn, "attach", file, owner, error) ? id : 0;
}

GPtrArray *
sb_attachment_list (SbDatabase *db, const char *subject, gint64 subject_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sb_attachment_free);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_LIST, error, SB_TEXT (":subject", subject),
                                             SB_INT (":id", subject_id), SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      SbAttachment *file = g_new0 (SbAttachment, 1);

      g_ptr_array_add (list, file);
      file->id = sb_statement_int64_at (st, 0);
      file->subject = g_intern_string (subject);
      file->subject_id = subject_id;
      file->name = g_strdup (sb_statement_text_at (st, 1));
      file->type = g_strdup (sb_statement_text_at (st, 2));
      file->bytes = sb_statement_int64_at (st, 3);
      file->sha256 = g_strdup (sb_statement_text_at (st, 4));
      file->added = sb_statement_int64_at (st, 5);
      file->who = g_strdup (sb_statement_text_at (st, 6));
    }
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static void
set_gone (GError **error)
{
  sb_ledger_set_error (error, SB_LEDGER_ERROR_UNKNOWN_REF, NULL, "%s", _("there is no such file"));
}

GBytes *
sb_attachment_read (SbDatabase *db, gint64 id, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_READ, error, SB_INT (":id", id), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *sha256 = NULL;

  if (step == SB_STEP_DONE)
    set_gone (error);
  if (step != SB_STEP_ROW)
    return NULL;
  content = sb_statement_dup_blob (st, "content");
  sha256 = content != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content) : NULL;
  if (g_strcmp0 (sha256, sb_statement_text (st, "sha256")) == 0)
    return g_steal_pointer (&content);
  g_set_error (error, SB_STORE_ERROR, SB_STORE_ERROR_CORRUPT, "%s",
               _("the file is not what was put into the book"));
  return NULL;
}

gboolean
sb_attachment_remove (SbTxn *txn, gint64 id, gint64 now, GError **error)
{
  SbDatabase *db = sb_txn_get_database (txn);
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_HEAD, error, SB_INT (":id", id), SB_END);
  SbStep step = st != NULL ? sb_statement_step (st, error) : SB_STEP_ERROR;
  g_autoptr (SbAttachment) file = g_new0 (SbAttachment, 1);
  g_autofree char *owner = NULL;

  if (step == SB_STEP_DONE)
    set_gone (error);
  if (step != SB_STEP_ROW)
    return FALSE;
  file->subject = g_intern_string (sb_statement_text_at (st, 0));
  file->subject_id = sb_statement_int64_at (st, 1);
  file->name = g_strdup (sb_statement_text_at (st, 2));
  file->bytes = sb_statement_int64_at (st, 3);
  file->sha256 = g_strdup (sb_statement_text_at (st, 4));
  file->added = now;
  owner = sb_subject_name (db, file->subject, file->subject_id, NULL);
  return sb_sql_run (db, SQL_REMOVE, error, SB_INT (":id", id), SB_END) &&
         audit (txn, "detach", file, owner != NULL ? owner : file->subject, error);
}
