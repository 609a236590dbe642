/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of the sidebar: one row each. */

#include "naru-places.h"

#include <glib/gi18n-lib.h>
#include "naru-today.h"

const NaruPlace naru_places[] = {
  { "today", N_ ("Today"), "naru-today-symbolic", NULL, naru_today_new },
  { "jobseekers", N_ ("Jobseekers"), "naru-people-symbolic", "jobseeker", NULL },
  { "employers", N_ ("Employers"), "naru-building-symbolic", "employer", NULL },
  { "vacancies", N_ ("Vacancies"), "naru-briefcase-symbolic", "vacancy", NULL },
  { NULL },
};
