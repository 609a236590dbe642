/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a new record: what is asked first, and who is here already that looks the same. */
#pragma once

#include <adwaita.h>
#include "naru-type-spec.h"

G_BEGIN_DECLS

#define NARU_TYPE_NEW_PAGE (naru_new_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruNewPage, naru_new_page, NARU, NEW_PAGE, AdwBin)

GtkWidget *naru_new_page_new (NaruDesk *desk, const NaruTypeSpec *spec, NaruRecord *draft);

/* Signal "leave": it was given up; the draft is kept */

G_END_DECLS
