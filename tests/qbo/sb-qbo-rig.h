/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-client.h"
#include "sb-test.h"
#include "sb-token-store-memory.h"
#include "sb-wire-server.h"

G_BEGIN_DECLS

/*
 * A client that is signed in to a company at a wire server. Discovery and the token endpoint are
 * answered here; everything else goes to the test's function.
 */
#define RIG_REALM "9130000000000042"
#define RIG_CLIENT_ID "client-of-the-test"
#define RIG_SECRET "planted-client-secret"
#define RIG_ACCESS "planted-access-token-1"
#define RIG_REFRESH "planted-refresh-token-1"

typedef struct
{
  SbTest test;
  SbWireServer *server;
  SoupSession *session;
  SbQboEnv *env;
  SbTokenStore *store;
  SbQboAuth *auth;
  SbQboClient *client;
  SbWireFunc func;            /* the test's: answers of the API */
  gpointer data;
  gboolean offer_pkce;
  const char *refuse_refresh; /* (nullable): error word of the token endpoint */
  guint refreshes;            /* each gives tokens with the next number */
  GPtrArray *calls;           /* (element-type utf8): "result status attempt" of each call */
} Rig;

void rig_set_up (Rig *rig, gconstpointer data);
void rig_tear_down (Rig *rig, gconstpointer data);
#define rig_add(path, func) g_test_add (path, Rig, NULL, rig_set_up, func, rig_tear_down)

/* Sends and waits. */
SbQboAnswer *rig_send (Rig *rig, SbQboRequest *request, GError **error);
/* A create of an invoice with a body of its own. */
SbQboRequest *rig_invoice (const char *requestid);
/* Requests of the API, without discovery and tokens. */
guint rig_count_api (Rig *rig);

G_END_DECLS
