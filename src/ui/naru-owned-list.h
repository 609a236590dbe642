/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records of one type that belong to another record: a heading, rows, and a button that adds one. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruOwnedRow: what a row says; members are set by a #NaruOwnedFill and freed by the list
 */
typedef struct
{
  char *title;
  char *second; /* dimmed, below */
  char *note; /* dimmed, at the end */
  const char *icon;
  const char *icon_class;
  gboolean dimmed;
} NaruOwnedRow;

/**
 * NaruOwnedFill: says what a row of @record says; called on another thread, with a desk that only reads
 */
typedef void (*NaruOwnedFill) (NaruDesk *desk, NaruRecord *record, const char *today,
                               NaruOwnedRow *row);

/**
 * NaruOwnedSpec:
 * @type: of the records
 * @owner: the field that says to whom they belong
 * @order, @descending: a field, see naru_query_set_order()
 * @compare: (nullable): an order that no field gives
 * @heading: or %NULL
 * @add_label: of the button, or %NULL where they are not added here
 * @add_title: of the panel with the new one
 * @empty: what it says when there are none
 * @fields: of the panel; %NULL where a row opens the record itself
 * @add_fields: (nullable): of the panel with the new one, where they are not @fields
 * @without: (nullable): a field that is empty in all of them
 * @also: (nullable): a set of further owners
 * @prepare: (nullable): fills in a new one
 * @fixed: (nullable): whether a record is only read here; its panel then has no form
 * @above: (nullable): makes what stands above the form in the panel
 * @add: (nullable): what the button does, where it is not the panel with @fields
 * @open: (nullable): what a row does, where it is not the panel with @fields
 */
typedef struct
{
  const char *type;
  const char *owner;
  const char *order;
  gboolean descending;
  GCompareFunc compare;
  const char *heading;
  const char *add_label;
  const char *add_title;
  const char *empty;
  const char *const *fields;
  const char *const *add_fields;
  const char *without;
  const char *also;
  NaruOwnedFill fill;
  void (*prepare) (NaruDesk *desk, NaruRecord *draft);
  gboolean (*fixed) (NaruRecord *record);
  GtkWidget *(*above) (NaruDesk *desk, NaruRecord *record);
  void (*add) (GtkWidget *widget, const char *owner);
  void (*open) (GtkWidget *widget, const char *id);
} NaruOwnedSpec;

#define NARU_TYPE_OWNED_LIST (naru_owned_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruOwnedList, naru_owned_list, NARU, OWNED_LIST, AdwBin)

GtkWidget *naru_owned_list_new (NaruDesk *desk, const NaruOwnedSpec *spec);
void naru_owned_list_show (NaruOwnedList *self, const char *owner);

G_END_DECLS
