/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice company is a program of its own, so that code which works with it works over a real
 * connection. It is found by asking whether somebody answers, never by remembering a process id. */
#include "sb-practice-launch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "sb-company-error.h"

#define POLL_MS 20u
#define START_SECONDS 15
#define ANSWER_SECONDS 5u
#define IDLE_MINUTES "10"

typedef struct
{
  char *book;
  char *url;               /* where it answered last, then where it answers */
  char *port_file;
  char *request;           /* (nullable): the question that is being asked */
  int lock_fd;             /* -1: not held */
  GSubprocess *process;
  gint64 deadline;         /* monotonic, microseconds */
  gboolean same_port;      /* started at the port of @url */
} LaunchOp;

/* At once, not when somebody drops the result: the next launcher waits for it. */
static void
release_lock (LaunchOp *op)
{
  if (op->lock_fd >= 0)
    close (op->lock_fd);
  op->lock_fd = -1;
}

static void
launch_op_free (LaunchOp *op)
{
  release_lock (op);
  g_clear_object (&op->process);
  g_free (op->book);
  g_free (op->url);
  g_free (op->port_file);
  g_free (op->request);
  g_free (op);
}

static void launch_start (GTask *task);

static void
launch_succeed (GTask *task, char *url)
{
  release_lock (g_task_get_task_data (task));
  g_task_return_pointer (task, url, g_free);
}

static void
launch_fail (GTask *task, const char *message)
{
  release_lock (g_task_get_task_data (task));
  g_task_return_new_error (task, SB_COMPANY_ERROR, SB_COMPANY_ERROR_PRACTICE, "%s", message);
}

static guint16
port_of_url (const char *url)
{
  g_autoptr(GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  int port = uri != NULL ? g_uri_get_port (uri) : -1;

  return port > 0 && port <= G_MAXUINT16 ? (guint16) port : 0;
}

/* Step 3: wait until the program has written its port, or has died. */
static gboolean
launch_poll_cb (gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  LaunchOp *op = g_task_get_task_data (task);
  g_autofree char *text = NULL;
  guint64 port = 0;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (g_file_get_contents (op->port_file, &text, NULL, NULL) &&
      g_ascii_string_to_unsigned (g_strstrip (text), 10, 1, G_MAXUINT16, &port, NULL))
    {
      launch_succeed (task, g_strdup_printf ("http://127.0.0.1:%u", (guint) port));
      return G_SOURCE_REMOVE;
    }
  /* The identifier is NULL once the process has been reaped. */
  if (g_subprocess_get_identifier (op->process) == NULL && op->same_port)
    {
      /* Somebody else has our old port by now: any other will do. */
      g_clear_pointer (&op->url, g_free);
      launch_start (task);
      return G_SOURCE_REMOVE;
    }
  if (g_subprocess_get_identifier (op->process) == NULL || g_get_monotonic_time () > op->deadline)
    {
      launch_fail (task, _("the practice company did not start"));
      return G_SOURCE_REMOVE;
    }
  g_timeout_add (POLL_MS, launch_poll_cb, g_steal_pointer (&task));
  return G_SOURCE_REMOVE;
}

/* A Ctrl-C meant for us must not end the practice company of somebody else who uses it. */
static void
own_session_cb (gpointer user_data)
{
  setsid ();
}

/* Step 2: start it. */
static void
launch_start (GTask *task)
{
  LaunchOp *op = g_task_get_task_data (task);
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *program = sb_practice_program ();
  g_autofree char *data = g_strconcat (op->book, "-practice", NULL);
  g_autofree char *port = g_strdup_printf ("%u", port_of_url (op->url));

  if (program == NULL)
    {
      launch_fail (task, _("the program stockbook-practice was not found"));
      return;
    }

  g_unlink (op->port_file);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, own_session_cb, NULL, NULL);
  g_clear_object (&op->process);
  op->same_port = op->url != NULL;
  op->process = g_subprocess_launcher_spawn (launcher, &error, program, "--port", port,
                                             "--port-file", op->port_file, "--data", data,
                                             "--idle-exit", IDLE_MINUTES, NULL);
  if (op->process == NULL)
    {
      g_autofree char *message = g_strdup_printf (_("the practice company cannot be started: %s"), error->message);

      launch_fail (task, message);
      return;
    }
  op->deadline = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;
  g_timeout_add (POLL_MS, launch_poll_cb, g_object_ref (task));
}

/* Reads the first line of the answer; only that it is a 200 matters here. */
static void
probe_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  LaunchOp *op = g_task_get_task_data (task);
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  gsize size = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (text != NULL && size >= 12 && strncmp (text, "HTTP/1.", 7) == 0 && strncmp (text + 8, " 200", 4) == 0)
    launch_succeed (task, g_strdup (op->url));
  else
    launch_start (task);
}

