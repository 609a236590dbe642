/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import of a file: what it says, which column gives which field, how far it is, and what became of it. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

/* @type may be NULL: it is chosen. @file may be NULL: it is chosen or dropped. */
void naru_import_dialog_open (NaruWindow *window, const char *type, GFile *file);

G_END_DECLS
