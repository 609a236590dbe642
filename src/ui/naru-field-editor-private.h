/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the editors: their types, and values as JSON. */
#pragma once

#include "naru-field-editor.h"

G_BEGIN_DECLS

GType naru_entry_editor_get_type (void);
GType naru_long_editor_get_type (void);
GType naru_choice_editor_get_type (void);
GType naru_switch_editor_get_type (void);
GType naru_money_editor_get_type (void);
GType naru_set_editor_get_type (void);
GType naru_object_editor_get_type (void);
GType naru_elements_editor_get_type (void);

void naru_field_editor_set_up (NaruFieldEditor *self, NaruDesk *desk, const NaruField *field);
char *naru_field_dup_from_json (const NaruField *field, NaruJsonSpan span);
char *naru_field_to_json (const NaruField *field, const char *value);

/* What people type for a date or time, as on the wire; NULL if it is none */
char *naru_parse_typed_date (const char *text, const char *today);
char *naru_parse_typed_time (const char *text, const char *today);

G_END_DECLS
