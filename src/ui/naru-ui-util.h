/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small things that every page needs: labels, symbols of states, dates as people say them. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

/* Widgets. Text is always plain text, never markup. */
GtkWidget *naru_ui_label (const char *text, const char *css_classes);
GtkWidget *naru_ui_words (const char *css_classes);
GtkWidget *naru_ui_wrapped_label (const char *text, const char *css_classes);
GtkWidget *naru_ui_two_line_label (const char *text, const char *css_classes);
GtkWidget *naru_ui_icon (const char *icon, const char *css_class, const char *meaning);
GtkWidget *naru_ui_icon_button (const char *icon, const char *label);
GtkWidget *naru_ui_on_first_line (GtkWidget *icon);
GtkWidget *naru_ui_icon_text (const char *icon, const char *css_class, const char *text);
GtkWidget *naru_ui_fact (const char *caption, const char *value, GtkWidget **line);
GtkWidget *naru_ui_find_entry (GtkWidget *parent);
GtkWidget *naru_ui_captioned (const char *caption, GtkWidget *child);
GtkWidget *naru_ui_heading (const char *title, const char *note);
GtkWidget *naru_ui_scrolled (GtkWidget *child);
GtkWidget *naru_ui_form_page (GtkWidget *child);
GtkWidget *naru_ui_empty (const char *icon, const char *title, const char *what_to_do);
GtkWidget *naru_ui_drop_down (GListModel *strings, const char *name);
GtkWidget *naru_ui_text_view (int height);
char *naru_ui_dup_text (GtkWidget *view);
void naru_ui_set_view_text (GtkWidget *view, const char *text);
GtkWidget *naru_ui_menu_button (GtkWidget *child, GtkWidget *popover);
void naru_ui_add_classes (GtkWidget *widget, const char *css_classes);
void naru_ui_name (GtkWidget *widget, const char *label);
void naru_ui_set_tooltip (GtkWidget *widget, const char *text);
void naru_ui_set_text (GtkWidget *label, const char *text);
void naru_ui_clear (GtkWidget *box);
void naru_ui_stay_in_front (GtkWindow *dialog);
gboolean naru_ui_has_focus (GtkWidget *widget);
gboolean naru_ui_focus_child (GtkWidget *bin, GtkDirectionType direction);
gboolean naru_ui_undo_key (GtkWidget *widget, guint key, GdkModifierType state);
void naru_ui_undo_when_empty (GtkWidget *entry);
void naru_ui_toast (GtkWidget *widget, const char *text);

/* Dates and times as people say them; "" where @date is NULL. */
char *naru_ui_format_day (const char *date, const char *today);
char *naru_ui_format_date (const char *date);
char *naru_ui_format_when (const char *time, const char *today);
char *naru_ui_format_heading (GDateTime *time, const char *format);
char *naru_ui_format_clock (const char *time);
char *naru_ui_format_span (const char *from, const char *to);
char *naru_ui_date_of (const char *time);
char *naru_ui_format_count (gint64 number);

/* Sizes in pixels grow with the text. */
double naru_ui_text_scale (void);

/* Symbols of states: icon name and style class, never without a word beside them. */
const char *naru_ui_term_icon (const char *vocabulary, const char *code, const char **css_class);
const char *naru_ui_sync_icon (NaruSyncState sync, const char **css_class);
char *naru_ui_sync_text (const NaruDocumentState *state, const char *today);

/* What a command, a form or a message needs to find its window. */
NaruDesk *naru_ui_get_desk (GtkWidget *widget);

G_END_DECLS
