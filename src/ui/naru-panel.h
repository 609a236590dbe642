/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel at the end of the window: something to fill in while the page stays in sight. One at a time. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

#define NARU_TYPE_PANEL (naru_panel_get_type ())
G_DECLARE_FINAL_TYPE (NaruPanel, naru_panel, NARU, PANEL, AdwBin)

typedef void (*NaruPanelNext) (NaruWindow *window, gpointer data);

/* Opens the panel of the window with a title and a child, in place of what was there. */
NaruPanel *naru_panel_show (NaruWindow *window, const char *title, GtkWidget *child);
void naru_panel_close (NaruPanel *self);
/* The one filled button at its foot; the handler gets @data alone. */
void naru_panel_set_action (NaruPanel *self, const char *label, GCallback clicked, gpointer data);
void naru_panel_focus_action (NaruPanel *self);
/* What keeps it from being done; NULL for nothing. */
void naru_panel_set_message (NaruPanel *self, const char *message);
/* Runs the command, which is taken over; closes where it could be done, and says why where it could not. */
void naru_panel_run_and_close (NaruPanel *self, NaruCommand *command);
void naru_panel_run_then (NaruPanel *self, NaruCommand *command, NaruPanelNext next, gpointer data);

/* For the window: the host of panels around its places. */
GBinding *naru_panel_bind_closed (NaruWindow *window, gpointer target, const char *property);
GtkWidget *naru_panel_host_new (GtkWidget *content);

G_END_DECLS
