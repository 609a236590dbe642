/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the catalogue, the labour market and the handbook are shown: what managers and IT keep up for everybody. */

#include "naru-type-spec-private.h"

#include <glib/gi18n-lib.h>
#include "naru-record-page.h"

/* The catalogue: what people can be sent to */

static void
open_courses (NaruQuery *query, NaruDesk *desk)
{
  g_autofree char *today = naru_desk_today (desk);

  naru_query_add_filter (query, "starts", NARU_FILTER_AT_LEAST, today);
}

static void
open_measures (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "open");
}

static NaruCommand *
add_to_catalogue (NaruDesk *desk, NaruRecord *record, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), naru_record_get_title (record));
  NaruCommand *command = naru_command_new (label);

  naru_command_create (command, record);
  return command;
}

static const NaruColumnSpec course_columns[] = {
  { "name", NULL, 180, TRUE, NULL, TRUE },
  { "provider", NULL, 130, TRUE, NULL, TRUE },
  { "starts", NULL, 134, TRUE },
  { "ends", NULL, 134, TRUE },
  { "placesLeft", NULL, 100, TRUE },
  { "mode", NULL, 110, TRUE },
  { "region", NULL, 120, FALSE },
  { "measure", NULL, 140, FALSE },
  { "code", NULL, 100, FALSE },
  { NULL },
};

static const char *const course_filters[]
    = { "provider", "occupations", "mode", "region", "measure", NULL };

static const NaruViewSpec course_views[] = {
  { "open", N_ ("Still to start"), NULL, open_courses },
  { "all", N_ ("All courses"), NULL, NULL },
  { NULL },
};

static const char *const course_new[]
    = { "name", "code",   "provider",   "measure", "occupations", "starts",
        "ends", "places", "placesLeft", "mode",    "region",      NULL };

const NaruTypeSpec naru_type_spec_courses = {
  .type = "course",
  .place = "courses",
  .search_hint = N_ ("Name or any word"),
  .new_label = N_ ("New course"),
  COUNTED ("%s course", "%s courses"),
  .empty_title = N_ ("No course is here yet"),
  .empty_what = N_ ("Managers and IT add courses, or import a list."),
  .columns = course_columns,
  .filters = course_filters,
  .views = course_views,
  .order = "starts",
  .second_line = "provider",
  .new_fields = course_new,
  .create = add_to_catalogue,
};

static const NaruColumnSpec measure_columns[] = {
  { "name", NULL, 180, TRUE, NULL, TRUE },
  { "class", NULL, 150, TRUE, NULL, TRUE },
  { "provider", NULL, 130, TRUE, NULL, TRUE },
  { "funding", NULL, 130, TRUE },
  { "placesLeft", NULL, 100, TRUE },
  { "to", NULL, 134, TRUE },
  { "state", NULL, 90, FALSE },
  { "region", NULL, 120, FALSE },
  { NULL },
};

static const char *const measure_filters[]
    = { "class", "provider", "funding", "groups", "state", "region", NULL };

static const NaruViewSpec measure_views[] = {
  { "open", N_ ("Open"), NULL, open_measures },
  { "all", N_ ("All measures"), NULL, NULL },
  { NULL },
};

static const char *const measure_new[]
    = { "name",       "class", "provider", "funding", "budget",     "budgetLeft", "places",
        "placesLeft", "from",  "to",       "groups",  "conditions", "state",      NULL };

const NaruTypeSpec naru_type_spec_measures = {
  .type = "measure",
  .place = "measures",
  .search_hint = N_ ("Name or any word"),
  .new_label = N_ ("New measure"),
  COUNTED ("%s measure", "%s measures"),
  .empty_title = N_ ("No measure is here yet"),
  .empty_what = N_ ("Managers and IT add measures, or import a list."),
  .columns = measure_columns,
  .filters = measure_filters,
  .views = measure_views,
  .order = "name",
  .second_line = "class",
  .new_fields = measure_new,
  .create = add_to_catalogue,
};

static const NaruColumnSpec organisation_columns[] = {
  { "name", NULL, 180, TRUE, NULL, TRUE },     { "kind", NULL, 150, TRUE },
  { "services", NULL, 180, TRUE, NULL, TRUE }, { "region", NULL, 140, TRUE, NULL, TRUE },
  { "sharesCases", NULL, 120, FALSE },         { NULL },
};

static const char *const organisation_filters[]
    = { "kind", "services", "region", "sharesCases", NULL };

static const NaruViewSpec organisation_views[] = {
  { "all", N_ ("All partners"), NULL, NULL },
  { NULL },
};

