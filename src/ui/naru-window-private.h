/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the window: its parts, for the files that share its work. */
#pragma once

#include "naru-window.h"
#include "naru-sidebar.h"
#include "naru-sync-service.h"

G_BEGIN_DECLS

struct _NaruWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwLeaflet *leaflet;
  NaruSidebar *sidebar;
  GtkStack *places;
  GtkRevealer *notice;
  GtkLabel *notice_label;

  NaruStore *store;
  NaruClock *clock;
  NaruDesk *desk;
  NaruSyncService *sync; /* NULL until the window has been painted */
  GPtrArray *sent_again; /* NaruLost: what the latest win.send-again has let go */
  GPtrArray *past; /* of char *: where the person was, "place" or "place id" */
  AdwToast *toast;
  guint clear_id;
};

void naru_window_offer (NaruWindow *self, const char *text, const char *button, const char *action,
                        GVariant *target);
void naru_window_install_command_actions (GtkWidgetClass *klass);
void naru_window_install_dialog_actions (GtkWidgetClass *klass);
void naru_window_install_move_actions (GtkWidgetClass *klass);
void naru_window_install_sync_actions (GtkWidgetClass *klass);
void naru_window_start_sync (NaruWindow *self);
void naru_window_follow_terms (NaruWindow *self);
void naru_window_stop_sync (NaruWindow *self);
void naru_window_add_places (NaruWindow *self);
void naru_window_restore_place (NaruWindow *self);

G_END_DECLS
