/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened with an employer, in order of time: conversations, what became of its vacancies, who started work. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_TIMELINE_ENTRY (naru_timeline_entry_get_type ())
G_DECLARE_FINAL_TYPE (NaruTimelineEntry, naru_timeline_entry, NARU, TIMELINE_ENTRY, GObject)

NaruRecord *naru_timeline_entry_get_record (NaruTimelineEntry *self);
gboolean naru_timeline_entry_is_conversation (NaruTimelineEntry *self);
gboolean naru_timeline_entry_equal (NaruTimelineEntry *self, NaruTimelineEntry *other);
const char *naru_timeline_entry_get_icon (NaruTimelineEntry *self);
char *naru_timeline_entry_dup_title (NaruTimelineEntry *self, NaruDesk *desk);
char *naru_timeline_entry_dup_text (NaruTimelineEntry *self, NaruDesk *desk);
char *naru_timeline_entry_dup_author (NaruTimelineEntry *self, NaruDesk *desk);
char *naru_timeline_entry_dup_when (NaruTimelineEntry *self, const char *today);
char *naru_timeline_entry_dup_group (NaruTimelineEntry *self, const char *today);

/* The sentence about the next action of a conversation, with its symbol; NULL if there is none. */
char *naru_next_action_dup_text (NaruRecord *conversation, const char *today, const char **icon,
                                 const char **css_class);

/* "Next: send two names, by Tue 24 Nov" */
char *naru_next_action_dup_sentence (const char *words, const char *date, const char *today);

/* The names of its files, or NULL. */
char *naru_timeline_entry_dup_files (NaruTimelineEntry *self);

GPtrArray *naru_timeline_read (NaruStore *store, const char *employer, const char *kind,
                               const char *words, GError **error);

G_END_DECLS
