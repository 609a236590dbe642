/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing several jobseekers: from one's caseload, the team, a saved view or everybody, narrowed by some letters. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_PEOPLE_PICKER (naru_people_picker_get_type ())
G_DECLARE_FINAL_TYPE (NaruPeoplePicker, naru_people_picker, NARU, PEOPLE_PICKER, AdwBin)

GtkWidget *naru_people_picker_new (NaruDesk *desk);
GStrv naru_people_picker_list_chosen (NaruPeoplePicker *self); /* ids, in the order of choosing */

/* Signal "changed": somebody was chosen, or is not chosen any more */

G_END_DECLS
