/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signing in with the system's browser: discovery -> listener and address -> one answer -> exchange
 * of the code -> store. The answer must carry the state that only this sign-in knows.
 */
#include "sb-qbo-auth-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sb-loopback.h"
#include "sb-pkce.h"
#include "sb-qbo-error-private.h"
#include "sb-redirect.h"
#include "sb-uid.h"

#define SCOPE "com.intuit.quickbooks.accounting"
#define PATIENCE (5 * G_TIME_SPAN_MINUTE)
#define STATE_BYTES 24

/* Fixed, because each must be registered with Intuit. Not in the range that systems give out. */
static const guint16 redirect_ports[] = { 8739, 18739, 28739, 0 };

typedef struct
{
  SbRedirect *redirect;   /* (owned) */
  SbLoopback *loopback;   /* (owned) (nullable) until listening */
  char *state;            /* (owned) (nullable) once used */
  char *verifier;         /* (owned) (nullable): secret of PKCE */
  guint timer;            /* id of the clock's call, 0 none */
  SbClock *clock;         /* (owned) */
  GSource *cancel_source; /* (owned) (nullable) */
  char *code;             /* (owned) (nullable): secret */
  SbQboGrant *grant;      /* (owned) */
} SignInOp;

const guint16 *
sb_qbo_auth_get_redirect_ports (void)
{
  return redirect_ports;
}

static void
stop_waiting (SignInOp *op)
{
  if (op->timer != 0)
    sb_clock_cancel_call (op->clock, op->timer);
  op->timer = 0;
  if (op->cancel_source != NULL)
    g_source_destroy (op->cancel_source);
  g_clear_pointer (&op->cancel_source, g_source_unref);
  if (op->loopback != NULL)
    sb_loopback_close (op->loopback);
  g_clear_object (&op->loopback);
  sb_secret_free (g_steal_pointer (&op->state));
}

static void
sign_in_op_free (SignInOp *op)
{
  stop_waiting (op);
  g_clear_pointer (&op->redirect, sb_redirect_free);
  sb_secret_free (op->verifier);
  sb_secret_free (op->code);
  g_clear_object (&op->clock);
  g_clear_pointer (&op->grant, sb_qbo_grant_free);
  g_free (op);
}

/* (transfer full) of @task and @error */
static void
fail (GTask *task, GError *error)
{
  SbQboAuth *self = g_task_get_source_object (task);

  stop_waiting (g_task_get_task_data (task));
  if (self->sign_in == task)
    self->sign_in = NULL;
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Step 4: the tokens are stored, and only then known to the caller */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = SB_QBO_AUTH (source);
  SignInOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sb_qbo_auth_keep_finish (self, result, &error))
    {
      fail (task, error);
      return;
    }
  /* The same company again: what is cached is the old grant. */
  if (g_strcmp0 (op->grant->realm_id, self->realm_id) == 0)
    sb_qbo_auth_set_realm_id (self, op->grant->realm_id);
  self->sign_in = NULL;
  g_task_return_pointer (task, g_steal_pointer (&op->grant), (GDestroyNotify) sb_qbo_grant_free);
  g_object_unref (task);
}

/* Step 3: the code becomes tokens */

static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = g_task_get_source_object (task);
  SignInOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  op->grant->tokens = sb_qbo_token_call_finish (SOUP_SESSION (source), result, &error);
  if (g_error_matches (error, SB_QBO_ERROR, SB_QBO_ERROR_REVOKED))
    {
      g_error_free (error);
      error = sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_REFUSED,
                                _("QuickBooks did not accept the sign-in: it was used before or "
                                  "took too long."));
    }
  if (op->grant->tokens == NULL)
    fail (task, error);
  else
    sb_qbo_auth_keep_async (self, op->grant->realm_id, op->grant->tokens, kept_cb, task);
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = SB_QBO_AUTH (source);
  SignInOp *op = g_task_get_task_data (task);
  GError *error = NULL;
  char *secret = sb_qbo_auth_load_secret_finish (self, result, &error);
  const char *form[] = { "grant_type", "authorization_code", "code", op->code, "redirect_uri",
                         op->redirect->uri, NULL, NULL, NULL };

  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (op->verifier != NULL)
    {
      form[6] = "code_verifier";
      form[7] = op->verifier;
    }
  self->token_calls++;
  sb_qbo_token_call_async (self->session, self->endpoints,
                           &(SbQboApp) { self->client_id, secret }, form, self->clock,
                           g_task_get_cancellable (task), exchanged_cb, task);
  sb_secret_free (secret);
}

/* Step 2: one answer */

static void
accept_code (GTask *task, SbRedirectAnswer *answer)
{
  SbQboAuth *self = g_task_get_source_object (task);
  SignInOp *op = g_task_get_task_data (task);

  op->code = g_steal_pointer (&answer->code);
  op->grant->realm_id = g_steal_pointer (&answer->realm_id);
  stop_waiting (op);
  sb_qbo_auth_load_secret_async (self, secret_cb, task);
}

static GError *
refusal_for (const SbRedirectAnswer *answer)
{
  if (g_strcmp0 (answer->error, "access_denied") == 0)
    return sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_REFUSED,
                             _("You chose not to let Stockbook into QuickBooks. Nothing was "
                               "changed."));
  if (answer->error != NULL)
    return sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_REFUSED, _("Intuit refused the sign-in (%s)."),
                             answer->error);
  return sb_qbo_error_new (SB_QBO_ERROR_PROTOCOL,
                           _("Intuit's answer lacks the code or the company."));
}

/* One answer with the right state ends the waiting, whatever it says; anything else changes
 * nothing. */
