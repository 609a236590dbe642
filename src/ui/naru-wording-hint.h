/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the words of a goal or a step while they are typed, and the words to put in their place with one key. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NARU_TYPE_WORDING_HINT (naru_wording_hint_get_type ())
G_DECLARE_FINAL_TYPE (NaruWordingHint, naru_wording_hint, NARU, WORDING_HINT, AdwBin)

GtkWidget *naru_wording_hint_new (GtkEditable *editable);
GtkWidget *naru_wording_hint_new_below (GtkWidget *parent);

G_END_DECLS
