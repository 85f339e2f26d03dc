/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbErrorText:
 * @title: what happened, a sentence without full stop (owned)
 * @body: why, and what was not changed (owned)
 * @remedy_label: (nullable): words of the button that mends it (owned)
 * @remedy_action: (nullable): its detailed action name (owned)
 *
 * What the owner reads about a #GError. Chosen from domain and code alone, so that a message
 * written for the log never reaches the screen except as the detail in @body.
 */
typedef struct
{
  char *title;
  char *body;
  char *remedy_label;
  char *remedy_action;
} SbErrorText;

/* (transfer full); any domain: what is not known gets general words and the error's message */
SbErrorText *sb_error_text_new (const GError *error);
void         sb_error_text_free (SbErrorText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbErrorText, sb_error_text_free)

/* (transfer full): why something typed is refused, as one line to stand at its field */
char *sb_error_text_refusal (const GError *error);

/* (transfer full): title and body as one line for a notice */
char *sb_error_text_line (const SbErrorText *self);

G_END_DECLS
