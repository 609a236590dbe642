/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command: the edits that one thing a person does makes, by field, so that it fits on top of what others wrote since. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

typedef struct _NaruCommand NaruCommand;

NaruCommand *naru_command_new (const char *label);
NaruCommand *naru_command_ref (NaruCommand *self);
void naru_command_unref (NaruCommand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCommand, naru_command_unref)

const char *naru_command_get_label (NaruCommand *self);
void naru_command_set_label (NaruCommand *self, const char *label);
gboolean naru_command_is_empty (NaruCommand *self);

/* Steps; they run in order. Values are in canonical text form as in naru_record_set(); NULL removes. */
void naru_command_create (NaruCommand *self, NaruRecord *record);
void naru_command_set (NaruCommand *self, const char *id, const char *field, const char *value);
void naru_command_set_json (NaruCommand *self, const char *id, const char *field, const char *json);
void naru_command_set_element (NaruCommand *self, const char *id, const char *list,
                               const char *identity, const char *member, const char *value);
void naru_command_remove_element (NaruCommand *self, const char *id, const char *list,
                                  const char *identity);
void naru_command_replace (NaruCommand *self, NaruRecord *before,
                           NaruRecord *after); /* the fields that differ */
void naru_command_forget (NaruCommand *self, const char *id);
void naru_command_forget_word (NaruCommand *self, const char *word);
void naru_command_forget_blob (NaruCommand *self, const char *digest);
void naru_command_put_blob (NaruCommand *self, GBytes *bytes);
void naru_command_delete (NaruCommand *self,
                          const char *id); /* with all records that belong to it */

/* ids of the records made, in order; complete when the command has run */
char **naru_command_get_created (NaruCommand *self);

/* Steps on a transaction: for naru_desk_run and for bulk work that brings its own transaction. */
gboolean naru_command_apply (NaruCommand *self, NaruTransaction *transaction, GError **error);

G_END_DECLS
