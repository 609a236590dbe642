/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one per profile, opens the store and its window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NARU_TYPE_APPLICATION (naru_application_get_type ())
G_DECLARE_FINAL_TYPE (NaruApplication, naru_application, NARU, APPLICATION, AdwApplication)

NaruApplication *naru_application_new (const char *profile);

G_END_DECLS
