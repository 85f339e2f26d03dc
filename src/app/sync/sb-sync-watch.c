/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-sync-watch.h"

#include "sb-format.h"
#include "sb-ledger.h"
#include "sb-setting.h"
#include "sb-sync-schedule.h"

#include <glib/gi18n.h>

#define MINUTES_MAX 1440 /* a day */

struct _SbSyncWatch
{
  GObject parent_instance;

  SbCompany *company;        /* (not owned): this object hangs on it */
  SbSyncSchedule *schedule;  /* (owned) (nullable): until the company goes */
  GCancellable *cancellable; /* (owned): of reading */
  GCancellable *running;     /* (owned) (nullable): of a run started here */
  SbSyncReport *report;      /* (owned) (nullable) */
  SbSyncRun *last_run;       /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  gint64 counts[SB_N_RECORD_STATES];
  gboolean integration;
  gboolean scheduled;        /* the run started here was nobody's wish of the moment */
  gboolean reading;          /* a read is on its way */
  gboolean stale;            /* ... and something has changed since */
};

G_DEFINE_FINAL_TYPE (SbSyncWatch, sb_sync_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What one read brings. */
typedef struct
{
  gint64 counts[SB_N_RECORD_STATES];
  SbSyncRun *last_run;
  guint minutes; /* of the schedule; 0: none */
  gboolean integration;
} Reading;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->last_run, sb_sync_run_free);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* Without a schedule, and with one that no version knows: 0. */
static gboolean
read_minutes (SbDatabase *db, guint *minutes, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = sb_setting_get (db, SB_SETTING_SCHEDULE_MINUTES, &local);
  guint64 number = 0;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 1, MINUTES_MAX, &number, NULL);
  *minutes = (guint) number;
  return TRUE;
}

static gpointer
read_all (SbDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Reading) reading = g_new0 (Reading, 1);
  g_autoptr (GError) local = NULL;
  g_autofree char *integration = NULL;

  if (!sb_record_counts (db, reading->counts, error))
    return NULL;
  reading->last_run = sb_sync_run_last (db, &local);
  if (local == NULL)
    integration = sb_setting_get (db, SB_SETTING_INTEGRATION, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!read_minutes (db, &reading->minutes, error))
    return NULL;
  reading->integration = g_strcmp0 (integration, "off") != 0;
  return g_steal_pointer (&reading);
}

static void refresh (SbSyncWatch *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Reading) reading = sb_ledger_read_finish (SB_LEDGER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->reading = FALSE;
  if (reading == NULL)
    {
      g_warning ("cannot read the state of the sync: %s", error->message);
      return;
    }
  memcpy (self->counts, reading->counts, sizeof self->counts);
  self->integration = reading->integration;
  sb_sync_schedule_set_minutes (self->schedule, reading->minutes);
  g_clear_pointer (&self->last_run, sb_sync_run_free);
  self->last_run = g_steal_pointer (&reading->last_run);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->stale)
    refresh (self);
}

/* At most one read at a time: a run tells of many changes a second. */
static void
refresh (SbSyncWatch *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  sb_ledger_read_async (sb_company_get_ledger (self->company), read_all, NULL, NULL,
                        (GDestroyNotify) reading_free, self->cancellable, read_cb,
                        g_object_ref (self));
}

static void
ledger_changed (SbSyncWatch *self, guint changes)
{
  if ((changes & (SB_CHANGE_SYNC | SB_CHANGE_SETTINGS | SB_CHANGE_JOURNALS | SB_CHANGE_DOCUMENTS |
                  SB_CHANGE_PARTIES | SB_CHANGE_PRODUCTS)) != 0)
    refresh (self);
}

