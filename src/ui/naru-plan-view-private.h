/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the plan view: its widgets, and what a person can do with goals and steps. */
#pragma once

#include "naru-growing-list.h"
#include "naru-plan-rows.h"
#include "naru-plan-view.h"
#include "naru-reading.h"

G_BEGIN_DECLS

struct _NaruPlanView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  char *jobseeker;
  NaruRecord *plan;
  GPtrArray *steps;
  GListStore *rows;
  NaruGrowingList *growing;
  GtkSingleSelection *selection;
  gboolean narrow;
  guint narrow_id;
  GtkWidget *open_states; /* of the step in the panel, while it is there; weak */
  char *wanted; /* key of the row that gets the focus when it is there */

  GtkWidget *strip;
  GtkWidget *strip_icon;
  GtkWidget *strip_title;
  GtkWidget *strip_caption;
  GtkWidget *agree;
  GtkWidget *sign;
  GtkWidget *compare;
  GtkWidget *headings;
  GtkWidget *list_place;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *quick;
  GtkWidget *barriers;
  GtkWidget *market; /* what is published on the occupations aimed at */
  GtkWidget *menu;
};

NaruPlanRow *naru_plan_view_get_selected (NaruPlanView *self);
void naru_plan_view_select (NaruPlanView *self, const char *key);

/* naru-plan-actions.c */
void naru_plan_actions_install (GtkWidgetClass *klass);
void naru_plan_actions_add_keys (NaruPlanView *self);
void naru_plan_actions_move_state_on (NaruPlanView *self, NaruPlanRow *row);
void naru_plan_actions_open (NaruPlanView *self, NaruPlanRow *row, gboolean focus);

/* naru-plan-goal.c */
void naru_plan_goal_add (NaruPlanView *self);
void naru_plan_goal_edit (NaruPlanView *self, const char *goal);
NaruCommand *naru_plan_goal_delete_command (NaruPlanView *self, const char *goal);
NaruCommand *naru_plan_goal_move_command (NaruPlanView *self, const char *goal, int by);

G_END_DECLS
