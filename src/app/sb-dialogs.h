/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The few questions that cannot be a toast with Undo. Only this file names AdwMessageDialog and
 * AdwAboutWindow, which later libraries replace. */

/**
 * sb_dialogs_confirm_async:
 * @parent: (nullable): window to stand on
 * @heading: the question
 * @body: what will happen
 * @accept: words of the button that does it, with mnemonic
 * @destructive: whether that button warns
 * @cancellable: (nullable): closes the question
 *
 * The finish function gives %TRUE for @accept and %FALSE for Cancel; an error only when cancelled.
 */
void     sb_dialogs_confirm_async (GtkWindow *parent, const char *heading, const char *body,
                                   const char *accept, gboolean destructive,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The same with @child (transfer floating) below the words: what it would do, in figures. Ends like
 * sb_dialogs_confirm_async(). */
void     sb_dialogs_confirm_with_async (GtkWindow *parent, const char *heading, const char *body,
                                        GtkWidget *child, const char *accept, gboolean destructive,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean sb_dialogs_confirm_finish (GAsyncResult *result, GError **error);

/**
 * sb_dialogs_ask_text_async:
 * @parent: (nullable): window to stand on
 * @heading: the question
 * @body: what will happen
 * @label: name of the field
 * @accept: words of the button, with mnemonic; insensitive until something is typed
 * @cancellable: (nullable): closes the question
 *
 * The finish function gives the text without blanks around it, or %NULL without error for Cancel.
 */
void  sb_dialogs_ask_text_async (GtkWindow *parent, const char *heading, const char *body,
                                 const char *label, const char *accept,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
char *sb_dialogs_ask_text_finish (GAsyncResult *result, GError **error);

void sb_dialogs_show_about (GtkWindow *parent);

G_END_DECLS
