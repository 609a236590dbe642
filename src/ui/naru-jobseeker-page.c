/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a jobseeker. The safe way to contact stands in the head, at hand for whoever stands in: a call to the wrong
 * number can do harm. */

#include "naru-jobseeker-page.h"

#include <glib/gi18n-lib.h>
#include "naru-case-panel.h"
#include "naru-case-story-view.h"
#include "naru-casework.h"
#include "naru-intake.h"
#include "naru-life-panel.h"
#include "naru-meeting-panel.h"
#include "naru-meetings-view.h"
#include "naru-plan-panels.h"
#include "naru-plan-view.h"
#include "naru-print.h"
#include "naru-print-panel.h"
#include "naru-record-panel.h"
#include "naru-situation-view.h"
#include "naru-support-view.h"
#include "naru-ui-util.h"
#include "naru-window.h"

struct _NaruJobseekerPage
{
  NaruDetail parent_instance;

  GtkWidget *intake; /* offers the interview as long as it is not complete */
};

G_DEFINE_FINAL_TYPE (NaruJobseekerPage, naru_jobseeker_page, NARU_TYPE_DETAIL)

/* "=" begins a section: its heading is the next of profile_sections. */
static const char *const profile_fields[] = {
  "=",
  "name",
  "romanName",
  "otherNames",
  "birthDate",
  "sex",
  "nationality",
  "language",
  "interpreter",
  "groups",
  "origin",
  "inWork",
  "atRisk",
  "note",
  "=",
  "mobile",
  "phone",
  "email",
  "preferredChannel",
  "channelReason",
  "safeContact",
  "protectedAddress",
  "guardian",
  "address",
  "region",
  "=",
  "occupations",
  "availableFrom",
  "hoursFrom",
  "hoursTo",
  "shifts",
  "payWanted",
  "travelMinutes",
  "drives",
  "conditionsNote",
  "=",
  "skills",
  "languages",
  "licences",
  "digitalSkills",
  "paperPlan",
  "competencyResult",
  "=",
  "workHistory",
  "=",
  "educationLevel",
  "education",
  "=",
  "permit",
  "permitUntil",
  "contractLanguage",
  "injuryInsurance",
  "returnGoal",
  "=",
  "team",
  "registeredOn",
  "activeSince",
  "route",
  "routeReason",
  "cadenceDays",
  "planReviewOn",
  "caseRoles",
  "externalIds",
};

static const char *const profile_sections[] = { N_ ("Person"),
                                                N_ ("Contact details"),
                                                N_ ("Work wanted"),
                                                N_ ("Skills and languages"),
                                                N_ ("Work history"),
                                                N_ ("Education"),
                                                N_ ("Staying and working here"),
                                                N_ ("Case") };

/* The fields of the profile as naru_form_new() takes them, with headings in the language of the process. */
static const char *const *
get_profile_fields (void)
{
  static const char *fields[G_N_ELEMENTS (profile_fields) + 1];
  guint section = 0;

  if (fields[0] != NULL)
    return fields;
  for (guint i = 0; i < G_N_ELEMENTS (profile_fields); i++)
    if (g_str_equal (profile_fields[i], "="))
      fields[i] = g_strconcat ("=", _ (profile_sections[section++]), NULL);
    else
      fields[i] = profile_fields[i];
  return fields;
}

/* The head */

static char *
format_long_day (const char *date, const char *today)
{
  g_autofree char *time = NULL;
  g_autoptr (GDateTime) parsed = NULL;

  if (strncmp (date, today, 4) != 0)
    return naru_ui_format_date (date);
  time = g_strdup_printf ("%sT12:00:00+00:00", date);
  parsed = naru_time_parse (time);
  /* Translators: day and month of a date in this year, see g_date_time_format(): 2 September */
  return parsed != NULL ? g_date_time_format (parsed, _ ("%-d %B")) : g_strdup (date);
}

