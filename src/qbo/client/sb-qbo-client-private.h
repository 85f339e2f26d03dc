/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sb-qbo-client.h"

G_BEGIN_DECLS

struct _SbQboClient
{
  GObject parent_instance;

  SoupSession *session;    /* (owned) */
  SbQboEnv *env;           /* (owned) */
  char *realm_id;          /* (owned) */
  SbQboAuth *auth;         /* (owned) */
  SbClock *clock;          /* (owned) */
  SbQboThrottle *throttle; /* (owned) */
  GQueue queues[2];        /* of GTask (owned): single requests, batches */
  guint pump_timer;        /* id of the clock's call, 0 none */
  guint batch_size;        /* 1 to SB_QBO_BATCH_MAX */
};

/* Puts a task whose turn must be waited for into its queue; @again: in front, it had its turn
 * before. */
void sb_qbo_client_enqueue (SbQboClient *self, GTask *task, gboolean batch, gboolean again);
/* Takes a cancelled task out of its queue; %FALSE when it has left already. */
gboolean sb_qbo_client_dequeue (SbQboClient *self, GTask *task, gboolean batch);
/* A request that left has been answered or lost: lets others leave. */
void sb_qbo_client_done (SbQboClient *self);
/* A batch was refused for its size: the next ones are smaller. */
void sb_qbo_client_shrink_batches (SbQboClient *self);
/* Nothing leaves for @seconds. */
void sb_qbo_client_pause (SbQboClient *self, guint seconds);
void sb_qbo_client_emit_call (SbQboClient *self, const SbQboCall *call);

/* The task's turn has come; the budgets have been taken. (transfer full) */
void sb_qbo_send_depart (GTask *task);

G_END_DECLS
