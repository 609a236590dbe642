/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs GMime, and nothing else: the parts of a mail, and one that is not sent yet. What becomes of them is not in here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NaruMimeFile:
 * @name: (nullable): as the mail gives it, in whatever encoding
 * @kind: its media type
 */
typedef struct
{
  char *name;
  char *kind;
  GBytes *bytes;
} NaruMimeFile;

/**
 * NaruMimeMail:
 * @subject, @from, @from_name, @date, @plain, @html: (nullable): whatever is there, not checked; @date as
 *   "2026-11-24T09:12:00+09:00"
 * @to: addresses of those to whom it and its copies went
 * @files: (element-type NaruMimeFile): what is attached
 */
typedef struct
{
  char *subject;
  char *from;
  char *from_name;
  GPtrArray *to;
  char *date;
  char *plain;
  char *html;
  GPtrArray *files;
} NaruMimeMail;

/**
 * NaruMailDraft: a mail that is not sent yet
 * @to: (nullable): address
 * @name, @kind, @attachment: (nullable): its file, with a name and a media type
 */
typedef struct
{
  const char *to;
  const char *subject;
  const char *text;
  const char *name;
  const char *kind;
  GBytes *attachment;
} NaruMailDraft;

/**
 * NaruMime:
 * @read: (transfer full) (nullable): the parts of a mail, or %NULL if that is none
 * @free: frees them
 * @write: (transfer full): the draft as a file
 */
typedef struct
{
  NaruMimeMail *(*read) (GBytes *bytes);
  void (*free) (NaruMimeMail *mail);
  GBytes *(*write) (const NaruMailDraft *draft);
} NaruMime;

/* Within the module. */
void naru_mime_init (void);
GBytes *naru_mime_write (const NaruMailDraft *draft);

G_END_DECLS