static void
tell (SbSyncWatch *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The moment that is due came. Without a network or a sign-in the run is left out, not made up for:
 * the next one is a whole interval away, and the button starts one at any time. */
static gboolean
is_ready (SbSyncWatch *self)
{
  switch (sb_sync_watch_get_state (self))
    {
    case SB_SYNC_WATCH_WAITING:
    case SB_SYNC_WATCH_ATTENTION:
    case SB_SYNC_WATCH_IN_STEP:
      return TRUE;
    case SB_SYNC_WATCH_STANDALONE:
    case SB_SYNC_WATCH_RUNNING:
    case SB_SYNC_WATCH_OFF:
    case SB_SYNC_WATCH_SIGN_IN:
    case SB_SYNC_WATCH_OFFLINE:
    default:
      return FALSE;
    }
}

static void
run_due (gpointer data)
{
  SbSyncWatch *self = data;

  if (!is_ready (self))
    return;
  self->scheduled = TRUE;
  sb_sync_watch_start (self);
}

static void
running_changed (SbSyncWatch *self)
{
  if (self->schedule != NULL && !sb_sync_engine_is_running (sb_company_get_engine (self->company)))
    sb_sync_schedule_restart (self->schedule);
  refresh (self);
  tell (self);
}

static void
sb_sync_watch_finalize (GObject *object)
{
  SbSyncWatch *self = SB_SYNC_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->running);
  g_clear_pointer (&self->schedule, sb_sync_schedule_free);
  g_clear_pointer (&self->report, sb_sync_report_free);
  g_clear_pointer (&self->last_run, sb_sync_run_free);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sb_sync_watch_parent_class)->finalize (object);
}

static void
sb_sync_watch_class_init (SbSyncWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_sync_watch_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SB_TYPE_SYNC_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", SB_TYPE_SYNC_WATCH, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_sync_watch_init (SbSyncWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->integration = TRUE;
}

/* The company goes: nothing of it may be touched by a late answer. */
static void
unhang (gpointer data)
{
  SbSyncWatch *self = data;

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->running);
  g_clear_pointer (&self->schedule, sb_sync_schedule_free);
  g_object_unref (self);
}

