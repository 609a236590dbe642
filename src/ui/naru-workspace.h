/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One place for one record type: its list, the page of one record with the list beside it, and the form of a new one. */
#pragma once

#include <adwaita.h>
#include "naru-type-spec.h"

G_BEGIN_DECLS

#define NARU_TYPE_WORKSPACE (naru_workspace_get_type ())
G_DECLARE_FINAL_TYPE (NaruWorkspace, naru_workspace, NARU, WORKSPACE, AdwBin)

GtkWidget *naru_workspace_new (NaruDesk *desk, const NaruTypeSpec *spec);
const NaruTypeSpec *naru_workspace_get_spec (NaruWorkspace *self);
void naru_workspace_show_list (NaruWorkspace *self);
void naru_workspace_show_all (NaruWorkspace *self);
void naru_workspace_show_query (NaruWorkspace *self, const NaruQuery *query, const char *name);
void naru_workspace_open (NaruWorkspace *self, const char *id);
void naru_workspace_create (NaruWorkspace *self, NaruRecord *draft);
void naru_workspace_show_intake (NaruWorkspace *self, const char *id);
void naru_workspace_search (NaruWorkspace *self);
void naru_workspace_show_tab (NaruWorkspace *self, guint position);
/* what is shown: id of a record, or NULL for the list; "new" for the form of a new one */
const char *naru_workspace_get_shown (NaruWorkspace *self);

G_END_DECLS
