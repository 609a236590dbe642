/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of the sidebar: one row each. */

#include "naru-places.h"

#include <glib/gi18n-lib.h>
#include "naru-calendar-page.h"
#include "naru-conflict-page.h"
#include "naru-outreach-page.h"
#include "naru-today.h"

const NaruPlace naru_places[] = {
  { "today", NC_ ("window", "Today"), "naru-today-symbolic", NULL, naru_today_new },
  { "jobseekers", NC_ ("window", "Jobseekers"), "naru-people-symbolic", "jobseeker", NULL },
  { "employers", NC_ ("window", "Employers"), "naru-building-symbolic", "employer", NULL },
  { "vacancies", NC_ ("window", "Vacancies"), "naru-briefcase-symbolic", "vacancy", NULL },
  { "calendar", NC_ ("window", "Calendar"), "naru-calendar-symbolic", NULL,
    naru_calendar_page_new },
  { "courses", NC_ ("window", "Courses"), "naru-promise-symbolic", "course", NULL },
  { "measures", NC_ ("window", "Measures"), "naru-chart-symbolic", "measure", NULL },
  { "partners", NC_ ("window", "Partners"), "naru-same-symbolic", "organisation", NULL },
  { "outreach", NC_ ("window", "Outreach"), "naru-phone-symbolic", NULL, naru_outreach_page_new },
  { "labour-market", NC_ ("window", "Labour market"), "naru-growth-symbolic", "marketFigure",
    NULL },
  { "handbook", NC_ ("window", "Handbook"), "naru-book-symbolic", "template", NULL },
  { "conflicts", NC_ ("window", "Two values"), "naru-conflict-symbolic", NULL,
    naru_conflict_page_new, "conflict" },
  { NULL },
};
