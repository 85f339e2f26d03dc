/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What an arriving request turned out to be; decides the page that the browser shows. */
typedef enum
{
  SB_LOOPBACK_STRANGER, /* not an answer to this sign-in: 400, go on waiting */
  SB_LOOPBACK_GRANTED,
  SB_LOOPBACK_DENIED,   /* the person or the server said no */
} SbLoopbackVerdict;

/* @query: (nullable): query string of a GET of the right path, undecoded */
typedef SbLoopbackVerdict (*SbLoopbackFunc) (const char *query, gpointer user_data);

/*
 * The address on this machine to which the browser is sent back: 127.0.0.1 and ::1, since
 * "localhost" may mean either. After one answer every request is a stranger's. Lives on the main
 * context.
 */
#define SB_TYPE_LOOPBACK (sb_loopback_get_type ())
G_DECLARE_FINAL_TYPE (SbLoopback, sb_loopback, SB, LOOPBACK, GObject)

/**
 * sb_loopback_new:
 * @path: path of the address, "/callback"
 * @ports: (array zero-terminated=1): tried in order
 * @any_port: instead: any free port
 *
 * Fails with %SB_QBO_ERROR_CLIENT when no port is free.
 */
SbLoopback *sb_loopback_new (const char *path, const guint16 *ports, gboolean any_port,
                             SbLoopbackFunc func, gpointer user_data, GError **error);
guint16     sb_loopback_get_port (SbLoopback *self);
/* Calls the function no more. The page being sent is still sent. */
void        sb_loopback_close (SbLoopback *self);

G_END_DECLS
