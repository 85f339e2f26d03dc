/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SB_TYPE_SETUP_STEP (sb_setup_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbSetupStep, sb_setup_step, SB, SETUP_STEP, AdwBin)

/**
 * SbSetupStepClass:
 * @enter: the step has become visible; it loads what it shows
 * @leave: the step is about to be hidden; work that nobody waits for is cancelled
 * @apply_async: the owner pressed Continue; NULL: there is nothing to do. Must answer with a #GTask
 *   of a boolean: TRUE: the assistant goes on; an error: it stays and shows it
 *
 * One page of the setup assistant. All of it runs on the main context; a step reads and writes the
 * facts in #SbSetup and never knows another step.
 */
struct _SbSetupStepClass
{
  AdwBinClass parent_class;

  void     (*enter)        (SbSetupStep *self);
  void     (*leave)        (SbSetupStep *self);
  void     (*apply_async)  (SbSetupStep *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data);
};

/* (transfer none): the facts shared by all steps, set on construction. */
SbSetup *sb_setup_step_get_setup (SbSetupStep *self);

/* Whether Continue may be pressed. Property "ready", notified; TRUE at first. */
gboolean sb_setup_step_get_ready (SbSetupStep *self);
void     sb_setup_step_set_ready (SbSetupStep *self, gboolean ready);

/* Label of the primary button, with mnemonic. Property "continue-label" (nullable: "_Continue"). */
const char *sb_setup_step_get_continue_label (SbSetupStep *self);
void        sb_setup_step_set_continue_label (SbSetupStep *self, const char *label);

/* Whether the step may be put off. Property "optional"; FALSE at first. */
gboolean sb_setup_step_get_optional (SbSetupStep *self);
void     sb_setup_step_set_optional (SbSetupStep *self, gboolean optional);

/**
 * sb_setup_step_get_cancellable:
 *
 * Returns: (transfer none): cancelled when the step is left or destroyed; renewed on entering
 */
GCancellable *sb_setup_step_get_cancellable (SbSetupStep *self);

/* Shows @error above the step in the owner's words; NULL takes the last one away. */
void sb_setup_step_report (SbSetupStep *self, const GError *error);

/* Goes on as if Continue had been pressed, when the step is ready: the sign-in has come back. */
void sb_setup_step_advance (SbSetupStep *self);

/* For the assistant's window alone. */
void     sb_setup_step_enter (SbSetupStep *self);
void     sb_setup_step_leave (SbSetupStep *self);
void     sb_setup_step_apply_async (SbSetupStep *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean sb_setup_step_apply_finish (SbSetupStep *self, GAsyncResult *result, GError **error);

G_END_DECLS
