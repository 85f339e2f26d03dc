/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether the way to QuickBooks is open, as far as the system knows. Loopback is always open, so the
 * practice company works on a train. Main context. Signal: "notify::online". */
#define SB_TYPE_NETWORK (sb_network_get_type ())
G_DECLARE_FINAL_TYPE (SbNetwork, sb_network, SB, NETWORK, GObject)

/* @monitor: (nullable): another monitor than the system's, for tests */
SbNetwork *sb_network_new (GNetworkMonitor *monitor);
gboolean   sb_network_get_online (SbNetwork *self);
/* TRUE when the other end is on this machine. */
void       sb_network_set_loopback (SbNetwork *self, gboolean loopback);

G_END_DECLS