SbSyncWatch *
sb_sync_watch_for_company (SbCompany *company)
{
  static const char key[] = "sb-sync-watch";
  SbSyncWatch *self = g_object_get_data (G_OBJECT (company), key);
  SbSyncEngine *engine;

  g_return_val_if_fail (SB_IS_COMPANY (company), NULL);

  if (self != NULL)
    return self;
  self = g_object_new (SB_TYPE_SYNC_WATCH, NULL);
  self->company = company;
  self->schedule = sb_sync_schedule_new (sb_company_get_clock (company), run_due, self);
  engine = sb_company_get_engine (company);
  g_signal_connect_object (sb_company_get_ledger (company), "changed", G_CALLBACK (ledger_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (company, "connection-changed", G_CALLBACK (tell), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "progress", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::running", G_CALLBACK (running_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "notify::network-available",
                           G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (company), key, self, unhang);
  refresh (self);
  return self;
}

gint64
sb_sync_watch_get_count (SbSyncWatch *self, SbRecordState record_state)
{
  return self->counts[record_state];
}

gint64
sb_sync_watch_get_attention (SbSyncWatch *self)
{
  return self->counts[SB_RECORD_FAILED] + self->counts[SB_RECORD_BLOCKED] +
         self->counts[SB_RECORD_CONFLICT];
}

/* The practice company is on this computer: no network is needed for it. */
static gboolean
is_offline (SbSyncWatch *self)
{
  const char *environment = sb_company_get_connection (self->company)->environment;

  return g_strcmp0 (environment, "practice") != 0 && !sb_company_is_online (self->company);
}

SbSyncWatchState
sb_sync_watch_get_state (SbSyncWatch *self)
{
  const SbConnectionFacts *connection = sb_company_get_connection (self->company);

  if (self->running != NULL || sb_sync_engine_is_running (sb_company_get_engine (self->company)))
    return SB_SYNC_WATCH_RUNNING;
  if (connection->state == SB_CONNECTION_NEVER)
    return SB_SYNC_WATCH_STANDALONE;
  if (!self->integration)
    return SB_SYNC_WATCH_OFF;
  if (connection->state != SB_CONNECTION_CONNECTED)
    return SB_SYNC_WATCH_SIGN_IN;
  if (is_offline (self))
    return SB_SYNC_WATCH_OFFLINE;
  if (self->counts[SB_RECORD_WAITING] + self->counts[SB_RECORD_SENT] > 0)
    return SB_SYNC_WATCH_WAITING;
  return sb_sync_watch_get_attention (self) > 0 ? SB_SYNC_WATCH_ATTENTION : SB_SYNC_WATCH_IN_STEP;
}

void
sb_sync_watch_get_progress (SbSyncWatch *self, SbSyncProgress *progress)
{
  sb_sync_engine_get_progress (sb_company_get_engine (self->company), progress);
}

const SbSyncRun *
sb_sync_watch_get_last_run (SbSyncWatch *self)
{
  return self->last_run;
}

SbSyncReport *
sb_sync_watch_get_report (SbSyncWatch *self)
{
  return self->report;
}

const GError *
sb_sync_watch_get_error (SbSyncWatch *self)
{
  return self->error;
}

static void
synced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SbSyncWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SbSyncReport) report = sb_company_sync_finish (SB_COMPANY (source), result, &error);
  gboolean closed = g_cancellable_is_cancelled (self->cancellable);

  g_clear_object (&self->running);
  if (closed)
    return;
  if (report != NULL)
    {
      g_clear_pointer (&self->report, sb_sync_report_free);
      self->report = g_steal_pointer (&report);
    }
  /* Nobody asked for a run of the schedule: that it could not begin interrupts nobody. */
  if (error != NULL && self->scheduled)
    g_message ("a sync of the schedule did not run: %s", error->message);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->error = g_steal_pointer (&error);
  self->scheduled = FALSE;
  refresh (self);
  tell (self);
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

void
sb_sync_watch_start (SbSyncWatch *self)
{
  if (sb_sync_watch_get_state (self) == SB_SYNC_WATCH_RUNNING)
    return;
  g_clear_error (&self->error);
  self->running = g_cancellable_new ();
  sb_company_sync_async (self->company, SB_SYNC_RUN_DEFAULT, self->running, synced_cb,
                         g_object_ref (self));
  tell (self);
}

void
sb_sync_watch_cancel (SbSyncWatch *self)
{
  g_cancellable_cancel (self->running);
}

static char *
describe_last_run (SbSyncWatch *self)
{
  g_autofree char *moment = NULL;

  if (self->last_run == NULL || self->last_run->finished == 0)
    return g_strdup (_ ("Not synced yet"));
  moment = sb_format_moment (self->last_run->finished);
  return g_strdup_printf (_ ("last sync %s"), moment);
}

char *
sb_sync_watch_describe (SbSyncWatch *self)
{
  const SbCompanyFacts *facts = sb_company_get_facts (self->company);
  const char *name = facts != NULL ? facts->name : "QuickBooks";
  g_autofree char *last = describe_last_run (self);
  gint64 waiting = self->counts[SB_RECORD_WAITING] + self->counts[SB_RECORD_SENT];
  gint64 attention = sb_sync_watch_get_attention (self);

  switch (sb_sync_watch_get_state (self))
    {
    case SB_SYNC_WATCH_STANDALONE:
      return g_strdup (_ ("This book is not connected to QuickBooks."));
    case SB_SYNC_WATCH_RUNNING:
      return g_strdup_printf (_ ("Syncing with %s"), name);
    case SB_SYNC_WATCH_OFF:
      return g_strdup (_ ("The integration is switched off: nothing is sent or read."));
    case SB_SYNC_WATCH_SIGN_IN:
      return g_strdup_printf (_ ("%s asks you to sign in again"), name);
    case SB_SYNC_WATCH_OFFLINE:
      return g_strdup_printf (_ ("Offline – %s"), last);
    case SB_SYNC_WATCH_WAITING:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waits for %s – %s",
                                           "%d wait for %s – %s", (gulong) waiting),
                              (int) waiting, name, last);
    case SB_SYNC_WATCH_ATTENTION:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d needs you at %s – %s",
                                           "%d need you at %s – %s", (gulong) attention),
                              (int) attention, name, last);
    case SB_SYNC_WATCH_IN_STEP:
    default:
      return g_strdup_printf (_ ("In step with %s – %s"), name, last);
    }
}
