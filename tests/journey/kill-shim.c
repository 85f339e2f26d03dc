/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into a program under test: kills it with SIGKILL just before its Nth call that changes
 * something outside of it. Between two such calls nothing else can see a difference, so trying every
 * N tries every moment at which a machine can die.
 *
 *   KILL_AT=N          die before the Nth call; 0 or absent: never
 *   KILL_COUNT_FILE=F  at the end, write the number of calls made into F
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static long kill_at;

static void *
next (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *at = getenv ("KILL_AT");

  kill_at = at != NULL ? atol (at) : 0;
}

__attribute__ ((destructor)) static void
end (void)
{
  const char *path = getenv ("KILL_COUNT_FILE");
  char text[32];
  int length = 0;
  int fd = -1;

  if (path == NULL)
    return;
  fd = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (fd < 0)
    return;
  length = snprintf (text, sizeof text, "%ld\n", atomic_load (&calls));
  syscall (SYS_write, fd, text, (size_t) length);
  close (fd);
}

static void
count (void)
{
  if (atomic_fetch_add (&calls, 1) + 1 == kill_at)
    kill (getpid (), SIGKILL);
}

/* What is printed changes nothing that matters. */
static void
count_fd (int fd)
{
  if (fd > 2)
    count ();
}

#define REAL(type, name, ...)                     \
  static type (*real) (__VA_ARGS__) = NULL;       \
  if (real == NULL)                               \
    real = (type (*) (__VA_ARGS__)) next (#name)

ssize_t
write (int fd, const void *buffer, size_t size)
{
  REAL (ssize_t, write, int, const void *, size_t);
  count_fd (fd);
  return real (fd, buffer, size);
}

ssize_t
writev (int fd, const struct iovec *vector, int n)
{
  REAL (ssize_t, writev, int, const struct iovec *, int);
  count_fd (fd);
  return real (fd, vector, n);
}

ssize_t
pwrite (int fd, const void *buffer, size_t size, off_t offset)
{
  REAL (ssize_t, pwrite, int, const void *, size_t, off_t);
  count_fd (fd);
  return real (fd, buffer, size, offset);
}

ssize_t
pwrite64 (int fd, const void *buffer, size_t size, off64_t offset)
{
  REAL (ssize_t, pwrite64, int, const void *, size_t, off64_t);
  count_fd (fd);
  return real (fd, buffer, size, offset);
}

ssize_t
send (int fd, const void *buffer, size_t size, int flags)
{
  REAL (ssize_t, send, int, const void *, size_t, int);
  count_fd (fd);
  return real (fd, buffer, size, flags);
}

ssize_t
sendto (int fd, const void *buffer, size_t size, int flags, const struct sockaddr *to, socklen_t length)
{
  REAL (ssize_t, sendto, int, const void *, size_t, int, const struct sockaddr *, socklen_t);
  count_fd (fd);
  return real (fd, buffer, size, flags, to, length);
}

ssize_t
sendmsg (int fd, const struct msghdr *message, int flags)
{
  REAL (ssize_t, sendmsg, int, const struct msghdr *, int);
  count_fd (fd);
  return real (fd, message, flags);
}

int
fsync (int fd)
{
  REAL (int, fsync, int);
  count ();
  return real (fd);
}

int
fdatasync (int fd)
{
  REAL (int, fdatasync, int);
  count ();
  return real (fd);
}

int
ftruncate (int fd, off_t length)
{
  REAL (int, ftruncate, int, off_t);
  count ();
  return real (fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  REAL (int, ftruncate64, int, off64_t);
  count ();
  return real (fd, length);
}

int
rename (const char *from, const char *to)
{
  REAL (int, rename, const char *, const char *);
  count ();
  return real (from, to);
}

int
unlink (const char *path)
{
  REAL (int, unlink, const char *);
  count ();
  return real (path);
}
