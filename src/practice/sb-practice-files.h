/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The uploaded files, by company and Id of their Attachable: in a folder beside the data file, one
 * file each, or in memory when nothing is kept. Main thread.
 */
typedef struct _SbFiles SbFiles;

/* @folder: (nullable): made when the first file comes; NULL: memory. */
SbFiles *sb_files_new (const char *folder);
void     sb_files_free (SbFiles *self);

/* Keeps @bytes; on the disk when it returns. Fails with a %G_IO_ERROR or %G_FILE_ERROR. */
gboolean sb_files_put (SbFiles *self, const char *realm, const char *id, GBytes *bytes,
                       GError **error);
/* (transfer full) (nullable): NULL when there is no such file. */
GBytes *sb_files_get (SbFiles *self, const char *realm, const char *id);

/* What a link to a file carries besides its Id, good until @until (seconds since the epoch).
 * (transfer full) */
char *sb_files_sign (SbFiles *self, const char *realm, const char *id, gint64 until);
/* Whether @signature was made for exactly these. */
gboolean sb_files_check (SbFiles *self, const char *realm, const char *id, gint64 until,
                         const char *signature);

G_END_DECLS
