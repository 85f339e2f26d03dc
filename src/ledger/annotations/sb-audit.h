/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-subject.h"
#include "sb-txn.h"

G_BEGIN_DECLS

/*
 * Who did what, when. Append only: the book refuses to change or delete a line. Every accepted event,
 * every change of products, contacts, categories, settings, numbers, mapping, files and notes adds one.
 */
typedef struct
{
  gint64 id;
  gint64 at;           /* microseconds since the epoch */
  char *who;           /* (owned): user of the desktop; "?" in lines older than that */
  char *action;        /* (owned): "enter", "undo", "void", "create", "change", "deprecate", "activate",
                        * "delete", "attach", "detach", "note", "set", ... */
  char *subject;       /* (owned): "document", "chain", "product", "party", "book", "setting", ... */
  gint64 subject_id;   /* row id, 0: none */
  char *object;        /* (owned): what people call it: "bill B-77", "WB-1" */
  char *detail;        /* (owned) (nullable): "Name: Walnut → Walnut board" */
} SbAuditLine;

void sb_audit_line_free (SbAuditLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbAuditLine, sb_audit_line_free)

/* Adds a line. @object and @detail as above; @now: 0 takes the clock. Writes one row. */
gboolean   sb_audit_add (SbTxn *txn, const char *action, const char *subject, gint64 subject_id,
                         const char *object, const char *detail, gint64 now, GError **error);

/**
 * sb_audit_list:
 * @subject: (nullable): NULL lists the whole book
 * @before: only lines with an id below it, 0 for the newest
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type SbAuditLine): newest first
 */
GPtrArray *sb_audit_list (SbDatabase *db, const char *subject, gint64 subject_id, gint64 before, guint limit,
                          GError **error);

/* (transfer none): name of the user of this desktop */
const char *sb_audit_who (void);

G_END_DECLS
