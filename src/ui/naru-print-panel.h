/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: how a document will look, in which language and how large, and the ways to get it on paper. */
#pragma once

#include "naru-document.h"
#include "naru-panel.h"

G_BEGIN_DECLS

/* @id: what @make makes the document of. @language: the one to begin with, or NULL for that of the desk. */
void naru_print_panel_show (NaruWindow *window, const char *title, const char *id,
                            NaruDocumentFunc make, const char *language, gboolean large);

G_END_DECLS
