/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the buttons of Today do. */

#include "naru-today-act.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-meeting-panel.h"
#include "naru-work-panel.h"

/**
 * naru_today_act:
 * @row: something that waits
 *
 * Does the one obvious thing: opens a panel, runs a command, or opens the record.
 */
void
naru_today_act (NaruWindow *window, const NaruAgendaRow *row)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (row->action, "rebook") == 0)
    naru_meeting_panel_rebook (window, row->record);
  else if (g_strcmp0 (row->action, "take") == 0)
    naru_window_run_or_tell (
        window, naru_case_assign (desk, row->record, naru_desk_get_staff (desk), NULL, &error),
        &error);
  else if (g_strcmp0 (row->action, "book") == 0)
    naru_meeting_panel_book (window, row->subject, NULL);
  else if (row->section == NARU_AGENDA_FOLLOW_UPS)
    naru_work_panel_check (window, row->record);
  else if (g_strcmp0 (row->action, "record") == 0)
    naru_meeting_panel_record (window, row->record);
  else if (row->section == NARU_AGENDA_CONFLICTS)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-conflicts", "s", row->subject);
  else if (g_strcmp0 (row->action, "done") == 0)
    {
      if (row->section == NARU_AGENDA_PROMISES)
        naru_window_run_or_tell (
            window, naru_employer_close_action (desk, row->record, "done", &error), &error);
      else if (row->section == NARU_AGENDA_TASKS)
        {
          g_autofree char *today = naru_desk_today (desk);
          g_autofree char *label = g_strdup_printf (_ ("Done: %s"), row->title);
          NaruCommand *command = naru_command_new (label);

          naru_command_set (command, row->record, "state", "done");
          naru_command_set (command, row->record, "doneOn", today);
          naru_window_run_or_tell (window, command, &error);
        }
      else
        naru_window_run_or_tell (
            window, naru_case_set_step_state (desk, row->record, "done", &error), &error);
    }
  else
    naru_window_open_record (window, row->subject != NULL ? row->subject : row->record);
}
