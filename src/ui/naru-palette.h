/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl+K: one field that finds any record, place or command. */
#pragma once

#include "naru-window.h"

G_BEGIN_DECLS

void naru_palette_open (NaruWindow *window);

G_END_DECLS
