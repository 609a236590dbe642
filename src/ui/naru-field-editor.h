/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of a form: the widget that its kind asks for, behind one way to set, read and check its value. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-level-mark.h"

G_BEGIN_DECLS

/* Values are in canonical text form; money, objects, lists and sets are JSON texts. NULL for none. */
#define NARU_TYPE_FIELD_EDITOR (naru_field_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (NaruFieldEditor, naru_field_editor, NARU, FIELD_EDITOR, AdwBin)

/**
 * NaruFieldEditorClass:
 * @build: make the widgets; field and desk are known
 * @set_value: show the value; does not emit
 * @dup_value: what is typed or chosen, in canonical form; %FALSE with @message (translated) where it cannot be understood
 * @set_marks: (nullable): marks words that a rule found, for the kinds in which words are typed
 * @select: (nullable): selects words, and takes the cursor there
 */
struct _NaruFieldEditorClass
{
  AdwBinClass parent_class;
  void (*build) (NaruFieldEditor *self);
  void (*set_value) (NaruFieldEditor *self, const char *value);
  gboolean (*dup_value) (NaruFieldEditor *self, char **value, char **message);
  void (*set_marks) (NaruFieldEditor *self, const GArray *marks);
  void (*select) (NaruFieldEditor *self, guint start, guint end);
};

GtkWidget *naru_field_editor_new (NaruDesk *desk, const NaruField *field);
const NaruField *naru_field_editor_get_field (NaruFieldEditor *self);
NaruDesk *naru_field_editor_get_desk (NaruFieldEditor *self);
void naru_field_editor_set_value (NaruFieldEditor *self, const char *value);
gboolean naru_field_editor_dup_value (NaruFieldEditor *self, char **value, char **message);
char *naru_field_editor_dup_text (NaruFieldEditor *self);
gboolean naru_field_editor_put (NaruFieldEditor *self, NaruRecord *record, char **message);
void naru_field_editor_set_marks (NaruFieldEditor *self, const GArray *marks);
void naru_field_editor_select (NaruFieldEditor *self, guint start, guint end);
void naru_field_editor_share_line (NaruFieldEditor *self);
void naru_field_editor_keep_in_line (NaruFieldEditor *editor);
gboolean naru_field_is_compound (const NaruField *field);
char *naru_field_dup_from_record (NaruRecord *record, const NaruField *field);

/* for the kinds */
void naru_field_editor_edited (NaruFieldEditor *self); /* a value was typed: check it */
void naru_field_editor_commit (NaruFieldEditor *self); /* it was left or chosen: save it */

/* Signals "edited", "commit" */

G_END_DECLS