static char *
say (const char *format, NaruRecord *person, const char *field, const char *today)
{
  const char *date = naru_record_get (person, field);
  g_autofree char *day = date != NULL ? format_long_day (date, today) : NULL;

  return day != NULL ? g_strdup_printf (format, day) : naru_record_format (person, "state");
}

static char *
describe_state (NaruRecord *person, const char *today)
{
  const char *state = naru_record_get (person, "state");

  if (g_strcmp0 (state, "new") == 0)
    return say (_ ("New, registered %s"), person, "registeredOn", today);
  if (g_strcmp0 (state, "active") == 0)
    return say (_ ("Active since %s"), person, "activeSince", today);
  if (g_strcmp0 (state, "reopened") == 0)
    return say (_ ("Active again since %s"), person, "activeSince", today);
  if (g_strcmp0 (state, "suspended") == 0)
    return say (_ ("Suspended until %s"), person, "suspendedUntil", today);
  if (naru_record_has (person, "mergedInto"))
    return g_strdup (_ ("Merged into another record"));
  if (g_strcmp0 (state, "closed") == 0)
    return say (_ ("Closed on %s"), person, "closedOn", today);
  return naru_record_format (person, "state");
}

static NaruRecord *
find_next_meeting (NaruDesk *desk, const char *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *now = naru_desk_now (desk);

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "booked");
  naru_query_add_filter (query, "start", NARU_FILTER_AT_LEAST, now);
  naru_query_set_order (query, "start", FALSE);
  naru_query_set_limit (query, 1);
  found = naru_store_find (naru_desk_get_store (desk), query, NULL);
  return found != NULL && found->len > 0 ? g_object_ref (found->pdata[0]) : NULL;
}

static void
show_next_meeting (NaruDetail *detail, const char *today)
{
  g_autoptr (NaruRecord) meeting
      = find_next_meeting (naru_detail_get_desk (detail), naru_detail_get_id (detail));
  g_autofree char *when = NULL, *channel = NULL, *text = NULL;

  if (meeting == NULL)
    {
      naru_detail_set_fact (detail, _ ("Next appointment"), _ ("None booked"));
      return;
    }
  when = naru_ui_format_when (naru_record_get (meeting, "start"), today);
  channel = naru_record_format (meeting, "channel");
  text = g_strdup_printf ("%s · %s", when, channel);
  naru_detail_set_fact_with_sync (detail, _ ("Next appointment"), text,
                                  naru_record_get_id (meeting));
}

static void
update_actions (NaruJobseekerPage *self, NaruRecord *person)
{
  const char *state = naru_record_get (person, "state");
  gboolean ended = g_strcmp0 (state, "closed") == 0 || g_strcmp0 (state, "transferred") == 0;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "jobseeker.activate",
                                 !ended && g_strcmp0 (state, "active") != 0
                                     && g_strcmp0 (state, "reopened") != 0);
  gtk_widget_action_set_enabled (widget, "jobseeker.suspend",
                                 !ended && g_strcmp0 (state, "suspended") != 0);
  gtk_widget_action_set_enabled (widget, "jobseeker.in-work",
                                 !ended && g_strcmp0 (state, "in_work") != 0);
  gtk_widget_action_set_enabled (widget, "jobseeker.close", !ended);
  gtk_widget_action_set_enabled (widget, "jobseeker.reopen",
                                 ended && !naru_record_has (person, "mergedInto"));
  gtk_widget_action_set_enabled (widget, "jobseeker.transfer", !ended);
  gtk_widget_action_set_enabled (widget, "jobseeker.merge",
                                 !naru_record_has (person, "mergedInto"));
  gtk_widget_action_set_enabled (widget, "jobseeker.unmerge",
                                 naru_record_has (person, "mergedInto"));
}

