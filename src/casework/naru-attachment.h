/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that goes with a record: its bytes are kept once by digest, the record names it. */
#pragma once

#include "naru-command.h"

G_BEGIN_DECLS

/* What one file may have: it is synchronised in pieces, and everybody's store holds it. */
#define NARU_ATTACHMENT_MOST_BYTES (25 * 1024 * 1024)

typedef struct
{
  char *name;
  char *kind; /* media type */
  char *digest;
  GBytes *bytes;
} NaruAttachment;

NaruAttachment *naru_attachment_new (const char *name, const char *kind, GBytes *bytes,
                                     GError **error);
void naru_attachment_free (NaruAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruAttachment, naru_attachment_free)
NaruAttachment *naru_attachment_load (GFile *file, GCancellable *cancellable, GError **error);

void naru_command_attach (NaruCommand *self, const char *id, const NaruAttachment *attachment);
NaruCommand *naru_attachment_remove (NaruStore *store, const char *id, const char *digest,
                                     GError **error);

G_END_DECLS
