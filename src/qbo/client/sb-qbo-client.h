/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-answer.h"
#include "sb-qbo-auth.h"
#include "sb-qbo-request.h"
#include "sb-qbo-throttle.h"

G_BEGIN_DECLS

/*
 * Calls of one company at QuickBooks Online. Lives on the main context. Knows budgets, tokens and
 * faults; knows nothing of what the objects mean.
 */
#define SB_TYPE_QBO_CLIENT (sb_qbo_client_get_type ())
G_DECLARE_FINAL_TYPE (SbQboClient, sb_qbo_client, SB, QBO_CLIENT, GObject)

/* A session as this layer wants it: TLS checked, no cookies, at most ten connections to a host. */
SoupSession *sb_qbo_session_new (void);

/**
 * SbQboCall:
 * @time: wall clock when it was sent, moment
 * @kind: what it counts as
 * @method: "GET", "POST"
 * @path: path and query as sent; holds no secret
 * @requestid: (nullable)
 * @attempt: 1 for the first sending
 * @status: HTTP status, 0 when none came
 * @ms: duration
 * @intuit_tid: (nullable)
 * @result: "ok" "fault" "throttled" "unauthorized" "server" "network" "dropped" "bad-answer"
 * @request: the request itself
 */
typedef struct
{
  gint64 time;
  SbQboCallKind kind;
  const char *method;
  const char *path;
  const char *requestid;
  guint attempt;
  guint status;
  guint ms;
  const char *intuit_tid;
  const char *result;
  SbQboRequest *request;
} SbQboCall;

/**
 * sb_qbo_client_new:
 * @limits: (nullable): budgets; %NULL: Intuit's
 *
 * Signals: "call" (const SbQboCall *), after each HTTP exchange of the API, also lost ones;
 * "waiting" (guint seconds), when a 429 made the whole client pause.
 */
SbQboClient *sb_qbo_client_new (SoupSession *session, const SbQboEnv *env, const char *realm_id,
                                SbQboAuth *auth, SbClock *clock, const SbQboLimits *limits);

/* Each as given to sb_qbo_client_new(). (transfer none) */
const char     *sb_qbo_client_get_realm_id (SbQboClient *self);
/* (transfer none) */
const SbQboEnv *sb_qbo_client_get_env (SbQboClient *self);
/* (transfer none) */
SbQboAuth      *sb_qbo_client_get_auth (SbQboClient *self);
/* How many requests could leave at once without waiting. */
guint           sb_qbo_client_available (SbQboClient *self, gboolean batch);

/* How many items a batch shall have, 1 to %SB_QBO_BATCH_MAX (what it is at first). Falls by itself
 * when QuickBooks refuses a batch for its size. */
void            sb_qbo_client_set_batch_size (SbQboClient *self, guint size);
guint           sb_qbo_client_get_batch_size (SbQboClient *self);

/**
 * sb_qbo_client_send_async:
 * @cancellable: (nullable): heeded until a write has left, and at any time by a read
 *
 * Sends @request when the budgets allow it, in order of the calls. A 401 refreshes the token and
 * sends the same once more; a 429 pauses the client 60 s, or what Retry-After says, and sends the
 * same again, up to three times. Nothing else is sent twice.
 *
 * An intelligible refusal is an answer with a fault, not an error. Errors: %SB_QBO_ERROR_OFFLINE,
 * _SERVER (any 5xx), _PROTOCOL (torn, oversized, not what was asked, redirect), _THROTTLED,
 * _SIGN_IN_NEEDED (401 twice, or the app may not use the company), those of
 * sb_qbo_auth_get_token_async(), and G_IO_ERROR_CANCELLED. Ask sb_qbo_error_maybe_done().
 */
void         sb_qbo_client_send_async (SbQboClient *self, SbQboRequest *request,
                                       GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
SbQboAnswer *sb_qbo_client_send_finish (SbQboClient *self, GAsyncResult *result, GError **error);

#define SB_QBO_PAGE_MAX 1000

/**
 * sb_qbo_client_query_all_async:
 * @entity: QBO's spelling
 * @where: (nullable): conditions without the word WHERE; list entities give active rows only unless
 *   "Active IN (true,false)" is among them
 * @order_by: (nullable): without the word; default "Id"
 *
 * Reads all pages of 1000. A row that two pages both hold, because something was inserted between
 * them, comes once.
 *
 * Returns: (transfer full): rows
 */
void       sb_qbo_client_query_all_async (SbQboClient *self, const char *entity, const char *where,
                                          const char *order_by, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
/* @time: (out) (optional): server time of the first page, moment */
JsonArray *sb_qbo_client_query_all_finish (SbQboClient *self, GAsyncResult *result, gint64 *time,
                                           GError **error);

G_END_DECLS
