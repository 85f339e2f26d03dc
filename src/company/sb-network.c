/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-network.h"

struct _SbNetwork
{
  GObject parent_instance;
  GNetworkMonitor *monitor;
  gulong handler;
  gboolean loopback;
  gboolean online;
};

enum { PROP_ONLINE = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SbNetwork, sb_network, G_TYPE_OBJECT)

static void
update (SbNetwork *self)
{
  gboolean online = self->loopback || g_network_monitor_get_network_available (self->monitor);

  if (online == self->online)
    return;
  self->online = online;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLINE]);
}

static void
sb_network_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SbNetwork *self = SB_NETWORK (object);

  if (id == PROP_ONLINE)
    g_value_set_boolean (value, self->online);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sb_network_dispose (GObject *object)
{
  SbNetwork *self = SB_NETWORK (object);

  if (self->monitor != NULL)
    g_clear_signal_handler (&self->handler, self->monitor);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (sb_network_parent_class)->dispose (object);
}

static void
sb_network_class_init (SbNetworkClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = sb_network_get_property;
  object_class->dispose = sb_network_dispose;
  properties[PROP_ONLINE] = g_param_spec_boolean ("online", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_network_init (SbNetwork *self)
{
}

SbNetwork *
sb_network_new (GNetworkMonitor *monitor)
{
  SbNetwork *self = g_object_new (SB_TYPE_NETWORK, NULL);

  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  self->online = g_network_monitor_get_network_available (self->monitor);
  self->handler = g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (update), self,
                                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
sb_network_get_online (SbNetwork *self)
{
  g_return_val_if_fail (SB_IS_NETWORK (self), FALSE);

  return self->online;
}

void
sb_network_set_loopback (SbNetwork *self, gboolean loopback)
{
  g_return_if_fail (SB_IS_NETWORK (self));

  self->loopback = loopback;
  update (self);
}
