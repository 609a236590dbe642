/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts, facts, needs and strategy, vacancies and placements of an employer: what the rows say and what is asked. */

#include "naru-employer-tabs.h"

#include <glib/gi18n-lib.h>
#include "naru-employer-facts.h"
#include "naru-employer-panels.h"
#include "naru-ui-util.h"

/* Contacts */

const char *const naru_contact_fields[]
    = { "name",   "romanName", "function",         "decides",  "phone",
        "mobile", "email",     "preferredChannel", "language", "note",
        "leftOn", "alsoAt",    "purpose",          "source",   NULL };

/* "Director, decides on hiring" */
static char *
say_function (NaruRecord *contact)
{
  g_autofree char *part = naru_record_format (contact, "decides");
  const char *function = naru_record_get (contact, "function");

  if (function != NULL && part != NULL)
    return g_strdup_printf ("%s, %s", function, part);
  return function != NULL ? g_strdup (function) : g_steal_pointer (&part);
}

static char *
say_phone (NaruRecord *contact)
{
  const char *phone = naru_record_get (contact, "phone");

  if (phone == NULL)
    phone = naru_record_get (contact, "mobile");
  return g_strdup (phone != NULL ? phone : naru_record_get (contact, "email"));
}

static void
fill_contact (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *left = naru_record_get (record, "leftOn");

  row->title = g_strdup (naru_record_get_title (record));
  row->dimmed = left != NULL;
  if (left != NULL)
    {
      g_autofree char *day = naru_ui_format_day (left, today);
      row->second = g_strdup_printf (_ ("Left: %s"), day);
    }
  else
    row->second = say_function (record);
  row->note = say_phone (record);
}

/* In the rail there is no room for anything at the end. */
static void
fill_rail_contact (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  g_autofree char *function = say_function (record);
  g_autofree char *phone = say_phone (record);

  row->title = g_strdup (naru_record_get_title (record));
  row->second = function != NULL && phone != NULL ? g_strconcat (function, "\n", phone, NULL)
                                                  : g_strdup (function != NULL ? function : phone);
}

/* Why a person is kept here, and who named them: asked of every contact. */
static void
prepare_contact (NaruDesk *desk, NaruRecord *draft)
{
  if (!naru_record_set (draft, "purpose", "placement", NULL)
      || !naru_record_set (draft, "source", "employer", NULL))
    g_debug ("A new contact was not filled in.");
}

static const NaruOwnedSpec contacts = {
  .type = "contact",
  .owner = "employer",
  .also = "alsoAt",
  .prepare = prepare_contact,
  .open = naru_contact_panel_open,
  .order = "name",
  .add_label = N_ ("Add contact"),
  .add_title = N_ ("New contact"),
  .empty = N_ ("Nobody is named yet. Add the person who answers the phone first."),
  .fields = naru_contact_fields,
  .fill = fill_contact,
};

const NaruOwnedSpec naru_employer_rail_contacts = {
  .type = "contact",
  .owner = "employer",
  .also = "alsoAt",
  .open = naru_contact_panel_open,
  .order = "name",
  .heading = N_ ("Contacts"),
  .empty = N_ ("Nobody is named yet."),
  .fields = naru_contact_fields,
  .fill = fill_rail_contact,
  .without = "leftOn",
};

/* Needs and strategy */

static void
prepare_today (NaruDesk *desk, NaruRecord *draft)
{
  g_autofree char *today = naru_desk_today (desk);

  if (!naru_record_set (draft, "on", today, NULL)
      || !naru_record_set (draft, "staff", naru_desk_get_staff (desk), NULL))
    g_debug ("A new record was not filled in.");
}

static void
prepare_strategy (NaruDesk *desk, NaruRecord *draft)
{
  if (!naru_record_set (draft, "state", "draft", NULL)
      || !naru_record_set (draft, "owner", naru_desk_get_staff (desk), NULL))
    g_debug ("A new strategy was not filled in.");
}

/* The first of @fields that is filled in, on one line. */
static char *
first_line (NaruRecord *record, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *value = naru_record_format (record, fields[i]);

      if (value != NULL && *value != '\0')
        return g_strdup (g_strdelimit (value, "\n", ' '));
    }
  return NULL;
}

static char *
join_state (NaruRecord *record, const char *first, const char *second)
{
  g_autofree char *a = first != NULL ? naru_record_format (record, first) : NULL;
  g_autofree char *b = second != NULL ? naru_record_format (record, second) : NULL;

  if (a != NULL && b != NULL)
    return g_strdup_printf ("%s, %s", a, b);
  return a != NULL ? g_steal_pointer (&a) : g_steal_pointer (&b);
}

