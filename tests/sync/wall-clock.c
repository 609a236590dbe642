/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Put before the C library by LD_PRELOAD: once the file that NARU_SLEPT names is there, the clock on the wall is an hour ahead
 * and the monotonic one is not, as after a computer has slept. */
#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define HOUR 3600

static long
slept (void)
{
  const char *file = getenv ("NARU_SLEPT");

  return file != NULL && access (file, F_OK) == 0 ? HOUR : 0;
}

int clock_gettime (clockid_t clock, struct timespec *time);
int gettimeofday (struct timeval *restrict time, void *restrict zone);

int
clock_gettime (clockid_t clock, struct timespec *time)
{
  static int (*own) (clockid_t, struct timespec *);
  int result;

  if (own == NULL)
    *(void **) &own = dlsym (RTLD_NEXT, "clock_gettime");
  result = own (clock, time);
  if (result == 0 && clock == CLOCK_REALTIME)
    time->tv_sec += slept ();
  return result;
}

int
gettimeofday (struct timeval *restrict time, void *restrict zone)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return 0;
}
