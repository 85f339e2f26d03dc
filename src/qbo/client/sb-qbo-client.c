/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The object, and the two queues in which requests wait for the budgets. What happens to one
 * request is in sb-qbo-send.c. */
#include "sb-qbo-client-private.h"

#include "sb-direct-resolver.h"

enum
{
  SIGNAL_CALL,
  SIGNAL_WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

static void pump (SbQboClient *self);

static void
pump_timer_cb (gpointer user_data)
{
  SbQboClient *self = user_data;

  self->pump_timer = 0;
  pump (self);
}

/* Lets out of one queue what the budgets allow; returns the wait of the rest. */
static gint64
pump_queue (SbQboClient *self, gboolean batch)
{
  GQueue *queue = &self->queues[batch ? 1 : 0];
  gint64 wait = G_MAXINT64;

  while (!g_queue_is_empty (queue) &&
         sb_qbo_throttle_take (self->throttle, batch, sb_clock_monotonic (self->clock), &wait))
    {
      sb_qbo_send_depart (g_queue_pop_head (queue));
      wait = G_MAXINT64;
    }
  return wait;
}

static void
pump (SbQboClient *self)
{
  g_autoptr(SbQboClient) keep = g_object_ref (self);
  /* Batches first: they carry most and their own budget keeps them from taking all. */
  gint64 batches = pump_queue (self, TRUE);
  gint64 singles = pump_queue (self, FALSE);
  gint64 wait = MIN (batches, singles);

  if (self->pump_timer != 0)
    {
      sb_clock_cancel_call (self->clock, self->pump_timer);
      self->pump_timer = 0;
    }
  if (wait != G_MAXINT64)
    self->pump_timer = sb_clock_call_in (self->clock, wait, pump_timer_cb, self, NULL);
}

void
sb_qbo_client_enqueue (SbQboClient *self, GTask *task, gboolean batch, gboolean again)
{
  GQueue *queue = &self->queues[batch ? 1 : 0];

  if (again)
    g_queue_push_head (queue, task);
  else
    g_queue_push_tail (queue, task);
  pump (self);
}

gboolean
sb_qbo_client_dequeue (SbQboClient *self, GTask *task, gboolean batch)
{
  return g_queue_remove (&self->queues[batch ? 1 : 0], task);
}

void
sb_qbo_client_done (SbQboClient *self)
{
  sb_qbo_throttle_done (self->throttle);
  pump (self);
}

void
sb_qbo_client_pause (SbQboClient *self, guint seconds)
{
  gint64 now = sb_clock_monotonic (self->clock);

  sb_qbo_throttle_pause (self->throttle, now, now + (gint64) seconds * G_USEC_PER_SEC);
  g_signal_emit (self, signals[SIGNAL_WAITING], 0, seconds);
}

void
sb_qbo_client_emit_call (SbQboClient *self, const SbQboCall *call)
{
  g_signal_emit (self, signals[SIGNAL_CALL], 0, call);
}

static void
sb_qbo_client_dispose (GObject *object)
{
  SbQboClient *self = (SbQboClient *) object;

  /* The queues are empty: every waiting task holds the client. */
  if (self->pump_timer != 0)
    sb_clock_cancel_call (self->clock, self->pump_timer);
  self->pump_timer = 0;
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
  g_clear_pointer (&self->throttle, sb_qbo_throttle_free);
  g_free (self->realm_id);
  G_OBJECT_CLASS (sb_qbo_client_parent_class)->finalize (object);
}

static void
sb_qbo_client_class_init (SbQboClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sb_qbo_client_dispose;
  object_class->finalize = sb_qbo_client_finalize;
  signals[SIGNAL_CALL] = g_signal_new ("call", SB_TYPE_QBO_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_WAITING] = g_signal_new ("waiting", SB_TYPE_QBO_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
sb_qbo_client_init (SbQboClient *self)
{
  g_queue_init (&self->queues[0]);
  g_queue_init (&self->queues[1]);
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
  self->throttle = sb_qbo_throttle_new (limits != NULL ? limits : &SB_QBO_LIMITS_INTUIT);
  self->batch_size = SB_QBO_BATCH_MAX;
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
  return sb_qbo_throttle_available (self->throttle, batch, sb_clock_monotonic (self->clock));
}

void
sb_qbo_client_set_batch_size (SbQboClient *self, guint size)
{
  g_return_if_fail (SB_IS_QBO_CLIENT (self));

  self->batch_size = CLAMP (size, 1, SB_QBO_BATCH_MAX);
}

guint
sb_qbo_client_get_batch_size (SbQboClient *self)
{
  return self->batch_size;
}

/* The sizes that Intuit's pages have named over the years, and then one by one. */
void
sb_qbo_client_shrink_batches (SbQboClient *self)
{
  static const guint sizes[] = { 25, 10, 5, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i] < self->batch_size)
      {
        g_info ("batches of %u are too large for QuickBooks, trying %u", self->batch_size,
                sizes[i]);
        self->batch_size = sizes[i];
        return;
      }
}
