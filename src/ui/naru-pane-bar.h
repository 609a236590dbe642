/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The flat header bar of one pane: a title at the start, buttons, and the buttons of the window where it is the last pane. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  NARU_PANE_MIDDLE = 0,
  NARU_PANE_FIRST = 1 << 0, /* beside the sidebar: offers it where the window is narrow */
  NARU_PANE_LAST = 1 << 1, /* carries the buttons of the window */
} NaruPanePlace;

#define NARU_TYPE_PANE_BAR (naru_pane_bar_get_type ())
G_DECLARE_FINAL_TYPE (NaruPaneBar, naru_pane_bar, NARU, PANE_BAR, AdwBin)

GtkWidget *naru_pane_bar_new (const char *title, NaruPanePlace place);
void naru_pane_bar_set_title (NaruPaneBar *self, const char *title);
void naru_pane_bar_set_center (NaruPaneBar *self, GtkWidget *widget);
void naru_pane_bar_set_place (NaruPaneBar *self, NaruPanePlace place);
void naru_pane_bar_pack_start (NaruPaneBar *self, GtkWidget *widget);
void naru_pane_bar_pack_end (NaruPaneBar *self, GtkWidget *widget);

G_END_DECLS
