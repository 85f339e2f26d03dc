/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>
#include "sb-clock.h"

G_BEGIN_DECLS

#define SB_QBO_BODY_MAX (64u * 1024u * 1024u)

/**
 * SbQboReply:
 * @status: HTTP status
 * @body: whole body, decoded, at most the bytes allowed; may be empty
 * @intuit_tid: (nullable)
 * @retry_after: seconds, 0 when the header is absent or not a number of seconds
 */
typedef struct
{
  guint status;
  GBytes *body;
  char *intuit_tid;
  guint retry_after;
} SbQboReply;

void sb_qbo_reply_free (SbQboReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboReply, sb_qbo_reply_free)

/**
 * sb_qbo_http_send_async:
 * @message: one request; redirects are not followed
 * @max_bytes: most bytes of the decoded body
 * @clock: for @timeout
 * @timeout: microseconds for the whole exchange
 *
 * One HTTP exchange. Fails with %SB_QBO_ERROR_OFFLINE (with sb_qbo_error_maybe_done() telling
 * whether the request had begun to leave), %SB_QBO_ERROR_PROTOCOL (body too large, certificate not
 * trusted), G_IO_ERROR_CANCELLED.
 */
void        sb_qbo_http_send_async (SoupSession *session, SoupMessage *message, gsize max_bytes,
                                    SbClock *clock, gint64 timeout, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
SbQboReply *sb_qbo_http_send_finish (SoupSession *session, GAsyncResult *result, GError **error);

/* A message for @url, or NULL with %SB_QBO_ERROR_PROTOCOL when it is not an address that may be
 * called: https, or http to this machine. */
SoupMessage *sb_qbo_http_message (const char *method, const char *url, GError **error);

/* Whether @host is this machine by its name or address: "localhost", "127.0.0.1", "::1". */
gboolean sb_qbo_http_is_loopback (const char *host);

G_END_DECLS
