/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The object. What happens to one request is in sb-qbo-send.c, where they wait for the budgets in
 * sb-qbo-gate.c. */
#include "sb-qbo-client-private.h"

#include "sb-direct-resolver.h"

G_DEFINE_FINAL_TYPE (SbQboClient, sb_qbo_client, G_TYPE_OBJECT)

SoupSession *
sb_qbo_session_new (void)
{
  g_autoptr(GProxyResolver) resolver = sb_direct_resolver_new (NULL);
  SoupSession *session =
    soup_session_new_with_options ("max-conns", 20, "max-conns-per-host", 10, "timeout", 0,
                                   "idle-timeout", 20, "user-agent", "Stockbook",
                                   "proxy-resolver", resolver, NULL);

  /* Tokens go into headers that we write; nothing may answer a challenge by itself. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

static void
sb_qbo_client_dispose (GObject *object)
{
  SbQboClient *self = (SbQboClient *) object;

  g_clear_pointer (&self->gate, sb_qbo_gate_close);
  g_clear_object (&self->session);
  g_clear_object (&self->auth);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (sb_qbo_client_parent_class)->dispose (object);
}

static void
sb_qbo_client_finalize (GObject *object)
{
  SbQboClient *self = (SbQboClient *) object;

  g_clear_pointer (&self->env, sb_qbo_env_free);
  g_free (self->realm_id);
  G_OBJECT_CLASS (sb_qbo_client_parent_class)->finalize (object);
}

static void
sb_qbo_client_class_init (SbQboClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_qbo_client_dispose;
  object_class->finalize = sb_qbo_client_finalize;
  /* Both are emitted by the sending of a request. */
  g_signal_new ("call", SB_TYPE_QBO_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_POINTER);
  g_signal_new ("waiting", SB_TYPE_QBO_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_UINT);
}

static void
sb_qbo_client_init (SbQboClient *self)
{
  self->gate = NULL;
}

SbQboClient *
sb_qbo_client_new (SoupSession *session, const SbQboEnv *env, const char *realm_id, SbQboAuth *auth,
                   SbClock *clock, const SbQboLimits *limits)
{
  SbQboClient *self = g_object_new (SB_TYPE_QBO_CLIENT, NULL);

  self->session = g_object_ref (session);
  self->env = sb_qbo_env_copy (env);
  self->realm_id = g_strdup (realm_id);
  self->auth = g_object_ref (auth);
  self->clock = g_object_ref (clock);
  self->gate = sb_qbo_gate_new (limits != NULL ? limits : &SB_QBO_LIMITS_INTUIT, clock);
  return self;
}

const char *
sb_qbo_client_get_realm_id (SbQboClient *self)
{
  return self->realm_id;
}

const SbQboEnv *
sb_qbo_client_get_env (SbQboClient *self)
{
  return self->env;
}

SbQboAuth *
sb_qbo_client_get_auth (SbQboClient *self)
{
  return self->auth;
}

guint
sb_qbo_client_available (SbQboClient *self, gboolean batch)
{
  return sb_qbo_gate_available (self->gate, batch);
}

void
sb_qbo_client_set_batch_size (SbQboClient *self, guint size)
{
  g_return_if_fail (SB_IS_QBO_CLIENT (self));

  sb_qbo_gate_set_batch_size (self->gate, size);
}

guint
sb_qbo_client_get_batch_size (SbQboClient *self)
{
  return sb_qbo_gate_get_batch_size (self->gate);
}
