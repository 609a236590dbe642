/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One process at a time synchronises a profile. The lock is the kernel's: it ends with the process, however that ends. */
#include "naru-sync-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#include "naru-error.h"

#define LOCK_FILE "sync.lock"

/**
 * naru_sync_lock:
 *
 * Returns: the lock, for naru_sync_unlock(); -1 with %NARU_ERROR_LOCKED if another process has it
 */
int
naru_sync_lock (NaruStore *store, GError **error)
{
  g_autofree char *file = g_build_filename (naru_store_get_profile (store), LOCK_FILE, NULL);
  int lock = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) == 0)
    return lock;
  if (lock >= 0 && errno == EWOULDBLOCK)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_LOCKED,
                         _ ("This profile is being synchronised already."));
  else
    g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” cannot be locked: %s"), file,
                 g_strerror (errno));
  if (lock >= 0)
    g_close (lock, NULL);
  return -1;
}

/**
 * naru_sync_unlock:
 *
 * Lets others synchronise.
 */
void
naru_sync_unlock (int lock)
{
  g_close (lock, NULL);
}
