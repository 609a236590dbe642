/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between a client and a server of this machine, on threads of its own, and breaks a request in the way that a test
 * says. What the server says goes on byte by byte as this writes it, so that it can end anywhere. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _FaultProxy FaultProxy;

/**
 * ProxyFault: what happens to the next request
 * @PROXY_KEPT: the connection ends before the server hears of it; of all requests until the next plan
 * @PROXY_RESET: the server does it, then the connection is reset
 * @PROXY_TWICE: it is done twice; the answer is that of the second time
 * @PROXY_BUSY: 429, 500 or 503 instead of doing it
 * @PROXY_FAILED_AFTER: it is done, and 500 comes back
 * @PROXY_CUT_STATUS: from here on it is done, and the answer ends early: in the first line,
 * @PROXY_CUT_LINE: behind the first line,
 * @PROXY_CUT_HEADER: in a header,
 * @PROXY_CUT_BODY_BEFORE: between headers and body,
 * @PROXY_CUT_BODY: in the body,
 * @PROXY_CUT_CHARACTER: in a character of several bytes, if there is one,
 * @PROXY_CUT_CHUNK: behind a chunk, without the last one,
 * @PROXY_CUT_LAST: before the last byte
 * @PROXY_CLOSED: all of the answer comes, and then the end of a connection that was to be kept
 * @PROXY_SLOW: it comes in pieces, with pauses
 * @PROXY_SPOILED: a byte of the body is no JSON
 * @PROXY_SHORTENED: a part of the body comes, and counts as all of it
 * @PROXY_TOO_MUCH_PROMISED: there are fewer bytes than the headers say
 * @PROXY_TOO_LITTLE_PROMISED: there are more
 * @PROXY_PAGE: a page for people comes instead
 */
typedef enum
{
  PROXY_SOUND,
  PROXY_KEPT,
  PROXY_RESET,
  PROXY_TWICE,
  PROXY_BUSY,
  PROXY_FAILED_AFTER,
  PROXY_CUT_STATUS,
  PROXY_CUT_LINE,
  PROXY_CUT_HEADER,
  PROXY_CUT_BODY_BEFORE,
  PROXY_CUT_BODY,
  PROXY_CUT_CHARACTER,
  PROXY_CUT_CHUNK,
  PROXY_CUT_LAST,
  PROXY_CLOSED,
  PROXY_SLOW,
  PROXY_SPOILED,
  PROXY_SHORTENED,
  PROXY_TOO_MUCH_PROMISED,
  PROXY_TOO_LITTLE_PROMISED,
  PROXY_PAGE,
  N_PROXY_FAULTS,
} ProxyFault;

/* @target: address of the server, without a slash at its end */
FaultProxy *fault_proxy_new (const char *target);
void fault_proxy_free (FaultProxy *self);
const char *fault_proxy_get_url (FaultProxy *self);
/* @seed: of what the fault leaves to chance */
void fault_proxy_plan (FaultProxy *self, ProxyFault fault, guint32 seed);
/* How often each has happened so far. */
char *fault_proxy_tell (FaultProxy *self);

G_END_DECLS