static void
probe_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GIOStream *connection = g_task_get_task_data (task) != NULL ? g_object_get_data (G_OBJECT (task), "connection") : NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      launch_start (task);
      return;
    }
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (connection), 512, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), probe_answer_cb, g_object_ref (task));
}

static void
probe_connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  LaunchOp *op = g_task_get_task_data (task);
  g_autoptr(GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (connection == NULL)
    {
      launch_start (task);
      return;
    }
  /* The host with its port: a name that is not its own is refused, as a browser's trick would be. */
  g_free (op->request);
  op->request = g_strdup_printf ("GET /.well-known/openid_configuration HTTP/1.1\r\n"
                                 "Host: 127.0.0.1:%u\r\nConnection: close\r\n\r\n", port_of_url (op->url));
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (connection)), op->request,
                                   strlen (op->request), G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                   probe_sent_cb, g_object_ref (task));
  g_object_set_data_full (G_OBJECT (task), "connection", g_steal_pointer (&connection), g_object_unref);
}

/* Step 1: does it answer where it did last time? */
static void
launch_probe (GTask *task)
{
  LaunchOp *op = g_task_get_task_data (task);
  g_autoptr(GSocketClient) client = NULL;
  g_autoptr(GSocketConnectable) address = NULL;
  guint16 port = port_of_url (op->url);

  if (port == 0)
    {
      launch_start (task);
      return;
    }
  client = g_socket_client_new ();
  g_socket_client_set_timeout (client, ANSWER_SECONDS);
  g_socket_client_set_enable_proxy (client, FALSE);
  address = G_SOCKET_CONNECTABLE (g_inet_socket_address_new_from_string ("127.0.0.1", port));
  g_socket_client_connect_async (client, address, g_task_get_cancellable (task), probe_connected_cb,
                                 g_object_ref (task));
}

/* Step 0: one at a time. The lock is the kernel's, so a launcher that died holds nobody up. */
static gboolean
launch_lock_cb (gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  LaunchOp *op = g_task_get_task_data (task);
  g_autofree char *port_text = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (flock (op->lock_fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (g_get_monotonic_time () > op->deadline)
        launch_fail (task, _("another program has been starting the practice company for too long"));
      else
        g_timeout_add (POLL_MS, launch_lock_cb, g_object_ref (task));
      return G_SOURCE_REMOVE;
    }
  /* Who started it while we waited wrote where; that is newer than what the book says. */
  if (g_file_get_contents (op->port_file, &port_text, NULL, NULL))
    {
      guint64 port = 0;

      if (g_ascii_string_to_unsigned (g_strstrip (port_text), 10, 1, G_MAXUINT16, &port, NULL))
        {
          g_free (op->url);
          op->url = g_strdup_printf ("http://127.0.0.1:%u", (guint) port);
        }
    }
  launch_probe (task);
  return G_SOURCE_REMOVE;
}

void
sb_practice_launch_async (const char *book, const char *url, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *lock_file = g_strconcat (book, "-practice.lock", NULL);
  LaunchOp *op = g_new0 (LaunchOp, 1);

  g_task_set_source_tag (task, sb_practice_launch_async);
  g_task_set_name (task, "start the practice company");
  g_task_set_task_data (task, op, (GDestroyNotify) launch_op_free);
  op->book = g_strdup (book);
  op->url = g_strdup (url);
  op->port_file = g_strconcat (book, "-practice.port", NULL);
  op->deadline = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;
  op->lock_fd = open (lock_file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (op->lock_fd < 0)
    {
      g_task_return_new_error (task, SB_COMPANY_ERROR, SB_COMPANY_ERROR_PRACTICE, "%s: %s", lock_file,
                               g_strerror (errno));
      return;
    }
  launch_lock_cb (g_object_ref (task));
}

char *
sb_practice_launch_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
executable_in (const char *folder, const char *relative)
{
  g_autofree char *path = g_build_filename (folder, relative, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

char *
sb_practice_program (void)
{
  const char *chosen = g_getenv ("STOCKBOOK_PRACTICE");
  g_autofree char *self = NULL;
  char *found = NULL;

  if (chosen != NULL && chosen[0] != '\0')
    return g_file_test (chosen, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup (chosen) : NULL;

  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (self);

      found = executable_in (folder, "stockbook-practice");
      if (found == NULL)
        found = executable_in (folder, "../practice/stockbook-practice");
      if (found == NULL)
        found = executable_in (folder, "../libexec/stockbook-practice");
      if (found != NULL)
        return found;
    }
  found = executable_in (SB_LIBEXECDIR, "stockbook-practice");
  return found != NULL ? found : g_find_program_in_path ("stockbook-practice");
}
