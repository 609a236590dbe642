/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the rows of a plan: what a row says, for the widgets that show it. */
#pragma once

#include "naru-plan-rows.h"

G_BEGIN_DECLS

struct _NaruPlanRow
{
  GObject parent_instance;

  gboolean is_goal;
  NaruRecord *step;
  char *goal;
  char *key;
  char *title;
  char *caption;
  char *who;
  char *due;
  char *state;
  const char *icon;
  const char *icon_class;
  gboolean late;
  gboolean over;
  gboolean first; /* of the steps under its goal */
};

G_END_DECLS
