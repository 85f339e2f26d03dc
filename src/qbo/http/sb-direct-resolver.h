/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The system's proxies for the world, none for this machine: what goes to the practice company by
 * plain http must not leave the computer because http_proxy is set.
 */
#define SB_TYPE_DIRECT_RESOLVER (sb_direct_resolver_get_type ())
G_DECLARE_FINAL_TYPE (SbDirectResolver, sb_direct_resolver, SB, DIRECT_RESOLVER, GObject)

/* @inner: (nullable): asked for all other hosts; %NULL: the system's default */
GProxyResolver *sb_direct_resolver_new (GProxyResolver *inner);

G_END_DECLS