static void
fill_needs (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  static const char *const told[]
      = { "hiringPlan", "bottlenecks", "skills", "conditions", "accommodation", NULL };
  const char *staff = naru_record_get (record, "staff");

  row->title = first_line (record, told);
  if (row->title == NULL)
    row->title = g_strdup (_ ("Needs talk"));
  row->second = staff != NULL ? naru_store_get_title (naru_desk_get_store (desk), staff) : NULL;
  row->note = naru_ui_format_day (naru_record_get (record, "on"), today);
}

static void
fill_strategy (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *review = naru_record_get (record, "reviewOn");
  static const char *const told[] = { "aim", NULL };
  g_autofree char *services = naru_record_format (record, "services");
  g_autofree char *state = naru_record_format (record, "state");

  row->title = first_line (record, told);
  row->second = services != NULL && *services != '\0' && state != NULL
                    ? g_strdup_printf (_ ("%s: %s"), state, services)
                    : g_steal_pointer (&state);
  if (row->second != NULL)
    g_strdelimit (row->second, "\n", ' ');
  if (review != NULL)
    {
      g_autofree char *day = naru_ui_format_day (review, today);
      row->note = g_strdup_printf (_ ("Review %s"), day);
    }
}

static void
fill_service (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  row->title = join_state (record, "service", "programme");
  row->second = naru_record_format (record, "result");
  row->note = naru_ui_format_day (naru_record_get (record, "on"), today);
}

static void
fill_incentive (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  row->title = g_strdup (naru_record_get_title (record));
  row->second = join_state (record, "state", "amount");
  row->note = naru_ui_format_day (naru_record_get (record, "appliedOn"), today);
}

static const char *const needs_fields[]
    = { "on",         "staff",         "hiringPlan",  "bottlenecks",   "skills",
        "conditions", "accommodation", "greenChange", "digitalChange", "safety",
        NULL };
static const char *const strategy_fields[]
    = { "aim", "needs", "services", "owner", "reviewOn", "state", "result", NULL };
static const char *const service_fields[]
    = { "service", "on", "staff", "programme", "minutes", "result", NULL };
static const char *const incentive_fields[]
    = { "name",      "measure", "state", "amount", "persons", "appliedOn",
        "decidedOn", "from",    "to",    "note",   NULL };

static const NaruOwnedSpec needs = {
  .type = "needs",
  .owner = "employer",
  .order = "on",
  .descending = TRUE,
  .heading = N_ ("Needs"),
  .add_label = N_ ("Begin a talk"),
  .empty = N_ (
      "No needs talk yet. It asks for hiring plans, what is hard to fill, and working conditions."),
  .fields = needs_fields,
  .fill = fill_needs,
  .add = naru_talk_panel_open,
};

static const NaruOwnedSpec strategies = {
  .type = "strategy",
  .owner = "employer",
  .order = "reviewOn",
  .descending = TRUE,
  .heading = N_ ("Support strategy"),
  .add_label = N_ ("Add strategy"),
  .add_title = N_ ("New support strategy"),
  .empty
  = N_ ("No strategy yet. It says what the centre does for this employer, and who sees to it."),
  .fields = strategy_fields,
  .fill = fill_strategy,
  .prepare = prepare_strategy,
};

static const NaruOwnedSpec services = {
  .type = "service",
  .owner = "employer",
  .order = "on",
  .descending = TRUE,
  .heading = N_ ("Services given"),
  .add_label = N_ ("Add service"),
  .add_title = N_ ("New service"),
  .empty = N_ ("No service has been given yet."),
  .fields = service_fields,
  .fill = fill_service,
  .prepare = prepare_today,
};

static void
prepare_incentive (NaruDesk *desk, NaruRecord *draft)
{
  if (!naru_record_set (draft, "state", "considered", NULL))
    g_debug ("A new incentive was not filled in.");
}

static const NaruOwnedSpec incentives = {
  .type = "incentive",
  .owner = "employer",
  .order = "appliedOn",
  .descending = TRUE,
  .heading = N_ ("Incentives"),
  .add_label = N_ ("Add incentive"),
  .add_title = N_ ("New incentive"),
  .empty = N_ ("No incentive has been applied for."),
  .fields = incentive_fields,
  .fill = fill_incentive,
  .prepare = prepare_incentive,
};

/* Vacancies and placements */

static void
fill_vacancy (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *closes = naru_record_get (record, "closesOn");
  const char *stage = naru_record_get (record, "stage");

  row->title = g_strdup (naru_record_get_title (record));
  row->icon = naru_ui_term_icon ("vacancy-stage", stage, &row->icon_class);
  row->second = naru_record_format (record, "stage");
  row->dimmed = g_strcmp0 (stage, "filled") == 0 || g_strcmp0 (stage, "withdrawn") == 0;
  if (closes != NULL && !row->dimmed)
    {
      g_autofree char *day = naru_ui_format_day (closes, today);
      row->note = g_strdup_printf (_ ("Closes %s"), day);
    }
}