/* Who is new is asked first. */
static void
offer_intake (NaruJobseekerPage *self, NaruRecord *person)
{
  NaruDesk *desk = naru_detail_get_desk (NARU_DETAIL (self));
  gboolean is_new = g_strcmp0 (naru_record_get (person, "state"), "new") == 0;
  g_autoptr (NaruIntakeRules) rules
      = is_new ? naru_intake_rules_load_for (desk, person, NULL) : NULL;
  g_autoptr (GHashTable) answers = rules != NULL ? naru_intake_read_answers (person) : NULL;
  g_autoptr (NaruIntakeState) state
      = rules != NULL
            ? naru_intake_evaluate (rules, answers, naru_desk_has_role (desk, NARU_ROLE_SITUATION))
            : NULL;

  gtk_widget_set_visible (self->intake, state != NULL && state->next != NULL);
  gtk_button_set_label (GTK_BUTTON (self->intake), state != NULL && state->n_answered > 0
                                                       ? _ ("Continue the interview")
                                                       : _ ("Start the interview"));
}

static void
naru_jobseeker_page_record_changed (NaruDetail *detail, NaruRecord *person)
{
  NaruDesk *desk = naru_detail_get_desk (detail);
  NaruStore *store = naru_desk_get_store (desk);
  const char *counsellor = naru_record_get (person, "counsellor");
  g_autofree char *today = naru_desk_today (desk);
  /* that it goes on in another record says it all */
  g_autofree char *outcome
      = naru_record_has (person, "mergedInto") ? NULL : naru_record_format (person, "outcome");
  g_autofree char *state = describe_state (person, today);
  g_autofree char *stands
      = outcome != NULL ? g_strdup_printf ("%s · %s", state, outcome) : g_strdup (state);
  g_autofree char *who = counsellor != NULL ? naru_store_get_title (store, counsellor) : NULL;
  g_autofree char *review = naru_ui_format_day (naru_record_get (person, "planReviewOn"), today);
  const char *name = naru_record_get_title (person);
  const char *roman = naru_record_get (person, "romanName");

  naru_detail_set_name (detail, name, g_strcmp0 (name, roman) != 0 ? roman : NULL, stands);
  naru_detail_set_fact (detail, _ ("Counsellor"), who != NULL ? who : _ ("Nobody yet"));
  show_next_meeting (detail, today);
  naru_detail_set_fact (detail, _ ("Safe contact"), naru_record_get (person, "safeContact"));
  naru_detail_set_fact (detail, _ ("Plan review"), review);
  update_actions (NARU_JOBSEEKER_PAGE (detail), person);
  offer_intake (NARU_JOBSEEKER_PAGE (detail), person);
}

/* Tabs */

static GtkWidget *
build_plan (NaruDetail *detail)
{
  return naru_plan_view_new (naru_detail_get_desk (detail));
}

static void
refresh_plan (NaruDetail *detail, GtkWidget *child)
{
  naru_plan_view_show (NARU_PLAN_VIEW (child), naru_detail_get_id (detail));
}

static GtkWidget *
build_meetings (NaruDetail *detail)
{
  return naru_meetings_view_new (naru_detail_get_desk (detail));
}

static void
refresh_meetings (NaruDetail *detail, GtkWidget *child)
{
  naru_meetings_view_show (NARU_MEETINGS_VIEW (child), naru_detail_get_id (detail));
}

static GtkWidget *
build_situation (NaruDetail *detail)
{
  return naru_situation_view_new (naru_detail_get_desk (detail));
}

static void
refresh_situation (NaruDetail *detail, GtkWidget *child)
{
  naru_situation_view_show (NARU_SITUATION_VIEW (child), naru_detail_get_id (detail));
}

static GtkWidget *
build_support (NaruDetail *detail)
{
  return naru_support_view_new (naru_detail_get_desk (detail));
}

static void
refresh_support (NaruDetail *detail, GtkWidget *child)
{
  naru_support_view_show (NARU_SUPPORT_VIEW (child), naru_detail_get_id (detail));
}

static GtkWidget *
build_story (NaruDetail *detail)
{
  return naru_case_story_view_new (naru_detail_get_desk (detail));
}

static void
refresh_story (NaruDetail *detail, GtkWidget *child)
{
  naru_event_list_show (NARU_EVENT_LIST (child), naru_detail_get_id (detail));
}

