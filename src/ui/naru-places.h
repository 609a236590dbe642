/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of the sidebar, in order. A place that shows records names their type; any other makes its own page. */
#pragma once

#include <gtk/gtk.h>
#include "naru-desk.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  const char *type;
  GtkWidget *(*create) (NaruDesk *desk);
} NaruPlace;

extern const NaruPlace naru_places[]; /* ends with a place without name */

G_END_DECLS
