/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of the sidebar, in order. A place that shows records names their type; any other makes its own page. A place
 * for open records of a type is in the sidebar only while there are some. */
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
  const char *open_type;
} NaruPlace;

extern const NaruPlace naru_places[]; /* ends with a place without name */

G_END_DECLS