/* Actions */

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL && naru_detail_get_id (NARU_DETAIL (widget)) != NULL)
    naru_meeting_panel_log (window, naru_detail_get_id (NARU_DETAIL (widget)));
}

static void
book_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL && naru_detail_get_id (NARU_DETAIL (widget)) != NULL)
    naru_meeting_panel_book (window, naru_detail_get_id (NARU_DETAIL (widget)), NULL);
}

static void
set_state (GtkWidget *widget, const char *state)
{
  NaruDetail *detail = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (GError) error = NULL;

  if (window != NULL && naru_detail_get_id (detail) != NULL)
    naru_window_run_or_tell (window,
                             naru_case_set_state (naru_detail_get_desk (detail),
                                                  naru_detail_get_id (detail), state, NULL, &error),
                             &error);
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_state (widget, "active");
}

static void
in_work_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_state (widget, "in_work");
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_state (widget, "reopened");
}

static void
panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);
  const char *id = naru_detail_get_id (NARU_DETAIL (widget));

  if (window == NULL || id == NULL)
    return;
  if (g_str_equal (name, "jobseeker.close"))
    naru_case_panel_close (window, id);
  else if (g_str_equal (name, "jobseeker.outcome"))
    naru_case_panel_outcome (window, id);
  else if (g_str_equal (name, "jobseeker.draft"))
    naru_plan_panel_draft (window, id);
  else if (g_str_equal (name, "jobseeker.suspend"))
    naru_case_panel_suspend (window, id);
  else if (g_str_equal (name, "jobseeker.transfer"))
    naru_life_panel_transfer (window, id);
  else if (g_str_equal (name, "jobseeker.merge"))
    naru_life_panel_merge (window, id);
  else if (g_str_equal (name, "jobseeker.unmerge"))
    naru_life_panel_unmerge (window, id);
  else
    naru_case_panel_assign (window, id);
}

static void
intake_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);
  const char *id = naru_detail_get_id (NARU_DETAIL (widget));

  if (window != NULL && id != NULL)
    naru_window_show_intake (window, id);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *detail = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (NaruCommand) command = naru_record_panel_delete_command (naru_detail_get_desk (detail),
                                                                      naru_detail_get_id (detail));

  if (command != NULL && window != NULL)
    naru_window_run (window, command);
}

static void
situation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_detail_show_tab (NARU_DETAIL (widget), "situation");
}

/* Printing. What a person gets on paper is in their language, and large where the screening of digital skills or they
 * themselves asked for it. */

static const struct
{
  const char *action;
  const char *label;
  NaruDocumentFunc make;
} prints[] = {
  { "jobseeker.print-plan", N_ ("Action plan"), naru_print_plan },
  { "jobseeker.print-consents", N_ ("Consents"), naru_print_consents },
  { "jobseeker.print-handover", N_ ("Handover sheet"), naru_print_case_handover },
  { "jobseeker.print-cv", N_ ("Curriculum vitae"), naru_print_cv },
};

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *detail = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  NaruRecord *person = naru_detail_get_record (detail);

  for (guint i = 0; window != NULL && person != NULL && i < G_N_ELEMENTS (prints); i++)
    if (g_str_equal (prints[i].action, name))
      naru_print_panel_show (window, _ (prints[i].label), naru_record_get_id (person),
                             prints[i].make, naru_print_language_of (person),
                             naru_record_get_boolean (person, "paperPlan"));
}

static void
add_print_button (NaruDetail *detail)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  for (guint i = 0; i < G_N_ELEMENTS (prints); i++)
    g_menu_append (menu, _ (prints[i].label), prints[i].action);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "printer-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  naru_ui_set_tooltip (button, _ ("Print"));
  naru_ui_name (button, _ ("Print"));
  naru_detail_add_action (detail, button);
}

