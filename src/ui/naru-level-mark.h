/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the levels of findings look: a word, a symbol, a colour and a line under words, so that no level is known by its
 * colour alone. */
#pragma once

#include <gtk/gtk.h>
#include "naru-findings.h"

G_BEGIN_DECLS

/**
 * NaruLevelMark: words of a text that a rule found
 * @selected: whether they stand out from the others
 * @start, @end: first character, and the one behind the last
 */
typedef struct
{
  NaruLevel level;
  gboolean selected;
  guint start;
  guint end;
} NaruLevelMark;

const char *naru_level_label (NaruLevel level);
const char *naru_level_icon (NaruLevel level);
const char *naru_level_class (NaruLevel level);
void naru_level_add_attributes (PangoAttrList *list, GtkWidget *widget, const NaruLevelMark *mark,
                                const char *text);
void naru_level_mark_entry (GtkEntry *entry, const GArray *marks);
void naru_level_mark_view (GtkTextView *view, const GArray *marks);
GtkWidget *naru_level_make_symbols (GPtrArray *findings);

G_END_DECLS
