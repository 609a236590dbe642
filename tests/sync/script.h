/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transport that asks a small server in the same program, and answers in its place what a test says. */
#pragma once

#include "fake-server.h"
#include "naru-transport.h"

G_BEGIN_DECLS

/**
 * Answer: what is answered instead of what the server would say
 * @end: of the path; the first answer whose method and end fit is taken, as often as @times says
 * @error: ends the request without an answer, where @status is 0
 */
typedef struct
{
  const char *method;
  const char *end;
  guint times;
  guint status;
  const char *body;
  int retry_after;
  NaruError error;
} Answer;

#define TYPE_SCRIPT (script_get_type ())
G_DECLARE_FINAL_TYPE (Script, script, TEST, SCRIPT, GObject)

struct _Script
{
  GObject parent_instance;
  FakeServer *server;
  Answer answers[4];
  GString *log; /* "METHOD path" a line */
  GPtrArray *bulks; /* bodies of _bulk_docs */
  char *local; /* the handshake */
};

G_END_DECLS
