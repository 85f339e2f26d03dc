/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A server of a few lines that answers with whatever bytes a test wants, torn and wrong ones
 * included; no HTTP library would send those. One request a connection, on the test's main context.
 */
typedef struct _SbWireServer SbWireServer;

typedef struct
{
  char *method;
  char *target;        /* path and query */
  GHashTable *headers; /* lower-case name -> value */
  char *body;
} SbWireRequest;

typedef enum
{
  SB_WIRE_ANSWER, /* send what was written, then close */
  SB_WIRE_DROP,   /* close without a byte */
  SB_WIRE_HOLD,   /* say nothing and keep the connection */
  SB_WIRE_STALL,  /* send what was written, then say nothing more and keep the connection */
} SbWireAction;

typedef SbWireAction (*SbWireFunc) (const SbWireRequest *request, GString *out, gpointer user_data);

SbWireServer *sb_wire_server_new (SbWireFunc func, gpointer user_data);
void          sb_wire_server_free (SbWireServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbWireServer, sb_wire_server_free)

const char *sb_wire_server_get_base (SbWireServer *self); /* "http://127.0.0.1:PORT" */
/* Requests so far, all of them: (element-type SbWireRequest) */
GPtrArray  *sb_wire_server_get_requests (SbWireServer *self);
const char *sb_wire_request_header (const SbWireRequest *request, const char *lower_case_name);

/* Appends a whole answer with a true length. @more: (nullable): further header lines, each with its
 * end */
void sb_wire_reply (GString *out, guint status, const char *type, const char *body,
                    const char *more);

G_END_DECLS
