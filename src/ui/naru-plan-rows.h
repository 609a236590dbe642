/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of a plan shows: goals as headings, steps under them, and the widgets of a row. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

/* One row: a goal, or a step. Signal "changed": it says something else now. */
#define NARU_TYPE_PLAN_ROW (naru_plan_row_get_type ())
G_DECLARE_FINAL_TYPE (NaruPlanRow, naru_plan_row, NARU, PLAN_ROW, GObject)

gboolean naru_plan_row_is_goal (NaruPlanRow *self);
const char *
naru_plan_row_get_goal (NaruPlanRow *self); /* id of the goal, NULL for steps without one */
NaruRecord *naru_plan_row_get_step (NaruPlanRow *self); /* NULL for a goal */
const char *naru_plan_row_get_key (NaruPlanRow *self); /* tells rows apart */
const char *naru_plan_row_get_title (NaruPlanRow *self);

/* The rows of a plan in order, array of NaruPlanRow */
GPtrArray *naru_plan_rows_read (NaruDesk *desk, NaruRecord *plan, GPtrArray *steps);
/* Brings a store of rows to @rows by as few changes as possible */
void naru_plan_rows_update (GListStore *store, GPtrArray *rows);

/* The widgets. @narrow: who, when and state stand under the title instead of in columns. */
typedef void (*NaruPlanRowFunc) (GtkWidget *widget, NaruPlanRow *row, gpointer data);
GtkListItemFactory *naru_plan_row_factory_new (gboolean narrow, NaruPlanRowFunc symbol_clicked,
                                               NaruPlanRowFunc row_clicked, gpointer data);
GtkWidget *naru_plan_row_headings_new (void);

G_END_DECLS