static SbLoopbackVerdict
take_answer (GTask *task, const char *query)
{
  SignInOp *op = g_task_get_task_data (task);
  g_autoptr(SbRedirectAnswer) answer = sb_redirect_answer_parse (query);

  if (answer == NULL || answer->state == NULL || op->state == NULL ||
      !sb_constant_time_equal (answer->state, op->state))
    return SB_LOOPBACK_STRANGER;
  if (answer->error == NULL && answer->code != NULL && answer->realm_id != NULL)
    {
      accept_code (task, answer);
      return SB_LOOPBACK_GRANTED;
    }
  fail (task, refusal_for (answer));
  return SB_LOOPBACK_DENIED;
}

static SbLoopbackVerdict
loopback_cb (const char *query, gpointer user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);

  return take_answer (task, query);
}

gboolean
sb_qbo_auth_paste (SbQboAuth *self, const char *address, GError **error)
{
  g_autoptr(GTask) task = NULL;

  g_return_val_if_fail (SB_IS_QBO_AUTH (self), FALSE);

  task = self->sign_in != NULL ? g_object_ref (self->sign_in) : NULL;
  if (task != NULL && take_answer (task, address) != SB_LOOPBACK_STRANGER)
    return TRUE;
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_PROTOCOL,
               task != NULL ? _("That is not the answer to this sign-in. Copy the whole address "
                                "of the page "
                                "that the browser shows after you pressed Connect.")
                            : _("No sign-in is waiting. Start it again."));
  return FALSE;
}

static void
too_late_cb (gpointer user_data)
{
  GTask *task = user_data;
  SignInOp *op = g_task_get_task_data (task);

  op->timer = 0;
  fail (task, sb_qbo_error_new (SB_QBO_ERROR_SIGN_IN_TIMEOUT,
                                _("Nobody came back from the browser within five minutes.")));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  fail (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                        "the sign-in was cancelled"));
  return G_SOURCE_REMOVE;
}

/* Step 1: listen, and tell the address */

static char *
make_url (SbQboAuth *self, const SignInOp *op)
{
  g_autofree char *client = g_uri_escape_string (self->client_id, NULL, FALSE);
  g_autofree char *redirect = g_uri_escape_string (op->redirect->uri, NULL, FALSE);
  g_autofree char *challenge = op->verifier != NULL ? sb_pkce_challenge (op->verifier) : NULL;
  const char *endpoint = self->endpoints->authorization;

  return g_strconcat (endpoint, strchr (endpoint, '?') != NULL ? "&" : "?", "client_id=", client,
                      "&response_type=code&scope=" SCOPE "&redirect_uri=", redirect, "&state=",
                      op->state,
                      challenge != NULL ? "&code_challenge_method=S256&code_challenge=" : "",
                      challenge != NULL ? challenge : "", NULL);
}

static gboolean
listen (GTask *task, GError **error)
{
  SignInOp *op = g_task_get_task_data (task);
  const guint16 one_port[] = { op->redirect->port, 0 };
  g_autofree char *nonce = sb_nonce_new (STATE_BYTES);

  op->loopback = sb_loopback_new (op->redirect->path,
                                  op->redirect->port != 0 ? one_port : redirect_ports,
                                  op->redirect->any_port, loopback_cb, task, error);
  if (op->loopback == NULL)
    return FALSE;
  sb_redirect_set_port (op->redirect, sb_loopback_get_port (op->loopback));
  /* A hand-off page reads from the state to which port the answer belongs. */
  if (op->redirect->hand_off)
    op->state = g_strdup_printf ("%s.%u", nonce, op->redirect->port);
  else
    op->state = g_steal_pointer (&nonce);
  return TRUE;
}

static void
wait_for_answer (GTask *task)
{
  SbQboAuth *self = g_task_get_source_object (task);
  SignInOp *op = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autofree char *url = make_url (self, op);

  op->timer = sb_clock_call_in (self->clock, PATIENCE, too_late_cb, task, NULL);
  if (cancellable != NULL)
    {
      op->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (op->cancel_source, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (op->cancel_source, g_main_context_get_thread_default ());
    }
  g_signal_emit_by_name (self, "authorize-url", url);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* (owned) */
  SbQboAuth *self = SB_QBO_AUTH (source);
  SignInOp *op = g_task_get_task_data (task);
  GError *error = NULL;

  if (!sb_qbo_auth_discover_finish (self, result, &error) ||
      g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      fail (task, error);
      return;
    }
  if (self->endpoints->pkce)
    op->verifier = sb_pkce_verifier_new ();
  if (!listen (task, &error))
    {
      fail (task, error);
      return;
    }
  wait_for_answer (task);
}

void
sb_qbo_auth_begin_async (SbQboAuth *self, const char *redirect_uri, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  SignInOp *op;
  GError *error = NULL;

  g_return_if_fail (SB_IS_QBO_AUTH (self));

  task = g_task_new (self, cancellable, callback, user_data);
  op = g_new0 (SignInOp, 1);
  g_task_set_source_tag (task, sb_qbo_auth_begin_async);
  g_task_set_name (task, "sb_qbo_auth_begin_async");
  /* A grant that was stored is reported, even when the person cancelled in that moment. */
  g_task_set_check_cancellable (task, FALSE);
  op->clock = g_object_ref (self->clock);
  op->grant = g_new0 (SbQboGrant, 1);
  g_task_set_task_data (task, op, (GDestroyNotify) sign_in_op_free);
  if (self->sign_in != NULL)
    {
      fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                       "another sign-in is waiting"));
      return;
    }
  op->redirect = sb_redirect_parse (redirect_uri, &error);
  if (op->redirect == NULL)
    {
      fail (task, error);
      return;
    }
  self->sign_in = task;
  sb_qbo_auth_discover_async (self, cancellable, discovered_cb, task);
}

SbQboGrant *
sb_qbo_auth_begin_finish (SbQboAuth *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
