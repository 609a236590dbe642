/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One error domain for the whole program: foreign codes (SQLite, GIO) are converted once, at the border. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NaruError:
 * @NARU_ERROR_FAILED: anything that fits none of the others
 * @NARU_ERROR_JSON: a text is not acceptable JSON; the message says where
 * @NARU_ERROR_INVALID: a value breaks a rule of the wire dictionary; the message names field and rule
 * @NARU_ERROR_NOT_FOUND: no such record, type, field, vocabulary, file
 * @NARU_ERROR_EXISTS: it is there already
 * @NARU_ERROR_CHANGED: somebody else changed it since it was read
 * @NARU_ERROR_REFUSED: a rule of the program forbids it; the message says which
 * @NARU_ERROR_CANCELLED: the user cancelled
 * @NARU_ERROR_FILE: a file cannot be read or written
 * @NARU_ERROR_DAMAGED: the store is damaged
 * @NARU_ERROR_LOCKED: the store is in use and did not become free in time
 * @NARU_ERROR_FULL: no space left on the disk
 * @NARU_ERROR_READ_ONLY: the store or its folder cannot be written
 * @NARU_ERROR_TOO_NEW: the store was written by a newer version
 * @NARU_ERROR_NETWORK: the server was not reached, its answer was cut, or something else answered in its place: whether
 *   the request was carried out is not known
 * @NARU_ERROR_BUSY: the server asks to be left alone for a while, or failed itself
 * @NARU_ERROR_LOGIN: the server does not accept user name and password
 * @NARU_ERROR_FORBIDDEN: the server knows who asks and says no
 * @NARU_ERROR_TOO_LARGE: more than the server, or the program, takes at once
 * @NARU_ERROR_LOCKED_OUT: the server lets nobody log in to this account for some minutes: whether the password is right is
 *   not known
 */
typedef enum
{
  NARU_ERROR_FAILED,
  NARU_ERROR_JSON,
  NARU_ERROR_INVALID,
  NARU_ERROR_NOT_FOUND,
  NARU_ERROR_EXISTS,
  NARU_ERROR_CHANGED,
  NARU_ERROR_REFUSED,
  NARU_ERROR_CANCELLED,
  NARU_ERROR_FILE,
  NARU_ERROR_DAMAGED,
  NARU_ERROR_LOCKED,
  NARU_ERROR_FULL,
  NARU_ERROR_READ_ONLY,
  NARU_ERROR_TOO_NEW,
  NARU_ERROR_NETWORK,
  NARU_ERROR_BUSY,
  NARU_ERROR_LOGIN,
  NARU_ERROR_FORBIDDEN,
  NARU_ERROR_TOO_LARGE,
  NARU_ERROR_LOCKED_OUT,
} NaruError;

#define NARU_ERROR (naru_error_quark ())
GQuark naru_error_quark (void);

G_END_DECLS
