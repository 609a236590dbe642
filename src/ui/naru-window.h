/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: sidebar, places, and the one way in which pages run commands, open records and speak to the person. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-sync-status.h"

G_BEGIN_DECLS

#define NARU_TYPE_WINDOW (naru_window_get_type ())
G_DECLARE_FINAL_TYPE (NaruWindow, naru_window, NARU, WINDOW, AdwApplicationWindow)

NaruWindow *naru_window_new (GtkApplication *application, NaruStore *store, NaruClock *clock);
NaruWindow *naru_window_of (GtkWidget *widget);
NaruDesk *naru_window_get_desk (NaruWindow *self);

/* Where the person is. Every move can be taken back with Alt+Left. */
void naru_window_show_place (NaruWindow *self, const char *place);
void naru_window_show_all (NaruWindow *self, const char *type);
void naru_window_show_view (NaruWindow *self, const char *type, const char *view);
void naru_window_show_query (NaruWindow *self, const NaruQuery *query, const char *name);
void naru_window_open_record (NaruWindow *self, const char *id);
char *naru_window_find_page_record (NaruDesk *desk, const char *id);
void naru_window_show_intake (NaruWindow *self, const char *id);
void naru_window_new_record (NaruWindow *self, const char *type, NaruRecord *draft);
void naru_window_go_back (NaruWindow *self);
void naru_window_set_count (NaruWindow *self, const char *place, gint64 count);

/* Runs @command off the main loop; says what was done, with a button that undoes it, or why it could not be done. */
typedef void (*NaruDoneFunc) (NaruWindow *self, NaruCommand *command, gboolean done, gpointer data);
void naru_window_run (NaruWindow *self, NaruCommand *command);
void naru_window_run_full (NaruWindow *self, NaruCommand *command, NaruDoneFunc done,
                           gpointer data);
void naru_window_run_quietly (NaruWindow *self, NaruCommand *command, NaruDoneFunc done,
                              gpointer data);
void naru_window_run_or_tell (NaruWindow *self, NaruCommand *command, GError **error);
void naru_window_undo (NaruWindow *self);
void naru_window_redo (NaruWindow *self);

/* Synchronisation */
NaruSyncStatus *naru_window_get_sync_status (NaruWindow *self);
void naru_window_account_changed (NaruWindow *self);
void naru_window_pull_history (NaruWindow *self, const char *id);

/* Speaking to the person: plain text */
void naru_window_toast (NaruWindow *self, const char *text);
void naru_window_keep_foot_clear (GtkWidget *foot);
void naru_window_tell (NaruWindow *self, const char *text);
void naru_window_tell_error (NaruWindow *self, const char *what, const GError *error);

/* How this window looks, kept in the profile */
char *naru_window_get_setting (NaruWindow *self, const char *key);
void naru_window_set_setting (NaruWindow *self, const char *key, const char *value);

G_END_DECLS
