/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the workspaces show their record types: one row per type with columns, filters, views, page and form of a new one. */
#pragma once

#include <gtk/gtk.h>
#include "naru-window.h"

G_BEGIN_DECLS

/**
 * NaruColumnSpec:
 * @name: field or computed column
 * @title: heading where the field's label is too long, or %NULL
 * @width: least width in pixels at 100 % text
 * @shown: shown unless the person chose otherwise
 * @empty: what an empty cell says, dimmed, or %NULL
 * @wide: has texts of any length, so it shares what room is left
 */
typedef struct
{
  const char *name;
  const char *title;
  int width;
  gboolean shown;
  const char *empty;
  gboolean wide;
} NaruColumnSpec;

/**
 * NaruViewSpec: a list that every desk has
 * @name: kept in settings, never shown
 * @title: translated when shown
 * @order: sentence that says the order
 * @mine: the field that holds the staff member, for the person's own records
 * @build: adds the filters
 * @sidebar: listed in the sidebar instead of above the list
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *order;
  void (*build) (NaruQuery *query, NaruDesk *desk);
  gboolean sidebar;
} NaruViewSpec;

/**
 * NaruTypeSpec:
 * @place: name of the workspace
 * @title: (nullable): heading of the workspace, where it is not the plural of the type
 * @count: "%s people": format with the number, in the two forms that ngettext wants
 * @page_new: makes the page of one record (a NaruDetail), or %NULL for the page made from the field table
 * @board_new: (nullable): makes the board that can stand in place of the list
 * @board_focus: gives the keyboard to the card of a record there, or to the first
 * @new_fields: what is asked for a new record; "=Heading" starts a section
 * @create: makes the command that adds it
 * @created: (nullable): what comes next, where it is not the page of the record
 */
typedef struct
{
  const char *type;
  const char *place;
  const char *title;
  const char *search_hint;
  const char *new_label;
  const char *count_one;
  const char *count_many;
  const char *empty_title;
  const char *empty_what;
  const NaruColumnSpec *columns;
  const char *const *filters;
  const NaruViewSpec *views;
  const char *order;
  gboolean descending;
  const char *second_line; /* column under the name in the narrow list */
  gboolean list_beside; /* the narrow list stands beside the page */
  gboolean gauge;
  GtkWidget *(*page_new) (NaruDesk *desk);
  GtkWidget *(*board_new) (NaruDesk *desk);
  void (*board_focus) (GtkWidget *board, const char *id);
  const char *const *new_fields;
  NaruCommand *(*create) (NaruDesk *desk, NaruRecord *record, GError **error);
  void (*created) (NaruWindow *window, const char *id);
} NaruTypeSpec;

const NaruTypeSpec *naru_type_spec_find (const char *type);
const NaruTypeSpec *const *naru_type_specs (void);
NaruQuery *naru_type_spec_view (const NaruTypeSpec *spec, const char *view, NaruDesk *desk);
const char *naru_type_spec_title (const NaruTypeSpec *spec);
gboolean naru_type_spec_may_add (const NaruTypeSpec *spec, NaruDesk *desk);
char *naru_type_spec_count (const NaruTypeSpec *spec, gint64 count);

G_END_DECLS
