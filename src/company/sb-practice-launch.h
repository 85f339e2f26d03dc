/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sb_practice_launch_async:
 * @book: path of the book whose practice company it is
 * @url: (nullable): where it answered last, "http://127.0.0.1:PORT"
 * @cancellable: (nullable)
 *
 * Makes sure that the practice company of @book answers: asks at @url, and where nothing answers
 * starts stockbook-practice as a child with its data beside the book, at the same port when that
 * is free. Two processes that do this at once start one. The program outlives us and ends by
 * itself some minutes after its last call. Main context.
 *
 * Files made beside the book: BOOK-practice (its data), BOOK-practice.port, BOOK-practice.lock.
 */
void  sb_practice_launch_async (const char *book, const char *url, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);

/* Fails with %SB_COMPANY_ERROR_PRACTICE (the program is not installed, or does not come up) or
 * G_IO_ERROR_CANCELLED. Returns: (transfer full): where it answers, without a slash at the end */
char *sb_practice_launch_finish (GAsyncResult *result, GError **error);

/**
 * sb_practice_program:
 *
 * Where the program is: the environment variable STOCKBOOK_PRACTICE, else beside this program, in
 * the build tree, in libexec, on the PATH.
 *
 * Returns: (transfer full) (nullable): its path
 */
char *sb_practice_program (void);

G_END_DECLS
