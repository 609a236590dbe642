/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the page of one record: what naru-detail.c (record, name and facts) and naru-detail-tabs.c share. */
#pragma once

#include "naru-conflict-bar.h"
#include "naru-detail.h"

G_BEGIN_DECLS

typedef struct
{
  AdwBin *bar_place;
  GtkLabel *name;
  GtkLabel *other_name;
  GtkLabel *note;
  GtkBox *facts;
  NaruConflictBar *conflicts;
  GtkStack *root;
  GtkStack *stack;
  GtkStackSwitcher *switcher;
  GtkToggleButton *rail_button;

  GtkWidget *bar;
  GtkWidget *back;
  GtkWidget *menu_button;
  GMenu *menu;
  NaruDesk *desk;
  NaruRecord *record;
  char *id;
  GPtrArray *tabs;
  GBinding *rail_binding;
  guint refresh_id;
  guint fold_id;
} NaruDetailPrivate;

NaruDetailPrivate *naru_detail_get_private (NaruDetail *self);

/* The tabs */
void naru_detail_init_tabs (NaruDetail *self);
void naru_detail_outdate_tabs (NaruDetail *self);
void naru_detail_refresh_tab (NaruDetail *self);

G_END_DECLS
