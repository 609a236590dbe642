/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one record: name, facts with captions, tabs. A page of a type derives from it and fills it. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-pane-bar.h"

G_BEGIN_DECLS

#define NARU_TYPE_DETAIL (naru_detail_get_type ())
G_DECLARE_DERIVABLE_TYPE (NaruDetail, naru_detail, NARU, DETAIL, AdwBin)

/**
 * NaruDetailClass:
 * @record_changed: the record was read, for the first time or anew: show name and facts. Pages are told by their own
 *   functions, when they are seen
 */
struct _NaruDetailClass
{
  AdwBinClass parent_class;
  void (*record_changed) (NaruDetail *self, NaruRecord *record);
};

/**
 * NaruTabBuildFunc: makes the child of a tab, when it is first looked at
 * NaruTabRefreshFunc: brings it up to date: it is looked at, and another record was opened or something was saved since
 */
typedef GtkWidget *(*NaruTabBuildFunc) (NaruDetail *self);
typedef void (*NaruTabRefreshFunc) (NaruDetail *self, GtkWidget *child);

/* For the type's page, in its constructed. Pages are made with g_object_new (TYPE, "desk", desk, NULL). */
void naru_detail_add_tab (NaruDetail *self, const char *name, const char *title,
                          NaruTabBuildFunc build, NaruTabRefreshFunc refresh);
void naru_detail_add_form_tab (NaruDetail *self, const char *name, const char *title,
                               const char *const *fields);
void naru_detail_add_history_tab (NaruDetail *self);
void naru_detail_add_action (NaruDetail *self, GtkWidget *button);
void naru_detail_add_menu_item (NaruDetail *self, const char *label, const char *detailed_action);
void naru_detail_set_menu_visible (NaruDetail *self, gboolean visible);
/* beside the tab's child, at the end; NULL for none. Folds under it where the window is narrow. */
void naru_detail_set_rail (NaruDetail *self, const char *tab, GtkWidget *rail,
                           NaruTabRefreshFunc refresh);

/* In record_changed */
void naru_detail_set_name (NaruDetail *self, const char *name, const char *other_name,
                           const char *note);
void naru_detail_set_fact (NaruDetail *self, const char *caption, const char *value);
void naru_detail_set_fact_with_sync (NaruDetail *self, const char *caption, const char *value,
                                     const char *id);

/* For everybody */
void naru_detail_open (NaruDetail *self, const char *id);
const char *naru_detail_get_id (NaruDetail *self);
NaruRecord *naru_detail_get_record (NaruDetail *self);
NaruDesk *naru_detail_get_desk (NaruDetail *self);
void naru_detail_show_tab (NaruDetail *self, const char *name);
void naru_detail_set_tab_title (NaruDetail *self, const char *name, const char *title);
void naru_detail_show_tab_at (NaruDetail *self, guint position);
const char *naru_detail_get_tab (NaruDetail *self);
void naru_detail_refresh (NaruDetail *self);

/* For the workspace: where the pane stands, and whether it carries a way back to the list */
void naru_detail_set_place (NaruDetail *self, NaruPanePlace place, gboolean back);

G_END_DECLS
