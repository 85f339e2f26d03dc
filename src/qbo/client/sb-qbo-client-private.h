/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sb-qbo-client.h"
#include "sb-qbo-gate.h"

G_BEGIN_DECLS

struct _SbQboClient
{
  GObject parent_instance;

  SoupSession *session; /* (owned) */
  SbQboEnv *env;        /* (owned) */
  char *realm_id;       /* (owned) */
  SbQboAuth *auth;      /* (owned) */
  SbClock *clock;       /* (owned) */
  SbQboGate *gate;      /* (owned) */
};

G_END_DECLS
