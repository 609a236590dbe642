/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before the program: notes how long its main loop is busy without looking at its events, in milliseconds that the
 * main thread is on a processor (which other programs hardly change), and how long SQLite works for it meanwhile.
 * NARU_STRETCHES names the file; a
 * line is milliseconds, those of SQLite among them, and the statement that took longest. */

#include <dlfcn.h>
#include <poll.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define WORTH_TELLING 4.0

static double since; /* when the main loop last came from waiting */
static double in_sqlite, longest;
static char longest_sql[400];

static int
is_main (void)
{
  return syscall (SYS_gettid) == getpid ();
}

static double
on_processor (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1000.0 + t.tv_nsec / 1e6;
}

static void
tell (double busy)
{
  static FILE *file;
  const char *path = getenv ("NARU_STRETCHES");

  if (busy < WORTH_TELLING || path == NULL)
    return;
  if (file == NULL)
    file = fopen (path, "a");
  if (file == NULL)
    return;
  fprintf (file, "%.1f %.1f %s\n", busy, in_sqlite, longest_sql);
  fflush (file);
}

int
poll (struct pollfd *fds, nfds_t n, int timeout)
{
  static int (*real) (struct pollfd *, nfds_t, int);
  int found;

  if (real == NULL)
    real = (int (*) (struct pollfd *, nfds_t, int)) dlsym (RTLD_NEXT, "poll");
  if (!is_main ())
    return real (fds, n, timeout);
  if (since > 0)
    tell (on_processor () - since);
  found = real (fds, n, timeout);
  since = on_processor ();
  in_sqlite = longest = 0;
  longest_sql[0] = '\0';
  return found;
}

int
sqlite3_step (sqlite3_stmt *statement)
{
  static int (*real) (sqlite3_stmt *);
  double start, took;
  int code;

  if (real == NULL)
    real = (int (*) (sqlite3_stmt *)) dlsym (RTLD_NEXT, "sqlite3_step");
  if (!is_main ())
    return real (statement);
  start = on_processor ();
  code = real (statement);
  took = on_processor () - start;
  in_sqlite += took;
  if (took > longest)
    {
      longest = took;
      strncpy (longest_sql, sqlite3_sql (statement), sizeof longest_sql - 1);
      for (char *c = longest_sql; *c != '\0'; c++)
        if (*c == '\n')
          *c = ' ';
    }
  return code;
}