static const char *const organisation_new[]
    = { "name",  "kind",         "services", "region",      "address", "phone",
        "email", "openingHours", "contacts", "sharesCases", "note",    NULL };

const NaruTypeSpec naru_type_spec_organisations = {
  .type = "organisation",
  .place = "partners",
  .search_hint = N_ ("Name or any word"),
  .new_label = N_ ("New partner"),
  COUNTED ("%s partner", "%s partners"),
  .empty_title = N_ ("No partner is here yet"),
  .empty_what = N_ ("Managers and IT add partners, or import a list."),
  .columns = organisation_columns,
  .filters = organisation_filters,
  .views = organisation_views,
  .order = "name",
  .second_line = "kind",
  .page_new = naru_partner_page_new,
  .new_fields = organisation_new,
  .create = add_to_catalogue,
};

/* The labour market around the centre: published figures, at hand without a network */

static const NaruColumnSpec figure_columns[] = {
  { "name", NULL, 200, TRUE, NULL, TRUE },
  { "figure", NULL, 170, TRUE, NULL, TRUE },
  { "occupation", NULL, 150, FALSE },
  { "region", NULL, 130, TRUE },
  { "value", NULL, 100, TRUE },
  { "unit", NULL, 70, TRUE },
  { "period", NULL, 100, TRUE },
  { "source", NULL, 150, TRUE, NULL, TRUE },
  { "publishedOn", NULL, 120, FALSE },
  { NULL },
};

static const char *const figure_filters[]
    = { "figure", "occupation", "region", "period", "source", NULL };

static const NaruViewSpec figure_views[] = {
  { "all", N_ ("All figures"), NULL, NULL },
  { NULL },
};

static const char *const figure_new[]
    = { "name",   "figure", "occupation",  "region", "value", "unit",
        "period", "source", "publishedOn", "link",   "note",  NULL };

const NaruTypeSpec naru_type_spec_figures = {
  .type = "marketFigure",
  .place = "labour-market",
  .title = NC_ ("window", "Labour market"),
  .search_hint = N_ ("Name or any word"),
  .new_label = N_ ("New figure"),
  COUNTED ("%s figure", "%s figures"),
  .empty_title = N_ ("No figure is here yet"),
  .empty_what
  = N_ ("Managers and IT import what the statistics publish on occupations and districts, as CSV: "
        "each figure with its period and its source."),
  .columns = figure_columns,
  .filters = figure_filters,
  .views = figure_views,
  .order = "name",
  .second_line = "figure",
  .new_fields = figure_new,
  .create = add_to_catalogue,
};

/* The handbook, and the texts and lists that people start from */

static void
handbook_pages (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "kind", NARU_FILTER_IS, "handbook");
}

static void
checklists (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "kind", NARU_FILTER_IS, "checklist");
}

static void
plan_templates (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "kind", NARU_FILTER_IS, "plan");
}

static void
letters (NaruQuery *query, NaruDesk *desk)
{
  naru_query_add_filter (query, "kind", NARU_FILTER_IS, "letter\037message\037vacancy");
}

static const NaruColumnSpec handbook_columns[] = {
  { "name", NULL, 260, TRUE, NULL, TRUE },
  { "kind", NULL, 150, TRUE, NULL, TRUE },
  { "group", NULL, 160, TRUE },
  { "language", NULL, 120, TRUE },
  { NULL },
};

static const char *const handbook_filters[] = { "kind", "group", "language", NULL };

static const NaruViewSpec handbook_views[] = {
  { "handbook", N_ ("Handbook"), NULL, handbook_pages },
  { "checklists", N_ ("Checklists"), NULL, checklists },
  { "plans", N_ ("Plans"), NULL, plan_templates },
  { "letters", N_ ("Letters and messages"), NULL, letters },
  { "all", N_ ("All templates"), NULL, NULL },
  { NULL },
};

static const char *const handbook_new[]
    = { "name", "kind", "group", "language", "body", "steps", NULL };

const NaruTypeSpec naru_type_spec_handbook = {
  .type = "template",
  .place = "handbook",
  .title = NC_ ("window", "Handbook"),
  .search_hint = N_ ("Page of the handbook, or any word"),
  .new_label = N_ ("New page or template"),
  COUNTED ("%s page", "%s pages"),
  .empty_title = N_ ("No page is here yet"),
  .empty_what = N_ ("Managers and IT write down here how things are done in this centre, with "
                    "checklists and texts to start from."),
  .columns = handbook_columns,
  .filters = handbook_filters,
  .views = handbook_views,
  .order = "name",
  .second_line = "kind",
  .new_fields = handbook_new,
  .create = add_to_catalogue,
};
