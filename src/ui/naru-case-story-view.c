/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case as a list of events. */

#include "naru-case-story-view.h"

#include <glib/gi18n-lib.h>
#include "naru-case-story.h"
#include "naru-ui-util.h"

static gpointer
read_story (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  g_autoptr (GPtrArray) events = naru_case_read_story (reader, jobseeker, error);
  GListStore *list;

  if (events == NULL)
    return NULL;
  list = naru_events_new ();
  for (guint i = 0; i < events->len; i++)
    {
      const NaruCaseEvent *event = events->pdata[i];
      g_autofree char *day = naru_ui_date_of (event->on);
      g_autofree char *when = naru_ui_format_date (day != NULL ? day : event->on);

      naru_events_add (list, event->icon, event->title, event->second, when);
    }
  return list;
}

/**
 * naru_case_story_view_new:
 *
 * Makes an empty view; see naru_event_list_show().
 */
GtkWidget *
naru_case_story_view_new (NaruDesk *desk)
{
  return naru_event_list_new (desk, read_story, _ ("Nothing happened yet"),
                              _ ("Meetings, plans, referrals and changes of counsellor "
                                 "will stand here in order."));
}