static void
add_buttons (NaruDetail *detail)
{
  GtkWidget *log = gtk_button_new_with_label (_ ("Log meeting"));
  GtkWidget *book = gtk_button_new_with_label (_ ("Book meeting"));
  GtkWidget *intake = gtk_button_new ();

  gtk_widget_add_css_class (log, "suggested-action");
  gtk_widget_set_valign (log, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (book, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (book, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (log), "jobseeker.log-meeting");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (book), "jobseeker.book-meeting");
  add_print_button (detail);
  naru_detail_add_action (detail, book);
  naru_detail_add_action (detail, log);
  NARU_JOBSEEKER_PAGE (detail)->intake = intake;
  gtk_widget_set_valign (intake, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (intake, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (intake), "jobseeker.intake");
  gtk_widget_hide (intake);
  naru_detail_add_action (detail, intake);
  naru_detail_add_menu_item (detail, _ ("Intake interview"), "jobseeker.intake");
  naru_detail_add_menu_item (detail, _ ("Make the case active"), "jobseeker.activate");
  naru_detail_add_menu_item (detail, _ ("Is in work now"), "jobseeker.in-work");
  naru_detail_add_menu_item (detail, _ ("What came of the case"), "jobseeker.outcome");
  naru_detail_add_menu_item (detail, _ ("Suspend the case"), "jobseeker.suspend");
  naru_detail_add_menu_item (detail, _ ("Close the case"), "jobseeker.close");
  naru_detail_add_menu_item (detail, _ ("Reopen the case"), "jobseeker.reopen");
  naru_detail_add_menu_item (detail, _ ("Hand over to a colleague"), "jobseeker.assign");
  naru_detail_add_menu_item (detail, _ ("Transfer to a team or centre"), "jobseeker.transfer");
  naru_detail_add_menu_item (detail, _ ("Merge with another record"), "jobseeker.merge");
  naru_detail_add_menu_item (detail, _ ("Separate from the other record"), "jobseeker.unmerge");
  naru_detail_add_menu_item (detail, C_ ("action", "Delete"), "jobseeker.delete");
}

static void
naru_jobseeker_page_constructed (GObject *object)
{
  NaruDetail *detail = NARU_DETAIL (object);

  G_OBJECT_CLASS (naru_jobseeker_page_parent_class)->constructed (object);
  naru_detail_add_tab (detail, "plan", _ ("Plan"), build_plan, refresh_plan);
  naru_detail_add_tab (detail, "meetings", _ ("Meetings"), build_meetings, refresh_meetings);
  naru_detail_add_tab (detail, "situation", _ ("Situation"), build_situation, refresh_situation);
  naru_detail_add_tab (detail, "support", _ ("Support"), build_support, refresh_support);
  naru_detail_add_form_tab (detail, "profile", _ ("Profile"), get_profile_fields ());
  naru_detail_add_tab (detail, "story", C_ ("case", "Timeline"), build_story, refresh_story);
  naru_detail_add_history_tab (detail);
  add_buttons (detail);
}

static void
naru_jobseeker_page_class_init (NaruJobseekerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = naru_jobseeker_page_constructed;
  NARU_DETAIL_CLASS (klass)->record_changed = naru_jobseeker_page_record_changed;
  gtk_widget_class_install_action (widget_class, "jobseeker.log-meeting", NULL, log_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.book-meeting", NULL, book_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.intake", NULL, intake_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.draft", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.activate", NULL, activate_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.in-work", NULL, in_work_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.outcome", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.suspend", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.close", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.assign", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.transfer", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.merge", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.unmerge", NULL, panel_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "jobseeker.show-situation", NULL,
                                   situation_action);
  for (guint i = 0; i < G_N_ELEMENTS (prints); i++)
    gtk_widget_class_install_action (widget_class, prints[i].action, NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "jobseeker.print-plan", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "jobseeker.draft",
                                       NULL);
}

static void
naru_jobseeker_page_init (NaruJobseekerPage *self)
{
}

/**
 * naru_jobseeker_page_new:
 *
 * Makes the page; it shows nobody before naru_detail_open().
 */
GtkWidget *
naru_jobseeker_page_new (NaruDesk *desk)
{
  return g_object_new (NARU_TYPE_JOBSEEKER_PAGE, "desk", desk, NULL);
}
