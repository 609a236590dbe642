/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go with a conversation: shown, opened, saved, added and taken off. */
#pragma once

#include <adwaita.h>
#include "naru-attachment.h"
#include "naru-desk.h"

G_BEGIN_DECLS

/* The files of one record, with a button that adds one. It follows the record. */
GtkWidget *naru_attachments_new (NaruDesk *desk, const char *id);

/* Asks for a file, or takes @file; calls back with what is in it, on the main loop. The window says what went wrong. */
typedef void (*NaruFileFunc) (GtkWidget *widget, NaruAttachment *attachment);
void naru_attachments_choose (GtkWidget *widget, NaruFileFunc func);
void naru_attachments_load (GtkWidget *widget, GFile *file, NaruFileFunc func);

/* Logs a mail that was saved as a file with @employer, adds people from vCards, or attaches any other file to a note. */
void naru_attachments_take_in (GtkWidget *widget, const char *employer, NaruAttachment *file);

G_END_DECLS
