/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of a group session: whom to invite, and who came. */

#include "naru-group-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-meeting-form.h"
#include "naru-panel.h"
#include "naru-people-picker.h"
#include "naru-ui-util.h"

#define LIST_HEIGHT 240

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *meeting; /* of a session that took place */
  GtkWidget *form;
  GtkWidget *
      people; /* the picker; of a session that took place check buttons, with the id of a meeting */
  GtkWidget *count;
  GtkTextBuffer *notes;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_object_unref (group->desk);
  g_free (group->meeting);
  g_free (group);
}

static GStrv
list_people (Group *group, gboolean ticked)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (group->people); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)) == ticked)
      g_strv_builder_add (ids, g_object_get_data (G_OBJECT (child), "id"));
  return g_strv_builder_end (ids);
}

static void
show_count (Group *group, guint n)
{
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u person chosen", "%u people chosen", n), n);

  gtk_label_set_text (GTK_LABEL (group->count), text);
  naru_panel_set_message (group->panel, NULL);
}

static void
count_cb (Group *group)
{
  g_auto (GStrv) ticked = list_people (group, TRUE);

  show_count (group, g_strv_length (ticked));
}

static void
add_person (Group *group, const char *id, const char *name, gboolean ticked)
{
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), ticked);
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (count_cb), group);
  gtk_box_append (GTK_BOX (group->people), check);
}

static GtkWidget *
new_people (Group *group)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  group->people = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), group->people);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  return scrolled;
}

static void
chosen_cb (Group *group)
{
  g_auto (GStrv) chosen = naru_people_picker_list_chosen (NARU_PEOPLE_PICKER (group->people));

  show_count (group, g_strv_length (chosen));
}

static void
invite_cb (Group *group)
{
  g_auto (GStrv) people = naru_people_picker_list_chosen (NARU_PEOPLE_PICKER (group->people));
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (!naru_meeting_form_check (NARU_MEETING_FORM (group->form)))
    return;
  command = naru_case_book_group (group->desk,
                                  naru_meeting_form_get_draft (NARU_MEETING_FORM (group->form)),
                                  (const char *const *) people, &error);
  if (command == NULL)
    naru_panel_set_message (group->panel, error->message);
  else
    naru_panel_run_and_close (group->panel, command);
}

/**
 * naru_group_panel_invite:
 * @start: (nullable): when; the next free time is proposed where it is %NULL
 *
 * Opens the panel that invites people to a group session.
 */
void
naru_group_panel_invite (NaruWindow *window, const char *start)
{
  static const char *const fields[] = { "topic", "start", "end", "place", "channel", NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) draft = naru_meeting_draft_new (desk, NULL, "booked");
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *tomorrow = naru_date_add_days (today, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Group *group = g_new0 (Group, 1);

  naru_record_set (draft, "kind", "group", NULL);
  if (start != NULL)
    naru_meeting_draft_set_start (draft, start);
  else
    naru_meeting_draft_propose (desk, draft, tomorrow);
  group->desk = g_object_ref (desk);
  group->form = naru_meeting_form_new (desk, draft, fields, NULL);
  group->people = naru_people_picker_new (desk);
  group->count = naru_ui_label ("", "caption dim-label");
  gtk_box_append (GTK_BOX (box), group->form);
  gtk_box_append (GTK_BOX (box), group->people);
  gtk_box_append (GTK_BOX (box), group->count);
  g_object_set_data_full (G_OBJECT (box), "naru-group", group, group_free);
  g_signal_connect_swapped (group->people, "changed", G_CALLBACK (chosen_cb), group);
  group->panel = naru_panel_show (window, _ ("Group session"), box);
  chosen_cb (group);
  naru_panel_set_action (group->panel, C_ ("action", "Invite"), G_CALLBACK (invite_cb), group);
  naru_meeting_form_focus (NARU_MEETING_FORM (group->form), fields[0]);
}

static void
record_cb (Group *group)
{
  g_auto (GStrv) absent = list_people (group, FALSE);
  GtkTextIter start, end;
  g_autofree char *notes = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  gtk_text_buffer_get_bounds (group->notes, &start, &end);
  notes = gtk_text_buffer_get_text (group->notes, &start, &end, FALSE);
  command = naru_case_finish_group (group->desk, group->meeting, (const char *const *) absent,
                                    notes, &error);
  if (command == NULL)
    naru_panel_set_message (group->panel, error->message);
  else
    naru_panel_run_and_close (group->panel, command);
}

/**
 * naru_group_panel_record:
 * @meeting: id of one meeting of the session
 *
 * Opens the panel that says who came.
 */
void
naru_group_panel_record (NaruWindow *window, const char *meeting)
{
  NaruDesk *desk = naru_window_get_desk (window);
  NaruStore *store = naru_desk_get_store (desk);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) meetings = naru_case_find_session (desk, meeting, &error);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *view = gtk_text_view_new ();
  Group *group = g_new0 (Group, 1);

  group->desk = g_object_ref (desk);
  group->meeting = g_strdup (meeting);
  group->count = naru_ui_label ("", "caption dim-label");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "field");
  gtk_widget_set_size_request (view, -1, 80);
  naru_ui_name (view, _ ("Notes"));
  group->notes = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_box_append (GTK_BOX (box), naru_ui_label (_ ("Who came"), "heading"));
  gtk_box_append (GTK_BOX (box), new_people (group));
  gtk_box_append (GTK_BOX (box), group->count);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Notes"), view));
  g_object_set_data_full (G_OBJECT (box), "naru-group", group, group_free);
  group->panel = naru_panel_show (window,
                                  meetings != NULL && meetings->len > 0
                                      ? naru_record_get_title (meetings->pdata[0])
                                      : _ ("Group session"),
                                  box);
  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      const char *jobseeker = naru_record_get (meetings->pdata[i], "jobseeker");
      g_autofree char *name = jobseeker != NULL ? naru_store_get_title (store, jobseeker) : NULL;

      if (name != NULL
          && g_strcmp0 (naru_record_get (meetings->pdata[i], "state"), "cancelled") != 0)
        add_person (group, naru_record_get_id (meetings->pdata[i]), name,
                    g_strcmp0 (naru_record_get (meetings->pdata[i], "state"), "missed") != 0);
    }
  count_cb (group);
  naru_panel_set_message (group->panel, error != NULL ? error->message : NULL);
  naru_panel_set_action (group->panel, C_ ("action", "Save"), G_CALLBACK (record_cb), group);
  gtk_widget_child_focus (group->people, GTK_DIR_TAB_FORWARD);
}
