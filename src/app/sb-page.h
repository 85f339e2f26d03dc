/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-app-types.h"

G_BEGIN_DECLS

/**
 * SbPageState:
 * @SB_PAGE_LOADING: nothing to show yet; a spinner appears only when it takes a while
 * @SB_PAGE_READY: the content is shown
 * @SB_PAGE_EMPTY: there is nothing of this kind; says what to do first
 * @SB_PAGE_ERROR: loading failed; says why, with the button that mends it
 */
typedef enum
{
  SB_PAGE_LOADING,
  SB_PAGE_READY,
  SB_PAGE_EMPTY,
  SB_PAGE_ERROR,
} SbPageState;

#define SB_TYPE_PAGE (sb_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbPage, sb_page, SB, PAGE, AdwBin)

/**
 * SbPageClass:
 * @open: shows the object that @argument names ("42" of "product/42"); %NULL for lists. Comes
 *   before the first @activate and whenever another object is asked for.
 * @activate: the page becomes visible. Chain up: the default reloads a page that is out of date.
 * @deactivate: the page is hidden; chain up
 * @reload: reads everything again, without blocking
 * @changed: the books changed in these respects (%SbChange flags). The default marks the page
 *   out of date and reloads it when it is visible. Override to ignore what does not concern it.
 *
 * A page is a room of the window: one subject, known to the window only by the page table. It
 * knows its company and never another page; it leads elsewhere by the action "win.open".
 */
struct _SbPageClass
{
  AdwBinClass parent_class;

  void (*open)       (SbPage *self, const char *argument);
  void (*activate)   (SbPage *self);
  void (*deactivate) (SbPage *self);
  void (*reload)     (SbPage *self);
  void (*changed)    (SbPage *self, guint changes);

  gpointer padding[4];
};

/* (transfer none) (nullable): the company whose books are shown; %NULL in tests of widgets only */
SbCompany *sb_page_get_company (SbPage *self);

/* Title and subtitle of the header bar; plain text. */
const char *sb_page_get_title (SbPage *self);
void        sb_page_set_title (SbPage *self, const char *title);
const char *sb_page_get_subtitle (SbPage *self);
void        sb_page_set_subtitle (SbPage *self, const char *subtitle);

SbPageState sb_page_get_state (SbPage *self);
void        sb_page_set_state (SbPage *self, SbPageState state);

/**
 * sb_page_set_error:
 * @self: a page
 * @error: why the page has nothing to show
 *
 * Puts the page into %SB_PAGE_ERROR with the words of sb-error-text. A cancelled operation
 * (%G_IO_ERROR_CANCELLED) changes nothing.
 */
void sb_page_set_error (SbPage *self, const GError *error);

/* Texts of the empty state; @label and @action (a detailed action name, "win.open::new-product")
 * make its button and may be %NULL. Also settable in .ui by the properties empty-icon-name,
 * empty-title, empty-description, empty-label and empty-action; empty-menu adds other beginnings. */
void sb_page_set_empty (SbPage *self, const char *icon_name, const char *title,
                        const char *description, const char *label, const char *action);

/**
 * sb_page_get_cancellable:
 * @self: a page
 *
 * For every asynchronous call of the page. Cancelled when the page is disposed, and replaced by
 * sb_page_restart(). A callback looks for %G_IO_ERROR_CANCELLED before it touches the page.
 *
 * Returns: (transfer none)
 */
GCancellable *sb_page_get_cancellable (SbPage *self);

/* Cancels what is under way and gives a fresh cancellable: for a reload that makes an earlier
 * answer worthless. Returns: (transfer none) */
GCancellable *sb_page_restart (SbPage *self);

/* Called by the window. */
void sb_page_open (SbPage *self, const char *argument);
void sb_page_activate (SbPage *self);
void sb_page_deactivate (SbPage *self);
void sb_page_note_changes (SbPage *self, guint changes);
gboolean sb_page_is_active (SbPage *self);
/* Reads everything again now. */
void sb_page_reload (SbPage *self);

/* A passing word at the foot of the window. */
void sb_page_toast (SbPage *self, const char *text);
/* The same with a button: @action is a detailed action name. */
void sb_page_toast_with_action (SbPage *self, const char *text, const char *label,
                                const char *action);
/* A notice above the content that stays until it is closed or replaced; @label and @action may be
 * %NULL. %NULL as @text takes it away. */
void sb_page_show_notice (SbPage *self, const char *text, const char *label, const char *action);
/* Words and remedy of @error in that notice; nothing for %G_IO_ERROR_CANCELLED. */
void sb_page_show_error (SbPage *self, const GError *error);

G_END_DECLS