static void
fill_placement (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *vacancy = naru_record_get (record, "vacancy");
  const char *start = naru_record_get (record, "startOn");
  const char *end = naru_record_get (record, "endOn");
  g_autofree char *from = naru_ui_format_day (start, today);
  g_autofree char *span = naru_ui_format_span (start, end != NULL ? end : today);

  if (vacancy != NULL)
    row->title = naru_store_get_title (naru_desk_get_store (desk), vacancy);
  if (row->title == NULL)
    row->title = naru_record_format (record, "occupation");
  if (row->title == NULL)
    row->title = g_strdup (_ ("Placement"));
  row->dimmed = end != NULL;
  row->icon = end == NULL ? "naru-dot-symbolic" : "naru-done-symbolic";
  row->icon_class = end == NULL ? "ok" : "dim-label";
  if (end == NULL && g_strcmp0 (start, today) > 0)
    row->second = g_strdup (_ ("Has not started yet"));
  else if (end == NULL)
    row->second = g_strdup_printf (_ ("Still there after %s"), span);
  else
    {
      g_autofree char *reason = naru_record_format (record, "endReason");
      row->second = reason == NULL ? g_strdup_printf (_ ("Stayed %s"), span)
                                   : g_strdup_printf (_ ("Stayed %s. %s"), span, reason);
    }
  row->note = g_steal_pointer (&from);
}

static const char *const placement_fields[]
    = { "vacancy", "occupation",    "startOn",    "contract", "hoursWeek", "pay",
        "measure", "measureEndsOn", "counsellor", "endOn",    "endReason", NULL };

static const NaruOwnedSpec vacancies = {
  .type = "vacancy",
  .owner = "employer",
  .order = "stage",
  .add_label = N_ ("New vacancy"),
  .empty = N_ ("No vacancy yet. Draft the first one with the employer."),
  .fill = fill_vacancy,
  .add = naru_new_vacancy_panel_open,
};

static const NaruOwnedSpec placements = {
  .type = "placement",
  .owner = "employer",
  .order = "startOn",
  .descending = TRUE,
  .add_label = N_ ("Add placement"),
  .add_title = N_ ("New placement"),
  .empty = N_ ("Nobody has been placed here yet."),
  .fields = placement_fields,
  .fill = fill_placement,
};

/* Facts */

static GtkWidget *
build_facts (NaruDetail *page)
{
  return naru_employer_facts_new (naru_detail_get_desk (page));
}

static void
refresh_facts (NaruDetail *page, GtkWidget *child)
{
  naru_employer_facts_show (NARU_EMPLOYER_FACTS (child), naru_detail_get_record (page));
}

/* Tabs of lists */

static GtkWidget *
build_lists (NaruDetail *page, const NaruOwnedSpec *const *specs)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 30);

  for (guint i = 0; specs[i] != NULL; i++)
    gtk_box_append (GTK_BOX (box), naru_owned_list_new (naru_detail_get_desk (page), specs[i]));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  return naru_ui_scrolled (box);
}

static void
refresh_lists (NaruDetail *page, GtkWidget *child)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child));
  GtkWidget *box = gtk_viewport_get_child (GTK_VIEWPORT (viewport));

  for (GtkWidget *list = gtk_widget_get_first_child (box); list != NULL;
       list = gtk_widget_get_next_sibling (list))
    naru_owned_list_show (NARU_OWNED_LIST (list), naru_detail_get_id (page));
}

static GtkWidget *
build_contacts (NaruDetail *page)
{
  static const NaruOwnedSpec *const specs[] = { &contacts, NULL };

  return build_lists (page, specs);
}

static GtkWidget *
build_needs (NaruDetail *page)
{
  static const NaruOwnedSpec *const specs[]
      = { &strategies, &needs, &naru_employer_programmes, &services, &incentives, NULL };

  return build_lists (page, specs);
}

static GtkWidget *
build_vacancies (NaruDetail *page)
{
  static const NaruOwnedSpec *const specs[] = { &vacancies, NULL };

  return build_lists (page, specs);
}

static GtkWidget *
build_placements (NaruDetail *page)
{
  static const NaruOwnedSpec *const specs[] = { &placements, NULL };

  return build_lists (page, specs);
}

/**
 * naru_employer_add_tabs:
 *
 * Adds the tabs after the timeline.
 */
void
naru_employer_add_tabs (NaruDetail *page)
{
  naru_detail_add_tab (page, "contacts", _ ("Contacts"), build_contacts, refresh_lists);
  naru_detail_add_tab (page, "facts", _ ("Facts"), build_facts, refresh_facts);
  naru_detail_add_tab (page, "needs", _ ("Needs and strategy"), build_needs, refresh_lists);
  naru_detail_add_tab (page, "vacancies", _ ("Vacancies"), build_vacancies, refresh_lists);
  naru_detail_add_tab (page, "placements", _ ("Placements"), build_placements, refresh_lists);
}
