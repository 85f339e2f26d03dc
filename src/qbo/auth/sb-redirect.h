/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbRedirect:
 * @uri: (nullable): address to register with Intuit and to send, byte for byte; %NULL until the
 *   port is known
 * @path: path at which the listener waits
 * @port: port that is asked for, 0: see the others
 * @any_port: any free port will do
 * @hand_off: the address is an https page elsewhere that sends the answer on to this machine
 */
typedef struct
{
  char *uri;
  char *path;
  guint16 port;
  gboolean any_port;
  gboolean hand_off;
} SbRedirect;

/* @redirect_uri: (nullable): %NULL: "http://localhost:PORT/callback" with one of the fixed ports.
 * Fails with %SB_QBO_ERROR_CLIENT and a translated sentence. */
SbRedirect *sb_redirect_parse (const char *redirect_uri, GError **error);
void        sb_redirect_free (SbRedirect *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRedirect, sb_redirect_free)

/* Fills in the port that the listener got. */
void sb_redirect_set_port (SbRedirect *self, guint16 port);

/* What came back: members are %NULL when absent. */
typedef struct
{
  char *code;     /* secret */
  char *realm_id;
  char *state;
  char *error;
} SbRedirectAnswer;

/* @query: (nullable): "code=..&state=..", or a whole address that holds it. (nullable) when there
 * is nothing of a sign-in in it */
SbRedirectAnswer *sb_redirect_answer_parse (const char *query);
void              sb_redirect_answer_free (SbRedirectAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbRedirectAnswer, sb_redirect_answer_free)

G_END_DECLS
