/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change of one record, newest first. */

#include "naru-history-view.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-id.h"
#include "naru-ui-util.h"
#include "naru-window.h"

static const char *
say_whole (NaruChangeKind kind)
{
  switch (kind)
    {
    case NARU_CHANGE_MADE:
      return _ ("Added");
    case NARU_CHANGE_DELETED:
      return _ ("Deleted");
    case NARU_CHANGE_BROUGHT_BACK:
      return _ ("Brought back");
    case NARU_CHANGE_FIELD:
    default:
      return NULL;
    }
}

static void
add_change (GListStore *list, NaruDesk *desk, const NaruRecordType *type, const NaruChange *change)
{
  const NaruField *field = naru_record_type_find_field (type, change->field);
  const char *whole = say_whole (naru_change_get_kind (change));
  NaruStore *store = naru_desk_get_store (desk);
  g_autofree char *author
      = change->author == NULL ? NULL : naru_store_get_title (store, change->author);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *when = naru_ui_format_when (change->at, today);
  g_autofree char *by
      = author == NULL ? g_steal_pointer (&when) : g_strdup_printf (_ ("%s, %s"), author, when);
  g_autofree char *from = NULL, *to = NULL, *values = NULL;

  if (whole != NULL)
    {
      naru_events_add (list, NULL, whole, NULL, by);
      return;
    }
  from = naru_choice_format (desk, type, field, change->from);
  to = naru_choice_format (desk, type, field, change->to);
  values = change->from == NULL ? g_strdup (to)
                                /* Translators: a value before and after a change */
                                : g_strdup_printf (_ ("%s, before: %s"), to, from);
  naru_events_add (list, NULL, field != NULL ? naru_field_get_label (field) : change->field, values,
                   by);
}

static gpointer
read_changes (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_autofree char *type = naru_id_get_type (id);
  g_autoptr (GPtrArray) changes = naru_store_get_history (naru_desk_get_store (reader), id, error);
  GListStore *list;

  if (changes == NULL)
    return NULL;
  list = naru_events_new ();
  for (guint i = 0; i < changes->len; i++)
    add_change (list, reader, naru_record_type_find (type), changes->pdata[i]);
  return list;
}

/**
 * naru_history_view_show:
 *
 * Reads the history of a record off the main loop, and shows it; what only the server has of it follows.
 */
void
naru_history_view_show (NaruEventList *self, const char *id)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_window_pull_history (window, id);
  naru_event_list_show (self, id);
}

/**
 * naru_history_view_new:
 *
 * Makes an empty view; see naru_history_view_show().
 */
GtkWidget *
naru_history_view_new (NaruDesk *desk)
{
  return naru_event_list_new (desk, read_changes, _ ("No change yet"),
                              _ ("Every change of this record will be listed here."));
}
