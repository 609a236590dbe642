/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first run: who works here, in which team, with which server, and whether to begin empty or with the sample centre. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_FIRST_RUN (naru_first_run_get_type ())
G_DECLARE_FINAL_TYPE (NaruFirstRun, naru_first_run, NARU, FIRST_RUN, AdwBin)

GtkWidget *naru_first_run_new (NaruDesk *desk);
gboolean naru_first_run_wants_server (NaruFirstRun *self);

/* Signal "done": the desk is set up in the store; whoever shows this page makes the desk anew. */

G_END_DECLS
